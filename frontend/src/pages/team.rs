//! Stub.
use crate::route::Record;
use shared::ids::TeamId;
use yew::prelude::*;
/// Stub.
pub fn page(_: Record<TeamId>) -> Html {
    html! {}
}
