//! The two languages. Words that both sides need (labels of enumerations, problems, refusals) lie in
//! `shared/locales`; the page adds its own with [`Bundle::with`].

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use serde::{Deserialize, Serialize};
use std::fmt::Display;
#[cfg(not(target_family = "wasm"))]
use std::sync::LazyLock;
use unic_langid::langid;

text_enums! {
    /// A language of page and messages.
    Locale in "locale" {
        /// Simplified Chinese, the default: the makers and dealers this is built for work in it.
        ZhCn = "zh-CN",
        /// English.
        En = "en",
    }
}

impl Locale {
    /// The best match for an `Accept-Language` header or a browser's language tag.
    pub fn negotiate(accept: &str) -> Option<Self> {
        let mut wanted: Vec<(f32, usize, &str)> = accept
            .split(',')
            .enumerate()
            .filter_map(|(place, part)| {
                let mut pieces = part.split(';');
                let tag = pieces.next()?.trim();
                let weight = pieces.find_map(|p| p.trim().strip_prefix("q=")?.parse().ok()).unwrap_or(1.0);
                (weight > 0.0).then_some((weight, place, tag))
            })
            .collect();
        wanted.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        wanted.into_iter().find_map(|(_, _, tag)| {
            match tag.split(['-', '_']).next()?.to_ascii_lowercase().as_str() {
                "zh" => Some(Self::ZhCn),
                "en" => Some(Self::En),
                _ => None,
            }
        })
    }
}

/// A value put into a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// Taken as it is: a number of a document, a name.
    Text(String),
    /// A whole number, formatted and counted by the language's rules.
    Number(i64),
    /// The key of another message, translated when the message is.
    Key(String),
    /// Keys of other messages, listed with the language's comma.
    Keys(Vec<String>),
    /// Another message.
    Message(Message),
}

/// A message of the shared locales before it is put into words: what is stored and sent, so that each reader
/// gets it in their language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Message {
    /// Its key in the locales.
    #[cfg_attr(feature = "openapi", schema(example = "warranty-in-warranty"))]
    pub key: String,
    /// Its values by name. A value whose name ends in `_label` is a key itself.
    #[cfg_attr(feature = "openapi", schema(example = json!([["date", "2026-03-16"]])))]
    pub values: Vec<(String, String)>,
}

impl Message {
    /// A message and its values.
    pub fn new(key: impl Into<String>, values: &[(&str, &dyn Display)]) -> Self {
        let values = values.iter().map(|(name, value)| ((*name).to_owned(), value.to_string())).collect();
        Self { key: key.into(), values }
    }

    /// The message in words. Values that are keys of labels are translated.
    pub fn text(&self, locale: Locale) -> String {
        text(locale, &self.key, &self.args())
    }

