//! Use cases of warranty claims as a whole.

use super::facts::{self, Subject};
use super::store::{self, Row};
use super::{children, history, references};
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::schema::{campaigns, pre_authorizations, products, tickets, units};
use crate::{audit, numbers};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use serde_json::json;
use shared::auth::Permission;
use shared::ids::*;
use shared::page::Page;
use shared::problem::{ProblemCode, Refusal};
use shared::records::warranty_claim::*;
use uuid::Uuid;

/// A page of the claims that the caller sees.
///
/// # Errors
/// For a bad limit or cursor.
pub fn list(
    c: &mut PgConnection,
    caller: &Caller,
    query: &WarrantyClaimQuery,
) -> Result<Page<WarrantyClaimSummary>, Failure> {
    store::list(c, caller, query)
}

/// Shows one.
///
/// # Errors
/// `not_found` when it is not there or not to be seen.
pub fn get(c: &mut PgConnection, caller: &Caller, id: WarrantyClaimId) -> Result<WarrantyClaim, Failure> {
    let row = store::find(c, caller, id)?;
    show(c, caller, row)
}

fn show(c: &mut PgConnection, caller: &Caller, row: Row) -> Result<WarrantyClaim, Failure> {
    let (_, _, rules) = store::rules_on(c, caller.today())?;
    let versions = history::versions(c, row.id)?;
    let found = versions.first().map(|version| version.adjudication.clone());
    let named = names(c, &row)?;
    let events = history::events(c, row.id)?;
    let asked = events.iter().find(|event| ASKED.contains(&event.kind.as_str())).map(|event| event.at);
    let open = asked.filter(|_| row.status == WarrantyClaimStatus::NeedsInfo);
    Ok(WarrantyClaim {
        head: row.summary(),
        product_code: named.product,
        ticket_number: named.ticket,
        campaign_number: named.campaign,
        pre_authorization_number: named.authorization,
        decided_by_name: named.decider,
        jobs: children::jobs(c, row.id)?,
        proposed: found.as_ref().map(|found| found.proposed),
        checks: found.map(|found| found.checks).unwrap_or_default(),
        versions,
        events,
        question_until: open.map(|at| question_ends(at, rules.question_days)),
        editable: caller.actor.may(Permission::ClaimFile)
            && WarrantyClaimStatus::EDITABLE.contains(&row.status),
        available_actions: available(&row.head(&rules), &caller.actor, caller.now),
        ticket_id: row.ticket_id,
        usage: row.usage_value,
        campaign_id: row.campaign_id,
        pre_authorization_id: row.pre_authorization_id,
        goodwill: row.goodwill.map(|shares| shares.0),
        note: row.note,
        filed_by_name: row.filed_by_name,
        appealed_at: row.appealed_at,
        payable_at: row.payable_at,
    })
}

/// What the rows that a claim points at are called.
#[derive(Default)]
struct Names {
    product: Option<String>,
    ticket: Option<String>,
    campaign: Option<String>,
    authorization: Option<String>,
    decider: Option<String>,
}

fn names(c: &mut PgConnection, row: &Row) -> Result<Names, Failure> {
    use crate::schema::users;
    let mut named = Names::default();
    if let Some(id) = row.unit_id {
        let product: ProductId = units::table.find(id).select(units::product_id).first(c)?;
        named.product = products::table.find(product).select(products::code).first(c).optional()?;
    }
    if let Some(id) = row.ticket_id {
        named.ticket = tickets::table.find(id).select(tickets::number).first(c).optional()?;
    }
    if let Some(id) = row.campaign_id {
        named.campaign = campaigns::table.find(id).select(campaigns::number).first(c).optional()?;
    }
    if let Some(id) = row.pre_authorization_id {
        let rows = pre_authorizations::table.find(id).select(pre_authorizations::number);
        named.authorization = rows.first(c).optional()?;
    }
    if let Some(id) = row.decided_by_id {
        named.decider = users::table.find(id).select(users::name).first(c).optional()?;
    }
    Ok(named)
}

