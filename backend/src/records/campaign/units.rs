//! Rows and SQL of the units in campaigns.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::lists::Few;
use crate::records::report::over::over_rows;
use crate::schema::{campaign_units, customers, users};
use crate::views::campaign_unit_rows;
use crate::{after, capped_count, lists, policy, search};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::pg::{Pg, PgConnection};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Date, Text, Uuid};
use shared::ids::{CampaignId, CustomerId, OrganizationId, TicketId, UnitId};
use shared::page::Page;
use shared::records::campaign::*;
use shared::records::quality_feedback::QualitySeverity;
use shared::records::user::UserStatus;
use std::collections::{BTreeMap, BTreeSet, HashMap};

#[derive(Queryable, Selectable)]
#[diesel(table_name = campaign_unit_rows)]
pub(super) struct Row {
    campaign_id: CampaignId,
    pub unit_id: UnitId,
    pub status: CampaignUnitStatus,
    notified_at: Option<DateTime<Utc>>,
    booked_for: Option<NaiveDate>,
    ended_at: Option<DateTime<Utc>>,
    note: Option<String>,
    pub ticket_id: Option<TicketId>,
    ticket_number: Option<String>,
    pub serial: String,
    product_code: String,
    customer_id: Option<CustomerId>,
    customer_name: Option<String>,
    customer_phone: Option<String>,
    dealer_id: Option<OrganizationId>,
    dealer_name: Option<String>,
    campaign_number: String,
    campaign_kind: CampaignKind,
    campaign_status: CampaignStatus,
    pub campaign_title: String,
    pub remedy: String,
    severity: QualitySeverity,
}

impl Row {
    pub fn show(self, caller: &Caller) -> CampaignUnit {
        CampaignUnit {
            available_actions: available_for_unit(self.campaign_status, self.status, &caller.actor),
            unit_id: self.unit_id,
            serial: self.serial,
            product_code: self.product_code,
            status: self.status,
            customer_id: self.customer_id,
            customer_name: self.customer_name,
            customer_phone: self.customer_phone,
            dealer_id: self.dealer_id,
            dealer_name: self.dealer_name,
            notified_at: self.notified_at,
            booked_for: self.booked_for,
            ended_at: self.ended_at,
            note: self.note,
            ticket_id: self.ticket_id,
            ticket_number: self.ticket_number,
        }
    }

    fn of_unit(self, caller: &Caller) -> UnitCampaign {
        UnitCampaign {
            campaign_id: self.campaign_id,
            number: self.campaign_number.clone(),
            kind: self.campaign_kind,
            status: self.campaign_status,
            title: self.campaign_title.clone(),
            remedy: self.remedy.clone(),
            severity: self.severity,
            due: self.campaign_status.is_open() && !self.status.has_ended(),
            unit: self.show(caller),
        }
    }
}

fn visible<'a>(caller: &Caller) -> campaign_unit_rows::BoxedQuery<'a, Pg> {
    policy::campaign_units(caller, campaign_unit_rows::table.into_boxed())
}

/// A page of a campaign's units that the caller sees, by serial number.
pub(super) fn list(
    c: &mut PgConnection,
    caller: &Caller,
    campaign: CampaignId,
    query: &CampaignUnitQuery,
) -> Result<Page<CampaignUnit>, Failure> {
    use campaign_unit_rows as x;
    const SORT: &str = "serial";
    let limit = lists::limit(query.limit)?;
    let filtered = || {
        let mut q = visible(caller).filter(x::campaign_id.eq(campaign));
        if let Some(states) = &query.status {
            q = q.filter(x::status.eq_any(states.0.clone()));
        }
        if let Some(words) = &query.q {
            q = search!(q, campaign_unit_rows, words);
        }
        q
    };
    let mut page = filtered();
    if let Some((serial, id)) = lists::place::<(String, UnitId)>(query.cursor.as_deref(), SORT)? {
        page = after!(page, x::serial, serial, x::unit_id.gt(id));
    }
    let total = if query.cursor.is_none() { Some(capped_count!(filtered(), c)?) } else { None };
    let rows: Vec<Row> =
        page.order((x::serial.asc(), x::unit_id.asc())).select(Row::as_select()).up_to(limit + 1).load(c)?;
    let cursor = |last: &Row| lists::cursor(SORT, &(&last.serial, last.unit_id));
    Ok(lists::page(rows, limit, total, cursor, |row| row.show(caller)))
}

