//! The knowledge base.

mod detail;
mod editions;
mod files;
mod form;
mod list;
mod mention;
mod suggest;

use crate::route::Record;
use shared::ids::KnowledgeArticleId;
use yew::prelude::*;

pub use mention::Mentioning;
pub use suggest::Suggestions;

/// The page of a route.
pub fn page(record: Record<KnowledgeArticleId>) -> Html {
    match record {
        Record::List => html! { <list::KnowledgeList /> },
        Record::New => html! { <form::KnowledgeNew key="new" /> },
        Record::One(id) => html! { <detail::KnowledgePage key={id.to_string()} {id} /> },
        Record::Edit(id) => html! { <form::KnowledgeEdit key={id.to_string()} {id} /> },
    }
}
