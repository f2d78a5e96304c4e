//! Checklists of the house.

mod form;
mod list;

use crate::route::Record;
use shared::ids::ChecklistId;
use yew::prelude::*;

/// The page of a route.
pub fn page(record: Record<ChecklistId>) -> Html {
    match record {
        Record::List => html! { <list::ChecklistList /> },
        Record::New => html! { <form::ChecklistNew key="new" /> },
        Record::One(id) | Record::Edit(id) => html! { <form::ChecklistEdit key={id.to_string()} {id} /> },
    }
}