/// These units of a campaign, as far as the caller sees them, by id.
pub(super) fn some(
    c: &mut PgConnection,
    caller: &Caller,
    campaign: CampaignId,
    ids: &[UnitId],
) -> Result<BTreeMap<UnitId, Row>, Failure> {
    use campaign_unit_rows as x;
    let rows: Vec<Row> = visible(caller)
        .filter(x::campaign_id.eq(campaign))
        .filter(x::unit_id.eq_any(ids.to_vec()))
        .select(Row::as_select())
        .load(c)?;
    Ok(rows.into_iter().map(|row| (row.unit_id, row)).collect())
}

/// The campaigns that concern a unit, as far as the caller sees them, the newest first.
pub(super) fn of_unit(
    c: &mut PgConnection,
    caller: &Caller,
    unit: UnitId,
) -> Result<Vec<UnitCampaign>, Failure> {
    use campaign_unit_rows as x;
    let told = CampaignStatus::TOLD;
    let rows: Vec<Row> = visible(caller)
        .filter(x::unit_id.eq(unit))
        .filter(x::campaign_status.eq_any(told))
        .order(x::campaign_id.desc())
        .limit(100)
        .select(Row::as_select())
        .load(c)?;
    Ok(rows.into_iter().map(|row| row.of_unit(caller)).collect())
}

/// How far the units of campaigns are that the caller sees: one statement for any number.
pub(super) fn counts(
    c: &mut PgConnection,
    caller: &Caller,
    campaigns: &[CampaignId],
) -> Result<HashMap<CampaignId, CampaignCounts>, Failure> {
    use campaign_unit_rows as x;
    type Found = (CampaignId, CampaignUnitStatus, i64, i64);
    let seen = visible(caller).filter(x::campaign_id.eq_any(campaigns.to_vec())).select((
        x::campaign_id,
        x::status,
        x::notified_at,
    ));
    let rows: Vec<Found> = over_rows::<_, (Uuid, Text, BigInt, BigInt)>(seen)
        .sql(
            "SELECT campaign_id, status, count(*), count(notified_at) FROM seen GROUP BY campaign_id, status",
        )
        .load(c)?;
    let mut found: HashMap<CampaignId, Vec<(CampaignUnitStatus, bool, i64)>> = HashMap::new();
    for (campaign, status, all, told) in rows {
        found.entry(campaign).or_default().extend([(status, true, told), (status, false, all - told)]);
    }
    Ok(found.into_iter().map(|(campaign, units)| (campaign, CampaignCounts::of(units))).collect())
}

/// On which days how many of a campaign's units came how far, in the caller's zone: one row a day, however many units.
pub(super) fn days(
    c: &mut PgConnection,
    caller: &Caller,
    campaign: CampaignId,
) -> Result<Vec<CampaignDay>, Failure> {
    use campaign_unit_rows as x;
    type Found = (NaiveDate, i64, i64, i64);
    let seen = visible(caller).filter(x::campaign_id.eq(campaign)).select((
        x::status,
        x::identified_at,
        x::notified_at,
        x::ended_at,
    ));
    let zone = caller.zone().name();
    let sql = format!(
        "SELECT (at AT TIME ZONE '{zone}')::date, sum(identified), sum(notified), sum(remedied) FROM seen, \
         LATERAL (VALUES (identified_at, 1, 0, 0), (notified_at, 0, 1, 0), \
         (CASE WHEN status = 'remedied' THEN ended_at END, 0, 0, 1)) e (at, identified, notified, remedied) \
         WHERE at IS NOT NULL GROUP BY 1 ORDER BY 1"
    );
    let rows: Vec<Found> = over_rows::<_, (Date, BigInt, BigInt, BigInt)>(seen).sql(sql).load(c)?;
    Ok(curve(rows))
}

/// Every dealer and every owner with log-ins that a campaign concerns.
pub(super) fn organizations(
    c: &mut PgConnection,
    caller: &Caller,
    campaign: CampaignId,
) -> Result<Vec<OrganizationId>, Failure> {
    use campaign_unit_rows as x;
    let own = || visible(caller).filter(x::campaign_id.eq(campaign));
    let dealers: Vec<Option<OrganizationId>> = own().select(x::dealer_id).distinct().load(c)?;
    let owners: Vec<Option<CustomerId>> = own().select(x::customer_id).distinct().load(c)?;
    let owners: Vec<CustomerId> = owners.into_iter().flatten().collect();
    let theirs: Vec<Option<OrganizationId>> =
        customers::table.filter(customers::id.eq_any(owners)).select(customers::organization_id).load(c)?;
    let all: BTreeSet<OrganizationId> = dealers.into_iter().chain(theirs).flatten().collect();
    Ok(all.into_iter().collect())
}

