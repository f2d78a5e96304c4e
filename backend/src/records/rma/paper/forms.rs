//! 退件出库单, 旧件(总成)验收单 and 退件检验表.

use super::Facts;
use crate::paper::said::{
    self, About, field, heading, maybe, maybe_time, maybe_wide, say, signatures, table, wide,
};
use crate::paper::{Block, Form};
use crate::records::register::Reader;
use shared::i18n::Arg;
use shared::records::rma::{Rma, RmaForm, RmaLine, as_of, counted, lines_of, short};

/// A form of a return, in the reader's language. `page` is the address under which people reach the page.
pub fn form(facts: &Facts, kind: RmaForm, page: &str, r: Reader) -> Form {
    let rma = &facts.rma;
    let about = About {
        title: kind.label(r.locale),
        house: facts.maker.clone(),
        number: rma.head.number.clone(),
        as_of: as_of(rma),
        link: format!("{page}/rmas/{}", rma.head.id),
    };
    let lines = lines_of(kind, rma);
    let blocks = match kind {
        RmaForm::Receipt => receipt(rma, &lines, r),
        RmaForm::Inspection => inspection(rma, &lines, r),
        // Tags are no form: what is sent is said once.
        RmaForm::DeliveryNote | RmaForm::Tags | RmaForm::TagRoll => delivery_note(rma, &lines, r),
    };
    said::form(r, about, blocks)
}

fn number(n: Option<i64>) -> String {
    n.map(|n| n.to_string()).unwrap_or_default()
}

fn part(line: &RmaLine) -> String {
    [line.part_number.as_deref().unwrap_or_default(), &line.name].join(" ").trim().to_owned()
}

