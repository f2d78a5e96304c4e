//! Rows and SQL of units.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::jsonb::Json;
use crate::lists::Few;
use crate::lists::bigrams;
use crate::records::policy::load as load_policy;
use crate::schema::units;
use crate::views::unit_rows;
use crate::{after, before, capped_count, lists, policy};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::sql;
use diesel::pg::{Pg, PgConnection};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use shared::ids::{CustomerId, OrganizationId, ProductId, SiteId, UnitId};
use shared::page::Page;
use shared::records::policy::Policy;
use shared::records::unit::{
    Unit, UnitAction, UnitInput, UnitQuery, UnitSort, UnitStatus, UnitSummary, WarrantyInput, WarrantyQuery,
};
use shared::warranty::{
    CoverageClass, WarrantyExclusion, WarrantyExtension, WarrantyFacts, WarrantyQuestion, WarrantyTerm,
    WarrantyVerdict, verdict, verdicts,
};
use shared::workflow::Workflow;

#[derive(Queryable, Selectable)]
#[diesel(table_name = unit_rows)]
struct Row {
    id: UnitId,
    serial: String,
    product_id: ProductId,
    product_code: String,
    product_name: String,
    usage_unit: Option<String>,
    warranty_terms: Json<Vec<WarrantyTerm>>,
    batch: Option<String>,
    status: UnitStatus,
    customer_id: Option<CustomerId>,
    customer_name: Option<String>,
    site_id: Option<SiteId>,
    site_name: Option<String>,
    dealer_id: Option<OrganizationId>,
    dealer_name: Option<String>,
    produced_on: Option<NaiveDate>,
    shipped_on: Option<NaiveDate>,
    invoiced_on: Option<NaiveDate>,
    installed_on: Option<NaiveDate>,
    accepted_on: Option<NaiveDate>,
    usage_value: Option<i64>,
    extensions: Json<Vec<WarrantyExtension>>,
    exclusions: Json<Vec<WarrantyExclusion>>,
    version: i32,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl Row {
    fn facts(&self) -> WarrantyFacts<'_> {
        WarrantyFacts {
            shipped_on: self.shipped_on,
            installed_on: self.installed_on,
            accepted_on: self.accepted_on,
            terms: &self.warranty_terms.0,
            extensions: &self.extensions.0,
            exclusions: &self.exclusions.0,
        }
    }

    fn unit(self, caller: &Caller, policy: &Policy) -> Unit {
        Unit {
            warranty: verdicts(&self.facts(), caller.today(), None, self.usage_value, policy),
            available_actions: UnitAction::actions(self.status, &caller.actor),
            id: self.id,
            serial: self.serial,
            product_id: self.product_id,
            product_code: self.product_code,
            product_name: self.product_name,
            batch: self.batch,
            status: self.status,
            customer_id: self.customer_id,
            customer_name: self.customer_name,
            site_id: self.site_id,
            site_name: self.site_name,
            dealer_id: self.dealer_id,
            dealer_name: self.dealer_name,
            produced_on: self.produced_on,
            shipped_on: self.shipped_on,
            invoiced_on: self.invoiced_on,
            installed_on: self.installed_on,
            accepted_on: self.accepted_on,
            usage_value: self.usage_value,
            usage_unit: self.usage_unit,
            extensions: self.extensions.0,
            exclusions: self.exclusions.0,
            version: self.version,
            created_at: self.created_at,
            updated_at: self.updated_at,
        }
    }

    fn summary(self, today: NaiveDate, policy: &Policy) -> UnitSummary {
        let question = WarrantyQuestion {
            on: today,
            coverage: CoverageClass::Part,
            part_class: None,
            usage: self.usage_value,
        };
        let warranty = verdict(&self.facts(), &question, policy);
        UnitSummary {
            id: self.id,
            serial: self.serial,
            product_code: self.product_code,
            product_name: self.product_name,
            status: self.status,
            customer_id: self.customer_id,
            customer_name: self.customer_name,
            site_name: self.site_name,
            dealer_name: self.dealer_name,
            warranty: warranty.status,
            warranty_ends_on: warranty.ends_on,
        }
    }
}

