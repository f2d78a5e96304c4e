//! What customers claim with their returns: rows, SQL and what the policy says to them.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::policy;
use crate::records::policy::load as load_policy;
use crate::records::unit::service as unit_service;
use crate::schema::{customers, rma_claims, users};
use crate::views::customer_rows;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use rust_decimal::Decimal;
use shared::ids::{CustomerId, OrganizationId, RmaId, UnitId, UserId};
use shared::money::{Amount, Currency};
use shared::problem::FieldProblem;
use shared::records::rma::*;
use shared::records::unit::WarrantyQuery;
use std::collections::HashMap;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = rma_claims)]
struct Row {
    rma_id: RmaId,
    customer_id: CustomerId,
    asked_on: NaiveDate,
    remedy: ClaimRemedy,
    purchased_on: Option<NaiveDate>,
    proof_number: Option<String>,
    condition: PurchaseCondition,
    substitute: Option<String>,
    substitute_agreed: bool,
    warranty_until: Option<NaiveDate>,
    overruled_by_id: Option<UserId>,
    overruled_at: Option<DateTime<Utc>>,
    grounds: Option<String>,
}

/// What was paid back, as it is stored; who, last.
#[derive(Queryable, Selectable)]
#[diesel(table_name = rma_claims)]
struct Paid {
    refund_amount: Option<Decimal>,
    refund_currency: Option<Currency>,
    refund_reference: Option<String>,
    refunded_on: Option<NaiveDate>,
    refunded_at: Option<DateTime<Utc>>,
    refunded_by_id: Option<UserId>,
}

impl Paid {
    fn told(self, names: &HashMap<UserId, String>) -> Option<RmaRefund> {
        let name = self.refunded_by_id.and_then(|id| names.get(&id).cloned());
        Some(RmaRefund {
            amount: Amount::stored(self.refund_amount?),
            currency: self.refund_currency?,
            reference: self.refund_reference?,
            paid_on: self.refunded_on?,
            paid_by_name: name.unwrap_or_default(),
            paid_at: self.refunded_at?,
        })
    }
}

impl Row {
    fn facts(&self) -> ClaimFacts {
        ClaimFacts {
            asked_on: self.asked_on,
            remedy: self.remedy,
            purchased_on: self.purchased_on,
            proved: self.proof_number.is_some(),
            condition: self.condition,
            substitute: self.substitute.as_ref().map(|_| self.substitute_agreed),
            warranty_until: self.warranty_until,
        }
    }
}

/// The claims of these returns. Whether the caller sees those is not asked here.
pub(super) fn of(c: &mut PgConnection, ids: &[RmaId]) -> Result<HashMap<RmaId, RmaClaim>, Failure> {
    let rows: Vec<(Row, Paid, String, Option<String>)> = rma_claims::table
        .inner_join(customers::table)
        .left_join(users::table.on(users::id.nullable().eq(rma_claims::overruled_by_id)))
        .filter(rma_claims::rma_id.eq_any(ids))
        .select((Row::as_select(), Paid::as_select(), customers::name, users::name.nullable()))
        .load(c)?;
    let payers: Vec<UserId> = rows.iter().filter_map(|(_, paid, ..)| paid.refunded_by_id).collect();
    let names: HashMap<UserId, String> = users::table
        .filter(users::id.eq_any(payers))
        .select((users::id, users::name))
        .load::<(UserId, String)>(c)?
        .into_iter()
        .collect();
    let told = |(row, paid, customer_name, overruled_by_name): (Row, Paid, String, Option<String>)| {
        let claim = RmaClaim {
            verdict: judge_claim(&row.facts()),
            customer_id: row.customer_id,
            customer_name,
            remedy: row.remedy,
            purchased_on: row.purchased_on,
            proof_number: row.proof_number,
            condition: row.condition,
            substitute: row.substitute,
            substitute_agreed: row.substitute_agreed,
            overruled_by_name,
            overruled_at: row.overruled_at,
            grounds: row.grounds,
            refund_due: None,
            refund: paid.told(&names),
        };
        (row.rma_id, claim)
    };
    Ok(rows.into_iter().map(told).collect())
}

