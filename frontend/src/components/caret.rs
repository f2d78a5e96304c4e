//! Putting words into a text field where the cursor stands.

use crate::components::field::id;
use crate::components::form::Form;
use gloo_timers::callback::Timeout;
use gloo_utils::document;
use shared::records::canned_answer::insert;
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

fn area(name: &str) -> Option<HtmlTextAreaElement> {
    document().get_element_by_id(&id(name))?.dyn_into().ok()
}

/// Puts words in place of what is selected in a field, and the cursor behind them.
pub fn put_in(form: &Form, name: &str, words: &str) {
    let text = form.get(name).to_owned();
    let end = text.encode_utf16().count();
    let place = |found: Option<Option<u32>>| found.flatten().and_then(|n| usize::try_from(n).ok());
    let field = area(name);
    let from = place(field.as_ref().and_then(|f| f.selection_start().ok())).unwrap_or(end);
    let to = place(field.as_ref().and_then(|f| f.selection_end().ok())).unwrap_or(end);
    let (whole, after) = insert(&text, from..to, words);
    form.set(name, whole);
    let name = name.to_owned();
    // The field has the words when the page has been drawn.
    Timeout::new(0, move || {
        if let (Some(field), Ok(after)) = (area(&name), u32::try_from(after)) {
            let _ = field.focus();
            let _ = field.set_selection_range(after, after);
        }
    })
    .forget();
}