/// What is written, at first and at each change.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = units, treat_none_as_null = true)]
struct Fields {
    serial: String,
    product_id: ProductId,
    batch: Option<String>,
    customer_id: Option<CustomerId>,
    site_id: Option<SiteId>,
    dealer_id: Option<OrganizationId>,
    produced_on: Option<NaiveDate>,
    shipped_on: Option<NaiveDate>,
    invoiced_on: Option<NaiveDate>,
    installed_on: Option<NaiveDate>,
    accepted_on: Option<NaiveDate>,
    usage_value: Option<i64>,
    updated_at: DateTime<Utc>,
}

fn fields(input: &UnitInput, now: DateTime<Utc>) -> Fields {
    let input = input.clone();
    Fields {
        serial: input.serial.into(),
        product_id: input.product_id,
        batch: input.batch.map(Into::into),
        customer_id: input.customer_id,
        site_id: input.site_id,
        dealer_id: input.dealer_id,
        produced_on: input.produced_on,
        shipped_on: input.shipped_on,
        invoiced_on: input.invoiced_on,
        installed_on: input.installed_on,
        accepted_on: input.accepted_on,
        usage_value: input.usage_value,
        updated_at: now,
    }
}

fn visible<'a>(caller: &Caller) -> unit_rows::BoxedQuery<'a, Pg> {
    policy::units(caller, unit_rows::table.into_boxed())
}

fn row(c: &mut PgConnection, caller: &Caller, id: UnitId) -> Result<Row, Failure> {
    let row = visible(caller).filter(unit_rows::id.eq(id)).select(Row::as_select()).first(c).optional()?;
    row.ok_or_else(Failure::not_found)
}

/// The unit, if the caller sees it.
pub(in crate::records) fn find(c: &mut PgConnection, caller: &Caller, id: UnitId) -> Result<Unit, Failure> {
    let row = row(c, caller, id)?;
    Ok(row.unit(caller, &load_policy(c)?))
}

/// What the warranty pays for on a day, if the caller sees the unit.
pub(super) fn warranty(
    c: &mut PgConnection,
    caller: &Caller,
    id: UnitId,
    query: &WarrantyQuery,
) -> Result<Vec<WarrantyVerdict>, Failure> {
    let row = row(c, caller, id)?;
    let on = query.on.unwrap_or_else(|| caller.today());
    let usage = query.usage.or(row.usage_value);
    Ok(verdicts(&row.facts(), on, query.part_class.as_deref(), usage, &load_policy(c)?))
}

/// Units whose serial number or whose owner's name holds a word. The owners are looked up first, by the
/// index of customers, so that the units are found by theirs. Only the name counts: a unit shows it, but
/// not the owner's telephone.
fn holding<'a>(query: unit_rows::BoxedQuery<'a, Pg>, word: &str) -> unit_rows::BoxedQuery<'a, Pg> {
    let pattern = lists::like(word);
    let serial = unit_rows::search.like(pattern.clone());
    if word.chars().count() > 1 {
        let serial = serial.and(bigrams(unit_rows::search).contains(bigrams(word.to_owned())));
        let owner = sql::<Bool>(
            "unit_rows.customer_id = ANY(ARRAY(SELECT customers.id FROM customers WHERE lower(customers.name) LIKE ",
        )
        .bind::<Text, _>(pattern)
        .sql(" AND bigrams(customers.search) @> bigrams(")
        .bind::<Text, _>(word.to_owned())
        .sql(")))");
        query.filter(serial.or(owner))
    } else {
        let owner = sql::<Bool>(
            "unit_rows.customer_id = ANY(ARRAY(SELECT customers.id FROM customers WHERE lower(customers.name) LIKE ",
        )
        .bind::<Text, _>(pattern)
        .sql("))");
        query.filter(serial.or(owner))
    }
}

