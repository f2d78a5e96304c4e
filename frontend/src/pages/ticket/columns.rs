//! The columns of the list of tickets: which there are, which are usual, and what stands in them.

use super::words::flags;
use crate::browser;
use crate::components::link::Link;
use crate::components::status_badge::{badge, label};
use crate::components::table::Row;
use crate::components::time::Time;
use crate::route::{Record, Route};
use chrono::{DateTime, Duration, Utc};
use patternfly_yew::prelude::{Color, Icon};
use shared::i18n::Locale;
use shared::records::ticket::TicketSummary;
use yew::prelude::*;

/// How what is promised stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Something was due and is not done.
    Late,
    /// Something is due within four hours.
    Near,
    /// Something is due later.
    Ahead,
    /// Nothing is due.
    Idle,
}

/// How what is promised on a ticket stands.
pub fn standing(next_due_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Standing {
    match next_due_at {
        Some(due) if due <= now => Standing::Late,
        Some(due) if due - now <= Duration::hours(4) => Standing::Near,
        Some(_) => Standing::Ahead,
        None => Standing::Idle,
    }
}

fn due_cell(t: &TicketSummary, now: DateTime<Utc>, l: Locale) -> Html {
    let broken = (t.breach_count > 0 && t.status.is_open()).then(|| {
        label(
            Color::Red,
            Some(Icon::ExclamationCircle),
            t!(l, "ticket-broken", count = i64::from(t.breach_count)),
        )
    });
    let class = match standing(t.next_due_at, now) {
        Standing::Late => "sb-late",
        Standing::Near => "sb-near",
        Standing::Ahead | Standing::Idle => "",
    };
    let what = t.next_due_clock.map(|clock| clock.label(l)).unwrap_or_default();
    if broken.is_none() && t.next_due_at.is_none() {
        return html! {};
    }
    html! {
        <div class="sb-due">
            { broken.unwrap_or_default() }
            if let Some(at) = t.next_due_at {
                <span {class} title={what.clone()}><Time {at} relative=true /></span>
                <span class="sb-quiet sb-wide-only">{ what }</span>
            }
        </div>
    }
}

/// A column.
#[derive(Clone, Copy)]
pub struct Column {
    /// Its word in addresses and class names.
    pub key: &'static str,
    /// Its name.
    pub name: fn(Locale) -> String,
    cell: fn(&TicketSummary, Locale) -> Html,
    usual: bool,
}

fn text(words: Option<&String>) -> Html {
    html! { { words.cloned().unwrap_or_default() } }
}

fn unbroken(words: Option<&String>) -> Html {
    match words {
        Some(words) => html! { <span class="sb-keep">{ words }</span> },
        None => html! {},
    }
}

fn subject_cell(t: &TicketSummary, l: Locale) -> Html {
    html! {
        <div class="sb-subject">
            <span>{ &t.subject }</span>
            <span class="sb-quiet sb-keep">{ t.kind.label(l) }</span>
            { flags(t.special_case, t.individual_case, t.reopen_count, t.escalation_level, l) }
            { for t.tags.iter().map(|tag| label(Color::Grey, None, tag.clone())) }
        </div>
    }
}

fn holder_cell(t: &TicketSummary, l: Locale) -> Html {
    match t.assignee_name.as_ref().or(t.team_name.as_ref()) {
        None if t.status.is_open() => {
            html! { <span class="sb-quiet sb-keep">{ t!(l, "ticket-unassigned") }</span> }
        }
        name => unbroken(name),
    }
}

/// A serial number may break at its hyphens, where otherwise the last column would be cut off.
fn unit_cell(t: &TicketSummary, _: Locale) -> Html {
    text(t.unit_serial.as_ref().or(t.product_name.as_ref()))
}

macro_rules! columns {
    ($($key:literal, $usual:literal, $name:expr, $cell:expr;)+) => {
        /// All columns, the usual ones first. The number always stands first.
        pub const COLUMNS: &[Column] = &[$(
            Column { key: $key, name: $name, cell: $cell, usual: $usual },
        )+];
    };
}

columns! {
    "number", true, |l| t!(l, "ticket-number"), |t, _| html! {
        <Link to={Route::Tickets(Record::One(t.id))} class="sb-number">{ &t.number }</Link>
    };
    "priority", true, |l| t!(l, "ticket-priority"), |t, l| badge(t.priority, l);
    "status", true, |l| t!(l, "page-status"), |t, l| badge(t.status, l);
    "subject", true, |l| t!(l, "ticket-subject"), subject_cell;
    "due", true, |l| t!(l, "ticket-due"), |t, l| due_cell(t, Utc::now(), l);
    "customer", true, |l| t!(l, "ticket-customer"), |t, _| text(t.customer_name.as_ref().or(t.dealer_name.as_ref()));
    "unit", true, |l| t!(l, "ticket-unit"), unit_cell;
    "holder", true, |l| t!(l, "ticket-assignee"), holder_cell;
    "reported", true, |l| t!(l, "ticket-reported-at"), |t, _| html! { <Time at={t.reported_at} relative=true /> };
    "kind", false, |l| t!(l, "ticket-kind"), |t, l| html! { { t.kind.label(l) } };
    "dealer", false, |l| t!(l, "ticket-dealer"), |t, _| text(t.dealer_name.as_ref());
    "product", false, |l| t!(l, "ticket-product"), |t, _| text(t.product_name.as_ref());
    "team", false, |l| t!(l, "ticket-team"), |t, _| unbroken(t.team_name.as_ref());
    "tags", false, |l| t!(l, "ticket-tags"), |t, _| html! { { t.tags.join(" · ") } };
    "updated", false, |l| t!(l, "ticket-updated-at"), |t, _| html! { <Time at={t.updated_at} relative=true /> };
}

/// The columns that are named, in the order of [`COLUMNS`]; the usual ones where none is. What is not known is
/// passed over.
pub fn shown(words: &str) -> Vec<Column> {
    let named =
        |column: &&Column| column.key == "number" || words.split(',').any(|word| word.trim() == column.key);
    let found: Vec<Column> = COLUMNS.iter().filter(named).copied().collect();
    if found.len() > 1 { found } else { COLUMNS.iter().filter(|column| column.usual).copied().collect() }
}

/// The words of columns, for the address; nothing for the usual ones.
pub fn words_of(columns: &[Column]) -> String {
    let keys =
        |columns: &mut dyn Iterator<Item = &Column>| columns.map(|c| c.key).collect::<Vec<_>>().join(",");
    let these = keys(&mut columns.iter());
    if these == keys(&mut COLUMNS.iter().filter(|c| c.usual)) { String::new() } else { these }
}

/// Where this device remembers the columns chosen last.
const REMEMBERED: &str = "ticket-columns";

/// The words of the columns chosen last on this device.
pub fn remembered() -> String {
    browser::stored(REMEMBERED).unwrap_or_default()
}

/// Remembers the words of columns on this device.
pub fn remember(words: &str) {
    browser::store(REMEMBERED, words);
}

/// A ticket as a row of these columns.
pub fn row_of(t: &TicketSummary, columns: &[Column], l: Locale) -> Row {
    Row {
        key: t.id.to_string(),
        to: Some(Route::Tickets(Record::One(t.id))),
        cells: columns.iter().map(|column| (column.cell)(t, l)).collect(),
    }
}

/// A ticket as a row of the usual columns.
pub fn row(t: &TicketSummary, l: Locale) -> Row {
    row_of(t, &shown(""), l)
}

/// The names of the usual columns.
pub fn columns(l: Locale) -> Vec<String> {
    shown("").iter().map(|column| (column.name)(l)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_late_stands_out_and_what_is_near_too() {
        let now: DateTime<Utc> = "2026-07-21T06:00:00Z".parse().unwrap();
        assert_eq!(standing(Some(now), now), Standing::Late);
        assert_eq!(standing(Some(now + Duration::hours(4)), now), Standing::Near);
        assert_eq!(standing(Some(now + Duration::hours(5)), now), Standing::Ahead);
        assert_eq!(standing(None, now), Standing::Idle);
    }

    #[test]
    fn columns_are_chosen_by_their_words_and_keep_their_order() {
        let keys = |words: &str| shown(words).iter().map(|c| c.key).collect::<Vec<_>>();
        assert_eq!(keys("").len(), 9);
        assert_eq!(keys("due,subject,nonsense"), ["number", "subject", "due"]);
        assert_eq!(keys("nonsense"), keys(""));
        assert_eq!(words_of(&shown("")), "");
        assert_eq!(words_of(&shown("tags,status")), "number,status,tags");
        assert_eq!(keys(&words_of(&shown("tags,status"))), ["number", "status", "tags"]);
    }
}
