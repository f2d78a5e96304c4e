//! Forms that a material transfer prints: 物料调拨申请单 and 售后发货单 (handbook 4, 12).

mod routes;

pub use routes::routes;

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::paper::said::{self, About, heading, maybe, maybe_time, maybe_wide, signatures, table};
use crate::paper::{Block, Field, Form};
use crate::records::material_transfer::service;
use crate::records::organization;
use crate::records::register::Reader;
use diesel::pg::PgConnection;
use shared::i18n;
use shared::ids::MaterialTransferId;
use shared::records::material_transfer::{MaterialTransfer, TransferForm, TransferLine};

/// What a form needs, as one caller may see it.
pub struct Facts {
    /// The transfer.
    pub transfer: MaterialTransfer,
    /// The maker whose form it is.
    pub maker: String,
}

/// Reads it.
///
/// # Errors
/// `not_found` when the transfer is not there, or not visible to the caller.
pub fn read(c: &mut PgConnection, caller: &Caller, id: MaterialTransferId) -> Result<Facts, Failure> {
    let transfer = service::get(c, caller, id)?;
    let maker = organization::maker(c)?.map(|maker| maker.name).unwrap_or_default();
    Ok(Facts { transfer, maker })
}

/// A form of a transfer, in the reader's language. `page` is the address under which people reach the page.
pub fn form(facts: &Facts, kind: TransferForm, page: &str, r: Reader) -> Form {
    let head = &facts.transfer.head;
    let about = About {
        title: kind.label(r.locale),
        house: facts.maker.clone(),
        number: head.number.clone(),
        as_of: head.updated_at,
        link: format!("{page}/material-transfers/{}", head.id),
    };
    let blocks = match kind {
        TransferForm::Request => request(&facts.transfer, r),
        TransferForm::ShippingNote => shipping_note(&facts.transfer, r),
    };
    said::form(r, about, blocks)
}

fn way(t: &MaterialTransfer, r: Reader) -> Block {
    Block::Fields(vec![
        maybe(r, "paper-transfer-from", &t.head.from_location_name),
        Field::new(r.word("paper-transfer-to"), t.head.to_name.as_str()),
        maybe_wide(r, "paper-transfer-address", &t.head.address),
    ])
}

/// What is asked for, and who approves it.
fn request(t: &MaterialTransfer, r: Reader) -> Vec<Block> {
    let head = &t.head;
    let mut what_for = vec![
        maybe(r, "paper-transfer-ticket", &head.ticket_number),
        maybe(r, "paper-transfer-unit", &head.unit_serial),
        Field::new(r.word("paper-transfer-coverage"), head.coverage.label(r.locale)),
        Field::new(r.word("paper-transfer-organization"), head.organization_name.as_str()),
        maybe_wide(r, "paper-transfer-reason", &head.reason).least(2),
    ];
    if head.urgent {
        what_for.push(maybe_wide(r, "paper-transfer-justification", &head.justification).least(2));
    }
    let owed = |line: &TransferLine| match (line.old_part_due_on, line.return_days) {
        (Some(on), _) => on.to_string(),
        (None, Some(days)) => {
            i18n::text(r.locale, "paper-transfer-old-part-days", &[("days", i64::from(days).into())])
        }
        (None, None) => String::new(),
    };
    let row = |line: &TransferLine| {
        vec![
            line.part_number.clone(),
            line.part_name.clone(),
            line.measure.label(r.locale),
            line.quantity.to_string(),
            owed(line),
        ]
    };
    let heads = [
        ("paper-transfer-number", 1.4),
        ("paper-transfer-name", 2.6),
        ("paper-transfer-measure", 0.8),
        ("paper-transfer-quantity", 0.8),
        ("paper-transfer-old-part", 1.2),
    ];
    vec![
        heading(r, "paper-transfer-way"),
        way(t, r),
        heading(r, "paper-transfer-for"),
        Block::Fields(what_for),
        heading(r, "paper-transfer-lines"),
        table(r, &heads, t.lines.iter().map(row).collect()),
        heading(r, "paper-transfer-papers"),
        Block::Fields(vec![
            Field::new(r.word("paper-transfer-requested-by"), head.requested_by_name.as_str()),
            maybe_time(r, "paper-transfer-submitted-at", head.submitted_at),
            maybe(r, "paper-transfer-approved-by", &head.approved_by_name),
            maybe_time(r, "paper-transfer-approved-at", head.approved_at),
        ]),
        signatures(r, &["paper-transfer-sign-requester", "paper-transfer-sign-approver"]),
    ]
}

/// What is sent: the packing list. What has come is written in by hand, as long as nobody has said it.
fn shipping_note(t: &MaterialTransfer, r: Reader) -> Vec<Block> {
    let head = &t.head;
    let number = |n: Option<i64>| n.map(|n| n.to_string()).unwrap_or_default();
    let row = |line: &TransferLine| {
        vec![
            line.part_number.clone(),
            line.part_name.clone(),
            line.batch.clone().unwrap_or_default(),
            line.measure.label(r.locale),
            number(line.shipped),
            number(line.received),
        ]
    };
    let heads = [
        ("paper-transfer-number", 1.4),
        ("paper-transfer-name", 2.4),
        ("paper-transfer-batch", 1.2),
        ("paper-transfer-measure", 0.8),
        ("paper-transfer-shipped", 0.8),
        ("paper-transfer-received", 0.8),
    ];
    vec![
        heading(r, "paper-transfer-way"),
        way(t, r),
        Block::Fields(vec![
            maybe(r, "paper-transfer-carrier", &head.carrier),
            maybe(r, "paper-transfer-waybill", &head.waybill),
            maybe(r, "paper-transfer-shipped-by", &head.shipped_by_name),
            maybe_time(r, "paper-transfer-shipped-at", head.shipped_at),
            maybe(r, "paper-transfer-ticket", &head.ticket_number),
            maybe(r, "paper-transfer-unit", &head.unit_serial),
        ]),
        heading(r, "paper-transfer-lines"),
        table(r, &heads, t.lines.iter().map(row).collect()),
        Block::Remark(r.word("paper-transfer-check")),
        Block::Fields(vec![maybe_time(r, "paper-transfer-received-at", head.received_at)]),
        signatures(r, &["paper-transfer-sign-shipper", "paper-transfer-sign-receiver"]),
    ]
}
