//! Recoveries: quality loss claims on suppliers, and what is to be recovered.

mod action;
mod claim;
mod detail;
mod list;
mod to_recover;

use crate::route::Record;
use shared::ids::RecoveryId;
use yew::prelude::*;

pub use to_recover::ToRecoverPage;

/// The page of a route.
pub fn page(record: Record<RecoveryId>) -> Html {
    match record {
        Record::List | Record::New => html! { <list::RecoveryList /> },
        Record::One(id) | Record::Edit(id) => html! { <detail::RecoveryPage key={id.to_string()} {id} /> },
    }
}
