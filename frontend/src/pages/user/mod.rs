//! People with a log-in.

mod detail;
mod form;
mod list;

use crate::route::Record;
use shared::ids::UserId;
use yew::prelude::*;

pub use list::{columns, row};

/// The page of a route.
pub fn page(record: Record<UserId>) -> Html {
    match record {
        Record::List => html! { <list::UserList /> },
        Record::New => html! { <form::UserInvite key="new" /> },
        Record::One(id) => html! { <detail::UserPage key={id.to_string()} {id} /> },
        Record::Edit(id) => html! { <form::UserEdit key={id.to_string()} {id} /> },
    }
}
