//! The columns of every register.

use chrono_tz::Tz;
use sanbao::records::register::Reader;
use sanbao::records::register::columns::*;
use sanbao::records::register::goods_columns::*;
use shared::i18n::Locale;
use std::collections::BTreeSet;

#[test]
fn every_heading_has_its_word_once_and_every_word_its_heading() {
    let mut used: BTreeSet<&str> = ["register-yes", "register-no"].into();
    let mut check = |title: &'static str, headings: Vec<&'static str>| {
        let distinct: BTreeSet<_> = headings.iter().collect();
        assert_eq!(distinct.len(), headings.len(), "{title}");
        used.extend(headings);
        used.insert(title);
    };
    macro_rules! all {
        ($($register:ident),+) => {
            $(check($register.title, $register.columns.iter().map(|c| c.heading).collect());)+
        };
    }
    all!(TICKETS, UNITS, CUSTOMERS, PRODUCTS, FAULT_CODES, ORGANIZATIONS, USERS);
    for locale in [Locale::ZhCn, Locale::En] {
        let reader = Reader { locale, zone: Tz::UTC };
        for key in &used {
            assert_ne!(reader.word(key), *key, "{locale}");
        }
    }
    let words = include_str!("../../../../shared/locales/en/register.ftl");
    let told: BTreeSet<&str> = words
        .lines()
        .filter_map(|line| Some(line.split_once(" =")?.0))
        .filter(|key| key.starts_with("register-"))
        .collect();
    assert_eq!(told, used);
}

/// Stock, transfers and returns share their words with forms, so only the way there is looked at.
#[test]
fn every_heading_of_the_goods_has_its_word_once() {
    macro_rules! all {
        ($($register:ident),+) => {
            vec![$(($register.title, $register.columns.iter().map(|c| c.heading).collect::<Vec<_>>())),+]
        };
    }
    for (title, headings) in all!(STOCK, MOVEMENTS, TRANSFERS, RMAS, RMA_LINES, RETURNS, OVERDUE) {
        for locale in [Locale::ZhCn, Locale::En] {
            let reader = Reader { locale, zone: Tz::UTC };
            let words: BTreeSet<String> = headings.iter().map(|key| reader.word(key)).collect();
            assert_eq!(words.len(), headings.len(), "{title} {locale}: {words:?}");
            assert!(!words.iter().any(|word| word.starts_with("register-")), "{title}: {words:?}");
            // A sheet of a spreadsheet takes no more.
            assert!(reader.word(title).chars().count() <= 31 && reader.word(title) != title, "{title}");
        }
    }
}
