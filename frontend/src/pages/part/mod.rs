//! Spare parts.

mod detail;
mod form;
mod list;

use crate::route::Record;
use shared::ids::PartId;
use yew::prelude::*;

/// The page of a route.
pub fn page(record: Record<PartId>) -> Html {
    match record {
        Record::List => html! { <list::PartList /> },
        Record::New => html! { <form::PartNew key="new" /> },
        Record::One(id) => html! { <detail::PartPage key={id.to_string()} {id} /> },
        Record::Edit(id) => html! { <form::PartEdit key={id.to_string()} {id} /> },
    }
}
