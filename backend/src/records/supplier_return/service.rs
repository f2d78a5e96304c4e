//! Use cases of what goes back to suppliers.

use super::charges;
use super::store::{self, Step};
use crate::audit;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::notification;
use crate::records::organization;
use crate::records::rma;
use crate::schema::{organizations, parts};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use serde_json::{Value, json};
use shared::auth::{OrganizationKind, Role};
use shared::ids::{OrganizationId, PartId, RmaLineId};
use shared::money::{Amount, Currency};
use shared::page::Page;
use shared::problem::FieldProblem;
use shared::records::notification::NotificationKind;
use shared::records::rma::RmaSupplierReturn;
use shared::records::supplier_return::*;
use shared::workflow::{Target, Workflow};
use std::collections::HashMap;
use uuid::Uuid;

/// A page of those that the caller sees.
///
/// # Errors
/// For a bad limit or cursor.
pub fn list(
    c: &mut PgConnection,
    caller: &Caller,
    query: &SupplierReturnQuery,
) -> Result<Page<SupplierReturnSummary>, Failure> {
    store::list(c, caller, query)
}

/// Shows one.
///
/// # Errors
/// `not_found` when it is not there or not to be seen.
pub fn get(c: &mut PgConnection, caller: &Caller, id: RmaLineId) -> Result<SupplierReturn, Failure> {
    let row = store::find(c, caller, id)?;
    let charged = charges::of(c, caller, &[id])?.remove(&id).unwrap_or_default();
    let pictures = rma::pictures_of(c, caller, &[id])?.remove(&id).unwrap_or_default();
    Ok(row.show(caller, charged, pictures))
}

/// How far these lines are on their way back, and to whom, as far as the caller sees it.
///
/// # Errors
/// When the database is away.
pub fn of(
    c: &mut PgConnection,
    caller: &Caller,
    lines: &[RmaLineId],
) -> Result<HashMap<RmaLineId, (RmaSupplierReturn, Option<OrganizationId>)>, Failure> {
    let rows = store::of(c, caller, lines)?;
    let told = |row: store::Row| {
        let deadline = (row.status != SupplierReturnStatus::ToOffer).then_some(row.due_on);
        let leg = RmaSupplierReturn { status: row.status, supplier_name: row.supplier_name, deadline };
        (row.line_id, (leg, row.supplier_id))
    };
    Ok(rows.into_iter().map(told).collect())
}

/// A line was disposed of as going back: it waits to be offered to whom the catalogue names, if it names anybody.
///
/// # Errors
/// When the database is away.
pub fn begin(
    c: &mut PgConnection,
    caller: &Caller,
    line: RmaLineId,
    part: Option<PartId>,
) -> Result<(), Failure> {
    let supplier = part.map(|part| supplier_of_part(c, part)).transpose()?.flatten();
    store::insert(c, caller, line, supplier)
}

/// Who supplies a part, by the catalogue.
///
/// # Errors
/// When the database is away.
pub fn supplier_of_part(c: &mut PgConnection, part: PartId) -> Result<Option<OrganizationId>, Failure> {
    let found: Option<Option<OrganizationId>> =
        parts::table.find(part).select(parts::supplier_id).first(c).optional()?;
    Ok(found.flatten())
}

/// Whether this organisation is a supplier.
///
/// # Errors
/// `validation_failed` at `/supplier_id` when it is none, or not there.
pub fn must_supply(c: &mut PgConnection, id: OrganizationId) -> Result<OrganizationId, Failure> {
    let kind: Option<OrganizationKind> =
        organizations::table.find(id).select(organizations::kind).first(c).optional()?;
    match kind {
        Some(OrganizationKind::Supplier) => Ok(id),
        Some(_) => Err(Failure::field("/supplier_id", FieldProblem::NotASupplier)),
        None => Err(Failure::field("/supplier_id", FieldProblem::NoSuchRecord)),
    }
}

/// What is sent with an action.
pub enum Act {
    /// Offer it.
    Offer(OfferSupplierReturn),
    /// It was collected.
    Collect(CollectSupplierReturn),
    /// It is not taken.
    Refuse(RefuseSupplierReturn),
    /// Nobody came for it.
    DisposeLocally(DisposeSupplierReturn),
}

impl Act {
    fn action(&self) -> SupplierReturnAction {
        match self {
            Self::Offer(_) => SupplierReturnAction::Offer,
            Self::Collect(_) => SupplierReturnAction::Collect,
            Self::Refuse(_) => SupplierReturnAction::Refuse,
            Self::DisposeLocally(_) => SupplierReturnAction::DisposeLocally,
        }
    }

    fn words(&self) -> Value {
        match self {
            Self::Offer(input) => json!(input),
            Self::Collect(input) => json!(input),
            Self::Refuse(input) => json!(input),
            Self::DisposeLocally(input) => json!(input),
        }
    }

