//! Cases and the events of their log, in rows typed by hand.

use sanbao::records::import::cases::Cases;
use sanbao::records::import::columns::Refused;
use sanbao::records::import::run::Batch;
use shared::i18n::Locale;
use shared::records::import::TicketMapping;
use shared::records::ticket::*;

const CASES: &str = "id,filed,who,what,prio\n";
const EVENTS: &str = "id,at,from,to,by,raw\n";

fn read(cases: &str, events: &str) -> Batch {
    let mapping: TicketMapping = serde_json::from_value(serde_json::json!({
        "source": "t", "subject": "{what} of {who}",
        "cases": { "reference": "id", "created_at": "filed", "customer": "who", "product": "what", "urgency": "prio" },
        "events": { "reference": "id", "at": "at", "from": "from", "to": "to", "actor": "by", "note": "raw" },
        "states": {
            "N": { "status": "new" }, "Q": { "status": "assigned" }, "A": { "status": "assigned" },
            "P": { "status": "in_progress" }, "R": { "status": "resolved" }, "C": { "status": "closed" },
            "WC": { "status": "waiting", "wait_reason": "customer", "ball_holder": "customer" },
            "WS": { "status": "waiting", "wait_reason": "supplier", "ball_holder": "supplier" },
        },
        "urgencies": { "1": { "severity": "emergency", "impact": "high" } },
        "empty": ["-"],
    }))
    .unwrap();
    let cases =
        Cases::read(mapping, format!("{CASES}{cases}").as_bytes(), format!("{EVENTS}{events}").as_bytes());
    cases.unwrap().batch(0, "2026-03-01T00:00:00Z".parse().unwrap())
}

fn told(batch: &Batch) -> Vec<(&str, i32, &str)> {
    let column = |r: &Refused| (r.file, r.line, r.column.clone());
    assert_eq!(
        batch.refused.iter().map(column).collect::<std::collections::HashSet<_>>().len(),
        batch.refused.len()
    );
    batch.refused.iter().map(|r| (r.file.as_str(), r.line, r.column.as_deref().unwrap_or("?"))).collect()
}

#[test]
fn a_story_is_told_with_its_jumps() {
    let batch = read(
        "c-1,2026-01-05T08:00:00Z,Acme,Lift,1\n",
        "c-1,2026-01-05T09:00:00Z,N,Q,Li,queue\n\
         c-1,2026-01-05T10:00:00Z,Q,A,Li,assign\n\
         c-1,2026-01-05T11:00:00Z,A,WC,Li,wait\n\
         c-1,2026-01-05T12:00:00Z,WC,WS,-,wait more\n\
         c-1,2026-01-06T08:00:00Z,WS,R,Wu,solved\n",
    );
    assert_eq!(told(&batch), []);
    let ticket = &batch.tickets[0];
    assert_eq!((ticket.subject.as_str(), ticket.severity), ("Lift of Acme", TicketSeverity::Emergency));
    let ways: Vec<&Way> = ticket.history.iter().map(|change| &change.way).collect();
    assert_eq!(
        ways,
        [
            &Way::Stays,
            &Way::Bridged(vec![TicketStatus::Verifying]),
            &Way::Stays,
            &Way::Bridged(vec![TicketStatus::InProgress]),
            &Way::Bridged(vec![TicketStatus::InProgress]),
            &Way::Action(TicketActionKind::Resolve),
        ]
    );
    let waits = &ticket.history[4];
    assert_eq!((waits.ball_holder, waits.actor_name.as_str()), (Some(BallHolder::Supplier), "import"));
    assert_eq!((ticket.status(), batch.rows), (TicketStatus::Resolved, 6));
}

#[test]
fn a_log_may_begin_in_the_middle_of_a_case() {
    let batch = read("c-1,2026-01-05T08:00:00Z,,Lift,\n", "c-1,2026-01-05T09:00:00Z,P,R,Li,\n");
    let steps: Vec<_> = batch.tickets[0].history.iter().map(|c| (c.from, c.to)).collect();
    use TicketStatus::*;
    assert_eq!(steps, [(None, New), (Some(New), InProgress), (Some(InProgress), Resolved)]);
    assert_eq!(batch.tickets[0].history[1].at, batch.tickets[0].created_at);
}

#[test]
fn every_bad_row_names_its_file_line_and_column_and_its_ticket_is_not_made() {
    let batch = read(
        "c-1,2026-01-05T08:00:00Z,,Lift,\n\
         c-2,2026-01-05T08:00:00Z,,Lift,\n\
         c-3,2026-01-05T08:00:00Z,,Lift,9\n\
         c-4,05.01.2026,,Lift,\n\
         c-1,2026-01-05T08:00:00Z,,Lift,\n\
         ,2026-01-05T08:00:00Z,,Lift,\n\
         c-5,2026-03-05T08:00:00Z,,Lift,\n\
         c-6,2026-01-05T08:00:00Z,,Lift\n\
         c-7,2026-01-05T08:00:00Z,,Lift,\n",
        "c-2,2026-01-05T07:59:59Z,N,P,Li,before it was filed\n\
         c-2,2026-01-05T09:00:00Z,P,X,Li,unknown state\n\
         c-9,2026-01-05T09:00:00Z,N,P,Li,unknown case\n\
         c-7,2026-01-05T09:00:00Z,N,P,Li,\n\
         c-7,2026-01-05T08:59:59Z,P,R,Li,out of order\n\
         c-7,2026-01-05T10:00:00Z,P,R,Li,\n\
         c-7,2026-01-05T11:00:00Z,P,R,Li,already resolved\n\
         c-7,2026-04-05T10:00:00Z,R,C,Li,in the future\n\
         c-7,yesterday,R,C,Li,\n\
         c-7,2026-01-05T12:00:00Z,R,C\n",
    );
    let mut told = told(&batch);
    told.sort_unstable();
    assert_eq!(
        told,
        [
            ("csv", 4, "prio"),
            ("csv", 5, "filed"),
            ("csv", 6, "id"),
            ("csv", 7, "id"),
            ("csv", 8, "filed"),
            ("csv", 9, "?"),
            ("events", 2, "at"),
            ("events", 3, "to"),
            ("events", 4, "id"),
            ("events", 6, "at"),
            ("events", 9, "at"),
            ("events", 10, "at"),
            ("events", 11, "?"),
        ]
    );
    let made: Vec<&str> = batch.tickets.iter().map(|t| t.reference.as_str()).collect();
    assert_eq!(made, ["c-1"]);
    assert_eq!(batch.rows, 19);
}

#[test]
fn a_missing_event_is_noticed_by_the_state_that_the_next_one_leaves() {
    let batch = read(
        "c-1,2026-01-05T08:00:00Z,,Lift,\n",
        "c-1,2026-01-05T09:00:00Z,N,P,Li,\nc-1,2026-01-05T10:00:00Z,R,C,Li,\n",
    );
    assert_eq!(told(&batch), [("events", 3, "from")]);
    let said = batch.refused[0].reason.text(Locale::En);
    assert_eq!(said, "The event before led to “In progress”, this one leaves “Resolved”.");
}
