//! What warranty costs: counted where the claims lie, in one statement; what is to be set aside is reckoned in `shared`.

use super::over::over_rows;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::jsonb::Json;
use crate::policy;
use crate::records::policy as numbers;
use crate::schema::{products, warranty_claims};
use crate::views::{unit_rows, warranty_cost_rows as k};
use chrono::{Days, NaiveDate};
use diesel::dsl::{count_star, sum};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Date, Jsonb, Nullable, Numeric, Text, Uuid};
use rust_decimal::Decimal;
use shared::calendar::day_starts;
use shared::ids::ProductId;
use shared::money::{Currency, Total};
use shared::page::Page;
use shared::records::report::*;
use shared::records::unit::UnitStatus;
use shared::records::warranty_claim::WarrantyClaimStatus;
use shared::warranty::{WarrantyExclusion, WarrantyExtension, WarrantyFacts, WarrantyTerm, span};
use std::collections::{BTreeMap, HashMap};

/// Values that have a row of their own.
const MOST_VALUES: usize = 100;

/// A group of jobs: what it is told apart by, its value and name, and how many values there are.
struct Group {
    by: String,
    value: Option<String>,
    label: Option<String>,
    values: i64,
    figures: CostFigures,
}

/// The column of a dimension, and that of its name.
fn columns(by: CostDimension) -> (&'static str, &'static str) {
    match by {
        CostDimension::Product => ("product_id::text", "product_name"),
        CostDimension::ProductionMonth => ("made_in", "made_in"),
        CostDimension::Part => ("causal_part_id::text", "part_name"),
        CostDimension::Supplier => ("supplier_id::text", "supplier_name"),
        CostDimension::Dealer => ("dealer_id::text", "dealer_name"),
        CostDimension::Unit => ("unit_id::text", "unit_serial"),
    }
}

/// Counts the claims of a period: altogether, by month, and of the dimension the dearest values.
fn groups(c: &mut PgConnection, query: &WarrantyCostQuery, period: &Period) -> Result<Vec<Group>, Failure> {
    type Types =
        ((Text, Nullable<Text>, Nullable<Text>, BigInt), (BigInt, BigInt, BigInt), (Numeric, Numeric));
    type Row = ((String, Option<String>, Option<String>, i64), (i64, i64, i64), (Decimal, Decimal));
    let seen = k::table
        .filter(k::status.eq_any(WarrantyClaimStatus::COSTED))
        .filter(k::currency.eq(query.currency()))
        .filter(k::answered_at.ge(period.starts_at()))
        .filter(k::answered_at.lt(period.ends_at()))
        .select((
            (k::claim_id, k::answered_at, k::cost, k::recovered),
            (k::dealer_id, k::dealer_name, k::unit_id, k::unit_serial, k::product_id, k::product_name),
            (k::made_in, k::causal_part_id, k::part_name, k::supplier_id, k::supplier_name),
        ));
    let (value, label) = columns(query.by());
    let rows: Vec<Row> = over_rows::<_, Types>(seen)
        .sql(format!(
            "SELECT f.by, f.value, f.label, f.told, claims, recovered_claims, units, cost, recovered FROM (SELECT g.*, \
             row_number() OVER (PARTITION BY g.by, g.value IS NULL ORDER BY g.cost DESC, g.value) AS rank, \
             count(g.value) OVER (PARTITION BY g.by) AS told FROM (SELECT \
             CASE WHEN grouping(s.month) = 0 THEN 'month' WHEN grouping(s.value) = 0 THEN 'value' ELSE 'total' END AS by, \
             coalesce(s.month::text, s.value) AS value, CASE WHEN grouping(s.value) = 0 THEN max(s.label) END AS label, \
             count(DISTINCT claim_id) AS claims, count(DISTINCT claim_id) FILTER (WHERE recovered > 0) AS recovered_claims, \
             count(DISTINCT unit_id) AS units, coalesce(sum(cost), 0) AS cost, coalesce(sum(recovered), 0) AS recovered \
             FROM (SELECT *, {value} AS value, {label} AS label, width_bucket(answered_at, "
        ))
        .ats(&period.bounds)
        .sql(format!(
            ") AS month FROM seen) s GROUP BY GROUPING SETS ((), (s.month), (s.value))) g) f \
             WHERE f.rank <= {MOST_VALUES} OR f.by = 'month' ORDER BY f.by, f.value IS NULL, f.rank"
        ))
        .load(c)?;
    let group = |((by, value, label, values), (claims, of_them, units), (cost, recovered)): Row| Group {
        by,
        value,
        label,
        values,
        figures: CostFigures::of((claims, of_them), units, cost, recovered),
    };
    Ok(rows.into_iter().map(group).collect())
}

