//! How far single units of a campaign are.

use super::units::{self, Row, Step};
use super::{service, store};
use crate::audit;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::{ticket, unit};
use diesel::pg::PgConnection;
use serde_json::json;
use shared::ids::{CampaignId, TicketId, UnitId};
use shared::page::Page;
use shared::problem::FieldProblem;
use shared::records::campaign::*;
use shared::records::ticket::{CreateTicket, TicketChannel, TicketKind};
use shared::text::{Line, Text};
use shared::workflow::{Target, Workflow};
use std::collections::BTreeSet;

/// A page of a campaign's units that the caller sees.
///
/// # Errors
/// `not_found` when the campaign is not to be seen.
pub fn list(
    c: &mut PgConnection,
    caller: &Caller,
    id: CampaignId,
    query: &CampaignUnitQuery,
) -> Result<Page<CampaignUnit>, Failure> {
    store::find(c, caller, id)?;
    units::list(c, caller, id, query)
}

/// The campaigns that concern a unit.
///
/// # Errors
/// `not_found` when the unit is not to be seen.
pub(super) fn of_unit(
    c: &mut PgConnection,
    caller: &Caller,
    id: UnitId,
) -> Result<Vec<UnitCampaign>, Failure> {
    unit::service::get(c, caller, id)?;
    units::of_unit(c, caller, id)
}

/// Files the ticket in which a unit is remedied.
fn file(c: &mut PgConnection, caller: &Caller, row: &Row, number: &str) -> Result<TicketId, Failure> {
    let shown: String = format!("{number} {}", row.campaign_title).chars().take(200).collect();
    let input = CreateTicket {
        kind: TicketKind::Recall,
        channel: TicketChannel::Web,
        subject: Line::new(&shown).map_err(|error| Failure::Internal(error.into()))?,
        description: Text::new(&row.remedy).ok(),
        reported_at: None,
        customer_id: None,
        contact_name: None,
        contact_phone: None,
        contact_email: None,
        dealer_id: None,
        site_id: None,
        unit_id: Some(row.unit_id),
        product_id: None,
        usage_value: None,
        remedy_wanted: None,
        topic: None,
        fault_code_id: None,
        severity: None,
        impact: None,
        safety_risk: false,
        service_class: None,
        external_reference: None,
    };
    Ok(ticket::service::create(c, caller, &input)?.id)
}

/// The ticket that was named: of this unit, and to be seen.
fn check_ticket(
    c: &mut PgConnection,
    caller: &Caller,
    ticket: TicketId,
    unit: UnitId,
) -> Result<(), Failure> {
    let found = ticket::service::find_visible(c, caller, ticket);
    let found = found.map_err(|failure| failure.missing_at("/ticket_id"))?;
    if found.unit_id == Some(unit) {
        Ok(())
    } else {
        Err(Failure::field("/ticket_id", FieldProblem::Inconsistent))
    }
}

/// Works on units: all of them, or none where one refuses. Those that are so already are left as they are. Booking files a
/// ticket for each that has none.
///
/// # Errors
/// `transition_refused` for a campaign that is not open or a unit in another state; `validation_failed` for units that are not
/// in it or not to be seen.
pub fn progress(
    c: &mut PgConnection,
    caller: &Caller,
    id: CampaignId,
    action: CampaignUnitAction,
    input: &ProgressUnits,
) -> Result<CampaignSummary, Failure> {
    input.check(action, caller.today())?;
    store::find(c, caller, id)?;
    store::lock(c, id)?;
    let head = store::find(c, caller, id)?;
    may_progress(&head.number, head.status)?;
    let found = units::some(c, caller, id, &input.unit_ids)?;
    if let Some(place) = input.unit_ids.iter().position(|unit| !found.contains_key(unit)) {
        return Err(Failure::field(&format!("/unit_ids/{place}"), FieldProblem::NoSuchRecord));
    }
    let Some(line) = CampaignUnitAction::line(action) else { return Err(Failure::not_found()) };
    let Target::To(to) = line.to else { return Err(Failure::not_found()) };
    let mut moved = BTreeSet::new();
    for (unit, row) in &found {
        // A booking may be moved to another day.
        if row.status == to && to != CampaignUnitStatus::Booked {
            continue;
        }
        CampaignUnitAction::step(&row.serial, row.status, action, &caller.actor)?;
        moved.insert(*unit);
    }
    if let (Some(ticket), Some(unit)) = (input.ticket_id, input.unit_ids.first()) {
        check_ticket(c, caller, ticket, *unit)?;
    }
    let ids: Vec<UnitId> = moved.iter().copied().collect();
    let step = Step {
        status: Some(to),
        notified_at: None,
        booked_for: input.booked_for,
        ended_at: Some(to.has_ended().then_some(caller.now)),
        note: input.note.as_deref().map(str::to_owned),
        ticket_id: input.ticket_id,
    };
    // When they were told comes first: a unit is not notified without it.
    if to.is_told() {
        units::told(c, caller, id, &ids)?;
    }
    units::set(c, caller, id, &ids, &step)?;
    if action == CampaignUnitAction::Book && input.ticket_id.is_none() {
        for row in found.values().filter(|row| row.ticket_id.is_none()) {
            let ticket_id = Some(file(c, caller, row, &head.number)?);
            units::set(c, caller, id, &[row.unit_id], &Step { ticket_id, ..Step::default() })?;
        }
    }
    let next = by_units(head.status, &[to]);
    if next != head.status {
        let step = store::Step { status: Some(next), ..store::Step::default() };
        store::step(c, caller, &head, &step)?;
    }
    if to.has_ended() {
        for unit in &ids {
            unit::history::note(c, caller, *unit, "campaign", Some(&head.number))?;
        }
    }
    audit::write(c, caller, "campaign", id.0, &format!("unit_{action}"), json!(input))?;
    service::head(c, caller, id)
}
