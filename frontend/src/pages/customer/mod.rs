//! Customers (客户档案): list, the page of one with its people, sites, units and tickets, form.

mod contacts;
mod detail;
mod form;
mod list;
mod sites;

use crate::route::Record;
use shared::ids::CustomerId;
use yew::prelude::*;

/// The page of a route.
pub fn page(record: Record<CustomerId>) -> Html {
    match record {
        Record::List => html! { <list::CustomerList /> },
        Record::New => html! { <form::CustomerNew key="new" /> },
        Record::One(id) => html! { <detail::CustomerPage key={id.to_string()} {id} /> },
        Record::Edit(id) => html! { <form::CustomerEdit key={id.to_string()} {id} /> },
    }
}
