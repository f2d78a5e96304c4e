use super::*;
use uuid::Uuid;

fn note(n: u128, kind: NotificationKind, minute: i64) -> Notification {
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
        actor_name: None,
        created_at: DateTime::from_timestamp(1_800_000_000 - minute * 60, 0).unwrap(),
        read_at: None,
    }
}

fn sizes(shown: &[Shown]) -> Vec<usize> {
    shown
        .iter()
        .map(|s| match s {
            Shown::One(_) => 1,
            Shown::Digest(group) => group.len(),
        })
        .collect()
}

#[test]
fn three_of_a_kind_are_shown_one_by_one_and_four_as_a_digest() {
    let few: Vec<_> = (0..3).map(|n| note(n, NotificationKind::Warned, n as i64)).collect();
    assert_eq!(sizes(&digest(&few)), [1, 1, 1]);
    let burst: Vec<_> = (0..4).map(|n| note(n, NotificationKind::Warned, n as i64)).collect();
    assert_eq!(sizes(&digest(&burst)), [4]);
}

#[test]
fn other_kinds_and_read_ones_are_not_folded_in_and_nothing_is_lost() {
    let mut all: Vec<_> = (0..6).map(|n| note(n, NotificationKind::Breached, n as i64)).collect();
    all.insert(2, note(90, NotificationKind::Assigned, 1));
    all.push(Notification { read_at: Some(DateTime::UNIX_EPOCH), ..note(91, NotificationKind::Breached, 7) });
    let shown = digest(&all);
    assert_eq!(sizes(&shown), [6, 1, 1]);
    assert_eq!(sizes(&shown).iter().sum::<usize>(), all.len());
}

#[test]
fn a_pause_of_more_than_ten_minutes_ends_a_digest() {
    let mut all: Vec<_> = (0..4).map(|n| note(n, NotificationKind::Warned, n as i64)).collect();
    all.extend((0..4).map(|n| note(n + 10, NotificationKind::Warned, 20 + n as i64)));
    assert_eq!(sizes(&digest(&all)), [4, 4]);
}
