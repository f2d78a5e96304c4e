//! Dialogues. The browser's own `<dialog>` keeps the focus inside, puts the rest out of reach and closes on
//! Escape; the focus then returns to where it was.

use crate::browser;
use crate::components::button::{Button, Kind};
use crate::i18n::use_locale;
use crate::session::{State, use_session};
use patternfly_yew::prelude::Icon;
use web_sys::HtmlDialogElement;
use yew::prelude::*;

/// Properties of [`Modal`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// What it is about.
    pub title: AttrValue,
    /// Closes it.
    pub onclose: Callback<()>,
    /// Buttons at its foot.
    #[prop_or_default]
    pub footer: Html,
    /// For long forms.
    #[prop_or_default]
    pub wide: bool,
    /// What it says.
    #[prop_or_default]
    pub children: Html,
}

/// A dialogue.
#[component]
pub fn Modal(props: &Props) -> Html {
    let l = use_locale();
    let session = use_session();
    let node = use_node_ref();
    // While it is first drawn, before a field in it takes the focus: the browser gives the focus to the field
    // marked `autofocus` when the dialogue is shown.
    let before = use_memo((), |()| browser::focused());
    {
        let node = node.clone();
        // While the log-in stands over the page nothing may stand over the log-in.
        let ended = matches!(session.state, State::Ended(_));
        use_effect_with(ended, move |ended| {
            let dialog = node.cast::<HtmlDialogElement>().filter(|_| !ended);
            if let Some(dialog) = &dialog {
                let _ = dialog.show_modal();
            }
            move || {
                if let Some(dialog) = dialog {
                    dialog.close();
                }
                if let Some(before) = &*before {
                    let _ = before.focus();
                }
            }
        });
    }
    let oncancel = {
        let onclose = props.onclose.clone();
        Callback::from(move |event: Event| {
            event.prevent_default();
            onclose.emit(());
        })
    };
    // No header and footer elements: a dialogue may stand within those of the page.
    html! {
        <dialog
            ref={node}
            class={classes!("pf-v6-c-modal-box", "sb-modal", if props.wide { "pf-m-md" } else { "pf-m-sm" })}
            aria-labelledby="modal-title"
            {oncancel}
        >
            <div class="pf-v6-c-modal-box__close">
                <Button label={t!(l, "page-close")} kind={Kind::Plain} icon={Icon::Times} onclick={props.onclose.clone()} />
            </div>
            <div class="pf-v6-c-modal-box__header">
                <div class="pf-v6-c-modal-box__header-main">
                    <h2 class="pf-v6-c-modal-box__title" id="modal-title">
                        <span class="pf-v6-c-modal-box__title-text">{ &props.title }</span>
                    </h2>
                </div>
            </div>
            <div class="pf-v6-c-modal-box__body">{ props.children.clone() }</div>
            if props.footer != Html::default() {
                <div class="pf-v6-c-modal-box__footer">{ props.footer.clone() }</div>
            }
        </dialog>
    }
}
