//! Counts of stock.

mod action;
mod detail;
mod list;
mod sheet;

use crate::route::Record;
use shared::ids::StockCountId;
use yew::prelude::*;

/// The page of a route.
pub fn page(record: Record<StockCountId>) -> Html {
    match record {
        Record::List | Record::New => html! { <list::StockCountList /> },
        Record::One(id) | Record::Edit(id) => {
            html! { <detail::StockCountPage key={id.to_string()} {id} /> }
        }
    }
}
