//! Rows and SQL of product models. Everybody who may read them sees all of them.

use crate::error::Failure;
use crate::jsonb::Json;
use crate::lists::Few;
use crate::schema::products;
use crate::{after, capped_count, lists, search};
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::ids::ProductId;
use shared::page::Page;
use shared::records::product::{Product, ProductInput, ProductQuery};
use shared::warranty::WarrantyTerm;

#[derive(Queryable, Selectable)]
#[diesel(table_name = products)]
struct Row {
    id: ProductId,
    code: String,
    name: String,
    line: String,
    brand: Option<String>,
    usage_unit: Option<String>,
    warranty_terms: Json<Vec<WarrantyTerm>>,
    active: bool,
    version: i32,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl From<Row> for Product {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            code: row.code,
            name: row.name,
            line: row.line,
            brand: row.brand,
            usage_unit: row.usage_unit,
            warranty_terms: row.warranty_terms.0,
            active: row.active,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// What is written, at first and at each change.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = products, treat_none_as_null = true)]
struct Fields {
    code: String,
    name: String,
    line: String,
    brand: Option<String>,
    usage_unit: Option<String>,
    warranty_terms: Json<Vec<WarrantyTerm>>,
    active: bool,
    updated_at: DateTime<Utc>,
}

fn fields(input: &ProductInput, now: DateTime<Utc>) -> Fields {
    let input = input.clone();
    Fields {
        code: input.code.into(),
        name: input.name.into(),
        line: input.line.into(),
        brand: input.brand.map(Into::into),
        usage_unit: input.usage_unit.map(Into::into),
        warranty_terms: Json(input.warranty_terms),
        active: input.active,
        updated_at: now,
    }
}

/// The product model.
pub(super) fn find(c: &mut PgConnection, id: ProductId) -> Result<Product, Failure> {
    let row: Option<Row> = products::table.find(id).select(Row::as_select()).first(c).optional()?;
    row.map(Into::into).ok_or_else(Failure::not_found)
}

/// Whether a product model can be chosen; nothing when there is none.
pub(in crate::records) fn can_be_chosen(
    c: &mut PgConnection,
    id: ProductId,
) -> Result<Option<bool>, Failure> {
    Ok(products::table.find(id).select(products::active).first(c).optional()?)
}

/// A page of product models, by product line and code.
pub(super) fn list(c: &mut PgConnection, query: &ProductQuery) -> Result<Page<Product>, Failure> {
    use products::{code, id, line};
    const SORT: &str = "line";
    let limit = lists::limit(query.limit)?;
    let filtered = || {
        let mut q = products::table.into_boxed();
        if let Some(l) = &query.line {
            q = q.filter(line.eq(l.to_string()));
        }
        if let Some(active) = query.active {
            q = q.filter(products::active.eq(active));
        }
        if let Some(word) = &query.q {
            q = search!(q, products, word);
        }
        q
    };
    let mut page = filtered();
    if let Some((l, n, i)) = lists::place::<(String, String, ProductId)>(query.cursor.as_deref(), SORT)? {
        let later = code.gt(n.clone()).or(code.eq(n).and(id.gt(i)));
        page = after!(page, line, l, later);
    }
    let total = if query.cursor.is_none() { Some(capped_count!(filtered(), c)?) } else { None };
    let rows: Vec<Row> =
        page.order((line.asc(), code.asc(), id.asc())).select(Row::as_select()).up_to(limit + 1).load(c)?;
    let cursor = |last: &Row| lists::cursor(SORT, &(&last.line, &last.code, last.id));
    Ok(lists::page(rows, limit, total, cursor, Into::into))
}

/// Stores a new product model.
pub(super) fn insert(
    c: &mut PgConnection,
    id: ProductId,
    input: &ProductInput,
    now: DateTime<Utc>,
) -> Result<Product, Failure> {
    let row: Row = diesel::insert_into(products::table)
        .values((
            fields(input, now),
            products::id.eq(id),
            products::version.eq(1),
            products::created_at.eq(now),
        ))
        .returning(Row::as_returning())
        .get_result(c)?;
    Ok(row.into())
}

/// Replaces a product model of this version; nothing when it has another one by now.
pub(super) fn update(
    c: &mut PgConnection,
    id: ProductId,
    version: i32,
    input: &ProductInput,
    now: DateTime<Utc>,
) -> Result<Option<Product>, Failure> {
    let guarded = products::table.filter(products::id.eq(id)).filter(products::version.eq(version));
    let row: Option<Row> = diesel::update(guarded)
        .set((fields(input, now), products::version.eq(version + 1)))
        .returning(Row::as_returning())
        .get_result(c)
        .optional()?;
    Ok(row.map(Into::into))
}
