//! The quarterly service analysis: put together from the reports there are, and from what quality did.

use super::{desk, early_warning, returns};
use crate::auth::caller::Caller;
use crate::error::Failure;
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text, Timestamptz};
use shared::i18n::Locale;
use shared::records::quality_feedback::{QualityAction, QualityDepartment};
use shared::records::report::*;

#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = BigInt)]
    raised: i64,
    #[diesel(sql_type = BigInt)]
    closed: i64,
    #[diesel(sql_type = BigInt)]
    failed: i64,
    #[diesel(sql_type = BigInt)]
    open: i64,
    #[diesel(sql_type = BigInt)]
    remedied: i64,
}

/// What quality did between two instants. The house sees all of it, and only the house asks.
fn quality(
    c: &mut PgConnection,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<QualityCounts, Failure> {
    let found: Counted = diesel::sql_query(
        "SELECT (SELECT count(*) FROM quality_feedbacks WHERE created_at >= $1 AND created_at < $2) AS raised, \
         (SELECT count(*) FROM quality_feedbacks WHERE status = 'closed' AND ended_at >= $1 AND ended_at < $2) AS closed, \
         (SELECT count(*) FROM quality_events WHERE action = 'reopen' AND at >= $1 AND at < $2) AS failed, \
         (SELECT count(*) FROM quality_feedbacks WHERE created_at < $2 AND (ended_at IS NULL OR ended_at >= $2)) AS open, \
         (SELECT count(*) FROM campaign_units WHERE status = 'remedied' AND ended_at >= $1 AND ended_at < $2) AS remedied",
    )
    .bind::<Timestamptz, _>(from)
    .bind::<Timestamptz, _>(until)
    .get_result(c)?;
    let Counted { raised, closed, failed, open, remedied } = found;
    Ok(QualityCounts { raised, closed, failed, open, remedied })
}

#[derive(QueryableByName)]
struct Told {
    #[diesel(sql_type = Nullable<Text>)]
    action: Option<QualityAction>,
    #[diesel(sql_type = Nullable<Text>)]
    department: Option<QualityDepartment>,
    #[diesel(sql_type = BigInt)]
    raised: i64,
    #[diesel(sql_type = BigInt)]
    kept: i64,
    #[diesel(sql_type = BigInt)]
    did: i64,
}

/// Which information went from whom to whom between two instants.
fn information(
    c: &mut PgConnection,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Vec<InformationFlow>, Failure> {
    let rows: Vec<Told> = diesel::sql_query(
        "SELECT e.action, q.department, 0::bigint AS raised, 0::bigint AS kept, count(*) AS did \
         FROM quality_events e JOIN quality_feedbacks q ON q.id = e.feedback_id WHERE e.at >= $1 AND e.at < $2 GROUP BY 1, 2 \
         UNION ALL SELECT NULL, NULL, count(*), 0, 0 FROM quality_feedbacks WHERE created_at >= $1 AND created_at < $2 \
         UNION ALL SELECT NULL, NULL, 0, count(*), 0 FROM quality_feedbacks WHERE status = 'closed' AND ended_at >= $1 \
         AND ended_at < $2 AND decisions ->> 'article_id' IS NOT NULL",
    )
    .bind::<Timestamptz, _>(from)
    .bind::<Timestamptz, _>(until)
    .load(c)?;
    let steps = rows.into_iter().flat_map(|row| {
        [
            Some((InformationStep::Raised, None, row.raised)),
            Some((InformationStep::Kept, None, row.kept)),
            row.action.map(|action| (InformationStep::Did(action), row.department, row.did)),
        ]
    });
    Ok(information_matrix(steps.flatten()))
}

/// The analysis of a quarter.
///
/// # Errors
/// For a quarter that has not begun, or when the database is away.
pub fn service_analysis(
    c: &mut PgConnection,
    caller: &Caller,
    query: &ServiceAnalysisQuery,
    locale: Locale,
) -> Result<ServiceAnalysis, Failure> {
    let this = Month::of(caller.today());
    let quarter = query.quarter(this)?;
    let zone = caller.zone();
    let mut told = |quarter: Quarter| -> Result<_, Failure> {
        // What has not begun yet is nothing to ask for.
        let (from, until) = (Some(quarter.from), Some(quarter.until.min(this)));
        let desk = desk::desk(c, caller, &DeskQuery { from, until, ..DeskQuery::default() }, locale)?;
        let returns = returns::returns(c, caller, &ReturnsQuery { from, until, ..ReturnsQuery::default() })?;
        let ends = quarter.after().from.starts(zone);
        let figures = service_figures(&desk, &returns, quality(c, quarter.from.starts(zone), ends)?);
        Ok((desk, figures))
    };
    let (desk, now) = told(quarter)?;
    let (desk_before, before) = told(quarter.before())?;
    let warned = early_warning::early_warning(c, caller, &EarlyWarningQuery::default())?;
    let alarm = |model: WarningModel| ServiceAlarm {
        product_id: model.product_id,
        product_code: model.product_code,
        product_name: model.product_name,
        months: model.alarms,
    };
    Ok(ServiceAnalysis {
        at: caller.now,
        from: quarter.from,
        until: quarter.until,
        lines: service_lines(now, before),
        paretos: service_paretos(&desk, &desk_before),
        information: information(c, quarter.from.starts(zone), quarter.after().from.starts(zone))?,
        alarms: warned.models.into_iter().filter(|model| !model.alarms.is_empty()).map(alarm).collect(),
    })
}
