//! Settlement: statements, and what is in none yet.

mod action;
mod collect;
mod detail;
mod entries;
mod lines;
mod list;
mod request;

use crate::route::Record;
use shared::ids::StatementId;
use yew::prelude::*;

pub use entries::EntriesPage;

/// The page of a route.
pub fn page(record: Record<StatementId>) -> Html {
    match record {
        Record::List | Record::New => html! { <list::StatementList /> },
        Record::One(id) | Record::Edit(id) => html! { <detail::StatementPage key={id.to_string()} {id} /> },
    }
}
