//! The early warning: complaints and returns by month of production and months in service, and months that stand out.

use super::form::Proposal;
use crate::api::report;
use crate::components::alert::{Alert, Gravity};
use crate::components::async_view::{async_view, use_load};
use crate::components::button::Kind;
use crate::components::facts::Panel;
use crate::components::link::{Link, LinkButton};
use crate::components::page_head::PageHead;
use crate::components::status_badge::label;
use crate::components::table::{Row, Table};
use crate::format;
use crate::i18n::use_locale;
use crate::pages::dashboard::{Chart, chart};
use crate::route::{Record, Route, use_query};
use crate::session::{may, use_me};
use patternfly_yew::prelude::{Color, Icon};
use serde::Serialize;
use shared::auth::Permission;
use shared::i18n::Locale;
use shared::ids::ProductId;
use shared::records::report::*;
use std::rc::Rc;
use yew::prelude::*;

/// The list behind a number.
#[derive(Serialize)]
struct Behind {
    product_id: ProductId,
    produced_from: chrono::NaiveDate,
    produced_until: chrono::NaiveDate,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
}

fn behind(product_id: ProductId, month: Month, kind: Option<&'static str>) -> AttrValue {
    let list =
        Behind { product_id, produced_from: month.first_day(), produced_until: month.last_day(), kind };
    serde_urlencoded::to_string(list).unwrap_or_default().into()
}

fn number(count: i64, to: Route, query: AttrValue) -> Html {
    if count == 0 {
        return html! { <span class="sb-quiet">{ "0" }</span> };
    }
    html! { <Link {to} query={Some(query)} class="sb-figure">{ format::number(count) }</Link> }
}

/// A chance as people read it.
pub fn chance(chance: f64) -> String {
    match chance {
        c if c >= 0.001 => format!("{:.1} %", c * 100.0),
        c if c > 1e-12 => format!("1 : {:.0}", 1.0 / c),
        _ => "< 1 : 1e12".to_owned(),
    }
}

/// One of five shades, by how often units fail against the most frequent cell.
fn shade(rate: f64, most: f64) -> u8 {
    if rate <= 0.0 || most <= 0.0 { 0 } else { ((rate / most * 5.0).ceil() as u8).clamp(1, 5) }
}

/// The early warning.
#[component]
pub fn WarningPage() -> Html {
    let l = use_locale();
    let address = use_query::<EarlyWarningQuery>();
    let query = address.value.clone();
    let loaded = use_load(EarlyWarningQuery { product_id: None, ..query.clone() }, |query| async move {
        report::early_warning(&query).await
    });
    let table = use_load(query.clone(), |query| async move { report::early_warning(&query).await });
    let view = async_view(
        &loaded,
        |found| found.models.is_empty().then(|| html! { <p class="sb-quiet">{ t!(l, "warning-none") }</p> }),
        |found| html! { <Panel title={t!(l, "warning-models")}>{ models(found, l) }</Panel> },
    );
    let chosen = query.product_id.map(|_| {
        async_view(
            &table,
            |_| None,
            |found| {
                let model = found.models.first().cloned();
                match found.table.clone().zip(model) {
                    Some((table, model)) => html! { <OneModel table={Rc::new(table)} {model} /> },
                    None => html! { <p class="sb-quiet">{ t!(l, "warning-none") }</p> },
                }
            },
        )
    });
    html! {
        <>
            <PageHead title={t!(l, "warning-title")} />
            <p class="sb-quiet">{ t!(l, "warning-hint") }</p>
            <div class="sb-dashboard">
                { view }
                { chosen.unwrap_or_default() }
            </div>
        </>
    }
}

fn models(found: &EarlyWarning, l: Locale) -> Html {
    let row = |model: &WarningModel| {
        let query = AttrValue::from(format!("product_id={}", model.product_id));
        let alarms = model
            .alarms
            .iter()
            .map(|month| label(Color::Red, Some(Icon::ExclamationCircle), month.to_string()));
        Row {
            key: model.product_id.to_string(),
            to: None,
            cells: vec![
                html! {
                    <Link to={Route::EarlyWarning} query={Some(query)}>
                        { format!("{} {}", model.product_code, model.product_name) }
                    </Link>
                },
                html! { { format::number(model.units) } },
                html! { { format::number(model.incidents) } },
                html! { <>{ for alarms }</> },
            ],
        }
    };
    let columns = vec![
        t!(l, "ticket-product"),
        t!(l, "warning-units"),
        t!(l, "warning-incidents"),
        t!(l, "warning-alarms"),
    ];
    let rows = found.models.iter().map(row).collect::<Vec<_>>();
    html! { <Table label={t!(l, "warning-models")} {columns} {rows} /> }
}

