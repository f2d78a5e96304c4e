//! The early warning: complaints and returns by month of production and months in service, and months that stand out.

use super::cells::{Incidents, heat};
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
use serde::{Deserialize, Serialize};
use shared::auth::Permission;
use shared::i18n::Locale;
use shared::ids::{PartId, ProductId};
use shared::records::report::*;
use std::rc::Rc;
use yew::prelude::*;

/// A chance as people read it.
pub fn chance(chance: f64) -> String {
    match chance {
        c if c >= 0.001 => format!("{:.1} %", c * 100.0),
        c if c > 1e-12 => format!("1 : {:.0}", 1.0 / c),
        _ => "< 1 : 1e12".to_owned(),
    }
}

/// What is looked at, as it stands in the address: a model, a part of it, a number of its table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Looked {
    /// The model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product_id: Option<ProductId>,
    /// The part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_id: Option<PartId>,
    /// How many months of production.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<u32>,
    /// The month of production whose incidents are listed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub month: Option<Month>,
    /// Only in this month of service.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_month: Option<u32>,
}

impl Looked {
    /// As it stands in the address.
    pub fn query(&self) -> AttrValue {
        serde_urlencoded::to_string(self).unwrap_or_default().into()
    }

    fn asked(&self) -> EarlyWarningQuery {
        EarlyWarningQuery { product_id: self.product_id, part_id: self.part_id, months: self.months }
    }
}

/// The early warning.
#[component]
pub fn WarningPage() -> Html {
    let l = use_locale();
    let looked = use_query::<Looked>().value;
    let all = EarlyWarningQuery { months: looked.months, ..EarlyWarningQuery::default() };
    let loaded = use_load(all, |query| async move { report::early_warning(&query).await });
    let table = use_load(looked.asked(), |query| async move { report::early_warning(&query).await });
    let view = async_view(
        &loaded,
        |found| found.models.is_empty().then(|| html! { <p class="sb-quiet">{ t!(l, "warning-none") }</p> }),
        |found| {
            html! {
                <div class="sb-halves">
                    <Panel title={t!(l, "warning-models")}>{ models(found, looked.months, l) }</Panel>
                    if !found.parts.is_empty() {
                        <Panel title={t!(l, "warning-parts")}>{ parts(found, looked.months, l) }</Panel>
                    }
                </div>
            }
        },
    );
    let chosen = looked.product_id.map(|_| {
        async_view(
            &table,
            |_| None,
            |found| {
                let model = found.models.first().cloned();
                let part =
                    looked.part_id.and_then(|id| found.parts.iter().find(|one| one.part_id == id).cloned());
                match found.table.clone().zip(model) {
                    Some((table, model)) => html! {
                        <OneModel table={Rc::new(table)} {model} {part} looked={looked.clone()} />
                    },
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

fn alarms(months: &[Month]) -> Html {
    let one = |month: &Month| label(Color::Red, Some(Icon::ExclamationCircle), month.to_string());
    html! { <>{ for months.iter().map(one) }</> }
}

/// What single parts caused.
fn parts(found: &EarlyWarning, months: Option<u32>, l: Locale) -> Html {
    let row = |part: &WarningPart| {
        let looked = Looked {
            product_id: Some(part.product_id),
            part_id: Some(part.part_id),
            months,
            ..Looked::default()
        };
        Row {
            key: format!("{} {}", part.product_id, part.part_id),
            to: None,
            cells: vec![
                html! {
                    <Link to={Route::EarlyWarning} query={Some(looked.query())}>
                        { format!("{} {}", part.part_number, part.part_name) }
                    </Link>
                },
                html! { { &part.product_code } },
                html! { { format::number(part.incidents) } },
                alarms(&part.alarms),
            ],
        }
    };
    let columns = vec![
        t!(l, "warning-part"),
        t!(l, "ticket-product"),
        t!(l, "warning-incidents"),
        t!(l, "warning-alarms"),
    ];
    let rows = found.parts.iter().map(row).collect::<Vec<_>>();
    html! { <Table label={t!(l, "warning-parts")} {columns} {rows} /> }
}

fn models(found: &EarlyWarning, months: Option<u32>, l: Locale) -> Html {
    let row = |model: &WarningModel| {
        let query = Looked { product_id: Some(model.product_id), months, ..Looked::default() }.query();
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
                alarms(&model.alarms),
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
    part: Option<WarningPart>,
    looked: Looked,
}

/// A model: its alarms with their reasons, the chart and the heat map.
#[component]
fn OneModel(props: &Props) -> Html {
    let l = use_locale();
    let may_draft = may(&use_me(), Permission::CampaignDraft);
    let alarm = |row: &WarningRow| {
        let proposal = Proposal::of_month(&props.model, props.part.as_ref(), row, l);
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
    let legend = vec![t!(l, "warning-incidents"), t!(l, "warning-alarm-bar"), t!(l, "warning-expected")];
    let model = format!("{} {}", props.model.product_code, props.model.product_name);
    let title = match &props.part {
        Some(part) => format!("{model} · {} {}", part.part_number, part.part_name),
        None => model,
    };
    html! {
        <>
        <Panel {title}>
            { for props.table.rows.iter().filter(|row| row.alarm).map(alarm) }
            <Chart label={t!(l, "warning-chart")} {draw} {legend} colors={vec![1, 6, 3]} />
            { heat(&props.table, &props.looked, l) }
        </Panel>
        if let Some(month) = props.looked.month {
            <Incidents product_id={props.table.product_id} part_id={props.table.part_id} {month} service_month={props.looked.service_month} />
        }
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chances_are_told_so_that_they_are_understood() {
        assert_eq!([0.25, 0.004, 0.000_02, 0.0].map(chance), ["25.0 %", "0.4 %", "1 : 50000", "< 1 : 1e12"]);
    }
}
