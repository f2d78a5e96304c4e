//! Stub.
use yew::prelude::*;
/// Stub.
#[component]
pub fn PolicyPage() -> Html {
    html! {}
}
