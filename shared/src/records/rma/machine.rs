//! The tables of a return's state machines, and what follows from the lines.

use super::claim::{RmaClaim, may_authorize_claim, may_pay_refund};
use super::words::*;
use crate::auth::{Actor, Permission};
use crate::ids::UserId;
use crate::problem::{FieldProblem, ProblemCode, Refusal};
use crate::records::supplier_return::may_charge;
use crate::workflow::{Target, Transition, Workflow};
use chrono::{Days, NaiveDate};

impl Workflow for RmaAction {
    type State = RmaStatus;
    type Action = RmaAction;
    const STATE_GROUP: &'static str = "rma_status";
    const ACTION_GROUP: &'static str = "rma_action";
    const TRANSITIONS: &'static [Transition<RmaStatus, RmaAction>] = {
        use RmaStatus::*;
        use Target::{Stay, To};
        const fn line(
            action: RmaAction,
            from: &'static [RmaStatus],
            to: Target<RmaStatus>,
            permission: Permission,
        ) -> Transition<RmaStatus, RmaAction> {
            Transition { action, from, to, permission }
        }
        &[
            line(RmaAction::Authorize, &[Requested], To(Authorized), Permission::RmaAuthorize),
            line(RmaAction::Refuse, &[Requested], To(Refused), Permission::RmaAuthorize),
            line(RmaAction::Overrule, &[Requested], Stay, Permission::RmaWaive),
            line(RmaAction::Cancel, &[Requested, Authorized], To(Cancelled), Permission::RmaRequest),
            // Where these two lead follows from the lines.
            line(RmaAction::Ship, &[Authorized, InReturn, InInspection], Stay, Permission::RmaShip),
            line(RmaAction::Receive, &[InReturn, InInspection], Stay, Permission::RmaReceive),
            line(RmaAction::Close, &[Dispositioned], To(Closed), Permission::RmaReceive),
            line(RmaAction::PayRefund, &[InInspection, Dispositioned, Closed], Stay, Permission::RmaRefund),
        ]
    };
}

impl Workflow for RmaLineAction {
    type State = RmaLineStatus;
    type Action = RmaLineAction;
    const STATE_GROUP: &'static str = "rma_line_status";
    const ACTION_GROUP: &'static str = "rma_line_action";
    const TRANSITIONS: &'static [Transition<RmaLineStatus, RmaLineAction>] = {
        use RmaLineStatus::*;
        use Target::{Stay, To};
        const fn line(
            action: RmaLineAction,
            from: &'static [RmaLineStatus],
            to: Target<RmaLineStatus>,
            permission: Permission,
        ) -> Transition<RmaLineStatus, RmaLineAction> {
            Transition { action, from, to, permission }
        }
        &[
            line(RmaLineAction::Lose, &[Due, Shipped], To(Lost), Permission::RmaReceive),
            line(RmaLineAction::Restore, &[Lost], To(Due), Permission::RmaWaive),
            line(RmaLineAction::Waive, &[Due, Shipped], To(Waived), Permission::RmaWaive),
            line(RmaLineAction::Test, &[Received, ReceivedShort], To(UnderTest), Permission::RmaInspect),
            line(
                RmaLineAction::Judge,
                &[Received, ReceivedShort, UnderTest],
                To(Judged),
                Permission::RmaInspect,
            ),
            // Scrapping without a picture stays where it is until somebody else agrees.
            line(RmaLineAction::Dispose, &[Judged], To(Disposed), Permission::RmaDispose),
            line(RmaLineAction::ConfirmScrap, &[Judged], To(Disposed), Permission::RmaDispose),
            line(
                RmaLineAction::Hold,
                &[Received, ReceivedShort, UnderTest, Judged],
                Stay,
                Permission::RmaHold,
            ),
            line(
                RmaLineAction::LiftHold,
                &[Received, ReceivedShort, UnderTest, Judged],
                Stay,
                Permission::RmaHold,
            ),
            line(RmaLineAction::Charge, &[Judged, Disposed], Stay, Permission::SupplierReturnCharge),
        ]
    };
}

