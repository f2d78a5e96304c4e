//! From page to page of a list by cursor. The address holds the cursor, so that "back" and a reload come
//! to the same page; the cursors before it travel in the history's state.

use crate::browser;
use crate::components::button::Button;
use crate::format;
use crate::i18n::use_locale;
use patternfly_yew::prelude::Icon;
use shared::page::CappedCount;
use wasm_bindgen::JsValue;
use yew::prelude::*;
use yew_nested_router::History;

/// Properties of [`Pager`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Rows on this page.
    pub rows: usize,
    /// How many there are; known on the first page.
    pub total: Option<CappedCount>,
    /// The cursor of the next page.
    pub next: Option<String>,
}

const NAME: &str = "cursor";

/// The address' query with another cursor.
pub fn with_cursor(query: &str, cursor: Option<&str>) -> String {
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).unwrap_or_default();
    let mut pairs: Vec<_> = pairs.into_iter().filter(|(name, _)| name != NAME).collect();
    if let Some(cursor) = cursor {
        pairs.push((NAME.into(), cursor.into()));
    }
    serde_urlencoded::to_string(pairs).unwrap_or_default()
}

/// The cursor in a query.
fn cursor(query: &str) -> Option<String> {
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).unwrap_or_default();
    pairs.into_iter().find(|(name, _)| name == NAME).map(|(_, value)| value)
}

/// The cursors of the pages before this one; the first page's is empty.
fn before() -> Vec<String> {
    let state = gloo_utils::history().state().unwrap_or(JsValue::NULL);
    state.as_string().and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

fn open(cursor: Option<&str>, before: &[String]) {
    let state = serde_json::to_string(before).unwrap_or_default();
    let query = with_cursor(&browser::query(), cursor.filter(|c| !c.is_empty()));
    let mark = if query.is_empty() { "" } else { "?" };
    let address = format!("{}{mark}{query}", browser::path());
    let _ = History::push_state(JsValue::from_str(&state), &address);
}

/// Which rows of the list these are, as far as that can be known.
#[component]
pub fn Pager(props: &Props) -> Html {
    let l = use_locale();
    let here = cursor(&browser::query());
    let trail = before();
    let page = trail.len() + 1;
    let first = here.is_none();
    let to_next = {
        let (next, here) = (props.next.clone(), here.clone());
        Callback::from(move |()| {
            let mut trail = before();
            trail.push(here.clone().unwrap_or_default());
            open(next.as_deref(), &trail);
        })
    };
    let to_previous = Callback::from(|()| {
        let mut trail = before();
        let previous = trail.pop();
        open(previous.as_deref(), &trail);
    });
    let to_first = Callback::from(|()| open(None, &[]));
    if first && props.next.is_none() {
        return html! {
            <p class="sb-pager sb-quiet">{ t!(l, "page-rows-all", count = props.rows as i64) }</p>
        };
    }
    html! {
        <nav class="sb-pager" aria-label={t!(l, "page-pager")}>
            <span class="sb-quiet">
                { match props.total {
                    Some(total) => t!(l, "page-rows-of", rows = props.rows as i64, total = format::count(total)),
                    None => t!(l, "page-rows-on", page = page as i64, rows = props.rows as i64),
                } }
            </span>
            if !first {
                <Button label={t!(l, "page-first")} small=true icon={Icon::AngleDoubleLeft} onclick={to_first} />
                <Button
                    label={t!(l, "page-previous")}
                    small=true
                    icon={Icon::AngleLeft}
                    disabled={trail.is_empty()}
                    onclick={to_previous}
                />
            }
            <Button
                label={t!(l, "page-next")}
                small=true
                icon={Icon::AngleRight}
                disabled={props.next.is_none()}
                onclick={to_next}
            />
        </nav>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_leaves_the_filters_alone() {
        assert_eq!(with_cursor("q=%E9%97%A8&cursor=a", Some("b")), "q=%E9%97%A8&cursor=b");
        assert_eq!(with_cursor("open=true&cursor=a", None), "open=true");
        assert_eq!(cursor("open=true&cursor=a").as_deref(), Some("a"));
    }
}
