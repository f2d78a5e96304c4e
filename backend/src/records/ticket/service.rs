//! Use cases of tickets.

use super::{
    actions, bulk, change, checks, comments, create, events, links, presence, preview, queues, store, tags,
    undo, watchers,
};
use crate::audit;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::calendar::schedules::Schedules;
use crate::records::policy;
use diesel::pg::PgConnection;
use serde_json::json;
use shared::i18n::Locale;
use shared::ids::{FaultCodeId, OrganizationId, ProductId, TicketCheckId, TicketId, TicketLinkId, UnitId};
use shared::page::Page;
use shared::records::checklist::{AddTicketChecks, TickTicketCheck, TicketCheck};
use shared::records::import::PageQuery;
use shared::records::ticket::*;

/// Lists the tickets that the caller sees.
pub fn list(
    c: &mut PgConnection,
    caller: &Caller,
    query: &TicketQuery,
) -> Result<Page<TicketSummary>, Failure> {
    store::list(c, caller, query)
}

/// Shows one.
pub fn get(c: &mut PgConnection, caller: &Caller, id: TicketId) -> Result<Ticket, Failure> {
    let (policy, desk) = (policy::load(c)?, Schedules::load(c)?.service_desk()?);
    store::find(c, caller, id)?.show(caller, &policy, &desk)
}

/// The ticket, if the caller sees it: for records that hang on it.
///
/// # Errors
/// `not_found` when it is not there, or not visible to the caller.
pub fn find_visible(c: &mut PgConnection, caller: &Caller, id: TicketId) -> Result<Visible, Failure> {
    let row = store::find(c, caller, id)?.row;
    Ok(Visible { unit_id: row.unit_id, fault_code_id: row.fault_code_id, fault_code: row.fault_code })
}

/// What records that hang on a ticket need of it.
pub struct Visible {
    /// The unit.
    pub unit_id: Option<UnitId>,
    /// The fault.
    pub fault_code_id: Option<FaultCodeId>,
    /// Its code.
    pub fault_code: Option<String>,
}

/// The caller's queues.
pub fn queues(c: &mut PgConnection, caller: &Caller) -> Result<Vec<TicketQueue>, Failure> {
    queues::queues(c, caller)
}

/// Files one.
pub fn create(c: &mut PgConnection, caller: &Caller, input: &CreateTicket) -> Result<Ticket, Failure> {
    let (policy, desk) = (policy::load(c)?, Schedules::load(c)?.service_desk()?);
    create::create(c, caller, input, &policy)?.show(caller, &policy, &desk)
}

/// Says what would become of one, and of which model it is. Only in a transaction that is taken back.
pub fn preview(
    c: &mut PgConnection,
    caller: &Caller,
    input: &CreateTicket,
) -> Result<(TicketPreview, Option<ProductId>), Failure> {
    preview::preview(c, caller, input)
}

/// Adds to it what the words suggest.
pub fn suggest(
    c: &mut PgConnection,
    input: &CreateTicket,
    product: Option<ProductId>,
    mut said: TicketPreview,
) -> Result<TicketPreview, Failure> {
    preview::suggest(c, input, product, &mut said)?;
    Ok(said)
}

/// Changes what one says.
pub fn update(
    c: &mut PgConnection,
    caller: &Caller,
    id: TicketId,
    version: i32,
    input: &UpdateTicket,
) -> Result<Ticket, Failure> {
    let (policy, desk) = (policy::load(c)?, Schedules::load(c)?.service_desk()?);
    change::update(c, caller, id, version, input, &policy)?.show(caller, &policy, &desk)
}

/// Acts on one.
pub fn act(
    c: &mut PgConnection,
    caller: &Caller,
    id: TicketId,
    version: i32,
    input: &ActionInput,
) -> Result<Ticket, Failure> {
    let (policy, desk) = (policy::load(c)?, Schedules::load(c)?.service_desk()?);
    actions::act(c, caller, id, version, input, &policy, &desk)?.show(caller, &policy, &desk)
}

/// Acts on many, each judged for itself.
pub fn act_on_each(
    c: &mut PgConnection,
    caller: &Caller,
    locale: Locale,
    targets: &[BulkTarget],
    input: &ActionInput,
) -> Result<BulkReport, Failure> {
    bulk::act(c, caller, locale, targets, input)
}

/// Puts tags on many and takes others away.
pub fn tag(
    c: &mut PgConnection,
    caller: &Caller,
    locale: Locale,
    input: &BulkTag,
) -> Result<BulkReport, Failure> {
    bulk::tag(c, caller, locale, input)
}

/// The tags in use.
pub fn tags_in_use(c: &mut PgConnection) -> Result<Vec<TagCount>, Failure> {
    tags::in_use(c)
}

