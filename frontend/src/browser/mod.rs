//! What the page asks of the browser. Everything here may fail quietly: storage can be forbidden, the
//! clipboard refused, and none of it may stop the work.

pub mod camera;

use gloo_events::EventListener;
use gloo_utils::{document, document_element, window};
use js_sys::Intl::DateTimeFormat;
use js_sys::{Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, HtmlElement};

/// A value kept in this browser.
pub fn stored(key: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(key).ok()?
}

/// Keeps a value in this browser.
pub fn store(key: &str, value: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(key, value);
    }
}

/// The language that the browser asks for.
pub fn language() -> String {
    window().navigator().language().unwrap_or_default()
}

/// The zone that the browser's clock is in, by its name.
pub fn zone() -> String {
    let options = DateTimeFormat::default().resolved_options();
    Reflect::get(&options, &"timeZone".into()).ok().and_then(|zone| zone.as_string()).unwrap_or_default()
}

/// Waits until the browser has nothing else to do; not at all where it does not say so.
pub async fn idle() {
    let idle = Promise::new(&mut |done, _| {
        if window().request_idle_callback(&done).is_err() {
            let _ = done.call0(&JsValue::NULL);
        }
    });
    let _ = JsFuture::from(idle).await;
}

/// What the head of the page says under a name.
#[cfg(target_family = "wasm")]
pub fn meta(name: &str) -> Option<String> {
    document().query_selector(&format!("meta[name=\"{name}\"]")).ok()??.get_attribute("content")
}

/// Loads the page anew.
pub fn reload() {
    let _ = window().location().reload();
}

/// Shows the note of `index.html` that the page did not open.
pub fn tell_not_started() {
    if let Ok(event) = Event::new("sanbao-failed") {
        let _ = window().dispatch_event(&event);
    }
}

/// Sets the title of the window.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Tells screen readers and hyphenation which language the page is in.
pub fn set_language(tag: &str) {
    let _ = document_element().set_attribute("lang", tag);
}

/// Switches a class of the root element.
pub fn set_root_class(class: &str, on: bool) {
    let _ = document_element().class_list().toggle_with_force(class, on);
}

/// Whether the root element has a class.
pub fn has_root_class(class: &str) -> bool {
    document_element().class_list().contains(class)
}

/// Whether a media query holds.
pub fn matches(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|found| found.matches())
}

/// Tells whether a media query holds each time that this changes, until what it gives is dropped.
pub fn on_match(query: &str, tell: impl Fn(bool) + 'static) -> Option<EventListener> {
    let list = window().match_media(query).ok().flatten()?;
    let asked = list.clone();
    Some(EventListener::new(&list, "change", move |_| tell(asked.matches())))
}

/// Puts the focus on the first element that a selector finds; says whether there was one.
pub fn focus(selector: &str) -> bool {
    let found = document().query_selector(selector).ok().flatten();
    found.and_then(|e| e.dyn_into::<HtmlElement>().ok()).is_some_and(|e| e.focus().is_ok())
}

/// Brings the element that a selector finds into view, moving as little as it takes.
pub fn scroll_to(selector: &str) {
    if let Ok(Some(element)) = document().query_selector(selector) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// A file of bytes, as an address that this page alone can open. Whoever asks for it gives it back with
/// [`forget`].
pub fn address_of(bytes: &[u8], media_type: &str) -> Option<String> {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
    web_sys::Url::create_object_url_with_blob(&blob).ok()
}

/// Gives an address back.
pub fn forget(address: &str) {
    let _ = web_sys::Url::revoke_object_url(address);
}

/// Saves a file under a name.
pub fn save(bytes: &[u8], name: &str) {
    let Some(address) = address_of(bytes, "application/octet-stream") else { return };
    let link =
        document().create_element("a").ok().and_then(|e| e.dyn_into::<web_sys::HtmlAnchorElement>().ok());
    if let Some(link) = link {
        link.set_href(&address);
        link.set_download(name);
        link.click();
    }
    // The browser has taken what it saves by the next turn.
    gloo_timers::callback::Timeout::new(1_000, move || forget(&address)).forget();
}

/// Opens a file in a tab of its own, where the browser can show its kind.
pub fn open(bytes: &[u8], media_type: &str) {
    let Some(address) = address_of(bytes, media_type) else { return };
    let link =
        document().create_element("a").ok().and_then(|e| e.dyn_into::<web_sys::HtmlAnchorElement>().ok());
    if let Some(link) = link {
        link.set_href(&address);
        link.set_target("_blank");
        link.click();
    }
    // The tab reads it while it opens.
    gloo_timers::callback::Timeout::new(60_000, move || forget(&address)).forget();
}

/// Opens the browser's dialogue to print.
pub fn print() {
    let _ = window().print();
}

/// The element that has the focus.
pub fn focused() -> Option<HtmlElement> {
    document().active_element()?.dyn_into().ok()
}

/// Copies a text; says whether the browser let us.
pub async fn copy(text: &str) -> bool {
    let navigator = window().navigator();
    // Without HTTPS there is no clipboard, and asking for it would throw.
    let there = js_sys::Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|c| !c.is_undefined());
    there && JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
}

/// The address of this server, for links that are handed over.
pub fn origin() -> String {
    window().location().origin().unwrap_or_default()
}

/// What follows `?` in the address.
pub fn query() -> String {
    window().location().search().unwrap_or_default().trim_start_matches('?').to_owned()
}

/// What follows `#` in the address.
pub fn fragment() -> String {
    window().location().hash().unwrap_or_default().trim_start_matches('#').to_owned()
}

/// The path of the address.
pub fn path() -> String {
    window().location().pathname().unwrap_or_default()
}
