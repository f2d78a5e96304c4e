//! What has not come back in time (逾期未退回清单).

use crate::api::rma;
use crate::components::async_view::use_load;
use crate::components::link::Link;
use crate::components::list::{Nothing, list_view};
use crate::components::page_head::PageHead;
use crate::components::status_badge::badge;
use crate::components::table::Row;
use crate::format;
use crate::i18n::use_locale;
use crate::route::{Record, Route, use_query};
use serde::{Deserialize, Serialize};
use shared::i18n::Locale;
use shared::records::rma::{CHARGED_AFTER, OverdueRmaLine, OverdueRmaQuery, WARNED_AFTER};
use yew::prelude::*;

/// What the list shows, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Filter {
    #[serde(skip_serializing_if = "Option::is_none")]
    cursor: Option<String>,
}

fn row(line: &OverdueRmaLine, l: Locale) -> Row {
    let to = Route::Rmas(Record::One(line.rma_id));
    Row {
        key: line.line_id.to_string(),
        to: Some(to),
        cells: vec![
            badge(line.stage, l),
            html! { { t!(l, "rma-days", count = line.days_late) } },
            html! { { &line.dealer_name } },
            html! { { [line.part_number.as_deref().unwrap_or_default(), &line.name].join(" ").trim().to_owned() } },
            html! { { format::number(i64::from(line.quantity)) } },
            badge(line.status, l),
            html! { { line.deadline.to_string() } },
            html! { <Link {to} class="sb-number">{ &line.rma_number }</Link> },
        ],
    }
}

/// The list of what has not come back in time.
#[component]
pub fn OverduePage() -> Html {
    let l = use_locale();
    let query = use_query::<Filter>();
    let loaded = use_load(query.value.clone(), |filter| async move {
        rma::overdue(&OverdueRmaQuery { cursor: filter.cursor, ..OverdueRmaQuery::default() }).await
    });
    let nothing =
        Nothing { title: t!(l, "rma-overdue-none"), hint: t!(l, "rma-overdue-none-hint"), clear: None };
    let columns = vec![
        t!(l, "rma-stage"),
        t!(l, "rma-late"),
        t!(l, "rma-dealer"),
        t!(l, "rma-part"),
        t!(l, "rma-quantity"),
        t!(l, "page-status"),
        t!(l, "rma-deadline"),
        t!(l, "rma-number"),
    ];
    html! {
        <>
            <PageHead
                title={t!(l, "rma-overdue")}
                parent={Some((Route::Rmas(Record::List), AttrValue::from(t!(l, "rma-nav"))))}
            />
            <p class="sb-quiet">{ t!(l, "rma-overdue-hint", warned = WARNED_AFTER, charged = CHARGED_AFTER) }</p>
            { list_view(&loaded, t!(l, "rma-overdue"), columns, |line| row(line, l), nothing) }
        </>
    }
}
