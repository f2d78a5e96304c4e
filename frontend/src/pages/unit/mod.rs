//! Units: list, whole life, register and change.

mod actions;
mod component;
mod detail;
mod form;
mod label;
mod list;
mod warranty;

use crate::route::Record;
use shared::ids::UnitId;
use yew::prelude::*;

pub use list::{columns, row};

/// The page of a route.
pub fn page(record: Record<UnitId>) -> Html {
    match record {
        Record::List => html! { <list::UnitList /> },
        Record::New => html! { <form::UnitNew key="new" /> },
        Record::One(id) => html! { <detail::UnitPage key={id.to_string()} {id} /> },
        Record::Edit(id) => html! { <form::UnitEdit key={id.to_string()} {id} /> },
    }
}