    fn args(&self) -> Vec<(&str, Arg)> {
        let arg = |name: &str, value: &String| {
            if name.ends_with("_label") { Arg::Key(value.clone()) } else { Arg::Text(value.clone()) }
        };
        self.values.iter().map(|(name, value)| (name.as_str(), arg(name, value))).collect()
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Message> for Arg {
    fn from(message: Message) -> Self {
        Self::Message(message)
    }
}

impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

/// The messages of one language.
pub struct Bundle {
    locale: Locale,
    inner: FluentBundle<FluentResource>,
}

impl Bundle {
    /// The shared messages of a language and further files in Fluent's format.
    ///
    /// # Panics
    /// When a file is not well-formed or says a key twice: a mistake of ours that every test run meets.
    pub fn with(locale: Locale, more: &[&str]) -> Self {
        let (id, own) = match locale {
            Locale::ZhCn => (langid!("zh-CN"), ZH_CN),
            Locale::En => (langid!("en"), EN),
        };
        let mut inner = FluentBundle::new_concurrent(vec![id]);
        // The marks would show up in attributes and in tests, and neither language is written right to left.
        inner.set_use_isolating(false);
        for source in own.iter().chain(more) {
            let resource = match FluentResource::try_new((*source).to_owned()) {
                Ok(resource) => resource,
                Err((_, errors)) => panic!("locale {locale}: {errors:?}"),
            };
            if let Err(errors) = inner.add_resource(resource) {
                panic!("locale {locale}: {errors:?}");
            }
        }
        Self { locale, inner }
    }

    /// True when the language has this message.
    pub fn has(&self, key: &str) -> bool {
        self.inner.has_message(key)
    }

    /// The message, or the key itself when there is none (a test makes sure that none is missing).
    pub fn text(&self, key: &str, args: &[(&str, Arg)]) -> String {
        let Some(pattern) = self.inner.get_message(key).and_then(|m| m.value()) else {
            return key.to_owned();
        };
        let mut values = FluentArgs::new();
        for (name, arg) in args {
            values.set(
                *name,
                match arg {
                    Arg::Text(text) => FluentValue::from(text.clone()),
                    Arg::Number(number) => FluentValue::from(*number),
                    Arg::Key(key) => FluentValue::from(self.text(key, &[])),
                    Arg::Message(inner) => FluentValue::from(self.text(&inner.key, &inner.args())),
                    Arg::Keys(keys) => {
                        let comma = if self.locale == Locale::ZhCn { "、" } else { ", " };
                        FluentValue::from(
                            keys.iter().map(|k| self.text(k, &[])).collect::<Vec<_>>().join(comma),
                        )
                    }
                },
            );
        }
        let mut errors = vec![];
        self.inner.format_pattern(pattern, Some(&values), &mut errors).into_owned()
    }
}

/// A message that both sides share.
#[cfg(not(target_family = "wasm"))]
pub fn text(locale: Locale, key: &str, args: &[(&str, Arg)]) -> String {
    static BUNDLES: [LazyLock<Bundle>; 2] =
        [LazyLock::new(|| Bundle::with(Locale::ZhCn, &[])), LazyLock::new(|| Bundle::with(Locale::En, &[]))];
    BUNDLES[locale as usize].text(key, args)
}

/// The languages whose words the page has fetched.
#[cfg(target_family = "wasm")]
static FETCHED: [std::sync::OnceLock<Bundle>; 2] = [const { std::sync::OnceLock::new() }; 2];

/// A message of the shared locales or of the page's; the key itself before its language was fetched.
#[cfg(target_family = "wasm")]
pub fn text(locale: Locale, key: &str, args: &[(&str, Arg)]) -> String {
    FETCHED[locale as usize].get().map_or_else(|| key.to_owned(), |bundle| bundle.text(key, args))
}

/// Takes the words of a language, which the page fetches: people read one language, and would wait for two.
#[cfg(target_family = "wasm")]
pub fn fetched(locale: Locale, words: &str) {
    FETCHED[locale as usize].get_or_init(|| Bundle::with(locale, &[words]));
}

/// Whether the words of a language are there.
#[cfg(target_family = "wasm")]
pub fn is_there(locale: Locale) -> bool {
    FETCHED[locale as usize].get().is_some()
}

/// A word that people may also choose themselves (a unit of usage, a class of part, a product line): in the
/// reader's language where it is one of the trade's own, else as it is.
pub fn known(locale: Locale, group: &str, word: &str) -> String {
    let key = format!("{group}-{word}");
    let found = text(locale, &key, &[]);
    if found == key { word.to_owned() } else { found }
}

/// The trade's own words, by group.
const KNOWN: [(&str, &[&str]); 3] = [
    (
        "part_class",
        &[
            "door_operator",
            "light_curtain",
            "traction_machine",
            "motor",
            "brake",
            "controller",
            "inverter",
            "rope",
            "guide_shoe",
            "display",
            "safety",
            "battery",
            "escalator",
            "consumable",
        ],
    ),
    ("product_line", &["passenger_lift", "hospital_lift", "freight_lift", "home_lift", "escalator"]),
    ("usage_unit", &["runs", "hours", "km", "cycles", "pages"]),
];

/// The words of a group that the trade has names for, to suggest them where people may also choose their own:
/// the word as it is stored, and the reader's.
pub fn known_words(locale: Locale, group: &str) -> Vec<(&'static str, String)> {
    let words = KNOWN.iter().find(|(name, _)| *name == group).map_or(&[][..], |(_, words)| words);
    words.iter().map(|word| (*word, known(locale, group, word))).collect()
}

#[cfg(target_family = "wasm")]
const ZH_CN: &[&str] = &[];
#[cfg(target_family = "wasm")]
const EN: &[&str] = &[];
#[cfg(not(target_family = "wasm"))]
const ZH_CN: &[&str] = &[
    include_str!("../locales/zh-CN/campaign.ftl"),
    include_str!("../locales/zh-CN/claim.ftl"),
    include_str!("../locales/zh-CN/clock.ftl"),
    include_str!("../locales/zh-CN/import.ftl"),
    include_str!("../locales/zh-CN/knowledge.ftl"),
    include_str!("../locales/zh-CN/label.ftl"),
    include_str!("../locales/zh-CN/paper.ftl"),
    include_str!("../locales/zh-CN/part.ftl"),
    include_str!("../locales/zh-CN/problem.ftl"),
    include_str!("../locales/zh-CN/quality.ftl"),
    include_str!("../locales/zh-CN/register.ftl"),
    include_str!("../locales/zh-CN/report.ftl"),
    include_str!("../locales/zh-CN/stock.ftl"),
    include_str!("../locales/zh-CN/return.ftl"),
    include_str!("../locales/zh-CN/rma.ftl"),
    include_str!("../locales/zh-CN/statement.ftl"),
    include_str!("../locales/zh-CN/supplier_return.ftl"),
    include_str!("../locales/zh-CN/transfer.ftl"),
    include_str!("../locales/zh-CN/warranty.ftl"),
];
#[cfg(not(target_family = "wasm"))]
const EN: &[&str] = &[
    include_str!("../locales/en/campaign.ftl"),
    include_str!("../locales/en/claim.ftl"),
    include_str!("../locales/en/clock.ftl"),
    include_str!("../locales/en/import.ftl"),
    include_str!("../locales/en/knowledge.ftl"),
    include_str!("../locales/en/label.ftl"),
    include_str!("../locales/en/paper.ftl"),
    include_str!("../locales/en/part.ftl"),
    include_str!("../locales/en/problem.ftl"),
    include_str!("../locales/en/quality.ftl"),
    include_str!("../locales/en/register.ftl"),
    include_str!("../locales/en/report.ftl"),
    include_str!("../locales/en/stock.ftl"),
    include_str!("../locales/en/return.ftl"),
    include_str!("../locales/en/rma.ftl"),
    include_str!("../locales/en/statement.ftl"),
    include_str!("../locales/en/supplier_return.ftl"),
    include_str!("../locales/en/transfer.ftl"),
    include_str!("../locales/en/warranty.ftl"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(sources: &[&str]) -> Vec<String> {
        let mut keys: Vec<String> = sources
            .iter()
            .flat_map(|s| s.lines())
            .filter_map(|l| Some(l.split_once(" =")?.0.to_owned()))
            .filter(|k| k.chars().next().is_some_and(|c| c.is_ascii_alphabetic()))
            .collect();
        keys.sort();
        keys
    }

    #[test]
    fn both_languages_have_the_same_keys() {
        assert_eq!(keys(ZH_CN), keys(EN));
    }

    #[test]
    fn words_of_the_trade_are_translated_and_other_words_stay() {
        assert_eq!(known(Locale::ZhCn, "usage_unit", "runs"), "次");
        assert_eq!(known(Locale::En, "part_class", "door_operator"), "Door operator");
        assert_eq!(known(Locale::En, "part_class", "轿厢 = x"), "轿厢 = x");
    }

    #[test]
    fn every_word_of_the_trade_is_suggested() {
        for (group, words) in KNOWN {
            let prefix = format!("{group}-");
            let named = keys(EN).into_iter().filter_map(|key| Some(key.strip_prefix(&prefix)?.to_owned()));
            let mut suggested = words.to_vec();
            suggested.sort_unstable();
            assert_eq!(suggested, named.collect::<Vec<_>>(), "{group}");
        }
        assert_eq!(known_words(Locale::ZhCn, "part_class")[0], ("door_operator", "门机".to_owned()));
        assert_eq!(known_words(Locale::En, "region"), []);
    }

    #[test]
    fn the_readers_language_is_found() {
        assert_eq!(Locale::negotiate("fr, en;q=0.5, zh-TW;q=0.8"), Some(Locale::ZhCn));
        assert_eq!(Locale::negotiate("EN-gb"), Some(Locale::En));
        assert_eq!(Locale::negotiate("de, zh;q=0"), None);
    }
}
