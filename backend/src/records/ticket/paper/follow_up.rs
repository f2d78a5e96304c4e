//! 售后服务跟踪记录表: the timeline, oldest first, as the reader may see it.

use super::facts::{Facts, MOST_ENTRIES};
use crate::paper::said::{clock_time, field, heading, maybe, maybe_time, say, signatures, wide};
use crate::paper::{Block, Table};
use crate::records::register::Reader;
use shared::i18n;
use shared::records::clock::ClockKind;
use shared::records::ticket::{CommentVisibility, TicketEvent, TicketEventKind};

/// Characters of a note that are printed; the rest is read in the system.
const NOTE: usize = 2000;

/// What it says.
pub(super) fn blocks(facts: &Facts, r: Reader) -> Vec<Block> {
    let t = &facts.ticket;
    let l = r.locale;
    let mut blocks = vec![
        Block::Fields(vec![
            field(r, "register-status", t.status.label(l)),
            field(r, "register-priority", t.priority.label(l)),
            field(r, "register-reported-at", clock_time(t.reported_at, r)),
            maybe_time(r, "register-closed-at", t.closed_at),
            wide(r, "register-customer", t.customer_name.clone().unwrap_or_default()),
            maybe(r, "register-serial", &t.unit_serial),
            maybe(r, "register-product", &t.product_name),
            maybe(r, "register-assignee", &t.assignee_name),
            maybe(r, "register-team", &t.team_name),
            wide(r, "register-subject", &t.subject),
        ]),
        heading(r, "paper-part-record"),
    ];
    let mut events: Vec<&TicketEvent> = facts.events.iter().take(MOST_ENTRIES).collect();
    events.reverse();
    let heads = [
        ("paper-entry-time", 1.15),
        ("paper-entry-who", 0.9),
        ("paper-entry-what", 1.5),
        ("paper-entry-note", 2.6),
    ];
    blocks.push(Block::Table(Table {
        columns: heads.map(|(key, share)| (r.word(key), share)).into(),
        rows: events
            .iter()
            .map(|e| vec![clock_time(e.at, r), e.actor_name.clone(), what(e, r), note(e, r)])
            .collect(),
    }));
    if facts.events.len() > MOST_ENTRIES {
        let count = i64::try_from(MOST_ENTRIES).unwrap_or(i64::MAX);
        blocks.push(Block::Remark(say(r, "paper-earlier-left-out", &[("count", count.into())])));
    }
    if facts.inside {
        blocks.push(Block::Remark(r.word("paper-internal")));
    }
    blocks.push(signatures(r, &["paper-sign-handler", "paper-sign-supervisor"]));
    blocks
}

/// What happened, in the words of the timeline; and from which state to which.
fn what(event: &TicketEvent, r: Reader) -> String {
    let l = r.locale;
    let word = |name: &str| event.values.get(name).and_then(|v| v.as_str());
    let mut what = match (event.action, word("rule")) {
        (Some(action), _) => action.label(l),
        (None, Some(rule)) if event.kind == TicketEventKind::Rule => i18n::known(l, "paper_rule", rule),
        _ => event.kind.label(l),
    };
    if word("visibility") == Some(CommentVisibility::Internal.as_str()) {
        what += &r.word("paper-internal-entry");
    }
    match (event.from_status, event.to_status) {
        (Some(from), Some(to)) if from != to => {
            what += &format!("\n{} → {}", from.label(l), to.label(l));
        }
        (None, Some(to)) => what += &format!("\n→ {}", to.label(l)),
        _ => {}
    }
    what
}

/// What was said, and the names that the entry speaks of; of a promise, which and how much of its time was gone.
fn note(event: &TicketEvent, r: Reader) -> String {
    let names = ["assignee", "team", "number", "merged", "name", "goods"];
    let names = names.iter().filter_map(|name| event.values.get(*name)?.as_str());
    let names = names.filter(|name| name.parse::<uuid::Uuid>().is_err()).collect::<Vec<_>>().join(" · ");
    let clock = event.values.get("clock").and_then(|v| v.as_str()?.parse::<ClockKind>().ok());
    let gone = event.values.get("at_percent").and_then(|v| v.as_u64()).map(|percent| format!("{percent} %"));
    let promise: Vec<String> = clock.map(|kind| kind.label(r.locale)).into_iter().chain(gone).collect();
    let names = if promise.is_empty() { names } else { promise.join(" · ") };
    let mut lines: Vec<String> = (!names.is_empty()).then_some(names).into_iter().collect();
    if let Some(note) = &event.note {
        let mut text: String = note.chars().take(NOTE).collect();
        if text.len() < note.len() {
            text += &r.word("paper-cut-off");
        }
        lines.push(text);
    }
    lines.join("\n")
}
