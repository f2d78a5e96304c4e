//! Use cases of campaigns.

use super::store::{self, Fields, Row, Step};
use super::{scope, scopes, units};
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::organization::service::check_reference;
use crate::records::{notification, organization, part, product, quality_feedback};
use crate::{audit, numbers};
use diesel::pg::PgConnection;
use serde_json::{Value, json};
use shared::auth::{OrganizationKind, Permission, Role};
use shared::ids::{CampaignId, QualityFeedbackId, UserId};
use shared::page::Page;
use shared::problem::{Checker, FieldProblem, ProblemCode, Refusal};
use shared::records::campaign::*;
use shared::records::notification::NotificationKind;
use shared::records::quality_feedback::QualityCampaign;
use shared::workflow::Workflow;
use uuid::Uuid;

/// A page of the campaigns that the caller sees.
///
/// # Errors
/// For a bad limit or cursor.
pub fn list(
    c: &mut PgConnection,
    caller: &Caller,
    query: &CampaignQuery,
) -> Result<Page<CampaignSummary>, Failure> {
    let page = store::list(c, caller, query)?;
    let ids: Vec<CampaignId> = page.items.iter().map(|row| row.id).collect();
    let counts = units::counts(c, caller, &ids)?;
    let show = |row: Row| row.summary(counts.get(&row.id).copied().unwrap_or_default());
    Ok(Page {
        items: page.items.into_iter().map(show).collect(),
        next_cursor: page.next_cursor,
        total: page.total,
    })
}

/// Campaigns that come from a quality feedback; for the house.
///
/// # Errors
/// When the database is away.
pub fn of_quality(c: &mut PgConnection, id: QualityFeedbackId) -> Result<Vec<QualityCampaign>, Failure> {
    store::of_quality(c, id)
}

/// One in short, as the caller sees it.
pub(super) fn head(
    c: &mut PgConnection,
    caller: &Caller,
    id: CampaignId,
) -> Result<CampaignSummary, Failure> {
    let row = store::find(c, caller, id)?;
    Ok(row.summary(units::counts(c, caller, &[id])?.remove(&id).unwrap_or_default()))
}

/// Shows one.
///
/// # Errors
/// `not_found` when it is not there or not to be seen.
pub fn get(c: &mut PgConnection, caller: &Caller, id: CampaignId) -> Result<Campaign, Failure> {
    let row = store::find(c, caller, id)?;
    let counts = units::counts(c, caller, &[id])?.remove(&id).unwrap_or_default();
    // How the house looked for them is its own.
    let versions = if caller.actor.is_inside() { scopes::of(c, id)? } else { vec![] };
    let days = units::days(c, caller, id)?;
    Ok(row.show(caller, counts, versions, days))
}

fn check_references(
    c: &mut PgConnection,
    caller: &Caller,
    input: &CampaignInput,
    before: Option<&Row>,
) -> Result<(), Failure> {
    if let Some(part) = input.part_id
        && before.and_then(|row| row.part_id) != Some(part)
    {
        part::store::find(c, caller, part).map_err(|failure| failure.missing_at("/part_id"))?;
    }
    if let Some(case) = input.quality_feedback_id
        && before.and_then(|row| row.quality_feedback_id) != Some(case)
    {
        let seen = quality_feedback::service::is_visible(c, caller, case)?;
        if !seen {
            return Err(Failure::field("/quality_feedback_id", FieldProblem::NoSuchRecord));
        }
    }
    Ok(())
}

/// Drafts one.
///
/// # Errors
/// `validation_failed` with each field that is wrong.
pub fn create(c: &mut PgConnection, caller: &Caller, input: &CampaignInput) -> Result<Campaign, Failure> {
    input.check()?;
    check_references(c, caller, input, None)?;
    let id = CampaignId(Uuid::now_v7());
    let number = numbers::next(c, caller, numbers::CAMPAIGN)?;
    store::insert(c, caller, id, &number, input)?;
    audit::write(c, caller, "campaign", id.0, "create", json!(input))?;
    get(c, caller, id)
}

