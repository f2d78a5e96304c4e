//! 质量信息追踪表 on paper.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::paper::said::{self, About, clock_time, say, signatures, table};
use crate::paper::{Block, Form};
use crate::records::organization;
use crate::records::quality_feedback::service;
use crate::records::register::Reader;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::pg::PgConnection;
use shared::page::MAX_LIMIT;
use shared::records::quality_feedback::{QualityFeedbackQuery, QualityFeedbackSummary};

/// Rows that are printed.
const MOST: usize = 1000;

/// What the form needs, as one caller may see it.
pub struct Facts {
    rows: Vec<QualityFeedbackSummary>,
    more: bool,
    today: NaiveDate,
    at: DateTime<Utc>,
    maker: String,
}

/// Reads it, a page of the register after the other.
///
/// # Errors
/// When the database is away.
pub fn read(c: &mut PgConnection, caller: &Caller) -> Result<Facts, Failure> {
    let mut asked = QualityFeedbackQuery { open: Some(true), limit: Some(MAX_LIMIT), ..Default::default() };
    let mut rows = vec![];
    loop {
        let page = service::list(c, caller, &asked)?;
        rows.extend(page.items);
        asked.cursor = page.next_cursor;
        if asked.cursor.is_none() || rows.len() >= MOST {
            break;
        }
    }
    let maker = organization::maker(c)?.map(|maker| maker.name).unwrap_or_default();
    Ok(Facts { rows, more: asked.cursor.is_some(), today: caller.today(), at: caller.now, maker })
}

/// The form, in the reader's language. `page` is the address under which people reach the page.
pub fn form(facts: &Facts, page: &str, r: Reader) -> Form {
    let about = About {
        title: r.word("register-quality"),
        house: facts.maker.clone(),
        number: facts.today.to_string(),
        as_of: facts.at,
        link: format!("{page}/quality-feedback?open=true"),
    };
    let row = |one: &QualityFeedbackSummary| {
        let l = r.locale;
        let late = if one.overdue { r.word("register-overdue-flag") } else { String::new() };
        let due = one.due_at.map(|at| clock_time(at, r)).unwrap_or_default();
        let who = [one.department.map(|d| d.label(l)), one.owner_name.clone()];
        vec![
            one.number.clone(),
            one.subject.clone(),
            one.severity.map(|s| s.label(l)).unwrap_or_default(),
            one.status.label(l),
            who.into_iter().flatten().collect::<Vec<_>>().join("\n"),
            one.age_days.to_string(),
            [due, late].join(" ").trim().to_owned(),
        ]
    };
    let heads = [
        ("register-number", 1.4),
        ("register-subject", 2.4),
        ("register-severity", 0.7),
        ("register-status", 1.0),
        ("register-quality-owner", 1.2),
        ("register-age-days", 0.7),
        ("register-due-at", 1.2),
    ];
    let mut blocks = vec![table(r, &heads, facts.rows.iter().map(row).collect())];
    if facts.more {
        let count = i64::try_from(MOST).unwrap_or(i64::MAX);
        blocks.push(Block::Remark(say(r, "paper-overdue-more", &[("count", count.into())])));
    }
    blocks.push(signatures(r, &["paper-quality-sign-quality", "paper-quality-sign-approved"]));
    said::form(r, about, blocks)
}
