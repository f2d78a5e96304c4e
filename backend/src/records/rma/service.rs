//! Use cases of returns as a whole.

pub use super::line_service::{LineAct, act as act_on};
use super::{claims, line_store, notices, overdue, store};
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::{location, stock, ticket, warranty_claim};
use crate::schema::{organizations, parts};
use crate::views::unit_rows;
use crate::{audit, numbers, policy};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use serde_json::json;
use shared::auth::OrganizationKind;
use shared::i18n::Arg;
use shared::ids::{OrganizationId, PartId, RmaId, RmaLineId};
use shared::page::Page;
use shared::problem::{Checker, FieldProblem, FieldRefusal, ProblemCode, Refusal};
use shared::records::rma::*;
use shared::workflow::{Target, Workflow};
use uuid::Uuid;

/// A page of the returns that the caller sees.
///
/// # Errors
/// For a bad limit or cursor.
pub fn list(c: &mut PgConnection, caller: &Caller, query: &RmaQuery) -> Result<Page<RmaSummary>, Failure> {
    store::list(c, caller, query)
}

/// A page of what has not come in time.
///
/// # Errors
/// For a bad limit or cursor.
pub fn overdue(
    c: &mut PgConnection,
    caller: &Caller,
    query: &OverdueRmaQuery,
) -> Result<Page<OverdueRmaLine>, Failure> {
    overdue::list(c, caller, query)
}

/// Shows one with its lines.
///
/// # Errors
/// `not_found` when it is not there or not to be seen.
pub fn get(c: &mut PgConnection, caller: &Caller, id: RmaId) -> Result<Rma, Failure> {
    let row = store::find(c, caller, id)?;
    let lines = line_store::of(c, id)?;
    let lines = line_store::show(c, caller, lines)?;
    let mut claim = claims::of(c, &[id])?.remove(&id);
    if let Some(claim) = &mut claim {
        claim.refund_due = refund_due(claim.remedy, claims::back_on(caller, &lines));
    }
    Ok(row.show(caller, lines, claim))
}

/// Whose return it is: one's own, or the one that is named, or the ticket's.
fn dealer(c: &mut PgConnection, caller: &Caller, input: &CreateRma) -> Result<OrganizationId, Failure> {
    let of_ticket = match input.ticket_id {
        None => None,
        Some(id) => {
            let missing = |failure: Failure| failure.missing_at("/ticket_id");
            ticket::dealer_of(c, caller, id).map_err(missing)?
        }
    };
    let of_customer = match &input.claim {
        Some(claim) => claims::dealer_of(c, caller, claim.customer_id)?,
        None => None,
    };
    if !caller.actor.is_inside() {
        if input.dealer_id.is_some_and(|id| id != caller.actor.organization_id) {
            return Err(Failure::field("/dealer_id", FieldProblem::NotAllowed));
        }
        return Ok(caller.actor.organization_id);
    }
    let named = input.dealer_id.or(of_customer).or(of_ticket);
    if named.is_none() && input.claim.is_some() {
        // Nobody stands between the customer and the house.
        return Ok(caller.actor.organization_id);
    }
    let named = named.ok_or_else(|| Failure::field("/dealer_id", FieldProblem::Required))?;
    let kind: Option<OrganizationKind> =
        organizations::table.find(named).select(organizations::kind).first(c).optional()?;
    match kind {
        Some(OrganizationKind::Dealer | OrganizationKind::ServiceCenter) => Ok(named),
        Some(_) => Err(Failure::field("/dealer_id", FieldProblem::NotAllowed)),
        None => Err(Failure::field("/dealer_id", FieldProblem::NoSuchRecord)),
    }
}

