//! What was typed and not yet sent. Whoever is about to leave it is asked first, whichever way they go: a
//! link, the browser's "back", the log-out or a closed window.

use crate::browser;
use crate::components::button::{Button, Kind};
use crate::components::form::Form;
use crate::components::modal::Modal;
use crate::i18n::use_locale;
use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use gloo_utils::{history, window};
use std::cell::RefCell;
use std::collections::BTreeSet;
use wasm_bindgen::JsValue;
use yew::prelude::*;

/// A way out that waits for an answer.
type Way = Callback<()>;

#[derive(Default)]
struct Held {
    /// Forms that hold something, by their ids.
    forms: BTreeSet<u32>,
    /// Where they stand.
    address: String,
    /// Shows the question.
    ask: Option<Callback<Way>>,
}

thread_local! {
    static HELD: RefCell<Held> = RefCell::default();
}

/// An address of this page: path and query.
fn here() -> String {
    format!("{}{}", browser::path(), window().location().search().unwrap_or_default())
}

fn hold(form: u32) {
    HELD.with_borrow_mut(|held| {
        held.forms.insert(form);
        held.address = here();
    });
}

/// A form holds nothing any more: it was sent, or it is gone.
pub fn release(form: u32) {
    HELD.with_borrow_mut(|held| {
        held.forms.remove(&form);
    });
}

/// Whether anything would be lost.
pub fn holds() -> bool {
    HELD.with_borrow(|held| !held.forms.is_empty())
}

/// Goes a way at once when nothing would be lost, else after the reader has agreed.
pub fn before(way: Way) {
    let ask = HELD.with_borrow(|held| held.ask.clone().filter(|_| !held.forms.is_empty()));
    match ask {
        Some(ask) => ask.emit(way),
        None => way.emit(()),
    }
}

/// Guards what is typed in a form until it is sent or taken back; says whether there is anything.
#[hook]
pub fn use_unsaved(form: &Form) -> bool {
    let dirty = form.values != form.base;
    let id = form.id;
    use_effect_with((id, dirty), move |(_, dirty)| {
        if *dirty {
            hold(id);
        }
        move || release(id)
    });
    dirty
}

/// Watches the browser's own ways out. To be called before anything else listens to "back": what is held up
/// here must reach nobody else.
pub fn watch() {
    let loud = EventListenerOptions { phase: EventListenerPhase::Capture, passive: false };
    EventListener::new_with_options(&window(), "beforeunload", loud, |event| {
        if holds() {
            event.prevent_default();
        }
    })
    .forget();
    EventListener::new_with_options(&window(), "popstate", loud, |event| {
        let form = HELD.with_borrow(|held| held.address.clone());
        let stays = form.split('?').next() == Some(browser::path().as_str());
        if !holds() || stays {
            return;
        }
        // The browser has gone already: the form's address is put back, and "back" leads from there to
        // where the reader was heading.
        event.stop_immediate_propagation();
        let _ = history().push_state_with_url(&JsValue::NULL, "", Some(&form));
        before(Callback::from(|()| {
            let _ = history().back();
        }));
    })
    .forget();
}

/// Asks before something typed is left behind.
#[component]
pub fn UnsavedGuard() -> Html {
    let l = use_locale();
    let way = use_state(|| None::<Way>);
    {
        let way = way.setter();
        use_effect_with((), move |()| {
            HELD.with_borrow_mut(|held| held.ask = Some(Callback::from(move |asked| way.set(Some(asked)))));
            || HELD.with_borrow_mut(|held| held.ask = None)
        });
    }
    let Some(going) = (*way).clone() else { return html! {} };
    let stay = {
        let way = way.setter();
        Callback::from(move |()| way.set(None))
    };
    let leave = {
        let way = way.setter();
        Callback::from(move |()| {
            HELD.with_borrow_mut(|held| held.forms.clear());
            way.set(None);
            going.emit(());
        })
    };
    let footer = html! {
        <>
            <Button label={t!(l, "page-unsaved-stay")} kind={Kind::Primary} onclick={stay.clone()} />
            <Button label={t!(l, "page-unsaved-leave")} kind={Kind::Danger} onclick={leave} />
        </>
    };
    html! {
        <Modal title={t!(l, "page-unsaved")} onclose={stay} {footer}>
            <p>{ t!(l, "page-unsaved-hint") }</p>
        </Modal>
    }
}
