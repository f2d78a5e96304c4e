//! Tickets (客户投诉单, 叫修登记簿): list, intake, and the page of one.

mod action;
mod action_form;
mod aside;
mod attachments;
mod bulk;
mod caller;
mod canned;
mod checks;
mod clock_words;
mod clocks;
mod columns;
mod comments;
mod detail;
mod draft;
mod edit;
mod fields;
mod filter;
mod forecast;
mod form;
mod links;
mod list;
mod narrowed;
mod presence;
mod print;
pub mod queues;
mod repair;
mod returns;
mod split;
mod timeline;
mod views;
mod watch;
pub mod words;

use crate::route::Record;
use shared::ids::TicketId;
use yew::prelude::*;

pub use clock_words::target_text;
pub use columns::{columns, row};

/// The page of a route.
pub fn page(record: Record<TicketId>) -> Html {
    match record {
        Record::List => html! { <list::TicketList /> },
        Record::New => html! { <form::TicketForm /> },
        Record::One(id) => html! { <detail::TicketPage key={id.to_string()} {id} /> },
        Record::Edit(id) => html! { <edit::TicketEdit key={id.to_string()} {id} /> },
    }
}
