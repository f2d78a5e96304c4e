//! Stub.
use crate::route::Record;
use shared::ids::ProductId;
use yew::prelude::*;
/// Stub.
pub fn page(_: Record<ProductId>) -> Html {
    html! {}
}
