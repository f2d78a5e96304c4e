//! Use cases of statements.

use super::store::{self, Row, Step};
use super::{collect as collecting, lines};
use crate::audit;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::organization::service::check_reference;
use crate::records::{notification, organization, policy, recovery, warranty_claim};
use chrono::Datelike;
use diesel::pg::PgConnection;
use serde_json::{Value, json};
use shared::auth::{OrganizationKind, Permission, Role};
use shared::ids::StatementId;
use shared::page::Page;
use shared::problem::{Checker, FieldProblem};
use shared::records::notification::NotificationKind;
use shared::records::recovery::may_pay_supplier;
use shared::records::statement::*;
use shared::records::warranty_claim::StatementStep;
use shared::workflow::{Target, Workflow};

/// With whom the maker settles.
pub(super) const PARTIES: &[OrganizationKind] = &[
    OrganizationKind::Dealer,
    OrganizationKind::ServiceCenter,
    OrganizationKind::Supplier,
    OrganizationKind::Customer,
];

/// A page of the statements that the caller sees.
///
/// # Errors
/// For a bad limit or cursor.
pub fn list(
    c: &mut PgConnection,
    caller: &Caller,
    query: &StatementQuery,
) -> Result<Page<StatementSummary>, Failure> {
    store::list(c, caller, query)
}

/// Shows one.
///
/// # Errors
/// `not_found` when it is not there or not to be seen.
pub fn get(c: &mut PgConnection, caller: &Caller, id: StatementId) -> Result<Statement, Failure> {
    let row = store::find(c, caller, id)?;
    let sums = store::sums(c, id)?;
    let held = recovery::unconfirmed(c, row.party_id)?;
    Ok(row.show(caller, sums, held))
}

/// Collects what is in no statement yet into the drafts of a month.
///
/// # Errors
/// `validation_failed` for a month that has not begun, or a party that is none.
pub fn collect(
    c: &mut PgConnection,
    caller: &Caller,
    input: &CollectStatements,
) -> Result<CollectedStatements, Failure> {
    let today = caller.today();
    input.check(today)?;
    let mut check = Checker::default();
    check_reference(c, caller, input.party_id, PARTIES, "/party_id", &mut check)?;
    check.finish()?;
    collecting::collect(c, &caller.author(), input.month, input.party_id, today.year())?;
    Ok(CollectedStatements { items: store::drafts(c, caller, input)? })
}

/// The statement in the version that the caller has read, held until the end of the transaction.
pub(super) fn load(
    c: &mut PgConnection,
    caller: &Caller,
    id: StatementId,
    version: i32,
) -> Result<Row, Failure> {
    store::find(c, caller, id)?;
    store::lock(c, id)?;
    let row = store::find(c, caller, id)?;
    if row.version == version { Ok(row) } else { Err(Failure::stale()) }
}

/// What is done with one, and with which words.
pub enum Act {
    /// Send it to the party.
    Issue,
    /// Agree to it.
    Agree(AgreeStatement),
    /// Note its invoice.
    Invoice(InvoiceStatement),
    /// Note that it is paid.
    Pay(PayStatement),
    /// Lock it.
    Lock,
}

impl Act {
    fn action(&self) -> StatementAction {
        match self {
            Self::Issue => StatementAction::Issue,
            Self::Agree(_) => StatementAction::Agree,
            Self::Invoice(_) => StatementAction::Invoice,
            Self::Pay(_) => StatementAction::Pay,
            Self::Lock => StatementAction::Lock,
        }
    }

    fn words(&self) -> Value {
        match self {
            Self::Agree(input) => json!(input),
            Self::Invoice(input) => json!(input),
            Self::Pay(input) => json!(input),
            Self::Issue | Self::Lock => json!({}),
        }
    }

    /// What changes of the statement, and of its lines.
    fn step(
        &self,
        c: &mut PgConnection,
        caller: &Caller,
        row: &Row,
        to: StatementStatus,
    ) -> Result<Step, Failure> {
        let step = Step { status: Some(to), ..Step::default() };
        let (me, now) = (Some(caller.actor.user_id), Some(caller.now));
        Ok(match self {
            Self::Issue => Step { issued_by_id: me, issued_at: now, ..step },
            Self::Agree(input) => {
                may_agree(&row.number, row.disputed)?;
                // The house agrees for a party on its word only.
                if caller.actor.is_inside() && input.note.is_none() {
                    return Err(Failure::field("/note", FieldProblem::Required));
                }
                lines::agree_all(c, row.id)?;
                let agreed_note = input.note.as_deref().map(str::to_owned);
                Step { agreed_by_id: me, agreed_at: now, agreed_note, ..step }
            }
            Self::Invoice(input) => {
                input.check(caller.today())?;
                let days = policy::load(c)?.payment_days;
                Step {
                    invoice_number: Some(input.number.to_string()),
                    invoiced_on: Some(input.invoiced_on),
                    due_on: Some(payment_due(input.invoiced_on, days)),
                    ..step
                }
            }
            Self::Pay(input) => {
                may_pay(&row.number, row.issued_by_id, &caller.actor)?;
                may_pay_supplier(&row.party_name, recovery::unconfirmed(c, row.party_id)?)?;
                input.check(row.invoiced_on, caller.today())?;
                Step {
                    paid_by_id: me,
                    paid_on: Some(input.paid_on),
                    payment_reference: Some(input.reference.to_string()),
                    ..step
                }
            }
            Self::Lock => Step { locked_at: now, seal: Some(store::seal(c, row.id)?), ..step },
        })
    }
}

/// Does something with a statement of this version.
///
/// # Errors
/// `transition_refused` in the wrong state, while a line is disputed, or for whoever issued what they would pay;
/// `version_stale` when somebody was quicker.
pub fn act(
    c: &mut PgConnection,
    caller: &Caller,
    id: StatementId,
    version: i32,
    act: &Act,
) -> Result<Statement, Failure> {
    let row = load(c, caller, id, version)?;
    let action = act.action();
    if StatementAction::line(action).is_some_and(|line| line.to == Target::To(row.status)) {
        return get(c, caller, id);
    }
    let to = StatementAction::step(&row.number, row.status, action, &caller.actor)?;
    let step = act.step(c, caller, &row, to)?;
    if !store::step(c, caller, &row, &step)? {
        return Err(Failure::stale());
    }
    let mut changes = act.words();
    changes["from"] = json!(row.status);
    audit::write(c, caller, "statement", id.0, action.as_str(), changes)?;
    match action {
        StatementAction::Issue => {
            warranty_claim::follow_statement(c, caller, id, StatementStep::Take)?;
            let people = notification::holders(c, row.party_id, Permission::StatementConfirm)?;
            notification::tell_others(c, caller, people, NotificationKind::StatementIssued, id)?;
        }
        StatementAction::Agree => tell_agreed(c, caller, id)?,
        StatementAction::Pay => {
            recovery::settled(c, caller, id)?;
            warranty_claim::follow_statement(c, caller, id, StatementStep::Pay)?;
        }
        StatementAction::Lock => warranty_claim::follow_statement(c, caller, id, StatementStep::Close)?,
        _ => {}
    }
    get(c, caller, id)
}

/// Finance is told that an invoice is wanted.
pub(super) fn tell_agreed(c: &mut PgConnection, caller: &Caller, id: StatementId) -> Result<(), Failure> {
    let Some(maker) = organization::maker(c)? else { return Ok(()) };
    let people = notification::with_role(c, maker.id, &[Role::Finance])?;
    notification::tell_others(c, caller, people, NotificationKind::StatementAgreed, id)
}
