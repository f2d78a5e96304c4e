//! The forms of a ticket on paper: a menu of what it prints.

use crate::api::ticket;
use crate::browser;
use crate::components::alert::Gravity;
use crate::components::button::{Button, Kind};
use crate::components::popup::{Popup, use_popup};
use crate::components::toast::{Said, use_toaster};
use crate::i18n::use_locale;
use patternfly_yew::prelude::Icon;
use shared::ids::TicketId;
use shared::records::ticket::TicketForm;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Properties of [`Print`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The ticket.
    pub id: TicketId,
}

/// A button that offers the forms; each opens in a tab of its own, in the language of the page.
#[component]
pub fn Print(props: &Props) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let busy = use_state_eq(|| false);
    let Popup { open, toggle, close, onkeydown, onfocusout } = use_popup(".sb-print > button", ".sb-print");
    let print = |form: TicketForm| {
        let (id, close, busy, toaster) = (props.id, close.clone(), busy.setter(), toaster.clone());
        Callback::from(move |()| {
            close.emit(());
            busy.set(true);
            let (busy, toaster) = (busy.clone(), toaster.clone());
            spawn_local(async move {
                let answer = ticket::paper(id, form, l).await;
                busy.set(false);
                match answer {
                    Ok(bytes) => browser::open(&bytes, "application/pdf"),
                    Err(problem) => {
                        let text = format!("{} {}", problem.title, problem.detail);
                        toaster.tell(Said { gravity: Gravity::Danger, text: text.into(), to: None });
                    }
                }
            });
        })
    };
    html! {
        <div class="sb-export sb-print" {onkeydown} {onfocusout}>
            <button
                type="button"
                class={classes!("pf-v6-c-button", "pf-m-secondary", (*busy).then_some("pf-m-progress pf-m-in-progress"))}
                aria-expanded={open.to_string()}
                aria-busy={busy.then_some("true")}
                disabled={*busy}
                onclick={toggle}
            >
                <span class="pf-v6-c-button__icon pf-m-start">{ Icon::Print }</span>
                <span class="pf-v6-c-button__text">{ t!(l, "ticket-print") }</span>
            </button>
            <ul class="sb-export-menu" role="list" hidden={!open}>
                { for TicketForm::ALL.iter().map(|form| html! {
                    <li key={form.as_str()}>
                        <Button label={form.label(l)} kind={Kind::Link} onclick={print(*form)} />
                    </li>
                }) }
            </ul>
        </div>
    }
}
