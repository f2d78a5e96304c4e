//! 售后服务凭证: what was done and at whose cost, for the customer to sign and to rate (ELE 5.3, handbook 10). Parts
//! are written in by hand.

use super::facts::Facts;
use super::who::{customer, product};
use crate::paper::said::{field, heading, maybe, maybe_time, signatures, wide};
use crate::paper::{Block, Field, Table};
use crate::records::register::Reader;

/// Rows for parts.
const PARTS: usize = 4;

/// What it says.
pub(super) fn blocks(facts: &Facts, r: Reader) -> Vec<Block> {
    let t = &facts.ticket;
    let l = r.locale;
    let text = |words: &Option<String>| words.clone().unwrap_or_default();
    let mut done = vec![
        wide(r, "register-subject", &t.subject),
        wide(r, "paper-solution", text(&t.solution)).least(3),
        wide(r, "paper-cause", text(&t.cause)).least(2),
        field(r, "paper-repair-outcome", t.repair_outcome.map(|o| o.label(l)).unwrap_or_default()),
        maybe(r, "register-fault-code", &t.fault_code),
        maybe(r, "register-assignee", &t.assignee_name),
        maybe_time(r, "paper-onsite-arrived", t.onsite_arrived_at),
        maybe_time(r, "register-resolved-at", t.resolved_at),
        maybe(r, "paper-confirmed-by", &t.confirmed_by),
    ];
    if t.repair_barrier.is_some() {
        done.push(wide(r, "paper-repair-barrier", text(&t.repair_barrier)));
    }
    let heads = [
        ("paper-part-name", 2.4),
        ("paper-part-number", 1.4),
        ("paper-part-quantity", 0.8),
        ("paper-part-old", 1.2),
    ];
    let scale = r.word("paper-opinion-scale");
    let opinions: Vec<Field> =
        ["paper-opinion-response", "paper-opinion-skill", "paper-opinion-attitude", "paper-opinion-result"]
            .map(|key| wide(r, key, scale.as_str()))
            .into_iter()
            .chain([wide(r, "paper-opinion-words", "").least(2)])
            .collect();
    vec![
        heading(r, "paper-part-customer"),
        customer(t, r),
        heading(r, "paper-part-product"),
        product(t, r),
        heading(r, "paper-part-service"),
        Block::Fields(done),
        heading(r, "paper-part-parts"),
        Block::Table(Table {
            columns: heads.map(|(key, share)| (r.word(key), share)).into(),
            rows: vec![vec![String::new(); heads.len()]; PARTS],
        }),
        heading(r, "paper-part-cost"),
        Block::Fields(vec![
            field(r, "paper-service-class", t.service_class.map(|c| c.label(l)).unwrap_or_default()),
            field(r, "paper-amount", ""),
        ]),
        heading(r, "paper-part-opinion"),
        Block::Fields(opinions),
        signatures(r, &["paper-sign-customer", "paper-sign-handler"]),
    ]
}
