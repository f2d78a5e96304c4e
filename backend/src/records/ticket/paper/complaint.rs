//! 客户投诉单: what was taken down of a complaint or request, and what was promised (ELV 5.3).

use super::facts::Facts;
use super::who::{customer, product};
use crate::paper::said::{clock_time, field, heading, maybe, signatures, wide};
use crate::paper::{Block, Table};
use crate::records::register::Reader;
use shared::records::clock::Clock;

/// What it says.
pub(super) fn blocks(facts: &Facts, r: Reader) -> Vec<Block> {
    let t = &facts.ticket;
    let l = r.locale;
    let mut blocks = vec![
        Block::Fields(vec![
            field(r, "register-reported-at", clock_time(t.reported_at, r)),
            maybe(r, "paper-received-by", &t.received_by_name),
            field(r, "paper-channel", t.channel.label(l)),
            field(r, "register-status", t.status.label(l)),
        ]),
        heading(r, "paper-part-customer"),
        customer(t, r),
        heading(r, "paper-part-product"),
        product(t, r),
        heading(r, "paper-part-matter"),
        Block::Fields(vec![
            field(r, "register-kind", t.kind.label(l)),
            field(r, "register-topic", t.topic.label(l)),
            maybe(r, "register-fault-code", &t.fault_code),
            field(r, "register-priority", t.priority.label(l)),
            field(r, "paper-severity", t.severity.label(l)),
            field(r, "paper-impact", t.impact.label(l)),
            field(r, "paper-safety", r.word(if t.safety_risk { "register-yes" } else { "register-no" })),
            field(r, "paper-remedy", t.remedy_wanted.map(|w| w.label(l)).unwrap_or_default()),
            wide(r, "register-subject", &t.subject),
            wide(r, "paper-description", t.description.clone().unwrap_or_default()).least(4),
        ]),
    ];
    let promised: Vec<_> = facts.clocks.iter().filter(|clock| clock.target.is_some()).collect();
    if !promised.is_empty() {
        blocks.push(heading(r, "paper-part-promises"));
        blocks.push(Block::Table(promises(&promised, r)));
    }
    blocks.push(signatures(r, &["paper-sign-customer", "paper-sign-receiver"]));
    blocks
}

fn promises(clocks: &[&Clock], r: Reader) -> Table {
    let l = r.locale;
    let row = |clock: &&Clock| {
        let state = clock.outcome.map_or_else(|| clock.state.label(l), |outcome| outcome.label(l));
        vec![
            clock.kind.label(l),
            clock_time(clock.started_at, r),
            clock.due_at.map(|at| clock_time(at, r)).unwrap_or_default(),
            state,
        ]
    };
    let heads = [
        ("paper-promise", 1.3),
        ("paper-promise-began", 1.0),
        ("paper-promise-due", 1.0),
        ("paper-promise-state", 0.9),
    ];
    Table {
        columns: heads.map(|(key, share)| (r.word(key), share)).into(),
        rows: clocks.iter().map(row).collect(),
    }
}
