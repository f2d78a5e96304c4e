//! 逾期未退回清单 on paper.

use super::overdue;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::paper::said::{self, About, clock_time, heading, say, signatures, table};
use crate::paper::{Block, Form};
use crate::records::organization;
use crate::records::register::Reader;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::pg::PgConnection;
use shared::i18n::Arg;
use shared::page::MAX_LIMIT;
use shared::records::rma::*;

/// Lines that are printed.
const MOST: usize = 1000;

/// What the form needs, as one caller may see it.
pub struct Facts {
    /// The lines.
    pub lines: Vec<OverdueRmaLine>,
    /// The dealers of these lines with how many are in which step, as far as they fit a page.
    pub dealers: Vec<OverdueDealer>,
    /// Whether there are more lines than are printed.
    pub more: bool,
    /// The day it is about.
    pub today: NaiveDate,
    /// When it was read.
    pub at: DateTime<Utc>,
    /// The maker whose form it is.
    pub maker: String,
}

/// Reads it, a page of the list after the other.
///
/// # Errors
/// When the database is away.
pub fn read(c: &mut PgConnection, caller: &Caller, query: &OverduePaperQuery) -> Result<Facts, Failure> {
    let mut asked = OverdueRmaQuery {
        dealer_id: query.dealer_id,
        stage: query.stage,
        limit: Some(MAX_LIMIT),
        ..OverdueRmaQuery::default()
    };
    let mut lines = vec![];
    loop {
        let page = overdue::list(c, caller, &asked)?;
        lines.extend(page.items);
        asked.cursor = page.next_cursor;
        if asked.cursor.is_none() || lines.len() >= MOST {
            break;
        }
    }
    let dealers = OverdueDealersQuery { dealer_id: query.dealer_id, limit: Some(MAX_LIMIT), cursor: None };
    let dealers = overdue::dealers(c, caller, &dealers)?.items;
    let maker = organization::maker(c)?.map(|maker| maker.name).unwrap_or_default();
    Ok(Facts { lines, dealers, more: asked.cursor.is_some(), today: caller.today(), at: caller.now, maker })
}

/// The steps that were taken of a line, each with its day.
fn steps(line: &OverdueRmaLine, r: Reader) -> String {
    let step = |d: &RmaDunning| {
        let amount = d.amount.zip(d.currency).map(|(amount, currency)| format!(" {currency} {amount}"));
        format!("{} {}{}", d.stage.label(r.locale), r.time(d.at).date(), amount.unwrap_or_default())
    };
    line.dunnings.iter().map(step).collect::<Vec<_>>().join("\n")
}

/// The form, in the reader's language. `page` is the address under which people reach the page.
pub fn form(facts: &Facts, page: &str, r: Reader) -> Form {
    let about = About {
        title: r.word("register-overdue"),
        house: facts.maker.clone(),
        number: facts.today.to_string(),
        as_of: facts.at,
        link: format!("{page}/overdue-rmas"),
    };
    let dealer = |d: &OverdueDealer| {
        let counts = [d.reminder, d.warning, d.charge, d.restored, d.lines, d.pieces, d.days_late];
        [vec![d.dealer_name.clone()], counts.map(|n| n.to_string()).to_vec()].concat()
    };
    let dealers = [
        ("register-dealer", 2.6),
        ("paper-overdue-reminder", 0.8),
        ("paper-overdue-warning", 0.8),
        ("paper-overdue-charge", 0.8),
        ("paper-overdue-restored", 1.2),
        ("register-lines", 0.8),
        ("register-pieces", 0.8),
        ("register-days-late", 0.9),
    ];
    let line = |k: &OverdueRmaLine| {
        let part = [k.part_number.as_deref().unwrap_or_default(), &k.name].join(" ").trim().to_owned();
        let stage = if k.restored { r.word("paper-overdue-restored") } else { k.stage.label(r.locale) };
        vec![
            k.dealer_name.clone(),
            k.rma_number.clone(),
            part,
            k.quantity.to_string(),
            k.deadline.to_string(),
            k.days_late.to_string(),
            stage,
            steps(k, r),
        ]
    };
    let heads = [
        ("register-dealer", 1.5),
        ("register-rma", 1.5),
        ("register-part", 1.6),
        ("register-quantity", 0.6),
        ("register-deadline", 1.1),
        ("register-days-late", 0.7),
        ("register-stage", 0.8),
        ("paper-overdue-told", 1.5),
    ];
    let mut blocks = vec![
        heading(r, "paper-overdue-dealers"),
        table(r, &dealers, facts.dealers.iter().map(dealer).collect()),
        heading(r, "paper-overdue-lines"),
        table(r, &heads, facts.lines.iter().map(line).collect()),
    ];
    if facts.more {
        let count = i64::try_from(MOST).unwrap_or(i64::MAX);
        blocks.push(Block::Remark(say(r, "paper-overdue-more", &[("count", count.into())])));
    }
    let (warned, charged) = (Arg::from(WARNED_AFTER), Arg::from(CHARGED_AFTER));
    blocks.push(Block::Remark(say(r, "paper-overdue-hint", &[("warned", warned), ("charged", charged)])));
    blocks.push(Block::Remark(say(r, "paper-overdue-at", &[("time", Arg::Text(clock_time(facts.at, r)))])));
    blocks.push(signatures(r, &["paper-rma-sign-made", "paper-overdue-sign-dealer"]));
    said::form(r, about, blocks)
}
