//! Lines of statements: listed, agreed to, disputed and answered.

use super::store::{self, Step};
use super::{entries, service};
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::lists::Few;
use crate::records::notification;
use crate::records::organization;
use crate::schema::statement_lines;
use crate::views::statement_line_rows;
use crate::{audit, lists};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use shared::auth::{Permission, Role};
use shared::ids::{SettlementEntryId, StatementId, UserId};
use shared::money::{Balance, Currency};
use shared::page::Page;
use shared::problem::FieldProblem;
use shared::records::notification::NotificationKind;
use shared::records::statement::*;
use shared::workflow::{Target, Workflow};
use uuid::Uuid;

#[derive(Queryable, Selectable)]
#[diesel(table_name = statement_line_rows)]
struct Row {
    entry_id: SettlementEntryId,
    position: i32,
    status: StatementLineStatus,
    kind: EntryKind,
    source: EntrySource,
    source_id: Option<Uuid>,
    source_number: String,
    arose_on: NaiveDate,
    amount: Decimal,
    currency: Currency,
    note: Option<String>,
    dispute_reason: Option<String>,
    disputed_by_name: Option<String>,
    disputed_at: Option<DateTime<Utc>>,
    answer: Option<String>,
    answered_by_name: Option<String>,
    answered_at: Option<DateTime<Utc>>,
    corrected_to: Option<Decimal>,
}

impl Row {
    fn show(self, caller: &Caller, status: StatementStatus) -> StatementLine {
        let inside = caller.actor.is_inside();
        StatementLine {
            available_actions: available_for_line(status, self.status, &caller.actor),
            id: self.entry_id,
            position: self.position,
            status: self.status,
            kind: self.kind,
            source: self.source,
            source_id: self.source_id.filter(|_| inside),
            source_number: self.source_number,
            arose_on: self.arose_on,
            amount: Balance::stored(self.amount),
            note: self.note,
            dispute_reason: self.dispute_reason,
            disputed_by_name: self.disputed_by_name,
            disputed_at: self.disputed_at,
            answer: self.answer,
            answered_by_name: self.answered_by_name.filter(|_| inside),
            answered_at: self.answered_at,
            corrected_to: self.corrected_to.map(Balance::stored),
        }
    }
}

/// A page of the lines of a statement that the caller sees, in their order.
///
/// # Errors
/// `not_found` when the statement is not there or not to be seen; for a bad limit or cursor.
pub fn list(
    c: &mut PgConnection,
    caller: &Caller,
    id: StatementId,
    query: &StatementLineQuery,
) -> Result<Page<StatementLine>, Failure> {
    use statement_line_rows as x;
    const SORT: &str = "position";
    let limit = lists::limit(query.limit)?;
    let head = store::find(c, caller, id)?;
    let mut page = x::table.filter(x::statement_id.eq(id)).into_boxed();
    if let Some(states) = &query.status {
        page = page.filter(x::status.eq_any(states.0.clone()));
    }
    if let Some((last,)) = lists::place::<(i32,)>(query.cursor.as_deref(), SORT)? {
        page = page.filter(x::position.gt(last));
    }
    let rows: Vec<Row> = page.order(x::position).select(Row::as_select()).up_to(limit + 1).load(c)?;
    let total = (query.cursor.is_none() && query.status.is_none()).then_some(head.lines.into());
    let cursor = |last: &Row| lists::cursor(SORT, &(last.position,));
    Ok(lists::page(rows, limit, total, cursor, |row| row.show(caller, head.status)))
}

/// How far the lines of a statement are.
pub(super) fn states(c: &mut PgConnection, id: StatementId) -> Result<Vec<StatementLineStatus>, Failure> {
    use statement_lines as l;
    Ok(l::table.filter(l::statement_id.eq(id)).select(l::status).load(c)?)
}

/// Agrees to all lines about which nothing is disputed.
pub(super) fn agree_all(c: &mut PgConnection, id: StatementId) -> Result<(), Failure> {
    use StatementLineStatus::{Agreed, Kept, Open};
    use statement_lines as l;
    let open = l::table.filter(l::statement_id.eq(id)).filter(l::status.eq_any([Open, Kept]));
    diesel::update(open).set(l::status.eq(Agreed)).execute(c)?;
    Ok(())
}

/// What is sent about a line.
pub enum LineAct {
    /// Agree to it.
    Agree,
    /// Dispute it.
    Dispute(DisputeStatementLine),
    /// Stay with it.
    Keep(KeepStatementLine),
    /// Put it right.
    Correct(CorrectStatementLine),
}

impl LineAct {
    fn action(&self) -> StatementLineAction {
        match self {
            Self::Agree => StatementLineAction::Agree,
            Self::Dispute(_) => StatementLineAction::Dispute,
            Self::Keep(_) => StatementLineAction::Keep,
            Self::Correct(_) => StatementLineAction::Correct,
        }
    }

    fn words(&self) -> Value {
        match self {
            Self::Agree => json!({}),
            Self::Dispute(input) => json!(input),
            Self::Keep(input) => json!(input),
            Self::Correct(input) => json!(input),
        }
    }
}

