//! Use cases of single lines: inspection, what becomes of a part, and its way from hand to hand.

use super::line_store::{self, Step};
use super::service::{follow, get};
use super::store;
use crate::audit;
use crate::auth::caller::Caller;
use crate::error::Failure;
use diesel::pg::PgConnection;
use serde_json::{Value, json};
use shared::i18n::Arg;
use shared::ids::{RmaId, RmaLineId};
use shared::problem::{FieldProblem, ProblemCode, Refusal};
use shared::records::rma::*;
use shared::workflow::{Target, Workflow};

/// What is sent with an action on a line.
pub enum LineAct {
    /// It will not come.
    Lose(RmaReason),
    /// It has turned up.
    Restore,
    /// It need not come.
    Waive(RmaReason),
    /// Begin the inspection.
    Test,
    /// What the inspection found.
    Judge(JudgeRmaLine),
    /// What becomes of it.
    Dispose(DisposeRmaLine),
    /// Agree that it is scrapped.
    ConfirmScrap,
}

impl LineAct {
    fn action(&self) -> RmaLineAction {
        match self {
            Self::Lose(_) => RmaLineAction::Lose,
            Self::Restore => RmaLineAction::Restore,
            Self::Waive(_) => RmaLineAction::Waive,
            Self::Test => RmaLineAction::Test,
            Self::Judge(_) => RmaLineAction::Judge,
            Self::Dispose(_) => RmaLineAction::Dispose,
            Self::ConfirmScrap => RmaLineAction::ConfirmScrap,
        }
    }

    fn words(&self) -> Value {
        match self {
            Self::Lose(input) | Self::Waive(input) => json!(input),
            Self::Judge(input) => json!(input),
            Self::Dispose(input) => json!(input),
            Self::Restore | Self::Test | Self::ConfirmScrap => json!({}),
        }
    }

    /// What changes.
    fn step(&self, caller: &Caller, line: &line_store::Row, to: RmaLineStatus) -> Result<Step, Failure> {
        let step = Step { status: Some(to), ..Step::default() };
        let me = Some(caller.actor.user_id);
        Ok(match self {
            Self::Lose(input) | Self::Waive(input) => {
                Step { end_reason: Some(Some(input.reason.to_string())), ..step }
            }
            // It is sent once more when it has turned up.
            Self::Restore => Step {
                end_reason: Some(None),
                quantity_shipped: Some(None),
                restored_at: Some(caller.now),
                ..step
            },
            Self::Test => step,
            Self::Judge(input) => {
                input.check()?;
                Step {
                    standard_test: Some(input.standard_test.to_string()),
                    load_test: input.load_test.as_deref().map(str::to_owned),
                    verdict: Some(input.verdict),
                    failure_mode: input.failure_mode.as_deref().map(str::to_owned),
                    responsible: Some(input.responsible),
                    share_percent: Some(input.share_percent),
                    inspected_by_id: me,
                    inspected_at: Some(caller.now),
                    ..step
                }
            }
            Self::Dispose(input) if input.disposition == RmaDisposition::Scrap => {
                Step { status: None, disposition: Some(input.disposition), disposed_by_id: me, ..step }
            }
            Self::Dispose(input) => Step {
                disposition: Some(input.disposition),
                disposed_by_id: me,
                disposed_at: Some(caller.now),
                ..step
            },
            Self::ConfirmScrap => {
                may_confirm_scrap(&line.name, &caller.actor, line.disposition, line.disposed_by_id)?;
                Step { scrap_confirmed_by_id: me, disposed_at: Some(caller.now), ..step }
            }
        })
    }
}

/// Does something with a line of a return of this version.
///
/// # Errors
/// `transition_refused` in the wrong state; `forbidden` for whoever decided the scrapping and would agree to it;
/// `version_stale` when somebody was quicker.
pub fn act(
    c: &mut PgConnection,
    caller: &Caller,
    id: RmaId,
    line: RmaLineId,
    version: i32,
    act: &LineAct,
) -> Result<Rma, Failure> {
    let row = store::find(c, caller, id)?;
    if row.version != version {
        return Err(Failure::stale());
    }
    let lines = line_store::of(c, id)?;
    let line = lines.iter().find(|known| known.id == line).ok_or_else(Failure::not_found)?;
    let action = act.action();
    if RmaLineAction::line(action).is_some_and(|known| known.to == Target::To(line.status)) {
        return get(c, caller, id);
    }
    let to = RmaLineAction::step(&line.name, line.status, action, &caller.actor)?;
    if !is_moving(row.status) {
        return Err(Refusal::new(ProblemCode::TransitionRefused)
            .detail("problem-transition_refused-rma_line")
            .arg("name", row.number.as_str())
            .arg("state", Arg::Key(row.status.label_key()))
            .into());
    }
    let step = act.step(caller, line, to)?;
    if !store::step(c, caller, &row, &store::Step { status: Some(row.status), ..store::Step::default() })? {
        return Err(Failure::stale());
    }
    line_store::step(c, line.id, &step)?;
    follow(c, id)?;
    let mut changes = act.words();
    changes["line"] = json!(line.id);
    changes["from"] = json!(line.status);
    audit::write(c, caller, "rma", id.0, action.as_str(), changes)?;
    get(c, caller, id)
}

/// A tag was scanned where a part changes hands.
///
/// # Errors
/// `validation_failed` for a tag that is none; `transition_refused` when the caller has it in hand there already.
pub fn scan(c: &mut PgConnection, caller: &Caller, input: &ScanRmaTag) -> Result<Rma, Failure> {
    let tag = input.tag.to_uppercase();
    let line = line_store::by_tag(c, caller, &tag)?;
    let line = line.ok_or_else(|| Failure::field("/tag", FieldProblem::NoSuchRecord))?;
    // Held, so that two scans at once are two steps of its way. The return stays in its version: nobody's form goes
    // stale because a part went on.
    line_store::hold(c, line.id)?;
    if let Some((person, place)) = line_store::last_hands(c, line.id)?
        && person == caller.actor.user_id
        && place == *input.place
    {
        return Err(Refusal::new(ProblemCode::TransitionRefused)
            .detail("problem-transition_refused-in_your_hands")
            .arg("name", line.name.as_str())
            .arg("place", place)
            .into());
    }
    line_store::hand(c, caller, &[line.id], CustodyStep::HandedOver, &input.place)?;
    audit::write(c, caller, "rma", line.rma_id.0, "scan", json!(input))?;
    get(c, caller, line.rma_id)
}
