//! The units that a scope finds. What is previewed, rehearsed and approved is the same query.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::policy;
use crate::records::report::over::over_rows;
use crate::schema::{contacts, unit_components};
use crate::views::{customer_rows, unit_rows};
use chrono::NaiveDate;
use diesel::dsl::{count_star, sql};
use diesel::pg::{Pg, PgConnection};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Nullable, Text, Uuid};
use shared::ids::{CustomerId, UnitId};
use shared::records::campaign::{ScopeInput, ScopePreview, ScopeUnit};
use shared::records::unit::UnitStatus;
use std::collections::{BTreeSet, HashMap};

/// Units that a preview shows.
const SHOWN: i64 = 100;

/// The units that fit all of it and are still in use.
fn found<'a>(caller: &Caller, scope: &ScopeInput) -> unit_rows::BoxedQuery<'a, Pg> {
    use unit_rows as u;
    let mut q = policy::units(caller, u::table.into_boxed()).filter(u::status.ne(UnitStatus::Retired));
    if let Some(product) = scope.product_id {
        q = q.filter(u::product_id.eq(product));
    }
    if let Some((from, until)) = scope.serial_from.as_deref().zip(scope.serial_until.as_deref()) {
        // Numbers of one length in the order of their characters, whatever the language of the database.
        let between = sql::<Bool>("(length(unit_rows.serial) = length(")
            .bind::<Text, _>(from.to_owned())
            .sql(") AND unit_rows.serial COLLATE \"C\" BETWEEN ")
            .bind::<Text, _>(from.to_owned())
            .sql(" AND ")
            .bind::<Text, _>(until.to_owned())
            .sql(")");
        q = q.filter(between);
    }
    if let Some(batch) = &scope.batch {
        q = q.filter(u::batch.eq(batch.to_string()));
    }
    // A day that is not known lies in no range.
    if let Some(day) = scope.produced_from {
        q = q.filter(u::produced_on.ge(day));
    }
    if let Some(day) = scope.produced_until {
        q = q.filter(u::produced_on.le(day));
    }
    if let Some(day) = scope.shipped_from {
        q = q.filter(u::shipped_on.ge(day));
    }
    if let Some(day) = scope.shipped_until {
        q = q.filter(u::shipped_on.le(day));
    }
    if let Some(day) = scope.installed_from {
        q = q.filter(u::installed_on.ge(day));
    }
    if let Some(day) = scope.installed_until {
        q = q.filter(u::installed_on.le(day));
    }
    if scope.supplier_id.is_some() || scope.component_batch.is_some() {
        let mut fitted = unit_components::table.into_boxed().filter(unit_components::removed_on.is_null());
        if let Some(supplier) = scope.supplier_id {
            fitted = fitted.filter(unit_components::supplier_id.eq(supplier));
        }
        if let Some(batch) = &scope.component_batch {
            fitted = fitted.filter(unit_components::batch.eq(batch.to_string()));
        }
        q = q.filter(u::id.eq_any(fitted.select(unit_components::unit_id)));
    }
    q
}

/// How many units it finds, and the first of them.
pub(super) fn preview(
    c: &mut PgConnection,
    caller: &Caller,
    scope: &ScopeInput,
) -> Result<ScopePreview, Failure> {
    use unit_rows as u;
    type Row = (UnitId, String, String, Option<String>, Option<NaiveDate>, Option<String>, Option<String>);
    let units: i64 = found(caller, scope).select(count_star()).first(c)?;
    let rows: Vec<Row> = found(caller, scope)
        .order((u::serial.asc(), u::id.asc()))
        .limit(SHOWN)
        .select((
            u::id,
            u::serial,
            u::product_code,
            u::batch,
            u::produced_on,
            u::customer_name,
            u::dealer_name,
        ))
        .load(c)?;
    let one = |(unit_id, serial, product_code, batch, produced_on, customer_name, dealer_name): Row| {
        ScopeUnit { unit_id, serial, product_code, batch, produced_on, customer_name, dealer_name }
    };
    Ok(ScopePreview { units, items: rows.into_iter().map(one).collect() })
}

/// All of them, in the order of their ids; at most so many.
pub(super) fn ids(
    c: &mut PgConnection,
    caller: &Caller,
    scope: &ScopeInput,
    most: i64,
) -> Result<Vec<UnitId>, Failure> {
    Ok(found(caller, scope).order(unit_rows::id).limit(most).select(unit_rows::id).load(c)?)
}

/// Whom the units belong to.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Owners {
    pub units: i64,
    pub reachable: i64,
    pub without_owner: i64,
    pub owners: i64,
}

/// Counts the units by owner, and which owners can be reached: by their own telephone or e-mail, or by a contact's.
pub(super) fn owners(c: &mut PgConnection, caller: &Caller, scope: &ScopeInput) -> Result<Owners, Failure> {
    use customer_rows as k;
    let seen = found(caller, scope).select((unit_rows::id, unit_rows::customer_id));
    let by_owner: Vec<(Option<CustomerId>, i64)> = over_rows::<_, (Nullable<Uuid>, BigInt)>(seen)
        .sql("SELECT customer_id, count(*) FROM seen GROUP BY customer_id")
        .load(c)?;
    let known: HashMap<CustomerId, i64> = by_owner.iter().filter_map(|(id, n)| Some(((*id)?, *n))).collect();
    let ids: Vec<CustomerId> = known.keys().copied().collect();
    let own: Vec<CustomerId> = policy::customers(caller, k::table.into_boxed())
        .filter(k::id.eq_any(ids.clone()))
        .filter(k::phone.is_not_null().or(k::email.is_not_null()))
        .select(k::id)
        .load(c)?;
    let others: Vec<CustomerId> = contacts::table
        .filter(contacts::customer_id.eq_any(ids))
        .filter(contacts::phone.is_not_null().or(contacts::email.is_not_null()))
        .select(contacts::customer_id)
        .load(c)?;
    let reached: BTreeSet<CustomerId> = own.into_iter().chain(others).collect();
    let units = by_owner.iter().map(|(_, n)| n).sum();
    let with_owner: i64 = known.values().sum();
    Ok(Owners {
        units,
        reachable: reached.iter().filter_map(|id| known.get(id)).sum(),
        without_owner: units - with_owner,
        owners: i64::try_from(known.len()).unwrap_or(i64::MAX),
    })
}
