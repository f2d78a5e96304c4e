//! The page of a business calendar.

use super::calculator::Calculator;
use super::days::Days;
use super::words;
use super::year::Year;
use crate::api::calendar;
use crate::components::alert::{Alert, Gravity};
use crate::components::async_view::{async_view, use_load};
use crate::components::button::{Button, Kind};
use crate::components::confirm::{Confirm, use_deed};
use crate::components::facts::{Panel, facts, words as text};
use crate::components::link::LinkButton;
use crate::components::page_head::PageHead;
use crate::components::status_badge::label;
use crate::i18n::use_locale;
use crate::route::{self, Record, Route};
use crate::session::{may, use_me};
use chrono::{Datelike, NaiveDate, Utc};
use patternfly_yew::prelude::{Color, Icon};
use shared::auth::Permission;
use shared::calendar::Calendar;
use shared::i18n::Locale;
use shared::ids::CalendarId;
use shared::records::calendar::BusinessCalendar;
use std::rc::Rc;
use yew::prelude::*;

/// How many of the next special days are told.
const NEXT: usize = 5;

/// Properties of [`CalendarPage`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The calendar.
    pub id: CalendarId,
}

/// The page of a business calendar.
#[component]
pub fn CalendarPage(props: &Props) -> Html {
    let l = use_locale();
    let me = use_me();
    let id = props.id;
    let loaded = use_load(id, calendar::get);
    let removing = use_state(|| false);
    let record = loaded.data.clone();
    let title = record.as_ref().map_or_else(|| t!(l, "calendar-calendar"), |c| c.name.clone());
    let shipped = record.as_ref().is_some_and(|c| c.shipped);
    let badges = html! { if shipped { { label(Color::Blue, None, t!(l, "calendar-shipped")) } } };
    let may_change = may(&me, Permission::CalendarManage);
    let ask = |on: bool| {
        let removing = removing.setter();
        Callback::from(move |()| removing.set(on))
    };
    let actions = html! {
        if may_change {
            <LinkButton to={Route::Calendars(Record::Edit(id))} label={t!(l, "page-edit")} icon={Icon::PencilAlt} />
            if record.is_some() && !shipped {
                <Button label={t!(l, "page-remove")} kind={Kind::Secondary} icon={Icon::Trash} onclick={ask(true)} />
            }
        }
    };
    let set = loaded.set.clone();
    let view = async_view(&loaded, |_| None, |c| html! { <Body record={c.clone()} {may_change} {set} /> });
    html! {
        <>
            <PageHead
                {title}
                parent={Some((Route::Calendars(Record::List), AttrValue::from(t!(l, "page-nav-calendars"))))}
                {badges}
                {actions}
            />
            { view }
            if let Some(record) = record.filter(|_| *removing) {
                <Remove {record} onclose={ask(false)} />
            }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct BodyProps {
    record: Rc<BusinessCalendar>,
    may_change: bool,
    set: Callback<BusinessCalendar>,
}

#[component]
fn Body(props: &BodyProps) -> Html {
    let l = use_locale();
    let calendar =
        use_memo(props.record.calendar.clone(), |written| Calendar::try_from(written.clone()).map(Rc::new));
    let shown = use_state_eq(|| None::<i32>);
    let calendar = match &*calendar {
        Ok(calendar) => calendar.clone(),
        Err(wrong) => return html! { <Alert gravity={Gravity::Danger} title={wrong.to_string()} /> },
    };
    let today = Utc::now().with_timezone(&calendar.zone()).date_naive();
    let year = shown.unwrap_or(today.year());
    let onchange = {
        let shown = shown.setter();
        Callback::from(move |year| shown.set(Some(year)))
    };
    let (record, set) = (props.record.clone(), props.set.clone());
    html! {
        <div class="sb-split">
            <div>
                <Year calendar={calendar.clone()} {year} {today} {onchange} />
                <Days {record} calendar={calendar.clone()} {year} may_change={props.may_change} {set} />
            </div>
            <div>
                <Panel title={t!(l, "calendar-week")}>
                    { facts(vec![
                        (t!(l, "calendar-code"), text(Some(&props.record.code))),
                        (t!(l, "calendar-zone"), text(Some(calendar.zone().name()))),
                    ]) }
                    { week(&calendar, l) }
                </Panel>
                <Panel title={t!(l, "calendar-next")}>{ next(&calendar, today, l) }</Panel>
                <Calculator {calendar} />
            </div>
        </div>
    }
}

fn week(calendar: &Calendar, l: Locale) -> Html {
    if calendar.always_open() {
        return html! { <p>{ t!(l, "calendar-always-open-hint") }</p> };
    }
    let days = (0..7_u8).filter_map(|day| Some((day, chrono::Weekday::try_from(day).ok()?)));
    html! {
        <dl class="sb-week">
            { for days.map(|(day, weekday)| html! {
                <div>
                    <dt>{ words::weekday(day.into(), l) }</dt>
                    <dd class={calendar.hours(weekday).is_empty().then_some("sb-quiet")}>{ words::hours(calendar.hours(weekday), l) }</dd>
                </div>
            }) }
        </dl>
    }
}

fn next(calendar: &Calendar, today: NaiveDate, l: Locale) -> Html {
    let days: Vec<_> = calendar.special_days().range(today..).take(NEXT).collect();
    if days.is_empty() {
        return html! { <p class="sb-quiet">{ t!(l, "calendar-no-next") }</p> };
    }
    html! {
        <dl class="sb-week">
            { for days.into_iter().map(|(&date, hours)| html! {
                <div>
                    <dt>{ words::date(date, l) }</dt>
                    <dd>{ [calendar.name_of(date).map(str::to_owned), Some(words::hours(hours, l))].into_iter().flatten().collect::<Vec<_>>().join(" · ") }</dd>
                </div>
            }) }
        </dl>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct RemoveProps {
    record: Rc<BusinessCalendar>,
    onclose: Callback<()>,
}

#[component]
fn Remove(props: &RemoveProps) -> Html {
    let l = use_locale();
    let (id, version) = (props.record.id, props.record.version);
    let done = Callback::from(|()| route::go(Route::Calendars(Record::List)));
    let deed = use_deed(move |_| calendar::delete(id, version), done);
    let title = t!(l, "calendar-remove", name = props.record.name.as_str());
    html! {
        <Confirm {title} label={t!(l, "page-remove")} danger=true {deed} onclose={props.onclose.clone()}>
            <p>{ t!(l, "calendar-remove-hint") }</p>
        </Confirm>
    }
}
