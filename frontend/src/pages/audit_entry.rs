//! Stub.
use yew::prelude::*;
/// Stub.
#[component]
pub fn AuditPage() -> Html {
    html! {}
}
