//! What suppliers are to bear: each kind once for a line.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::policy;
use crate::records::statement;
use crate::schema::{rma_lines, supplier_charges, users};
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use rust_decimal::Decimal;
use shared::ids::{OrganizationId, RmaId, RmaLineId, UserId};
use shared::money::{Amount, Balance, Currency};
use shared::records::statement::{EntryKind, EntrySource};
use shared::records::supplier_return::{ChargeBasis, ChargeKind, SupplierCharge};
use std::collections::HashMap;
use uuid::Uuid;

#[derive(Queryable, Selectable)]
#[diesel(table_name = supplier_charges)]
struct Row {
    line_id: RmaLineId,
    kind: ChargeKind,
    amount: Decimal,
    currency: Currency,
    basis: Option<ChargeBasis>,
    unit_price: Option<Decimal>,
    quantity: Option<i32>,
    share_percent: Option<i32>,
    note: Option<String>,
    recorded_at: DateTime<Utc>,
}

/// What the caller sees of the charges for these lines: the maker's people all, suppliers their own.
///
/// # Errors
/// When the database is away.
pub fn of(
    c: &mut PgConnection,
    caller: &Caller,
    lines: &[RmaLineId],
) -> Result<HashMap<RmaLineId, Vec<SupplierCharge>>, Failure> {
    let inside = caller.actor.is_inside();
    // The scope comes first: joined afterwards, it stays what it is for one table.
    let seen: Vec<Uuid> = policy::supplier_charges(caller, supplier_charges::table.into_boxed())
        .filter(supplier_charges::line_id.eq_any(lines))
        .select(supplier_charges::id)
        .load(c)?;
    let rows: Vec<(Row, String)> = supplier_charges::table
        .inner_join(users::table)
        .filter(supplier_charges::id.eq_any(seen))
        .order((supplier_charges::recorded_at, supplier_charges::id))
        .select((Row::as_select(), users::name))
        .load(c)?;
    let mut found: HashMap<_, Vec<_>> = HashMap::new();
    for (row, recorded_by) in rows {
        // What the maker charges others is nothing for those who supply it.
        let told = inside || row.basis == Some(ChargeBasis::Cost);
        found.entry(row.line_id).or_default().push(SupplierCharge {
            kind: row.kind,
            amount: Amount::stored(row.amount),
            currency: row.currency,
            basis: row.basis,
            unit_price: row.unit_price.filter(|_| told).map(Amount::stored),
            quantity: row.quantity,
            share_percent: row.share_percent,
            note: row.note,
            recorded_by_name: inside.then_some(recorded_by),
            recorded_at: row.recorded_at,
        });
    }
    Ok(found)
}

/// A new charge, before it is written.
#[derive(Insertable)]
#[diesel(table_name = supplier_charges)]
pub struct New {
    /// Its id.
    pub id: Uuid,
    /// For which line.
    pub line_id: RmaLineId,
    /// For what.
    pub kind: ChargeKind,
    /// Who is to bear it.
    pub supplier_id: OrganizationId,
    /// What it is counted in.
    pub currency: Currency,
    /// How much.
    pub amount: Decimal,
    /// What it was reckoned from.
    pub basis: Option<ChargeBasis>,
    /// At how much for one.
    pub unit_price: Option<Decimal>,
    /// For how many.
    pub quantity: Option<i32>,
    /// With which share in percent.
    pub share_percent: Option<i32>,
    /// A remark.
    pub note: Option<String>,
    /// Who recorded it.
    pub recorded_by_id: UserId,
    /// When.
    pub recorded_at: DateTime<Utc>,
}

/// Writes a charge, and settles it with the supplier. That there is none of its kind is for the caller to know, who holds the
/// line.
///
/// # Errors
/// When the database is away.
pub fn insert(c: &mut PgConnection, caller: &Caller, new: &New) -> Result<(), Failure> {
    diesel::insert_into(supplier_charges::table).values(new).execute(c)?;
    let (rma, tag): (RmaId, String) =
        rma_lines::table.find(new.line_id).select((rma_lines::rma_id, rma_lines::tag)).first(c)?;
    let entry = statement::Entry {
        party_id: new.supplier_id,
        kind: EntryKind::SupplierCharge,
        currency: new.currency,
        amount: Balance::stored(new.amount),
        source: EntrySource::Rma,
        source_id: Some(rma.0),
        source_key: new.id.to_string(),
        // Suppliers know a part by its tag, and nothing of the return it came with.
        source_number: tag,
        arose_on: caller.today(),
        note: None,
    };
    statement::post(c, &caller.author(), entry)
}
