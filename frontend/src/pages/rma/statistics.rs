//! 退件统计表: what came back, by what, how often no trouble was found, and how long it took. Each number opens its list.

use super::statistics_filter::Filters;
use crate::api::report;
use crate::components::async_view::{async_view, use_load};
use crate::components::export::Export;
use crate::components::facts::Panel;
use crate::components::link::Link;
use crate::components::page_head::PageHead;
use crate::components::paper::Paper;
use crate::components::table::{Row, Table};
use crate::format;
use crate::i18n::use_locale;
use crate::pages::dashboard::{Chart, chart, percent};
use crate::route::{Record, Route, use_query};
use shared::i18n::Locale;
use shared::records::report::{
    ReturnBreakdown, ReturnFigures, ReturnLists, ReturnsQuery, ReturnsReport, days,
};
use shared::records::rma::RmaLineQuery;
use std::rc::Rc;
use yew::prelude::*;

/// A number that opens the list of what it counts.
fn number(count: i64, list: &RmaLineQuery) -> Html {
    if count == 0 {
        return html! { <span class="sb-quiet">{ "0" }</span> };
    }
    let query = serde_urlencoded::to_string(list).unwrap_or_default();
    html! {
        <Link to={Route::RmaLines} query={Some(AttrValue::from(query))} class="sb-figure">{ format::number(count) }</Link>
    }
}

fn columns(first: String, l: Locale) -> Vec<String> {
    vec![
        first,
        t!(l, "return-lines"),
        t!(l, "return-pieces"),
        t!(l, "return-judged"),
        t!(l, "return-no-trouble"),
        t!(l, "return-rate"),
        t!(l, "return-days-back"),
        t!(l, "return-days-analysis"),
    ]
}

fn row(key: String, name: Html, figures: &ReturnFigures, list: RmaLineQuery) -> Row {
    let span = |mean: Option<i64>, median: Option<i64>| match (mean, median) {
        (Some(mean), Some(median)) => {
            html! { <span class="sb-keep">{ format!("{} / {}", days(mean), days(median)) }</span> }
        }
        _ => html! {},
    };
    Row {
        key,
        to: None,
        cells: vec![
            name,
            number(figures.lines, &list),
            html! { { format::number(figures.pieces) } },
            number(figures.judged, &ReturnLists::judged(list.clone())),
            number(figures.no_trouble_found, &ReturnLists::no_trouble_found(list)),
            html! { { figures.no_trouble_rate.map(percent).unwrap_or_default() } },
            span(figures.return_mean_seconds, figures.return_median_seconds),
            span(figures.analysis_mean_seconds, figures.analysis_median_seconds),
        ],
    }
}

/// Properties of the parts of the page.
#[derive(Clone, PartialEq, Properties)]
struct Props {
    report: Rc<ReturnsReport>,
    query: ReturnsQuery,
}

#[component]
fn Months(props: &Props) -> Html {
    let l = use_locale();
    let lists = ReturnLists::new(&props.report, &props.query);
    let months = props.report.months.iter().map(|month| {
        let name = html! { <span class="sb-keep">{ month.month.to_string() }</span> };
        row(month.month.to_string(), name, &month.figures, lists.month(month))
    });
    let total = html! { <strong>{ t!(l, "return-total") }</strong> };
    let total = row("total".into(), total, &props.report.total, lists.total());
    let rows = months.chain([total]).collect::<Vec<_>>();
    let draw = {
        let report = props.report.clone();
        Callback::from(move |narrow| {
            chart::returns(&report.months, if narrow { (380, 240) } else { (960, 300) })
        })
    };
    let legend = vec![t!(l, "return-lines"), t!(l, "return-judged"), t!(l, "return-no-trouble")];
    html! {
        <Panel title={t!(l, "return-months")}>
            <Chart label={t!(l, "return-months-chart")} {draw} {legend} />
            <Table label={t!(l, "return-months")} columns={columns(t!(l, "return-month"), l)} {rows} class="sb-figures" />
            <p class="sb-quiet">{ t!(l, "return-hint") }</p>
        </Panel>
    }
}

fn breakdown(breakdown: &ReturnBreakdown, lists: &ReturnLists<'_>, l: Locale) -> Html {
    let name = breakdown.by.label(l);
    let rows = breakdown.rows.iter().enumerate().map(|(place, r)| {
        let name = html! { { r.name(breakdown.by, l) } };
        row(place.to_string(), name, &r.figures, lists.row(breakdown, r))
    });
    let rows = rows.collect::<Vec<_>>();
    html! {
        <Panel key={breakdown.by.as_str()} title={t!(l, "return-by", by = name.clone())}>
            if rows.is_empty() {
                <p class="sb-quiet">{ t!(l, "return-nothing") }</p>
            } else {
                <Table label={t!(l, "return-by", by = name.clone())} columns={columns(name, l)} {rows} class="sb-figures" />
            }
        </Panel>
    }
}

/// The statistics of returns.
#[component]
pub fn StatisticsPage() -> Html {
    let l = use_locale();
    let address = use_query::<ReturnsQuery>();
    let query = address.value.clone();
    let loaded = use_load(query.clone(), |query| async move { report::returns(&query).await });
    let asked = AttrValue::from(serde_urlencoded::to_string(&query).unwrap_or_default());
    let forms = vec![(AttrValue::from(t!(l, "return-statistics")), AttrValue::from("reports/returns/paper"))];
    let actions = html! {
        <>
            <Paper {forms} query={asked.clone()} />
            <Export list="reports/returns" query={asked} />
        </>
    };
    let view = async_view(
        &loaded,
        |_| None,
        |report| {
            let lists = ReturnLists::new(report, &query);
            html! {
                <div class="sb-dashboard">
                    <Months report={report.clone()} query={query.clone()} />
                    { for report.breakdowns.iter().map(|some| breakdown(some, &lists, l)) }
                </div>
            }
        },
    );
    html! {
        <>
            <PageHead
                title={t!(l, "return-statistics")}
                parent={Some((Route::Rmas(Record::List), AttrValue::from(t!(l, "rma-nav"))))}
                {actions}
            />
            <Filters query={query.clone()} push={address.push.clone()} />
            { view }
        </>
    }
}
