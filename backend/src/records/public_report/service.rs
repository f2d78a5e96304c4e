//! Use cases of reports by QR code.

use super::store::{self, Labelled, Seen};
use crate::auth::caller::Caller;
use crate::auth::{throttle, tokens};
use crate::error::Failure;
use crate::idempotency::IdempotencyKey;
use crate::paper::{EcLevel, qr};
use crate::records::organization::{self, Maker};
use crate::records::{ticket, unit};
use chrono::{DateTime, Duration, Utc};
use diesel::pg::PgConnection;
use shared::i18n::Locale;
use shared::ids::UnitId;
use shared::problem::{ProblemCode, Refusal};
use shared::records::public_report::*;

/// Reports are counted over this time.
const WINDOW: Duration = Duration::hours(1);
/// As many may come about one unit: a full house in front of one lift.
const PER_UNIT: i64 = 10;
/// As many from one address: a building may have one for all.
const PER_ADDRESS: i64 = 30;

/// Who reports, and from where.
#[derive(Clone)]
pub struct Visit {
    /// The address of the browser.
    pub address: String,
    /// Its language.
    pub locale: Locale,
    /// When.
    pub now: DateTime<Utc>,
    /// The request.
    pub request_id: String,
}

/// The label of a unit that the caller sees; made when it is first asked for.
pub fn label(
    c: &mut PgConnection,
    caller: &Caller,
    public_url: &str,
    id: UnitId,
) -> Result<UnitLabel, Failure> {
    unit::service::get(c, caller, id)?;
    let code = store::label(c, id, &tokens::short_token(), caller.now)?;
    let address = format!("{public_url}/report#{code}");
    // A quarter of a label may be scratched away.
    let qr = qr(&address, EcLevel::Q)?;
    let path = qr.bars.iter().map(|b| format!("M{} {}h{len}v1h-{len}z", b.x, b.y, len = b.length)).collect();
    Ok(UnitLabel { code, address, modules: i32::try_from(qr.side).unwrap_or_default(), path })
}

/// A code as it stands in the address.
fn known(code: &str) -> Result<&str, Failure> {
    is_code(code).then_some(code).ok_or_else(Failure::not_found)
}

/// Who looks after everything. Before there is a maker there is nothing to look after.
fn maker(c: &mut PgConnection) -> Result<Maker, Failure> {
    organization::maker(c)?.ok_or_else(Failure::not_found)
}

/// Shows the unit with a label.
pub fn show(c: &mut PgConnection, code: &str) -> Result<PublicUnit, Failure> {
    let Labelled { id, serial, product_name } = store::unit(c, known(code)?)?;
    let maker = maker(c)?;
    Ok(PublicUnit {
        serial,
        product_name,
        service_name: maker.name,
        service_phone: maker.phone,
        open_since: store::open_since(c, id)?,
    })
}

fn check_limit((count, oldest): Seen, limit: i64, now: DateTime<Utc>) -> Result<(), Failure> {
    if count < limit { Ok(()) } else { Err(throttle::refuse(oldest, WINDOW, now)) }
}

/// Files what is reported. The same key again gives the same receipt.
pub fn report(
    c: &mut PgConnection,
    visit: &Visit,
    code: &str,
    key: &IdempotencyKey,
    digest: &[u8],
    input: &CreatePublicReport,
) -> Result<PublicReceipt, Failure> {
    let unit = store::unit(c, known(code)?)?.id;
    let hash = key.request_hash(digest);
    store::lock(c, unit, &visit.address)?;
    if let Some(sent) = store::sent(c, unit, key.as_str())? {
        if sent.request_hash != hash {
            return Err(Refusal::new(ProblemCode::IdempotencyKeyReused).into());
        }
        return Ok(PublicReceipt { number: sent.number, tracking_code: sent.tracking_code });
    }
    let since = visit.now - WINDOW;
    check_limit(store::seen_of_unit(c, unit, since)?, PER_UNIT, visit.now)?;
    check_limit(store::seen_of_address(c, &visit.address, since)?, PER_ADDRESS, visit.now)?;

    // Whoever reports may call themselves anything, so the timeline says how they came by that name.
    let name = format!("{} (QR)", input.contact_name);
    let caller = Caller::stranger(maker(c)?, name, visit.locale, visit.now, visit.request_id.clone());
    let made = ticket::service::create(c, &caller, &input.ticket(unit))?;
    let tracking_code = tokens::short_token();
    store::insert(
        c,
        &store::New {
            ticket_id: made.id,
            unit_id: unit,
            tracking_code: &tracking_code,
            key: key.as_str(),
            request_hash: &hash,
            address: &visit.address,
            created_at: visit.now,
        },
    )?;
    Ok(PublicReceipt { number: made.number, tracking_code })
}

/// Shows the ticket with a tracking code.
pub fn track(c: &mut PgConnection, code: &str) -> Result<PublicTicket, Failure> {
    let ticket = store::followed(c, known(code)?)?;
    let maker = maker(c)?;
    let messages = store::messages(c, ticket.id)?;
    Ok(PublicTicket {
        number: ticket.number,
        subject: ticket.subject,
        status: ticket.status,
        serial: ticket.serial,
        product_name: ticket.product_name,
        reported_at: ticket.reported_at,
        responded_at: ticket.responded_at,
        arrived_at: ticket.arrived_at,
        resolved_at: ticket.resolved_at,
        closed_at: ticket.closed_at,
        service_name: maker.name,
        service_phone: maker.phone,
        messages: messages.into_iter().map(|(at, text)| PublicMessage { at, text }).collect(),
    })
}
