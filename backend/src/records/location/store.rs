//! Rows and SQL of locations.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::lists::Few;
use crate::schema::{locations, stock_levels, users};
use crate::views::location_rows;
use crate::{capped_count, lists, policy, search};
use chrono::{DateTime, Utc};
use diesel::dsl::{exists, select};
use diesel::pg::{Pg, PgConnection};
use diesel::prelude::*;
use shared::ids::{LocationId, OrganizationId, UserId};
use shared::page::Page;
use shared::records::location::{Location, LocationInput, LocationKind, LocationQuery};

#[derive(Queryable, Selectable)]
#[diesel(table_name = location_rows)]
struct Row {
    id: LocationId,
    kind: LocationKind,
    code: String,
    name: String,
    organization_id: OrganizationId,
    organization_name: String,
    responsible_id: Option<UserId>,
    responsible_name: Option<String>,
    address: Option<String>,
    active: bool,
    version: i32,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl From<Row> for Location {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            kind: row.kind,
            code: row.code,
            name: row.name,
            organization_id: row.organization_id,
            organization_name: row.organization_name,
            responsible_id: row.responsible_id,
            responsible_name: row.responsible_name,
            address: row.address,
            active: row.active,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// What is written, at first and at each change.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = locations, treat_none_as_null = true)]
struct Fields {
    kind: LocationKind,
    code: String,
    name: String,
    organization_id: OrganizationId,
    responsible_id: Option<UserId>,
    address: Option<String>,
    active: bool,
    updated_at: DateTime<Utc>,
}

fn fields(input: &LocationInput, now: DateTime<Utc>) -> Fields {
    let input = input.clone();
    Fields {
        kind: input.kind,
        code: input.code.into(),
        name: input.name.into(),
        organization_id: input.organization_id,
        responsible_id: input.responsible_id,
        address: input.address.map(Into::into),
        active: input.active,
        updated_at: now,
    }
}

fn visible<'a>(caller: &Caller) -> location_rows::BoxedQuery<'a, Pg> {
    policy::locations(caller, location_rows::table.into_boxed())
}

/// The location, if the caller sees it.
pub(in crate::records) fn find(
    c: &mut PgConnection,
    caller: &Caller,
    id: LocationId,
) -> Result<Location, Failure> {
    let row: Option<Row> =
        visible(caller).filter(location_rows::id.eq(id)).select(Row::as_select()).first(c).optional()?;
    row.map(Into::into).ok_or_else(Failure::not_found)
}

/// A page of the locations that the caller sees, by code.
pub(super) fn list(
    c: &mut PgConnection,
    caller: &Caller,
    query: &LocationQuery,
) -> Result<Page<Location>, Failure> {
    use location_rows::code;
    const SORT: &str = "code";
    let limit = lists::limit(query.limit)?;
    let filtered = || {
        let mut q = visible(caller);
        if let Some(kinds) = &query.kind {
            q = q.filter(location_rows::kind.eq_any(kinds.0.clone()));
        }
        if let Some(home) = query.organization_id {
            q = q.filter(location_rows::organization_id.eq(home));
        }
        if let Some(active) = query.active {
            q = q.filter(location_rows::active.eq(active));
        }
        if let Some(words) = &query.q {
            q = search!(q, location_rows, words);
        }
        q
    };
    let mut page = filtered();
    if let Some((last,)) = lists::place::<(String,)>(query.cursor.as_deref(), SORT)? {
        page = page.filter(code.gt(last));
    }
    let total = if query.cursor.is_none() { Some(capped_count!(filtered(), c)?) } else { None };
    let rows: Vec<Row> = page.order(code.asc()).select(Row::as_select()).up_to(limit + 1).load(c)?;
    let cursor = |last: &Row| lists::cursor(SORT, &(&last.code,));
    Ok(lists::page(rows, limit, total, cursor, Into::into))
}

/// Whether a person belongs to an organisation.
pub(super) fn works_at(
    c: &mut PgConnection,
    person: UserId,
    organization: OrganizationId,
) -> Result<bool, Failure> {
    let there = users::table.find(person).filter(users::organization_id.eq(organization));
    Ok(select(exists(there)).get_result(c)?)
}

/// Whether something is kept at a location.
pub(super) fn holds_something(c: &mut PgConnection, id: LocationId) -> Result<bool, Failure> {
    let kept =
        stock_levels::table.filter(stock_levels::location_id.eq(id)).filter(stock_levels::on_hand.gt(0));
    Ok(select(exists(kept)).get_result(c)?)
}

/// Stores a new location.
pub(super) fn insert(
    c: &mut PgConnection,
    id: LocationId,
    input: &LocationInput,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    diesel::insert_into(locations::table)
        .values((
            fields(input, now),
            locations::id.eq(id),
            locations::version.eq(1),
            locations::created_at.eq(now),
        ))
        .execute(c)?;
    Ok(())
}

/// Replaces a location of this version; false when it has another one by now.
pub(super) fn update(
    c: &mut PgConnection,
    id: LocationId,
    version: i32,
    input: &LocationInput,
    now: DateTime<Utc>,
) -> Result<bool, Failure> {
    let guarded = locations::table.filter(locations::id.eq(id)).filter(locations::version.eq(version));
    let change = (fields(input, now), locations::version.eq(version + 1));
    Ok(diesel::update(guarded).set(change).execute(c)? == 1)
}

/// Lets nobody else open a count at a location until the transaction ends.
pub(in crate::records) fn lock(c: &mut PgConnection, id: LocationId) -> Result<(), Failure> {
    locations::table.find(id).select(locations::id).for_no_key_update().execute(c)?;
    Ok(())
}

/// Keeps a location as it is until the transaction ends: nobody closes it while something is moved there.
pub(in crate::records) fn hold(c: &mut PgConnection, id: LocationId) -> Result<bool, Failure> {
    let row: Option<bool> =
        locations::table.find(id).select(locations::active).for_share().first(c).optional()?;
    Ok(row.unwrap_or_default())
}
