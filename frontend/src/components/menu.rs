//! A button that offers a few files to take: of a list, of a record.

use crate::api::Answer;
use crate::components::button::{Button, Kind};
use crate::components::popup::{Popup, use_popup};
use crate::components::toast::{Said, use_toaster};
use futures_util::future::LocalBoxFuture;
use patternfly_yew::prelude::Icon;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Properties of [`Menu`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// What it offers.
    pub label: AttrValue,
    /// A picture beside the label.
    pub icon: Icon,
    /// The files.
    pub choices: Vec<AttrValue>,
    /// Brings the one at a place among them.
    pub take: Callback<usize, LocalBoxFuture<'static, Answer<()>>>,
}

/// A button that offers files. While one is on its way it is busy; what goes wrong is told.
#[component]
pub fn Menu(props: &Props) -> Html {
    let toaster = use_toaster();
    let busy = use_state_eq(|| false);
    let Popup { open, toggle, close, onkeydown, onfocusout } = use_popup(".sb-menu > button", ".sb-menu");
    let take = |n: usize| {
        let (take, close, busy, toaster) =
            (props.take.clone(), close.clone(), busy.setter(), toaster.clone());
        Callback::from(move |()| {
            close.emit(());
            busy.set(true);
            let (brought, busy, toaster) = (take.emit(n), busy.clone(), toaster.clone());
            spawn_local(async move {
                let answer = brought.await;
                busy.set(false);
                if let Err(problem) = answer {
                    toaster.tell(Said::problem(&problem));
                }
            });
        })
    };
    html! {
        <div class="sb-menu" {onkeydown} {onfocusout}>
            <button
                type="button"
                class={classes!("pf-v6-c-button", "pf-m-secondary", (*busy).then_some("pf-m-progress pf-m-in-progress"))}
                aria-expanded={open.to_string()}
                aria-busy={busy.then_some("true")}
                disabled={*busy}
                onclick={toggle}
            >
                <span class="pf-v6-c-button__icon pf-m-start">{ props.icon }</span>
                <span class="pf-v6-c-button__text">{ &props.label }</span>
            </button>
            <ul class="sb-menu-list" role="list" hidden={!open}>
                { for props.choices.iter().enumerate().map(|(n, label)| html! {
                    <li key={n}><Button label={label.clone()} kind={Kind::Link} onclick={take(n)} /></li>
                }) }
            </ul>
        </div>
    }
}
