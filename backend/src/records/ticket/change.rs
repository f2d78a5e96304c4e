//! Changing what a ticket says.

use super::events::{self, EventRow};
use super::rows::Whole;
use super::{after, references, store, undo, warranty};
use crate::audit;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::schema::tickets;
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use serde_json::{Value, json};
use shared::ids::{CustomerId, FaultCodeId, ProductId, SiteId, TicketId, UnitId};
use shared::patch::Change;
use shared::problem::FieldProblem;
use shared::records::policy::Policy;
use shared::records::ticket::*;

#[derive(AsChangeset, Default)]
#[diesel(table_name = tickets)]
struct Set {
    kind: Option<TicketKind>,
    subject: Option<String>,
    description: Option<Option<String>>,
    customer_id: Option<Option<CustomerId>>,
    contact_name: Option<Option<String>>,
    contact_phone: Option<Option<String>>,
    contact_email: Option<Option<String>>,
    site_id: Option<Option<SiteId>>,
    unit_id: Option<Option<UnitId>>,
    product_id: Option<Option<ProductId>>,
    usage_value: Option<Option<i64>>,
    remedy_wanted: Option<Option<TicketRemedy>>,
    topic: Option<TicketTopic>,
    fault_code_id: Option<Option<FaultCodeId>>,
    severity: Option<TicketSeverity>,
    impact: Option<TicketImpact>,
    safety_risk: Option<bool>,
    priority: Option<TicketPriority>,
    service_class: Option<Option<ServiceClass>>,
    warranty: Option<Value>,
    updated_at: Option<DateTime<Utc>>,
    version: Option<i32>,
}

fn column<T, U: From<T>>(change: Change<T>) -> Option<Option<U>> {
    match change {
        Change::Keep => None,
        Change::Clear => Some(None),
        Change::Set(value) => Some(Some(value.into())),
    }
}

/// Changes fields of an open ticket. Unit and customer stay consistent: a unit brings its product, and its
/// owner where none is named.
pub(super) fn update(
    c: &mut PgConnection,
    caller: &Caller,
    id: TicketId,
    version: i32,
    input: &UpdateTicket,
    policy: &Policy,
) -> Result<Whole, Failure> {
    let before = store::find_version(c, caller, id, version)?;
    let Whole { row, texts, .. } = &before;
    store::must_be_open(row)?;
    input.check()?;
    if !caller.actor.is_inside() && !input.service_class.is_keep() {
        return Err(Failure::field("/service_class", FieldProblem::NotAllowed));
    }
    let sent = json!(input);
    let mut input = input.clone();
    let unit = input.unit_id.set().map(|id| references::unit(c, caller, *id)).transpose()?;
    if let Some(unit) = &unit {
        if input.product_id.set().is_some_and(|p| *p != unit.product_id) {
            return Err(Failure::field("/product_id", FieldProblem::Inconsistent));
        }
        input.product_id = Change::Set(unit.product_id);
        if input.customer_id.is_keep() && row.customer_id.is_none() {
            input.customer_id = unit.customer_id.map_or(Change::Keep, Change::Set);
        }
        if input.site_id.is_keep() && row.site_id.is_none() {
            input.site_id = unit.site_id.map_or(Change::Keep, Change::Set);
        }
    } else if let Some(product) = input.product_id.set() {
        references::product(c, *product)?;
    }
    if let Some(customer) = input.customer_id.set().filter(|_| unit.is_none()) {
        references::customer(c, caller, *customer)?;
    }
    let customer = input.customer_id.clone().apply(row.customer_id);
    if let Some(site) = input.site_id.set() {
        references::site(c, *site, customer)?;
    } else if customer != row.customer_id && row.site_id.is_some() {
        input.site_id = Change::Clear;
    }
    if let Some(code) = input.fault_code_id.set() {
        references::fault_code(c, *code)?;
    }
    let (severity, impact) = (input.severity.unwrap_or(row.severity), input.impact.unwrap_or(row.impact));
    let safety_risk = input.safety_risk.unwrap_or(row.safety_risk);
    let unit_id = input.unit_id.clone().apply(row.unit_id);
    let product_id = input.product_id.clone().apply(row.product_id);
    let warranty = if (unit_id, product_id) == (row.unit_id, row.product_id) {
        None
    } else if unit_id.is_some() || product_id.is_some() {
        let usage = input.usage_value.clone().apply(texts.usage_value);
        Some(json!(warranty::verdict(c, unit_id, usage, caller.day_of(row.reported_at), policy)?))
    } else {
        Some(json!([]))
    };
    let set = Set {
        kind: input.kind,
        subject: input.subject.map(Into::into),
        description: column(input.description),
        customer_id: column(input.customer_id),
        contact_name: column(input.contact_name),
        contact_phone: column(input.contact_phone),
        contact_email: column(input.contact_email.map(|e| e.to_string())),
        site_id: column(input.site_id),
        unit_id: column(input.unit_id),
        product_id: column(input.product_id),
        usage_value: column(input.usage_value),
        remedy_wanted: column(input.remedy_wanted),
        topic: input.topic,
        fault_code_id: column(input.fault_code_id),
        severity: input.severity,
        impact: input.impact,
        safety_risk: input.safety_risk,
        priority: Some(priority(severity, impact, safety_risk, row.crisis_status)),
        service_class: column(input.service_class),
        warranty,
        updated_at: Some(caller.now),
        version: Some(version + 1),
    };
    undo::remember(c, caller, &before, None)?;
    let guarded = tickets::table.filter(tickets::id.eq(id)).filter(tickets::version.eq(version));
    if diesel::update(guarded).set(set).execute(c)? == 0 {
        return Err(Failure::stale());
    }
    let fields: Vec<&String> = sent.as_object().into_iter().flat_map(|o| o.keys()).collect();
    let event = EventRow::by(caller, id, TicketEventKind::Updated).values(json!({ "fields": fields }));
    events::write(c, &[event])?;
    audit::write(c, caller, "ticket", id.0, "update", sent)?;
    after::changed(c, caller, &before)?;
    store::find(c, caller, id)
}
