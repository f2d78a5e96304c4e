//! What follows from an action on a material transfer. Pure: who, when and what is handed in.

use super::input::{ApproveTransfer, ReceiveTransfer, ShipTransfer, TransferActionInput};
use super::machine::{fits, is_own, may_approve};
use super::view::{MaterialTransfer, TransferLine};
use super::words::{TransferAction, TransferCoverage, TransferStatus};
use crate::auth::{Actor, Permission};
use crate::i18n::Arg;
use crate::ids::{LocationId, PartId, TransferLineId};
use crate::problem::{Checker, FieldProblem, FieldRefusal, ProblemCode, Refusal};
use crate::workflow::{Workflow, refused};
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use std::collections::HashSet;

/// Hours within which what was shipped at once is approved (MGT-T 4.1.7 names no number: policy).
pub const PAPERS_HOURS: i64 = 48;

/// Whether the approval of something that was shipped at once is overdue.
pub fn papers_overdue(
    due: Option<DateTime<Utc>>,
    approved: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> bool {
    approved.is_none() && due.is_some_and(|due| due < now)
}

/// The day on which an old part must be back.
pub fn old_part_due_on(received_on: NaiveDate, return_days: Option<i32>) -> Option<NaiveDate> {
    received_on.checked_add_days(Days::new(u64::try_from(return_days?).ok()?))
}

/// Days until an old part must be back, if one is owed: under warranty what the part says, unless somebody says otherwise.
pub fn days_owed(coverage: TransferCoverage, said: Option<bool>, part: Option<i32>) -> Option<i32> {
    const DEFAULT: i32 = 30;
    let owed = said.unwrap_or(coverage == TransferCoverage::Warranty && part.is_some());
    owed.then(|| part.unwrap_or(DEFAULT))
}

/// How many less came than were shipped.
pub fn shortage(shipped: Option<i64>, received: Option<i64>) -> Option<i64> {
    Some(shipped? - received?)
}

/// An action with what it needs.
#[derive(Clone, Debug, PartialEq)]
pub enum Doing {
    /// Ask for it.
    Submit,
    /// Agree.
    Approve(ApproveTransfer),
    /// Refuse.
    Reject(TransferActionInput),
    /// Take the parts off the shelves.
    Pick,
    /// Send them.
    Ship(ShipTransfer),
    /// Say what has come.
    Receive(ReceiveTransfer),
    /// Approve afterwards.
    Regularise,
    /// Close.
    Reconcile,
    /// Give it up.
    Cancel(TransferActionInput),
}

impl Doing {
    /// Which action it is.
    pub fn action(&self) -> TransferAction {
        match self {
            Self::Submit => TransferAction::Submit,
            Self::Approve(_) => TransferAction::Approve,
            Self::Reject(_) => TransferAction::Reject,
            Self::Pick => TransferAction::Pick,
            Self::Ship(_) => TransferAction::Ship,
            Self::Receive(_) => TransferAction::Receive,
            Self::Regularise => TransferAction::Regularise,
            Self::Reconcile => TransferAction::Reconcile,
            Self::Cancel(_) => TransferAction::Cancel,
        }
    }
}

/// So many of a part, and the pointer of the field that asks for them.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    /// The part.
    pub part_id: PartId,
    /// How many.
    pub quantity: i64,
    /// Which field says so.
    pub pointer: String,
}

/// A line that is shipped.
#[derive(Clone, Debug, PartialEq)]
pub struct Shipped {
    /// The line.
    pub line_id: TransferLineId,
    /// The part.
    pub part_id: PartId,
    /// How many.
    pub shipped: i64,
    /// Their batch.
    pub batch: Option<String>,
}

/// A line that has come.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrived {
    /// The line.
    pub line_id: TransferLineId,
    /// The part.
    pub part_id: PartId,
    /// How many.
    pub received: i64,
    /// The batch that was shipped.
    pub batch: Option<String>,
    /// When the old part must be back.
    pub old_part_due_on: Option<NaiveDate>,
    /// What was taken out of the unit.
    pub old_serial: Option<String>,
    /// What was fitted in its place.
    pub new_serial: Option<String>,
}

