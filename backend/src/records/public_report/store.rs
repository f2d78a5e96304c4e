//! Rows and SQL of labels and of what was reported by them.

use crate::error::Failure;
use crate::schema::{comments, products, public_reports, ticket_progress, tickets, unit_labels, units};
use chrono::{DateTime, Utc};
use diesel::dsl::{count_star, min};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;
use shared::ids::{TicketId, UnitId};
use shared::records::ticket::{CommentVisibility, TicketStatus};

/// Messages that are shown.
const MESSAGES: i64 = 20;

/// The code on a unit's label. A unit without one gets the one given.
pub(super) fn label(
    c: &mut PgConnection,
    unit: UnitId,
    new: &str,
    now: DateTime<Utc>,
) -> Result<String, Failure> {
    use unit_labels::dsl;
    let row = (dsl::unit_id.eq(unit), dsl::code.eq(new), dsl::created_at.eq(now));
    diesel::insert_into(dsl::unit_labels).values(row).on_conflict_do_nothing().execute(c)?;
    Ok(dsl::unit_labels.find(unit).select(dsl::code).first(c)?)
}

/// A unit as its label names it.
#[derive(Queryable)]
pub(super) struct Labelled {
    pub id: UnitId,
    pub serial: String,
    pub product_name: String,
}

/// The unit with a label.
pub(super) fn unit(c: &mut PgConnection, code: &str) -> Result<Labelled, Failure> {
    unit_labels::table
        .inner_join(units::table.inner_join(products::table))
        .filter(unit_labels::code.eq(code))
        .select((units::id, units::serial, products::name))
        .first(c)
        .optional()?
        .ok_or_else(Failure::not_found)
}

/// When something was last reported about a unit that is not done yet.
pub(super) fn open_since(c: &mut PgConnection, unit: UnitId) -> Result<Option<DateTime<Utc>>, Failure> {
    let done = TicketStatus::ALL.iter().copied().filter(|status| !status.is_open());
    Ok(tickets::table
        .filter(tickets::unit_id.eq(unit))
        .filter(tickets::status.ne_all(done.collect::<Vec<_>>()))
        .select(diesel::dsl::max(tickets::reported_at))
        .first(c)?)
}

/// Lets one report on a unit, and one from an address, go ahead at a time, so that limits and keys hold.
pub(super) fn lock(c: &mut PgConnection, unit: UnitId, address: &str) -> Result<(), Failure> {
    units::table.find(unit).for_no_key_update().select(units::id).first::<UnitId>(c)?;
    diesel::sql_query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))")
        .bind::<Text, _>(address)
        .execute(c)?;
    Ok(())
}

/// A report that was sent before.
#[derive(Queryable)]
pub(super) struct Sent {
    pub request_hash: Vec<u8>,
    pub number: String,
    pub tracking_code: String,
}

/// The report with a key.
pub(super) fn sent(c: &mut PgConnection, unit: UnitId, key: &str) -> Result<Option<Sent>, Failure> {
    Ok(public_reports::table
        .inner_join(tickets::table)
        .filter(public_reports::unit_id.eq(unit))
        .filter(public_reports::key.eq(key))
        .select((public_reports::request_hash, tickets::number, public_reports::tracking_code))
        .first(c)
        .optional()?)
}

/// How many reports came since some time, and when the oldest of them did.
pub(super) type Seen = (i64, Option<DateTime<Utc>>);

/// Of a unit.
pub(super) fn seen_of_unit(
    c: &mut PgConnection,
    unit: UnitId,
    since: DateTime<Utc>,
) -> Result<Seen, Failure> {
    use public_reports::dsl;
    let recent = dsl::public_reports.filter(dsl::unit_id.eq(unit)).filter(dsl::created_at.gt(since));
    Ok(recent.select((count_star(), min(dsl::created_at))).first(c)?)
}

/// From an address.
pub(super) fn seen_of_address(
    c: &mut PgConnection,
    address: &str,
    since: DateTime<Utc>,
) -> Result<Seen, Failure> {
    use public_reports::dsl;
    let recent = dsl::public_reports.filter(dsl::address.eq(address)).filter(dsl::created_at.gt(since));
    Ok(recent.select((count_star(), min(dsl::created_at))).first(c)?)
}

/// What is kept of a report besides its ticket.
#[derive(Insertable)]
#[diesel(table_name = public_reports)]
pub(super) struct New<'a> {
    pub ticket_id: TicketId,
    pub unit_id: UnitId,
    pub tracking_code: &'a str,
    pub key: &'a str,
    pub request_hash: &'a [u8],
    pub address: &'a str,
    pub created_at: DateTime<Utc>,
}

/// Keeps a report.
pub(super) fn insert(c: &mut PgConnection, new: &New<'_>) -> Result<(), Failure> {
    diesel::insert_into(public_reports::table).values(new).execute(c)?;
    Ok(())
}

/// A ticket as its reporter follows it.
#[derive(Queryable)]
pub(super) struct Followed {
    pub id: TicketId,
    pub number: String,
    pub subject: String,
    pub status: TicketStatus,
    pub serial: String,
    pub product_name: String,
    pub reported_at: DateTime<Utc>,
    pub responded_at: Option<DateTime<Utc>>,
    pub arrived_at: Option<DateTime<Utc>>,
    pub resolved_at: Option<DateTime<Utc>>,
    pub closed_at: Option<DateTime<Utc>>,
}

/// The ticket with a tracking code.
pub(super) fn followed(c: &mut PgConnection, code: &str) -> Result<Followed, Failure> {
    public_reports::table
        .inner_join(tickets::table)
        .inner_join(units::table.inner_join(products::table))
        .inner_join(ticket_progress::table.on(ticket_progress::ticket_id.eq(public_reports::ticket_id)))
        .filter(public_reports::tracking_code.eq(code))
        .select((
            tickets::id,
            tickets::number,
            tickets::subject,
            tickets::status,
            units::serial,
            products::name,
            tickets::reported_at,
            ticket_progress::responded_at,
            ticket_progress::onsite_arrived_at,
            tickets::resolved_at,
            tickets::closed_at,
        ))
        .first(c)
        .optional()?
        .ok_or_else(Failure::not_found)
}

/// What the house wrote on it, newest first.
pub(super) fn messages(
    c: &mut PgConnection,
    ticket: TicketId,
) -> Result<Vec<(DateTime<Utc>, String)>, Failure> {
    Ok(comments::table
        .filter(comments::ticket_id.eq(ticket))
        .filter(comments::visibility.eq(CommentVisibility::Public))
        .order((comments::created_at.desc(), comments::id.desc()))
        .limit(MESSAGES)
        .select((comments::created_at, comments::body))
        .load(c)?)
}