/// What changes of a line.
#[derive(AsChangeset)]
#[diesel(table_name = statement_lines)]
struct LineStep {
    status: StatementLineStatus,
    dispute_reason: Option<String>,
    disputed_by_id: Option<UserId>,
    disputed_at: Option<DateTime<Utc>>,
    answer: Option<String>,
    answered_by_id: Option<UserId>,
    answered_at: Option<DateTime<Utc>>,
    corrected_to: Option<Decimal>,
}

/// Does something with a line of a statement of this version. Once nothing about any line is open, the statement is agreed to.
///
/// # Errors
/// `transition_refused` in the wrong state; `version_stale` when somebody was quicker.
pub fn act(
    c: &mut PgConnection,
    caller: &Caller,
    (id, line): (StatementId, SettlementEntryId),
    version: i32,
    act: &LineAct,
) -> Result<Statement, Failure> {
    let head = service::load(c, caller, id, version)?;
    let row: Option<Row> = statement_line_rows::table
        .filter(statement_line_rows::statement_id.eq(id))
        .filter(statement_line_rows::entry_id.eq(line))
        .select(Row::as_select())
        .first(c)
        .optional()?;
    let row = row.ok_or_else(Failure::not_found)?;
    let action = act.action();
    if StatementLineAction::line(action).is_some_and(|known| known.to == Target::To(row.status)) {
        return service::get(c, caller, id);
    }
    let name = format!("{} #{}", head.number, row.position);
    let status = StatementLineAction::step(&name, row.status, action, &caller.actor)?;
    may_work_on_lines(&head.number, head.status)?;
    let (me, now) = (Some(caller.actor.user_id), Some(caller.now));
    let step = LineStep {
        status,
        dispute_reason: None,
        disputed_by_id: None,
        disputed_at: None,
        answer: None,
        answered_by_id: None,
        answered_at: None,
        corrected_to: None,
    };
    let step = match act {
        LineAct::Agree => step,
        LineAct::Dispute(input) => LineStep {
            dispute_reason: Some(input.reason.to_string()),
            disputed_by_id: me,
            disputed_at: now,
            ..step
        },
        LineAct::Keep(input) => {
            LineStep { answer: Some(input.answer.to_string()), answered_by_id: me, answered_at: now, ..step }
        }
        LineAct::Correct(input) => {
            correct(c, caller, &head, &row, input.amount)?;
            LineStep {
                answer: Some(input.answer.to_string()),
                answered_by_id: me,
                answered_at: now,
                corrected_to: Some(input.amount.value()),
                ..step
            }
        }
    };
    diesel::update(statement_lines::table.find(line)).set(&step).execute(c)?;
    let to = by_lines(states(c, id)?);
    let agreed = to == StatementStatus::Agreed;
    let moved = Step {
        status: Some(to),
        agreed_by_id: me.filter(|_| agreed),
        agreed_at: now.filter(|_| agreed),
        ..Step::default()
    };
    if !store::step(c, caller, &head, &moved)? {
        return Err(Failure::stale());
    }
    tell(c, caller, &head, action)?;
    if agreed {
        service::tell_agreed(c, caller, id)?;
    }
    let mut changes = act.words();
    changes["line"] = json!(line);
    changes["from"] = json!(row.status);
    audit::write(c, caller, "statement", id.0, &format!("{action}_line"), changes)?;
    service::get(c, caller, id)
}

/// The difference goes into the next statement: this one stays as it was issued.
fn correct(
    c: &mut PgConnection,
    caller: &Caller,
    head: &store::Row,
    row: &Row,
    should_be: Balance,
) -> Result<(), Failure> {
    let difference = correction(Balance::stored(row.amount), should_be)
        .ok_or_else(|| Failure::field("/amount", FieldProblem::Inconsistent))?;
    let entry = entries::Entry {
        party_id: head.party_id,
        kind: EntryKind::Correction,
        currency: row.currency,
        amount: difference,
        source: EntrySource::Statement,
        source_id: Some(head.id.0),
        source_key: row.entry_id.to_string(),
        source_number: format!("{} #{}", head.number, row.position),
        arose_on: caller.today(),
        note: None,
    };
    entries::post(c, &caller.author(), entry)
}

/// The house is told of what is disputed, the party of the answer.
fn tell(
    c: &mut PgConnection,
    caller: &Caller,
    head: &store::Row,
    action: StatementLineAction,
) -> Result<(), Failure> {
    let (people, kind) = match action {
        StatementLineAction::Agree => return Ok(()),
        StatementLineAction::Dispute => {
            let Some(maker) = organization::maker(c)? else { return Ok(()) };
            let people = notification::with_role(c, maker.id, &[Role::ServiceSpecialist, Role::Finance])?;
            (people, NotificationKind::StatementDisputed)
        }
        StatementLineAction::Keep | StatementLineAction::Correct => {
            let people = notification::holders(c, head.party_id, Permission::StatementConfirm)?;
            (people, NotificationKind::StatementAnswered)
        }
    };
    notification::tell_others(c, caller, people, kind, head.id)
}
