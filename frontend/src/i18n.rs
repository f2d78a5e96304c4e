//! The page's words: those of `shared` and, in `frontend/locales`, its own. A browser fetches both, in the reader's
//! language only, as one file that the bundler makes of them; tests compile them in.

use crate::browser;
use shared::i18n::{Arg, Locale};
use std::cell::Cell;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

#[cfg(not(target_family = "wasm"))]
macro_rules! files {
    ($tag:literal: $($name:literal),+ $(,)?) => {
        &[$(include_str!(concat!("../locales/", $tag, "/", $name, ".ftl"))),+]
    };
}

#[cfg(not(target_family = "wasm"))]
const ZH_CN: &[&str] = files!("zh-CN": "account", "attachment", "calendar", "campaign", "canned_answer", "catalogue", "checklist", "claim", "clock", "customer", "dashboard", "import", "knowledge", "notification", "page", "part", "people", "policy", "public", "quality", "recovery", "return", "rma", "rule", "statement", "stock", "supplier_return", "ticket", "ticket_intake", "ticket_list", "transfer", "unit");
#[cfg(not(target_family = "wasm"))]
const EN: &[&str] = files!("en": "account", "attachment", "calendar", "campaign", "canned_answer", "catalogue", "checklist", "claim", "clock", "customer", "dashboard", "import", "knowledge", "notification", "page", "part", "people", "policy", "public", "quality", "recovery", "return", "rma", "rule", "statement", "stock", "supplier_return", "ticket", "ticket_intake", "ticket_list", "transfer", "unit");

/// A message in a language. Use the macro [`t!`], which the tests know.
#[cfg(not(target_family = "wasm"))]
pub fn text(locale: Locale, key: &str, args: &[(&str, Arg)]) -> String {
    use shared::i18n::Bundle;
    use std::sync::LazyLock;
    static BUNDLES: [LazyLock<Bundle>; 2] =
        [LazyLock::new(|| Bundle::with(Locale::ZhCn, ZH_CN)), LazyLock::new(|| Bundle::with(Locale::En, EN))];
    BUNDLES[locale as usize].text(key, args)
}

/// A message in a language. Use the macro [`t!`], which the tests know.
#[cfg(target_family = "wasm")]
pub fn text(locale: Locale, key: &str, args: &[(&str, Arg)]) -> String {
    shared::i18n::text(locale, key, args)
}

/// Fetches the words of a language; `index.html` says where they are.
#[cfg(target_family = "wasm")]
async fn fetch(locale: Locale) -> Option<()> {
    if !shared::i18n::is_there(locale) {
        let address = browser::meta(&format!("words-{locale}"))?;
        let answer = gloo_net::http::Request::get(&address).send().await.ok().filter(|answer| answer.ok())?;
        shared::i18n::fetched(locale, &answer.text().await.ok()?);
    }
    Some(())
}

/// All words are there already.
#[cfg(not(target_family = "wasm"))]
async fn fetch(_: Locale) -> Option<()> {
    Some(())
}

/// Makes the reader's language ready before anything is drawn; nothing when its words did not come.
pub async fn begin() -> Option<()> {
    let locale = choose(browser::stored(KEY).as_deref(), &browser::language());
    fetch(locale).await?;
    CURRENT.set(locale);
    Some(())
}

/// A message: `t!(locale, "page-rows-all", count = 3)`.
macro_rules! t {
    ($locale:expr, $key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::i18n::text($locale, $key, &[$((stringify!($name), shared::i18n::Arg::from($value))),*])
    };
}

const KEY: &str = "sanbao.locale";

thread_local! {
    static CURRENT: Cell<Locale> = const { Cell::new(Locale::ZhCn) };
}

/// The reader's language, for what is not a component: headers, messages about the network.
pub fn current() -> Locale {
    CURRENT.get()
}

/// What the reader chose in this browser, else what the browser asks for, else Chinese.
pub fn choose(stored: Option<&str>, browser: &str) -> Locale {
    stored.and_then(|s| s.parse().ok()).or_else(|| Locale::negotiate(browser)).unwrap_or(Locale::ZhCn)
}

