//! Organisations: the maker, dealers, service centres, suppliers, customers with log-ins.

mod detail;
mod form;
mod list;

use crate::route::Record;
use shared::ids::OrganizationId;
use yew::prelude::*;

/// The page of a route.
pub fn page(record: Record<OrganizationId>) -> Html {
    match record {
        Record::List => html! { <list::OrganizationList /> },
        Record::New => html! { <form::OrganizationNew key="new" /> },
        Record::One(id) => html! { <detail::OrganizationPage key={id.to_string()} {id} /> },
        Record::Edit(id) => html! { <form::OrganizationEdit key={id.to_string()} {id} /> },
    }
}
