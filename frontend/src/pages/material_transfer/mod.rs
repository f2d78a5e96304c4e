//! Material transfers.

mod action;
mod detail;
mod draft;
mod form;
mod list;
mod print;
mod ticket;

pub use ticket::TicketTransfers;

use crate::route::Record;
use shared::ids::MaterialTransferId;
use yew::prelude::*;

/// The page of a route.
pub fn page(record: Record<MaterialTransferId>) -> Html {
    match record {
        Record::List => html! { <list::TransferList /> },
        Record::New => html! { <form::TransferNew /> },
        Record::One(id) => html! { <detail::TransferPage key={id.to_string()} {id} /> },
        Record::Edit(id) => html! { <form::TransferEdit key={id.to_string()} {id} /> },
    }
}
