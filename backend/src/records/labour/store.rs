//! Rows and SQL of labour operations and rates.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::lists::Few;
use crate::schema::{labour_operations, labour_rates};
use crate::views::labour_operation_rows;
use crate::{capped_count, lists, search};
use chrono::NaiveDate;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use rust_decimal::Decimal;
use shared::ids::*;
use shared::money::{Amount, Currency};
use shared::page::Page;
use shared::records::labour::*;
use shared::records::warranty_claim::LabourRate;

#[derive(Queryable, Selectable)]
#[diesel(table_name = labour_operation_rows)]
struct Row {
    id: LabourOperationId,
    code: String,
    name: String,
    standard_minutes: i32,
    fault_code_id: Option<FaultCodeId>,
    fault_code: Option<String>,
    product_id: Option<ProductId>,
    product_code: Option<String>,
    active: bool,
    version: i32,
}

impl From<Row> for LabourOperation {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            code: row.code,
            name: row.name,
            standard_minutes: row.standard_minutes,
            fault_code_id: row.fault_code_id,
            fault_code: row.fault_code,
            product_id: row.product_id,
            product_code: row.product_code,
            active: row.active,
            version: row.version,
        }
    }
}

/// The operation.
pub(super) fn find(c: &mut PgConnection, id: LabourOperationId) -> Result<LabourOperation, Failure> {
    let row: Option<Row> =
        labour_operation_rows::table.find(id).select(Row::as_select()).first(c).optional()?;
    row.map(Into::into).ok_or_else(Failure::not_found)
}

/// A page of the operations, by code.
pub(super) fn list(
    c: &mut PgConnection,
    query: &LabourOperationQuery,
) -> Result<Page<LabourOperation>, Failure> {
    use labour_operation_rows as o;
    const SORT: &str = "code";
    let limit = lists::limit(query.limit)?;
    let filtered = || {
        let mut q = o::table.into_boxed();
        if let Some(active) = query.active {
            q = q.filter(o::active.eq(active));
        }
        if let Some(words) = &query.q {
            q = search!(q, labour_operation_rows, words);
        }
        q
    };
    let mut page = filtered();
    if let Some((last,)) = lists::place::<(String,)>(query.cursor.as_deref(), SORT)? {
        page = page.filter(o::code.gt(last));
    }
    let total = if query.cursor.is_none() { Some(capped_count!(filtered(), c)?) } else { None };
    let rows: Vec<Row> = page.order(o::code.asc()).select(Row::as_select()).up_to(limit + 1).load(c)?;
    Ok(lists::page(rows, limit, total, |last: &Row| lists::cursor(SORT, &(&last.code,)), Into::into))
}

/// What is written, at first and at each change.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = labour_operations, treat_none_as_null = true)]
struct Fields {
    code: String,
    name: String,
    standard_minutes: i32,
    fault_code_id: Option<FaultCodeId>,
    product_id: Option<ProductId>,
    active: bool,
}

fn fields(input: &LabourOperationInput) -> Fields {
    Fields {
        code: input.code.to_string(),
        name: input.name.to_string(),
        standard_minutes: input.standard_minutes,
        fault_code_id: input.fault_code_id,
        product_id: input.product_id,
        active: input.active,
    }
}

/// Stores a new operation.
pub(super) fn insert(
    c: &mut PgConnection,
    caller: &Caller,
    id: LabourOperationId,
    input: &LabourOperationInput,
) -> Result<(), Failure> {
    use labour_operations as o;
    let times = (o::created_at.eq(caller.now), o::updated_at.eq(caller.now));
    diesel::insert_into(o::table)
        .values((fields(input), o::id.eq(id), o::version.eq(1), times))
        .execute(c)?;
    Ok(())
}

/// Replaces an operation of this version; false when it has another one by now.
pub(super) fn update(
    c: &mut PgConnection,
    caller: &Caller,
    (id, version): (LabourOperationId, i32),
    input: &LabourOperationInput,
) -> Result<bool, Failure> {
    use labour_operations as o;
    let guarded = o::table.find(id).filter(o::version.eq(version));
    let change = (fields(input), o::version.eq(version + 1), o::updated_at.eq(caller.now));
    Ok(diesel::update(guarded).set(change).execute(c)? == 1)
}

/// The rates of a dealer, the newest first.
///
/// # Errors
/// When the database is away.
pub fn rates(c: &mut PgConnection, dealer: OrganizationId) -> Result<Vec<LabourRate>, Failure> {
    use labour_rates as r;
    let rows: Vec<(NaiveDate, Currency, Decimal)> = r::table
        .filter(r::dealer_id.eq(dealer))
        .order(r::valid_from.desc())
        .select((r::valid_from, r::currency, r::rate))
        .load(c)?;
    let show = |(valid_from, currency, rate)| LabourRate { valid_from, currency, rate: Amount::stored(rate) };
    Ok(rows.into_iter().map(show).collect())
}

/// Gives a dealer these rates and no others.
pub(super) fn replace_rates(
    c: &mut PgConnection,
    dealer: OrganizationId,
    rates: &[LabourRate],
) -> Result<(), Failure> {
    use labour_rates as r;
    diesel::delete(r::table.filter(r::dealer_id.eq(dealer))).execute(c)?;
    let row = |line: &LabourRate| {
        let day = (r::dealer_id.eq(dealer), r::valid_from.eq(line.valid_from));
        (day, r::currency.eq(line.currency), r::rate.eq(line.rate.value()))
    };
    diesel::insert_into(r::table).values(rates.iter().map(row).collect::<Vec<_>>()).execute(c)?;
    Ok(())
}
