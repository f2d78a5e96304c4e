use super::*;
use crate::records::walks::goods;
use crate::workflow::typed_out;
use proptest::prelude::*;

/// Typed out again; every pair that is not here is refused.
#[test]
fn both_machines_typed_out_again() {
    typed_out::<RmaAction>(goods::RETURN, RmaStatus::ALL);
    typed_out::<RmaLineAction>(goods::LINE, RmaLineStatus::ALL);
}

#[test]
fn what_is_not_let_come_is_not_owed() {
    let stand: Vec<&str> = RmaStatus::ALL.iter().filter(|s| lines_stand(**s)).map(|s| s.as_str()).collect();
    assert_eq!(stand, ["authorized", "in_return", "in_inspection", "dispositioned", "closed"]);
}

#[test]
fn the_head_follows_from_the_lines() {
    let by = |words: &str| by_lines(words.split(' ').map(|w| w.parse().unwrap())).as_str();
    assert_eq!(by("due due"), "authorized");
    assert_eq!(by("due shipped"), "in_return");
    assert_eq!(by("shipped received"), "in_inspection");
    assert_eq!(by("due disposed"), "in_inspection");
    assert_eq!(by("disposed waived lost"), "dispositioned");
    assert_eq!(by("lost lost"), "dispositioned");
}

#[test]
fn a_return_is_owed_as_soon_as_its_first_part_is() {
    let today = NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();
    let day = |named: Option<i64>, parts: &[Option<i32>]| {
        let named = named.map(|n| today + chrono::Duration::days(n));
        deadline(named, parts.iter().copied(), today).map(|day| (day - today).num_days()).ok()
    };
    assert_eq!([day(Some(0), &[Some(5)]), day(Some(-1), &[])], [Some(0), None]);
    assert_eq!([day(None, &[]), day(None, &[None])], [Some(30), Some(30)]);
    assert_eq!([day(None, &[Some(45), Some(60)]), day(None, &[Some(45), None])], [Some(45), Some(30)]);
}

fn actor(role: crate::auth::Role) -> Actor {
    use crate::auth::{OrganizationKind, permissions};
    let roles = vec![role];
    Actor {
        user_id: UserId(uuid::Uuid::nil()),
        name: "王芳".into(),
        organization_id: crate::ids::OrganizationId(uuid::Uuid::nil()),
        organization_kind: OrganizationKind::Manufacturer,
        customer_id: None,
        permissions: permissions(OrganizationKind::Manufacturer, &roles, None),
        roles,
    }
}

#[test]
fn scrapping_takes_two_people_or_a_picture_and_no_hold() {
    let me = actor(crate::auth::Role::Quality);
    let judged = LineFacts {
        rma: RmaStatus::InInspection,
        status: RmaLineStatus::Judged,
        disposition: Some(RmaDisposition::Scrap),
        decided_by: Some(me.user_id),
        responsible: Some(RmaResponsible::Supplier),
        pictured: false,
        held: false,
        charged: false,
    };
    let may = |line: LineFacts, action| available_for_line(&line, &me).contains(&action);
    assert!(!may(judged, RmaLineAction::ConfirmScrap));
    assert!(may(LineFacts { pictured: true, ..judged }, RmaLineAction::ConfirmScrap));
    assert!(!may(LineFacts { pictured: true, held: true, ..judged }, RmaLineAction::ConfirmScrap));
    assert!(may(LineFacts { decided_by: None, ..judged }, RmaLineAction::ConfirmScrap));
    assert!(!may(LineFacts { held: true, ..judged }, RmaLineAction::Dispose));
    assert_eq!(disposed(RmaDisposition::Scrap, false), RmaLineStatus::Judged);
    assert_eq!(disposed(RmaDisposition::Scrap, true), RmaLineStatus::Disposed);
    assert_eq!(disposed(RmaDisposition::Rework, false), RmaLineStatus::Disposed);
    // One hold at a time; a charge once, and after the return is closed, too.
    assert!(may(judged, RmaLineAction::Hold) && !may(judged, RmaLineAction::LiftHold));
    let held = LineFacts { held: true, ..judged };
    assert!(!may(held, RmaLineAction::Hold) && may(held, RmaLineAction::LiftHold));
    let closed = LineFacts { rma: RmaStatus::Closed, status: RmaLineStatus::Disposed, ..judged };
    assert_eq!(available_for_line(&closed, &me), [RmaLineAction::Charge]);
    assert_eq!(available_for_line(&LineFacts { charged: true, ..closed }, &me), []);
}

#[test]
fn nothing_is_offered_that_no_line_is_for() {
    let actor = actor(crate::auth::Role::ServiceSpecialist);
    let offered = |words: &str| {
        let lines: Vec<_> = words.split(' ').map(|w| w.parse().unwrap()).collect();
        available_for_rma(RmaStatus::InInspection, &lines, None, &actor)
    };
    assert_eq!(offered("judged received"), []);
    assert_eq!(offered("due shipped"), [RmaAction::Ship, RmaAction::Receive]);
}

#[test]
fn reminders_grow_with_the_days() {
    let day = |n: i64| NaiveDate::from_ymd_opt(2026, 11, 1).unwrap() + chrono::Duration::days(n);
    let stage = |n| dunning(day(0), day(n)).map(|(stage, late)| (stage.as_str(), late));
    assert_eq!([stage(-3), stage(0)], [None, None]);
    assert_eq!([stage(1), stage(7)], [Some(("reminder", 1)), Some(("reminder", 7))]);
    assert_eq!([stage(8), stage(21)], [Some(("warning", 8)), Some(("warning", 21))]);
    assert_eq!(stage(22), Some(("charge", 22)));
}

proptest! {
    #[test]
    fn never_more_comes_than_was_sent(sent in 1_i32..1000, came in -5_i32..1005) {
        match receipt(sent, came) {
            Ok(RmaLineStatus::Received) => prop_assert_eq!(came, sent),
            Ok(RmaLineStatus::ReceivedShort) => prop_assert!((0..sent).contains(&came)),
            Ok(other) => prop_assert!(false, "{other}"),
            Err(_) => prop_assert!(came < 0 || came > sent),
        }
    }

    /// Whatever is done in whatever order, a return is dispositioned exactly when nothing is open.
    #[test]
    fn a_return_is_over_when_all_its_lines_are(picks in proptest::collection::vec(0_usize..9, 1..8)) {
        let lines: Vec<RmaLineStatus> = picks.iter().map(|n| RmaLineStatus::ALL[*n]).collect();
        let over = lines.iter().all(|l| matches!(l.as_str(), "disposed" | "waived" | "lost"));
        prop_assert_eq!(by_lines(lines) == RmaStatus::Dispositioned, over);
    }
}
