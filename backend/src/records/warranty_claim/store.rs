//! Rows and SQL of warranty claims as a whole.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::jsonb::Json;
use crate::lists::{Few, Found};
use crate::schema::{adjudication_rule_sets, units, warranty_claims};
use crate::views::{warranty_claim_rows, warranty_cost_rows};
use crate::{capped_count, lists, policy, search};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::pg::{Pg, PgConnection};
use diesel::prelude::*;
use rust_decimal::Decimal;
use shared::calendar::{day_ends, day_starts};
use shared::ids::*;
use shared::money::{Currency, Total};
use shared::page::Page;
use shared::problem::FieldProblem;
use shared::records::report::CostDimension;
use shared::records::warranty_claim::*;

#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = warranty_claim_rows)]
pub(super) struct Row {
    pub id: WarrantyClaimId,
    pub number: String,
    pub kind: WarrantyClaimKind,
    pub status: WarrantyClaimStatus,
    pub dealer_id: OrganizationId,
    pub dealer_name: String,
    pub unit_id: Option<UnitId>,
    pub unit_serial: Option<String>,
    pub ticket_id: Option<TicketId>,
    pub order_number: Option<String>,
    pub failed_on: NaiveDate,
    pub repaired_on: NaiveDate,
    pub usage_value: Option<i64>,
    pub currency: Currency,
    pub campaign_id: Option<CampaignId>,
    pub pre_authorization_id: Option<PreAuthorizationId>,
    pub goodwill: Option<Json<GoodwillShares>>,
    pub note: Option<String>,
    claimed: Decimal,
    approved: Option<Decimal>,
    pub answer: Option<ClaimAnswer>,
    pub submission: i32,
    pub filed_by_id: UserId,
    pub filed_by_name: String,
    pub submitted_at: Option<DateTime<Utc>>,
    pub answer_due_at: Option<DateTime<Utc>>,
    pub answered_at: Option<DateTime<Utc>>,
    pub decided_by: Option<ClaimDecider>,
    pub decided_by_id: Option<UserId>,
    pub appealed_at: Option<DateTime<Utc>>,
    pub payable_at: Option<DateTime<Utc>>,
    pub version: i32,
}

impl Row {
    pub fn claimed(&self) -> Total {
        Total::stored(self.claimed)
    }

    pub fn approved(&self) -> Option<Total> {
        self.approved.map(Total::stored)
    }

    /// As the rules of its steps look at it.
    pub fn head(&self, rules: &Rules) -> ClaimHead<'_> {
        ClaimHead {
            number: &self.number,
            status: self.status,
            kind: self.kind,
            filed_by: self.filed_by_id,
            decided_by: self.decided_by_id,
            answered_at: self.answered_at,
            appealed: self.appealed_at.is_some(),
            claimed: self.claimed(),
            review_limit: rules.limits(self.currency).map(|limits| limits.review),
            appeal_days: rules.appeal_days,
        }
    }

    pub fn summary(&self) -> WarrantyClaimSummary {
        WarrantyClaimSummary {
            id: self.id,
            number: self.number.clone(),
            kind: self.kind,
            status: self.status,
            answer: self.answer,
            decided_by: self.decided_by,
            dealer_id: self.dealer_id,
            dealer_name: self.dealer_name.clone(),
            unit_id: self.unit_id,
            unit_serial: self.unit_serial.clone(),
            order_number: self.order_number.clone(),
            failed_on: self.failed_on,
            repaired_on: self.repaired_on,
            currency: self.currency,
            claimed: self.claimed(),
            approved: self.approved(),
            submitted_at: self.submitted_at,
            answer_due_at: self
                .answer_due_at
                .filter(|_| WarrantyClaimStatus::UNANSWERED.contains(&self.status)),
            answered_at: self.answered_at,
            version: self.version,
        }
    }
}

fn visible<'a>(caller: &Caller) -> warranty_claim_rows::BoxedQuery<'a, Pg> {
    policy::warranty_claims(caller, warranty_claim_rows::table.into_boxed())
}

