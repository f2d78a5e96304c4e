//! Statements with their lines, settlement requests, recoveries.

use super::{Table, anybody, nobody, possible, same, tries, walked};
use crate::records::recovery::*;
use crate::records::statement::{
    self, RequestAction, RequestStatus, StatementAction, StatementLineAction, StatementLineStatus,
    StatementStatus,
};
use proptest::prelude::*;
use std::collections::BTreeSet;

pub(crate) const STATEMENT: &Table = &[
    ("issue", "collecting", "issued"),
    ("agree", "issued", "agreed"),
    ("invoice", "agreed", "invoiced"),
    ("pay", "invoiced", "paid"),
    ("lock", "paid", "locked"),
];

pub(crate) const LINE: &Table = &[
    ("agree", "open disputed kept", "agreed"),
    ("dispute", "open kept", "disputed"),
    ("keep", "disputed", "kept"),
    ("correct", "disputed", "corrected"),
];

pub(crate) const REQUEST: &Table =
    &[("approve", "requested", "approved"), ("refuse", "requested", "refused")];

pub(crate) const RECOVERY: &Table = &[
    ("notify", "candidate", "notified"),
    ("accept", "notified kept reduced", "accepted"),
    ("object", "notified", "disputed"),
    ("appeal", "kept reduced", "arbitration"),
    ("re_examine", "disputed", "re_examination"),
    ("keep", "re_examination", "kept"),
    ("reduce", "re_examination", "reduced"),
    ("withdraw", "candidate disputed re_examination", "withdrawn"),
    ("rule", "arbitration", "final"),
    ("debit", "accepted deemed_accepted final", "debited"),
];

