//! Product models that parts fit.

use crate::error::Failure;
use crate::schema::{part_products, products};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::ids::{PartId, ProductId};
use shared::problem::{Checker, FieldProblem};
use shared::records::part::PartProduct;
use std::collections::HashMap;

/// The models that each of these parts fits, by code.
pub(super) fn of(c: &mut PgConnection, ids: &[PartId]) -> Result<HashMap<PartId, Vec<PartProduct>>, Failure> {
    let rows: Vec<(PartId, ProductId, String, String)> = part_products::table
        .inner_join(products::table)
        .filter(part_products::part_id.eq_any(ids))
        .order((products::code.asc(), products::id.asc()))
        .select((part_products::part_id, products::id, products::code, products::name))
        .load(c)?;
    let mut all: HashMap<_, Vec<_>> = HashMap::new();
    for (part, id, code, name) in rows {
        all.entry(part).or_default().push(PartProduct { id, code, name });
    }
    Ok(all)
}

/// Makes a part fit these models and no others.
pub(super) fn replace(c: &mut PgConnection, part: PartId, ids: &[ProductId]) -> Result<(), Failure> {
    let known: Vec<ProductId> =
        products::table.filter(products::id.eq_any(ids)).select(products::id).load(c)?;
    let mut check = Checker::default();
    for (n, id) in ids.iter().enumerate() {
        check.check(known.contains(id), &format!("/product_ids/{n}"), FieldProblem::NoSuchRecord);
    }
    check.finish()?;
    diesel::delete(part_products::table.filter(part_products::part_id.eq(part))).execute(c)?;
    let rows: Vec<_> =
        known.iter().map(|id| (part_products::part_id.eq(part), part_products::product_id.eq(id))).collect();
    diesel::insert_into(part_products::table).values(rows).execute(c)?;
    Ok(())
}