/// The claim, if the caller sees it.
pub(super) fn find(c: &mut PgConnection, caller: &Caller, id: WarrantyClaimId) -> Result<Row, Failure> {
    let rows = visible(caller).filter(warranty_claim_rows::id.eq(id));
    rows.select(Row::as_select()).first(c).optional()?.ok_or_else(Failure::not_found)
}

/// A claim that a rule works on.
pub(super) fn any(c: &mut PgConnection, id: WarrantyClaimId) -> Result<Row, Failure> {
    Ok(warranty_claim_rows::table.find(id).select(Row::as_select()).first(c)?)
}

/// Holds the unit, so that no two claims for it are adjudicated at once, and then the claim.
pub(super) fn lock(c: &mut PgConnection, row: &Row) -> Result<(), Failure> {
    if let Some(unit) = row.unit_id {
        units::table.find(unit).select(units::id).for_no_key_update().first::<UnitId>(c)?;
    }
    hold(c, row.id)
}

/// Holds the claim until the end of the transaction.
pub(super) fn hold(c: &mut PgConnection, id: WarrantyClaimId) -> Result<(), Failure> {
    let row = warranty_claims::table.find(id).select(warranty_claims::id).for_update();
    row.first::<WarrantyClaimId>(c).optional()?.map(|_| ()).ok_or_else(Failure::not_found)
}

/// The beginning of a day in the caller's zone.
fn begin(caller: &Caller, day: NaiveDate) -> DateTime<Utc> {
    day_starts(lists::writable_day(day), caller.zone())
}

/// The end of a day in the caller's zone.
fn end(caller: &Caller, day: NaiveDate) -> DateTime<Utc> {
    day_ends(lists::writable_day(day), caller.zone())
}

/// What was caused by what, and whether suppliers bore any of it: the maker's own, as far as it is about suppliers.
///
/// # Errors
/// `validation_failed` where somebody else asks for that.
fn caused<'a>(
    caller: &Caller,
    query: &WarrantyClaimQuery,
) -> Result<Option<warranty_cost_rows::BoxedQuery<'a, Pg>>, Failure> {
    use warranty_cost_rows as w;
    let inner = [
        ("?supplier_id", query.supplier_id.is_some()),
        ("?without", query.without.is_some()),
        ("?recovered", query.recovered.is_some()),
    ];
    if let Some((pointer, _)) = inner.into_iter().find(|(_, asked)| *asked && !caller.actor.is_inside()) {
        return Err(Failure::field(pointer, FieldProblem::NotAllowed));
    }
    let mut q = w::table.into_boxed();
    if let Some(product) = query.product_id {
        q = q.filter(w::product_id.eq(product));
    }
    if let Some(month) = query.made_in {
        q = q.filter(w::made_in.eq(month.to_string()));
    }
    if let Some(part) = query.causal_part_id {
        q = q.filter(w::causal_part_id.eq(part));
    }
    if let Some(supplier) = query.supplier_id {
        q = q.filter(w::supplier_id.eq(supplier));
    }
    q = match query.without {
        Some(CostDimension::Product) => q.filter(w::product_id.is_null()),
        Some(CostDimension::ProductionMonth) => q.filter(w::made_in.is_null()),
        Some(CostDimension::Part) => q.filter(w::causal_part_id.is_null()),
        Some(CostDimension::Supplier) => q.filter(w::supplier_id.is_null()),
        // Every claim has a dealer.
        Some(CostDimension::Dealer) => q.filter(w::dealer_id.ne(w::dealer_id)),
        Some(CostDimension::Unit) => q.filter(w::unit_id.is_null()),
        None => q,
    };
    if query.recovered == Some(true) {
        q = q.filter(w::recovered.gt(Decimal::ZERO));
    }
    let asked = query.product_id.is_some()
        || query.made_in.is_some()
        || query.causal_part_id.is_some()
        || query.without.is_some()
        || query.supplier_id.is_some()
        || query.recovered == Some(true);
    Ok(asked.then_some(q))
}

