//! Taking back one's own last change: what stood before is kept for a while, and put back as it was.

use super::events::{self, EventRow};
use super::rows::Whole;
use super::store;
use crate::audit;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::jsonb::Json;
use crate::records::clock::{self, Author, Rulebook};
use crate::records::notification;
use crate::schema::{organizations, ticket_links, ticket_progress, ticket_undos, tickets, users};
use chrono::{DateTime, Duration, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use shared::auth::{OrganizationKind, Permission};
use shared::i18n::Arg;
use shared::ids::{CustomerId, FaultCodeId, ProductId, SiteId, TeamId, TicketId, UnitId, UserId};
use shared::problem::{ProblemCode, Refusal};
use shared::records::clock::ClockReason;
use shared::records::ticket::*;
use shared::workflow::Workflow;

/// All that a change that can be taken back may change.
#[derive(Clone, Debug, Queryable, Selectable, AsChangeset, Serialize, Deserialize)]
#[diesel(table_name = tickets, treat_none_as_null = true)]
pub(super) struct Fields {
    kind: TicketKind,
    status: TicketStatus,
    priority: TicketPriority,
    subject: String,
    description: Option<String>,
    customer_id: Option<CustomerId>,
    contact_name: Option<String>,
    contact_phone: Option<String>,
    contact_email: Option<String>,
    site_id: Option<SiteId>,
    unit_id: Option<UnitId>,
    product_id: Option<ProductId>,
    usage_value: Option<i64>,
    remedy_wanted: Option<TicketRemedy>,
    topic: TicketTopic,
    fault_code_id: Option<FaultCodeId>,
    severity: TicketSeverity,
    impact: TicketImpact,
    safety_risk: bool,
    service_class: Option<ServiceClass>,
    warranty: Value,
    assignee_id: Option<UserId>,
    team_id: Option<TeamId>,
    wait_reason: Option<WaitReason>,
    ball_holder: Option<BallHolder>,
    wait_until: Option<DateTime<Utc>>,
    valid_complaint: Option<bool>,
    verdict_grounds: Option<String>,
    closed_at: Option<DateTime<Utc>>,
    cancel_reason: Option<String>,
    merged_into_id: Option<TicketId>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Before {
    ticket: Fields,
    routed_by: Option<String>,
}

/// The last change, as it is kept.
#[derive(Clone, Copy, Debug, Queryable, Selectable)]
#[diesel(table_name = ticket_undos)]
pub(super) struct Row {
    actor_id: UserId,
    action: Option<TicketActionKind>,
    version: i32,
    at: DateTime<Utc>,
}

impl From<Row> for LastChange {
    fn from(row: Row) -> Self {
        Self { actor_id: row.actor_id, action: row.action, version: row.version, at: row.at }
    }
}

/// Whether giving the ticket to this person tells somebody outside the house.
fn leaves_the_house(c: &mut PgConnection, input: Option<&ActionInput>) -> Result<bool, Failure> {
    let Some(ActionInput::Assign(AssignTicket { assignee_id: Some(person), .. })) = input else {
        return Ok(false);
    };
    let kind: Option<OrganizationKind> = users::table
        .inner_join(organizations::table)
        .filter(users::id.eq(person))
        .select(organizations::kind)
        .first(c)
        .optional()?;
    Ok(kind != Some(OrganizationKind::Manufacturer))
}

/// Keeps what stands before a change that the caller is about to make. What cannot be taken back leaves the row of the
/// change before, which fits no version any more. Holds the ticket first: whoever resolves it does so too.
pub(super) fn remember(
    c: &mut PgConnection,
    caller: &Caller,
    before: &Whole,
    input: Option<&ActionInput>,
) -> Result<(), Failure> {
    use ticket_undos as u;
    let id = before.row.id;
    let action = input.map(ActionInput::kind);
    if action.is_some_and(|action| !undoable(action)) || leaves_the_house(c, input)? {
        return Ok(());
    }
    let ticket: Fields = tickets::table.find(id).select(Fields::as_select()).for_no_key_update().first(c)?;
    let set = (
        u::actor_id.eq(caller.actor.user_id),
        u::action.eq(action),
        u::version.eq(before.row.version + 1),
        u::at.eq(caller.now),
        u::before.eq(Json(Before { ticket, routed_by: before.progress.routed_by.clone() })),
    );
    diesel::insert_into(u::table)
        .values((u::ticket_id.eq(id), set.clone()))
        .on_conflict(u::ticket_id)
        .do_update()
        .set(set)
        .execute(c)?;
    Ok(())
}

/// Takes back the caller's last change.
pub(super) fn undo(
    c: &mut PgConnection,
    caller: &Caller,
    id: TicketId,
    version: i32,
) -> Result<Whole, Failure> {
    let now = store::find_version(c, caller, id, version)?;
    let last = now.last_change.map(LastChange::from);
    let offer =
        shared::records::ticket::undo(&now.row.number, last.as_ref(), &caller.actor, version, caller.now)?;
    // Who has lost the right to a change has lost the right to take it back.
    let right =
        offer.action.and_then(TicketMachine::line).map_or(Permission::TicketUpdate, |line| line.permission);
    if !caller.actor.may(right) {
        return Err(Refusal::new(ProblemCode::Forbidden)
            .arg("permission", Arg::Key(right.label_key()))
            .into());
    }
    let kept = ticket_undos::table.find(id).select(ticket_undos::before).first::<Json<Before>>(c);
    // Somebody else was quicker, and took it with them.
    let Json(Before { ticket, routed_by }) = kept.optional()?.ok_or_else(Failure::stale)?;
    let guarded = tickets::table.filter(tickets::id.eq(id)).filter(tickets::version.eq(version));
    let set = (&ticket, tickets::updated_at.eq(caller.now), tickets::version.eq(version + 1));
    if diesel::update(guarded).set(set).execute(c)? == 0 {
        return Err(Failure::stale());
    }
    diesel::delete(ticket_undos::table.find(id)).execute(c)?;
    if routed_by != now.progress.routed_by {
        diesel::update(ticket_progress::table.find(id))
            .set(ticket_progress::routed_by.eq(routed_by))
            .execute(c)?;
    }
    let (from, to) = (now.row.status, ticket.status);
    let values = json!({ "undone": offer.action.map_or("update", TicketActionKind::as_str) });
    // As far as the change was told, so far it is told that it was taken back.
    let internal = offer.action.is_some_and(events::stays_inside);
    let event =
        EventRow::by(caller, id, TicketEventKind::Undone).moved(from, to).values(values).internal(internal);
    events::write(c, &[event])?;
    if let Some((into, last)) = now.row.merged_into_id.zip(last) {
        unlink(c, caller, &now, into, last.at)?;
    }
    let values = json!({ "action": offer.action, "from": from, "to": to });
    audit::write(c, caller, "ticket", id.0, "undo", values)?;
    if let Some(last) = last {
        notification::recall(c, id, last.at)?;
    }
    let book = Rulebook::load(c)?;
    clock::follow(c, &book, &[id], Author::caller(caller), ClockReason::TicketChanged, caller.now)?;
    store::find(c, caller, id)
}

/// Takes away the link that a merge made; one that stood before stays. The other ticket hears of it.
fn unlink(
    c: &mut PgConnection,
    caller: &Caller,
    ticket: &Whole,
    into: TicketId,
    at: DateTime<Utc>,
) -> Result<(), Failure> {
    let made = ticket_links::table
        .filter(ticket_links::from_id.eq(ticket.row.id))
        .filter(ticket_links::to_id.eq(into))
        .filter(ticket_links::kind.eq(TicketLinkKind::DuplicateOf))
        .filter(ticket_links::created_at.eq(at));
    diesel::delete(made).execute(c)?;
    let values = json!({ "removed": TicketLinkKind::DuplicateOf, "number": ticket.row.number });
    events::write(c, &[EventRow::by(caller, into, TicketEventKind::Link).values(values)])
}

/// Forgets what can be taken back no more. Gives how many rows went.
///
/// # Errors
/// When the database is away.
pub fn sweep(c: &mut PgConnection, now: DateTime<Utc>) -> Result<usize, Failure> {
    let over = ticket_undos::at.lt(now - Duration::minutes(UNDO_MINUTES));
    Ok(diesel::delete(ticket_undos::table.filter(over)).execute(c)?)
}
