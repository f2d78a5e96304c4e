//! Rows and SQL of sites. Who may see a customer may see its sites: callers look the customer up first.

use crate::error::Failure;
use crate::lists::Few;
use crate::schema::sites;
use crate::{after, capped_count, lists};
use chrono::{DateTime, Utc};
use diesel::pg::{Pg, PgConnection};
use diesel::prelude::*;
use shared::ids::{CustomerId, SiteId};
use shared::page::Page;
use shared::records::import::PageQuery;
use shared::records::site::{Site, SiteInput};

#[derive(Queryable, Selectable)]
#[diesel(table_name = sites)]
struct Row {
    id: SiteId,
    customer_id: CustomerId,
    name: String,
    address: Option<String>,
    region: Option<String>,
    remote: bool,
    version: i32,
}

impl From<Row> for Site {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            customer_id: row.customer_id,
            name: row.name,
            address: row.address,
            region: row.region,
            remote: row.remote,
            version: row.version,
        }
    }
}

/// What is written, at first and at each change.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = sites, treat_none_as_null = true)]
struct Fields {
    name: String,
    address: Option<String>,
    region: Option<String>,
    remote: bool,
    updated_at: DateTime<Utc>,
}

fn fields(input: &SiteInput, now: DateTime<Utc>) -> Fields {
    let input = input.clone();
    Fields {
        name: input.name.into(),
        address: input.address.map(Into::into),
        region: input.region.map(Into::into),
        remote: input.remote,
        updated_at: now,
    }
}

fn of<'a>(customer: CustomerId) -> sites::BoxedQuery<'a, Pg> {
    sites::table.filter(sites::customer_id.eq(customer)).into_boxed()
}

/// A site of this customer.
pub(super) fn find(c: &mut PgConnection, customer: CustomerId, id: SiteId) -> Result<Site, Failure> {
    let row: Option<Row> =
        of(customer).filter(sites::id.eq(id)).select(Row::as_select()).first(c).optional()?;
    row.map(Into::into).ok_or_else(Failure::not_found)
}

/// The customer that a site belongs to.
pub(in crate::records) fn customer_of(
    c: &mut PgConnection,
    id: SiteId,
) -> Result<Option<CustomerId>, Failure> {
    Ok(sites::table.find(id).select(sites::customer_id).first(c).optional()?)
}

/// A page of the customer's sites, by name.
pub(super) fn list(
    c: &mut PgConnection,
    customer: CustomerId,
    query: &PageQuery,
) -> Result<Page<Site>, Failure> {
    use sites::{id, name};
    const SORT: &str = "name";
    let limit = lists::limit(query.limit)?;
    let mut page = of(customer);
    if let Some((n, i)) = lists::place::<(String, SiteId)>(query.cursor.as_deref(), SORT)? {
        page = after!(page, name, n, id.gt(i));
    }
    let total = if query.cursor.is_none() { Some(capped_count!(of(customer), c)?) } else { None };
    let rows: Vec<Row> =
        page.order((name.asc(), id.asc())).select(Row::as_select()).up_to(limit + 1).load(c)?;
    Ok(lists::page(rows, limit, total, |last| lists::cursor(SORT, &(&last.name, last.id)), Into::into))
}

/// Stores a new site.
pub(super) fn insert(
    c: &mut PgConnection,
    customer: CustomerId,
    id: SiteId,
    input: &SiteInput,
    now: DateTime<Utc>,
) -> Result<Site, Failure> {
    let row: Row = diesel::insert_into(sites::table)
        .values((
            fields(input, now),
            sites::id.eq(id),
            sites::customer_id.eq(customer),
            sites::version.eq(1),
            sites::created_at.eq(now),
        ))
        .returning(Row::as_returning())
        .get_result(c)?;
    Ok(row.into())
}

/// Replaces a site of this version; nothing when it has another one by now.
pub(super) fn update(
    c: &mut PgConnection,
    id: SiteId,
    version: i32,
    input: &SiteInput,
    now: DateTime<Utc>,
) -> Result<Option<Site>, Failure> {
    let guarded = sites::table.filter(sites::id.eq(id)).filter(sites::version.eq(version));
    let row: Option<Row> = diesel::update(guarded)
        .set((fields(input, now), sites::version.eq(version + 1)))
        .returning(Row::as_returning())
        .get_result(c)
        .optional()?;
    Ok(row.map(Into::into))
}