/// A page of the units that the caller sees.
pub(super) fn list(
    c: &mut PgConnection,
    caller: &Caller,
    query: &UnitQuery,
) -> Result<Page<UnitSummary>, Failure> {
    use unit_rows::{created_at, id, serial};
    let limit = lists::limit(query.limit)?;
    let sort = query.sort.unwrap_or(UnitSort::Serial);
    let filtered = || {
        let mut q = visible(caller);
        if let Some(customer) = query.customer_id {
            q = q.filter(unit_rows::customer_id.eq(customer));
        }
        if let Some(product) = query.product_id {
            q = q.filter(unit_rows::product_id.eq(product));
        }
        if let Some(dealer) = query.dealer_id {
            q = q.filter(unit_rows::dealer_id.eq(dealer));
        }
        if let Some(states) = &query.status {
            q = q.filter(unit_rows::status.eq_any(states.0.clone()));
        }
        if let Some(day) = query.produced_from {
            q = q.filter(unit_rows::produced_on.ge(lists::writable_day(day)));
        }
        if let Some(day) = query.produced_until {
            q = q.filter(unit_rows::produced_on.le(lists::writable_day(day)));
        }
        if let Some(word) = &query.q {
            q = holding(q, word);
        }
        q
    };
    let mut page = filtered();
    let cursor = query.cursor.as_deref();
    page = match sort {
        UnitSort::Serial => {
            if let Some((s, i)) = lists::place::<(String, UnitId)>(cursor, sort.as_str())? {
                page = after!(page, serial, s, id.gt(i));
            }
            page.order((serial.asc(), id.asc()))
        }
        UnitSort::CreatedDesc => {
            if let Some((at, i)) = lists::place::<(DateTime<Utc>, UnitId)>(cursor, sort.as_str())? {
                page = before!(page, created_at, at, id.lt(i));
            }
            page.order((created_at.desc(), id.desc()))
        }
    };
    let total = if cursor.is_none() { Some(capped_count!(filtered(), c)?) } else { None };
    let rows: Vec<Row> = page.select(Row::as_select()).up_to(limit + 1).load(c)?;
    let cursor = |last: &Row| match sort {
        UnitSort::Serial => lists::cursor(sort.as_str(), &(&last.serial, last.id)),
        UnitSort::CreatedDesc => lists::cursor(sort.as_str(), &(last.created_at, last.id)),
    };
    let (today, policy) = (caller.today(), load_policy(c)?);
    Ok(lists::page(rows, limit, total, cursor, |row| row.summary(today, &policy)))
}

/// Stores a new unit.
pub(super) fn insert(
    c: &mut PgConnection,
    id: UnitId,
    input: &UnitInput,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    diesel::insert_into(units::table)
        .values((
            fields(input, now),
            units::id.eq(id),
            units::status.eq(UnitStatus::Registered),
            units::extensions.eq(Json(Vec::<WarrantyExtension>::new())),
            units::exclusions.eq(Json(Vec::<WarrantyExclusion>::new())),
            units::version.eq(1),
            units::created_at.eq(now),
        ))
        .execute(c)?;
    Ok(())
}

/// Replaces a unit of this version; false when it has another one by now.
pub(super) fn update(
    c: &mut PgConnection,
    id: UnitId,
    version: i32,
    input: &UnitInput,
    now: DateTime<Utc>,
) -> Result<bool, Failure> {
    let guarded = units::table.filter(units::id.eq(id)).filter(units::version.eq(version));
    let change = (fields(input, now), units::version.eq(version + 1));
    Ok(diesel::update(guarded).set(change).execute(c)? == 1)
}

/// Replaces what was decided about the warranty of a unit of this version; false when it has another one.
pub(super) fn set_warranty(
    c: &mut PgConnection,
    id: UnitId,
    version: i32,
    input: &WarrantyInput,
    now: DateTime<Utc>,
) -> Result<bool, Failure> {
    let guarded = units::table.filter(units::id.eq(id)).filter(units::version.eq(version));
    let change = (
        units::extensions.eq(Json(input.extensions.clone())),
        units::exclusions.eq(Json(input.exclusions.clone())),
        units::version.eq(version + 1),
        units::updated_at.eq(now),
    );
    Ok(diesel::update(guarded).set(change).execute(c)? == 1)
}

/// Moves a unit of this version on, from one of the states that the action is allowed in; false when it
/// has another version or state by now.
pub(super) fn set_status(
    c: &mut PgConnection,
    id: UnitId,
    version: i32,
    action: UnitAction,
    to: UnitStatus,
    now: DateTime<Utc>,
) -> Result<bool, Failure> {
    let from = UnitAction::line(action).map_or(&[][..], |line| line.from);
    let guarded = units::table
        .filter(units::id.eq(id))
        .filter(units::version.eq(version))
        .filter(units::status.eq_any(from));
    let change = (units::status.eq(to), units::version.eq(version + 1), units::updated_at.eq(now));
    Ok(diesel::update(guarded).set(change).execute(c)? == 1)
}