#[derive(Clone, PartialEq, Properties)]
struct Props {
    table: Rc<WarningTable>,
    model: WarningModel,
}

/// A model: its alarms with their reasons, the chart and the heat map.
#[component]
fn OneModel(props: &Props) -> Html {
    let l = use_locale();
    let may_draft = may(&use_me(), Permission::CampaignDraft);
    let alarm = |row: &WarningRow| {
        let proposal = Proposal::of_month(&props.model, row, l);
        let query = AttrValue::from(serde_urlencoded::to_string(&proposal).unwrap_or_default());
        let title = t!(l, "warning-alarm", month = row.month.to_string());
        html! {
            <Alert key={row.month.to_string()} gravity={Gravity::Danger} {title} actions={html! {
                if may_draft {
                    <LinkButton
                        to={Route::Campaigns(Record::New)}
                        {query}
                        label={t!(l, "warning-propose")}
                        kind={Kind::Primary}
                    />
                }
            }}>
                <p>
                    { t!(
                        l,
                        "warning-reason",
                        incidents = row.incidents,
                        units = row.units,
                        expected = format!("{:.1}", row.expected),
                        chance = row.chance.map(chance).unwrap_or_default(),
                        tested = props.table.tested,
                        threshold = chance(props.table.threshold)
                    ) }
                </p>
            </Alert>
        }
    };
    let draw = {
        let table = props.table.clone();
        Callback::from(move |narrow| {
            chart::warning(&table.rows, if narrow { (380, 240) } else { (960, 300) })
        })
    };
    let legend = vec![t!(l, "warning-alarm-bar"), t!(l, "warning-incidents"), t!(l, "warning-expected")];
    let title = format!("{} {}", props.model.product_code, props.model.product_name);
    html! {
        <Panel {title}>
            { for props.table.rows.iter().filter(|row| row.alarm).map(alarm) }
            <Chart label={t!(l, "warning-chart")} {draw} {legend} />
            { heat(&props.table, l) }
        </Panel>
    }
}

/// The last month in service that any unit has come into.
fn reached(table: &WarningTable) -> usize {
    table.all.iter().rposition(|cell| cell.units > 0).map_or(0, |last| last + 1)
}

fn heat(table: &WarningTable, l: Locale) -> Html {
    let ages = reached(table);
    let rates = table.rows.iter().flat_map(|row| &row.cells).filter_map(|cell| cell.per_thousand);
    let most = rates.fold(0.0, f64::max);
    let cell = |cell: &WarningCell| match cell.per_thousand {
        None => html! { <td class="sb-heat-none"></td> },
        Some(rate) => {
            let title = t!(l, "warning-cell", incidents = cell.incidents, units = cell.units);
            html! { <td class={format!("sb-heat-{}", shade(rate, most))} {title}>{ if cell.incidents > 0 { format!("{rate:.0}") } else { "0".into() } }</td> }
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
                <td>{ number(row.units, Route::Units(Record::List), behind(table.product_id, row.month, None)) }</td>
                <td>{ number(row.incidents, Route::Tickets(Record::List), behind(table.product_id, row.month, Some("complaint"))) }</td>
                <td>{ format!("{:.1}", row.expected) }</td>
                { for row.cells.iter().take(ages).map(cell) }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chances_are_told_so_that_they_are_understood() {
        assert_eq!([0.25, 0.004, 0.000_02, 0.0].map(chance), ["25.0 %", "0.4 %", "1 : 50000", "< 1 : 1e12"]);
    }

    #[test]
    fn shades_begin_with_the_first_incident() {
        assert_eq!([0.0, 0.1, 50.0, 100.0].map(|rate| shade(rate, 100.0)), [0, 1, 3, 5]);
        assert_eq!(shade(0.0, 0.0), 0);
    }
}
