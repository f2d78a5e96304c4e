//! Rows and SQL of campaigns.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::lists::Few;
use crate::schema::campaigns;
use crate::views::campaign_rows;
use crate::{capped_count, lists, policy, search};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::pg::{Pg, PgConnection};
use diesel::prelude::*;
use rust_decimal::Decimal;
use shared::auth::Permission;
use shared::ids::{CampaignId, CampaignScopeId, PartId, QualityFeedbackId, UserId};
use shared::money::{Amount, Currency};
use shared::page::Page;
use shared::records::campaign::*;
use shared::records::quality_feedback::{QualityCampaign, QualitySeverity};

#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = campaign_rows)]
pub(super) struct Row {
    pub id: CampaignId,
    pub number: String,
    pub kind: CampaignKind,
    pub status: CampaignStatus,
    pub title: String,
    pub reason: String,
    pub remedy: String,
    pub severity: QualitySeverity,
    pub part_id: Option<PartId>,
    part_number: Option<String>,
    part_name: Option<String>,
    pub part_quantity: Option<i32>,
    pub standard_minutes: i32,
    labour_rate: Option<Decimal>,
    currency: Option<Currency>,
    pub starts_on: Option<NaiveDate>,
    finish_on: Option<NaiveDate>,
    pub scope_id: Option<CampaignScopeId>,
    pub author_id: UserId,
    author_name: String,
    approved_by_name: Option<String>,
    approved_at: Option<DateTime<Utc>>,
    published_at: Option<DateTime<Utc>>,
    ended_at: Option<DateTime<Utc>>,
    end_reason: Option<String>,
    pub version: i32,
    created_at: DateTime<Utc>,
    pub quality_feedback_id: Option<QualityFeedbackId>,
    quality_feedback_number: Option<String>,
}

impl Row {
    pub fn summary(&self, counts: CampaignCounts) -> CampaignSummary {
        CampaignSummary {
            id: self.id,
            number: self.number.clone(),
            kind: self.kind,
            status: self.status,
            title: self.title.clone(),
            severity: self.severity,
            counts,
            finish_on: self.finish_on,
            created_at: self.created_at,
            version: self.version,
        }
    }

    /// What an hour of work costs.
    pub fn rate(&self) -> Option<(Amount, Currency)> {
        self.labour_rate.map(Amount::stored).zip(self.currency)
    }

    /// All of it, as this caller may read it.
    pub fn show(
        self,
        caller: &Caller,
        counts: CampaignCounts,
        scopes: Vec<CampaignScope>,
        curve: Vec<CampaignDay>,
    ) -> Campaign {
        let inside = caller.actor.is_inside();
        let rate = self.rate().filter(|_| inside);
        Campaign {
            head: self.summary(counts),
            available_actions: available(self.status, self.author_id, &caller.actor),
            editable: caller.actor.may(Permission::CampaignDraft)
                && may_change(&self.number, self.status).is_ok(),
            reason: self.reason,
            remedy: self.remedy,
            part_id: self.part_id,
            part_number: self.part_number,
            part_name: self.part_name,
            part_quantity: self.part_quantity,
            standard_minutes: self.standard_minutes,
            labour_rate: rate.map(|(rate, _)| rate),
            currency: rate.map(|(_, currency)| currency),
            quality_feedback_id: self.quality_feedback_id.filter(|_| inside),
            quality_feedback_number: self.quality_feedback_number.filter(|_| inside),
            starts_on: self.starts_on,
            scope_id: self.scope_id.filter(|_| inside),
            scopes,
            author_id: self.author_id,
            author_name: self.author_name,
            approved_by_name: self.approved_by_name,
            approved_at: self.approved_at,
            published_at: self.published_at,
            ended_at: self.ended_at,
            end_reason: self.end_reason,
            curve,
        }
    }
}

fn visible<'a>(caller: &Caller) -> campaign_rows::BoxedQuery<'a, Pg> {
    policy::campaigns(caller, campaign_rows::table.into_boxed())
}

/// The campaign, if the caller sees it.
pub(super) fn find(c: &mut PgConnection, caller: &Caller, id: CampaignId) -> Result<Row, Failure> {
    let row =
        visible(caller).filter(campaign_rows::id.eq(id)).select(Row::as_select()).first(c).optional()?;
    row.ok_or_else(Failure::not_found)
}

/// Campaigns that come from a quality feedback, the oldest first; for the house.
pub(super) fn of_quality(
    c: &mut PgConnection,
    id: QualityFeedbackId,
) -> Result<Vec<QualityCampaign>, Failure> {
    use campaigns as k;
    type Found = (CampaignId, String, CampaignStatus, String);
    let rows: Vec<Found> = k::table
        .filter(k::quality_feedback_id.eq(id))
        .order(k::id)
        .select((k::id, k::number, k::status, k::title))
        .load(c)?;
    let show = |(id, number, status, title)| QualityCampaign { id, number, status, title };
    Ok(rows.into_iter().map(show).collect())
}

/// Holds the campaign until the end of the transaction: its units and its versions are worked on one after the other.
pub(super) fn lock(c: &mut PgConnection, id: CampaignId) -> Result<(), Failure> {
    let row = campaigns::table.find(id).select(campaigns::id).for_update();
    row.first::<CampaignId>(c).optional()?.map(|_| ()).ok_or_else(Failure::not_found)
}

