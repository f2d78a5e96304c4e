//! Use cases of material transfers.

use super::store::{Fields, Step};
use super::{lines, store};
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::notification::{self, Word};
use crate::records::organization::service::{DEALERS, check_reference};
use crate::records::{customer, location, stock, ticket, unit, unit_component};
use crate::{audit, numbers};
use diesel::pg::PgConnection;
use serde_json::json;
use shared::auth::Permission;
use shared::ids::{LocationId, MaterialTransferId, OrganizationId};
use shared::page::Page;
use shared::problem::{Checker, FieldProblem};
use shared::records::material_transfer::*;
use shared::records::notification::NotificationKind;
use shared::records::stock::{IssueStock, ReceiveStock};
use shared::records::unit::UnitComponentInput;
use shared::text::TextError;
use shared::workflow::refused;
use uuid::Uuid;

fn broken(error: TextError) -> Failure {
    Failure::Internal(error.into())
}

/// A page of the transfers that the caller sees.
///
/// # Errors
/// For a bad limit or cursor.
pub fn list(
    c: &mut PgConnection,
    caller: &Caller,
    query: &TransferQuery,
) -> Result<Page<MaterialTransferSummary>, Failure> {
    store::list(c, caller, query)
}

/// Shows one with its lines.
///
/// # Errors
/// `not_found` when it is not there or not to be seen.
pub fn get(
    c: &mut PgConnection,
    caller: &Caller,
    id: MaterialTransferId,
) -> Result<MaterialTransfer, Failure> {
    let row = store::find(c, caller, id)?;
    let lines = lines::of(c, caller, id, row.from_location_id)?;
    let head = row.at(caller.now);
    let mut found = MaterialTransfer { head, lines, available_actions: vec![], editable: false };
    found.available_actions = available(&found, &caller.actor);
    found.editable = found.head.status == TransferStatus::Draft
        && caller.actor.may(Permission::TransferRequest)
        && is_own(&caller.actor, &found);
    Ok(found)
}

/// Whether a lookup found something; a refusal means that it did not.
fn there<T>(looked: Result<T, Failure>) -> Result<Option<T>, Failure> {
    match looked {
        Ok(found) => Ok(Some(found)),
        Err(Failure::Refused(_)) => Ok(None),
        Err(failure) => Err(failure),
    }
}

/// A location that the caller sees; gives whose it is.
fn place(
    c: &mut PgConnection,
    caller: &Caller,
    id: Option<LocationId>,
    pointer: &str,
    check: &mut Checker,
) -> Result<Option<OrganizationId>, Failure> {
    let Some(id) = id else { return Ok(None) };
    let found = there(location::store::find(c, caller, id))?;
    check.check(found.is_some(), pointer, FieldProblem::NoSuchRecord);
    check.check(found.as_ref().is_none_or(|place| place.active), pointer, FieldProblem::NotAllowed);
    Ok(found.map(|place| place.organization_id))
}

/// What is written, once all that it points at is there.
fn fields(
    c: &mut PgConnection,
    caller: &Caller,
    input: &MaterialTransferInput,
    before: Option<LocationId>,
) -> Result<Fields, Failure> {
    input.check()?;
    let mut check = Checker::default();
    let mut unit_id = input.unit_id;
    if let Some(id) = input.ticket_id {
        let found = there(ticket::service::find_visible(c, caller, id))?;
        check.check(found.is_some(), "/ticket_id", FieldProblem::NoSuchRecord);
        unit_id = unit_id.or(found.and_then(|ticket| ticket.unit_id));
    }
    if let Some(id) = input.unit_id {
        let found = there(unit::store::find(c, caller, id))?;
        check.check(found.is_some(), "/unit_id", FieldProblem::NoSuchRecord);
    }
    // Where it stands already it may stay, although a dealer does not see the maker's depots.
    if input.from_location_id != before {
        place(c, caller, input.from_location_id, "/from_location_id", &mut check)?;
    }
    let home = place(c, caller, input.to_location_id, "/to_location_id", &mut check)?;
    check_reference(c, caller, input.to_organization_id, DEALERS, "/to_organization_id", &mut check)?;
    if let Some(id) = input.to_customer_id {
        let seen = customer::store::sees(c, caller, id)?;
        check.check(seen, "/to_customer_id", FieldProblem::NoSuchRecord);
    }
    check.finish()?;
    let input = input.clone();
    Ok(Fields {
        urgent: input.urgent,
        justification: input.justification.map(Into::into),
        coverage: input.coverage,
        ticket_id: input.ticket_id,
        unit_id,
        from_location_id: input.from_location_id,
        to_location_id: input.to_location_id,
        to_organization_id: input.to_organization_id,
        to_customer_id: input.to_customer_id,
        address: input.address.map(Into::into),
        reason: input.reason.map(Into::into),
        receiver_id: home.or(input.to_organization_id),
        updated_at: caller.now,
    })
}

