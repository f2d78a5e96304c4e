use super::*;
use crate::auth::{Actor, OrganizationKind, Role, permissions};
use crate::ids::{LocationId, OrganizationId, PartId, TransferLineId, UserId};
use crate::problem::Refusal;
use crate::records::part::Measure;
use crate::records::walks::{Table, anybody, leads, nobody, possible, same, tries};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use proptest::prelude::*;
use uuid::Uuid;

fn now() -> DateTime<Utc> {
    "2026-03-16T01:30:00Z".parse().unwrap()
}

fn today() -> NaiveDate {
    "2026-03-16".parse().unwrap()
}

fn actor(n: u128, role: Role) -> Actor {
    let kind = OrganizationKind::Manufacturer;
    Actor {
        user_id: UserId(Uuid::from_u128(n)),
        name: "某人".into(),
        organization_id: OrganizationId(Uuid::nil()),
        organization_kind: kind,
        customer_id: None,
        roles: vec![role],
        permissions: permissions(kind, &[role], None),
    }
}

fn line(n: u128, quantity: i64) -> TransferLine {
    TransferLine {
        id: TransferLineId(Uuid::from_u128(n)),
        part_id: PartId(Uuid::from_u128(n)),
        part_number: format!("P-{n}"),
        part_name: "门机皮带".into(),
        measure: Measure::Piece,
        batch_tracked: false,
        quantity,
        free: None,
        return_days: Some(30),
        old_part_due_on: None,
        batch: None,
        shipped: None,
        received: None,
        shortage: None,
        old_serial: None,
        new_serial: None,
    }
}

fn transfer(status: TransferStatus) -> MaterialTransfer {
    let at = now();
    let sent = matches!(status, TransferStatus::Shipped | TransferStatus::Received);
    let head = MaterialTransferSummary {
        id: crate::ids::MaterialTransferId(Uuid::nil()),
        number: "MT-1".into(),
        status,
        urgent: false,
        justification: None,
        coverage: TransferCoverage::Warranty,
        ticket_id: None,
        ticket_number: None,
        unit_id: None,
        unit_serial: None,
        from_location_id: Some(LocationId(Uuid::from_u128(1))),
        from_location_name: None,
        to_location_id: Some(LocationId(Uuid::from_u128(2))),
        to_organization_id: None,
        to_customer_id: None,
        to_name: "服务车".into(),
        address: None,
        reason: None,
        requested_by_id: UserId(Uuid::from_u128(1)),
        requested_by_name: "张伟".into(),
        organization_id: OrganizationId(Uuid::nil()),
        organization_name: "三宝".into(),
        submitted_at: Some(at),
        approved_by_name: None,
        approved_at: Some(at),
        refusal: None,
        carrier: None,
        waybill: None,
        shipped_by_name: None,
        shipped_at: None,
        received_by_name: None,
        received_at: None,
        reconciled_at: None,
        papers_due_at: None,
        papers_overdue: false,
        lines: 2,
        short: 0,
        version: 1,
        created_at: at,
        updated_at: at,
    };
    let mut lines = vec![line(1, 4), line(2, 2)];
    for line in lines.iter_mut().filter(|_| sent) {
        line.shipped = Some(line.quantity);
    }
    MaterialTransfer { head, lines, available_actions: vec![], editable: false }
}

fn done(transfer: &MaterialTransfer, who: &Actor, doing: Doing) -> Result<TransferChange, Refusal> {
    decide(transfer, who, now(), today(), &doing)
}

/// The whole table typed out again; every pair that is not here is refused.
#[test]
fn the_transfer_machine_typed_out_again() {
    crate::workflow::typed_out::<TransferAction>(TABLE, TransferStatus::ALL);
}

#[test]
fn nobody_approves_what_they_asked_for() {
    let submitted = transfer(TransferStatus::Submitted);
    let own = actor(1, Role::Supervisor);
    let refusal = done(&submitted, &own, Doing::Approve(ApproveTransfer::default())).unwrap_err();
    assert_eq!(refusal.code.as_str(), "forbidden");
    assert!(!available(&submitted, &own).contains(&TransferAction::Approve));
    let change =
        done(&submitted, &actor(2, Role::Supervisor), Doing::Approve(ApproveTransfer::default())).unwrap();
    let Effect::Reserve(from, wanted) = change.effect else { panic!("{change:?}") };
    assert_eq!((from.0.as_u128(), wanted.len(), wanted[0].quantity), (1, 2, 4));
}

