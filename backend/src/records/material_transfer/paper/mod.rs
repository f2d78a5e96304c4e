//! Forms that a material transfer prints: 物料调拨申请单 and 售后发货单 (handbook 4, 12).

mod routes;

pub use routes::routes;

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::paper::{Block, Field, Form, Table};
use crate::records::material_transfer::service;
use crate::records::organization;
use crate::records::register::Reader;
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use shared::i18n::{self, Arg};
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

fn clock_time(at: DateTime<Utc>, r: Reader) -> String {
    r.time(at).format("%Y-%m-%d %H:%M").to_string()
}

fn field(r: Reader, key: &str, text: &Option<String>) -> Field {
    Field::new(r.word(key), text.clone().unwrap_or_default())
}

fn wide(r: Reader, key: &str, text: &Option<String>) -> Field {
    Field::wide(r.word(key), text.clone().unwrap_or_default())
}

fn time(r: Reader, key: &str, at: Option<DateTime<Utc>>) -> Field {
    Field::new(r.word(key), at.map(|at| clock_time(at, r)).unwrap_or_default())
}

fn heading(r: Reader, key: &str) -> Block {
    Block::Heading(r.word(key))
}

fn table(r: Reader, heads: &[(&str, f32)], rows: Vec<Vec<String>>) -> Block {
    let columns = heads.iter().map(|(key, share)| (r.word(key), *share)).collect();
    Block::Table(Table { columns, rows })
}

fn signatures(r: Reader, who: &[&str]) -> Block {
    Block::Signatures { who: who.iter().map(|key| r.word(key)).collect(), date: r.word("paper-date") }
}

/// A form of a transfer, in the reader's language. `page` is the address under which people reach the page.
pub fn form(facts: &Facts, kind: TransferForm, page: &str, r: Reader) -> Form {
    let head = &facts.transfer.head;
    let time = Arg::Text(clock_time(head.updated_at, r));
    let zone = Arg::Text(r.zone.to_string());
    // The pages are counted once they are laid out.
    let (n, m) = (Arg::Text("{n}".into()), Arg::Text("{m}".into()));
    Form {
        title: kind.label(r.locale),
        house: facts.maker.clone(),
        number: (r.word("register-number"), head.number.clone()),
        foot: i18n::text(r.locale, "paper-as-of", &[("time", time), ("zone", zone)]),
        page: i18n::text(r.locale, "paper-page", &[("n", n), ("m", m)]),
        language: r.locale.to_string(),
        link: format!("{page}/material-transfers/{}", head.id),
        blocks: match kind {
            TransferForm::Request => request(&facts.transfer, r),
            TransferForm::ShippingNote => shipping_note(&facts.transfer, r),
        },
    }
}

fn way(t: &MaterialTransfer, r: Reader) -> Block {
    Block::Fields(vec![
        field(r, "paper-transfer-from", &t.head.from_location_name),
        Field::new(r.word("paper-transfer-to"), t.head.to_name.as_str()),
        wide(r, "paper-transfer-address", &t.head.address),
    ])
}

/// What is asked for, and who approves it.
fn request(t: &MaterialTransfer, r: Reader) -> Vec<Block> {
    let head = &t.head;
    let mut what_for = vec![
        field(r, "paper-transfer-ticket", &head.ticket_number),
        field(r, "paper-transfer-unit", &head.unit_serial),
        Field::new(r.word("paper-transfer-coverage"), head.coverage.label(r.locale)),
        Field::new(r.word("paper-transfer-organization"), head.organization_name.as_str()),
        wide(r, "paper-transfer-reason", &head.reason).least(2),
    ];
    if head.urgent {
        what_for.push(wide(r, "paper-transfer-justification", &head.justification).least(2));
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
            time(r, "paper-transfer-submitted-at", head.submitted_at),
            field(r, "paper-transfer-approved-by", &head.approved_by_name),
            time(r, "paper-transfer-approved-at", head.approved_at),
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
            field(r, "paper-transfer-carrier", &head.carrier),
            field(r, "paper-transfer-waybill", &head.waybill),
            field(r, "paper-transfer-shipped-by", &head.shipped_by_name),
            time(r, "paper-transfer-shipped-at", head.shipped_at),
            field(r, "paper-transfer-ticket", &head.ticket_number),
            field(r, "paper-transfer-unit", &head.unit_serial),
        ]),
        heading(r, "paper-transfer-lines"),
        table(r, &heads, t.lines.iter().map(row).collect()),
        Block::Remark(r.word("paper-transfer-check")),
        Block::Fields(vec![time(r, "paper-transfer-received-at", head.received_at)]),
        signatures(r, &["paper-transfer-sign-shipper", "paper-transfer-sign-receiver"]),
    ]
}
