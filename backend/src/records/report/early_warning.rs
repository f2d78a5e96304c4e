//! The early warning: what is counted here is judged in `shared`.

use super::over::over_rows;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::policy;
use crate::schema::{parts, products, rma_lines, rmas, tickets, units};
use crate::views::unit_rows as u;
use chrono::NaiveDate;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Date, Integer, Nullable, Uuid as SqlUuid};
use shared::ids::{PartId, ProductId, RmaId, RmaLineId, TicketId, UnitId};
use shared::records::report::*;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// Of a model, or of what a part caused of it: units and incidents by month of production.
type Cohorts = BTreeMap<(ProductId, Option<PartId>), BTreeMap<Month, Cohort>>;

/// Whole months in service on a day.
fn age(day: &str) -> String {
    format!(
        "greatest(0, (extract(year FROM age({day}, begins)) * 12 + extract(month FROM age({day}, begins)))::integer)"
    )
}

/// The units, complaints and returns about them, and which parts caused these. Service begins with installation, else shipment,
/// else production; what comes before it falls into the first month. A return that belongs to a ticket is counted with the ticket,
/// if that is a complaint. What was reported before a unit's month of
/// production is none of its incidents.
fn found(caller: &Caller, from: NaiveDate) -> String {
    let zone = caller.zone().name();
    let since = format!("DATE '{from}'::timestamp AT TIME ZONE '{zone}'");
    format!(
        ", aged AS (SELECT id, product_id, date_trunc('month', produced_on)::date AS month, \
         coalesce(installed_on, shipped_on, produced_on) AS begins FROM seen), \
         incidents AS (SELECT id, unit_id, (reported_at AT TIME ZONE '{zone}')::date AS day FROM tickets \
         WHERE kind = 'complaint' AND status NOT IN ('cancelled', 'merged') AND unit_id IS NOT NULL AND reported_at >= {since} \
         UNION ALL SELECT x.id, x.unit_id, (r.created_at AT TIME ZONE '{zone}')::date FROM rma_lines x JOIN rmas r ON r.id = x.rma_id \
         WHERE x.unit_id IS NOT NULL AND r.ticket_id IS NULL AND r.status NOT IN ('refused', 'cancelled') \
         AND r.created_at >= {since}), \
         causal AS (SELECT DISTINCT id, part_id FROM (SELECT x.id, x.part_id FROM rma_lines x \
         UNION ALL SELECT r.ticket_id, x.part_id FROM rma_lines x JOIN rmas r ON r.id = x.rma_id \
         WHERE r.status NOT IN ('refused', 'cancelled') \
         UNION ALL SELECT s.ticket_id, q.part_id FROM quality_sources s JOIN quality_feedbacks q ON q.id = s.feedback_id \
         WHERE q.status NOT IN ('not_valid', 'cancelled') \
         UNION ALL SELECT c.ticket_id, j.causal_part_id FROM warranty_claims c JOIN warranty_claim_jobs j ON j.claim_id = c.id \
         WHERE c.status NOT IN ('draft', 'withdrawn', 'rejected')) k \
         WHERE part_id IS NOT NULL AND id IN (SELECT id FROM incidents)) "
    )
}

