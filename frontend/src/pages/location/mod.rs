//! Places where parts are kept.

mod form;
mod list;

use crate::route::Record;
use shared::ids::LocationId;
use yew::prelude::*;

/// The page of a route.
pub fn page(record: Record<LocationId>) -> Html {
    match record {
        Record::List => html! { <list::LocationList /> },
        Record::New => html! { <form::LocationNew key="new" /> },
        Record::One(id) | Record::Edit(id) => html! { <form::LocationEdit key={id.to_string()} {id} /> },
    }
}
