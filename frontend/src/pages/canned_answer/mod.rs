//! Canned answers: those of the house and one's own.

mod form;
mod list;

use crate::route::Record;
use shared::ids::CannedAnswerId;
use yew::prelude::*;

/// The page of a route.
pub fn page(record: Record<CannedAnswerId>) -> Html {
    match record {
        Record::List => html! { <list::CannedAnswerList /> },
        Record::New => html! { <form::CannedAnswerNew key="new" /> },
        Record::One(id) | Record::Edit(id) => html! { <form::CannedAnswerEdit key={id.to_string()} {id} /> },
    }
}
