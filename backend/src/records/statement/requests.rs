//! Settlement requests (CSRR): what people ask to be settled, and somebody else reviews.

use super::entries::{self, Entry};
use super::service::PARTIES;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::lists::Few;
use crate::records::organization::service::check_reference;
use crate::records::ticket;
use crate::schema::settlement_requests;
use crate::views::settlement_request_rows;
use crate::{audit, capped_count, lists, numbers};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use rust_decimal::Decimal;
use serde_json::json;
use shared::ids::{OrganizationId, SettlementRequestId, TicketId, UserId};
use shared::money::{Balance, Currency};
use shared::page::Page;
use shared::problem::Checker;
use shared::records::statement::*;
use shared::workflow::{Target, Workflow};
use uuid::Uuid;

#[derive(Queryable, Selectable)]
#[diesel(table_name = settlement_request_rows)]
struct Row {
    id: SettlementRequestId,
    number: String,
    status: RequestStatus,
    party_id: OrganizationId,
    party_name: String,
    kind: EntryKind,
    currency: Currency,
    amount: Decimal,
    arose_on: NaiveDate,
    ticket_id: Option<TicketId>,
    ticket_number: Option<String>,
    contract: Option<String>,
    reason: String,
    requested_by_id: UserId,
    requested_by_name: String,
    created_at: DateTime<Utc>,
    reviewed_by_name: Option<String>,
    reviewed_at: Option<DateTime<Utc>>,
    refusal: Option<String>,
    version: i32,
}

impl Row {
    fn show(self, caller: &Caller) -> SettlementRequest {
        SettlementRequest {
            available_actions: available_for_request(self.status, self.requested_by_id, &caller.actor),
            id: self.id,
            number: self.number,
            status: self.status,
            party_id: self.party_id,
            party_name: self.party_name,
            kind: self.kind,
            amount: Balance::stored(self.amount),
            currency: self.currency,
            arose_on: self.arose_on,
            ticket_id: self.ticket_id,
            ticket_number: self.ticket_number,
            contract: self.contract,
            reason: self.reason,
            requested_by_id: self.requested_by_id,
            requested_by_name: self.requested_by_name,
            created_at: self.created_at,
            reviewed_by_name: self.reviewed_by_name,
            reviewed_at: self.reviewed_at,
            refusal: self.refusal,
            version: self.version,
        }
    }
}

/// A page of the requests, the newest first. They are told inside the house: nobody else holds the rights to them.
///
/// # Errors
/// For a bad limit or cursor.
pub fn list(
    c: &mut PgConnection,
    caller: &Caller,
    query: &SettlementRequestQuery,
) -> Result<Page<SettlementRequest>, Failure> {
    use settlement_request_rows as r;
    const SORT: &str = "-id";
    let limit = lists::limit(query.limit)?;
    let filtered = || {
        let mut q = r::table.into_boxed();
        if let Some(states) = &query.status {
            q = q.filter(r::status.eq_any(states.0.clone()));
        }
        if let Some(party) = query.party_id {
            q = q.filter(r::party_id.eq(party));
        }
        q
    };
    let mut page = filtered();
    if let Some((last,)) = lists::place::<(SettlementRequestId,)>(query.cursor.as_deref(), SORT)? {
        page = page.filter(r::id.lt(last));
    }
    let total = if query.cursor.is_none() { Some(capped_count!(filtered(), c)?) } else { None };
    let rows: Vec<Row> = page.order(r::id.desc()).select(Row::as_select()).up_to(limit + 1).load(c)?;
    let cursor = |last: &Row| lists::cursor(SORT, &(last.id,));
    Ok(lists::page(rows, limit, total, cursor, |row| row.show(caller)))
}

fn find(c: &mut PgConnection, id: SettlementRequestId) -> Result<Row, Failure> {
    let row = settlement_request_rows::table
        .filter(settlement_request_rows::id.eq(id))
        .select(Row::as_select())
        .first(c)
        .optional()?;
    row.ok_or_else(Failure::not_found)
}

/// Shows one.
///
/// # Errors
/// `not_found` when it is not there.
pub(super) fn get(
    c: &mut PgConnection,
    caller: &Caller,
    id: SettlementRequestId,
) -> Result<SettlementRequest, Failure> {
    Ok(find(c, id)?.show(caller))
}