/// Where a return is, by its lines (once it is authorised and until it is closed).
pub fn by_lines(lines: impl IntoIterator<Item = RmaLineStatus>) -> RmaStatus {
    use RmaLineStatus::*;
    let (mut settled, mut come, mut sent) = (true, false, false);
    for line in lines {
        settled &= matches!(line, Disposed | Waived | Lost);
        come |= matches!(line, Received | ReceivedShort | UnderTest | Judged | Disposed);
        sent |= line == Shipped;
    }
    match () {
        () if settled => RmaStatus::Dispositioned,
        () if come => RmaStatus::InInspection,
        () if sent => RmaStatus::InReturn,
        () => RmaStatus::Authorized,
    }
}

/// What is known of a line when it is asked what can be done with it.
#[derive(Clone, Copy, Debug)]
pub struct LineFacts {
    /// How far its return is.
    pub rma: RmaStatus,
    /// How far it is.
    pub status: RmaLineStatus,
    /// What is to become of it.
    pub disposition: Option<RmaDisposition>,
    /// Who decided that.
    pub decided_by: Option<UserId>,
    /// Who answers for it.
    pub responsible: Option<RmaResponsible>,
    /// Whether there is a picture of it.
    pub pictured: bool,
    /// Whether quality keeps it.
    pub held: bool,
    /// Whether the supplier was charged for it.
    pub charged: bool,
}

/// Whether a part may be disposed of: not while quality keeps it.
///
/// # Errors
/// `transition_refused`, saying who lifts the hold.
pub fn may_dispose(name: &str, held: bool) -> Result<(), Refusal> {
    if !held {
        return Ok(());
    }
    Err(Refusal::new(ProblemCode::TransitionRefused)
        .detail("problem-transition_refused-on_hold")
        .arg("name", name)
        .allowed([RmaLineAction::LiftHold.as_str()]))
}

/// Where a part stands once it is decided what becomes of it: done, except that scrapping needs two persons or a picture.
pub fn disposed(disposition: RmaDisposition, pictured: bool) -> RmaLineStatus {
    match disposition {
        RmaDisposition::Scrap if !pictured => RmaLineStatus::Judged,
        _ => RmaLineStatus::Disposed,
    }
}

/// Whether somebody may agree that a part is scrapped: once that was decided, and, without a picture of the part, not
/// whoever decided it.
///
/// # Errors
/// `transition_refused` before, `forbidden` for whoever decided.
pub fn may_confirm_scrap(
    number: &str,
    actor: &Actor,
    disposition: Option<RmaDisposition>,
    decided_by: Option<UserId>,
    pictured: bool,
) -> Result<(), Refusal> {
    if disposition != Some(RmaDisposition::Scrap) {
        return Err(Refusal::new(ProblemCode::TransitionRefused)
            .detail("problem-transition_refused-no_scrap")
            .arg("name", number)
            .allowed([RmaLineAction::Dispose.as_str()]));
    }
    if decided_by == Some(actor.user_id) && !pictured {
        return Err(Refusal::new(ProblemCode::Forbidden).detail("problem-forbidden-own_scrap"));
    }
    Ok(())
}

/// What somebody can do with a line. What its supplier is charged can be recorded after its return was closed, too.
pub fn available_for_line(line: &LineFacts, actor: &Actor) -> Vec<RmaLineAction> {
    let mut actions = RmaLineAction::actions(line.status, actor);
    actions.retain(|action| match action {
        RmaLineAction::Charge => {
            (is_moving(line.rma) || line.rma == RmaStatus::Closed)
                && may_charge("", line.responsible, line.charged).is_ok()
        }
        _ if !is_moving(line.rma) => false,
        RmaLineAction::ConfirmScrap => {
            let may = may_confirm_scrap("", actor, line.disposition, line.decided_by, line.pictured);
            may.is_ok() && !line.held
        }
        RmaLineAction::Dispose | RmaLineAction::Hold => !line.held,
        RmaLineAction::LiftHold => line.held,
        _ => true,
    });
    actions
}

