//! Imports: list, begin one, its report.

mod detail;
mod form;
mod list;
mod template;

use crate::route::Record;
use shared::ids::ImportId;
use yew::prelude::*;

/// The page of a route.
pub fn page(record: Record<ImportId>) -> Html {
    match record {
        Record::List => html! { <list::ImportList /> },
        Record::New => html! { <form::ImportForm /> },
        Record::One(id) | Record::Edit(id) => html! { <detail::ImportPage key={id.to_string()} {id} /> },
    }
}