/// PostgreSQL takes at most 65,535 values in one statement.
const ROWS_AT_ONCE: usize = 5000;

/// Writes down the units that a campaign concerns.
pub(super) fn insert(
    c: &mut PgConnection,
    caller: &Caller,
    campaign: CampaignId,
    units: &[UnitId],
) -> Result<(), Failure> {
    use campaign_units as x;
    for some in units.chunks(ROWS_AT_ONCE) {
        let rows: Vec<_> = some
            .iter()
            .map(|unit| {
                (
                    x::campaign_id.eq(campaign),
                    x::unit_id.eq(*unit),
                    x::status.eq(CampaignUnitStatus::Identified),
                    x::identified_at.eq(caller.now),
                    x::updated_by_id.eq(caller.actor.user_id),
                    x::updated_at.eq(caller.now),
                )
            })
            .collect();
        diesel::insert_into(x::table).values(rows).execute(c)?;
    }
    Ok(())
}

/// Notes as told the units of a campaign whose owners have log-ins: their notification is the notice.
pub(super) fn notify_owners(
    c: &mut PgConnection,
    caller: &Caller,
    campaign: CampaignId,
) -> Result<(), Failure> {
    use campaign_unit_rows as x;
    let owners: Vec<CustomerId> = visible(caller)
        .filter(x::campaign_id.eq(campaign))
        .filter(x::customer_id.is_not_null())
        .select(x::customer_id.assume_not_null())
        .distinct()
        .load(c)?;
    let of: Vec<(CustomerId, Option<OrganizationId>)> = customers::table
        .filter(customers::id.eq_any(owners))
        .filter(customers::organization_id.is_not_null())
        .select((customers::id, customers::organization_id))
        .load(c)?;
    let active: Vec<OrganizationId> = users::table
        .filter(users::organization_id.eq_any(of.iter().filter_map(|(_, id)| *id).collect::<Vec<_>>()))
        .filter(users::status.eq(UserStatus::Active))
        .select(users::organization_id)
        .distinct()
        .load(c)?;
    let told: Vec<CustomerId> = of
        .into_iter()
        .filter(|(_, id)| id.is_some_and(|id| active.contains(&id)))
        .map(|(id, _)| id)
        .collect();
    let ids: Vec<UnitId> = visible(caller)
        .filter(x::campaign_id.eq(campaign))
        .filter(x::customer_id.eq_any(told))
        .select(x::unit_id)
        .load(c)?;
    let step =
        Step { status: Some(CampaignUnitStatus::Notified), notified_at: Some(caller.now), ..Step::default() };
    set(c, caller, campaign, &ids, &step)
}

/// What a step of units changes. Fields that are `None` stay as they are.
#[derive(AsChangeset, Default)]
#[diesel(table_name = campaign_units)]
pub(super) struct Step {
    pub status: Option<CampaignUnitStatus>,
    pub notified_at: Option<DateTime<Utc>>,
    pub booked_for: Option<NaiveDate>,
    pub ended_at: Option<Option<DateTime<Utc>>>,
    pub note: Option<String>,
    pub ticket_id: Option<TicketId>,
}

/// Moves units of a campaign on, which the caller holds by the campaign's row.
pub(super) fn set(
    c: &mut PgConnection,
    caller: &Caller,
    campaign: CampaignId,
    units: &[UnitId],
    step: &Step,
) -> Result<(), Failure> {
    use campaign_units as x;
    let some = x::table.filter(x::campaign_id.eq(campaign)).filter(x::unit_id.eq_any(units));
    let by = (x::updated_by_id.eq(caller.actor.user_id), x::updated_at.eq(caller.now));
    diesel::update(some).set((step, by)).execute(c)?;
    Ok(())
}

/// Notes when these were told, where nobody has yet: whoever agrees on a day was told.
pub(super) fn told(
    c: &mut PgConnection,
    caller: &Caller,
    campaign: CampaignId,
    units: &[UnitId],
) -> Result<(), Failure> {
    use campaign_units as x;
    let some = x::table
        .filter(x::campaign_id.eq(campaign))
        .filter(x::unit_id.eq_any(units))
        .filter(x::notified_at.is_null());
    diesel::update(some).set(x::notified_at.eq(caller.now)).execute(c)?;
    Ok(())
}
