//! Small windows under a button of the head: closed by Escape, by going elsewhere, by leaving them.

use crate::browser;
use crate::route::Route;
use wasm_bindgen::JsCast;
use yew::prelude::*;
use yew_nested_router::prelude::use_router;

/// A window that a button opens.
#[derive(Clone, PartialEq)]
pub struct Popup {
    /// Whether it is open.
    pub open: bool,
    /// For the button.
    pub toggle: Callback<MouseEvent>,
    /// Closes it.
    pub close: Callback<()>,
    /// For the element around button and window.
    pub onkeydown: Callback<KeyboardEvent>,
    /// For the element around button and window.
    pub onfocusout: Callback<FocusEvent>,
}

/// A window under the button that `button` selects; `around` selects the element around both.
#[hook]
pub fn use_popup(button: &'static str, around: &'static str) -> Popup {
    let open = use_state_eq(|| false);
    let route = use_router::<Route>().and_then(|r| r.active_target);
    {
        let open = open.setter();
        use_effect_with(route, move |_| open.set(false));
    }
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let close = {
        let open = open.setter();
        Callback::from(move |()| open.set(false))
    };
    let onkeydown = {
        let open = open.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && *open {
                open.set(false);
                browser::focus(button);
            }
        })
    };
    let onfocusout = {
        let open = open.setter();
        Callback::from(move |event: FocusEvent| {
            let to = event.related_target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
            if to.is_some_and(|e| e.closest(around).ok().flatten().is_none()) {
                open.set(false);
            }
        })
    };
    Popup { open: *open, toggle, close, onkeydown, onfocusout }
}
