//! A year of a calendar as twelve months: each day says by its colour, and in words, what it is.

use super::words::{self, Day};
use crate::components::button::{Button, Kind};
use crate::components::facts::Panel;
use crate::i18n::use_locale;
use chrono::{Datelike, Months, NaiveDate};
use patternfly_yew::prelude::Icon;
use shared::calendar::{Calendar, FIRST_YEAR, LAST_YEAR};
use shared::i18n::Locale;
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`Year`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The calendar.
    pub calendar: Rc<Calendar>,
    /// The year.
    pub year: i32,
    /// Today, in the calendar's zone.
    pub today: NaiveDate,
    /// Shows another year.
    pub onchange: Callback<i32>,
}

/// A year of a calendar.
#[component]
pub fn Year(props: &Props) -> Html {
    let l = use_locale();
    let step = |by: i32| {
        let (onchange, year) = (props.onchange.clone(), (props.year + by).clamp(FIRST_YEAR, LAST_YEAR));
        Callback::from(move |()| onchange.emit(year))
    };
    let actions = html! {
        <>
            <Button label={t!(l, "calendar-year-before")} kind={Kind::Plain} icon={Icon::AngleLeft} onclick={step(-1)} />
            <Button label={t!(l, "calendar-year-after")} kind={Kind::Plain} icon={Icon::AngleRight} onclick={step(1)} />
        </>
    };
    let legend = [Day::Work, Day::Rest, Day::Holiday, Day::Own];
    html! {
        <Panel title={t!(l, "calendar-year", year = props.year.to_string())} {actions}>
            <ul class="sb-legend">
                { for legend.into_iter().map(|kind| html! {
                    <li><span class={classes!("sb-day", kind.class())} aria-hidden="true"></span>{ kind.word(l) }</li>
                }) }
                <li><span class="sb-day sb-day-today" aria-hidden="true"></span>{ t!(l, "calendar-today") }</li>
            </ul>
            <div class="sb-year">
                { for (1..=12).map(|month| month_grid(props, month, l)) }
            </div>
        </Panel>
    }
}

fn month_grid(props: &Props, month: u32, l: Locale) -> Html {
    let Some(first) = NaiveDate::from_ymd_opt(props.year, month, 1) else { return html! {} };
    let days = first.iter_days().take_while(|day| day.month() == month);
    let after = first.checked_add_months(Months::new(1)).unwrap_or(first);
    let before = first.weekday().num_days_from_monday();
    let cells: Vec<Option<NaiveDate>> = (0..before).map(|_| None).chain(days.map(Some)).collect();
    html! {
        <table class="sb-month" key={after.to_string()}>
            <caption>{ words::month(month, l) }</caption>
            <thead>
                <tr>{ for (0..7).map(|day| html! { <th scope="col" abbr={words::weekday(day, l)}>{ words::initial(day, l) }</th> }) }</tr>
            </thead>
            <tbody>
                { for cells.chunks(7).map(|week| html! {
                    <tr>{ for week.iter().map(|day| cell(props, *day, l)) }</tr>
                }) }
            </tbody>
        </table>
    }
}

fn cell(props: &Props, date: Option<NaiveDate>, l: Locale) -> Html {
    let Some(date) = date else { return html! { <td></td> } };
    let kind = words::day(&props.calendar, date);
    let name = props.calendar.name_of(date);
    let told = [
        Some(words::date(date, l)),
        name.map(str::to_owned),
        Some(words::hours(props.calendar.hours_on(date), l)),
    ];
    let told = told.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let today = date == props.today;
    // Whoever hears the page hears only what is out of the ordinary; the week is told beside.
    let heard = match kind {
        Day::Holiday | Day::Own => {
            Some(name.map_or_else(|| kind.word(l), |name| format!("{name}, {}", kind.word(l))))
        }
        Day::Work | Day::Rest => None,
    };
    html! {
        <td class={classes!("sb-day", kind.class(), today.then_some("sb-day-today"))} title={told} aria-current={today.then_some("date")} data-date={date.to_string()}>
            { date.day() }
            if let Some(heard) = heard {
                <span class="pf-v6-screen-reader">{ heard }</span>
            }
        </td>
    }
}
