//! Business calendars: when the desk is staffed, seen as a year, and a calculator that reckons with it here.

mod calculator;
mod days;
mod detail;
mod form;
mod list;
mod moves;
mod week;
mod words;
mod year;

use crate::route::Record;
use shared::ids::CalendarId;
use yew::prelude::*;

/// The page of a route.
pub fn page(record: Record<CalendarId>) -> Html {
    match record {
        Record::List => html! { <list::CalendarList /> },
        Record::New => html! { <form::CalendarNew key="new" /> },
        Record::One(id) => html! { <detail::CalendarPage key={id.to_string()} {id} /> },
        Record::Edit(id) => html! { <form::CalendarEdit key={id.to_string()} {id} /> },
    }
}
