//! Returns with their lines, and the way back to suppliers.

use super::{Table, anybody, leads, nobody, possible, same, tries, walked};
use crate::records::rma::*;
use crate::records::supplier_return::*;
use chrono::{Days, NaiveDate};
use proptest::prelude::*;

pub(crate) const RETURN: &Table = &[
    ("authorize", "requested", "authorized"),
    ("refuse", "requested", "refused"),
    ("overrule", "requested", "="),
    ("cancel", "requested authorized", "cancelled"),
    ("ship", "authorized in_return in_inspection", "="),
    ("receive", "in_return in_inspection", "="),
    ("close", "dispositioned", "closed"),
    ("pay_refund", "in_inspection dispositioned closed", "="),
];

pub(crate) const LINE: &Table = &[
    ("lose", "due shipped", "lost"),
    ("restore", "lost", "due"),
    ("waive", "due shipped", "waived"),
    ("test", "received received_short", "under_test"),
    ("judge", "received received_short under_test", "judged"),
    ("dispose", "judged", "disposed"),
    ("confirm_scrap", "judged", "disposed"),
    ("hold", "received received_short under_test judged", "="),
    ("lift_hold", "received received_short under_test judged", "="),
    ("charge", "judged disposed", "="),
];

pub(crate) const BACK: &Table = &[
    ("offer", "to_offer refused", "offered"),
    ("collect", "offered", "collected"),
    ("refuse", "offered", "refused"),
    ("dispose_locally", "offered", "disposed_locally"),
];

/// A line as a person would note it.
#[derive(Clone, Copy)]
struct Noted {
    facts: LineFacts,
    agreed_by: Option<crate::ids::UserId>,
    by_picture: bool,
}

/// What somebody can do with a line, told by hand.
fn on_line(line: &Noted, head: &str, me: crate::ids::UserId) -> Vec<&'static str> {
    let LineFacts { status, disposition, decided_by, responsible, pictured, held, charged, .. } = line.facts;
    let moving = ["authorized", "in_return", "in_inspection", "dispositioned"].contains(&head);
    let theirs = responsible == Some(RmaResponsible::Supplier) && !charged;
    possible(LINE, status.as_str())
        .into_iter()
        .filter(|action| match *action {
            "charge" => (moving || head == "closed") && theirs,
            _ if !moving => false,
            "confirm_scrap" => {
                disposition == Some(RmaDisposition::Scrap) && (decided_by != Some(me) || pictured) && !held
            }
            "dispose" | "hold" => !held,
            "lift_hold" => held,
            _ => true,
        })
        .collect()
}

