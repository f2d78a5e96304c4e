//! What warranty costs, what suppliers bear of it, what is open, and what is to be set aside. Each number opens its list of claims.

use crate::api::report;
use crate::components::async_view::{async_view, use_load};
use crate::components::export::Export;
use crate::components::facts::Panel;
use crate::components::filters::{FilterBar, Select};
use crate::components::link::Link;
use crate::components::money::total as money;
use crate::components::page_head::PageHead;
use crate::components::table::{Row, Table};
use crate::format;
use crate::i18n::use_locale;
use crate::pages::dashboard::{Chart, chart, months, percent};
use crate::route::{Record, Route, use_query};
use crate::session::use_reader;
use chrono::Utc;
use shared::i18n::Locale;
use shared::money::Currency;
use shared::records::report::{
    CostDimension, CostFigures, CostLists, CostPile, Month, OpenLiability, WarrantyCostQuery,
    WarrantyCostReport,
};
use shared::records::warranty_claim::WarrantyClaimQuery;
use std::rc::Rc;
use yew::prelude::*;

/// What opens the list of what it counts.
fn opens(words: String, claims: i64, list: &WarrantyClaimQuery) -> Html {
    if claims == 0 {
        return html! { <span class="sb-quiet sb-keep">{ words }</span> };
    }
    let query = serde_urlencoded::to_string(list).unwrap_or_default();
    html! {
        <Link to={Route::Claims(Record::List)} query={Some(AttrValue::from(query))} class="sb-figure sb-keep">{ words }</Link>
    }
}

fn columns(first: String, l: Locale) -> Vec<String> {
    vec![
        first,
        t!(l, "cost-claims"),
        t!(l, "cost-units"),
        t!(l, "cost-cost"),
        t!(l, "cost-per-unit"),
        t!(l, "cost-recovered"),
        t!(l, "cost-recovered-rate"),
    ]
}

fn row(key: String, name: Html, figures: &CostFigures, currency: Currency, list: WarrantyClaimQuery) -> Row {
    let recovered = CostLists::recovered(list.clone());
    let each = figures.per_unit.map(|each| money(each, currency)).unwrap_or_default();
    Row {
        key,
        to: None,
        cells: vec![
            name,
            opens(format::number(figures.claims), figures.claims, &list),
            html! { { format::number(figures.units) } },
            opens(money(figures.cost, currency), figures.claims, &list),
            html! { <span class="sb-keep">{ each }</span> },
            opens(money(figures.recovered, currency), figures.recovered_claims, &recovered),
            html! { { figures.recovered_rate.map(percent).unwrap_or_default() } },
        ],
    }
}

/// Properties of the parts of the page.
#[derive(Clone, PartialEq, Properties)]
struct Props {
    report: Rc<WarrantyCostReport>,
    query: WarrantyCostQuery,
}

#[component]
fn Months(props: &Props) -> Html {
    let l = use_locale();
    let (report, lists) = (&props.report, CostLists::new(&props.report, &props.query));
    let months = report.months.iter().map(|month| {
        let name = html! { <span class="sb-keep">{ month.month.to_string() }</span> };
        row(month.month.to_string(), name, &month.figures, report.currency, lists.month(month))
    });
    let total = html! { <strong>{ t!(l, "return-total") }</strong> };
    let total = row("total".into(), total, &report.total, report.currency, lists.total());
    let rows = months.chain([total]).collect::<Vec<_>>();
    let draw = {
        let report = report.clone();
        Callback::from(move |narrow| {
            chart::costs(&report.months, if narrow { (380, 240) } else { (960, 300) })
        })
    };
    let legend = vec![t!(l, "cost-cost"), t!(l, "cost-recovered")];
    html! {
        <Panel title={t!(l, "cost-months")}>
            <Chart label={t!(l, "cost-months-chart")} {draw} {legend} />
            <Table label={t!(l, "cost-months")} columns={columns(t!(l, "return-month"), l)} {rows} class="sb-figures" />
            <p class="sb-quiet">{ t!(l, "cost-hint") }</p>
        </Panel>
    }
}

#[component]
fn Rows(props: &Props) -> Html {
    let l = use_locale();
    let (report, lists) = (&props.report, CostLists::new(&props.report, &props.query));
    let by = report.by.label(l);
    let rows = report.rows.iter().enumerate().map(|(place, one)| {
        let name = match (&one.value, &one.label) {
            (Some(value), label) => label.clone().unwrap_or_else(|| value.clone()),
            (None, _) => t!(l, "cost-unknown"),
        };
        row(place.to_string(), html! { { name } }, &one.figures, report.currency, lists.row(one))
    });
    let rows = rows.collect::<Vec<_>>();
    let shown = rows.len() as i64;
    html! {
        <Panel title={t!(l, "return-by", by = by.clone())}>
            if rows.is_empty() {
                <p class="sb-quiet">{ t!(l, "return-nothing") }</p>
            } else {
                <Table label={t!(l, "return-by", by = by.clone())} columns={columns(by, l)} {rows} class="sb-figures" />
            }
            if report.values > shown {
                <p class="sb-quiet">{ t!(l, "cost-dearest", shown = shown, count = report.values) }</p>
            }
        </Panel>
    }
}

