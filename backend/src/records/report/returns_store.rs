//! SQL of the statistics of returns. All groups are counted where the lines lie, in one statement.

use super::over::over_rows;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::rma::line_list::{filtered, value};
use crate::views::return_line_rows as k;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};
use shared::records::report::{Period, ReturnDimension, ReturnFigures, ReturnsQuery};
use shared::records::rma::RmaLineQuery;

/// Values of a dimension that have a row of their own.
const MOST_VALUES: usize = 10;
/// The group of all lines.
pub(super) const TOTAL: &str = "total";
/// The groups of months, counted from one.
pub(super) const MONTH: &str = "month";

/// What is counted of a group.
pub(super) struct Group {
    /// What the lines are told apart by: a dimension, [`MONTH`] or [`TOTAL`].
    pub by: String,
    /// The value; without one, the lines that say nothing of it.
    pub value: Option<String>,
    /// The value as people read it.
    pub label: Option<String>,
    /// The figures.
    pub figures: ReturnFigures,
}

/// Counts the lines that came in a period: altogether, by month, and of each dimension the most frequent values.
pub(super) fn groups(
    c: &mut PgConnection,
    caller: &Caller,
    query: &ReturnsQuery,
    period: &Period,
) -> Result<Vec<Group>, Failure> {
    type Counts = (BigInt, BigInt, BigInt, BigInt);
    type Times = (Nullable<BigInt>, Nullable<BigInt>, Nullable<BigInt>, Nullable<BigInt>);
    type Types = ((Text, Nullable<Text>, Nullable<Text>), Counts, Times);
    type Row = (
        (String, Option<String>, Option<String>),
        (i64, i64, i64, i64),
        (Option<i64>, Option<i64>, Option<i64>, Option<i64>),
    );
    let lines = RmaLineQuery {
        received_from: Some(period.starts_at()),
        received_until: Some(period.ends_at()),
        ..query.lines()
    };
    let seen = filtered(caller, &lines)?.select((
        (
            k::part_id,
            k::product_id,
            k::verdict,
            k::failure_mode,
            k::responsible,
            k::supplier_id,
            k::dealer_id,
        ),
        (k::part_number, k::name, k::product_code, k::product_name, k::supplier_name, k::dealer_name),
        (k::quantity_received, k::authorized_at, k::received_at, k::inspected_at),
    ));
    // A dimension has its value in one column of the groups, and its name in another: the name of the latest line.
    let dimensions: Vec<&ReturnDimension> = ReturnDimension::seen_by(&caller.actor).collect();
    let column = |by: &ReturnDimension| value(*by).trim_end_matches("::text");
    let by = dimensions
        .iter()
        .map(|by| format!("WHEN grouping({}) = 0 THEN '{by}' ", column(by)))
        .collect::<String>();
    let values = dimensions.iter().map(|by| format!("{}, ", value(**by))).collect::<String>();
    let sets = dimensions.iter().map(|by| format!(", ({})", column(by))).collect::<String>();
    let label = |by: &ReturnDimension| {
        let name = match by {
            ReturnDimension::Part => "max(concat_ws(' ', part_number, name))",
            ReturnDimension::Product => "max(concat_ws(' ', product_code, product_name))",
            ReturnDimension::Supplier => "max(supplier_name)",
            ReturnDimension::Dealer => "max(dealer_name)",
            ReturnDimension::Verdict | ReturnDimension::FailureMode | ReturnDimension::Responsible => {
                return String::new();
            }
        };
        format!("WHEN grouping({}) = 0 THEN {name} ", column(by))
    };
    let labels = dimensions.iter().map(|by| label(by)).collect::<String>();
    let took = |from: &str, until: &str| {
        let seconds = format!("extract(epoch FROM {until} - {from})::float8");
        format!(
            "round(avg({seconds}))::bigint, round(percentile_cont(0.5) WITHIN GROUP (ORDER BY {seconds}))::bigint"
        )
    };
    let rows: Vec<Row> = over_rows::<_, Types>(seen)
        .sql("SELECT f.by, f.value, f.label, lines, pieces, judged, sound, r1, r2, a1, a2 FROM (SELECT g.*, row_number() OVER \
              (PARTITION BY g.by, g.value IS NULL ORDER BY g.lines DESC, g.value) AS rank FROM (SELECT CASE ")
        .sql(format!(
            "{by}WHEN grouping(month) = 0 THEN '{MONTH}' ELSE '{TOTAL}' END AS by, \
             coalesce({values}month::text) AS value, CASE {labels}END AS label, count(*) AS lines, \
             coalesce(sum(quantity_received), 0)::bigint AS pieces, count(verdict) AS judged, \
             count(*) FILTER (WHERE verdict = 'no_trouble_found') AS sound, "
        ))
        .sql(took("authorized_at", "received_at"))
        .sql(", ")
        .sql(took("received_at", "inspected_at"))
        .sql(" FROM (SELECT *, width_bucket(received_at, ")
        .ats(&period.bounds)
        .sql(format!(
            ") AS month FROM seen) s GROUP BY GROUPING SETS ((), (month){sets})) g (by, value, label, lines, pieces, judged, \
             sound, r1, r2, a1, a2)) f WHERE f.rank <= {MOST_VALUES} OR f.by = '{MONTH}' ORDER BY f.by, f.rank"
        ))
        .load(c)?;
    let group = |((by, value, label), counts, times): Row| {
        let (lines, pieces, judged, no_trouble_found) = counts;
        let figures = ReturnFigures {
            lines,
            pieces,
            judged,
            no_trouble_found,
            no_trouble_rate: None,
            return_mean_seconds: times.0,
            return_median_seconds: times.1,
            analysis_mean_seconds: times.2,
            analysis_median_seconds: times.3,
        };
        Group { by, value, label, figures: figures.rated() }
    };
    Ok(rows.into_iter().map(group).collect())
}