/// Counts units and incidents by model, month of production and whole months in service, incidents also by the part that caused
/// them, in one statement.
fn cohorts(
    c: &mut PgConnection,
    caller: &Caller,
    from: NaiveDate,
    only: Option<ProductId>,
) -> Result<Cohorts, Failure> {
    type Types = (Bool, Nullable<SqlUuid>, SqlUuid, Date, Integer, BigInt);
    type Counted = (bool, Option<PartId>, ProductId, NaiveDate, i32, i64);
    let mut made = policy::units(caller, u::table.into_boxed()).filter(u::produced_on.ge(from));
    if let Some(product) = only {
        made = made.filter(u::product_id.eq(product));
    }
    let seen = made.select((u::id, u::product_id, u::produced_on, u::installed_on, u::shipped_on));
    let sql = format!(
        "{} SELECT incident, part_id, product_id, month, age, count(*) FROM ( \
         SELECT false AS incident, NULL::uuid AS part_id, product_id, month, {} AS age FROM aged \
         UNION ALL SELECT true, NULL, product_id, month, {day} FROM aged JOIN incidents i ON i.unit_id = aged.id AND i.day >= month \
         UNION ALL SELECT true, k.part_id, product_id, month, {day} FROM aged JOIN incidents i ON i.unit_id = aged.id AND i.day >= month \
         JOIN causal k ON k.id = i.id) f GROUP BY 1, 2, 3, 4, 5",
        found(caller, from),
        age(&format!("DATE '{}'", caller.today())),
        day = age("day"),
    );
    let rows: Vec<Counted> = over_rows::<_, Types>(seen).sql(sql).load(c)?;
    let mut counted = Cohorts::new();
    for (incident, part, product, month, age, count) in rows {
        let cohort = counted.entry((product, part)).or_default().entry(Month::of(month)).or_default();
        let age = usize::try_from(age).unwrap_or_default();
        if incident && age > MOST_AGE {
            continue;
        }
        let (places, age) =
            if incident { (&mut cohort.incidents, age) } else { (&mut cohort.ages, age.min(MOST_AGE)) };
        places.resize(places.len().max(age + 1), 0);
        places[age] += count;
    }
    Ok(counted)
}

/// The months of a model, or of what a part caused of it: the units at risk are those of the model either way.
fn months_of(counted: &Cohorts, product: ProductId, part: Option<PartId>) -> Vec<(Month, Cohort)> {
    let Some(all) = counted.get(&(product, None)) else { return vec![] };
    let caused = part.map(|part| counted.get(&(product, Some(part))));
    let month = |(month, cohort): (&Month, &Cohort)| {
        let incidents = match caused {
            None => cohort.incidents.clone(),
            Some(of) => of.and_then(|of| of.get(month)).map(|of| of.incidents.clone()).unwrap_or_default(),
        };
        (*month, Cohort { ages: cohort.ages.clone(), incidents })
    };
    all.iter().map(month).collect()
}

fn alarms(table: &WarningTable) -> Vec<Month> {
    table.rows.iter().filter(|row| row.alarm).map(|row| row.month).collect()
}

fn incidents(table: &WarningTable) -> i64 {
    table.rows.iter().map(|row| row.incidents).sum()
}

/// Which months of production have significantly more complaints and returns than the rest of their model.
///
/// # Errors
/// For a bad number of months, a part without its model, or when the database is away.
pub fn early_warning(
    c: &mut PgConnection,
    caller: &Caller,
    query: &EarlyWarningQuery,
) -> Result<EarlyWarning, Failure> {
    let months = query.months()?;
    let until = Month::of(caller.today());
    let from = until.minus(months - 1);
    let counted = cohorts(c, caller, from.first_day(), query.product_id)?;
    let ids: Vec<ProductId> = counted.keys().map(|(product, _)| *product).collect();
    let names: HashMap<ProductId, (String, String)> = products::table
        .filter(products::id.eq_any(ids))
        .select((products::id, (products::code, products::name)))
        .load(c)?
        .into_iter()
        .collect();
    let part_ids: Vec<PartId> = counted.keys().filter_map(|(_, part)| *part).collect();
    let part_names: HashMap<PartId, (String, String)> = parts::table
        .filter(parts::id.eq_any(part_ids))
        .select((parts::id, (parts::number, parts::name)))
        .load(c)?
        .into_iter()
        .collect();
    let (mut models, mut caused) = (vec![], vec![]);
    for (product_id, part) in counted.keys().copied() {
        let judged = warning_table((product_id, part), &months_of(&counted, product_id, part));
        let (product_code, product_name) = names.get(&product_id).cloned().unwrap_or_default();
        match part {
            None => models.push(WarningModel {
                product_id,
                product_code,
                product_name,
                units: judged.rows.iter().map(|row| row.units).sum(),
                incidents: incidents(&judged),
                alarms: alarms(&judged),
            }),
            Some(part_id) => {
                let (part_number, part_name) = part_names.get(&part_id).cloned().unwrap_or_default();
                let (incidents, alarms) = (incidents(&judged), alarms(&judged));
                caused.push(WarningPart {
                    product_id,
                    product_code,
                    part_id,
                    part_number,
                    part_name,
                    incidents,
                    alarms,
                });
            }
        }
    }
    models.sort_by_key(|model| Reverse((model.alarms.len(), model.incidents)));
    caused.sort_by_key(|part| Reverse((part.alarms.len(), part.incidents)));
    caused.truncate(MOST_WARNED_PARTS);
    let table = query.product_id.filter(|product| counted.contains_key(&(*product, None)));
    let table = table
        .map(|product| warning_table((product, query.part_id), &months_of(&counted, product, query.part_id)));
    Ok(EarlyWarning { from, until, models, parts: caused, table })
}