/// A page of the claims that the caller sees.
pub(super) fn list(
    c: &mut PgConnection,
    caller: &Caller,
    query: &WarrantyClaimQuery,
) -> Result<Page<WarrantyClaimSummary>, Failure> {
    use warranty_claim_rows as k;
    let limit = lists::limit(query.limit)?;
    let sort = query.sort.unwrap_or(WarrantyClaimSort::NumberDesc);
    caused(caller, query)?;
    let filtered = || {
        let mut q = visible(caller);
        if let Ok(Some(jobs)) = caused(caller, query) {
            q = q.filter(k::id.eq_any(jobs.select(warranty_cost_rows::claim_id)));
        }
        if query.recovered == Some(false) {
            let some = warranty_cost_rows::table.into_boxed();
            let some = some.filter(warranty_cost_rows::recovered.gt(Decimal::ZERO));
            q = q.filter(k::id.ne_all(some.select(warranty_cost_rows::claim_id)));
        }
        if let Some(currency) = query.currency {
            q = q.filter(k::currency.eq(currency));
        }
        if let Some(states) = &query.status {
            q = q.filter(k::status.eq_any(states.0.clone()));
        }
        if let Some(kinds) = &query.kind {
            q = q.filter(k::kind.eq_any(kinds.0.clone()));
        }
        if let Some(dealer) = query.dealer_id {
            q = q.filter(k::dealer_id.eq(dealer));
        }
        if let Some(unit) = query.unit_id {
            q = q.filter(k::unit_id.eq(unit));
        }
        if let Some(ticket) = query.ticket_id {
            q = q.filter(k::ticket_id.eq(ticket));
        }
        if let Some(day) = query.due_until {
            q = q.filter(k::status.eq_any(WarrantyClaimStatus::UNANSWERED));
            q = q.filter(k::answer_due_at.lt(end(caller, day)));
        }
        if let Some(decider) = query.decided_by {
            q = q.filter(k::decided_by.eq(decider));
        }
        if let Some(day) = query.answered_from {
            q = q.filter(k::answered_at.ge(begin(caller, day)));
        }
        if let Some(day) = query.answered_until {
            q = q.filter(k::answered_at.lt(end(caller, day)));
        }
        if let Some(words) = &query.q {
            q = search!(q, warranty_claim_rows, words);
        }
        q
    };
    let mut page = filtered();
    let last = lists::place::<(WarrantyClaimId,)>(query.cursor.as_deref(), sort.as_str())?;
    page = match (sort, last) {
        (WarrantyClaimSort::Number, Some((last,))) => page.filter(k::id.gt(last)),
        (WarrantyClaimSort::NumberDesc, Some((last,))) => page.filter(k::id.lt(last)),
        (_, None) => page,
    };
    page = match sort {
        WarrantyClaimSort::Number => page.order(k::id.asc()),
        WarrantyClaimSort::NumberDesc => page.order(k::id.desc()),
    };
    let found = Found::new(page.select(k::id).up_to(limit + 1).load(c)?, limit);
    let total =
        if query.cursor.is_none() { Some(found.total(|| capped_count!(filtered(), c))?) } else { None };
    let rows: Vec<Row> = visible(caller).filter(k::id.eq_any(&found.ids)).select(Row::as_select()).load(c)?;
    let cursor = |last: &Row| lists::cursor(sort.as_str(), &(last.id,));
    Ok(found.page(rows, |row| row.id, total, cursor, |row| row.summary()))
}

/// What it says, at first and at each change.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = warranty_claims, treat_none_as_null = true)]
pub(super) struct Fields {
    kind: WarrantyClaimKind,
    unit_id: Option<UnitId>,
    ticket_id: Option<TicketId>,
    order_number: Option<String>,
    failed_on: NaiveDate,
    repaired_on: NaiveDate,
    usage_value: Option<i64>,
    currency: Currency,
    campaign_id: Option<CampaignId>,
    pre_authorization_id: Option<PreAuthorizationId>,
    goodwill: Option<Json<GoodwillShares>>,
    note: Option<String>,
    claimed: Decimal,
}

