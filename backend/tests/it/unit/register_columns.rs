//! The columns of every register.

use chrono_tz::Tz;
use sanbao::records::register::Reader;
use sanbao::records::register::columns::*;
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
