//! 委托服务单: with what the maker commissions a dealer or service centre, under which warranty, within which amount, and how the work is claimed
//! afterwards. What the desk does not know yet is written in by hand.

use super::facts::Facts;
use super::who::{customer, product};
use crate::paper::said::{self, clock_time, field, heading, maybe, signatures, table, wide};
use crate::paper::{Block, Field};
use crate::records::register::Reader;
use shared::i18n::Arg;
use shared::records::clock::Clock;
use shared::warranty::WarrantyVerdict;

/// Rows for parts that the maker sends along.
const PARTS: usize = 4;

/// What it says.
pub(super) fn blocks(facts: &Facts, r: Reader) -> Vec<Block> {
    let t = &facts.ticket;
    let l = r.locale;
    let promise = |clock: &Clock| {
        let due = clock.due_at.map(|at| clock_time(at, r)).unwrap_or_default();
        Field { label: clock.kind.label(l), ..field(r, "paper-promise-due", due) }
    };
    let mut task = vec![
        wide(r, "register-subject", &t.subject),
        wide(r, "paper-description", t.description.clone().unwrap_or_default()).least(3),
        maybe(r, "register-fault-code", &t.fault_code),
        field(r, "register-priority", t.priority.label(l)),
        maybe(r, "register-assignee", &t.assignee_name),
        field(r, "paper-service-class", t.service_class.map(|c| c.label(l)).unwrap_or_default()),
    ];
    task.extend(facts.clocks.iter().filter(|clock| clock.due_at.is_some()).map(promise));
    let covered = |verdict: &WarrantyVerdict| {
        let until = verdict.ends_on.map(|day| day.to_string()).unwrap_or_default();
        vec![verdict.coverage.label(l), verdict.status.label(l), format!("{} %", verdict.percent), until]
    };
    let mut blocks = vec![
        Block::Fields(vec![
            wide(r, "paper-order-commissioner", facts.maker.as_str()),
            wide(r, "paper-order-contractor", t.dealer_name.clone().unwrap_or_default()),
        ]),
        heading(r, "paper-part-customer"),
        customer(t, r),
        heading(r, "paper-part-product"),
        product(t, r),
        heading(r, "paper-order-task"),
        Block::Fields(task),
    ];
    if !t.warranty.is_empty() {
        blocks.push(heading(r, "paper-order-warranty"));
        let heads = [
            ("paper-order-coverage", 1.2),
            ("register-status", 1.2),
            ("paper-order-percent", 0.8),
            ("paper-order-until", 1.0),
        ];
        blocks.push(table(r, &heads, t.warranty.iter().map(covered).collect()));
    }
    let heads = [
        ("paper-part-name", 2.4),
        ("paper-part-number", 1.4),
        ("paper-part-quantity", 0.8),
        ("paper-order-return", 1.2),
    ];
    blocks.push(heading(r, "paper-order-parts"));
    blocks.push(table(r, &heads, vec![vec![String::new(); heads.len()]; PARTS]));
    blocks.push(heading(r, "paper-order-terms"));
    blocks.push(Block::Fields(vec![
        field(r, "paper-order-limit", ""),
        field(r, "paper-order-authorization", ""),
    ]));
    if let Some(days) = facts.claim_days {
        let days = [("days", Arg::from(i64::from(days)))];
        blocks.push(Block::Remark(said::say(r, "paper-order-claim", &days)));
    }
    blocks.push(signatures(r, &["paper-order-sign-commissioner", "paper-order-sign-contractor"]));
    blocks
}