    /// What changes.
    fn step(
        &self,
        c: &mut PgConnection,
        caller: &Caller,
        row: &store::Row,
        to: SupplierReturnStatus,
    ) -> Result<Step, Failure> {
        let (me, now) = (caller.actor.user_id, caller.now);
        let step = Step { status: Some(to), ..Step::default() };
        let answered = Step { answered_by_id: Some(Some(me)), answered_at: Some(Some(now)), ..step };
        Ok(match self {
            Self::Offer(input) => {
                // Offered again without a name, it goes to whom it was offered before.
                let catalogue = row.supplier_id.or(row.part_supplier_id);
                let supplier = must_supply(c, supplier_of(input.supplier_id, catalogue)?)?;
                Step {
                    status: Some(to),
                    supplier_id: Some(supplier),
                    due_on: Some(collect_until(caller.today())),
                    offered_by_id: Some(me),
                    offered_at: Some(now),
                    note: Some(input.note.as_deref().map(str::to_owned)),
                    answered_by_id: Some(None),
                    answered_at: Some(None),
                    grounds: Some(None),
                    ..Step::default()
                }
            }
            Self::Collect(input) => {
                let fetched = input.collected_by.as_deref().unwrap_or(&caller.actor.name);
                Step {
                    collected_by: Some(fetched.to_owned()),
                    waybill: Some(input.waybill.to_string()),
                    ..answered
                }
            }
            Self::Refuse(input) => Step { grounds: Some(Some(input.grounds.to_string())), ..answered },
            Self::DisposeLocally(input) => {
                may_dispose_locally(&row.name, row.due_on, caller.today())?;
                Step {
                    status: Some(to),
                    disposed_by_id: Some(me),
                    disposed_at: Some(now),
                    disposal_note: input.note.as_deref().map(str::to_owned),
                    ..Step::default()
                }
            }
        })
    }
}

/// Does something with one of this version.
///
/// # Errors
/// `transition_refused` in the wrong state or too early; `validation_failed` when nobody supplies it; `version_stale` when
/// somebody was quicker.
pub fn act(
    c: &mut PgConnection,
    caller: &Caller,
    id: RmaLineId,
    version: i32,
    act: &Act,
) -> Result<SupplierReturn, Failure> {
    let row = store::find(c, caller, id)?;
    if row.version != version {
        return Err(Failure::stale());
    }
    let action = act.action();
    if SupplierReturnAction::line(action).is_some_and(|line| line.to == Target::To(row.status)) {
        return get(c, caller, id);
    }
    let to = SupplierReturnAction::step(&row.name, row.status, action, &caller.actor)?;
    let step = act.step(c, caller, &row, to)?;
    if !store::step(c, caller, &row, &step)? {
        return Err(Failure::stale());
    }
    match act {
        Act::Offer(_) => {
            let people = step.supplier_id.map(|id| notification::everybody(c, id)).transpose()?;
            notification::tell_others(c, caller, people.unwrap_or_default(), NotificationKind::Offered, id)?;
        }
        Act::Collect(input) => {
            let fetched = step.collected_by.as_deref().unwrap_or_default();
            let place = [row.supplier_name.as_deref().unwrap_or_default(), &input.waybill].join(" ");
            rma::collected(c, caller, id, place.trim(), fetched)?;
        }
        Act::Refuse(_) => {
            if let Some(maker) = organization::maker(c)? {
                let people = notification::with_role(c, maker.id, &[Role::Quality, Role::ServiceSpecialist])?;
                notification::tell_others(c, caller, people, NotificationKind::OfferRefused, id)?;
            }
        }
        Act::DisposeLocally(input) => {
            let charged_in = charges::of(c, caller, &[id])?.remove(&id).unwrap_or_default();
            let cost = input.cost(charged_in.first().map(|charge| charge.currency))?;
            if let Some((supplier, cost)) = row.supplier_id.zip(cost) {
                disposal(c, caller, id, supplier, cost)?;
            }
        }
    }
    let mut changes = act.words();
    changes["from"] = json!(row.status);
    audit::write(c, caller, "supplier_return", id.0, action.as_str(), changes)?;
    get(c, caller, id)
}

/// What disposing of it cost is the supplier's (MGT-T 4.3.2).
fn disposal(
    c: &mut PgConnection,
    caller: &Caller,
    line_id: RmaLineId,
    supplier_id: OrganizationId,
    (amount, currency): (Amount, Currency),
) -> Result<(), Failure> {
    let new = charges::New {
        id: Uuid::now_v7(),
        line_id,
        kind: ChargeKind::Disposal,
        supplier_id,
        currency,
        amount: amount.value(),
        basis: None,
        unit_price: None,
        quantity: None,
        share_percent: None,
        note: None,
        recorded_by_id: caller.actor.user_id,
        recorded_at: caller.now,
    };
    charges::insert(c, caller, &new)
}
