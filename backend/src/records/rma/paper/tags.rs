//! 旧件标识卡: a tag for each part, stuck on it before it is sent.

use super::Facts;
use crate::paper::Label;
use crate::records::register::Reader;
use shared::records::rma::{RmaForm, RmaLine, lines_of, scan_link};

/// The tags of a return; of one whose parts all will not come, as they were.
pub fn tags(facts: &Facts, form: RmaForm, page: &str, r: Reader) -> Vec<Label> {
    let mut lines = lines_of(form, &facts.rma);
    if lines.is_empty() {
        lines = facts.rma.lines.iter().collect();
    }
    lines.into_iter().map(|line| tag(facts, line, page, r)).collect()
}

fn tag(facts: &Facts, line: &RmaLine, page: &str, r: Reader) -> Label {
    let head = &facts.rma.head;
    let quantity = line.quantity_shipped.unwrap_or(line.quantity_due).to_string();
    let own = [line.old_serial.as_deref(), line.batch.as_deref()];
    let own = own.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let facts_of = [
        ("register-rma", head.number.clone()),
        ("register-dealer", head.dealer_name.clone()),
        ("register-quantity", quantity),
        ("register-unit", line.unit_serial.clone().unwrap_or_default()),
        ("paper-rma-own", own),
        // It may be long, so it is the last.
        ("paper-rma-fault", line.fault.clone().unwrap_or_default()),
    ];
    let known = facts_of.into_iter().filter(|(_, text)| !text.is_empty());
    Label {
        title: r.word("paper-rma-tag"),
        house: facts.maker.clone(),
        code: line.tag.clone(),
        link: scan_link(page, &line.tag),
        name: [line.part_number.as_deref().unwrap_or_default(), &line.name].join(" ").trim().to_owned(),
        facts: known.map(|(key, text)| (r.word(key), text)).collect(),
    }
}
