//! What claims were each time that they were sent in, and what happened to them: added, never changed.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::jsonb::Json;
use crate::schema::*;
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use shared::ids::*;
use shared::money::Total;
use shared::records::warranty_claim::*;
use uuid::Uuid;

/// Keeps what was sent in, what was known and what the checks found.
pub(super) fn keep_version(
    c: &mut PgConnection,
    caller: &Caller,
    (id, number): (WarrantyClaimId, i32),
    (input, facts, found): (&WarrantyClaimInput, &ClaimFacts, &Adjudication),
    rule_set: AdjudicationRuleSetId,
) -> Result<(), Failure> {
    use warranty_claim_versions as v;
    diesel::insert_into(v::table)
        .values((
            v::claim_id.eq(id),
            v::number.eq(number),
            v::at.eq(caller.now),
            v::by_id.eq(caller.actor.user_id),
            v::input.eq(json!(input)),
            v::facts.eq(json!(facts)),
            v::adjudication.eq(json!(found)),
            v::outcome.eq(found.outcome),
            v::proposed.eq(found.proposed.value()),
            v::rule_set_id.eq(rule_set),
        ))
        .execute(c)?;
    Ok(())
}

/// The versions of a claim, the newest first.
pub(super) fn versions(
    c: &mut PgConnection,
    id: WarrantyClaimId,
) -> Result<Vec<WarrantyClaimVersion>, Failure> {
    use warranty_claim_versions as v;
    type Found = (
        (i32, DateTime<Utc>, String, Json<WarrantyClaimInput>, Json<Adjudication>),
        (AdjudicationRuleSetId, String),
    );
    let rows: Vec<Found> = v::table
        .inner_join(users::table)
        .inner_join(adjudication_rule_sets::table)
        .filter(v::claim_id.eq(id))
        .order(v::number.desc())
        .select((
            (v::number, v::at, users::name, v::input, v::adjudication),
            (adjudication_rule_sets::id, adjudication_rule_sets::name),
        ))
        .load(c)?;
    let show =
        |((number, at, by_name, input, found), (rule_set_id, rule_set_name)): Found| WarrantyClaimVersion {
            number,
            at,
            by_name,
            input: input.0,
            adjudication: found.0,
            rule_set_id,
            rule_set_name,
        };
    Ok(rows.into_iter().map(show).collect())
}

/// What the checks found when it was sent in last.
pub(super) fn last_found(c: &mut PgConnection, id: WarrantyClaimId) -> Result<Adjudication, Failure> {
    use warranty_claim_versions as v;
    let found: Json<Adjudication> =
        v::table.filter(v::claim_id.eq(id)).order(v::number.desc()).select(v::adjudication).first(c)?;
    Ok(found.0)
}

/// Something that happened to a claim.
pub(super) struct Event<'a> {
    pub kind: &'a str,
    pub status: WarrantyClaimStatus,
    pub note: Option<&'a str>,
    pub approved: Option<Total>,
    pub lines: Option<Value>,
}

#[derive(Insertable)]
#[diesel(table_name = warranty_claim_events)]
struct NewEvent<'a> {
    id: Uuid,
    claim_id: WarrantyClaimId,
    at: DateTime<Utc>,
    kind: &'a str,
    actor_id: Option<UserId>,
    actor_name: Option<&'a str>,
    status: WarrantyClaimStatus,
    note: Option<&'a str>,
    approved: Option<Decimal>,
    lines: Option<&'a Value>,
}

/// Writes down what happened to claims, and who did it, where a person did.
pub(super) fn note_each(
    c: &mut PgConnection,
    by: Option<&Caller>,
    at: DateTime<Utc>,
    events: &[(WarrantyClaimId, Event<'_>)],
) -> Result<(), Failure> {
    let rows: Vec<NewEvent<'_>> = events
        .iter()
        .map(|(claim_id, event)| NewEvent {
            id: Uuid::now_v7(),
            claim_id: *claim_id,
            at,
            kind: event.kind,
            actor_id: by.map(|caller| caller.actor.user_id),
            actor_name: by.map(|caller| caller.actor.name.as_str()),
            status: event.status,
            note: event.note,
            approved: event.approved.map(Total::value),
            lines: event.lines.as_ref(),
        })
        .collect();
    diesel::insert_into(warranty_claim_events::table).values(rows).execute(c)?;
    Ok(())
}

/// Writes down what happened to one.
pub(super) fn note(
    c: &mut PgConnection,
    id: WarrantyClaimId,
    by: Option<&Caller>,
    at: DateTime<Utc>,
    event: Event<'_>,
) -> Result<(), Failure> {
    note_each(c, by, at, &[(id, event)])
}

/// What happened to a claim, the newest first.
pub(super) fn events(c: &mut PgConnection, id: WarrantyClaimId) -> Result<Vec<WarrantyClaimEvent>, Failure> {
    use warranty_claim_events as e;
    type Found =
        (DateTime<Utc>, String, Option<String>, WarrantyClaimStatus, Option<String>, Option<Decimal>);
    let rows: Vec<Found> = e::table
        .filter(e::claim_id.eq(id))
        .order(e::id.desc())
        .select((e::at, e::kind, e::actor_name, e::status, e::note, e::approved))
        .load(c)?;
    let show = |(at, kind, actor_name, status, note, approved): Found| WarrantyClaimEvent {
        at,
        kind,
        actor_name,
        status,
        note,
        approved: approved.map(Total::stored),
    };
    Ok(rows.into_iter().map(show).collect())
}
