//! What a register consists of.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use chrono_tz::Tz;
use shared::i18n::{self, Locale};
use shared::money::Amount;

/// Who reads the file: language and zone.
#[derive(Clone, Copy, Debug)]
pub struct Reader {
    /// The language.
    pub locale: Locale,
    /// The zone that times are written in.
    pub zone: Tz,
}

impl Reader {
    /// A word of the shared locales.
    pub fn word(&self, key: &str) -> String {
        i18n::text(self.locale, key, &[])
    }

    /// An instant on the reader's clock, to the second.
    pub fn time(&self, at: DateTime<Utc>) -> NaiveDateTime {
        use chrono::SubsecRound;
        at.with_timezone(&self.zone).naive_local().trunc_subsecs(0)
    }
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Nothing,
    /// Words. They stay words, whatever they begin with.
    Text(String),
    /// A whole number.
    Number(i64),
    /// An amount of money; what it is counted in stands in another column.
    Money(Amount),
    /// An instant.
    Time(DateTime<Utc>),
    /// A day.
    Day(NaiveDate),
    /// Yes or no.
    Flag(bool),
}

macro_rules! cells {
    ($($from:ty => $variant:ident),+) => {$(
        impl From<$from> for Cell {
            fn from(value: $from) -> Self {
                Self::$variant(value.into())
            }
        }
    )+};
}
cells!(&String => Text, String => Text, i32 => Number, Amount => Money, DateTime<Utc> => Time, NaiveDate => Day, bool => Flag);

impl<T: Clone + Into<Self>> From<&Option<T>> for Cell {
    fn from(value: &Option<T>) -> Self {
        value.clone().map_or(Self::Nothing, Into::into)
    }
}

/// A column: the key of its heading, and what it shows of a row.
pub struct Column<R> {
    /// A key of the shared locales.
    pub heading: &'static str,
    /// What it shows.
    pub cell: fn(&R, &Reader) -> Cell,
}

/// A column.
pub(super) const fn column<R>(heading: &'static str, cell: fn(&R, &Reader) -> Cell) -> Column<R> {
    Column { heading, cell }
}

/// A list that is taken along as a file.
pub struct Register<R: 'static> {
    /// The name of the file.
    pub name: &'static str,
    /// The key of the name of its sheet.
    pub title: &'static str,
    /// Its columns.
    pub columns: &'static [Column<R>],
}

impl<R> Register<R> {
    /// The headings, in the reader's language.
    pub fn headings(&self, reader: &Reader) -> Vec<String> {
        self.columns.iter().map(|column| reader.word(column.heading)).collect()
    }

    /// A row.
    pub fn row(&self, row: &R, reader: &Reader) -> Vec<Cell> {
        self.columns.iter().map(|column| (column.cell)(row, reader)).collect()
    }
}

/// Whether a spreadsheet would take words for a formula, or for a command to another program. The one place that
/// says so, for every kind of file.
pub fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}
