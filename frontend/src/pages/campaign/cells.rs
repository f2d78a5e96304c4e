//! The table of the early warning: months of production × months in service, and what is behind its numbers.

use super::warning::Looked;
use crate::api::report;
use crate::components::async_view::{async_view, use_load};
use crate::components::facts::Panel;
use crate::components::link::Link;
use crate::components::status_badge::label;
use crate::components::table::{Row, Table};
use crate::format;
use crate::i18n::use_locale;
use crate::route::{Record, Route};
use patternfly_yew::prelude::{Color, Icon};
use shared::i18n::Locale;
use shared::ids::{PartId, ProductId};
use shared::records::report::*;
use shared::records::unit::UnitQuery;
use yew::prelude::*;

/// The list of the units that were made in a month.
fn made(product_id: ProductId, month: Month) -> AttrValue {
    let list = UnitQuery {
        product_id: Some(product_id),
        produced_from: Some(month.first_day()),
        produced_until: Some(month.last_day()),
        ..UnitQuery::default()
    };
    serde_urlencoded::to_string(list).unwrap_or_default().into()
}

/// What is behind a number, on this page.
fn behind(looked: &Looked, month: Month, service_month: Option<u32>) -> AttrValue {
    Looked { month: Some(month), service_month, ..looked.clone() }.query()
}

fn number(count: i64, to: Route, query: AttrValue) -> Html {
    if count == 0 {
        return html! { <span class="sb-quiet">{ "0" }</span> };
    }
    html! { <Link {to} query={Some(query)} class="sb-figure">{ format::number(count) }</Link> }
}

/// One of five shades, by how often units fail against the most frequent cell.
fn shade(rate: f64, most: f64) -> u8 {
    if rate <= 0.0 || most <= 0.0 { 0 } else { ((rate / most * 5.0).ceil() as u8).clamp(1, 5) }
}

/// The last month in service that any unit has come into.
fn reached(table: &WarningTable) -> usize {
    table.all.iter().rposition(|cell| cell.units > 0).map_or(0, |last| last + 1)
}

/// The table, each number of which opens what is behind it.
pub fn heat(table: &WarningTable, looked: &Looked, l: Locale) -> Html {
    let ages = reached(table);
    let rates = table.rows.iter().flat_map(|row| &row.cells).filter_map(|cell| cell.per_thousand);
    let most = rates.fold(0.0, f64::max);
    let cell = |month: Month, n: usize, cell: &WarningCell| match cell.per_thousand {
        None => html! { <td key={n} class="sb-heat-none"></td> },
        Some(rate) => {
            let title = t!(l, "warning-cell", incidents = cell.incidents, units = cell.units);
            let query = behind(looked, month, u32::try_from(n + 1).ok());
            html! {
                <td key={n} class={format!("sb-heat-{}", shade(rate, most))}>
                    if cell.incidents > 0 {
                        <Link to={Route::EarlyWarning} query={Some(query)} title={Some(AttrValue::from(title))} class="sb-figure">
                            { format!("{rate:.0}") }
                        </Link>
                    } else {
                        <span {title}>{ "0" }</span>
                    }
                </td>
            }
        }
    };
    let row = |row: &WarningRow| {
        html! {
            <tr key={row.month.to_string()} class={classes!(row.alarm.then_some("sb-heat-alarm"))}>
                <th scope="row">
                    { row.month.to_string() }
                    if row.alarm {
                        { " " }{ label(Color::Red, Some(Icon::ExclamationCircle), t!(l, "warning-mark")) }
                    }
                </th>
                <td>{ number(row.units, Route::Units(Record::List), made(table.product_id, row.month)) }</td>
                <td>{ number(row.incidents, Route::EarlyWarning, behind(looked, row.month, None)) }</td>
                <td>{ format!("{:.1}", row.expected) }</td>
                { for row.cells.iter().take(ages).enumerate().map(|(n, one)| cell(row.month, n, one)) }
            </tr>
        }
    };
    html! {
        <div class="sb-heat" tabindex="0" role="region" aria-label={t!(l, "warning-table")}>
            <table>
                <caption>{ t!(l, "warning-table") }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ t!(l, "warning-month") }</th>
                        <th scope="col">{ t!(l, "warning-units") }</th>
                        <th scope="col">{ t!(l, "warning-incidents") }</th>
                        <th scope="col">{ t!(l, "warning-expected") }</th>
                        { for (1..=ages).map(|age| html! { <th scope="col">{ age }</th> }) }
                    </tr>
                </thead>
                <tbody>{ for table.rows.iter().map(row) }</tbody>
            </table>
        </div>
    }
}

/// Properties of [`Incidents`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The model.
    pub product_id: ProductId,
    /// Only what this part caused.
    pub part_id: Option<PartId>,
    /// The month of production.
    pub month: Month,
    /// Only in this month of service.
    pub service_month: Option<u32>,
}

/// What is behind a number: each complaint and return.
#[component]
pub fn Incidents(props: &Props) -> Html {
    let l = use_locale();
    let query = WarningIncidentQuery {
        product_id: props.product_id,
        part_id: props.part_id,
        month: props.month,
        service_month: props.service_month,
    };
    let loaded = use_load(query, |query| async move { report::early_warning_incidents(&query).await });
    let month = props.month.to_string();
    let title = match props.service_month {
        Some(service_month) => {
            t!(l, "warning-behind-cell", month = month, service_month = i64::from(service_month))
        }
        None => t!(l, "warning-behind", month = month),
    };
    let row = |one: &WarningIncident| {
        let to = match (one.ticket_id, one.rma_id) {
            (Some(ticket), _) => Some(Route::Tickets(Record::One(ticket))),
            (None, rma) => rma.map(|rma| Route::Rmas(Record::One(rma))),
        };
        let number = match to {
            Some(to) => html! { <Link {to} class="sb-number">{ &one.number }</Link> },
            None => html! { { &one.number } },
        };
        Row {
            key: format!("{} {} {}", one.number, one.unit_serial, one.subject),
            to,
            cells: vec![
                number,
                html! { { &one.subject } },
                html! { <Link to={Route::Units(Record::One(one.unit_id))} class="sb-number">{ &one.unit_serial }</Link> },
                html! { <span class="sb-keep">{ one.day.to_string() }</span> },
                html! { { one.service_month } },
            ],
        }
    };
    let columns = vec![
        t!(l, "ticket-number"),
        t!(l, "ticket-subject"),
        t!(l, "quality-unit"),
        t!(l, "warning-day"),
        t!(l, "warning-service-month"),
    ];
    html! {
        <Panel title={title.clone()}>
            { async_view(
                &loaded,
                |found| found.incidents.is_empty().then(|| html! { <p class="sb-quiet">{ t!(l, "warning-behind-none") }</p> }),
                |found| {
                    let rows = found.incidents.iter().map(row).collect::<Vec<_>>();
                    html! {
                        <>
                            <Table label={title.clone()} columns={columns.clone()} {rows} />
                            if found.more {
                                <p class="sb-quiet">{ t!(l, "warning-behind-more") }</p>
                            }
                        </>
                    }
                },
            ) }
        </Panel>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shades_begin_with_the_first_incident() {
        assert_eq!([0.0, 0.1, 50.0, 100.0].map(|rate| shade(rate, 100.0)), [0, 1, 3, 5]);
        assert_eq!(shade(0.0, 0.0), 0);
    }
}
