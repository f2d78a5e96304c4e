//! Rows and SQL of customers.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::lists::Few;
use crate::schema::customers;
use crate::views::customer_rows;
use crate::{after, before, capped_count, lists, policy, search};
use chrono::{DateTime, Utc};
use diesel::pg::{Pg, PgConnection};
use diesel::prelude::*;
use shared::ids::{CustomerId, OrganizationId};
use shared::page::Page;
use shared::records::customer::{Customer, CustomerInput, CustomerKind, CustomerQuery, CustomerSort};

#[derive(Queryable, Selectable)]
#[diesel(table_name = customer_rows)]
struct Row {
    id: CustomerId,
    number: String,
    kind: CustomerKind,
    name: String,
    phone: Option<String>,
    email: Option<String>,
    address: Option<String>,
    dealer_id: Option<OrganizationId>,
    dealer_name: Option<String>,
    organization_id: Option<OrganizationId>,
    organization_name: Option<String>,
    note: Option<String>,
    version: i32,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl Row {
    /// The customer as the caller may see it: the note stays in the maker's house.
    fn shown_to(self, caller: &Caller) -> Customer {
        Customer {
            id: self.id,
            number: self.number,
            kind: self.kind,
            name: self.name,
            phone: self.phone,
            email: self.email,
            address: self.address,
            dealer_id: self.dealer_id,
            dealer_name: self.dealer_name,
            organization_id: self.organization_id,
            organization_name: self.organization_name,
            note: if caller.actor.is_inside() { self.note } else { None },
            version: self.version,
            created_at: self.created_at,
            updated_at: self.updated_at,
        }
    }
}

/// What is written, at first and at each change.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = customers, treat_none_as_null = true)]
struct Fields {
    kind: CustomerKind,
    name: String,
    phone: Option<String>,
    email: Option<String>,
    address: Option<String>,
    dealer_id: Option<OrganizationId>,
    updated_at: DateTime<Utc>,
}

/// What only the maker's people write.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = customers, treat_none_as_null = true)]
struct MakersFields {
    organization_id: Option<OrganizationId>,
    note: Option<String>,
}

fn fields(input: &CustomerInput, now: DateTime<Utc>) -> (Fields, MakersFields) {
    let input = input.clone();
    let fields = Fields {
        kind: input.kind,
        name: input.name.into(),
        phone: input.phone.map(Into::into),
        email: input.email.map(|e| e.to_string()),
        address: input.address.map(Into::into),
        dealer_id: input.dealer_id,
        updated_at: now,
    };
    (fields, MakersFields { organization_id: input.organization_id, note: input.note.map(Into::into) })
}

fn visible<'a>(caller: &Caller) -> customer_rows::BoxedQuery<'a, Pg> {
    policy::customers(caller, customer_rows::table.into_boxed())
}

/// The customer, if the caller sees it.
pub(in crate::records) fn find(
    c: &mut PgConnection,
    caller: &Caller,
    id: CustomerId,
) -> Result<Customer, Failure> {
    let row: Option<Row> =
        visible(caller).filter(customer_rows::id.eq(id)).select(Row::as_select()).first(c).optional()?;
    row.map(|row| row.shown_to(caller)).ok_or_else(Failure::not_found)
}

/// Whether the caller sees a customer.
pub(in crate::records) fn sees(
    c: &mut PgConnection,
    caller: &Caller,
    id: CustomerId,
) -> Result<bool, Failure> {
    let found: Option<CustomerId> =
        visible(caller).filter(customer_rows::id.eq(id)).select(customer_rows::id).first(c).optional()?;
    Ok(found.is_some())
}

/// A page of the customers that the caller sees.
pub(super) fn list(
    c: &mut PgConnection,
    caller: &Caller,
    query: &CustomerQuery,
) -> Result<Page<Customer>, Failure> {
    use customer_rows::{created_at, id, name};
    let limit = lists::limit(query.limit)?;
    let sort = query.sort.unwrap_or(CustomerSort::Name);
    let filtered = || {
        let mut q = visible(caller);
        if let Some(dealer) = query.dealer_id {
            q = q.filter(customer_rows::dealer_id.eq(dealer));
        }
        if let Some(word) = &query.q {
            q = search!(q, customer_rows, word);
        }
        q
    };
    let mut page = filtered();
    let cursor = query.cursor.as_deref();
    page = match sort {
        CustomerSort::Name => {
            if let Some((n, i)) = lists::place::<(String, CustomerId)>(cursor, sort.as_str())? {
                page = after!(page, name, n, id.gt(i));
            }
            page.order((name.asc(), id.asc()))
        }
        CustomerSort::CreatedDesc => {
            if let Some((at, i)) = lists::place::<(DateTime<Utc>, CustomerId)>(cursor, sort.as_str())? {
                page = before!(page, created_at, at, id.lt(i));
            }
            page.order((created_at.desc(), id.desc()))
        }
    };
    let total = if cursor.is_none() { Some(capped_count!(filtered(), c)?) } else { None };
    let rows: Vec<Row> = page.select(Row::as_select()).up_to(limit + 1).load(c)?;
    let cursor = |last: &Row| match sort {
        CustomerSort::Name => lists::cursor(sort.as_str(), &(&last.name, last.id)),
        CustomerSort::CreatedDesc => lists::cursor(sort.as_str(), &(last.created_at, last.id)),
    };
    Ok(lists::page(rows, limit, total, cursor, |row| row.shown_to(caller)))
}

/// Stores a new customer.
pub(super) fn insert(
    c: &mut PgConnection,
    caller: &Caller,
    id: CustomerId,
    number: &str,
    input: &CustomerInput,
) -> Result<Customer, Failure> {
    let (fields, makers) = fields(input, caller.now);
    diesel::insert_into(customers::table)
        .values((
            fields,
            makers,
            customers::id.eq(id),
            customers::number.eq(number),
            customers::version.eq(1),
            customers::created_at.eq(caller.now),
        ))
        .execute(c)?;
    find(c, caller, id)
}

/// Replaces a customer of this version; nothing when it has another one by now. Who is not of the maker's
/// house leaves the maker's fields as they are.
pub(super) fn update(
    c: &mut PgConnection,
    caller: &Caller,
    id: CustomerId,
    version: i32,
    input: &CustomerInput,
) -> Result<Option<Customer>, Failure> {
    let (fields, makers) = fields(input, caller.now);
    let makers = caller.actor.is_inside().then_some(makers);
    let changed =
        diesel::update(customers::table.filter(customers::id.eq(id)).filter(customers::version.eq(version)))
            .set((fields, makers, customers::version.eq(version + 1)))
            .execute(c)?;
    if changed == 0 { Ok(None) } else { find(c, caller, id).map(Some) }
}
