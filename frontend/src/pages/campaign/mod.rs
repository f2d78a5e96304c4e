//! Campaigns: recalls and batch rectifications, and the early warning that proposes them.

mod action;
mod cells;
mod detail;
mod flag;
mod form;
mod list;
mod progress;
mod scope;
mod scopes;
mod warning;

use crate::route::Record;
use shared::ids::CampaignId;
use yew::prelude::*;

pub use flag::OpenCampaigns;
pub use form::Proposal;
pub use warning::{WarningPage, chance};

/// The page of a route.
pub fn page(record: Record<CampaignId>) -> Html {
    match record {
        Record::List => html! { <list::CampaignList /> },
        Record::New => html! { <form::CampaignNew /> },
        Record::One(id) => html! { <detail::CampaignPage key={id.to_string()} {id} /> },
        Record::Edit(id) => html! { <form::CampaignEdit key={id.to_string()} {id} /> },
    }
}
