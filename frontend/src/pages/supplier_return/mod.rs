//! What goes back to suppliers.

mod action;
mod detail;
mod list;

use crate::route::Record;
use shared::ids::RmaLineId;
use yew::prelude::*;

pub use detail::charges;

/// The page of a route.
pub fn page(record: Record<RmaLineId>) -> Html {
    match record {
        Record::List | Record::New => html! { <list::SupplierReturnList /> },
        Record::One(id) | Record::Edit(id) => {
            html! { <detail::SupplierReturnPage key={id.to_string()} {id} /> }
        }
    }
}
