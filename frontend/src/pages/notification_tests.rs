use super::*;
use shared::ids::{RmaLineId, TicketId};
use shared::records::clock::ClockKind;
use uuid::Uuid;

const READER: Reader = Reader { locale: Locale::En, zone: chrono_tz::Tz::Asia__Shanghai };

fn note(n: u128, kind: NotificationKind) -> Notification {
    Notification {
        id: NotificationId(Uuid::from_u128(n)),
        kind,
        ticket_id: Some(TicketId(Uuid::from_u128(n))),
        rma_id: None,
        transfer_id: None,
        campaign_id: None,
        warranty_claim_id: None,
        statement_id: None,
        recovery_id: None,
        pre_authorization_id: None,
        supplier_return_id: None,
        quality_feedback_id: None,
        number: format!("TK-2026-{n:06}"),
        subject: "门机异响".into(),
        clock: None,
        at_percent: None,
        due_at: None,
        actor_name: Some("王芳".into()),
        created_at: "2026-07-21T06:00:00Z".parse().unwrap(),
        read_at: None,
    }
}

#[test]
fn one_urgent_note_leads_to_its_ticket_and_a_burst_to_all() {
    use NotificationKind::*;
    let (text, to) = toast(&[note(1, Crisis)], Locale::En).unwrap();
    assert_eq!(text, "Special case: TK-2026-000001 门机异响");
    assert_eq!(to, note(1, Crisis).ticket_id.map(|id| Route::Tickets(Record::One(id))));
    let (text, to) = toast(&[note(1, Breached), note(2, Breached), note(3, Assigned)], Locale::En).unwrap();
    assert_eq!(
        (text.as_str(), to),
        ("3 new notifications: Assigned to you · Deadline missed", Some(Route::Notifications))
    );
    // A breach that escalates at once is one matter.
    let (text, _) = toast(&[note(1, Escalated), note(1, Breached)], Locale::En).unwrap();
    assert_eq!(text, "Deadline missed · Escalated: TK-2026-000001 门机异响");
}

#[test]
fn what_can_wait_for_the_bell_makes_no_note() {
    use NotificationKind::*;
    assert_eq!(toast(&[note(1, Warned), note(2, Mentioned), note(3, Queued)], Locale::En), None);
    assert_eq!(toast(&[], Locale::En), None);
}

#[test]
fn a_warning_names_its_clock_and_a_mention_who_did_it() {
    let warned = Notification {
        clock: Some(ClockKind::Respond),
        at_percent: Some(80),
        due_at: Some("2026-07-21T09:00:00Z".parse().unwrap()),
        ..note(1, NotificationKind::Warned)
    };
    assert_eq!(
        detail(&warned, READER).unwrap(),
        "First response: 80 % of the time is gone, due 2026-07-21 17:00"
    );
    assert_eq!(detail(&note(1, NotificationKind::Mentioned), READER).unwrap(), "王芳");
}

#[test]
fn what_a_supplier_is_offered_leads_there() {
    let id = RmaLineId(Uuid::from_u128(7));
    let offered = Notification {
        ticket_id: None,
        supplier_return_id: Some(id),
        number: "7K2M9QXA4T".into(),
        subject: "门机皮带".into(),
        ..note(1, NotificationKind::Offered)
    };
    let (text, to) = toast(&[offered], Locale::En).unwrap();
    assert_eq!(text, "To be collected: 7K2M9QXA4T 门机皮带");
    assert_eq!(to, Some(Route::SupplierReturns(Record::One(id))));
}
