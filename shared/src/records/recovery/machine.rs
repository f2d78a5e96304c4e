//! The table of a recovery, its days and who may decide (workflows, recovery).

use super::words::*;
use crate::auth::{Actor, Permission};
use crate::calendar::day_ends;
use crate::problem::{ProblemCode, Refusal};
use crate::workflow::{Target, Transition, Workflow};
use chrono::{DateTime, Days, NaiveDate, Utc};
use chrono_tz::Tz;

impl Workflow for RecoveryAction {
    type State = RecoveryStatus;
    type Action = Self;
    const STATE_GROUP: &'static str = "recovery_status";
    const ACTION_GROUP: &'static str = "recovery_action";
    const TRANSITIONS: &'static [Transition<RecoveryStatus, Self>] = {
        use RecoveryStatus::*;
        const fn line(
            action: RecoveryAction,
            from: &'static [RecoveryStatus],
            to: RecoveryStatus,
            permission: Permission,
        ) -> Transition<RecoveryStatus, RecoveryAction> {
            Transition { action, from, to: Target::To(to), permission }
        }
        &[
            line(Self::Notify, &[Candidate], Notified, Permission::RecoveryClaim),
            line(Self::Accept, &[Notified, Kept, Reduced], Accepted, Permission::RecoveryAnswer),
            line(Self::Object, &[Notified], Disputed, Permission::RecoveryAnswer),
            line(Self::Appeal, &[Kept, Reduced], Arbitration, Permission::RecoveryAnswer),
            line(Self::ReExamine, &[Disputed], ReExamination, Permission::RecoveryClaim),
            line(Self::Keep, &[ReExamination], Kept, Permission::RecoveryClaim),
            line(Self::Reduce, &[ReExamination], Reduced, Permission::RecoveryClaim),
            line(Self::Withdraw, &[Candidate, Disputed, ReExamination], Withdrawn, Permission::RecoveryClaim),
            line(Self::Rule, &[Arbitration], Final, Permission::RecoveryArbitrate),
            line(Self::Debit, &[Accepted, DeemedAccepted, Final], Debited, Permission::RecoveryDebit),
        ]
    };
}

/// The last day on which a supplier may answer what it is told today (MGT-T 4.6.1: five days, which are days of the calendar).
pub fn answer_until(today: NaiveDate, days: u16) -> NaiveDate {
    today.checked_add_days(Days::new(days.into())).unwrap_or(NaiveDate::MAX)
}

/// When a supplier's days are over: at the end of the last of them, on the maker's clock.
pub fn answer_ends(last: NaiveDate, zone: Tz) -> DateTime<Utc> {
    day_ends(last, zone)
}

/// The parts of a supplier's days at which it is reminded, in percent; at the last silence accepts.
pub const NOTICES: [i16; 3] = [50, 80, 100];

/// How much of a supplier's days is used up, as the last notice that is due: nothing before the first.
pub fn notice(from: DateTime<Utc>, ends: DateTime<Utc>, now: DateTime<Utc>) -> Option<i16> {
    if now >= ends {
        return Some(100);
    }
    let (all, used) = ((ends - from).num_seconds().max(1), (now - from).num_seconds());
    let percent = used.saturating_mul(100) / all;
    NOTICES.into_iter().rev().find(|notice| percent >= i64::from(*notice))
}

/// Whether somebody may rule: nobody who had to do with it before.
///
/// # Errors
/// `transition_refused` for whoever had.
pub fn may_rule(number: &str, touched: bool) -> Result<(), Refusal> {
    if !touched {
        return Ok(());
    }
    Err(Refusal::new(ProblemCode::TransitionRefused)
        .detail("problem-transition_refused-own_recovery")
        .arg("number", number))
}

/// Whether a supplier can be paid: not while a recovery from it is unconfirmed (MGT-T 4.6.3).
///
/// # Errors
/// `transition_refused`, saying how many are.
pub fn may_pay_supplier(name: &str, unconfirmed: i64) -> Result<(), Refusal> {
    if unconfirmed == 0 {
        return Ok(());
    }
    Err(Refusal::new(ProblemCode::TransitionRefused)
        .detail("problem-transition_refused-recovery_unconfirmed")
        .arg("name", name)
        .arg("count", unconfirmed))
}

/// Whether a part can be disposed of: not while it is evidence in a dispute with its supplier (workflows, rma).
///
/// # Errors
/// `transition_refused`, naming the recovery.
pub fn may_dispose_evidence(name: &str, disputed: Option<&str>) -> Result<(), Refusal> {
    let Some(number) = disputed else { return Ok(()) };
    Err(Refusal::new(ProblemCode::TransitionRefused)
        .detail("problem-transition_refused-evidence")
        .arg("name", name)
        .arg("number", number))
}

/// What somebody can do with a recovery.
pub fn available_for_recovery(status: RecoveryStatus, touched: bool, actor: &Actor) -> Vec<RecoveryAction> {
    let mut actions = RecoveryAction::actions(status, actor);
    actions.retain(|action| *action != RecoveryAction::Rule || may_rule("", touched).is_ok());
    actions
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Typed out again; every pair that is not here is refused.
    #[test]
    fn the_machine_typed_out_again() {
        crate::workflow::typed_out::<RecoveryAction>(
            crate::records::walks::money::RECOVERY,
            RecoveryStatus::ALL,
        );
    }

    #[test]
    fn a_suppliers_days_end_with_the_last_of_them() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(answer_until(day("2026-11-27"), 5), day("2026-12-02"));
        let ends = answer_ends(day("2026-12-02"), chrono_tz::Asia::Shanghai);
        assert_eq!(ends.to_rfc3339(), "2026-12-02T16:00:00+00:00");
        let from = ends - chrono::Duration::hours(100);
        let at = |hours: i64| notice(from, ends, from + chrono::Duration::hours(hours));
        assert_eq!((at(0), at(49), at(50), at(79)), (None, None, Some(50), Some(50)));
        assert_eq!((at(80), at(99), at(100), at(900)), (Some(80), Some(80), Some(100), Some(100)));
    }

    #[test]
    fn nobody_is_paid_and_nothing_disposed_of_meanwhile() {
        assert!(may_pay_supplier("德铭", 0).is_ok() && may_pay_supplier("德铭", 1).is_err());
        assert!(may_dispose_evidence("皮带", None).is_ok());
        assert!(may_dispose_evidence("皮带", Some("RC-2026-000001")).is_err());
        assert!(may_rule("RC-2026-000001", false).is_ok() && may_rule("RC-2026-000001", true).is_err());
    }

    proptest! {
        /// Notices never go back, and silence accepts at the end and never before.
        #[test]
        fn notices_only_grow(length in 1_i64..1_000_000, one in 0_i64..2_000_000, more in 0_i64..1_000_000) {
            let from = DateTime::from_timestamp(1_700_000_000, 0).unwrap();
            let ends = from + chrono::Duration::seconds(length);
            let at = |seconds| notice(from, ends, from + chrono::Duration::seconds(seconds));
            prop_assert!(at(one) <= at(one + more));
            prop_assert_eq!(at(one) == Some(100), one >= length);
        }
    }
}
