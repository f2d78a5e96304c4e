//! The list of imports.

use crate::api::import;
use crate::components::async_view::use_load;
use crate::components::button::Kind;
use crate::components::link::{Link, LinkButton};
use crate::components::list::{Nothing, list_view};
use crate::components::page_head::PageHead;
use crate::components::status_badge::{badge, label};
use crate::components::table::Row;
use crate::components::time::Time;
use crate::format;
use crate::i18n::use_locale;
use crate::route::{Record, Route, use_query};
use patternfly_yew::prelude::{Color, Icon};
use serde::{Deserialize, Serialize};
use shared::i18n::Locale;
use shared::records::import::{Import, PageQuery};
use yew::prelude::*;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Filter {
    #[serde(skip_serializing_if = "Option::is_none")]
    cursor: Option<String>,
}

fn row(i: &Import, l: Locale) -> Row {
    let to = Route::Imports(Record::One(i.id));
    let count = |n: i32| html! { { format::number(n.into()) } };
    Row {
        key: i.id.to_string(),
        to: Some(to),
        cells: vec![
            html! { <Link {to}>{ &i.source }</Link> },
            html! {
                <span class="sb-badges">
                    { badge(i.status, l) }
                    if i.dry_run {
                        { label(Color::Purple, Some(Icon::Eye), t!(l, "import-dry-run")) }
                    }
                </span>
            },
            count(i.rows_total),
            count(i.rows_created),
            count(i.rows_known),
            count(i.rows_refused),
            html! { <Time at={i.created_at} /> },
        ],
    }
}

/// The list of imports.
#[component]
pub fn ImportList() -> Html {
    let l = use_locale();
    let query = use_query::<Filter>();
    let loaded = use_load(query.value.clone(), |filter| async move {
        import::list(&PageQuery { limit: None, cursor: filter.cursor }).await
    });
    let actions = html! {
        <LinkButton to={Route::Imports(Record::New)} label={t!(l, "import-new")} kind={Kind::Primary} icon={Icon::Upload} />
    };
    let nothing = Nothing { title: t!(l, "import-none"), hint: t!(l, "import-none-hint"), clear: None };
    let columns = vec![
        t!(l, "import-source"),
        t!(l, "page-status"),
        t!(l, "import-rows-total"),
        t!(l, "import-rows-created"),
        t!(l, "import-rows-known"),
        t!(l, "import-rows-refused"),
        t!(l, "import-began"),
    ];
    html! {
        <>
            <PageHead title={t!(l, "page-nav-imports")} {actions} />
            { list_view(&loaded, t!(l, "page-nav-imports"), columns, |i| row(i, l), nothing) }
        </>
    }
}