/// The lines to be written; what they point at must be there and visible.
fn lines(
    c: &mut PgConnection,
    caller: &Caller,
    rma_id: RmaId,
    input: &[CreateRmaLine],
) -> Result<Vec<line_store::New>, Failure> {
    let mut check = Checker::default();
    let mut new = vec![];
    for ((position, line), n) in (1..).zip(input).zip(0_usize..) {
        let name = match line.part_id {
            Some(part) if stock::service::sees_part(c, caller, part)? => name_of(c, part)?,
            Some(_) => {
                check.check(false, &format!("/lines/{n}/part_id"), FieldProblem::NoSuchRecord);
                None
            }
            None => None,
        };
        if let Some(unit) = line.unit_id {
            let seen = policy::units(caller, unit_rows::table.into_boxed()).filter(unit_rows::id.eq(unit));
            let there = seen.select(unit_rows::id).first::<shared::ids::UnitId>(c).optional()?.is_some();
            check.check(there, &format!("/lines/{n}/unit_id"), FieldProblem::NoSuchRecord);
        }
        let text = |text: &Option<shared::text::Line<100>>| text.as_deref().map(str::to_owned);
        new.push(line_store::New {
            id: RmaLineId(Uuid::now_v7()),
            rma_id,
            position,
            status: RmaLineStatus::Due,
            tag: line_store::tag(),
            part_id: line.part_id,
            name: line.name.as_deref().map(str::to_owned).or(name).unwrap_or_default(),
            unit_id: line.unit_id,
            old_serial: text(&line.old_serial),
            batch: text(&line.batch),
            fault: line.fault.as_deref().map(str::to_owned),
            quantity_due: line.quantity,
        });
    }
    check.finish()?;
    Ok(new)
}

fn name_of(c: &mut PgConnection, part: PartId) -> Result<Option<String>, Failure> {
    Ok(parts::table.find(part).select(parts::name).first(c).optional()?)
}

/// Asks for a return.
///
/// # Errors
/// `validation_failed` for what is not there, or not the caller's to name.
pub fn create(c: &mut PgConnection, caller: &Caller, input: &CreateRma) -> Result<Rma, Failure> {
    input.check()?;
    if let Some(claim) = &input.claim {
        claim.check(caller.today())?;
    }
    let dealer_id = dealer(c, caller, input)?;
    let id = RmaId(Uuid::now_v7());
    let lines = lines(c, caller, id, &input.lines)?;
    let new = store::New {
        id,
        number: numbers::next(c, caller, numbers::RMA)?,
        status: RmaStatus::Requested,
        dealer_id,
        ticket_id: input.ticket_id,
        reason: input.reason.as_deref(),
        created_by_id: caller.actor.user_id,
        created_at: caller.now,
        updated_at: caller.now,
        version: 1,
    };
    store::insert(c, &new)?;
    line_store::insert(c, &lines)?;
    if let Some(claim) = &input.claim {
        let unit = input.lines.iter().find_map(|line| line.unit_id);
        claims::insert(c, caller, id, unit, claim)?;
    }
    audit::write(c, caller, "rma", id.0, "create", json!(input))?;
    ticket::note_goods(c, caller, input.ticket_id, ("rma", &new.number, "request"))?;
    notices::requested(c, caller, id)?;
    get(c, caller, id)
}

/// What is sent with an action.
pub enum Act {
    /// Let it come.
    Authorize(AuthorizeRma),
    /// Say that it is not wanted.
    Refuse(RmaReason),
    /// Let a claim through that the policy refuses.
    Overrule(RmaReason),
    /// Take it back.
    Cancel(RmaReason),
    /// Send lines.
    Ship(ShipRma),
    /// Take in what came.
    Receive(ReceiveRma),
    /// Close it.
    Close,
    /// Say that the money was paid back.
    PayRefund(PayRefund),
}

impl Act {
    fn action(&self) -> RmaAction {
        match self {
            Self::Authorize(_) => RmaAction::Authorize,
            Self::Refuse(_) => RmaAction::Refuse,
            Self::Overrule(_) => RmaAction::Overrule,
            Self::Cancel(_) => RmaAction::Cancel,
            Self::Ship(_) => RmaAction::Ship,
            Self::Receive(_) => RmaAction::Receive,
            Self::Close => RmaAction::Close,
            Self::PayRefund(_) => RmaAction::PayRefund,
        }
    }

