//! The early warning: what is counted here is judged in `shared`.

use super::over::over_rows;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::policy;
use crate::schema::products;
use crate::views::unit_rows as u;
use chrono::NaiveDate;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Date, Integer, Uuid};
use shared::ids::ProductId;
use shared::records::report::*;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

type Cohorts = BTreeMap<ProductId, BTreeMap<Month, Cohort>>;

/// Counts units, and complaints and returns about them, by model, month of production and whole months in service, in one
/// statement. Service begins with installation, else shipment, else production; what comes before it falls into the first month.
/// A return that belongs to a ticket is counted with the ticket, if that is a complaint.
fn cohorts(
    c: &mut PgConnection,
    caller: &Caller,
    from: NaiveDate,
    only: Option<ProductId>,
) -> Result<Cohorts, Failure> {
    type Types = (Bool, Uuid, Date, Integer, BigInt);
    let mut units = policy::units(caller, u::table.into_boxed()).filter(u::produced_on.ge(from));
    if let Some(product) = only {
        units = units.filter(u::product_id.eq(product));
    }
    let seen = units.select((u::id, u::product_id, u::produced_on, u::installed_on, u::shipped_on));
    let zone = caller.zone().name();
    let age = |day: &str| {
        format!(
            "greatest(0, (extract(year FROM age({day}, begins)) * 12 + extract(month FROM age({day}, begins)))::integer)"
        )
    };
    let sql = format!(
        ", aged AS (SELECT id, product_id, date_trunc('month', produced_on)::date AS month, \
         coalesce(installed_on, shipped_on, produced_on) AS begins FROM seen), \
         incidents AS (SELECT unit_id, (reported_at AT TIME ZONE '{zone}')::date AS day FROM tickets \
         WHERE kind = 'complaint' AND status NOT IN ('cancelled', 'merged') AND unit_id IS NOT NULL \
         UNION ALL SELECT x.unit_id, (r.created_at AT TIME ZONE '{zone}')::date FROM rma_lines x JOIN rmas r ON r.id = x.rma_id \
         WHERE x.unit_id IS NOT NULL AND r.ticket_id IS NULL AND r.status NOT IN ('refused', 'cancelled')) \
         SELECT incident, product_id, month, age, count(*) FROM ( \
         SELECT false AS incident, product_id, month, {} AS age FROM aged \
         UNION ALL SELECT true, product_id, month, {} FROM aged JOIN incidents ON unit_id = aged.id) f \
         GROUP BY 1, 2, 3, 4",
        age(&format!("DATE '{}'", caller.today())),
        age("day"),
    );
    let rows: Vec<(bool, ProductId, NaiveDate, i32, i64)> = over_rows::<_, Types>(seen).sql(sql).load(c)?;
    let mut found = Cohorts::new();
    for (incident, product, month, age, count) in rows {
        let cohort = found.entry(product).or_default().entry(Month::of(month)).or_default();
        let age = usize::try_from(age).unwrap_or_default();
        if incident && age > MOST_AGE {
            continue;
        }
        let (places, age) =
            if incident { (&mut cohort.incidents, age) } else { (&mut cohort.ages, age.min(MOST_AGE)) };
        places.resize(places.len().max(age + 1), 0);
        places[age] += count;
    }
    Ok(found)
}

/// Which months of production have significantly more complaints and returns than the rest of their model.
///
/// # Errors
/// For a bad number of months, or when the database is away.
pub fn early_warning(
    c: &mut PgConnection,
    caller: &Caller,
    query: &EarlyWarningQuery,
) -> Result<EarlyWarning, Failure> {
    let months = query.months()?;
    let until = Month::of(caller.today());
    let from = until.minus(months - 1);
    let counted = cohorts(c, caller, from.first_day(), query.product_id)?;
    let ids: Vec<ProductId> = counted.keys().copied().collect();
    let names: HashMap<ProductId, (String, String)> = products::table
        .filter(products::id.eq_any(ids))
        .select((products::id, (products::code, products::name)))
        .load(c)?
        .into_iter()
        .collect();
    let (mut models, mut table) = (vec![], None);
    for (product_id, months) in counted {
        let cohorts: Vec<(Month, Cohort)> = months.into_iter().collect();
        let judged = warning_table(product_id, &cohorts);
        let (product_code, product_name) = names.get(&product_id).cloned().unwrap_or_default();
        models.push(WarningModel {
            product_id,
            product_code,
            product_name,
            units: judged.rows.iter().map(|row| row.units).sum(),
            incidents: judged.rows.iter().map(|row| row.incidents).sum(),
            alarms: judged.rows.iter().filter(|row| row.alarm).map(|row| row.month).collect(),
        });
        if query.product_id == Some(product_id) {
            table = Some(judged);
        }
    }
    models.sort_by_key(|model| Reverse((model.alarms.len(), model.incidents)));
    Ok(EarlyWarning { from, until, models, table })
}
