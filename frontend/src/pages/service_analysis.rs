//! The quarterly service analysis: a quarter against the one before, and which information about quality went from whom to whom.

use crate::api::report;
use crate::components::async_view::{async_view, use_load};
use crate::components::facts::Panel;
use crate::components::link::{Link, LinkButton};
use crate::components::page_head::PageHead;
use crate::components::paper::Paper;
use crate::components::status_badge::label;
use crate::components::table::{Row, Table};
use crate::format;
use crate::i18n::use_locale;
use crate::pages::dashboard::percent;
use crate::route::{Route, use_query};
use patternfly_yew::prelude::{Color, Icon};
use shared::i18n::Locale;
use shared::records::report::*;
use yew::prelude::*;

fn value(unit: FigureUnit, value: Option<i64>) -> String {
    let Some(value) = value else { return "–".to_owned() };
    match unit {
        FigureUnit::Count => format::number(value),
        FigureUnit::Permille => percent(i32::try_from(value).unwrap_or(i32::MAX)),
        FigureUnit::Seconds => days(value),
    }
}

/// How much more or less it was, with its sign; nothing where one of the two is not there.
fn change(unit: FigureUnit, now: Option<i64>, before: Option<i64>) -> String {
    let Some(change) = now.zip(before).map(|(now, before)| now - before) else { return String::new() };
    let sign = match change {
        0 => return "±0".to_owned(),
        more if more > 0 => "+",
        _ => "−",
    };
    format!("{sign}{}", value(unit, Some(change.abs())))
}

fn quarter_query(quarter: Quarter) -> AttrValue {
    let query = ServiceAnalysisQuery { quarter_of: Some(quarter.from), lang: None };
    serde_urlencoded::to_string(query).unwrap_or_default().into()
}

/// The analysis.
#[component]
pub fn ServiceAnalysisPage() -> Html {
    let l = use_locale();
    let query = use_query::<ServiceAnalysisQuery>().value;
    let loaded = use_load(query, |query| async move { report::service_analysis(&query).await });
    let shown = loaded.data.as_ref().map(|report| Quarter::of(report.from));
    let title = shown.map_or_else(
        || t!(l, "analysis-title"),
        |quarter| format!("{} {}", t!(l, "analysis-title"), quarter.name()),
    );
    let actions = loaded.data.as_ref().map(|report| {
        let quarter = Quarter::of(report.from);
        let step = |to: Quarter| {
            html! { <LinkButton to={Route::ServiceAnalysis} query={quarter_query(to)} label={to.name()} /> }
        };
        let runs = quarter.until >= Month::of(report.at.date_naive());
        let forms = vec![(
            AttrValue::from(t!(l, "analysis-title")),
            AttrValue::from("reports/service-analysis/paper"),
        )];
        html! {
            <>
                { step(quarter.before()) }
                if !runs {
                    { step(quarter.after()) }
                }
                <Paper {forms} query={quarter_query(quarter)} />
            </>
        }
    });
    let view = async_view(
        &loaded,
        |_| None,
        |report| {
            html! {
                <div class="sb-dashboard">
                    { alarms(report, l) }
                    { figures(report, l) }
                    { for report.paretos.iter().filter(|pareto| !pareto.rows.is_empty()).map(|one| pareto(one, report, l)) }
                    { matrix(report, l) }
                </div>
            }
        },
    );
    html! {
        <>
            <PageHead {title} actions={actions.unwrap_or_default()} />
            { view }
        </>
    }
}

fn alarms(report: &ServiceAnalysis, l: Locale) -> Html {
    if report.alarms.is_empty() {
        return html! {};
    }
    let one = |alarm: &ServiceAlarm| {
        let query = AttrValue::from(format!("product_id={}", alarm.product_id));
        let months = alarm
            .months
            .iter()
            .map(|month| label(Color::Red, Some(Icon::ExclamationCircle), month.to_string()));
        html! {
            <li key={alarm.product_id.to_string()}>
                <Link to={Route::EarlyWarning} query={Some(query)}>
                    { format!("{} {}", alarm.product_code, alarm.product_name) }
                </Link>
                { " " }{ for months }
            </li>
        }
    };
    html! {
        <Panel title={t!(l, "analysis-alarms")}>
            <ul class="sb-steps" role="list">{ for report.alarms.iter().map(one) }</ul>
        </Panel>
    }
}