/// Who looks after the customer of a claim, if anybody does.
///
/// # Errors
/// `validation_failed` for a customer that the caller does not see.
pub(super) fn dealer_of(
    c: &mut PgConnection,
    caller: &Caller,
    customer: CustomerId,
) -> Result<Option<OrganizationId>, Failure> {
    let seen = policy::customers(caller, customer_rows::table.into_boxed());
    let found: Option<Option<OrganizationId>> =
        seen.filter(customer_rows::id.eq(customer)).select(customer_rows::dealer_id).first(c).optional()?;
    found.ok_or_else(|| Failure::field("/claim/customer_id", FieldProblem::NoSuchRecord))
}

/// Writes the claim of a new return. The warranty is that of the unit, or runs from the purchase.
pub(super) fn insert(
    c: &mut PgConnection,
    caller: &Caller,
    rma_id: RmaId,
    unit: Option<UnitId>,
    input: &CreateRmaClaim,
) -> Result<(), Failure> {
    let of_unit = match unit {
        Some(unit) => {
            unit_service::warranty(c, caller, unit, &WarrantyQuery::default())?.iter().find_map(|v| v.ends_on)
        }
        None => None,
    };
    let months = load_policy(c)?.warranty_months;
    let warranty_until = of_unit.or(input.purchased_on.and_then(|day| warranty_of_purchase(day, months)));
    let row = Row {
        rma_id,
        customer_id: input.customer_id,
        asked_on: caller.today(),
        remedy: input.remedy,
        purchased_on: input.purchased_on,
        proof_number: input.proof_number.as_deref().map(str::to_owned),
        condition: input.condition,
        substitute: input.substitute.as_deref().map(str::to_owned),
        substitute_agreed: input.substitute_agreed,
        warranty_until,
        overruled_by_id: None,
        overruled_at: None,
        grounds: None,
    };
    diesel::insert_into(rma_claims::table).values(row).execute(c)?;
    Ok(())
}

/// A supervisor overrules the policy.
pub(super) fn overrule(
    c: &mut PgConnection,
    caller: &Caller,
    rma_id: RmaId,
    grounds: &str,
) -> Result<(), Failure> {
    diesel::update(rma_claims::table.find(rma_id))
        .set((
            rma_claims::overruled_by_id.eq(caller.actor.user_id),
            rma_claims::overruled_at.eq(caller.now),
            rma_claims::grounds.eq(grounds),
        ))
        .execute(c)?;
    Ok(())
}

/// The money was paid back.
pub(super) fn pay_refund(
    c: &mut PgConnection,
    caller: &Caller,
    rma_id: RmaId,
    input: &PayRefund,
) -> Result<(), Failure> {
    diesel::update(rma_claims::table.find(rma_id))
        .set((
            rma_claims::refund_amount.eq(input.amount.value()),
            rma_claims::refund_currency.eq(input.currency),
            rma_claims::refund_reference.eq(input.reference.as_str()),
            rma_claims::refunded_on.eq(input.paid_on),
            rma_claims::refunded_by_id.eq(caller.actor.user_id),
            rma_claims::refunded_at.eq(caller.now),
        ))
        .execute(c)?;
    Ok(())
}

/// The day on which the last of it came, once all of it has.
pub(super) fn back_on(caller: &Caller, lines: &[RmaLine]) -> Option<NaiveDate> {
    use RmaLineStatus::*;
    if lines.iter().any(|line| matches!(line.status, Due | Shipped)) {
        return None;
    }
    let steps = lines.iter().flat_map(|line| &line.custody);
    let came = steps.filter(|step| step.step == CustodyStep::Received).map(|step| step.at).max();
    came.map(|at| caller.day_of(at))
}
