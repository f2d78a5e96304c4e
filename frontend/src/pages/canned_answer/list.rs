//! The list of canned answers.

use crate::api::canned_answer;
use crate::components::async_view::use_load;
use crate::components::button::Kind;
use crate::components::field::Choice;
use crate::components::filters::{FilterBar, SearchBox, Select};
use crate::components::fitting::fitting_words;
use crate::components::link::{Link, LinkButton};
use crate::components::list::{Nothing, list_view};
use crate::components::page_head::PageHead;
use crate::components::status_badge::{active, label};
use crate::components::table::Row;
use crate::i18n::use_locale;
use crate::route::{Record, Route, use_query};
use patternfly_yew::prelude::{Color, Icon};
use serde::{Deserialize, Serialize};
use shared::i18n::Locale;
use shared::records::canned_answer::{CannedAnswer, CannedAnswerQuery};
use shared::text::Line;
use yew::prelude::*;

/// What the list shows, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Filter {
    #[serde(skip_serializing_if = "Option::is_none")]
    q: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    private: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cursor: Option<String>,
}

fn row(answer: &CannedAnswer, l: Locale) -> Row {
    let to = Route::CannedAnswers(Record::One(answer.id));
    let whose = match answer.owner_id {
        None => label(Color::Blue, Some(Icon::Enterprise), t!(l, "canned-house")),
        Some(_) => label(Color::Purple, Some(Icon::User), t!(l, "canned-own")),
    };
    Row {
        key: answer.id.to_string(),
        to: Some(to),
        cells: vec![
            html! { <Link {to}>{ &answer.title }</Link> },
            html! { { fitting_words(&answer.kinds, answer.topic, answer.product_line.as_deref(), l) } },
            html! { { answer.locale.label(l) } },
            whose,
            active(answer.active, l),
        ],
    }
}

/// The list of canned answers.
#[component]
pub fn CannedAnswerList() -> Html {
    let l = use_locale();
    let query = use_query::<Filter>();
    let filter = query.value.clone();
    let loaded = use_load(filter.clone(), |filter| async move {
        let query = CannedAnswerQuery {
            q: filter.q.as_deref().and_then(|q| Line::new(q).ok()),
            private: filter.private,
            cursor: filter.cursor,
            ..CannedAnswerQuery::default()
        };
        canned_answer::list(&query).await
    });
    let narrow = filter.q.is_some() || filter.private.is_some();
    let clear = narrow.then(|| query.push.reform(|()| Filter::default()));
    let search = {
        let (filter, replace) = (filter.clone(), query.replace.clone());
        Callback::from(move |q: String| {
            replace.emit(Filter { q: (!q.is_empty()).then_some(q), cursor: None, ..filter.clone() });
        })
    };
    let choose = {
        let (filter, push) = (filter.clone(), query.push.clone());
        Callback::from(move |value: String| {
            push.emit(Filter { private: value.parse().ok(), cursor: None, ..filter.clone() });
        })
    };
    let actions = html! {
        <LinkButton to={Route::CannedAnswers(Record::New)} label={t!(l, "canned-new")} kind={Kind::Primary} icon={Icon::Plus} />
    };
    let nothing = if narrow {
        Nothing {
            title: t!(l, "canned-none-found"),
            hint: t!(l, "canned-none-found-hint"),
            clear: clear.clone(),
        }
    } else {
        Nothing { title: t!(l, "canned-none"), hint: t!(l, "canned-none-hint"), clear: None }
    };
    let columns = vec![
        t!(l, "canned-title"),
        t!(l, "canned-for"),
        t!(l, "canned-locale"),
        t!(l, "canned-whose"),
        t!(l, "page-status"),
    ];
    let choices = vec![Choice::new("false", t!(l, "canned-house")), Choice::new("true", t!(l, "canned-own"))];
    html! {
        <>
            <PageHead title={t!(l, "canned-nav")} {actions} />
            <FilterBar {clear}>
                <SearchBox label={t!(l, "canned-search")} value={filter.q.clone().unwrap_or_default()} onchange={search} />
                <Select
                    id="filter-private"
                    label={t!(l, "canned-whose")}
                    value={filter.private.map(|p| p.to_string()).unwrap_or_default()}
                    {choices}
                    none={t!(l, "page-all")}
                    onchange={choose}
                />
            </FilterBar>
            { list_view(&loaded, t!(l, "canned-nav"), columns, |a| row(a, l), nothing) }
        </>
    }
}
