//! What follows from a change of a ticket: its clocks move, it is routed, people are told. All of it in the
//! transaction of the change.

use super::events::{self, EventRow};
use super::rows::Whole;
use super::watchers;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::clock::{self, Author, Rulebook, Subject};
use crate::records::notification::{self, Place, Word};
use crate::records::routing_rule;
use crate::schema::{organizations, ticket_progress, tickets, users};
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use serde_json::json;
use shared::auth::OrganizationKind;
use shared::ids::{TicketId, UserId};
use shared::records::clock::{Audience, ClockReason};
use shared::records::notification::NotificationKind;
use shared::records::ticket::*;

#[derive(AsChangeset, Default)]
#[diesel(table_name = ticket_progress)]
struct Progress {
    responded_at: Option<DateTime<Utc>>,
    onsite_called_at: Option<DateTime<Utc>>,
    onsite_arrived_at: Option<DateTime<Utc>>,
}

/// A ticket was filed.
pub(super) fn created(c: &mut PgConnection, caller: &Caller, id: TicketId) -> Result<(), Failure> {
    let book = Rulebook::load(c)?;
    // Routed first: a promise may depend on nothing that routing decides, but who is told does.
    route(c, caller, &book, id, None)?;
    clock::follow(c, &book, &[id], Author::caller(caller), ClockReason::TicketChanged, caller.now)
}

/// What a ticket says was changed.
pub(super) fn changed(c: &mut PgConnection, caller: &Caller, before: &Whole) -> Result<(), Failure> {
    let id = before.row.id;
    let book = Rulebook::load(c)?;
    if is_unassigned(before.row.status) {
        route(c, caller, &book, id, before.progress.routed_by.as_deref())?;
    }
    clock::follow(c, &book, &[id], Author::caller(caller), ClockReason::TicketChanged, caller.now)
}

/// An action was taken.
pub(super) fn acted(
    c: &mut PgConnection,
    caller: &Caller,
    before: &Whole,
    input: &ActionInput,
    change: &TicketChange,
) -> Result<(), Failure> {
    let id = before.row.id;
    let progress = Progress {
        responded_at: change.responded_at,
        onsite_called_at: change.onsite_called_at,
        onsite_arrived_at: change.onsite_arrived_at,
    };
    if progress.responded_at.or(progress.onsite_called_at).or(progress.onsite_arrived_at).is_some() {
        diesel::update(ticket_progress::table.find(id)).set(&progress).execute(c)?;
    }
    let book = Rulebook::load(c)?;
    clock::follow(c, &book, &[id], Author::caller(caller), ClockReason::TicketChanged, caller.now)?;
    let special = change.crisis.as_ref().is_some_and(|(status, _)| status.is_special_case());
    if change.individual_case || (special && !before.row.special_case) {
        route(c, caller, &book, id, None)?;
    }
    tell(c, caller, before, input, change)?;
    // Whoever gets the ticket is told that they do.
    let told: Vec<UserId> = change.assigned.and_then(|(person, _)| person).into_iter().collect();
    watchers::tell(c, caller, id, &told)
}

/// A comment was written. A public word of whoever works on tickets answers the customer.
pub(super) fn commented(
    c: &mut PgConnection,
    caller: &Caller,
    ticket: &Whole,
    visibility: CommentVisibility,
    answers: bool,
    mentions: &[UserId],
) -> Result<(), Failure> {
    let id = ticket.row.id;
    if answers && ticket.progress.responded_at.is_none() {
        let unanswered = ticket_progress::table.find(id).filter(ticket_progress::responded_at.is_null());
        diesel::update(unanswered).set(ticket_progress::responded_at.eq(caller.now)).execute(c)?;
        let book = Rulebook::load(c)?;
        clock::follow(c, &book, &[id], Author::caller(caller), ClockReason::TicketChanged, caller.now)?;
    }
    let mut words: Vec<(UserId, Word)> =
        mentions.iter().map(|u| (*u, Word::by(caller, NotificationKind::Mentioned, id))).collect();
    let inside = caller.actor.is_inside();
    if inside && visibility == CommentVisibility::Public {
        let word = Word::by(caller, NotificationKind::Answered, id);
        words.extend(outside_filer(c, ticket)?.map(|user| (user, word)));
    }
    words.retain(|(user, _)| *user != caller.actor.user_id);
    notification::tell(c, &words, caller.now)?;
    let mut told: Vec<UserId> = words.into_iter().map(|(user, _)| user).collect();
    if !inside {
        tell_whoever_has_it(c, caller, ticket)?;
        told.extend(ticket.row.assignee_id);
    }
    watchers::tell(c, caller, id, &told)
}

fn is_unassigned(status: TicketStatus) -> bool {
    matches!(status, TicketStatus::New | TicketStatus::Verifying)
}

