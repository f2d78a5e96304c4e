//! Price lists of parts.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::policy;
use crate::schema::part_prices;
use chrono::NaiveDate;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use rust_decimal::Decimal;
use shared::ids::PartId;
use shared::money::{Amount, Currency};
use shared::records::part::PartPrice;
use std::collections::HashMap;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = part_prices)]
struct Row {
    part_id: PartId,
    valid_from: NaiveDate,
    currency: Currency,
    price: Decimal,
    cost: Option<Decimal>,
}

/// The price lists of these parts as the caller may see them, newest first.
///
/// # Errors
/// When the database is away.
pub fn of(
    c: &mut PgConnection,
    caller: &Caller,
    ids: &[PartId],
) -> Result<HashMap<PartId, Vec<PartPrice>>, Failure> {
    let mut all: HashMap<_, Vec<_>> = HashMap::new();
    if !policy::sees_prices(caller) {
        return Ok(all);
    }
    let rows: Vec<Row> = part_prices::table
        .filter(part_prices::part_id.eq_any(ids))
        .order((part_prices::part_id.asc(), part_prices::valid_from.desc()))
        .select(Row::as_select())
        .load(c)?;
    for row in rows {
        all.entry(row.part_id).or_default().push(PartPrice {
            valid_from: row.valid_from,
            currency: row.currency,
            price: Amount::stored(row.price),
            cost: row.cost.filter(|_| caller.actor.is_inside()).map(Amount::stored),
        });
    }
    Ok(all)
}

/// Gives a part this price list and no other.
pub(super) fn replace(c: &mut PgConnection, part: PartId, lines: &[PartPrice]) -> Result<(), Failure> {
    diesel::delete(part_prices::table.filter(part_prices::part_id.eq(part))).execute(c)?;
    let rows: Vec<Row> = lines
        .iter()
        .map(|line| Row {
            part_id: part,
            valid_from: line.valid_from,
            currency: line.currency,
            price: line.price.value(),
            cost: line.cost.map(Amount::value),
        })
        .collect();
    diesel::insert_into(part_prices::table).values(rows).execute(c)?;
    Ok(())
}

/// What parts cost on a day, for the house's own use: their suppliers' costs are not among it.
///
/// # Errors
/// When the database is away.
pub fn prices_on(
    c: &mut PgConnection,
    parts: &[PartId],
    day: NaiveDate,
) -> Result<HashMap<PartId, PartPrice>, Failure> {
    let rows: Vec<Row> = part_prices::table
        .filter(part_prices::part_id.eq_any(parts))
        .filter(part_prices::valid_from.le(day))
        .distinct_on(part_prices::part_id)
        .order((part_prices::part_id, part_prices::valid_from.desc()))
        .select(Row::as_select())
        .load(c)?;
    let price = |row: Row| {
        let Row { part_id, valid_from, currency, price, .. } = row;
        (part_id, PartPrice { valid_from, currency, price: Amount::stored(price), cost: None })
    };
    Ok(rows.into_iter().map(price).collect())
}