/// Asks for an amount to be settled.
///
/// # Errors
/// `validation_failed` with each field that is wrong.
pub fn request(
    c: &mut PgConnection,
    caller: &Caller,
    input: &CreateSettlementRequest,
) -> Result<SettlementRequest, Failure> {
    use settlement_requests as r;
    input.check(caller.today())?;
    let mut check = Checker::default();
    check_reference(c, caller, Some(input.party_id), PARTIES, "/party_id", &mut check)?;
    check.finish()?;
    if let Some(ticket) = input.ticket_id {
        ticket::service::get(c, caller, ticket).map_err(|failure| failure.missing_at("/ticket_id"))?;
    }
    let id = SettlementRequestId(Uuid::now_v7());
    diesel::insert_into(r::table)
        .values((
            (
                r::id.eq(id),
                r::number.eq(numbers::next(c, caller, numbers::SETTLEMENT_REQUEST)?),
                r::status.eq(RequestStatus::Requested),
                r::party_id.eq(input.party_id),
                r::kind.eq(input.kind),
            ),
            (
                r::currency.eq(input.currency),
                r::amount.eq(input.amount.value()),
                r::arose_on.eq(input.arose_on),
                r::ticket_id.eq(input.ticket_id),
                r::contract.eq(input.contract.as_deref()),
            ),
            (
                r::reason.eq(input.reason.to_string()),
                r::requested_by_id.eq(caller.actor.user_id),
                r::created_at.eq(caller.now),
                r::version.eq(1),
            ),
        ))
        .execute(c)?;
    audit::write(c, caller, "settlement_request", id.0, "create", json!(input))?;
    get(c, caller, id)
}

/// What becomes of a request.
pub enum RequestAct {
    /// It becomes an entry.
    Approve,
    /// It does not.
    Refuse(RefuseSettlementRequest),
}

/// Reviews a request of this version. An approved one becomes an entry, unless its document was settled before.
///
/// # Errors
/// `transition_refused` for one's own, or once it is reviewed; `already_exists` when the document was settled before;
/// `version_stale` when somebody was quicker.
pub fn act(
    c: &mut PgConnection,
    caller: &Caller,
    id: SettlementRequestId,
    version: i32,
    act: &RequestAct,
) -> Result<SettlementRequest, Failure> {
    use settlement_requests as r;
    let row = find(c, id)?;
    if row.version != version {
        return Err(Failure::stale());
    }
    let (action, refusal) = match act {
        RequestAct::Approve => (RequestAction::Approve, None),
        RequestAct::Refuse(input) => (RequestAction::Refuse, Some(input.reason.to_string())),
    };
    if RequestAction::line(action).is_some_and(|line| line.to == Target::To(row.status)) {
        return get(c, caller, id);
    }
    let to = RequestAction::step(&row.number, row.status, action, &caller.actor)?;
    may_review(&row.number, row.requested_by_id, &caller.actor)?;
    let guarded = r::table.find(id).filter(r::version.eq(version)).filter(r::status.eq(row.status));
    let changed = diesel::update(guarded)
        .set((
            (r::status.eq(to), r::version.eq(version + 1), r::refusal.eq(refusal.as_deref())),
            (r::reviewed_by_id.eq(caller.actor.user_id), r::reviewed_at.eq(caller.now)),
        ))
        .execute(c)?;
    if changed != 1 {
        return Err(Failure::stale());
    }
    if action == RequestAction::Approve {
        post(c, caller, row)?;
    }
    audit::write(c, caller, "settlement_request", id.0, action.as_str(), json!({ "refusal": refusal }))?;
    get(c, caller, id)
}

fn post(c: &mut PgConnection, caller: &Caller, row: Row) -> Result<(), Failure> {
    let of = (row.party_id, row.arose_on);
    let (source, source_key) = request_source(row.kind, of, row.ticket_id, row.contract.as_deref(), row.id.0);
    let (source_id, source_number) = match source {
        EntrySource::Ticket => (row.ticket_id.map(|id| id.0), row.ticket_number.unwrap_or_default()),
        EntrySource::Contract => (None, row.contract.unwrap_or_default()),
        _ => (None, row.number),
    };
    let entry = Entry {
        party_id: row.party_id,
        kind: row.kind,
        currency: row.currency,
        amount: Balance::stored(row.amount),
        source,
        source_id,
        source_key,
        source_number,
        arose_on: row.arose_on,
        note: Some(row.reason),
    };
    entries::post(c, &caller.author(), entry)
}
