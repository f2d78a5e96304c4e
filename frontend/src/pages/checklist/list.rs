//! The list of checklists.

use crate::api::checklist;
use crate::components::async_view::use_load;
use crate::components::button::Kind;
use crate::components::filters::{FilterBar, SearchBox};
use crate::components::fitting::fitting_words;
use crate::components::link::{Link, LinkButton};
use crate::components::list::{Nothing, list_view};
use crate::components::page_head::PageHead;
use crate::components::status_badge::{active, label};
use crate::components::table::Row;
use crate::i18n::use_locale;
use crate::route::{Record, Route, use_query};
use crate::session::{may, use_me};
use patternfly_yew::prelude::{Color, Icon};
use serde::{Deserialize, Serialize};
use shared::auth::Permission;
use shared::i18n::Locale;
use shared::records::checklist::{Checklist, ChecklistQuery};
use shared::text::Line;
use yew::prelude::*;

/// What the list shows, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Filter {
    #[serde(skip_serializing_if = "Option::is_none")]
    q: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cursor: Option<String>,
}

fn row(list: &Checklist, l: Locale) -> Row {
    let to = Route::Checklists(Record::One(list.id));
    Row {
        key: list.id.to_string(),
        to: Some(to),
        cells: vec![
            html! { <Link {to}>{ &list.title }</Link> },
            html! { { fitting_words(&list.kinds, list.topic, list.product_line.as_deref(), l) } },
            html! { { i64::try_from(list.steps.len()).unwrap_or_default() } },
            html! { if list.automatic { { label(Color::Blue, Some(Icon::Cog), t!(l, "checklist-automatic-short")) } } },
            active(list.active, l),
        ],
    }
}

/// The list of checklists.
#[component]
pub fn ChecklistList() -> Html {
    let l = use_locale();
    let me = use_me();
    let query = use_query::<Filter>();
    let filter = query.value.clone();
    let loaded = use_load(filter.clone(), |filter| async move {
        let query = ChecklistQuery {
            q: filter.q.as_deref().and_then(|q| Line::new(q).ok()),
            cursor: filter.cursor,
            ..ChecklistQuery::default()
        };
        checklist::list(&query).await
    });
    let narrow = filter.q.is_some();
    let clear = narrow.then(|| query.push.reform(|()| Filter::default()));
    let search = {
        let replace = query.replace.clone();
        Callback::from(move |q: String| {
            replace.emit(Filter { q: (!q.is_empty()).then_some(q), cursor: None });
        })
    };
    let actions = html! {
        if may(&me, Permission::ChecklistManage) {
            <LinkButton to={Route::Checklists(Record::New)} label={t!(l, "checklist-new")} kind={Kind::Primary} icon={Icon::Plus} />
        }
    };
    let nothing = if narrow {
        Nothing {
            title: t!(l, "checklist-none-found"),
            hint: t!(l, "checklist-none-found-hint"),
            clear: clear.clone(),
        }
    } else {
        Nothing { title: t!(l, "checklist-none"), hint: t!(l, "checklist-none-hint"), clear: None }
    };
    let columns = vec![
        t!(l, "checklist-title"),
        t!(l, "canned-for"),
        t!(l, "checklist-steps"),
        t!(l, "checklist-automatic"),
        t!(l, "page-status"),
    ];
    html! {
        <>
            <PageHead title={t!(l, "checklist-nav")} {actions} />
            <FilterBar {clear}>
                <SearchBox label={t!(l, "checklist-search")} value={filter.q.clone().unwrap_or_default()} onchange={search} />
            </FilterBar>
            { list_view(&loaded, t!(l, "checklist-nav"), columns, |a| row(a, l), nothing) }
        </>
    }
}
