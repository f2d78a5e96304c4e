//! What forms of every record say in the same way, in their reader's language.

use super::form::{Block, Field, Form, Table};
use crate::records::register::Reader;
use chrono::{DateTime, Utc};
use shared::i18n::{self, Arg};

/// A sentence of the shared locales.
pub fn say(r: Reader, key: &str, args: &[(&str, Arg)]) -> String {
    i18n::text(r.locale, key, args)
}

/// An instant on the reader's clock, to the minute.
pub fn clock_time(at: DateTime<Utc>, r: Reader) -> String {
    r.time(at).format("%Y-%m-%d %H:%M").to_string()
}

/// A field with a label of the shared locales.
pub fn field(r: Reader, key: &str, text: impl Into<String>) -> Field {
    Field::new(r.word(key), text)
}

/// The same, with the row to itself.
pub fn wide(r: Reader, key: &str, text: impl Into<String>) -> Field {
    Field::wide(r.word(key), text)
}

/// A field that may be empty.
pub fn maybe(r: Reader, key: &str, text: &Option<String>) -> Field {
    field(r, key, text.clone().unwrap_or_default())
}

/// The same, with the row to itself.
pub fn maybe_wide(r: Reader, key: &str, text: &Option<String>) -> Field {
    wide(r, key, text.clone().unwrap_or_default())
}

/// A time that may not have come.
pub fn maybe_time(r: Reader, key: &str, at: Option<DateTime<Utc>>) -> Field {
    field(r, key, at.map(|at| clock_time(at, r)).unwrap_or_default())
}

/// A heading of the shared locales.
pub fn heading(r: Reader, key: &str) -> Block {
    Block::Heading(r.word(key))
}

/// A table with headings of the shared locales and their shares of the width.
pub fn table(r: Reader, heads: &[(&str, f32)], rows: Vec<Vec<String>>) -> Block {
    let columns = heads.iter().map(|(key, share)| (r.word(key), *share)).collect();
    Block::Table(Table { columns, rows })
}

/// Boxes to be signed in.
pub fn signatures(r: Reader, who: &[&str]) -> Block {
    Block::Signatures { who: who.iter().map(|key| r.word(key)).collect(), date: r.word("paper-date") }
}

/// What stands at head and foot of a form.
pub struct About {
    /// What the form is called.
    pub title: String,
    /// The maker's name.
    pub house: String,
    /// The number it is filed under.
    pub number: String,
    /// The last change that it knows of; not the time of printing, so that the same record gives the same bytes.
    pub as_of: DateTime<Utc>,
    /// Where its QR code leads.
    pub link: String,
}

/// A form of these blocks. The pages are counted once they are laid out.
pub fn form(r: Reader, about: About, blocks: Vec<Block>) -> Form {
    let (time, zone) = (Arg::Text(clock_time(about.as_of, r)), Arg::Text(r.zone.to_string()));
    let (n, m) = (Arg::Text("{n}".into()), Arg::Text("{m}".into()));
    Form {
        title: about.title,
        house: about.house,
        number: (r.word("register-number"), about.number),
        foot: say(r, "paper-as-of", &[("time", time), ("zone", zone)]),
        page: say(r, "paper-page", &[("n", n), ("m", m)]),
        language: r.locale.to_string(),
        link: about.link,
        blocks,
    }
}