#[test]
fn only_what_is_urgent_ships_before_it_is_approved() {
    let desk = actor(3, Role::ServiceSpecialist);
    let mut submitted = transfer(TransferStatus::Submitted);
    submitted.head.approved_at = None;
    let ship = || Doing::Ship(ShipTransfer::default());
    assert_eq!(done(&submitted, &desk, ship()).unwrap_err().code.as_str(), "transition_refused");
    submitted.head.urgent = true;
    let change = done(&submitted, &desk, ship()).unwrap();
    let Effect::Issue { reserved, papers_due_at, .. } = change.effect else { panic!("{change:?}") };
    assert_eq!((reserved, papers_due_at), (false, Some(now() + TimeDelta::hours(PAPERS_HOURS))));
    // Later it is approved, and only then closed.
    let mut received = transfer(TransferStatus::Received);
    (received.head.approved_at, received.head.papers_due_at) = (None, papers_due_at);
    let refusal = done(&received, &desk, Doing::Reconcile).unwrap_err();
    assert_eq!(refusal.code.as_str(), "requirement_missing");
    let change = done(&received, &actor(2, Role::Supervisor), Doing::Regularise).unwrap();
    assert_eq!((change.to, change.effect), (TransferStatus::Received, Effect::Papers));
    assert!(
        done(&transfer(TransferStatus::Received), &actor(2, Role::Supervisor), Doing::Regularise).is_err()
    );
    assert!(papers_overdue(papers_due_at, None, now() + TimeDelta::hours(49)));
    assert!(!papers_overdue(papers_due_at, Some(now()), now() + TimeDelta::hours(49)));
    assert!(!papers_overdue(papers_due_at, None, now() + TimeDelta::hours(47)));
}

#[test]
fn never_more_is_shipped_than_asked_for_nor_received_than_shipped() {
    let desk = actor(3, Role::ServiceSpecialist);
    let of = |n: u128, shipped| ShippedLine {
        line_id: TransferLineId(Uuid::from_u128(n)),
        shipped: Some(shipped),
        batch: None,
    };
    let picking = transfer(TransferStatus::Picking);
    let ship = |lines| done(&picking, &desk, Doing::Ship(ShipTransfer { lines, ..ShipTransfer::default() }));
    let wrong = |refusal: Refusal| refusal.fields.into_iter().map(|f| f.pointer).collect::<Vec<_>>();
    assert_eq!(wrong(ship(vec![of(1, 5)]).unwrap_err()), ["/lines/0/shipped"]);
    assert_eq!(wrong(ship(vec![of(1, 0), of(2, 0)]).unwrap_err()), ["/lines"]);
    assert_eq!(
        wrong(ship(vec![of(9, 1), of(1, 1), of(1, 1)]).unwrap_err()),
        ["/lines/0/line_id", "/lines/2/line_id"]
    );
    let Effect::Issue { lines, papers_due_at, .. } = ship(vec![of(2, 1)]).unwrap().effect else { panic!() };
    assert_eq!((lines[0].shipped, lines[1].shipped, papers_due_at), (4, 1, None));

    let shipped = transfer(TransferStatus::Shipped);
    let receive = |received, old: Option<&str>, new: Option<&str>| {
        let line = ReceivedLine {
            line_id: TransferLineId(Uuid::from_u128(1)),
            received,
            old_serial: old.map(|s| s.parse().unwrap()),
            new_serial: new.map(|s| s.parse().unwrap()),
        };
        done(&shipped, &desk, Doing::Receive(ReceiveTransfer { lines: vec![line] }))
    };
    assert_eq!(wrong(receive(Some(5), None, None).unwrap_err()), ["/lines/0/received"]);
    assert_eq!(wrong(receive(Some(4), Some("A"), None).unwrap_err()), ["/lines/0/new_serial"]);
    let Effect::Arrive(lines) = receive(Some(3), Some("A"), Some("B")).unwrap().effect else { panic!() };
    assert_eq!((lines[0].received, lines[1].received), (3, 2));
    assert_eq!(lines[0].old_part_due_on, Some("2026-04-15".parse().unwrap()));
    assert_eq!(shortage(Some(4), Some(3)), Some(1));
}

#[test]
fn an_old_part_is_owed_under_warranty_as_the_part_says_or_as_somebody_does() {
    use TransferCoverage::*;
    assert_eq!(days_owed(Warranty, None, Some(20)), Some(20));
    assert_eq!(days_owed(Warranty, None, None), None);
    assert_eq!(days_owed(Warranty, Some(false), Some(20)), None);
    assert_eq!(days_owed(Charged, None, Some(20)), None);
    assert_eq!(days_owed(Charged, Some(true), None), Some(30));
    assert_eq!(old_part_due_on(today(), None), None);
}

#[test]
fn what_is_given_up_is_reserved_no_longer() {
    let who = actor(1, Role::Technician);
    let cancel = |status, reason: Option<&str>| {
        let reason = reason.map(|r| crate::text::Text::new(r).unwrap());
        done(&transfer(status), &who, Doing::Cancel(TransferActionInput { reason }))
    };
    assert!(cancel(TransferStatus::Picking, None).is_err());
    assert!(matches!(cancel(TransferStatus::Picking, Some("x")).unwrap().effect, Effect::Release(..)));
    assert_eq!(cancel(TransferStatus::Submitted, Some("x")).unwrap().effect, Effect::Nothing);
    assert!(cancel(TransferStatus::Shipped, Some("x")).is_err());
}