/// A page of the campaigns that the caller sees.
pub(super) fn list(
    c: &mut PgConnection,
    caller: &Caller,
    query: &CampaignQuery,
) -> Result<Page<Row>, Failure> {
    use campaign_rows::id;
    let limit = lists::limit(query.limit)?;
    let sort = query.sort.unwrap_or(CampaignSort::NumberDesc);
    let filtered = || {
        let mut q = visible(caller);
        if let Some(states) = &query.status {
            q = q.filter(campaign_rows::status.eq_any(states.0.clone()));
        }
        if let Some(kinds) = &query.kind {
            q = q.filter(campaign_rows::kind.eq_any(kinds.0.clone()));
        }
        if let Some(words) = &query.q {
            q = search!(q, campaign_rows, words);
        }
        q
    };
    let mut page = filtered();
    let last = lists::place::<(CampaignId,)>(query.cursor.as_deref(), sort.as_str())?;
    page = match (sort, last) {
        (CampaignSort::Number, Some((last,))) => page.filter(id.gt(last)),
        (CampaignSort::NumberDesc, Some((last,))) => page.filter(id.lt(last)),
        (_, None) => page,
    };
    page = match sort {
        CampaignSort::Number => page.order(id.asc()),
        CampaignSort::NumberDesc => page.order(id.desc()),
    };
    let total = if query.cursor.is_none() { Some(capped_count!(filtered(), c)?) } else { None };
    let rows: Vec<Row> = page.select(Row::as_select()).up_to(limit + 1).load(c)?;
    Ok(lists::page(rows, limit, total, |last: &Row| lists::cursor(sort.as_str(), &(last.id,)), |row| row))
}

/// What is written, at first and at each change.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = campaigns, treat_none_as_null = true)]
pub(super) struct Fields {
    kind: CampaignKind,
    title: String,
    reason: String,
    remedy: String,
    severity: QualitySeverity,
    part_id: Option<PartId>,
    part_quantity: Option<i32>,
    standard_minutes: i32,
    labour_rate: Option<Decimal>,
    currency: Option<Currency>,
    starts_on: Option<NaiveDate>,
    finish_on: Option<NaiveDate>,
    quality_feedback_id: Option<QualityFeedbackId>,
    updated_at: DateTime<Utc>,
}

impl Fields {
    pub fn of(input: &CampaignInput, now: DateTime<Utc>) -> Self {
        Self {
            kind: input.kind,
            title: input.title.to_string(),
            reason: input.reason.to_string(),
            remedy: input.remedy.to_string(),
            severity: input.severity,
            part_id: input.part_id,
            part_quantity: input.part_quantity,
            standard_minutes: input.standard_minutes,
            labour_rate: input.labour_rate.map(Amount::value),
            currency: input.currency,
            starts_on: input.starts_on,
            finish_on: input.finish_on,
            quality_feedback_id: input.quality_feedback_id,
            updated_at: now,
        }
    }
}

/// Stores a new campaign.
pub(super) fn insert(
    c: &mut PgConnection,
    caller: &Caller,
    id: CampaignId,
    number: &str,
    input: &CampaignInput,
) -> Result<(), Failure> {
    use campaigns as k;
    diesel::insert_into(k::table)
        .values((
            Fields::of(input, caller.now),
            k::id.eq(id),
            k::number.eq(number),
            k::status.eq(CampaignStatus::Draft),
            k::author_id.eq(caller.actor.user_id),
            k::version.eq(1),
            k::created_at.eq(caller.now),
        ))
        .execute(c)?;
    Ok(())
}

/// Replaces what a campaign of this version says; false when it has another one by now.
pub(super) fn update(c: &mut PgConnection, row: &Row, fields: Fields) -> Result<bool, Failure> {
    let guarded = campaigns::table.find(row.id).filter(campaigns::version.eq(row.version));
    let change = (fields, campaigns::version.eq(row.version + 1));
    Ok(diesel::update(guarded).set(change).execute(c)? == 1)
}

/// What a step changes. Fields that are `None` stay as they are.
#[derive(AsChangeset, Default)]
#[diesel(table_name = campaigns)]
pub(super) struct Step {
    pub status: Option<CampaignStatus>,
    pub scope_id: Option<CampaignScopeId>,
    pub approved_by_id: Option<UserId>,
    pub approved_at: Option<DateTime<Utc>>,
    pub published_at: Option<DateTime<Utc>>,
    pub ended_at: Option<DateTime<Utc>>,
    pub end_reason: Option<String>,
}

/// Moves a campaign of this version on; false when it has another version or state by now.
pub(super) fn step(c: &mut PgConnection, caller: &Caller, row: &Row, step: &Step) -> Result<bool, Failure> {
    use campaigns as k;
    let guarded = k::table.find(row.id).filter(k::version.eq(row.version)).filter(k::status.eq(row.status));
    let version = (k::version.eq(row.version + 1), k::updated_at.eq(caller.now));
    Ok(diesel::update(guarded).set((step, version)).execute(c)? == 1)
}