/// The days under warranty of all units that are in use: units that are alike in what their warranty goes by are read once.
fn under_warranty(c: &mut PgConnection, caller: &Caller) -> Result<UnitDays, Failure> {
    use unit_rows as u;
    type Types = (Uuid, (Nullable<Date>, Nullable<Date>, Nullable<Date>), (Jsonb, Jsonb), BigInt);
    type Alike = (
        ProductId,
        (Option<NaiveDate>, Option<NaiveDate>, Option<NaiveDate>),
        (Json<Vec<WarrantyExtension>>, Json<Vec<WarrantyExclusion>>),
        i64,
    );
    let seen = policy::units(caller, u::table.into_boxed()).filter(u::status.ne(UnitStatus::Retired)).select(
        (u::product_id, u::shipped_on, u::installed_on, u::accepted_on, u::extensions, u::exclusions),
    );
    let rows: Vec<Alike> = over_rows::<_, Types>(seen)
        .sql(
            "SELECT product_id, shipped_on, installed_on, accepted_on, extensions, exclusions, count(*) FROM seen \
             GROUP BY 1, 2, 3, 4, 5, 6",
        )
        .load(c)?;
    let terms: HashMap<ProductId, Json<Vec<WarrantyTerm>>> =
        products::table.select((products::id, products::warranty_terms)).load(c)?.into_iter().collect();
    let numbers = numbers::load(c)?;
    let mut all = UnitDays::default();
    for (product, (shipped_on, installed_on, accepted_on), (extensions, exclusions), count) in rows {
        let facts = WarrantyFacts {
            shipped_on,
            installed_on,
            accepted_on,
            terms: terms.get(&product).map(|terms| terms.0.as_slice()).unwrap_or_default(),
            extensions: &extensions.0,
            exclusions: &exclusions.0,
        };
        if let Some((starts_on, ends_on)) = span(&facts, &numbers) {
            all = all.and(unit_days(starts_on, ends_on, caller.today()), count);
        }
    }
    Ok(all)
}

type Pile = (Currency, i64, Option<Decimal>);
type Piles = BTreeMap<Currency, CostPile>;

fn piles(rows: Vec<Pile>) -> Piles {
    let pile = |(currency, claims, amount): Pile| {
        (currency, CostPile { claims, amount: Total::stored(amount.unwrap_or_default()) })
    };
    rows.into_iter().map(pile).collect()
}