/// Columns of a comparison.
fn columns(first: String, report: &ServiceAnalysis, l: Locale) -> Vec<String> {
    let quarter = Quarter::of(report.from);
    vec![first, quarter.name(), quarter.before().name(), t!(l, "analysis-change")]
}

fn compared(key: String, name: String, unit: FigureUnit, now: Option<i64>, before: Option<i64>) -> Row {
    Row {
        key,
        to: None,
        cells: vec![
            html! { { name } },
            html! { <strong>{ value(unit, now) }</strong> },
            html! { { value(unit, before) } },
            html! { <span class="sb-quiet">{ change(unit, now, before) }</span> },
        ],
    }
}

fn figures(report: &ServiceAnalysis, l: Locale) -> Html {
    let row = |line: &ServiceLine| {
        compared(line.figure.to_string(), line.figure.label(l), line.unit, line.now, line.before)
    };
    let rows = report.lines.iter().map(row).collect::<Vec<_>>();
    let months = AttrValue::from(format!("from={}&until={}", report.from, report.until));
    let running = report.until > Month::of(report.at.date_naive());
    // Behind each number stands its list there.
    let months = if running { AttrValue::from(format!("from={}", report.from)) } else { months };
    let actions = html! {
        <>
            <LinkButton to={Route::Dashboard} query={months.clone()} label={t!(l, "analysis-desk")} />
            <LinkButton to={Route::ReturnStatistics} query={months} label={t!(l, "return-statistics")} />
        </>
    };
    html! {
        <Panel title={t!(l, "analysis-figures")} {actions}>
            <Table label={t!(l, "analysis-figures")} columns={columns(t!(l, "analysis-figure"), report, l)} {rows} class="sb-figures" />
        </Panel>
    }
}

fn pareto(one: &ServicePareto, report: &ServiceAnalysis, l: Locale) -> Html {
    let name = one.by.label(l);
    let row = |row: &ServiceParetoRow| {
        compared(row.value.clone(), row.name(one.by, l), FigureUnit::Count, Some(row.now), row.before)
    };
    let rows = one.rows.iter().map(row).collect::<Vec<_>>();
    html! {
        <Panel key={one.by.as_str()} title={name.clone()}>
            <Table label={name.clone()} columns={columns(name, report, l)} {rows} class="sb-figures" />
        </Panel>
    }
}

/// From whom to whom, and which kind.
fn matrix(report: &ServiceAnalysis, l: Locale) -> Html {
    let mut ways: Vec<_> = report.information.iter().map(|flow| (flow.from, flow.to)).collect();
    ways.sort_unstable();
    ways.dedup();
    let row = |(from, to): &(_, _)| {
        let count = |kind: &InformationKind| {
            let of = |flow: &&InformationFlow| (flow.from, flow.to, flow.kind) == (*from, *to, *kind);
            match report.information.iter().find(of) {
                Some(flow) => html! { { format::number(flow.count) } },
                None => html! { <span class="sb-quiet">{ "–" }</span> },
            }
        };
        Row {
            key: format!("{from} {to}"),
            to: None,
            cells: [html! { { format!("{} → {}", from.label(l), to.label(l)) } }]
                .into_iter()
                .chain(InformationKind::ALL.iter().map(count))
                .collect(),
        }
    };
    let rows = ways.iter().map(row).collect::<Vec<_>>();
    let columns = [format!("{} → {}", t!(l, "analysis-from"), t!(l, "analysis-to"))]
        .into_iter()
        .chain(InformationKind::ALL.iter().map(|kind| kind.label(l)))
        .collect::<Vec<_>>();
    html! {
        <Panel title={t!(l, "analysis-matrix")}>
            if rows.is_empty() {
                <p class="sb-quiet">{ t!(l, "analysis-matrix-none") }</p>
            } else {
                <Table label={t!(l, "analysis-matrix")} {columns} {rows} class="sb-figures" />
            }
        </Panel>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_has_a_sign_and_needs_both_quarters() {
        let count = |now, before| change(FigureUnit::Count, now, before);
        assert_eq!(count(Some(5), Some(3)), "+2");
        assert_eq!(count(Some(3), Some(5)), "−2");
        assert_eq!(count(Some(3), Some(3)), "±0");
        assert_eq!(count(None, Some(3)), "");
        assert_eq!(change(FigureUnit::Permille, Some(905), Some(880)), "+2.5%");
    }
}