/// The unit a part comes from, its own serial number and its batch.
fn from(line: &RmaLine) -> String {
    let known = [line.unit_serial.as_deref(), line.old_serial.as_deref(), line.batch.as_deref()];
    known.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

fn way(rma: &Rma, r: Reader) -> Block {
    let head = &rma.head;
    Block::Fields(vec![
        field(r, "register-dealer", head.dealer_name.as_str()),
        maybe(r, "paper-rma-to", &rma.return_to_name),
        maybe(r, "paper-transfer-ticket", &head.ticket_number),
        field(r, "register-deadline", head.deadline.map(|day| day.to_string()).unwrap_or_default()),
        maybe(r, "register-carrier", &head.carrier),
        maybe(r, "register-waybill", &head.waybill),
        field(r, "paper-rma-freight", rma.freight_payer.map(|p| p.label(r.locale)).unwrap_or_default()),
        maybe_time(r, "paper-rma-shipped-at", rma.shipped_at),
    ])
}

/// What is sent. The count at the other end is written in by hand.
fn delivery_note(rma: &Rma, lines: &[&RmaLine], r: Reader) -> Vec<Block> {
    let row = |line: &&RmaLine| {
        let quantity = i64::from(line.quantity_shipped.unwrap_or(line.quantity_due));
        vec![
            line.tag.clone(),
            part(line),
            from(line),
            line.fault.clone().unwrap_or_default(),
            quantity.to_string(),
            number(line.quantity_received.map(i64::from)),
        ]
    };
    let heads = [
        ("register-tag", 1.3),
        ("register-part", 2.0),
        ("paper-rma-from", 1.3),
        ("paper-rma-fault", 2.0),
        ("paper-rma-sent", 0.7),
        ("paper-rma-came", 0.7),
    ];
    let pieces = lines.iter().map(|l| i64::from(l.quantity_shipped.unwrap_or(l.quantity_due))).sum::<i64>();
    vec![
        heading(r, "paper-rma-way"),
        way(rma, r),
        Block::Fields(vec![maybe_wide(r, "paper-rma-reason", &rma.reason)]),
        heading(r, "paper-rma-parts"),
        table(r, &heads, lines.iter().map(row).collect()),
        Block::Remark(totals(r, "paper-rma-sum-sent", &[("lines", lines.len()), ("sent", count(pieces))])),
        Block::Remark(r.word("paper-rma-tag-each")),
        signatures(r, &["paper-rma-sign-sender", "paper-rma-sign-carrier", "paper-rma-sign-receiver"]),
    ]
}

fn count(n: i64) -> usize {
    usize::try_from(n).unwrap_or_default()
}

fn totals(r: Reader, key: &str, counts: &[(&str, usize)]) -> String {
    let args: Vec<(&str, Arg)> =
        counts.iter().map(|(name, n)| (*name, Arg::from(i64::try_from(*n).unwrap_or(i64::MAX)))).collect();
    say(r, key, &args)
}

/// What came of a batch: counts, shortages, condition; signed by both sides.
fn receipt(rma: &Rma, lines: &[&RmaLine], r: Reader) -> Vec<Block> {
    let row = |line: &&RmaLine| {
        vec![
            line.tag.clone(),
            part(line),
            number(line.quantity_shipped.map(i64::from)),
            number(line.quantity_received.map(i64::from)),
            number(short(line)),
            line.condition.map(|c| c.label(r.locale)).unwrap_or_default(),
            line.receipt_note.clone().unwrap_or_default(),
        ]
    };
    let heads = [
        ("register-tag", 1.3),
        ("register-part", 2.2),
        ("paper-rma-sent", 0.7),
        ("paper-rma-came", 0.7),
        ("paper-rma-short", 0.7),
        ("paper-rma-condition", 0.9),
        ("register-note", 1.6),
    ];
    let sum = counted(lines.iter().copied());
    let counts = [
        ("lines", lines.len()),
        ("sent", count(sum.sent)),
        ("came", count(sum.came)),
        ("short", count(sum.short)),
    ];
    vec![
        heading(r, "paper-rma-way"),
        way(rma, r),
        heading(r, "paper-rma-taken-in"),
        table(r, &heads, lines.iter().map(row).collect()),
        Block::Remark(totals(r, "paper-rma-sum-came", &counts)),
        Block::Fields(vec![wide(r, "paper-rma-remarks", "").least(3)]),
        signatures(r, &["paper-rma-sign-handing", "paper-rma-sign-receiver", "paper-rma-sign-keeper"]),
    ]
}

/// What the inspection found; where it was not held yet, room to write.
fn inspection(rma: &Rma, lines: &[&RmaLine], r: Reader) -> Vec<Block> {
    let l = r.locale;
    let mut blocks = vec![Block::Fields(vec![
        field(r, "register-dealer", rma.head.dealer_name.as_str()),
        maybe(r, "paper-transfer-ticket", &rma.head.ticket_number),
    ])];
    for (n, line) in (1..).zip(lines) {
        blocks.push(Block::Heading(format!("{n}. {}  {}", line.tag, part(line))));
        let came = [line.quantity_received, line.quantity_shipped].map(|n| number(n.map(i64::from)));
        let share = line.share_percent.map(|share| format!("{share} %")).unwrap_or_default();
        blocks.push(Block::Fields(vec![
            maybe(r, "register-unit", &line.unit_serial),
            field(
                r,
                "paper-rma-own",
                [line.old_serial.as_deref(), line.batch.as_deref()]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(" · "),
            ),
            field(r, "paper-rma-came-of", came.join(" / ")),
            field(r, "paper-rma-condition", line.condition.map(|c| c.label(l)).unwrap_or_default()),
            maybe_wide(r, "paper-rma-fault", &line.fault),
            maybe_wide(r, "paper-rma-standard-test", &line.standard_test).least(2),
            maybe_wide(r, "paper-rma-load-test", &line.load_test).least(2),
            field(r, "register-verdict", line.verdict.map(|v| v.label(l)).unwrap_or_default()),
            maybe(r, "register-failure-mode", &line.failure_mode),
            field(r, "register-responsible", line.responsible.map(|w| w.label(l)).unwrap_or_default()),
            field(r, "register-share", share),
            maybe(r, "paper-rma-inspected-by", &line.inspected_by_name),
            maybe_time(r, "paper-rma-inspected-at", line.inspected_at),
            field(r, "register-disposition", line.disposition.map(|d| d.label(l)).unwrap_or_default()),
            maybe(r, "paper-rma-disposed-by", &line.disposed_by_name),
        ]));
    }
    if lines.is_empty() {
        blocks.push(Block::Remark(r.word("paper-rma-nothing-came")));
    }
    blocks.push(Block::Remark(r.word("paper-internal")));
    blocks.push(signatures(r, &["paper-rma-sign-inspector", "paper-rma-sign-quality"]));
    blocks
}