/// Writes a draft.
///
/// # Errors
/// `validation_failed` for what does not fit together or is not there.
pub fn create(
    c: &mut PgConnection,
    caller: &Caller,
    input: &MaterialTransferInput,
) -> Result<MaterialTransfer, Failure> {
    let fields = fields(c, caller, input, None)?;
    let id = MaterialTransferId(Uuid::now_v7());
    let number = numbers::next(c, caller, numbers::TRANSFER)?;
    store::insert(c, caller, id, &number, fields)?;
    lines::replace(c, caller, id, input)?;
    audit::write(c, caller, "material_transfer", id.0, "create", json!(input))?;
    get(c, caller, id)
}

/// Rewrites a draft.
///
/// # Errors
/// As for a new one; `transition_refused` when it is none any more, `version_stale` when somebody was quicker.
pub fn update(
    c: &mut PgConnection,
    caller: &Caller,
    id: MaterialTransferId,
    version: i32,
    input: &MaterialTransferInput,
) -> Result<MaterialTransfer, Failure> {
    let before = get(c, caller, id)?;
    let head = &before.head;
    if head.version != version {
        return Err(Failure::stale());
    }
    if !before.editable {
        let refusal =
            refused::<TransferAction>(&head.number, head.status, TransferAction::Submit, &caller.actor);
        return Err(refusal.into());
    }
    let fields = fields(c, caller, input, head.from_location_id)?;
    if !store::update(c, id, version, fields)? {
        return Err(Failure::stale());
    }
    lines::replace(c, caller, id, input)?;
    audit::write(c, caller, "material_transfer", id.0, "update", json!(input))?;
    get(c, caller, id)
}

/// Does something with one.
///
/// # Errors
/// What [`decide`] refuses; `stock_short` when there are not enough; `version_stale` when somebody was quicker.
pub fn act(
    c: &mut PgConnection,
    caller: &Caller,
    id: MaterialTransferId,
    version: i32,
    doing: &Doing,
) -> Result<MaterialTransfer, Failure> {
    let before = get(c, caller, id)?;
    if before.head.version != version {
        return Err(Failure::stale());
    }
    let action = doing.action();
    let change = decide(&before, &caller.actor, caller.now, caller.today(), doing)?;
    if !store::step(c, caller, &before.head, action, change.to, step(caller, doing, &change))? {
        return Err(Failure::stale());
    }
    match &change.effect {
        Effect::Nothing | Effect::Papers => {}
        Effect::Reserve(from, wanted) => stock::service::reserve(c, caller, *from, wanted)?,
        Effect::Release(from, wanted) => stock::service::release(c, caller, *from, wanted)?,
        Effect::Issue { from, wanted, reserved, lines, .. } => {
            if !reserved {
                stock::service::reserve(c, caller, *from, wanted)?;
            }
            // Whoever asks now waits until what goes has gone.
            stock::service::release(c, caller, *from, wanted)?;
            issue(c, caller, &before, *from, lines)?;
        }
        Effect::Arrive(lines) => arrive(c, caller, &before, lines)?,
    }
    let changes = json!({"from": before.head.status, "to": change.to, "reason": reason(doing)});
    audit::write(c, caller, "material_transfer", id.0, action.as_str(), changes)?;
    let said = ("material_transfer", before.head.number.as_str(), action.as_str());
    ticket::note_goods(c, caller, before.head.ticket_id, said)?;
    tell(c, caller, &before, action)?;
    get(c, caller, id)
}

/// Tells whoever asked for the parts what became of it, unless they did it themselves.
fn tell(
    c: &mut PgConnection,
    caller: &Caller,
    transfer: &MaterialTransfer,
    action: TransferAction,
) -> Result<(), Failure> {
    let kind = match action {
        TransferAction::Approve | TransferAction::Regularise => NotificationKind::TransferApproved,
        TransferAction::Reject => NotificationKind::TransferRejected,
        TransferAction::Ship => NotificationKind::TransferShipped,
        TransferAction::Submit
        | TransferAction::Pick
        | TransferAction::Receive
        | TransferAction::Reconcile
        | TransferAction::Cancel => return Ok(()),
    };
    let asked = transfer.head.requested_by_id;
    if asked == caller.actor.user_id {
        return Ok(());
    }
    notification::tell(c, &[(asked, Word::by(caller, kind, transfer.head.id))], caller.now)
}

