//! A text to take along: a link, a secret.

use crate::browser;
use crate::components::button::{Button, Kind};
use crate::i18n::use_locale;
use patternfly_yew::prelude::Icon;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Properties of [`CopyBox`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// What it is.
    pub label: AttrValue,
    /// The text.
    pub text: AttrValue,
}

/// A text with a button that copies it. Where the browser does not let us, it is marked for copying by hand.
#[component]
pub fn CopyBox(props: &Props) -> Html {
    let l = use_locale();
    let node = use_node_ref();
    let said = use_state_eq(|| None::<bool>);
    let onclick = {
        let (text, said, node) = (props.text.clone(), said.setter(), node.clone());
        Callback::from(move |()| {
            let (text, said, node) = (text.clone(), said.clone(), node.clone());
            spawn_local(async move {
                let copied = browser::copy(&text).await;
                if !copied && let Some(input) = node.cast::<HtmlInputElement>() {
                    input.select();
                }
                said.set(Some(copied));
            });
        })
    };
    html! {
        <div class="sb-copy">
            <label class="pf-v6-c-form__label" for="copy-box">{ &props.label }</label>
            <div class="sb-copy-line">
                <span class="pf-v6-c-form-control pf-m-readonly">
                    <input id="copy-box" ref={node} readonly=true value={props.text.clone()} type="text" />
                </span>
                <Button label={t!(l, "page-copy")} kind={Kind::Secondary} icon={Icon::Copy} {onclick} />
            </div>
            <p role="status" class="sb-quiet">
                { match *said {
                    Some(true) => t!(l, "page-copied"),
                    Some(false) => t!(l, "page-copy-by-hand"),
                    None => String::new(),
                } }
            </p>
        </div>
    }
}