impl Fields {
    pub fn of(input: &WarrantyClaimInput) -> Self {
        Self {
            kind: input.kind,
            unit_id: input.unit_id,
            ticket_id: input.ticket_id,
            order_number: input.order_number.as_deref().map(str::to_owned),
            failed_on: input.failed_on,
            repaired_on: input.repaired_on,
            usage_value: input.usage,
            currency: input.currency,
            campaign_id: input.campaign_id,
            pre_authorization_id: input.pre_authorization_id,
            goodwill: input.goodwill.map(Json),
            note: input.note.as_deref().map(str::to_owned),
            claimed: input.claimed().value(),
        }
    }
}

/// Stores a new claim.
pub(super) fn insert(
    c: &mut PgConnection,
    caller: &Caller,
    (id, number): (WarrantyClaimId, &str),
    dealer: OrganizationId,
    input: &WarrantyClaimInput,
) -> Result<(), Failure> {
    use warranty_claims as k;
    diesel::insert_into(k::table)
        .values((
            Fields::of(input),
            k::id.eq(id),
            k::number.eq(number),
            k::status.eq(WarrantyClaimStatus::Draft),
            k::dealer_id.eq(dealer),
            k::submission.eq(0),
            k::filed_by_id.eq(caller.actor.user_id),
            k::warned.eq(0_i16),
            k::version.eq(1),
            k::created_at.eq(caller.now),
        ))
        .execute(c)?;
    Ok(())
}

/// Replaces what a claim of this version says; false when it has another one by now.
pub(super) fn update(c: &mut PgConnection, row: &Row, input: &WarrantyClaimInput) -> Result<bool, Failure> {
    let guarded = warranty_claims::table.find(row.id).filter(warranty_claims::version.eq(row.version));
    let change = (Fields::of(input), warranty_claims::version.eq(row.version + 1));
    Ok(diesel::update(guarded).set(change).execute(c)? == 1)
}

/// What a step changes. Fields that are `None` stay as they are.
#[derive(AsChangeset, Default)]
#[diesel(table_name = warranty_claims)]
pub(super) struct Step {
    pub status: Option<WarrantyClaimStatus>,
    pub approved: Option<Option<Decimal>>,
    pub answer: Option<Option<ClaimAnswer>>,
    pub submission: Option<i32>,
    pub submitted_at: Option<DateTime<Utc>>,
    pub answer_due_at: Option<DateTime<Utc>>,
    pub answered_at: Option<Option<DateTime<Utc>>>,
    pub decided_by: Option<Option<ClaimDecider>>,
    pub decided_by_id: Option<Option<UserId>>,
    pub appealed_at: Option<DateTime<Utc>>,
    pub payable_at: Option<DateTime<Utc>>,
    pub warned: Option<i16>,
}

/// Moves a claim of this version and state on; false when it has another by now.
pub(super) fn step(c: &mut PgConnection, row: &Row, step: &Step) -> Result<bool, Failure> {
    use warranty_claims as k;
    let guarded = k::table.find(row.id).filter(k::version.eq(row.version)).filter(k::status.eq(row.status));
    Ok(diesel::update(guarded).set((step, k::version.eq(row.version + 1))).execute(c)? == 1)
}

/// The rules in force on a day, with their id and name.
///
/// # Errors
/// When the database is away.
pub fn rules_on(
    c: &mut PgConnection,
    day: NaiveDate,
) -> Result<(AdjudicationRuleSetId, String, Rules), Failure> {
    use adjudication_rule_sets as a;
    let (id, name, rules): (_, _, Json<Rules>) = a::table
        .filter(a::status.eq(RuleSetStatus::Live))
        .filter(a::valid_from.le(day))
        .order((a::valid_from.desc(), a::published_at.desc()))
        .select((a::id, a::name, a::rules))
        .first(c)?;
    Ok((id, name, rules.0))
}