    fn words(&self) -> serde_json::Value {
        match self {
            Self::Authorize(input) => json!(input),
            Self::Refuse(input) | Self::Cancel(input) | Self::Overrule(input) => json!(input),
            Self::Ship(input) => json!(input),
            Self::Receive(input) => json!(input),
            Self::PayRefund(input) => json!(input),
            Self::Close => json!({}),
        }
    }
}

/// Does something with one.
///
/// # Errors
/// `transition_refused` in the wrong state; `version_stale` when somebody was quicker; `validation_failed` for more than
/// is owed or was sent.
pub fn act(
    c: &mut PgConnection,
    caller: &Caller,
    id: RmaId,
    version: i32,
    act: &Act,
) -> Result<Rma, Failure> {
    let row = store::find(c, caller, id)?;
    if row.version != version {
        return Err(Failure::stale());
    }
    let action = act.action();
    if RmaAction::line(action).is_some_and(|line| line.to == Target::To(row.status)) {
        return get(c, caller, id);
    }
    let to = RmaAction::step(&row.number, row.status, action, &caller.actor)?;
    let mut step = store::Step { status: Some(to), ..store::Step::default() };
    match act {
        Act::Authorize(input) => {
            if let Some(claim) = claims::of(c, &[id])?.remove(&id) {
                may_authorize_claim(&row.number, &claim.verdict, claim.overruled_at.is_some())?;
            }
            let deadline = match input.deadline {
                Some(_) => deadline(input.deadline, [], caller.today())?,
                None => deadline(None, store::return_days(c, id)?, caller.today())?,
            };
            if let Some(location) = input.return_to_id {
                let missing = |failure: Failure| failure.missing_at("/return_to_id");
                location::store::find(c, caller, location).map_err(missing)?;
            }
            (step.deadline, step.return_to_id) = (Some(deadline), input.return_to_id);
            (step.authorized_by_id, step.authorized_at) = (Some(caller.actor.user_id), Some(caller.now));
        }
        Act::Refuse(input) | Act::Cancel(input) => step.end_reason = Some(input.reason.to_string()),
        Act::Ship(input) => {
            input.check()?;
            step.carrier = Some(input.carrier.to_string());
            step.waybill = Some(input.waybill.to_string());
            step.freight_payer = Some(input.freight_payer);
            step.shipped_at = row.shipped_at.is_none().then_some(caller.now);
        }
        Act::Receive(input) => input.check()?,
        // There is something to overrule only where the policy refuses.
        Act::Overrule(_) => {
            let claim = claims::of(c, &[id])?.remove(&id);
            let refused = claim.is_some_and(|claim| !claim.verdict.allowed && claim.overruled_at.is_none());
            if !refused {
                return get(c, caller, id);
            }
        }
        Act::Close => step.closed_at = Some(caller.now),
        Act::PayRefund(input) => {
            input.check(caller.today())?;
            may_pay_refund(&row.number, get(c, caller, id)?.claim.as_ref())?;
        }
    }
    if !store::step(c, caller, &row, &step)? {
        return Err(Failure::stale());
    }
    match act {
        Act::Ship(input) => ship(c, caller, id, input)?,
        Act::Receive(input) => receive(c, caller, &row, input)?,
        Act::Overrule(input) => claims::overrule(c, caller, id, &input.reason)?,
        Act::PayRefund(input) => claims::pay_refund(c, caller, id, input)?,
        _ => {}
    }
    if matches!(act, Act::Ship(_) | Act::Receive(_)) {
        follow(c, caller, id)?;
        warranty_claim::parts_came(c, id, caller.now)?;
    }
    let mut changes = act.words();
    changes["from"] = json!(row.status);
    audit::write(c, caller, "rma", id.0, action.as_str(), changes)?;
    ticket::note_goods(c, caller, row.ticket_id, ("rma", &row.number, action.as_str()))?;
    notices::decided(c, caller, &row, action)?;
    get(c, caller, id)
}

