//! Rows and SQL of parts.

use super::{prices, products};
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::lists::Few;
use crate::schema::{part_products, parts};
use crate::views::part_rows;
use crate::{after, before, capped_count, lists, policy, search};
use chrono::{DateTime, Utc};
use diesel::pg::{Pg, PgConnection};
use diesel::prelude::*;
use diesel::sql_types::{Text, Uuid};
use shared::ids::{OrganizationId, PartId};
use shared::page::Page;
use shared::records::part::{Measure, Part, PartInput, PartName, PartQuery, PartSort, PartSummary, price_on};

#[derive(Queryable, Selectable)]
#[diesel(table_name = part_rows)]
struct Row {
    id: PartId,
    number: String,
    name: String,
    description: Option<String>,
    measure: Measure,
    part_class: Option<String>,
    supplier_id: Option<OrganizationId>,
    supplier_name: Option<String>,
    batch_tracked: bool,
    serial_tracked: bool,
    return_owed: bool,
    return_days: Option<i32>,
    superseded_by_id: Option<PartId>,
    superseded_by_number: Option<String>,
    superseded_by_name: Option<String>,
    superseded_by_active: Option<bool>,
    superseded_by_supplier_id: Option<OrganizationId>,
    active: bool,
    version: i32,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl Row {
    /// The row as the caller may see it: who supplies a part is the maker's and the supplier's business, and what has
    /// come in its place is named to whoever sees that.
    fn shown_to(mut self, caller: &Caller) -> Self {
        if !policy::sees_supplier(caller) {
            (self.supplier_id, self.supplier_name) = (None, None);
        }
        let active = self.superseded_by_active.unwrap_or_default();
        if !policy::sees_part(caller, active, self.superseded_by_supplier_id) {
            (self.superseded_by_id, self.superseded_by_number) = (None, None);
        }
        self
    }

    fn superseded_by(&self) -> Option<PartName> {
        let (number, name) = (self.superseded_by_number.clone()?, self.superseded_by_name.clone()?);
        Some(PartName { id: self.superseded_by_id?, number, name })
    }
}

/// What is written, at first and at each change.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = parts, treat_none_as_null = true)]
struct Fields {
    number: String,
    name: String,
    description: Option<String>,
    measure: Measure,
    part_class: Option<String>,
    supplier_id: Option<OrganizationId>,
    batch_tracked: bool,
    serial_tracked: bool,
    return_owed: bool,
    return_days: Option<i32>,
    superseded_by_id: Option<PartId>,
    active: bool,
    updated_at: DateTime<Utc>,
}

fn fields(input: &PartInput, now: DateTime<Utc>) -> Fields {
    let input = input.clone();
    Fields {
        number: input.number.into(),
        name: input.name.into(),
        description: input.description.map(Into::into),
        measure: input.measure,
        part_class: input.part_class.map(Into::into),
        supplier_id: input.supplier_id,
        batch_tracked: input.batch_tracked,
        serial_tracked: input.serial_tracked,
        return_owed: input.return_owed,
        return_days: input.return_days,
        superseded_by_id: input.superseded_by_id,
        active: input.active,
        updated_at: now,
    }
}

fn visible<'a>(caller: &Caller) -> part_rows::BoxedQuery<'a, Pg> {
    policy::parts(caller, part_rows::table.into_boxed())
}

/// The part, if the caller sees it.
pub(in crate::records) fn find(c: &mut PgConnection, caller: &Caller, id: PartId) -> Result<Part, Failure> {
    let row: Option<Row> =
        visible(caller).filter(part_rows::id.eq(id)).select(Row::as_select()).first(c).optional()?;
    let row = row.ok_or_else(Failure::not_found)?.shown_to(caller);
    let products = products::of(c, &[id])?.remove(&id).unwrap_or_default();
    let prices = prices::of(c, caller, &[id])?.remove(&id).unwrap_or_default();
    Ok(Part {
        superseded_by: row.superseded_by(),
        id: row.id,
        number: row.number,
        name: row.name,
        description: row.description,
        measure: row.measure,
        part_class: row.part_class,
        supplier_id: row.supplier_id,
        supplier_name: row.supplier_name,
        batch_tracked: row.batch_tracked,
        serial_tracked: row.serial_tracked,
        return_owed: row.return_owed,
        return_days: row.return_days,
        products,
        prices,
        active: row.active,
        version: row.version,
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}

fn filtered<'a>(caller: &Caller, query: &'a PartQuery) -> part_rows::BoxedQuery<'a, Pg> {
    let mut q = visible(caller);
    if let Some(product) = query.product_id {
        let fitting =
            part_products::table.filter(part_products::product_id.eq(product)).select(part_products::part_id);
        q = q.filter(part_rows::id.eq_any(fitting));
    }
    if let Some(supplier) = query.supplier_id {
        // Who does not see suppliers finds nothing by them either.
        q = q.filter(part_rows::supplier_id.eq(supplier));
        if !policy::sees_supplier(caller) {
            q = q.filter(part_rows::supplier_id.is_null());
        }
    }
    if let Some(active) = query.active {
        q = q.filter(part_rows::active.eq(active));
    }
    if let Some(superseded) = query.superseded {
        q = if superseded {
            q.filter(part_rows::superseded_by_id.is_not_null())
        } else {
            q.filter(part_rows::superseded_by_id.is_null())
        };
    }
    if let Some(words) = &query.q {
        q = search!(q, part_rows, words);
    }
    q
}

/// A page of the parts that the caller sees.
pub(super) fn list(
    c: &mut PgConnection,
    caller: &Caller,
    query: &PartQuery,
) -> Result<Page<PartSummary>, Failure> {
    use part_rows::{created_at, id, name, number};
    let limit = lists::limit(query.limit)?;
    let sort = query.sort.unwrap_or(PartSort::Number);
    let cursor = query.cursor.as_deref();
    let mut page = filtered(caller, query);
    page = match sort {
        PartSort::Number => {
            if let Some((n,)) = lists::place::<(String,)>(cursor, sort.as_str())? {
                page = page.filter(number.gt(n));
            }
            page.order(number.asc())
        }
        PartSort::Name => {
            if let Some((n, i)) = lists::place::<(String, PartId)>(cursor, sort.as_str())? {
                page = after!(page, name, n, id.gt(i));
            }
            page.order((name.asc(), id.asc()))
        }
        PartSort::CreatedDesc => {
            if let Some((at, i)) = lists::place::<(DateTime<Utc>, PartId)>(cursor, sort.as_str())? {
                page = before!(page, created_at, at, id.lt(i));
            }
            page.order((created_at.desc(), id.desc()))
        }
    };
    let total = if cursor.is_none() { Some(capped_count!(filtered(caller, query), c)?) } else { None };
    let rows: Vec<Row> = page.select(Row::as_select()).up_to(limit + 1).load(c)?;
    let cursor = |last: &Row| match sort {
        PartSort::Number => lists::cursor(sort.as_str(), &(&last.number,)),
        PartSort::Name => lists::cursor(sort.as_str(), &(&last.name, last.id)),
        PartSort::CreatedDesc => lists::cursor(sort.as_str(), &(last.created_at, last.id)),
    };
    let ids: Vec<PartId> = rows.iter().map(|row| row.id).collect();
    let (products, prices) = (products::of(c, &ids)?, prices::of(c, caller, &ids)?);
    let today = caller.today();
    Ok(lists::page(rows, limit, total, cursor, |row| {
        let row = row.shown_to(caller);
        PartSummary {
            product_codes: products.get(&row.id).into_iter().flatten().map(|p| p.code.clone()).collect(),
            price: prices.get(&row.id).and_then(|list| price_on(list, today)).cloned(),
            id: row.id,
            number: row.number,
            name: row.name,
            measure: row.measure,
            part_class: row.part_class,
            supplier_name: row.supplier_name,
            return_owed: row.return_owed,
            superseded_by_number: row.superseded_by_number,
            batch_tracked: row.batch_tracked,
            active: row.active,
            updated_at: row.updated_at,
        }
    }))
}

#[derive(QueryableByName)]
struct Link {
    #[diesel(sql_type = Uuid)]
    id: PartId,
    #[diesel(sql_type = Text)]
    number: String,
}

/// A part and what has come in its place, one after the other; as long as the transaction lasts, nobody else changes
/// who follows whom. Nothing when there is no such part.
pub(super) fn lock_successors(c: &mut PgConnection, part: PartId) -> Result<Vec<(PartId, String)>, Failure> {
    diesel::sql_query("SELECT pg_advisory_xact_lock(hashtext('parts.superseded_by_id'))").execute(c)?;
    let chain: Vec<Link> = diesel::sql_query(
        "WITH RECURSIVE chain AS (SELECT id, number, superseded_by_id, 1 AS n FROM parts WHERE id = $1 \
         UNION ALL SELECT p.id, p.number, p.superseded_by_id, n + 1 FROM parts p JOIN chain ON p.id = chain.superseded_by_id \
         WHERE n < 1000) SELECT id, number FROM chain ORDER BY n",
    )
    .bind::<Uuid, _>(part)
    .load(c)?;
    Ok(chain.into_iter().map(|link| (link.id, link.number)).collect())
}

/// Stores a new part.
pub(super) fn insert(
    c: &mut PgConnection,
    id: PartId,
    input: &PartInput,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    diesel::insert_into(parts::table)
        .values((fields(input, now), parts::id.eq(id), parts::version.eq(1), parts::created_at.eq(now)))
        .execute(c)?;
    Ok(())
}

/// Replaces a part of this version; false when it has another one by now.
pub(super) fn update(
    c: &mut PgConnection,
    id: PartId,
    version: i32,
    input: &PartInput,
    now: DateTime<Utc>,
) -> Result<bool, Failure> {
    let guarded = parts::table.filter(parts::id.eq(id)).filter(parts::version.eq(version));
    let change = (fields(input, now), parts::version.eq(version + 1));
    Ok(diesel::update(guarded).set(change).execute(c)? == 1)
}