/// The campaign in the version that the caller has read, held until the end of the transaction.
fn load(c: &mut PgConnection, caller: &Caller, id: CampaignId, version: i32) -> Result<Row, Failure> {
    store::find(c, caller, id)?;
    store::lock(c, id)?;
    let row = store::find(c, caller, id)?;
    if row.version == version { Ok(row) } else { Err(Failure::stale()) }
}

/// Replaces what one says.
///
/// # Errors
/// As [`create`]; `transition_refused` once it is approved, `version_stale` when somebody was quicker.
pub fn update(
    c: &mut PgConnection,
    caller: &Caller,
    id: CampaignId,
    version: i32,
    input: &CampaignInput,
) -> Result<Campaign, Failure> {
    input.check()?;
    let row = load(c, caller, id, version)?;
    may_change(&row.number, row.status)?;
    check_references(c, caller, input, Some(&row))?;
    if !store::update(c, &row, Fields::of(input, caller.now))? {
        return Err(Failure::stale());
    }
    audit::write(c, caller, "campaign", id.0, "update", json!(input))?;
    get(c, caller, id)
}

fn check_scope(c: &mut PgConnection, caller: &Caller, input: &ScopeInput) -> Result<(), Failure> {
    input.check()?;
    let mut check = Checker::default();
    if let Some(product) = input.product_id {
        let known = product::store::can_be_chosen(c, product)?.is_some();
        check.check(known, "/product_id", FieldProblem::NoSuchRecord);
    }
    let suppliers = &[OrganizationKind::Supplier];
    check_reference(c, caller, input.supplier_id, suppliers, "/supplier_id", &mut check)?;
    Ok(check.finish()?)
}

/// Says which units a scope would find, of any campaign or none yet.
///
/// # Errors
/// `validation_failed` with each field that is wrong.
pub fn preview(c: &mut PgConnection, caller: &Caller, input: &ScopeInput) -> Result<ScopePreview, Failure> {
    check_scope(c, caller, input)?;
    scope::preview(c, caller, input)
}

/// Adds a version to its scope. The campaign's own version stays: nobody's form is stale by it.
///
/// # Errors
/// As [`preview`]; `transition_refused` once it is approved.
pub fn add_scope(
    c: &mut PgConnection,
    caller: &Caller,
    id: CampaignId,
    input: &ScopeInput,
) -> Result<Campaign, Failure> {
    check_scope(c, caller, input)?;
    store::find(c, caller, id)?;
    store::lock(c, id)?;
    let row = store::find(c, caller, id)?;
    may_change(&row.number, row.status)?;
    let number = scopes::of(c, id)?.last().map_or(0, |last| last.number) + 1;
    if number > MAX_SCOPES {
        let refusal = Refusal::new(ProblemCode::TransitionRefused).arg("number", row.number);
        return Err(refusal
            .detail("problem-transition_refused-scopes_full")
            .arg("limit", i64::from(MAX_SCOPES))
            .into());
    }
    scopes::insert(c, caller, id, number, input)?;
    audit::write(c, caller, "campaign", id.0, "add_scope", json!({ "number": number, "scope": input }))?;
    get(c, caller, id)
}

/// What is done with one, and with which words.
pub enum Act {
    /// Choose a version of its scope.
    Scope(ScopeCampaign),
    /// Approve it.
    Approve,
    /// Publish it.
    Publish,
    /// Close it.
    Close(EndCampaign),
    /// Give it up.
    Cancel(EndCampaign),
}

impl Act {
    fn action(&self) -> CampaignAction {
        match self {
            Self::Scope(_) => CampaignAction::Scope,
            Self::Approve => CampaignAction::Approve,
            Self::Publish => CampaignAction::Publish,
            Self::Close(_) => CampaignAction::Close,
            Self::Cancel(_) => CampaignAction::Cancel,
        }
    }

    fn words(&self) -> Value {
        match self {
            Self::Scope(input) => json!(input),
            Self::Close(input) | Self::Cancel(input) => json!(input),
            Self::Approve | Self::Publish => json!({}),
        }
    }

