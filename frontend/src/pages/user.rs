//! Stub.
use crate::route::Record;
use shared::ids::UserId;
use yew::prelude::*;
/// Stub.
pub fn page(_: Record<UserId>) -> Html {
    html! {}
}
