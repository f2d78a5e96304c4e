//! What would become of a ticket if it were filed now: it is filed, looked at, and taken back.

use super::create;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::calendar::schedules::Schedules;
use crate::records::{clock, policy};
use crate::schema::{fault_codes, products};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::ids::{FaultCodeId, ProductId};
use shared::records::fault_code::FaultName;
use shared::records::ticket::{
    CreateTicket, PreviewPromise, TicketPreview, suggested_faults, suggested_topic,
};

/// The most fault codes that are looked through.
const LOOKED_THROUGH: i64 = 2000;

/// The fault codes that can be chosen for a product, or all where it is not known.
fn choosable(c: &mut PgConnection, product: Option<ProductId>) -> Result<Vec<FaultName>, Failure> {
    let mut query = fault_codes::table.filter(fault_codes::active.eq(true)).into_boxed();
    if let Some(product) = product {
        let line = products::table.find(product).select(products::line.nullable());
        query = query.filter(fault_codes::line.is_null().or(fault_codes::line.eq_any(line)));
    }
    let rows: Vec<(FaultCodeId, String, String, String)> = query
        .order(fault_codes::code)
        .limit(LOOKED_THROUGH)
        .select((fault_codes::id, fault_codes::code, fault_codes::name_zh, fault_codes::name_en))
        .load(c)?;
    let show = |(id, code, name_zh, name_en)| FaultName { id, code, name_zh, name_en };
    Ok(rows.into_iter().map(show).collect())
}

/// Files a ticket and says what became of it, and of which model it is. Only in a transaction that is taken back.
pub(super) fn preview(
    c: &mut PgConnection,
    caller: &Caller,
    input: &CreateTicket,
) -> Result<(TicketPreview, Option<ProductId>), Failure> {
    let (policy, desk) = (policy::load(c)?, Schedules::load(c)?.service_desk()?);
    let ticket = create::create(c, caller, input, &policy)?.show(caller, &policy, &desk)?;
    let clocks = clock::of_ticket(c, caller, ticket.id)?.clocks;
    let mut promises: Vec<PreviewPromise> = clocks
        .into_iter()
        .filter_map(|clock| {
            Some(PreviewPromise { kind: clock.kind, due_at: clock.due_at?, rule: clock.rule })
        })
        .collect();
    promises.sort_by_key(|promise| promise.due_at);
    let said = TicketPreview {
        priority: ticket.priority,
        complaint_count: ticket.complaint_count,
        individual_case: ticket.individual_case,
        repeat_of_id: ticket.repeat_of_id,
        service_class: ticket.service_class,
        team_name: ticket.team_name,
        assignee_name: ticket.assignee_name,
        routed_by: ticket.routed_by,
        promises,
        topic: None,
        fault_codes: vec![],
    };
    Ok((said, ticket.product_id))
}

/// Adds what the words suggest where nothing is chosen. Apart from the filing, which holds the counter of numbers
/// for as long as it takes.
pub(super) fn suggest(
    c: &mut PgConnection,
    input: &CreateTicket,
    product: Option<ProductId>,
    said: &mut TicketPreview,
) -> Result<(), Failure> {
    let words = format!("{} {}", input.subject, input.description.as_ref().map_or("", |d| d.as_str()));
    if input.topic.is_none() {
        said.topic = suggested_topic(&words);
    }
    if input.fault_code_id.is_none() {
        said.fault_codes = suggested_faults(&words, &choosable(c, product)?);
    }
    Ok(())
}
