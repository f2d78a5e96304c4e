//! Stub.
use crate::route::Record;
use shared::ids::OrganizationId;
use yew::prelude::*;
/// Stub.
pub fn page(_: Record<OrganizationId>) -> Html {
    html! {}
}