proptest! {
    /// A statement goes forward only; its lines move while the party has it and has not agreed; it is paid by somebody else than
    /// who issued it, and to a supplier only while nothing is recovered from it.
    #[test]
    fn a_statement_goes_forward_and_its_lines_stand_once_it_is_agreed_to(tries in tries(), unconfirmed in 0_i64..2) {
        let mut at = StatementStatus::Collecting;
        let mut lines = [StatementLineStatus::Open; 3];
        let (mut issued_by, mut paid_by) = (None, None);
        for (n, who, chance) in tries {
            let me = anybody(who);
            let disputed = i64::try_from(lines.iter().filter(|line| line.as_str() == "disputed").count()).unwrap();
            let model = possible(STATEMENT, at.as_str()).into_iter().filter(|action| match *action {
                "agree" => disputed == 0,
                "pay" => issued_by != Some(me.user_id) && unconfirmed == 0,
                _ => true,
            });
            let model: Vec<_> = model.collect();
            same(&statement::available(at, (disputed, unconfirmed), issued_by, &me), model.clone())?;
            same(&statement::available(at, (disputed, unconfirmed), issued_by, &nobody()), vec![])?;
            let line = &mut lines[chance % 3];
            let on_line = if at == StatementStatus::Issued { possible(LINE, line.as_str()) } else { vec![] };
            same(&statement::available_for_line(at, *line, &me), on_line.clone())?;
            same(&statement::available_for_line(at, *line, &nobody()), vec![])?;
            let (before, lines_before) = (at, lines);

            let all = StatementAction::ALL.len() + StatementLineAction::ALL.len();
            if let Some(action) = StatementAction::ALL.get(n % all) {
                let next = walked::<StatementAction>(STATEMENT, at, *action)?;
                if !model.contains(&action.as_str()) {
                    continue;
                }
                match action {
                    StatementAction::Issue => issued_by = Some(me.user_id),
                    StatementAction::Pay => paid_by = Some(me.user_id),
                    // All that is left open is agreed to.
                    StatementAction::Agree => for line in &mut lines {
                        if *line != StatementLineStatus::Corrected {
                            *line = StatementLineStatus::Agreed;
                        }
                    },
                    StatementAction::Invoice | StatementAction::Lock => {}
                }
                at = next;
            } else {
                let action = StatementLineAction::ALL[n % all - StatementAction::ALL.len()];
                let next = walked::<StatementLineAction>(LINE, lines[chance % 3], action)?;
                if !on_line.contains(&action.as_str()) {
                    continue;
                }
                lines[chance % 3] = next;
                at = statement::by_lines(lines);
            }
            let place = |status: StatementStatus| StatementStatus::ALL.iter().position(|one| *one == status);
            prop_assert!(place(at) >= place(before));
            prop_assert!(before == StatementStatus::Issued || lines == lines_before);
            let settled = lines.iter().all(|line| ["agreed", "corrected"].contains(&line.as_str()));
            prop_assert!(["collecting", "issued"].contains(&at.as_str()) || settled);
            prop_assert!(issued_by.is_some() || at == StatementStatus::Collecting);
            prop_assert_eq!(paid_by.is_some(), ["paid", "locked"].contains(&at.as_str()));
            prop_assert!(paid_by.is_none() || (paid_by != issued_by && unconfirmed == 0));
        }
    }

    /// What somebody asks to be settled another person decides, once.
    #[test]
    fn a_request_is_decided_once_by_somebody_else(tries in tries(), asked in 0_usize..3) {
        let asked = anybody(asked).user_id;
        let (mut at, mut decided) = (RequestStatus::Requested, 0);
        for (n, who, _) in tries {
            let (action, me) = (RequestAction::ALL[n % 2], anybody(who));
            let model = if me.user_id == asked { vec![] } else { possible(REQUEST, at.as_str()) };
            same(&statement::available_for_request(at, asked, &me), model.clone())?;
            same(&statement::available_for_request(at, asked, &nobody()), vec![])?;
            prop_assert_eq!(statement::may_review("", asked, &me).is_err(), me.user_id == asked);
            let next = walked::<RequestAction>(REQUEST, at, action)?;
            if model.contains(&action.as_str()) {
                decided += 1;
                at = next;
            }
            prop_assert_eq!(decided, i32::from(at != RequestStatus::Requested));
        }
    }

    /// A recovery is debited only after the supplier was told, and accepted, was silent, or was ruled against by somebody who had
    /// nothing to do with it before; it becomes less only where it was examined again or ruled on.
    #[test]
    fn a_recovery_is_debited_only_after_it_was_heard(tries in tries()) {
        let mut at = RecoveryStatus::Candidate;
        let mut been = BTreeSet::from([at.as_str()]);
        let mut hands = BTreeSet::new();
        let mut ruled_by = None;
        for (n, who, silent) in tries {
            let me = anybody(who);
            let touched = hands.contains(&me.user_id);
            let model = possible(RECOVERY, at.as_str()).into_iter().filter(|action| *action != "rule" || !touched);
            let model: Vec<_> = model.collect();
            same(&available_for_recovery(at, touched, &me), model.clone())?;
            same(&available_for_recovery(at, touched, &nobody()), vec![])?;
            prop_assert_eq!(may_rule("", touched).is_err(), touched);
            let action = RecoveryAction::ALL[n % RecoveryAction::ALL.len()];
            let next = walked::<RecoveryAction>(RECOVERY, at, action)?;
            if silent % 20 == 0 && ["notified", "kept", "reduced"].contains(&at.as_str()) {
                // Its days are over, and it has said nothing.
                at = RecoveryStatus::DeemedAccepted;
            } else if model.contains(&action.as_str()) {
                if action == RecoveryAction::Rule {
                    ruled_by = Some((me.user_id, hands.clone()));
                }
                hands.insert(me.user_id);
                at = next;
            }
            been.insert(at.as_str());
            let was = |state| been.contains(state);
            if at == RecoveryStatus::Debited {
                prop_assert!(was("notified") && (was("accepted") || was("deemed_accepted") || was("final")));
                prop_assert!(!was("withdrawn"));
            }
            prop_assert!(!(was("kept") || was("reduced")) || (was("disputed") && was("re_examination")));
            prop_assert!(!was("final") || was("arbitration"));
            prop_assert!(ruled_by.as_ref().is_none_or(|(who, before)| !before.contains(who)));
        }
    }
}
