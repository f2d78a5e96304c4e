//! What has not come back in time (逾期未退回清单): dealer by dealer in which step, and line by line.

use super::dunning::amount;
use crate::api::rma;
use crate::components::async_view::use_load;
use crate::components::export::Export;
use crate::components::facts::Panel;
use crate::components::field::Choice;
use crate::components::filters::{FilterBar, Select};
use crate::components::link::Link;
use crate::components::list::{Nothing, list_view};
use crate::components::page_head::PageHead;
use crate::components::paper::Paper;
use crate::components::status_badge::badge;
use crate::components::table::{Row, Table};
use crate::format;
use crate::format::Reader;
use crate::i18n::use_locale;
use crate::route::{Record, Route, use_query};
use crate::session::use_reader;
use serde::{Deserialize, Serialize};
use shared::i18n::Locale;
use shared::ids::OrganizationId;
use shared::page::MAX_LIMIT;
use shared::records::rma::{
    CHARGED_AFTER, DunningStage, OverdueDealer, OverdueDealersQuery, OverdueRmaLine, OverdueRmaQuery,
    WARNED_AFTER,
};
use yew::prelude::*;

/// What the list shows, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Filter {
    #[serde(skip_serializing_if = "Option::is_none")]
    dealer_id: Option<OrganizationId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stage: Option<DunningStage>,
    #[serde(skip_serializing_if = "Option::is_none")]
    restored: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cursor: Option<String>,
}

impl Filter {
    fn query(&self) -> OverdueRmaQuery {
        OverdueRmaQuery {
            dealer_id: self.dealer_id,
            stage: self.stage,
            restored: self.restored,
            cursor: self.cursor.clone(),
            limit: None,
        }
    }
}

/// The steps that were taken, each with its day.
fn taken(line: &OverdueRmaLine, reader: Reader) -> Html {
    let l = reader.locale;
    line.dunnings
        .iter()
        .map(|one| {
            let sum = amount(one).map(|sum| format!(" · {sum}")).unwrap_or_default();
            html! { <div key={one.stage.as_str()}><span class="sb-keep">{ format!("{} {}{sum}", one.stage.label(l), reader.day(one.at)) }</span></div> }
        })
        .collect()
}

fn row(line: &OverdueRmaLine, reader: Reader) -> Row {
    let l = reader.locale;
    let to = Route::Rmas(Record::One(line.rma_id));
    let stage = if line.restored {
        html! { <span class="sb-quiet">{ t!(l, "return-restored") }</span> }
    } else {
        badge(line.stage, l)
    };
    Row {
        key: line.line_id.to_string(),
        to: Some(to),
        cells: vec![
            stage,
            html! { <span class="sb-keep">{ t!(l, "rma-days", count = line.days_late) }</span> },
            html! { { &line.dealer_name } },
            html! { { [line.part_number.as_deref().unwrap_or_default(), &line.name].join(" ").trim().to_owned() } },
            html! { { format::number(i64::from(line.quantity)) } },
            badge(line.status, l),
            html! { <span class="sb-keep">{ line.deadline.to_string() }</span> },
            taken(line, reader),
            html! { <Link {to} class="sb-number">{ &line.rma_number }</Link> },
        ],
    }
}

/// A number that opens its lines.
fn number(count: i64, filter: &Filter) -> Html {
    if count == 0 {
        return html! { <span class="sb-quiet">{ "0" }</span> };
    }
    let query = serde_urlencoded::to_string(filter).unwrap_or_default();
    html! {
        <Link to={Route::OverdueRmas} query={Some(AttrValue::from(query))} class="sb-figure">{ format::number(count) }</Link>
    }
}

fn dealer_row(dealer: &OverdueDealer, l: Locale) -> Row {
    let of = |stage| Filter { dealer_id: Some(dealer.dealer_id), stage, ..Filter::default() };
    let restored = Filter { restored: Some(true), ..of(None) };
    Row {
        key: dealer.dealer_id.to_string(),
        to: None,
        cells: vec![
            html! { { &dealer.dealer_name } },
            number(dealer.reminder, &of(Some(DunningStage::Reminder))),
            number(dealer.warning, &of(Some(DunningStage::Warning))),
            number(dealer.charge, &of(Some(DunningStage::Charge))),
            number(dealer.restored, &restored),
            number(dealer.lines, &of(None)),
            html! { { format::number(dealer.pieces) } },
            html! { { t!(l, "rma-days", count = dealer.days_late) } },
        ],
    }
}

