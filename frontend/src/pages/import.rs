//! Stub.
use crate::route::Record;
use shared::ids::ImportId;
use yew::prelude::*;
/// Stub.
pub fn page(_: Record<ImportId>) -> Html {
    html! {}
}