    /// What changes of the head, and of its units.
    fn step(
        &self,
        c: &mut PgConnection,
        caller: &Caller,
        row: &Row,
        to: CampaignStatus,
    ) -> Result<Step, Failure> {
        let step = Step { status: Some(to), ..Step::default() };
        let ended = |input: &EndCampaign| Step {
            status: Some(to),
            ended_at: Some(caller.now),
            end_reason: input.reason.as_deref().map(str::to_owned),
            ..Step::default()
        };
        Ok(match self {
            Self::Scope(input) => {
                let known = scopes::of(c, row.id)?.iter().any(|version| version.id == input.scope_id);
                if !known {
                    return Err(Failure::field("/scope_id", FieldProblem::NoSuchRecord));
                }
                Step { scope_id: Some(input.scope_id), ..step }
            }
            Self::Approve => {
                may_approve(&row.number, row.author_id, &caller.actor)?;
                identify(c, caller, row)?;
                Step { approved_by_id: Some(caller.actor.user_id), approved_at: Some(caller.now), ..step }
            }
            Self::Publish => {
                units::notify_owners(c, caller, row.id)?;
                Step { published_at: Some(caller.now), ..step }
            }
            Self::Close(input) => {
                let counts = units::counts(c, caller, &[row.id])?.remove(&row.id).unwrap_or_default();
                may_close(counts.open(), input.reason.as_deref())?;
                ended(input)
            }
            Self::Cancel(input) => {
                may_cancel(input.reason.as_deref())?;
                ended(input)
            }
        })
    }
}

/// Writes down the units that the chosen version finds today.
fn identify(c: &mut PgConnection, caller: &Caller, row: &Row) -> Result<(), Failure> {
    let refusal = |detail| Refusal::new(ProblemCode::TransitionRefused).detail(detail);
    let chosen = scopes::of(c, row.id)?.into_iter().find(|version| Some(version.id) == row.scope_id);
    let found = match chosen {
        Some(version) => scope::ids(c, caller, &version.criteria, MOST_UNITS + 1)?,
        None => vec![],
    };
    if found.is_empty() {
        return Err(refusal("problem-transition_refused-scope_empty").into());
    }
    if i64::try_from(found.len()).is_ok_and(|n| n > MOST_UNITS) {
        return Err(refusal("problem-transition_refused-scope_large").arg("limit", MOST_UNITS).into());
    }
    units::insert(c, caller, row.id, &found)
}

/// Does something with one of this version. Units that are concerned are written down when it is approved.
///
/// # Errors
/// `transition_refused` in the wrong state, for its author, or with nothing in its scope; `requirement_missing` to close it
/// with open units and no reason; `version_stale` when somebody was quicker.
pub fn act(
    c: &mut PgConnection,
    caller: &Caller,
    id: CampaignId,
    version: i32,
    act: &Act,
) -> Result<Campaign, Failure> {
    let row = load(c, caller, id, version)?;
    let to = CampaignAction::step(&row.number, row.status, act.action(), &caller.actor)?;
    let step = act.step(c, caller, &row, to)?;
    if !store::step(c, caller, &row, &step)? {
        return Err(Failure::stale());
    }
    match act {
        Act::Scope(_) => tell_approvers(c, caller, id)?,
        Act::Publish => tell_concerned(c, caller, id)?,
        Act::Approve | Act::Close(_) | Act::Cancel(_) => {}
    }
    let mut changes = act.words();
    changes["from"] = json!(row.status);
    audit::write(c, caller, "campaign", id.0, act.action().as_str(), changes)?;
    get(c, caller, id)
}

/// Tells who may approve it that it waits.
fn tell_approvers(c: &mut PgConnection, caller: &Caller, id: CampaignId) -> Result<(), Failure> {
    let people = notification::holders_in_house(c, Permission::CampaignApprove)?;
    notification::tell_others(c, caller, people, NotificationKind::CampaignScoped, id)
}

/// Tells the dealers and owners of its units, and the service specialists.
fn tell_concerned(c: &mut PgConnection, caller: &Caller, id: CampaignId) -> Result<(), Failure> {
    let concerned = units::organizations(c, caller, id)?;
    let theirs = notification::holders_by(c, &concerned, Permission::CampaignRead)?;
    let mut people: Vec<UserId> = theirs.into_values().flatten().collect();
    if let Some(maker) = organization::maker(c)? {
        people.extend(notification::with_role(c, maker.id, &[Role::ServiceSpecialist])?);
    }
    notification::tell_others(c, caller, people, NotificationKind::CampaignPublished, id)
}
