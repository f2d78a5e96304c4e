//! Stub.
use crate::route::Record;
use shared::ids::CustomerId;
use yew::prelude::*;
/// Stub.
pub fn page(_: Record<CustomerId>) -> Html {
    html! {}
}