/// What is owed today, what waits for an answer, and what is to be set aside, by currency.
fn open(c: &mut PgConnection, caller: &Caller) -> Result<Vec<OpenLiability>, Failure> {
    use warranty_claims as w;
    let today = caller.today();
    let since = today.checked_sub_days(Days::new(RESERVE_DAYS)).unwrap_or(today);
    let of = |status: &[WarrantyClaimStatus]| w::table.filter(w::status.eq_any(status.to_vec()));
    let owed: Vec<Pile> = of(&WarrantyClaimStatus::OWED)
        .group_by(w::currency)
        .select((w::currency, count_star(), sum(w::approved)))
        .load(c)?;
    let cost: Vec<Pile> = of(&WarrantyClaimStatus::COSTED)
        .filter(w::answered_at.ge(day_starts(since, caller.zone())))
        .group_by(w::currency)
        .select((w::currency, count_star(), sum(w::approved)))
        .load(c)?;
    let claimed: Vec<Pile> = of(&WarrantyClaimStatus::WAITING)
        .group_by(w::currency)
        .select((w::currency, count_star(), sum(w::claimed)))
        .load(c)?;
    let (approved, year, waiting) = (piles(owed), piles(cost), piles(claimed));
    let days = under_warranty(c, caller)?;
    let pile = |piles: &Piles, currency| piles.get(&currency).copied().unwrap_or_default();
    let known =
        |currency: &Currency| [&approved, &waiting, &year].iter().any(|piles| piles.contains_key(currency));
    let one = |currency: Currency| OpenLiability {
        currency,
        approved: pile(&approved, currency),
        waiting: pile(&waiting, currency),
        reserve: CostReserve::of(pile(&year, currency), since, days),
    };
    Ok(Currency::ALL.iter().copied().filter(known).map(one).collect())
}

/// What warranty cost in these months, and what is open.
///
/// # Errors
/// `validation_failed` for months that cannot be; when the database is away.
pub fn warranty_cost(
    c: &mut PgConnection,
    caller: &Caller,
    query: &WarrantyCostQuery,
) -> Result<WarrantyCostReport, Failure> {
    let zone = caller.zone();
    let period = query.period(caller.now, zone)?;
    let groups = groups(c, query, &period)?;
    let of = |by: &str| groups.iter().filter(|g| g.by == by).collect::<Vec<&Group>>();
    let found = of("month");
    let month = |(place, month): (usize, &Month)| {
        let number = (place + 1).to_string();
        let group = found.iter().find(|group| group.value.as_deref() == Some(number.as_str()));
        CostMonth { month: *month, figures: group.map(|group| group.figures.clone()).unwrap_or_default() }
    };
    let rows = of("value");
    let row = |group: &&Group| CostRow {
        value: group.value.clone(),
        label: group.label.clone(),
        figures: group.figures.clone(),
    };
    let day = |month: Option<&Month>, of: fn(Month) -> NaiveDate| month.copied().map(of).unwrap_or_default();
    Ok(WarrantyCostReport {
        at: caller.now,
        zone: zone.name().to_owned(),
        currency: query.currency(),
        starts_on: day(period.months.first(), Month::first_day),
        ends_on: day(period.months.last(), Month::last_day),
        total: of("total").first().map(|group| group.figures.clone()).unwrap_or_default(),
        months: period.months.iter().enumerate().map(month).collect(),
        by: query.by(),
        values: rows.first().map(|group| group.values).unwrap_or_default(),
        rows: rows.iter().map(row).collect(),
        open: open(c, caller)?,
    })
}

/// The same as rows of one table.
///
/// # Errors
/// As [`warranty_cost`].
pub fn rows(
    c: &mut PgConnection,
    caller: &Caller,
    query: &WarrantyCostQuery,
) -> Result<Page<CostTableRow>, Failure> {
    let report = warranty_cost(c, caller, query)?;
    let currency = report.currency;
    let row = |of, figures| CostTableRow { of, currency, figures };
    let mut items = vec![row(CostOf::Total, report.total)];
    items.extend(report.months.into_iter().map(|m| row(CostOf::Month(m.month), m.figures)));
    let by = report.by;
    items.extend(report.rows.into_iter().map(|r| row(CostOf::Value(by, r.label), r.figures)));
    Ok(Page { items, next_cursor: None, total: None })
}

/// A row of the report as one table.
pub struct CostTableRow {
    /// What it is about.
    pub of: CostOf,
    /// The currency.
    pub currency: Currency,
    /// What is counted.
    pub figures: CostFigures,
}

/// What a row is about.
pub enum CostOf {
    /// All of it.
    Total,
    /// A month.
    Month(Month),
    /// A value, or none.
    Value(CostDimension, Option<String>),
}