fn reason(doing: &Doing) -> Option<String> {
    match doing {
        Doing::Reject(input) | Doing::Cancel(input) => input.reason.as_ref().map(ToString::to_string),
        _ => None,
    }
}

/// What an action writes into the row.
fn step(caller: &Caller, doing: &Doing, change: &TransferChange) -> Step {
    let (me, now) = (Some(caller.actor.user_id), Some(caller.now));
    let mut step = Step::default();
    match doing {
        Doing::Submit => step.submitted_at = now,
        Doing::Approve(_) | Doing::Regularise => (step.approved_by_id, step.approved_at) = (me, now),
        Doing::Reject(_) | Doing::Cancel(_) => step.refusal = reason(doing),
        Doing::Ship(input) => {
            (step.shipped_by_id, step.shipped_at) = (me, now);
            step.carrier = input.carrier.as_ref().map(ToString::to_string);
            step.waybill = input.waybill.as_ref().map(ToString::to_string);
        }
        Doing::Receive(_) => (step.received_by_id, step.received_at) = (me, now),
        Doing::Reconcile => step.reconciled_at = now,
        Doing::Pick => {}
    }
    match &change.effect {
        Effect::Reserve(from, _) => step.from_location_id = Some(*from),
        Effect::Issue { from, papers_due_at, .. } => {
            (step.from_location_id, step.papers_due_at) = (Some(*from), *papers_due_at);
        }
        _ => {}
    }
    step
}

/// Books what goes. On its way it lies nowhere.
fn issue(
    c: &mut PgConnection,
    caller: &Caller,
    transfer: &MaterialTransfer,
    from: LocationId,
    shipped: &[Shipped],
) -> Result<(), Failure> {
    lines::ship(c, shipped)?;
    for line in shipped.iter().filter(|line| line.shipped > 0) {
        let goods = IssueStock {
            location_id: from,
            part_id: line.part_id,
            quantity: line.shipped,
            batch: line.batch.as_deref().map(str::parse).transpose().map_err(broken)?,
            reference: Some(transfer.head.number.parse().map_err(broken)?),
            reason: None,
        };
        stock::service::book(c, caller, &goods.into())?;
    }
    Ok(())
}

/// Books what has come, where it is a location of ours, and records on the unit what was swapped.
fn arrive(
    c: &mut PgConnection,
    caller: &Caller,
    transfer: &MaterialTransfer,
    arrived: &[Arrived],
) -> Result<(), Failure> {
    lines::arrive(c, arrived)?;
    let mut sorted: Vec<(usize, &Arrived)> = arrived.iter().enumerate().collect();
    // In the order of ids, as everybody takes lines of stock.
    sorted.sort_by_key(|(_, line)| line.part_id);
    if let Some(location_id) = transfer.head.to_location_id {
        for (_, line) in sorted.iter().filter(|(_, line)| line.received > 0) {
            let goods = ReceiveStock {
                location_id,
                part_id: line.part_id,
                quantity: line.received,
                batch: line.batch.as_deref().map(str::parse).transpose().map_err(broken)?,
                reference: Some(transfer.head.number.parse().map_err(broken)?),
                reason: None,
            };
            stock::service::book(c, caller, &goods.into())?;
        }
    }
    let Some(unit_id) = transfer.head.unit_id else { return Ok(()) };
    for (n, line) in arrived.iter().enumerate() {
        let Some(serial) = &line.new_serial else { continue };
        let part = transfer.lines.iter().find(|one| one.id == line.line_id);
        let new = UnitComponentInput {
            parent_id: None,
            name: part.map_or("", |part| part.part_name.as_str()).parse().map_err(broken)?,
            part_class: None,
            serial: Some(serial.parse().map_err(broken)?),
            supplier_id: None,
            batch: line.batch.as_deref().map(str::parse).transpose().map_err(broken)?,
            fitted_on: None,
            removed_on: None,
            supplier_warranty_until: None,
        };
        if !unit_component::service::swap(c, caller, unit_id, line.old_serial.as_deref(), new)? {
            return Err(Failure::field(&format!("/lines/{n}/old_serial"), FieldProblem::NoSuchRecord));
        }
    }
    Ok(())
}