const TABLE: &Table = &[
    ("submit", "draft", "submitted"),
    ("approve", "submitted", "approved"),
    ("reject", "submitted", "rejected"),
    ("pick", "approved", "picking"),
    ("ship", "submitted picking", "shipped"),
    ("receive", "shipped", "received"),
    ("regularise", "shipped received", "="),
    ("reconcile", "received", "reconciled"),
    ("cancel", "draft submitted approved picking", "cancelled"),
];

fn doing(action: TransferAction, chance: usize) -> Doing {
    let given = || TransferActionInput { reason: Some("不再需要".parse().unwrap()) };
    let some = i64::try_from(chance % 3).unwrap();
    let line_id = TransferLineId(Uuid::from_u128(1));
    match action {
        TransferAction::Submit => Doing::Submit,
        TransferAction::Approve => Doing::Approve(ApproveTransfer::default()),
        TransferAction::Reject => Doing::Reject(given()),
        TransferAction::Pick => Doing::Pick,
        TransferAction::Ship => Doing::Ship(ShipTransfer {
            lines: vec![ShippedLine { line_id, shipped: Some(some + 2), batch: None }],
            ..ShipTransfer::default()
        }),
        TransferAction::Receive => Doing::Receive(ReceiveTransfer {
            lines: vec![ReceivedLine { line_id, received: Some(some), old_serial: None, new_serial: None }],
        }),
        TransferAction::Regularise => Doing::Regularise,
        TransferAction::Reconcile => Doing::Reconcile,
        TransferAction::Cancel => Doing::Cancel(given()),
    }
}

proptest! {
    /// Whatever is tried by whom: what is on its way was approved by somebody else than who asked, or is urgent and owes its papers;
    /// it is not closed without them; never more goes than was asked for, nor comes than went; what is over stays over.
    #[test]
    fn parts_go_only_as_they_were_approved(tries in tries(), urgent in any::<bool>(), asked in 0_usize..3) {
        let asked = anybody(asked).user_id;
        let mut one = transfer(TransferStatus::Draft);
        (one.head.urgent, one.head.requested_by_id) = (urgent, asked);
        (one.head.submitted_at, one.head.approved_at) = (None, None);
        let mut approved_by = None;
        for (n, who, chance) in tries {
            let (action, me) = (TransferAction::ALL[n % TransferAction::ALL.len()], anybody(who));
            let at = one.head.status;
            let (owes, approved) = (one.head.papers_due_at.is_some(), one.head.approved_at.is_some());
            let model = possible(TABLE, at.as_str()).into_iter().filter(|action| match *action {
                "approve" => me.user_id != asked,
                "ship" => at == TransferStatus::Picking || urgent,
                "regularise" => owes && !approved && me.user_id != asked,
                "reconcile" => approved,
                _ => true,
            });
            let model: Vec<_> = model.collect();
            same(&available(&one, &me), model.clone())?;
            same(&available(&one, &nobody()), vec![])?;
            prop_assert!(done(&one, &nobody(), doing(action, chance)).is_err());
            let answer = done(&one, &me, doing(action, chance));
            prop_assert_eq!(answer.is_ok(), model.contains(&action.as_str()), "{} {}", at, action);
            let Ok(change) = answer else { continue };
            prop_assert_eq!(Some(change.to.as_str()), leads(TABLE, at.as_str(), action.as_str()));
            match change.effect {
                Effect::Reserve(..) | Effect::Papers => {
                    (one.head.approved_at, approved_by) = (Some(now()), Some(me.user_id));
                }
                Effect::Issue { lines, papers_due_at, reserved, .. } => {
                    prop_assert_eq!(reserved, approved);
                    one.head.papers_due_at = papers_due_at;
                    for (line, sent) in one.lines.iter_mut().zip(lines) {
                        prop_assert!(sent.shipped <= line.quantity);
                        line.shipped = Some(sent.shipped);
                    }
                }
                Effect::Arrive(lines) => for (line, came) in one.lines.iter_mut().zip(lines) {
                    prop_assert!(Some(came.received) <= line.shipped);
                    line.received = Some(came.received);
                },
                // What was reserved is let go, and nothing else.
                Effect::Release(..) => prop_assert!(approved && action == TransferAction::Cancel),
                Effect::Nothing => prop_assert!(!approved || !["cancel", "reject"].contains(&action.as_str())),
            }
            one.head.status = change.to;
            let state = change.to.as_str();
            prop_assert!(approved_by.is_none_or(|who| who != asked));
            prop_assert!(!["approved", "picking", "reconciled"].contains(&state) || approved_by.is_some());
            prop_assert!(!["shipped", "received"].contains(&state) || approved_by.is_some() || (urgent && one.head.papers_due_at.is_some()));
            let sent = ["shipped", "received", "reconciled"].contains(&state);
            prop_assert_eq!(one.lines.iter().all(|line| line.shipped.is_some()), sent);
            let came = ["received", "reconciled"].contains(&state);
            prop_assert_eq!(one.lines.iter().all(|line| line.received.is_some()), came);
        }
    }
}
