//! Product models and their warranty terms.

mod detail;
mod form;
mod list;

use crate::route::Record;
use shared::ids::ProductId;
use yew::prelude::*;

/// The page of a route.
pub fn page(record: Record<ProductId>) -> Html {
    match record {
        Record::List => html! { <list::ProductList /> },
        Record::New => html! { <form::ProductNew key="new" /> },
        Record::One(id) => html! { <detail::ProductPage key={id.to_string()} {id} /> },
        Record::Edit(id) => html! { <form::ProductEdit key={id.to_string()} {id} /> },
    }
}