/// How many lines of each dealer are in which step.
#[component]
fn Dealers() -> Html {
    let l = use_locale();
    let loaded = use_load((), |()| async {
        let query = OverdueDealersQuery { limit: Some(MAX_LIMIT), ..OverdueDealersQuery::default() };
        rma::overdue_dealers(&query).await
    });
    let Some(page) = loaded.data.as_ref().filter(|page| !page.items.is_empty()) else { return html! {} };
    let columns = vec![
        t!(l, "rma-dealer"),
        DunningStage::Reminder.label(l),
        DunningStage::Warning.label(l),
        DunningStage::Charge.label(l),
        t!(l, "return-restored"),
        t!(l, "return-lines"),
        t!(l, "return-pieces"),
        t!(l, "return-oldest"),
    ];
    let rows = page.items.iter().map(|dealer| dealer_row(dealer, l)).collect::<Vec<_>>();
    html! {
        <div class="sb-below">
            <Panel title={t!(l, "return-overdue-dealers")}>
                <Table label={t!(l, "return-overdue-dealers")} {columns} {rows} class="sb-figures" />
            </Panel>
        </div>
    }
}

/// The list of what has not come back in time.
#[component]
pub fn OverduePage() -> Html {
    let reader = use_reader();
    let l = reader.locale;
    let query = use_query::<Filter>();
    let filter = query.value.clone();
    let loaded = use_load(filter.clone(), |filter| async move { rma::overdue(&filter.query()).await });
    let narrow = Filter { cursor: None, ..filter.clone() } != Filter::default();
    let clear = narrow.then(|| query.push.reform(|()| Filter::default()));
    let choose = {
        let filter = filter.clone();
        query.push.reform(move |value: String| Filter {
            stage: value.parse().ok(),
            restored: (value == "restored").then_some(true),
            cursor: None,
            ..filter.clone()
        })
    };
    let mut stages = choices!(DunningStage, l);
    stages.push(Choice::new("restored", t!(l, "return-restored")));
    let stage = match (filter.stage, filter.restored) {
        (Some(stage), _) => stage.as_str(),
        (None, Some(true)) => "restored",
        (None, _) => "",
    };
    let nothing = Nothing {
        title: t!(l, "rma-overdue-none"),
        hint: t!(l, "rma-overdue-none-hint"),
        clear: clear.clone(),
    };
    let columns = vec![
        t!(l, "rma-stage"),
        t!(l, "rma-late"),
        t!(l, "rma-dealer"),
        t!(l, "rma-part"),
        t!(l, "rma-quantity"),
        t!(l, "page-status"),
        t!(l, "rma-deadline"),
        t!(l, "return-dunnings"),
        t!(l, "rma-number"),
    ];
    let asked = AttrValue::from(serde_urlencoded::to_string(filter.query()).unwrap_or_default());
    let of_paper = Filter { cursor: None, restored: None, ..filter.clone() };
    let of_paper = AttrValue::from(serde_urlencoded::to_string(of_paper).unwrap_or_default());
    let forms = vec![(AttrValue::from(t!(l, "rma-overdue")), AttrValue::from("rmas/overdue/paper"))];
    let actions = html! {
        <>
            <Paper {forms} query={of_paper} />
            <Export list="rmas/overdue" query={asked} />
        </>
    };
    html! {
        <>
            <PageHead
                title={t!(l, "rma-overdue")}
                parent={Some((Route::Rmas(Record::List), AttrValue::from(t!(l, "rma-nav"))))}
                {actions}
            />
            <p class="sb-quiet">{ t!(l, "rma-overdue-hint", warned = WARNED_AFTER, charged = CHARGED_AFTER) }</p>
            <Dealers />
            <div class="sb-below">
            <FilterBar {clear}>
                <Select
                    id="filter-stage"
                    label={t!(l, "rma-stage")}
                    value={stage}
                    choices={stages}
                    none={t!(l, "page-all")}
                    onchange={choose}
                />
            </FilterBar>
            </div>
            { list_view(&loaded, t!(l, "rma-overdue"), columns, |line| row(line, reader), nothing) }
        </>
    }
}