/// What else happens, in the same transaction.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Nothing.
    Nothing,
    /// Somebody has approved; these are reserved.
    Reserve(LocationId, Vec<Wanted>),
    /// These are reserved no longer.
    Release(LocationId, Vec<Wanted>),
    /// These go out. They are reserved before, or must be taken from what is free.
    Issue {
        /// Where they are taken.
        from: LocationId,
        /// What was asked for.
        wanted: Vec<Wanted>,
        /// Whether that is reserved already.
        reserved: bool,
        /// What goes.
        lines: Vec<Shipped>,
        /// Until when it must be approved, if it is not.
        papers_due_at: Option<DateTime<Utc>>,
    },
    /// These have come.
    Arrive(Vec<Arrived>),
    /// Somebody has approved what is on its way already.
    Papers,
}

/// What follows from an action.
#[derive(Clone, Debug, PartialEq)]
pub struct TransferChange {
    /// The next state.
    pub to: TransferStatus,
    /// What else happens.
    pub effect: Effect,
}

fn wanted(transfer: &MaterialTransfer) -> Vec<Wanted> {
    let one = |(n, line): (usize, &TransferLine)| Wanted {
        part_id: line.part_id,
        quantity: line.quantity,
        pointer: format!("/lines/{n}/quantity"),
    };
    transfer.lines.iter().enumerate().map(one).collect()
}

fn place(transfer: &MaterialTransfer, said: Option<LocationId>) -> Result<LocationId, Refusal> {
    const POINTER: &str = "/from_location_id";
    let from = said.or(transfer.head.from_location_id);
    let from = from.ok_or_else(|| Refusal::field(POINTER, FieldProblem::Required))?;
    if transfer.head.to_location_id == Some(from) {
        return Err(Refusal::field(POINTER, FieldProblem::Inconsistent));
    }
    Ok(from)
}

/// What was said of each line, by the position of what was said; each line is named at most once, and is there.
fn said_of<'a, T>(
    transfer: &MaterialTransfer,
    said: &'a [T],
    id: impl Fn(&T) -> TransferLineId,
    check: &mut Checker,
) -> Vec<Option<(usize, &'a T)>> {
    let mut seen = HashSet::new();
    for (n, one) in said.iter().enumerate() {
        let pointer = format!("/lines/{n}/line_id");
        let there = transfer.lines.iter().any(|line| line.id == id(one));
        check.check(there, &pointer, FieldProblem::NoSuchRecord);
        check.check(seen.insert(id(one)), &pointer, FieldProblem::Taken);
    }
    let of = |line: &TransferLine| said.iter().enumerate().find(|(_, one)| id(one) == line.id);
    transfer.lines.iter().map(of).collect()
}

fn shipping(transfer: &MaterialTransfer, input: &ShipTransfer) -> Result<Vec<Shipped>, Refusal> {
    let mut check = Checker::default();
    let mut lines = vec![];
    for (line, said) in
        transfer.lines.iter().zip(said_of(transfer, &input.lines, |one| one.line_id, &mut check))
    {
        let shipped = said.and_then(|(_, one)| one.shipped).unwrap_or(line.quantity);
        let batch = said.and_then(|(_, one)| one.batch.as_ref()).map(ToString::to_string);
        let named = said.map(|(n, _)| n);
        if let Some(n) = named {
            check.range(shipped, 0..=line.quantity, &format!("/lines/{n}/shipped"));
        }
        let at = named.map_or_else(|| "/lines".into(), |n| format!("/lines/{n}/batch"));
        check.check(batch.is_some() || !line.batch_tracked || shipped == 0, &at, FieldProblem::Required);
        lines.push(Shipped { line_id: line.id, part_id: line.part_id, shipped, batch });
    }
    check.check(lines.iter().any(|line| line.shipped != 0), "/lines", FieldProblem::TooSmall);
    check.finish().map(|()| lines)
}