/// What is open, and how what is to be set aside is reckoned.
#[component]
fn Open(props: &Props) -> Html {
    let l = use_locale();
    let all = &props.report.open;
    let pile = |pile: CostPile, currency, list| opens(money(pile.amount, currency), pile.claims, &list);
    let row = |open: &OpenLiability| {
        let reserve = &open.reserve;
        let aside = reserve.amount.map(|amount| money(amount, open.currency)).unwrap_or_default();
        Row {
            key: open.currency.to_string(),
            to: None,
            cells: vec![
                html! { { open.currency.label(l) } },
                pile(open.approved, open.currency, CostLists::approved(open)),
                pile(open.waiting, open.currency, CostLists::waiting(open)),
                html! { <strong class="sb-keep">{ aside }</strong> },
                pile(reserve.year, open.currency, CostLists::year(open)),
            ],
        }
    };
    let columns = vec![
        t!(l, "claim-currency"),
        t!(l, "cost-approved-unpaid"),
        t!(l, "cost-waiting"),
        t!(l, "cost-reserve"),
        t!(l, "cost-year"),
    ];
    let rows = all.iter().map(row).collect::<Vec<_>>();
    let days = all.first().map(|open| {
        let [units, past, ahead] =
            [open.reserve.units, open.reserve.past_days, open.reserve.ahead_days].map(format::number);
        t!(l, "cost-reserve-how", units = units.as_str(), past = past.as_str(), ahead = ahead.as_str())
    });
    html! {
        <Panel title={t!(l, "cost-open")}>
            if rows.is_empty() {
                <p class="sb-quiet">{ t!(l, "cost-open-nothing") }</p>
            } else {
                <Table label={t!(l, "cost-open")} {columns} {rows} class="sb-figures" />
                <p class="sb-quiet">{ days.unwrap_or_default() }</p>
            }
        </Panel>
    }
}

/// Properties of [`Filters`].
#[derive(Clone, PartialEq, Properties)]
struct FilterProps {
    query: WarrantyCostQuery,
    push: Callback<WarrantyCostQuery>,
}

/// The months, the currency, and what it is told apart by: they stand in the address.
#[component]
fn Filters(props: &FilterProps) -> Html {
    let reader = use_reader();
    let l = reader.locale;
    let query = &props.query;
    let this = Month::at(Utc::now(), reader.zone);
    let (all, from, until) = months(query.from, query.until, this);
    let with = |change: Callback<(WarrantyCostQuery, String), Option<WarrantyCostQuery>>| {
        let (query, push) = (query.clone(), props.push.clone());
        Callback::from(move |value: String| {
            if let Some(changed) = change.emit((query.clone(), value)) {
                push.emit(changed);
            }
        })
    };
    // The months stay in order whichever of the two is changed.
    let begin = with(Callback::from(move |(query, value): (WarrantyCostQuery, String)| {
        let from = value.parse::<Month>().ok()?;
        Some(WarrantyCostQuery { from: Some(from), until: Some(until.max(from)), ..query })
    }));
    let end = with(Callback::from(move |(query, value): (WarrantyCostQuery, String)| {
        let until = value.parse::<Month>().ok()?;
        Some(WarrantyCostQuery { from: Some(from.min(until)), until: Some(until), ..query })
    }));
    let by = with(Callback::from(|(query, value): (WarrantyCostQuery, String)| {
        Some(WarrantyCostQuery { by: value.parse().ok(), ..query })
    }));
    let currency = with(Callback::from(|(query, value): (WarrantyCostQuery, String)| {
        Some(WarrantyCostQuery { currency: value.parse().ok(), ..query })
    }));
    let clear = (*query != WarrantyCostQuery::default())
        .then(|| props.push.reform(|()| WarrantyCostQuery::default()));
    html! {
        <FilterBar {clear}>
            <Select id="filter-from" label={t!(l, "dashboard-from")} value={from.to_string()} choices={all.clone()} onchange={begin} />
            <Select id="filter-until" label={t!(l, "dashboard-until")} value={until.to_string()} choices={all} onchange={end} />
            <Select id="filter-by" label={t!(l, "cost-by")} value={query.by().as_str()} choices={choices!(CostDimension, l)} onchange={by} />
            <Select id="filter-currency" label={t!(l, "claim-currency")} value={query.currency().as_str()} choices={choices!(Currency, l)} onchange={currency} />
        </FilterBar>
    }
}

/// The report.
#[component]
pub fn WarrantyCostPage() -> Html {
    let l = use_locale();
    let address = use_query::<WarrantyCostQuery>();
    let query = address.value.clone();
    let loaded = use_load(query.clone(), |query| async move { report::warranty_cost(&query).await });
    let asked = AttrValue::from(serde_urlencoded::to_string(&query).unwrap_or_default());
    let view = async_view(
        &loaded,
        |_| None,
        |report| {
            html! {
                <div class="sb-dashboard">
                    <Open report={report.clone()} query={query.clone()} />
                    <Months report={report.clone()} query={query.clone()} />
                    <Rows report={report.clone()} query={query.clone()} />
                </div>
            }
        },
    );
    html! {
        <>
            <PageHead
                title={t!(l, "cost-title")}
                parent={Some((Route::Claims(Record::List), AttrValue::from(t!(l, "claim-nav"))))}
                actions={html! { <Export list="reports/warranty-cost" query={asked} /> }}
            />
            <Filters query={query.clone()} push={address.push.clone()} />
            { view }
        </>
    }
}