/// The language of the page and how to change it.
#[derive(Clone, PartialEq)]
pub struct Language {
    /// The language.
    pub locale: Locale,
    /// Changes it, and remembers it in this browser.
    pub set: Callback<Locale>,
}

/// What is inside reads in the reader's language.
#[component]
pub fn LanguageProvider(props: &yew::html::ChildrenProps) -> Html {
    let locale = use_state_eq(current);
    use_effect_with(*locale, |locale| browser::set_language(locale.as_str()));
    let set = {
        let locale = locale.setter();
        use_callback((), move |chosen: Locale, ()| {
            browser::store(KEY, chosen.as_str());
            let locale = locale.clone();
            spawn_local(async move {
                // What keeps the words from coming, a page that is loaded anew tells.
                if fetch(chosen).await.is_none() {
                    return browser::reload();
                }
                CURRENT.set(chosen);
                locale.set(chosen);
            });
        })
    };
    html! {
        <ContextProvider<Language> context={Language { locale: *locale, set }}>
            { props.children.clone() }
        </ContextProvider<Language>>
    }
}

/// The language of the page and how to change it.
#[hook]
pub fn use_language() -> Language {
    use_context().unwrap_or_else(|| Language { locale: current(), set: Callback::noop() })
}

/// The language of the page.
#[hook]
pub fn use_locale() -> Locale {
    use_language().locale
}

/// The values of an enumeration of `shared` with their labels, for a form.
macro_rules! choices {
    ($enum:ty, $locale:expr) => {
        <$enum>::ALL
            .iter()
            .map(|value| $crate::components::field::Choice::new(value.as_str(), value.label($locale)))
            .collect::<Vec<_>>()
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};
    use std::path::Path;

    /// Keys of a language, with the names of the values they take.
    fn keys(files: &[&str]) -> BTreeMap<String, BTreeSet<String>> {
        let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut key = String::new();
        for line in files.iter().flat_map(|f| f.lines()) {
            if let Some((name, _)) =
                line.split_once(" =").filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase()))
            {
                key = name.to_owned();
                found.entry(key.clone()).or_default();
            }
            for part in line.split("{ $").skip(1) {
                let name: String =
                    part.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
                found.entry(key.clone()).or_default().insert(name);
            }
        }
        found
    }

    fn sources(folder: &Path, all: &mut String) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, all);
            } else if path.extension().is_some_and(|e| e == "rs") {
                all.push_str(&std::fs::read_to_string(path).unwrap());
                // What a file ends with must not find its key in the next one.
                all.push_str("\"\"\n");
            }
        }
    }

    /// The keys that the source names in `t!`.
    fn used() -> BTreeSet<String> {
        let mut all = String::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut all);
        all.split("t!(")
            .skip(1)
            .filter_map(|call| {
                let key = call.split_once('"')?.1.split_once('"')?.0;
                let ours =
                    key.contains('-') && key.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
                ours.then(|| key.to_owned())
            })
            .collect()
    }

    #[test]
    fn both_languages_have_the_same_keys_and_values() {
        assert_eq!(keys(ZH_CN), keys(EN));
    }

    #[test]
    fn every_message_is_there_and_used() {
        let there: BTreeSet<String> = keys(EN).into_keys().collect();
        let used = used();
        let missing: Vec<_> = used.difference(&there).collect();
        // `event-…` and `audit-…` are named by what the server sends.
        let idle: Vec<_> = there.difference(&used).filter(|k| !k.starts_with("event-")).collect();
        assert!(missing.is_empty(), "not in locales: {missing:?}");
        assert!(idle.is_empty(), "not used: {idle:?}");
    }

    #[test]
    fn the_readers_choice_comes_before_the_browsers() {
        assert_eq!(choose(Some("en"), "zh-CN"), Locale::En);
        assert_eq!(choose(None, "en-GB"), Locale::En);
        assert_eq!(choose(Some("nonsense"), "fr"), Locale::ZhCn);
    }
}
