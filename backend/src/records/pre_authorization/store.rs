//! Rows and SQL of pre-authorisations.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::lists::Few;
use crate::schema::pre_authorizations;
use crate::views::pre_authorization_rows;
use crate::{capped_count, lists, policy, search};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::pg::{Pg, PgConnection};
use diesel::prelude::*;
use rust_decimal::Decimal;
use shared::ids::*;
use shared::money::{Amount, Currency};
use shared::page::Page;
use shared::records::pre_authorization::*;
use shared::workflow::Workflow;

#[derive(Queryable, Selectable)]
#[diesel(table_name = pre_authorization_rows)]
pub(super) struct Row {
    pub id: PreAuthorizationId,
    pub number: String,
    pub status: PreAuthorizationStatus,
    pub dealer_id: OrganizationId,
    dealer_name: String,
    unit_id: UnitId,
    unit_serial: String,
    estimate: Decimal,
    currency: Currency,
    reason: String,
    pub requested_by_id: UserId,
    requested_by_name: String,
    limit_amount: Option<Decimal>,
    valid_until: Option<NaiveDate>,
    decided_by_name: Option<String>,
    decided_at: Option<DateTime<Utc>>,
    refusal: Option<String>,
    claim_id: Option<WarrantyClaimId>,
    claim_number: Option<String>,
    pub version: i32,
    created_at: DateTime<Utc>,
}

impl Row {
    pub fn show(self, caller: &Caller) -> PreAuthorization {
        let own = may_decide(&self.number, self.requested_by_id, &caller.actor).is_err();
        let actions = PreAuthorizationAction::actions(self.status, &caller.actor);
        PreAuthorization {
            id: self.id,
            number: self.number,
            status: status_on(self.status, self.valid_until, caller.today()),
            dealer_id: self.dealer_id,
            dealer_name: self.dealer_name,
            unit_id: self.unit_id,
            unit_serial: self.unit_serial,
            estimate: Amount::stored(self.estimate),
            currency: self.currency,
            reason: self.reason,
            requested_by_name: self.requested_by_name,
            created_at: self.created_at,
            limit: self.limit_amount.map(Amount::stored),
            valid_until: self.valid_until,
            decided_by_name: self.decided_by_name,
            decided_at: self.decided_at,
            refusal: self.refusal,
            claim_id: self.claim_id,
            claim_number: self.claim_number,
            version: self.version,
            available_actions: if own { vec![] } else { actions },
        }
    }
}

fn visible<'a>(caller: &Caller) -> pre_authorization_rows::BoxedQuery<'a, Pg> {
    policy::pre_authorizations(caller, pre_authorization_rows::table.into_boxed())
}

/// The pre-authorisation, if the caller sees it.
pub(super) fn find(c: &mut PgConnection, caller: &Caller, id: PreAuthorizationId) -> Result<Row, Failure> {
    let rows = visible(caller).filter(pre_authorization_rows::id.eq(id));
    rows.select(Row::as_select()).first(c).optional()?.ok_or_else(Failure::not_found)
}

/// A page of those that the caller sees, the newest first.
pub(super) fn list(
    c: &mut PgConnection,
    caller: &Caller,
    query: &PreAuthorizationQuery,
) -> Result<Page<PreAuthorization>, Failure> {
    use pre_authorization_rows as a;
    const SORT: &str = "-id";
    let limit = lists::limit(query.limit)?;
    let filtered = || {
        let mut q = visible(caller);
        if let Some(states) = &query.status {
            q = q.filter(a::status.eq_any(states.0.clone()));
        }
        if let Some(unit) = query.unit_id {
            q = q.filter(a::unit_id.eq(unit));
        }
        if let Some(words) = &query.q {
            q = search!(q, pre_authorization_rows, words);
        }
        q
    };
    let mut page = filtered();
    if let Some((last,)) = lists::place::<(PreAuthorizationId,)>(query.cursor.as_deref(), SORT)? {
        page = page.filter(a::id.lt(last));
    }
    let total = if query.cursor.is_none() { Some(capped_count!(filtered(), c)?) } else { None };
    let rows: Vec<Row> = page.order(a::id.desc()).select(Row::as_select()).up_to(limit + 1).load(c)?;
    let cursor = |last: &Row| lists::cursor(SORT, &(last.id,));
    Ok(lists::page(rows, limit, total, cursor, |row| row.show(caller)))
}

/// Stores a new one.
pub(super) fn insert(
    c: &mut PgConnection,
    caller: &Caller,
    (id, number): (PreAuthorizationId, &str),
    dealer: OrganizationId,
    input: &PreAuthorizationInput,
) -> Result<(), Failure> {
    use pre_authorizations as a;
    diesel::insert_into(a::table)
        .values((
            (a::id.eq(id), a::number.eq(number), a::status.eq(PreAuthorizationStatus::Requested)),
            (a::dealer_id.eq(dealer), a::unit_id.eq(input.unit_id), a::estimate.eq(input.estimate.value())),
            (a::currency.eq(input.currency), a::reason.eq(input.reason.as_str())),
            (a::requested_by_id.eq(caller.actor.user_id), a::version.eq(1), a::created_at.eq(caller.now)),
        ))
        .execute(c)?;
    Ok(())
}

/// What a decision changes.
#[derive(AsChangeset)]
#[diesel(table_name = pre_authorizations)]
pub(super) struct Decision {
    pub status: PreAuthorizationStatus,
    pub limit_amount: Option<Decimal>,
    pub valid_until: Option<NaiveDate>,
    pub refusal: Option<String>,
    pub decided_by_id: Option<UserId>,
    pub decided_at: Option<DateTime<Utc>>,
}

/// Decides on one of this version and state; false when it has another by now.
pub(super) fn decide(c: &mut PgConnection, row: &Row, decision: Decision) -> Result<bool, Failure> {
    use pre_authorizations as a;
    let guarded = a::table.find(row.id).filter(a::version.eq(row.version)).filter(a::status.eq(row.status));
    Ok(diesel::update(guarded).set((decision, a::version.eq(row.version + 1))).execute(c)? == 1)
}
