//! Rows and SQL of contacts. Who may see a customer may see its contacts: callers look the customer up first.

use crate::error::Failure;
use crate::lists::Few;
use crate::schema::contacts;
use crate::{after, capped_count, lists};
use chrono::{DateTime, Utc};
use diesel::pg::{Pg, PgConnection};
use diesel::prelude::*;
use shared::ids::{ContactId, CustomerId};
use shared::page::Page;
use shared::records::customer::{Contact, ContactInput};
use shared::records::import::PageQuery;

#[derive(Queryable, Selectable)]
#[diesel(table_name = contacts)]
struct Row {
    id: ContactId,
    customer_id: CustomerId,
    name: String,
    position: Option<String>,
    phone: Option<String>,
    email: Option<String>,
    version: i32,
}

impl From<Row> for Contact {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            customer_id: row.customer_id,
            name: row.name,
            position: row.position,
            phone: row.phone,
            email: row.email,
            version: row.version,
        }
    }
}

/// What is written, at first and at each change.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = contacts, treat_none_as_null = true)]
struct Fields {
    name: String,
    position: Option<String>,
    phone: Option<String>,
    email: Option<String>,
    updated_at: DateTime<Utc>,
}

fn fields(input: &ContactInput, now: DateTime<Utc>) -> Fields {
    let input = input.clone();
    Fields {
        name: input.name.into(),
        position: input.position.map(Into::into),
        phone: input.phone.map(Into::into),
        email: input.email.map(|e| e.to_string()),
        updated_at: now,
    }
}

fn of<'a>(customer: CustomerId) -> contacts::BoxedQuery<'a, Pg> {
    contacts::table.filter(contacts::customer_id.eq(customer)).into_boxed()
}

/// A contact of this customer.
pub(super) fn find(c: &mut PgConnection, customer: CustomerId, id: ContactId) -> Result<Contact, Failure> {
    let row: Option<Row> =
        of(customer).filter(contacts::id.eq(id)).select(Row::as_select()).first(c).optional()?;
    row.map(Into::into).ok_or_else(Failure::not_found)
}

/// A page of the customer's contacts, by name.
pub(super) fn list(
    c: &mut PgConnection,
    customer: CustomerId,
    query: &PageQuery,
) -> Result<Page<Contact>, Failure> {
    use contacts::{id, name};
    const SORT: &str = "name";
    let limit = lists::limit(query.limit)?;
    let mut page = of(customer);
    if let Some((n, i)) = lists::place::<(String, ContactId)>(query.cursor.as_deref(), SORT)? {
        page = after!(page, name, n, id.gt(i));
    }
    let total = if query.cursor.is_none() { Some(capped_count!(of(customer), c)?) } else { None };
    let rows: Vec<Row> =
        page.order((name.asc(), id.asc())).select(Row::as_select()).up_to(limit + 1).load(c)?;
    Ok(lists::page(rows, limit, total, |last| lists::cursor(SORT, &(&last.name, last.id)), Into::into))
}

/// Stores a new contact.
pub(super) fn insert(
    c: &mut PgConnection,
    customer: CustomerId,
    id: ContactId,
    input: &ContactInput,
    now: DateTime<Utc>,
) -> Result<Contact, Failure> {
    let row: Row = diesel::insert_into(contacts::table)
        .values((
            fields(input, now),
            contacts::id.eq(id),
            contacts::customer_id.eq(customer),
            contacts::version.eq(1),
            contacts::created_at.eq(now),
        ))
        .returning(Row::as_returning())
        .get_result(c)?;
    Ok(row.into())
}

/// Replaces a contact of this version; nothing when it has another one by now.
pub(super) fn update(
    c: &mut PgConnection,
    id: ContactId,
    version: i32,
    input: &ContactInput,
    now: DateTime<Utc>,
) -> Result<Option<Contact>, Failure> {
    let guarded = contacts::table.filter(contacts::id.eq(id)).filter(contacts::version.eq(version));
    let row: Option<Row> = diesel::update(guarded)
        .set((fields(input, now), contacts::version.eq(version + 1)))
        .returning(Row::as_returning())
        .get_result(c)
        .optional()?;
    Ok(row.map(Into::into))
}

/// Deletes a contact of this version; false when it has another one by now.
pub(super) fn delete(c: &mut PgConnection, id: ContactId, version: i32) -> Result<bool, Failure> {
    let guarded = contacts::table.filter(contacts::id.eq(id)).filter(contacts::version.eq(version));
    Ok(diesel::delete(guarded).execute(c)? == 1)
}
