//! Use cases of single lines: inspection, what becomes of a part, and its way from hand to hand.

use super::extras::{self, Extras};
use super::line_store::{self, Step};
use super::service::{follow, get};
use super::store;
use crate::audit;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::recovery;
use crate::records::supplier_return::{charges, service as supplier_return};
use crate::records::warranty_claim;
use diesel::pg::PgConnection;
use serde_json::{Value, json};
use shared::i18n::Arg;
use shared::ids::{RmaId, RmaLineId};
use shared::problem::{FieldProblem, ProblemCode, Refusal};
use shared::records::recovery::may_dispose_evidence;
use shared::records::rma::*;
use shared::records::supplier_return::{ChargeKind, ChargeSupplier, may_charge, supplier_of};
use shared::workflow::{Target, Workflow};
use uuid::Uuid;

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
    /// Keep it.
    Hold(RmaReason),
    /// Let it go.
    LiftHold,
    /// Charge its supplier.
    Charge(ChargeSupplier),
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
            Self::Hold(_) => RmaLineAction::Hold,
            Self::LiftHold => RmaLineAction::LiftHold,
            Self::Charge(_) => RmaLineAction::Charge,
        }
    }

    fn words(&self) -> Value {
        match self {
            Self::Lose(input) | Self::Waive(input) | Self::Hold(input) => json!(input),
            Self::Charge(input) => json!(input),
            Self::Judge(input) => json!(input),
            Self::Dispose(input) => json!(input),
            Self::Restore | Self::Test | Self::ConfirmScrap | Self::LiftHold => json!({}),
        }
    }

    /// What changes.
    fn step(
        &self,
        caller: &Caller,
        line: &line_store::Row,
        facts: &LineFacts,
        to: RmaLineStatus,
    ) -> Result<Step, Failure> {
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
            Self::Dispose(input) => {
                may_dispose(&line.name, facts.held)?;
                let to = disposed(input.disposition, facts.pictured);
                let done = to == RmaLineStatus::Disposed;
                Step {
                    status: Some(to),
                    disposition: Some(input.disposition),
                    disposed_by_id: me,
                    disposed_at: done.then_some(caller.now),
                    scrap_pictured: Some(done && input.disposition == RmaDisposition::Scrap),
                    ..step
                }
            }
            Self::ConfirmScrap => {
                may_dispose(&line.name, facts.held)?;
                let decided_by = line.disposed_by_id;
                may_confirm_scrap(&line.name, &caller.actor, line.disposition, decided_by, facts.pictured)?;
                // Whoever decided it agrees by the picture, not as a second person.
                let alone = decided_by == me;
                Step {
                    scrap_confirmed_by_id: me.filter(|_| !alone),
                    scrap_pictured: Some(alone),
                    disposed_at: Some(caller.now),
                    ..step
                }
            }
            // One hold at a time.
            Self::Hold(_) => {
                may_dispose(&line.name, facts.held)?;
                step
            }
            Self::LiftHold => step,
            Self::Charge(_) => {
                may_charge(&line.name, facts.responsible, facts.charged)?;
                step
            }
        })
    }
}

/// Does something with a line of a return of this version.
///
/// # Errors
/// `transition_refused` in the wrong state, or while quality keeps the part; `forbidden` for whoever decided the scrapping
/// and would agree to it without a picture;
/// `version_stale` when somebody was quicker.
pub fn act(
    c: &mut PgConnection,
    caller: &Caller,
    (id, line): (RmaId, RmaLineId),
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
    let after_all = matches!(act, LineAct::Charge(_)) && row.status == RmaStatus::Closed;
    if !is_moving(row.status) && !after_all {
        return Err(Refusal::new(ProblemCode::TransitionRefused)
            .detail("problem-transition_refused-rma_line")
            .arg("name", row.number.as_str())
            .arg("state", Arg::Key(row.status.label_key()))
            .into());
    }
    if !store::step(c, caller, &row, &store::Step { status: Some(row.status), ..store::Step::default() })? {
        return Err(Failure::stale());
    }
    // Held, so that no picture is taken away by which the part is scrapped.
    line_store::hold(c, line.id)?;
    let extras = extras::of(c, caller, std::slice::from_ref(line))?;
    if matches!(act, LineAct::Dispose(_) | LineAct::ConfirmScrap) {
        let disputed = recovery::disputed(c, &[line.id])?;
        may_dispose_evidence(&line.name, disputed.get(&line.id).map(String::as_str))?;
    }
    let step = act.step(caller, line, &extras.facts(line), to)?;
    line_store::step(c, line.id, &step)?;
    match act {
        LineAct::Dispose(input) if input.disposition == RmaDisposition::ReturnToSupplier => {
            supplier_return::begin(c, caller, line.id, line.part_id)?;
        }
        LineAct::Hold(input) => extras::keep(c, caller, line.id, &input.reason)?,
        LineAct::LiftHold => extras::lift(c, caller, line.id)?,
        LineAct::Charge(input) => charge(c, caller, line, &extras, input)?,
        _ => {}
    }
    if !after_all {
        follow(c, caller, id)?;
        warranty_claim::parts_came(c, id, caller.now)?;
    }
    let mut changes = act.words();
    changes["line"] = json!(line.id);
    changes["from"] = json!(line.status);
    audit::write(c, caller, "rma", id.0, action.as_str(), changes)?;
    get(c, caller, id)
}

/// The supplier is to bear its share of a part (MGT-T 4.5.1).
fn charge(
    c: &mut PgConnection,
    caller: &Caller,
    line: &line_store::Row,
    extras: &Extras,
    input: &ChargeSupplier,
) -> Result<(), Failure> {
    // What is in a recovery is not charged besides.
    may_charge(&line.name, line.responsible, recovery::recovered(c, line.id)?)?;
    let proposed = extras.proposal(caller, line);
    let before = extras.charges.get(&line.id).and_then(|some| some.first());
    input.check(proposed.as_ref(), before.map(|charge| charge.currency))?;
    let known = match extras.supplier_of(line.id) {
        Some(supplier) => Some(supplier),
        None => line.part_id.map(|part| supplier_return::supplier_of_part(c, part)).transpose()?.flatten(),
    };
    let supplier_id = supplier_return::must_supply(c, supplier_of(input.supplier_id, known)?)?;
    let new = charges::New {
        id: Uuid::now_v7(),
        line_id: line.id,
        kind: ChargeKind::Part,
        supplier_id,
        currency: input.currency,
        amount: input.amount.value(),
        basis: proposed.as_ref().map(|p| p.basis),
        unit_price: proposed.as_ref().map(|p| p.unit_price.value()),
        quantity: line.quantity_received.filter(|pieces| *pieces > 0),
        share_percent: line.share_percent,
        note: input.note.as_deref().map(str::to_owned),
        recorded_by_id: caller.actor.user_id,
        recorded_at: caller.now,
    };
    charges::insert(c, caller, &new)
}

/// A part's way from hand to hand ends: its supplier has collected it.
///
/// # Errors
/// When the database is away.
pub fn collected(
    c: &mut PgConnection,
    caller: &Caller,
    line: RmaLineId,
    place: &str,
    person_name: &str,
) -> Result<(), Failure> {
    line_store::hand_to(c, caller, &[line], CustodyStep::Collected, place, person_name)
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
