//! Stub.
use crate::route::Record;
use shared::ids::FaultCodeId;
use yew::prelude::*;
/// Stub.
pub fn page(_: Record<FaultCodeId>) -> Html {
    html! {}
}