/// What is behind a number of a table.
///
/// # Errors
/// For a bad month, or when the database is away.
pub fn behind(
    c: &mut PgConnection,
    caller: &Caller,
    query: &WarningIncidentQuery,
) -> Result<WarningIncidents, Failure> {
    type Types = (SqlUuid, SqlUuid, Date, Integer);
    let (first, last) = query.ages()?;
    let from = query.month.first_day();
    let seen = policy::units(caller, u::table.into_boxed())
        .filter(u::product_id.eq(query.product_id))
        .filter(u::produced_on.between(from, query.month.last_day()))
        .select((u::id, u::product_id, u::produced_on, u::installed_on, u::shipped_on));
    let caused = query
        .part_id
        .map(|part| format!("JOIN causal k ON k.id = i.id AND k.part_id = '{part}' "))
        .unwrap_or_default();
    let sql = format!(
        "{} SELECT * FROM (SELECT i.id, i.unit_id, day, {} AS age FROM aged JOIN incidents i ON i.unit_id = aged.id AND i.day >= month {caused}) f \
         WHERE age BETWEEN {first} AND {last} ORDER BY day, id LIMIT {}",
        found(caller, from),
        age("day"),
        MOST_BEHIND + 1,
    );
    let mut rows: Vec<(Uuid, UnitId, NaiveDate, i32)> = over_rows::<_, Types>(seen).sql(sql).load(c)?;
    let more = rows.len() > MOST_BEHIND;
    rows.truncate(MOST_BEHIND);
    let ids: Vec<Uuid> = rows.iter().map(|(id, ..)| *id).collect();
    let of_tickets: HashMap<TicketId, (String, String)> = tickets::table
        .filter(tickets::id.eq_any(ids.iter().copied().map(TicketId).collect::<Vec<_>>()))
        .select((tickets::id, (tickets::number, tickets::subject)))
        .load(c)?
        .into_iter()
        .collect();
    type Line = (RmaLineId, (RmaId, String, String));
    let of_lines: HashMap<RmaLineId, (RmaId, String, String)> = rma_lines::table
        .inner_join(rmas::table)
        .filter(rma_lines::id.eq_any(ids.into_iter().map(RmaLineId).collect::<Vec<_>>()))
        .select((rma_lines::id, (rmas::id, rmas::number, rma_lines::name)))
        .load::<Line>(c)?
        .into_iter()
        .collect();
    let serials: HashMap<UnitId, String> = units::table
        .filter(units::id.eq_any(rows.iter().map(|(_, unit, ..)| *unit).collect::<Vec<_>>()))
        .select((units::id, units::serial))
        .load(c)?
        .into_iter()
        .collect();
    let show = |(id, unit_id, day, age): (Uuid, UnitId, NaiveDate, i32)| {
        let ticket = of_tickets.get(&TicketId(id)).cloned();
        let line = of_lines.get(&RmaLineId(id)).cloned();
        let rma_id = line.as_ref().map(|(rma, ..)| *rma);
        let (number, subject) =
            ticket.clone().or(line.map(|(_, number, name)| (number, name))).unwrap_or_default();
        WarningIncident {
            day,
            service_month: u32::try_from(age).unwrap_or_default() + 1,
            unit_id,
            unit_serial: serials.get(&unit_id).cloned().unwrap_or_default(),
            ticket_id: ticket.map(|_| TicketId(id)),
            rma_id,
            number,
            subject,
        }
    };
    Ok(WarningIncidents { incidents: rows.into_iter().map(show).collect(), more })
}