fn arriving(
    transfer: &MaterialTransfer,
    input: &ReceiveTransfer,
    today: NaiveDate,
) -> Result<Vec<Arrived>, Refusal> {
    let mut check = Checker::default();
    let mut lines = vec![];
    for (line, said) in
        transfer.lines.iter().zip(said_of(transfer, &input.lines, |one| one.line_id, &mut check))
    {
        let shipped = line.shipped.unwrap_or(0);
        let received = said.and_then(|(_, one)| one.received).unwrap_or(shipped);
        if let Some((n, one)) = said {
            check.range(received, 0..=shipped, &format!("/lines/{n}/received"));
            let fitted = one.old_serial.is_none() || one.new_serial.is_some();
            check.check(fitted, &format!("/lines/{n}/new_serial"), FieldProblem::Required);
        }
        lines.push(Arrived {
            line_id: line.id,
            part_id: line.part_id,
            received,
            batch: line.batch.clone(),
            old_part_due_on: if received > 0 { old_part_due_on(today, line.return_days) } else { None },
            old_serial: said.and_then(|(_, one)| one.old_serial.as_ref()).map(ToString::to_string),
            new_serial: said.and_then(|(_, one)| one.new_serial.as_ref()).map(ToString::to_string),
        });
    }
    check.finish().map(|()| lines)
}

/// Decides what follows from an action, or why nothing does.
///
/// # Errors
/// `forbidden` without the right or for one's own request; `transition_refused` in the wrong state;
/// `requirement_missing` for closing without papers; `validation_failed` for what does not fit.
pub fn decide(
    transfer: &MaterialTransfer,
    actor: &Actor,
    now: DateTime<Utc>,
    today: NaiveDate,
    doing: &Doing,
) -> Result<TransferChange, Refusal> {
    let (head, action) = (&transfer.head, doing.action());
    let to = TransferAction::step(&head.number, head.status, action, actor)?;
    if !fits(transfer, action) {
        return Err(refused::<TransferAction>(&head.number, head.status, action, actor));
    }
    if matches!(action, TransferAction::Submit | TransferAction::Cancel) && !is_own(actor, transfer) {
        let permission = Arg::Key(Permission::TransferRequest.label_key());
        return Err(Refusal::new(ProblemCode::Forbidden).arg("permission", permission));
    }
    let effect = match doing {
        Doing::Submit | Doing::Pick => Effect::Nothing,
        Doing::Approve(input) => {
            may_approve(actor, head.requested_by_id)?;
            Effect::Reserve(place(transfer, input.from_location_id)?, wanted(transfer))
        }
        Doing::Reject(input) | Doing::Cancel(input) => {
            if input.reason.is_none() {
                return Err(Refusal::field("/reason", FieldProblem::Required));
            }
            let reserved = matches!(head.status, TransferStatus::Approved | TransferStatus::Picking);
            match head.from_location_id.filter(|_| reserved) {
                Some(from) => Effect::Release(from, wanted(transfer)),
                None => Effect::Nothing,
            }
        }
        Doing::Ship(input) => {
            let reserved = head.status == TransferStatus::Picking;
            // What is reserved is taken where it is reserved.
            let said = input.from_location_id.filter(|_| !reserved);
            Effect::Issue {
                from: place(transfer, said)?,
                wanted: wanted(transfer),
                reserved,
                lines: shipping(transfer, input)?,
                papers_due_at: (!reserved).then(|| now + TimeDelta::hours(PAPERS_HOURS)),
            }
        }
        Doing::Receive(input) => Effect::Arrive(arriving(transfer, input, today)?),
        Doing::Regularise => {
            may_approve(actor, head.requested_by_id)?;
            Effect::Papers
        }
        Doing::Reconcile => {
            if head.approved_at.is_none() {
                let field = FieldRefusal::new("/head/approved_at", FieldProblem::Required);
                let refusal =
                    Refusal { code: ProblemCode::RequirementMissing, ..Refusal::fields(vec![field]) };
                return Err(refusal.detail("problem-requirement_missing-papers"));
            }
            Effect::Nothing
        }
    };
    Ok(TransferChange { to, effect })
}
