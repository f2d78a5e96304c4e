//! What imported tickets point at: products and customers by their names, made where they are missing.

use super::columns::Refused;
use super::record::{ImportedProduct, ImportedTicket};
use crate::error::Failure;
use crate::numbers::{self, next_number};
use crate::schema::{audit_entries, customers, products};
use chrono::{DateTime, Datelike, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use serde_json::json;
use sha2::{Digest, Sha256};
use shared::i18n::Message;
use shared::ids::{CustomerId, OrganizationId, ProductId, UserId};
use shared::records::customer::CustomerKind;
use shared::records::import::ImportFile;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use uuid::Uuid;

#[derive(Insertable)]
#[diesel(table_name = products)]
struct NewProduct {
    id: ProductId,
    code: String,
    name: String,
    line: String,
    brand: Option<String>,
    warranty_terms: serde_json::Value,
    active: bool,
    version: i32,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

/// One product model per product line and brand. The code is readable and, by its tail, unique.
pub(super) fn product_code(ImportedProduct { line, brand }: &ImportedProduct) -> String {
    let brand = brand.as_deref();
    let digest = Sha256::digest(format!("{line}\0{}", brand.unwrap_or_default()));
    let tail: String = digest.iter().take(4).map(|b| format!("{b:02x}")).collect();
    let head: String = format!("{line} {}", brand.unwrap_or_default()).trim().chars().take(60).collect();
    format!("{head} {tail}")
}

/// The products of a batch by their codes; those that are missing are made.
pub(super) fn products_of(
    c: &mut PgConnection,
    batch: &[&ImportedTicket],
    actor: Option<UserId>,
    now: DateTime<Utc>,
) -> Result<HashMap<String, ProductId>, Failure> {
    let wanted: BTreeMap<String, &ImportedProduct> =
        batch.iter().filter_map(|t| t.product.as_ref()).map(|p| (product_code(p), p)).collect();
    let codes: Vec<&String> = wanted.keys().collect();
    let there =
        |c: &mut PgConnection| {
            products::table
                .filter(products::code.eq_any(&codes))
                .select((products::code, products::id))
                .load::<(String, ProductId)>(c)
        };
    let found: HashMap<String, ProductId> = there(c)?.into_iter().collect();
    let new: Vec<NewProduct> = wanted
        .iter()
        .filter(|(code, _)| !found.contains_key(*code))
        .map(|(code, p)| NewProduct {
            id: ProductId(Uuid::now_v7()),
            code: code.clone(),
            name: p.brand.as_ref().map_or_else(|| p.line.clone(), |b| format!("{} {b}", p.line)),
            line: p.line.clone(),
            brand: p.brand.clone(),
            warranty_terms: json!([]),
            active: true,
            version: 1,
            created_at: now,
            updated_at: now,
        })
        .collect();
    if new.is_empty() {
        return Ok(found);
    }
    // Another import may make the same one at the same time: what it was first with is not ours.
    let made: HashSet<ProductId> = diesel::insert_into(products::table)
        .values(&new)
        .on_conflict_do_nothing()
        .returning(products::id)
        .get_results(c)?
        .into_iter()
        .collect();
    let audit: Vec<_> = new
        .iter()
        .filter(|p| made.contains(&p.id))
        .map(|p| audit_row(actor, "product", p.id.0, now, json!({ "code": p.code })))
        .collect();
    diesel::insert_into(audit_entries::table).values(audit).execute(c)?;
    Ok(there(c)?.into_iter().collect())
}

#[derive(Insertable)]
#[diesel(table_name = audit_entries)]
pub(super) struct AuditRow {
    id: Uuid,
    at: DateTime<Utc>,
    actor_id: Option<Uuid>,
    actor_name: String,
    record: &'static str,
    record_id: Uuid,
    action: &'static str,
    changes: serde_json::Value,
}

pub(super) fn audit_row(
    actor: Option<UserId>,
    record: &'static str,
    record_id: Uuid,
    at: DateTime<Utc>,
    changes: serde_json::Value,
) -> AuditRow {
    AuditRow {
        id: Uuid::now_v7(),
        at,
        actor_id: actor.map(|a| a.0),
        actor_name: "import".into(),
        record,
        record_id,
        action: "import",
        changes,
    }
}

/// A customer and the dealer that looks after it.
pub(super) type Customer = (CustomerId, Option<OrganizationId>);

/// The customers of these tickets by name.
fn customers_there(
    c: &mut PgConnection,
    batch: &[&ImportedTicket],
) -> Result<HashMap<String, Vec<Customer>>, Failure> {
    let names: BTreeSet<&str> = batch.iter().filter_map(|t| t.customer.as_deref()).collect();
    let rows: Vec<(String, CustomerId, Option<OrganizationId>)> = customers::table
        .filter(customers::name.eq_any(names))
        .select((customers::name, customers::id, customers::dealer_id))
        .load(c)?;
    let mut found: HashMap<String, Vec<Customer>> = HashMap::new();
    for (name, id, dealer) in rows {
        found.entry(name).or_default().push((id, dealer));
    }
    Ok(found)
}

/// Sorts out the tickets of which nobody can say whose they are: several customers have that name.
pub(super) fn ambiguous(
    c: &mut PgConnection,
    batch: &mut Vec<&ImportedTicket>,
    column: Option<&str>,
) -> Result<Vec<Refused>, Failure> {
    let found = customers_there(c, batch)?;
    let mut refused = vec![];
    batch.retain(|ticket| {
        let name = ticket.customer.as_deref().unwrap_or_default();
        let several = found.get(name).map_or(0, Vec::len);
        if several > 1 {
            refused.push(Refused {
                file: ImportFile::Csv,
                line: ticket.line,
                reference: Some(ticket.reference.clone()),
                column: column.map(str::to_owned),
                reason: Message::new(
                    "import_fault-several-customers",
                    &[("count", &several), ("name", &name)],
                ),
            });
        }
        several <= 1
    });
    Ok(refused)
}

#[derive(Insertable)]
#[diesel(table_name = customers)]
struct NewCustomer {
    id: CustomerId,
    number: String,
    kind: CustomerKind,
    name: String,
    version: i32,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

/// The customers of a batch by their names; those that are missing are made, as companies.
pub(super) fn customers_of(
    c: &mut PgConnection,
    batch: &[&ImportedTicket],
    actor: Option<UserId>,
    now: DateTime<Utc>,
) -> Result<HashMap<String, Customer>, Failure> {
    let names: BTreeSet<&str> = batch.iter().filter_map(|t| t.customer.as_deref()).collect();
    let one = |found: HashMap<String, Vec<Customer>>| -> HashMap<String, Customer> {
        found.into_iter().filter_map(|(name, all)| Some((name, *all.first()?))).collect()
    };
    let mut found = one(customers_there(c, batch)?);
    if names.iter().all(|name| found.contains_key(*name)) {
        return Ok(found);
    }
    // Names are not unique, so imports make customers one after the other, and look again first.
    diesel::sql_query("SELECT pg_advisory_xact_lock(hashtext('imported customers'))").execute(c)?;
    found = one(customers_there(c, batch)?);
    let missing: Vec<&str> = names.into_iter().filter(|name| !found.contains_key(*name)).collect();
    let new: Vec<NewCustomer> = take_numbers(c, numbers::CUSTOMER, missing.len(), now)?
        .into_iter()
        .zip(missing)
        .map(|(number, name)| NewCustomer {
            id: CustomerId(Uuid::now_v7()),
            number,
            kind: CustomerKind::Company,
            name: name.to_owned(),
            version: 1,
            created_at: now,
            updated_at: now,
        })
        .collect();
    diesel::insert_into(customers::table).values(&new).execute(c)?;
    let audit: Vec<_> =
        new.iter().map(|n| audit_row(actor, "customer", n.id.0, now, json!({ "name": n.name }))).collect();
    diesel::insert_into(audit_entries::table).values(audit).execute(c)?;
    found.extend(new.into_iter().map(|n| (n.name, (n.id, None))));
    Ok(found)
}

/// Printed numbers for a whole batch, in one statement.
pub(super) fn take_numbers(
    c: &mut PgConnection,
    prefix: &str,
    count: usize,
    now: DateTime<Utc>,
) -> Result<Vec<String>, Failure> {
    let series = diesel::dsl::sql::<diesel::sql_types::Integer>(&format!("generate_series(1, {count})"));
    let numbers: Vec<(String, i32)> = diesel::select((next_number(prefix, now.year()), series)).load(c)?;
    Ok(numbers.into_iter().map(|(number, _)| number).collect())
}