/// Splits a matter off into a ticket of its own, which carries customer, unit and contact over.
pub fn split(
    c: &mut PgConnection,
    caller: &Caller,
    id: TicketId,
    input: &SplitTicket,
) -> Result<Ticket, Failure> {
    let (policy, desk) = (policy::load(c)?, Schedules::load(c)?.service_desk()?);
    let from = store::find(c, caller, id)?.show(caller, &policy, &desk)?;
    let line = |text: &Option<String>| text.as_deref().and_then(|t| t.parse().ok());
    let new = CreateTicket {
        kind: input.kind.unwrap_or(from.kind),
        channel: from.channel,
        subject: input.subject.clone(),
        description: input.description.clone(),
        reported_at: Some(from.reported_at),
        customer_id: from.customer_id,
        contact_name: line(&from.contact_name),
        contact_phone: from.contact_phone.as_deref().and_then(|t| t.parse().ok()),
        contact_email: from.contact_email.as_deref().and_then(|t| shared::text::Email::new(t).ok()),
        dealer_id: from.dealer_id,
        site_id: from.site_id,
        unit_id: from.unit_id,
        product_id: from.product_id,
        usage_value: from.usage_value,
        remedy_wanted: None,
        topic: None,
        fault_code_id: None,
        severity: Some(from.severity),
        impact: Some(from.impact),
        safety_risk: from.safety_risk,
        service_class: None,
        external_reference: None,
    };
    let made = create::create(c, caller, &new, &policy)?;
    let made_id = made.row.id;
    links::insert(c, caller, made_id, id, TicketLinkKind::SplitFrom)?;
    let note = |on, number: &str| {
        events::EventRow::by(caller, on, TicketEventKind::Link)
            .values(json!({ "kind": TicketLinkKind::SplitFrom, "number": number }))
    };
    events::write(c, &[note(id, &made.row.number), note(made_id, &from.number)])?;
    audit::write(c, caller, "ticket", id.0, "split", json!({ "into": made_id }))?;
    made.show(caller, &policy, &desk)
}

/// The timeline of one.
pub fn timeline(
    c: &mut PgConnection,
    caller: &Caller,
    id: TicketId,
    query: &PageQuery,
) -> Result<Page<TicketEvent>, Failure> {
    let ticket = store::find(c, caller, id)?;
    events::list(c, caller, &ticket.row, query)
}

/// The comments on one.
pub fn comments(
    c: &mut PgConnection,
    caller: &Caller,
    id: TicketId,
    query: &PageQuery,
) -> Result<Page<Comment>, Failure> {
    comments::list(c, caller, id, query)
}

/// Writes a comment.
pub fn comment(
    c: &mut PgConnection,
    caller: &Caller,
    id: TicketId,
    input: &CreateComment,
) -> Result<Comment, Failure> {
    comments::create(c, caller, id, input)
}

/// The links of one.
pub fn links(c: &mut PgConnection, caller: &Caller, id: TicketId) -> Result<Vec<TicketLink>, Failure> {
    links::list(c, caller, id)
}

/// Links two.
pub fn link(
    c: &mut PgConnection,
    caller: &Caller,
    id: TicketId,
    input: &CreateTicketLink,
) -> Result<Vec<TicketLink>, Failure> {
    links::create(c, caller, id, input)
}

/// Takes a link away.
pub fn unlink(
    c: &mut PgConnection,
    caller: &Caller,
    id: TicketId,
    link: TicketLinkId,
) -> Result<(), Failure> {
    links::delete(c, caller, id, link)
}

/// Who follows one.
pub fn watchers(c: &mut PgConnection, caller: &Caller, id: TicketId) -> Result<Watchers, Failure> {
    watchers::list(c, caller, id)
}

/// The caller follows one, or does not any more.
pub fn watch(c: &mut PgConnection, caller: &Caller, id: TicketId, on: bool) -> Result<Watchers, Failure> {
    watchers::set(c, caller, id, on)
}

/// The dealer or service centre of one, if the caller sees it.
///
/// # Errors
/// `not_found` otherwise.
pub fn dealer_of(
    c: &mut PgConnection,
    caller: &Caller,
    id: TicketId,
) -> Result<Option<OrganizationId>, Failure> {
    Ok(store::find(c, caller, id)?.row.dealer_id)
}

/// The steps on one.
pub fn checks(c: &mut PgConnection, caller: &Caller, id: TicketId) -> Result<Vec<TicketCheck>, Failure> {
    checks::list(c, caller, id)
}

/// Puts steps on one.
pub fn add_checks(
    c: &mut PgConnection,
    caller: &Caller,
    id: TicketId,
    input: &AddTicketChecks,
) -> Result<Vec<TicketCheck>, Failure> {
    checks::add(c, caller, id, input)
}

/// A step on one is done.
pub fn tick_check(
    c: &mut PgConnection,
    caller: &Caller,
    id: TicketId,
    check: TicketCheckId,
    input: &TickTicketCheck,
) -> Result<Vec<TicketCheck>, Failure> {
    checks::tick(c, caller, id, check, input)
}

/// A step on one is open again.
pub fn untick_check(
    c: &mut PgConnection,
    caller: &Caller,
    id: TicketId,
    check: TicketCheckId,
) -> Result<Vec<TicketCheck>, Failure> {
    checks::untick(c, caller, id, check)
}

/// Takes a step off one.
pub fn remove_check(
    c: &mut PgConnection,
    caller: &Caller,
    id: TicketId,
    check: TicketCheckId,
) -> Result<Vec<TicketCheck>, Failure> {
    checks::remove(c, caller, id, check)
}

/// The caller has one open, or not any more; gives who else has.
pub fn tell_presence(
    c: &mut PgConnection,
    caller: &Caller,
    id: TicketId,
    state: PresenceState,
) -> Result<Vec<Presence>, Failure> {
    presence::tell(c, caller, id, state)
}

/// Takes back the caller's last change of one.
pub fn undo(c: &mut PgConnection, caller: &Caller, id: TicketId, version: i32) -> Result<Ticket, Failure> {
    let (policy, desk) = (policy::load(c)?, Schedules::load(c)?.service_desk()?);
    undo::undo(c, caller, id, version)?.show(caller, &policy, &desk)
}
