//! Quality feedback and corrective action.

mod action;
mod aside;
mod detail;
mod effect;
mod fields;
mod form;
mod list;
mod of_ticket;
mod sections;
mod terms;
mod typed;

use crate::route::Record;
use shared::ids::{QualityFeedbackId, QualityTermsId};
use yew::prelude::*;

pub use of_ticket::{QualityOfTicket, RaiseFromLine};

/// The page of a route to deadlines.
pub fn terms(record: Record<QualityTermsId>) -> Html {
    match record {
        Record::List => html! { <terms::TermsList /> },
        Record::New => html! { <terms::TermsNew /> },
        Record::One(id) | Record::Edit(id) => html! { <terms::TermsEdit key={id.to_string()} {id} /> },
    }
}

/// The page of a route.
pub fn page(record: Record<QualityFeedbackId>) -> Html {
    match record {
        Record::List => html! { <list::QualityList /> },
        Record::New => html! { <form::QualityNew /> },
        Record::One(id) | Record::Edit(id) => html! { <detail::QualityPage key={id.to_string()} {id} /> },
    }
}
