use super::*;
use crate::records::sla_policy::PAUSES;
use proptest::prelude::*;
use strum::IntoEnumIterator;

fn phase(status: TicketStatus) -> Phase {
    let wait = (status == TicketStatus::Waiting).then_some((WaitReason::Customer, BallHolder::Customer));
    Phase {
        kind: TicketKind::Complaint,
        status,
        wait,
        responded: false,
        judged: false,
        called_onsite: false,
        arrived: false,
    }
}

/// Which clock does what in which state of the ticket, typed out: r running, p paused, s stopped.
#[test]
fn the_table_of_clocks_and_states_typed_out_again() {
    let table = [
        // new verifying assigned in_progress waiting resolved closed cancelled merged
        ("respond", "r r r r r s s s s"),
        ("verify_product", "r r s s s s s s s"),
        ("verify_complaint", "r r r r p r s s s"),
        ("resolve", "r r r r p s s s s"),
        ("onsite", "r r r r p s s s s"),
        ("clear_fault", "r r r r p s s s s"),
    ];
    assert_eq!(table.len(), ClockKind::ALL.len());
    for (kind, states) in table {
        for (status, expected) in TicketStatus::ALL.iter().zip(states.split(' ')) {
            let kind: ClockKind = kind.parse().unwrap();
            let mut phase = phase(*status);
            phase.called_onsite = true;
            phase.arrived = kind == ClockKind::ClearFault;
            let doing = doing_in(kind, &phase, PAUSES).unwrap();
            assert!(doing.state.as_str().starts_with(expected), "{kind} in {status}: {:?}", doing.state);
        }
    }
}

#[test]
fn waiting_for_parts_counts_on_with_the_ball_in_another_court() {
    let mut waiting = phase(TicketStatus::Waiting);
    waiting.wait = Some((WaitReason::Parts, BallHolder::Supplier));
    let now = doing_in(ClockKind::Resolve, &phase(TicketStatus::InProgress), PAUSES);
    let then = doing_in(ClockKind::Resolve, &waiting, PAUSES);
    let moved = follow(now, then).unwrap();
    assert_eq!(
        (moved.kind, moved.reason, moved.ball_holder),
        (ClockEventKind::Hand, ClockReason::Parts, BallHolder::Supplier)
    );
    let back = follow(then, now).unwrap();
    assert_eq!((back.kind, back.reason), (ClockEventKind::Hand, ClockReason::WorkGoesOn));
}

#[test]
fn a_reopened_ticket_sets_its_clock_going_again() {
    let resolved = doing_in(ClockKind::Resolve, &phase(TicketStatus::Resolved), PAUSES);
    let again = doing_in(ClockKind::Resolve, &phase(TicketStatus::InProgress), PAUSES);
    let moved = follow(resolved, again).unwrap();
    assert_eq!((moved.kind, moved.reason), (ClockEventKind::Resume, ClockReason::Reopened));
}

fn any_phase() -> impl Strategy<Value = Phase> {
    (0..TicketStatus::ALL.len(), 0..6_usize, any::<[bool; 4]>(), 0..TicketKind::ALL.len()).prop_map(
        |(status, reason, [responded, judged, called_onsite, arrived], kind)| {
            let status = TicketStatus::ALL[status];
            let reason = WaitReason::ALL[reason];
            Phase {
                kind: TicketKind::ALL[kind],
                status,
                wait: (status == TicketStatus::Waiting).then_some((reason, BallHolder::Nobody)),
                responded,
                judged,
                called_onsite: called_onsite || arrived,
                arrived,
            }
        },
    )
}

proptest! {
    /// After the entry is written there is nothing left to write, whatever the phases.
    #[test]
    fn one_entry_brings_a_clock_where_it_should_be(before in any_phase(), after in any_phase()) {
        for kind in ClockKind::iter() {
            let now = doing_in(kind, &before, PAUSES);
            let then = doing_in(kind, &after, PAUSES);
            if let Some(moved) = follow(now, then) {
                let then = then.unwrap();
                let state = match moved.kind {
                    ClockEventKind::Start | ClockEventKind::Resume => ClockState::Running,
                    ClockEventKind::Pause => ClockState::Paused,
                    ClockEventKind::Stop => ClockState::Stopped,
                    ClockEventKind::Hand | ClockEventKind::Retarget => now.unwrap().state,
                };
                // A clock that begins while the ticket waits begins to run, and is stopped by the next look.
                if now.is_some() {
                    prop_assert_eq!(state, then.state);
                }
                prop_assert_eq!(moved.ball_holder, then.ball_holder);
                let reached = Doing { state, reason: moved.reason, ball_holder: moved.ball_holder };
                if now.is_some() {
                    prop_assert_eq!(follow(Some(reached), Some(then)), None);
                }
            } else if let (Some(now), Some(then)) = (now, then) {
                prop_assert_eq!(now.state, then.state);
            }
        }
    }
}