/// Whether the states of a return's lines say anything: nothing is owed before it is authorised, nor when it is not wanted.
pub fn lines_stand(rma: RmaStatus) -> bool {
    use RmaStatus::*;
    !matches!(rma, Requested | Refused | Cancelled)
}

/// Whether lines of a return in this state can still be worked on.
pub fn is_moving(rma: RmaStatus) -> bool {
    use RmaStatus::*;
    matches!(rma, Authorized | InReturn | InInspection | Dispositioned)
}

/// What somebody can do with a return, in its state and that of its lines, and by what the policy says to its customer's
/// claim, if it has one.
pub fn available_for_rma(
    status: RmaStatus,
    lines: &[RmaLineStatus],
    claim: Option<&RmaClaim>,
    actor: &Actor,
) -> Vec<RmaAction> {
    let stands =
        |claim: &RmaClaim| may_authorize_claim("", &claim.verdict, claim.overruled_at.is_some()).is_err();
    let blocked = claim.is_some_and(stands);
    let mut actions = RmaAction::actions(status, actor);
    actions.retain(|action| match action {
        RmaAction::Authorize => !blocked,
        RmaAction::Overrule => blocked,
        RmaAction::PayRefund => may_pay_refund("", claim).is_ok(),
        RmaAction::Ship => lines.contains(&RmaLineStatus::Due),
        RmaAction::Receive => lines.contains(&RmaLineStatus::Shipped),
        _ => true,
    });
    actions
}

/// Within how many days a part comes back that says nothing of its own.
pub const USUAL_DAYS: u64 = 30;

/// Until when a return has to come: the day that is named, else as soon as the first of its parts is owed.
///
/// # Errors
/// `validation_failed` for a day that is over.
pub fn deadline(
    named: Option<NaiveDate>,
    return_days: impl IntoIterator<Item = Option<i32>>,
    today: NaiveDate,
) -> Result<NaiveDate, Refusal> {
    if let Some(day) = named {
        return if day < today { Err(Refusal::field("/deadline", FieldProblem::TooEarly)) } else { Ok(day) };
    }
    let days =
        return_days.into_iter().map(|days| days.and_then(|d| u64::try_from(d).ok()).unwrap_or(USUAL_DAYS));
    let days = Days::new(days.min().unwrap_or(USUAL_DAYS));
    Ok(today.checked_add_days(days).unwrap_or(NaiveDate::MAX))
}

/// What came of a delivery, line by line: never more than was sent.
///
/// # Errors
/// `validation_failed` naming how many were sent.
pub fn receipt(sent: i32, came: i32) -> Result<RmaLineStatus, FieldProblem> {
    match came {
        came if came < 0 => Err(FieldProblem::TooSmall),
        came if came > sent => Err(FieldProblem::TooLarge),
        came if came < sent => Ok(RmaLineStatus::ReceivedShort),
        _ => Ok(RmaLineStatus::Received),
    }
}

/// Days after the deadline from which a dealer is warned, and from which a part is charged.
pub const WARNED_AFTER: i64 = 7;
/// See [`WARNED_AFTER`].
pub const CHARGED_AFTER: i64 = 21;

/// How hard a dealer is reminded of a part that has not come, and how many days it is late; nothing before it is.
pub fn dunning(deadline: NaiveDate, today: NaiveDate) -> Option<(DunningStage, i64)> {
    let late = (today - deadline).num_days();
    let stage = match late {
        ..=0 => return None,
        late if late > CHARGED_AFTER => DunningStage::Charge,
        late if late > WARNED_AFTER => DunningStage::Warning,
        _ => DunningStage::Reminder,
    };
    Some((stage, late))
}

#[cfg(test)]
#[path = "machine_tests.rs"]
mod tests;
