//! Returns of defective parts.

mod about;
mod action;
mod claims;
mod detail;
mod dunning;
mod form;
mod lines;
mod list;
mod overdue;
mod pictures;
mod print;
mod scan;
mod statistics;
mod statistics_filter;

use crate::route::Record;
use shared::ids::RmaId;
use yew::prelude::*;

pub use about::{About, OldPart};
pub use lines::LinesPage;
pub use overdue::OverduePage;
pub use pictures::Pictures;
pub use scan::ScanPage;
pub use statistics::StatisticsPage;

/// The page of a route.
pub fn page(record: Record<RmaId>) -> Html {
    match record {
        Record::List => html! { <list::RmaList /> },
        Record::New => html! { <form::RmaNew key="new" /> },
        Record::One(id) | Record::Edit(id) => html! { <detail::RmaPage key={id.to_string()} {id} /> },
    }
}
