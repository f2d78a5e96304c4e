//! 客户业务结算单, credit and debit notes, and CSRR单.

mod routes;

pub use routes::routes;

use super::{lines, requests, service};
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::paper::said::{
    self, About, field, heading, maybe, maybe_time, maybe_wide, signatures, table, wide,
};
use crate::paper::{Block, Form};
use crate::records::organization;
use crate::records::register::Reader;
use diesel::pg::PgConnection;
use shared::i18n::Arg;
use shared::ids::{SettlementRequestId, StatementId};
use shared::page::MAX_LIMIT;
use shared::records::statement::*;

/// What a form needs, as one caller may see it.
pub struct Facts {
    /// The statement.
    pub statement: Statement,
    /// Its first lines.
    pub lines: Vec<StatementLine>,
    /// The maker whose form it is.
    pub maker: String,
}

fn house(c: &mut PgConnection) -> Result<String, Failure> {
    Ok(organization::maker(c)?.map(|maker| maker.name).unwrap_or_default())
}

/// Reads it.
///
/// # Errors
/// `not_found` when the statement is not there, or not visible to the caller.
pub fn read(
    c: &mut PgConnection,
    caller: &Caller,
    id: StatementId,
    form: StatementForm,
) -> Result<Facts, Failure> {
    let statement = service::get(c, caller, id)?;
    let lines = if form == StatementForm::Statement { first_lines(c, caller, id)? } else { vec![] };
    Ok(Facts { statement, lines, maker: house(c)? })
}

/// The first lines of a statement, as many as it prints.
fn first_lines(
    c: &mut PgConnection,
    caller: &Caller,
    id: StatementId,
) -> Result<Vec<StatementLine>, Failure> {
    let mut found = vec![];
    let mut query = StatementLineQuery { limit: Some(MAX_LIMIT), ..StatementLineQuery::default() };
    loop {
        let page = lines::list(c, caller, id, &query)?;
        found.extend(page.items);
        query.cursor = page.next_cursor;
        if query.cursor.is_none() || i64::try_from(found.len()).is_ok_and(|taken| taken >= MOST_PRINTED) {
            return Ok(found);
        }
    }
}

fn titled(form: StatementForm, statement: &Statement, r: Reader) -> String {
    match form {
        StatementForm::Statement => r.word("statement_form-statement"),
        StatementForm::Note if statement.head.total.value().is_sign_negative() => r.word("paper-credit-note"),
        StatementForm::Note => r.word("paper-debit-note"),
    }
}

/// A form of a statement, in the reader's language. `page` is the address under which people reach the page.
pub fn form(kind: StatementForm, facts: &Facts, page: &str, r: Reader) -> Form {
    let (statement, head) = (&facts.statement, &facts.statement.head);
    let times = [statement.issued_at, statement.agreed_at, statement.locked_at];
    let about = About {
        title: titled(kind, statement, r),
        house: facts.maker.clone(),
        number: head.number.clone(),
        as_of: times.into_iter().flatten().fold(statement.created_at, Ord::max),
        link: format!("{page}/statements/{}", head.id),
    };
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let mut blocks = vec![
        Block::Fields(vec![
            field(r, "register-party", head.party_name.as_str()),
            field(r, "register-month", head.month.to_string()),
            field(r, "register-total", format!("{} {}", head.total, head.currency)),
            field(r, "register-status", head.status.label(r.locale)),
            field(r, "register-lines", head.lines.to_string()),
            maybe_time(r, "register-issued-at", statement.issued_at),
            maybe(r, "register-invoice-number", &statement.invoice_number),
            field(r, "register-due-on", day(head.due_on)),
        ]),
        heading(r, "paper-statement-sums"),
        table(
            r,
            &[("register-kind", 3.0), ("register-lines", 1.0), ("register-amount", 1.5)],
            statement
                .sums
                .iter()
                .map(|sum| vec![sum.kind.label(r.locale), sum.lines.to_string(), sum.amount.to_string()])
                .collect(),
        ),
    ];
    if kind == StatementForm::Statement {
        blocks.push(heading(r, "paper-statement-lines"));
        blocks.push(table(
            r,
            &[
                ("paper-count-place", 0.5),
                ("register-arose-on", 1.2),
                ("register-kind", 1.8),
                ("register-document", 2.2),
                ("register-amount", 1.4),
                ("register-status", 1.0),
            ],
            facts.lines.iter().map(|line| printed(line, r)).collect(),
        ));
        let shown = i64::try_from(facts.lines.len()).unwrap_or(i64::MAX);
        if i64::from(head.lines) > shown {
            let args = [("shown", Arg::Number(shown)), ("count", Arg::Number(head.lines.into()))];
            blocks.push(Block::Remark(said::say(r, "paper-statement-more", &args)));
        }
    }
    blocks.push(Block::Remark(r.word("paper-statement-sign-rule")));
    blocks.push(signatures(r, &["paper-statement-sign-house", "paper-statement-sign-party"]));
    said::form(r, about, blocks)
}

fn printed(line: &StatementLine, r: Reader) -> Vec<String> {
    vec![
        line.position.to_string(),
        line.arose_on.to_string(),
        line.kind.label(r.locale),
        line.source_number.clone(),
        line.amount.to_string(),
        line.status.label(r.locale),
    ]
}

/// Reads a settlement request, and whose form it is.
///
/// # Errors
/// `not_found` when it is not there.
pub fn read_request(
    c: &mut PgConnection,
    caller: &Caller,
    id: SettlementRequestId,
) -> Result<(SettlementRequest, String), Failure> {
    Ok((requests::get(c, caller, id)?, house(c)?))
}

/// CSRR单: the settlement request and the record of its review.
pub fn csrr(request: &SettlementRequest, maker: &str, page: &str, r: Reader) -> Form {
    let about = About {
        title: r.word("paper-csrr"),
        house: maker.to_owned(),
        number: request.number.clone(),
        as_of: request.reviewed_at.unwrap_or(request.created_at),
        link: format!("{page}/settlement-entries"),
    };
    let blocks = vec![
        Block::Fields(vec![
            field(r, "register-party", request.party_name.as_str()),
            field(r, "register-kind", request.kind.label(r.locale)),
            field(r, "register-amount", format!("{} {}", request.amount, request.currency)),
            field(r, "register-arose-on", request.arose_on.to_string()),
            maybe(r, "register-ticket", &request.ticket_number),
            maybe(r, "register-contract", &request.contract),
            wide(r, "register-reason", request.reason.as_str()),
            field(r, "register-requested-by", request.requested_by_name.as_str()),
            maybe_time(r, "register-created-at", Some(request.created_at)),
        ]),
        heading(r, "paper-csrr-review"),
        Block::Fields(vec![
            field(r, "register-status", request.status.label(r.locale)),
            maybe(r, "register-reviewed-by", &request.reviewed_by_name),
            maybe_time(r, "register-reviewed-at", request.reviewed_at),
            maybe_wide(r, "register-refusal", &request.refusal),
        ]),
        signatures(r, &["paper-csrr-sign-request", "paper-csrr-sign-review", "paper-csrr-sign-finance"]),
    ];
    said::form(r, about, blocks)
}