proptest! {
    /// Whatever is done with a return and its lines by whom: the head is where its lines are, nothing is tested that did not come,
    /// nothing disposed of that was not judged or is held, nothing scrapped by one person without a picture, nothing charged twice,
    /// and nothing moves once it is over.
    #[test]
    fn a_return_is_where_its_lines_are(tries in tries(), pictured in any::<[bool; 3]>()) {
        let mut head = RmaStatus::Requested;
        let mut lines = pictured.map(|pictured| Noted {
            facts: LineFacts {
                rma: head, status: RmaLineStatus::Due, disposition: None, decided_by: None, responsible: None, pictured, held: false, charged: false,
            },
            agreed_by: None,
            by_picture: false,
        });
        for (n, who, chance) in tries {
            let me = anybody(who);
            let at = |line: &Noted| line.facts.status;
            let states = lines.map(|line| at(&line));
            let model = possible(RETURN, head.as_str()).into_iter().filter(|action| match *action {
                "overrule" | "pay_refund" => false,
                "ship" => states.contains(&RmaLineStatus::Due),
                "receive" => states.contains(&RmaLineStatus::Shipped),
                _ => true,
            });
            let model: Vec<_> = model.collect();
            same(&available_for_rma(head, &states, None, &me), model.clone())?;
            same(&available_for_rma(head, &states, None, &nobody()), vec![])?;
            let line = &mut lines[chance % 3];
            line.facts.rma = head;
            let on_line = on_line(line, head.as_str(), me.user_id);
            same(&available_for_line(&line.facts, &me), on_line.clone())?;
            same(&available_for_line(&line.facts, &nobody()), vec![])?;
            let before = head;

            let all = RmaAction::ALL.len() + RmaLineAction::ALL.len();
            if let Some(action) = RmaAction::ALL.get(n % all) {
                let next = walked::<RmaAction>(RETURN, head, *action)?;
                if !model.contains(&action.as_str()) {
                    continue;
                }
                head = next;
                match action {
                    RmaAction::Ship if line.facts.status == RmaLineStatus::Due => line.facts.status = RmaLineStatus::Shipped,
                    RmaAction::Receive if line.facts.status == RmaLineStatus::Shipped => {
                        let came = i32::try_from(chance % 4).unwrap();
                        line.facts.status = receipt(3, came).unwrap();
                        prop_assert_eq!(line.facts.status == RmaLineStatus::Received, came == 3);
                    }
                    _ => {}
                }
            } else {
                let action = RmaLineAction::ALL[n % all - RmaAction::ALL.len()];
                let next = walked::<RmaLineAction>(LINE, line.facts.status, action)?;
                if !on_line.contains(&action.as_str()) {
                    continue;
                }
                let (came, before) = (line.facts.status, line.facts);
                line.facts.status = next;
                match action {
                    RmaLineAction::Judge => line.facts.responsible = Some(RmaResponsible::ALL[chance % RmaResponsible::ALL.len()]),
                    RmaLineAction::Dispose => {
                        let what = RmaDisposition::ALL[chance % RmaDisposition::ALL.len()];
                        (line.facts.disposition, line.facts.decided_by) = (Some(what), Some(me.user_id));
                        line.facts.status = disposed(what, line.facts.pictured);
                        line.by_picture = what == RmaDisposition::Scrap && line.facts.pictured;
                    }
                    RmaLineAction::ConfirmScrap => {
                        line.agreed_by = Some(me.user_id).filter(|me| before.decided_by != Some(*me));
                        line.by_picture = line.agreed_by.is_none();
                    }
                    RmaLineAction::Hold => line.facts.held = true,
                    RmaLineAction::LiftHold => line.facts.held = false,
                    RmaLineAction::Charge => {
                        prop_assert!(!line.facts.charged);
                        line.facts.charged = true;
                    }
                    RmaLineAction::Restore => prop_assert_eq!(line.facts.status, RmaLineStatus::Due),
                    RmaLineAction::Test => prop_assert!(came.as_str().starts_with("received")),
                    RmaLineAction::Lose | RmaLineAction::Waive => {}
                }
            }
            if lines_stand(head) && head != RmaStatus::Closed {
                head = by_lines(lines.map(|line| at(&line)));
            }
            let over = |line: &Noted| ["disposed", "lost", "waived"].contains(&line.facts.status.as_str());
            prop_assert!(!["dispositioned", "closed"].contains(&head.as_str()) || lines.iter().all(over));
            prop_assert!(!["refused", "cancelled", "closed"].contains(&before.as_str()) || before == head);
            for line in &lines {
                let facts = &line.facts;
                let judged = ["judged", "disposed"].contains(&facts.status.as_str());
                prop_assert_eq!(facts.responsible.is_some(), judged);
                if facts.status == RmaLineStatus::Disposed {
                    prop_assert!(facts.disposition.is_some() && !facts.held);
                    let two = line.agreed_by.is_some() && line.agreed_by != facts.decided_by;
                    prop_assert!(facts.disposition != Some(RmaDisposition::Scrap) || two || (line.by_picture && facts.pictured));
                }
            }
        }
    }

    /// A supplier has its five days: before they are over the house does not dispose of what it may collect, afterwards it may.
    #[test]
    fn a_supplier_has_its_days(tries in tries()) {
        let mut today = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        let (mut at, mut offered, mut deadline) = (SupplierReturnStatus::ToOffer, today, today);
        for (n, _, days) in tries {
            today = today + Days::new(u64::try_from(days % 4).unwrap());
            let over = today > offered + Days::new(5);
            let model = possible(BACK, at.as_str()).into_iter().filter(|action| *action != "dispose_locally" || over);
            let model: Vec<_> = model.collect();
            same(&available_for_return(at, deadline, today, &anybody(0)), model.clone())?;
            same(&available_for_return(at, deadline, today, &nobody()), vec![])?;
            let action = SupplierReturnAction::ALL[n % SupplierReturnAction::ALL.len()];
            let next = walked::<SupplierReturnAction>(BACK, at, action)?;
            if !model.contains(&action.as_str()) {
                continue;
            }
            prop_assert_eq!(Some(next.as_str()), leads(BACK, at.as_str(), action.as_str()));
            match action {
                SupplierReturnAction::Offer => (offered, deadline) = (today, collect_until(today)),
                SupplierReturnAction::DisposeLocally => prop_assert!(may_dispose_locally("", deadline, today).is_ok()),
                SupplierReturnAction::Collect | SupplierReturnAction::Refuse => {}
            }
            at = next;
        }
    }
}
