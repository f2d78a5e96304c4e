//! The list of business calendars.

use crate::api::calendar;
use crate::components::async_view::use_load;
use crate::components::button::Kind;
use crate::components::link::{Link, LinkButton};
use crate::components::list::{Nothing, list_view};
use crate::components::page_head::PageHead;
use crate::components::table::Row;
use crate::i18n::use_locale;
use crate::pages::calendar::words;
use crate::route::{Record, Route, use_query};
use crate::session::{may, use_me};
use patternfly_yew::prelude::Icon;
use shared::auth::Permission;
use shared::i18n::Locale;
use shared::records::calendar::CalendarSummary;
use shared::records::import::PageQuery;
use yew::prelude::*;

fn row(c: &CalendarSummary, l: Locale) -> Row {
    let to = Route::Calendars(Record::One(c.id));
    Row {
        key: c.id.to_string(),
        to: Some(to),
        cells: vec![
            html! { <Link {to}>{ &c.name }</Link> },
            html! { <span class="sb-number">{ &c.code }</span> },
            html! { { words::week(&c.hours, c.always_open, l) } },
            html! { { t!(l, "calendar-special-count", closed = i64::from(c.holidays), own = i64::from(c.shifts)) } },
            html! { { &c.zone } },
        ],
    }
}

/// The list of business calendars.
#[component]
pub fn CalendarList() -> Html {
    let l = use_locale();
    let me = use_me();
    let query = use_query::<PageQuery>();
    let loaded = use_load(query.value, |query| async move { calendar::list(&query).await });
    let actions = html! {
        if may(&me, Permission::CalendarManage) {
            <LinkButton to={Route::Calendars(Record::New)} label={t!(l, "calendar-new")} kind={Kind::Primary} icon={Icon::Plus} />
        }
    };
    let nothing = Nothing { title: t!(l, "calendar-none"), hint: t!(l, "calendar-none-hint"), clear: None };
    let columns = vec![
        t!(l, "calendar-name"),
        t!(l, "calendar-code"),
        t!(l, "calendar-week"),
        t!(l, "calendar-special-days"),
        t!(l, "calendar-zone"),
    ];
    html! {
        <>
            <PageHead title={t!(l, "page-nav-calendars")} {actions} />
            { list_view(&loaded, t!(l, "page-nav-calendars"), columns, |c| row(c, l), nothing) }
        </>
    }
}