/// Drafts one.
///
/// # Errors
/// `validation_failed` with each field that is wrong; `already_exists` for an order number that is claimed already.
pub fn create(
    c: &mut PgConnection,
    caller: &Caller,
    input: &WarrantyClaimInput,
) -> Result<WarrantyClaim, Failure> {
    input.check(caller.today())?;
    let dealer = references::dealer(c, caller, input.dealer_id)?;
    references::check(c, caller, input)?;
    let id = WarrantyClaimId(Uuid::now_v7());
    let number = numbers::next(c, caller, numbers::WARRANTY_CLAIM)?;
    store::insert(c, caller, (id, &number), dealer, input)?;
    children::replace(c, id, input)?;
    happened(c, caller, id, "create", WarrantyClaimStatus::Draft)?;
    audit::write(c, caller, "warranty_claim", id.0, "create", json!(input))?;
    get(c, caller, id)
}

fn happened(
    c: &mut PgConnection,
    caller: &Caller,
    id: WarrantyClaimId,
    kind: &str,
    status: WarrantyClaimStatus,
) -> Result<(), Failure> {
    let event = history::Event { kind, status, note: None, approved: None, lines: None };
    history::note(c, id, Some(caller), caller.now, event)
}

/// The claim in the version that the caller has read, held until the end of the transaction.
pub(super) fn load(
    c: &mut PgConnection,
    caller: &Caller,
    id: WarrantyClaimId,
    version: i32,
) -> Result<Row, Failure> {
    let row = store::find(c, caller, id)?;
    store::lock(c, &row)?;
    let row = store::find(c, caller, id)?;
    if row.version == version { Ok(row) } else { Err(Failure::stale()) }
}

/// Replaces what one says, before it is sent in or when it was asked back.
///
/// # Errors
/// As [`create`]; `transition_refused` once it was sent in, `version_stale` when somebody was quicker.
pub fn update(
    c: &mut PgConnection,
    caller: &Caller,
    id: WarrantyClaimId,
    version: i32,
    input: &WarrantyClaimInput,
) -> Result<WarrantyClaim, Failure> {
    input.check(caller.today())?;
    let row = load(c, caller, id, version)?;
    if !WarrantyClaimStatus::EDITABLE.contains(&row.status) {
        return Err(Refusal::new(ProblemCode::TransitionRefused)
            .detail("problem-transition_refused-claim_frozen")
            .arg("number", row.number)
            .into());
    }
    if references::dealer(c, caller, input.dealer_id.or(Some(row.dealer_id)))? != row.dealer_id {
        return Err(Failure::field("/dealer_id", shared::problem::FieldProblem::Inconsistent));
    }
    references::check(c, caller, input)?;
    if !store::update(c, &row, input)? {
        return Err(Failure::stale());
    }
    children::replace(c, id, input)?;
    happened(c, caller, id, "update", row.status)?;
    audit::write(c, caller, "warranty_claim", id.0, "update", json!(input))?;
    get(c, caller, id)
}

/// Says what sending it in would bring; nothing is stored.
///
/// # Errors
/// As [`create`].
pub fn dry_run(
    c: &mut PgConnection,
    caller: &Caller,
    input: &WarrantyClaimInput,
) -> Result<ClaimDryRun, Failure> {
    input.check(caller.today())?;
    let dealer = references::dealer(c, caller, input.dealer_id)?;
    references::check(c, caller, input)?;
    let today = caller.today();
    let facts = facts::gather(c, Subject { dealer, id: None, today, now: caller.now }, input)?;
    let (_, rule_set_name, rules) = store::rules_on(c, today)?;
    Ok(ClaimDryRun { adjudication: adjudicate(input, &facts, &rules), facts, rules, rule_set_name })
}

/// The claim of a stored row, as it is adjudicated now.
pub(super) fn adjudicated(
    c: &mut PgConnection,
    caller: &Caller,
    row: &Row,
) -> Result<(WarrantyClaimInput, ClaimFacts, Adjudication, AdjudicationRuleSetId, Rules), Failure> {
    let today = caller.today();
    let input = children::input(c, row)?;
    let of = Subject { dealer: row.dealer_id, id: Some(row.id), today, now: caller.now };
    let facts = facts::gather(c, of, &input)?;
    let (rule_set, _, rules) = store::rules_on(c, today)?;
    let found = adjudicate(&input, &facts, &rules);
    Ok((input, facts, found, rule_set, rules))
}
