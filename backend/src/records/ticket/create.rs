//! Filing a ticket.

use super::events::{self, EventRow};
use super::rows::Whole;
use super::{after, checks, references, store, warranty};
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::schema::tickets;
use crate::{audit, numbers};
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use serde_json::{Value, json};
use shared::auth::OrganizationKind;
use shared::ids::{CustomerId, FaultCodeId, OrganizationId, ProductId, SiteId, TicketId, UnitId, UserId};
use shared::problem::FieldProblem;
use shared::records::policy::Policy;
use shared::records::ticket::*;
use uuid::Uuid;

#[derive(Insertable)]
#[diesel(table_name = tickets)]
struct New {
    id: TicketId,
    number: String,
    kind: TicketKind,
    channel: TicketChannel,
    status: TicketStatus,
    priority: TicketPriority,
    subject: String,
    description: Option<String>,
    reported_at: DateTime<Utc>,
    received_by_id: Option<UserId>,
    customer_id: Option<CustomerId>,
    contact_name: Option<String>,
    contact_phone: Option<String>,
    contact_email: Option<String>,
    dealer_id: Option<OrganizationId>,
    site_id: Option<SiteId>,
    unit_id: Option<UnitId>,
    product_id: Option<ProductId>,
    usage_value: Option<i64>,
    remedy_wanted: Option<TicketRemedy>,
    topic: TicketTopic,
    fault_code_id: Option<FaultCodeId>,
    severity: TicketSeverity,
    impact: TicketImpact,
    safety_risk: bool,
    crisis_status: CrisisStatus,
    crisis_kinds: Vec<CrisisKind>,
    individual_case: bool,
    repeat_of_id: Option<TicketId>,
    complaint_count: i32,
    service_class: Option<ServiceClass>,
    warranty: Value,
    reopen_count: i32,
    external_source: Option<String>,
    external_reference: Option<String>,
    version: i32,
    created_by_id: Option<UserId>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

/// Whose ticket it is, and about what: given, or following from the unit and the customer.
struct Subject {
    customer_id: Option<CustomerId>,
    dealer_id: Option<OrganizationId>,
    site_id: Option<SiteId>,
    product_id: Option<ProductId>,
}

fn subject(c: &mut PgConnection, caller: &Caller, input: &CreateTicket) -> Result<Subject, Failure> {
    let actor = &caller.actor;
    let unit = input.unit_id.map(|id| references::unit(c, caller, id)).transpose()?;
    let mut customer_id = input.customer_id.or(unit.as_ref().and_then(|u| u.customer_id));
    if actor.organization_kind == OrganizationKind::Customer {
        customer_id = customer_id.or(actor.customer_id);
    }
    let customers_dealer = match customer_id {
        // The unit's owner is known to whoever sees the unit, even where the customer is another dealer's.
        Some(id) if input.customer_id.is_some() => references::customer(c, caller, id)?,
        Some(id) => references::customer(c, caller, id).ok().flatten(),
        None => None,
    };
    if let Some(dealer) = input.dealer_id {
        references::dealer(c, caller, dealer)?;
    }
    let dealer_id = match actor.organization_kind {
        OrganizationKind::Dealer | OrganizationKind::ServiceCenter => {
            if input.dealer_id.is_some_and(|id| id != actor.organization_id) {
                return Err(Failure::field("/dealer_id", FieldProblem::NotAllowed));
            }
            Some(actor.organization_id)
        }
        _ => input.dealer_id.or(unit.as_ref().and_then(|u| u.dealer_id)).or(customers_dealer),
    };
    let site_id = match input.site_id {
        Some(site) => {
            references::site(c, site, customer_id)?;
            Some(site)
        }
        None => unit.as_ref().and_then(|u| u.site_id),
    };
    let product_id = match (&unit, input.product_id) {
        (Some(unit), Some(product)) if product != unit.product_id => {
            return Err(Failure::field("/product_id", FieldProblem::Inconsistent));
        }
        (Some(unit), _) => Some(unit.product_id),
        (None, Some(product)) => {
            references::product(c, product)?;
            Some(product)
        }
        (None, None) => None,
    };
    if let Some(code) = input.fault_code_id {
        references::fault_code(c, code)?;
    }
    Ok(Subject { customer_id, dealer_id, site_id, product_id })
}

/// Files a ticket.
pub(super) fn create(
    c: &mut PgConnection,
    caller: &Caller,
    input: &CreateTicket,
    policy: &Policy,
) -> Result<Whole, Failure> {
    input.check(caller.now)?;
    let actor = &caller.actor;
    if !actor.is_inside() && input.service_class.is_some() {
        return Err(Failure::field("/service_class", FieldProblem::NotAllowed));
    }
    let subject = subject(c, caller, input)?;
    let reported_at = input.reported_at.unwrap_or(caller.now).min(caller.now);
    let topic = input.topic.unwrap_or(TicketTopic::Other);
    let severity = input.severity.unwrap_or(TicketSeverity::General);
    let impact = input.impact.unwrap_or(TicketImpact::Medium);

    // ELV 5.6: the same complaint again and again is an individual case.
    let (earlier, repeat_of_id) = match (input.kind, input.unit_id) {
        (TicketKind::Complaint, Some(unit)) => {
            store::earlier_complaints(c, unit, topic, policy, reported_at)?
        }
        _ => (0, None),
    };
    let complaint_count = if input.kind == TicketKind::Complaint { earlier.saturating_add(1) } else { 0 };
    let individual_case = complaint_count >= i32::from(policy.individual_case_complaints);

    let known = input.unit_id.is_some() || subject.product_id.is_some();
    let verdicts = if known {
        warranty::verdict(c, input.unit_id, input.usage_value, caller.day_of(reported_at), policy)?
    } else {
        vec![]
    };
    let input = input.clone();
    let row = New {
        id: TicketId(Uuid::now_v7()),
        number: numbers::next(c, caller, numbers::TICKET)?,
        kind: input.kind,
        channel: input.channel,
        status: TicketStatus::New,
        priority: priority(severity, impact, input.safety_risk, CrisisStatus::None),
        subject: input.subject.into(),
        description: input.description.map(Into::into),
        reported_at,
        received_by_id: caller.author_id().filter(|_| actor.is_inside()),
        customer_id: subject.customer_id,
        contact_name: input.contact_name.map(Into::into),
        contact_phone: input.contact_phone.map(Into::into),
        contact_email: input.contact_email.map(|e| e.to_string()),
        dealer_id: subject.dealer_id,
        site_id: subject.site_id,
        unit_id: input.unit_id,
        product_id: subject.product_id,
        usage_value: input.usage_value,
        remedy_wanted: input.remedy_wanted,
        topic,
        fault_code_id: input.fault_code_id,
        severity,
        impact,
        safety_risk: input.safety_risk,
        crisis_status: CrisisStatus::None,
        crisis_kinds: vec![],
        individual_case,
        repeat_of_id,
        complaint_count,
        service_class: input.service_class.or_else(|| warranty::service_class(&verdicts)),
        warranty: json!(verdicts),
        reopen_count: 0,
        external_source: input.external_reference.is_some().then(|| actor.organization_id.to_string()),
        external_reference: input.external_reference.map(Into::into),
        version: 1,
        created_by_id: caller.author_id(),
        created_at: caller.now,
        updated_at: caller.now,
    };
    diesel::insert_into(tickets::table).values(&row).execute(c)?;
    let mut story =
        vec![EventRow::by(caller, row.id, TicketEventKind::Created).into_status(TicketStatus::New)];
    if individual_case {
        let values = json!({ "rule": "individual_case", "complaint_count": complaint_count });
        story.push(EventRow::by_rule(row.id, caller.now).values(values));
    }
    events::write(c, &story)?;
    checks::begin(c, row.id, row.kind, topic, row.product_id)?;
    audit::write(
        c,
        caller,
        "ticket",
        row.id.0,
        "create",
        json!({ "number": row.number, "subject": row.subject }),
    )?;
    after::created(c, caller, row.id)?;
    store::find(c, caller, row.id)
}