/// The return goes where its lines are, and what was charged for those that came is taken back.
pub(super) fn follow(c: &mut PgConnection, caller: &Caller, id: RmaId) -> Result<(), Failure> {
    super::dunning::take_back(c, caller, id)?;
    let lines = line_store::of(c, id)?;
    store::set_status(c, id, by_lines(lines.iter().map(|line| line.status)))
}

/// The line of this return, if it is where it has to be for a step.
fn line_in<'a>(
    lines: &'a [line_store::Row],
    id: RmaLineId,
    from: RmaLineStatus,
    pointer: &str,
) -> Result<&'a line_store::Row, Failure> {
    let line = lines.iter().find(|line| line.id == id);
    let line = line.ok_or_else(|| Failure::field(pointer, FieldProblem::NoSuchRecord))?;
    if line.status != from {
        return Err(Refusal::new(ProblemCode::TransitionRefused)
            .detail("problem-transition_refused-rma_line")
            .arg("name", line.name.as_str())
            .arg("state", Arg::Key(line.status.label_key()))
            .into());
    }
    Ok(line)
}

fn at_most(pointer: String, limit: i32) -> Failure {
    let refusal = FieldRefusal::new(pointer, FieldProblem::TooLarge).arg("limit", i64::from(limit));
    Refusal::fields(vec![refusal]).into()
}

/// Lines go on their way; what is left of one becomes a line of its own with a tag of its own.
fn ship(c: &mut PgConnection, caller: &Caller, id: RmaId, input: &ShipRma) -> Result<(), Failure> {
    let lines = line_store::of(c, id)?;
    let mut position = lines.iter().map(|line| line.position).max().unwrap_or_default();
    let (mut rest, mut sent) = (vec![], vec![]);
    for (n, said) in input.lines.iter().enumerate() {
        let line = line_in(&lines, said.line_id, RmaLineStatus::Due, &format!("/lines/{n}/line_id"))?;
        if said.quantity > line.quantity_due {
            return Err(at_most(format!("/lines/{n}/quantity"), line.quantity_due));
        }
        if said.quantity < line.quantity_due {
            position = position.saturating_add(1);
            rest.push(line.rest(position, line.quantity_due - said.quantity));
        }
        let step = line_store::Step {
            status: Some(RmaLineStatus::Shipped),
            quantity_due: Some(said.quantity),
            quantity_shipped: Some(Some(said.quantity)),
            ..line_store::Step::default()
        };
        line_store::step(c, line.id, &step)?;
        sent.push(line.id);
    }
    if !rest.is_empty() {
        line_store::insert(c, &rest)?;
    }
    let way = format!("{} {}", input.carrier, input.waybill);
    line_store::hand(c, caller, &sent, CustodyStep::Shipped, &way)
}

/// Lines are taken in, counted: never more than were sent, and none twice.
fn receive(
    c: &mut PgConnection,
    caller: &Caller,
    row: &store::Row,
    input: &ReceiveRma,
) -> Result<(), Failure> {
    let lines = line_store::of(c, row.id)?;
    let mut came = vec![];
    for (n, said) in input.lines.iter().enumerate() {
        let line = line_in(&lines, said.line_id, RmaLineStatus::Shipped, &format!("/lines/{n}/line_id"))?;
        let sent = line.quantity_shipped.unwrap_or(line.quantity_due);
        let status =
            receipt(sent, said.quantity).map_err(|_| at_most(format!("/lines/{n}/quantity"), sent))?;
        let step = line_store::Step {
            status: Some(status),
            quantity_received: Some(said.quantity),
            condition: Some(said.condition),
            receipt_note: said.note.as_deref().map(str::to_owned),
            received_at: Some(caller.now),
            ..line_store::Step::default()
        };
        line_store::step(c, line.id, &step)?;
        came.push(line.id);
    }
    let place = match &row.return_to_name {
        Some(name) => name.clone(),
        // No location was named: in the house of whoever takes it in.
        None => {
            let house = organizations::table.find(caller.actor.organization_id).select(organizations::name);
            house.first(c)?
        }
    };
    line_store::hand(c, caller, &came, CustodyStep::Received, &place)
}
