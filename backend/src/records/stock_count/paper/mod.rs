//! 盘点表: what the books have at a location, with room for what is counted (MGT-T 4.1.8).

mod routes;

pub use routes::routes;

use super::service;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::paper::said::{self, About, field, heading, maybe, maybe_time, maybe_wide, signatures, table};
use crate::paper::{Block, Form};
use crate::records::organization;
use crate::records::register::Reader;
use diesel::pg::PgConnection;
use shared::ids::StockCountId;
use shared::records::stock_count::{StockCount, StockCountForm, StockCountLine};

/// What a form needs, as one caller may see it.
pub struct Facts {
    /// The count.
    pub count: StockCount,
    /// The maker whose form it is.
    pub maker: String,
}

/// Reads it.
///
/// # Errors
/// `not_found` when the count is not there, or not visible to the caller.
pub fn read(c: &mut PgConnection, caller: &Caller, id: StockCountId) -> Result<Facts, Failure> {
    let count = service::get(c, caller, id)?;
    let maker = organization::maker(c)?.map(|maker| maker.name).unwrap_or_default();
    Ok(Facts { count, maker })
}

/// A form of a count, in the reader's language. `page` is the address under which people reach the page.
pub fn form(facts: &Facts, kind: StockCountForm, page: &str, r: Reader) -> Form {
    let head = &facts.count.head;
    let times = [head.counted_at, head.approved_at];
    let about = About {
        title: kind.label(r.locale),
        house: facts.maker.clone(),
        number: head.number.clone(),
        as_of: times.into_iter().flatten().fold(head.opened_at, Ord::max),
        link: format!("{page}/stock-counts/{}", head.id),
    };
    let row = |(n, line): (usize, &StockCountLine)| {
        let number = |n: Option<i64>| n.map(|n| n.to_string()).unwrap_or_default();
        vec![
            (n + 1).to_string(),
            line.part_number.clone(),
            line.part_name.clone(),
            line.measure.label(r.locale),
            line.expected.to_string(),
            number(line.counted),
            number(line.difference),
            String::new(),
        ]
    };
    let heads = [
        ("paper-count-place", 0.5),
        ("register-part-number", 1.3),
        ("register-part", 2.2),
        ("register-measure", 0.7),
        ("paper-count-expected", 0.8),
        ("paper-count-counted", 0.9),
        ("paper-count-difference", 0.8),
        ("register-note", 1.4),
    ];
    let blocks = vec![
        Block::Fields(vec![
            field(r, "register-location", head.location_name.as_str()),
            field(r, "register-status", head.status.label(r.locale)),
            field(r, "paper-count-opened-by", head.opened_by_name.as_str()),
            maybe_time(r, "paper-count-opened-at", Some(head.opened_at)),
            maybe(r, "paper-count-counted-by", &head.counted_by_name),
            maybe_time(r, "paper-count-counted-at", head.counted_at),
            maybe(r, "paper-count-approved-by", &head.approved_by_name),
            maybe_time(r, "paper-count-approved-at", head.approved_at),
            maybe_wide(r, "register-note", &head.note),
        ]),
        heading(r, "paper-count-lines"),
        table(r, &heads, facts.count.lines.iter().enumerate().map(row).collect()),
        Block::Remark(r.word("paper-count-hint")),
        signatures(r, &["paper-count-sign-counter", "paper-count-sign-second", "paper-count-sign-approver"]),
    ];
    said::form(r, about, blocks)
}
