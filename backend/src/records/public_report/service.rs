//! Use cases of reports by QR code.

use super::store::{self, Labelled, Seen};
use crate::auth::caller::Caller;
use crate::auth::tokens;
use crate::error::Failure;
use crate::idempotency::IdempotencyKey;
use crate::records::{ticket, unit};
use chrono::{DateTime, Duration, Utc};
use diesel::pg::PgConnection;
use qrcode::{Color, EcLevel, QrCode};
use shared::i18n::Locale;
use shared::ids::UnitId;
use shared::problem::{ProblemCode, Refusal};
use shared::records::public_report::*;
use shared::records::ticket::{CreateTicket, TicketChannel, TicketKind, suggested_topic};
use std::fmt::Write;

/// Reports are counted over this time.
const WINDOW: Duration = Duration::hours(1);
/// As many may come about one unit: a full house in front of one lift.
const PER_UNIT: i64 = 10;
/// As many from one address: a building may have one for all.
const PER_ADDRESS: i64 = 30;

/// Length of a code.
const CODE: usize = 22;

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

impl Visit {
    fn caller(&self, c: &mut PgConnection, name: String) -> Result<Caller, Failure> {
        Caller::stranger(c, name, self.locale, self.now, self.request_id.clone())
    }
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
    let (modules, path) = qr(&address)?;
    Ok(UnitLabel { code, address, modules, path })
}

/// The dark modules of a QR code, of which a sixth may be scratched away, and how many stand along a side.
fn qr(text: &str) -> Result<(i32, String), Failure> {
    let code = QrCode::with_error_correction_level(text, EcLevel::Q).map_err(anyhow::Error::from)?;
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(code.width()).enumerate() {
        let mut x = 0;
        // Neighbours are one, so that no printer leaves seams between them.
        for run in row.chunk_by(|a, b| a == b) {
            if run[0] == Color::Dark {
                let _ = write!(path, "M{x} {y}h{long}v1h-{long}z", long = run.len());
            }
            x += run.len();
        }
    }
    Ok((i32::try_from(code.width()).unwrap_or_default(), path))
}

/// A code as it stands in the address. What cannot be one is looked for no further.
fn known(code: &str) -> Result<&str, Failure> {
    let fits =
        code.len() == CODE && code.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    fits.then_some(code).ok_or_else(Failure::not_found)
}

/// Shows the unit with a label.
pub fn show(c: &mut PgConnection, visit: &Visit, code: &str) -> Result<PublicUnit, Failure> {
    let Labelled { id, serial, product_name } = store::unit(c, known(code)?)?;
    let house = visit.caller(c, String::new())?.profile;
    Ok(PublicUnit {
        serial,
        product_name,
        service_name: house.organization_name,
        service_phone: house.phone,
        open_since: store::open_since(c, id)?,
    })
}

fn check_limit((count, oldest): Seen, limit: i64, now: DateTime<Utc>) -> Result<(), Failure> {
    if count < limit {
        return Ok(());
    }
    let wait = oldest.map_or(WINDOW, |at| at + WINDOW - now).num_seconds().clamp(1, WINDOW.num_seconds());
    Err(Refusal::new(ProblemCode::TooManyRequests).arg("seconds", wait).into())
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
    store::lock(c, unit)?;
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
    let caller = visit.caller(c, format!("{} (QR)", input.contact_name))?;
    let made = ticket::service::create(c, &caller, &filed(input, unit))?;
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

/// The ticket that a report becomes.
fn filed(input: &CreatePublicReport, unit: UnitId) -> CreateTicket {
    CreateTicket {
        kind: TicketKind::RepairRequest,
        channel: TicketChannel::QrCode,
        subject: input.subject(),
        description: input.description.as_str().parse().ok(),
        reported_at: None,
        customer_id: None,
        contact_name: Some(input.contact_name.clone()),
        contact_phone: Some(input.contact_phone.clone()),
        contact_email: None,
        dealer_id: None,
        site_id: None,
        unit_id: Some(unit),
        product_id: None,
        usage_value: None,
        remedy_wanted: None,
        topic: suggested_topic(input.description.as_str()),
        fault_code_id: None,
        severity: None,
        impact: None,
        safety_risk: input.danger,
        service_class: None,
        external_reference: None,
    }
}

/// Shows the ticket with a tracking code.
pub fn track(c: &mut PgConnection, visit: &Visit, code: &str) -> Result<PublicTicket, Failure> {
    let ticket = store::followed(c, known(code)?)?;
    let house = visit.caller(c, String::new())?.profile;
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
        service_name: house.organization_name,
        service_phone: house.phone,
        messages: messages.into_iter().map(|(at, text)| PublicMessage { at, text }).collect(),
    })
}
