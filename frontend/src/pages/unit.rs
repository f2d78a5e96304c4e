//! Stub.
use crate::route::Record;
use shared::ids::UnitId;
use yew::prelude::*;
/// Stub.
pub fn page(_: Record<UnitId>) -> Html {
    html! {}
}