/// Who filed the ticket, if that is somebody outside the house.
fn outside_filer(c: &mut PgConnection, ticket: &Whole) -> Result<Option<UserId>, Failure> {
    let Some(filer) = ticket.texts.created_by_id else { return Ok(None) };
    let outside = users::table
        .inner_join(organizations::table)
        .filter(users::id.eq(filer))
        .filter(organizations::kind.ne(OrganizationKind::Manufacturer))
        .select(users::id);
    Ok(outside.first(c).optional()?)
}

/// The other side has spoken.
fn tell_whoever_has_it(c: &mut PgConnection, caller: &Caller, ticket: &Whole) -> Result<(), Failure> {
    let place = Place { assignee_id: ticket.row.assignee_id, team_id: ticket.row.team_id };
    if place.assignee_id == Some(caller.actor.user_id) {
        return Ok(());
    }
    let word = Word::by(caller, NotificationKind::Answered, ticket.row.id);
    notification::tell_audiences(c, &[(place, &[Audience::Assignee], word)], caller.now)
}

fn tell(
    c: &mut PgConnection,
    caller: &Caller,
    before: &Whole,
    input: &ActionInput,
    change: &TicketChange,
) -> Result<(), Failure> {
    let (id, me) = (before.row.id, caller.actor.user_id);
    if let Some((person, team)) = change.assigned {
        if let Some(person) = person.filter(|p| *p != me && Some(*p) != before.row.assignee_id) {
            let word = Word::by(caller, NotificationKind::Assigned, id);
            return notification::tell(c, &[(person, word)], caller.now);
        }
        if person.is_none() && team != before.row.team_id {
            let place = Place { assignee_id: None, team_id: team };
            let word = Word::by(caller, NotificationKind::Queued, id);
            return notification::tell_audiences(c, &[(place, &[Audience::Team], word)], caller.now);
        }
    }
    match input {
        ActionInput::Respond(_) | ActionInput::Resolve(_) => {
            let word = Word::by(caller, NotificationKind::Answered, id);
            let words: Vec<_> = outside_filer(c, before)?.map(|u| (u, word)).into_iter().collect();
            notification::tell(c, &words, caller.now)
        }
        ActionInput::Reopen(_) => tell_whoever_has_it(c, caller, before),
        _ => Ok(()),
    }
}

/// Routes a ticket by the first rule that applies, unless that is the one that did already. While nobody has
/// been chosen by hand it moves into the rule's queue; later only people are told.
fn route(
    c: &mut PgConnection,
    caller: &Caller,
    book: &Rulebook,
    id: TicketId,
    already: Option<&str>,
) -> Result<(), Failure> {
    let Some(subject) = clock::subjects(c, &[id])?.pop() else { return Ok(()) };
    let Some(routed) = routing_rule::route(c, &book.routing, &subject.traits)? else { return Ok(()) };
    if already == Some(routed.rule.as_str()) {
        return Ok(());
    }
    let team_id = routed.team.as_ref().map(|(id, _)| *id);
    let moves = is_unassigned(subject.phase.status) && team_id.is_some();
    if moves {
        diesel::update(tickets::table.find(id))
            .set((tickets::team_id.eq(team_id), tickets::assignee_id.eq(routed.assignee_id)))
            .execute(c)?;
    }
    diesel::update(ticket_progress::table.find(id))
        .set(ticket_progress::routed_by.eq(&routed.rule))
        .execute(c)?;
    let values = json!({
        "rule": "routed",
        "routing_rule": routed.rule,
        "source": routed.source,
        "team_id": team_id,
        "team_name": routed.team.as_ref().map(|(_, name)| name),
        "assignee_id": routed.assignee_id,
        "moves": moves,
        "tell": routed.tell,
    });
    let event = EventRow::by_rule(id, caller.now).values(values).internal(true);
    events::write(c, &[event])?;
    announce(c, caller, &subject, moves.then_some(team_id).flatten(), &routed)
}

fn announce(
    c: &mut PgConnection,
    caller: &Caller,
    subject: &Subject,
    team_id: Option<shared::ids::TeamId>,
    routed: &routing_rule::Routed,
) -> Result<(), Failure> {
    let kind = match () {
        () if subject.traits.special_case => NotificationKind::Crisis,
        () if subject.traits.individual_case => NotificationKind::IndividualCase,
        () => NotificationKind::Queued,
    };
    let place = Place {
        assignee_id: routed.assignee_id.filter(|_| team_id.is_some()).or(subject.assignee_id),
        team_id: team_id.or(subject.team_id),
    };
    notification::tell_audiences(
        c,
        &[(place, &routed.tell, Word::by(caller, kind, subject.id))],
        caller.now,
    )?;
    match routed.assignee_id.filter(|person| team_id.is_some() && *person != caller.actor.user_id) {
        Some(person) => {
            let word = Word::by(caller, NotificationKind::Assigned, subject.id);
            notification::tell(c, &[(person, word)], caller.now)
        }
        None => Ok(()),
    }
}
