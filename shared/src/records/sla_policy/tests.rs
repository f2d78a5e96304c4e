use super::*;
use crate::records::ticket::{TicketChannel, TicketKind, TicketPriority, TicketSeverity, TicketTopic};

fn ticket() -> TicketTraits {
    TicketTraits {
        kind: TicketKind::RepairRequest,
        channel: TicketChannel::Web,
        topic: TicketTopic::Other,
        severity: TicketSeverity::General,
        priority: TicketPriority::P3,
        customer_id: None,
        dealer_id: None,
        product_id: None,
        product_line: None,
        region: None,
        remote: false,
        in_warranty: None,
        special_case: false,
        individual_case: false,
    }
}

fn promised(clock: &str, ticket: &TicketTraits) -> String {
    match SlaPolicies::default().terms(clock.parse().unwrap(), ticket) {
        None => "-".into(),
        Some(Terms { target: Target::Minutes(m), calendar_id, .. }) => {
            let calendar = if calendar_id == crate::records::calendar::AROUND_THE_CLOCK {
                " around the clock"
            } else {
                ""
            };
            format!("{m} min{calendar}")
        }
        Some(Terms { target: Target::WorkingDays(d), .. }) => format!("{d} d"),
    }
}

/// Handbook 3, "Clocks", typed out again.
#[test]
fn the_shipped_profile_typed_out_again() {
    assert!(SlaPolicies::default().check().is_ok());
    let t = ticket();
    assert_eq!(
        promised("respond", &TicketTraits { severity: TicketSeverity::Emergency, ..t.clone() }),
        "30 min around the clock"
    );
    assert_eq!(promised("respond", &t), "120 min");
    assert_eq!(
        promised("respond", &TicketTraits { severity: TicketSeverity::Inquiry, ..t.clone() }),
        "1440 min"
    );
    assert_eq!(promised("respond", &TicketTraits { channel: TicketChannel::Email, ..t.clone() }), "1 d");
    assert_eq!(promised("verify_product", &t), "480 min");
    assert_eq!(promised("verify_complaint", &t), "-");
    assert_eq!(
        promised("verify_complaint", &TicketTraits { kind: TicketKind::Complaint, ..t.clone() }),
        "3 d"
    );
    assert_eq!(promised("resolve", &t), "-");
    assert_eq!(promised("resolve", &TicketTraits { in_warranty: Some(true), ..t.clone() }), "2880 min");
    assert_eq!(promised("resolve", &TicketTraits { in_warranty: Some(false), ..t.clone() }), "-");
    let question = TicketTraits {
        kind: TicketKind::Inquiry,
        channel: TicketChannel::Phone,
        in_warranty: Some(true),
        ..t.clone()
    };
    assert_eq!(promised("resolve", &question), "1440 min");
    assert_eq!(promised("onsite", &t), "1440 min");
    assert_eq!(promised("clear_fault", &t), "1 d");
    assert_eq!(promised("clear_fault", &TicketTraits { remote: true, ..t }), "-");
    let rungs: Vec<u16> = shipped_steps().iter().map(|s| s.at_percent).collect();
    assert_eq!(rungs, [50, 80, 100, 200]);
}

#[test]
fn the_first_rule_that_applies_and_names_the_clock_decides_and_the_trace_says_why() {
    let trace = SlaPolicies::default().trace(ClockKind::Respond, &ticket());
    let said: Vec<_> = trace.iter().map(|t| t.misses).collect();
    assert_eq!(
        said,
        [Some(ConditionField::Severity), Some(ConditionField::Channel), None, Some(ConditionField::Severity)]
    );
}

#[test]
fn targets_of_nothing_or_more_than_a_century_are_refused_with_their_place() {
    let mut policies = SlaPolicies::default();
    policies.rules[0].promises[0].target = Target::Minutes(0);
    policies.rules[1].promises[0].target = Target::WorkingDays(36_526);
    policies.rules[2].promises[0].target = Target::Minutes(52_596_001);
    policies.rules[3].steps[0].at_percent = 0;
    policies.rules[3].steps[2].at_percent = 80;
    let said: Vec<_> =
        policies.check().unwrap_err().fields.into_iter().map(|f| (f.pointer, f.code.as_str())).collect();
    assert_eq!(
        said,
        [
            ("/rules/0/promises/0/target/minutes".into(), "too_small"),
            ("/rules/1/promises/0/target/working_days".into(), "too_large"),
            ("/rules/2/promises/0/target/minutes".into(), "too_large"),
            ("/rules/3/steps/0/at_percent".into(), "too_small"),
            ("/rules/3/steps/2/at_percent".into(), "taken"),
        ]
    );
}

#[test]
fn a_policy_reads_back_as_it_was_written() {
    let policies = SlaPolicies::default();
    let text = serde_json::to_string(&policies).unwrap();
    assert!(text.contains(r#""target":{"minutes":30}"#), "{text}");
    assert_eq!(serde_json::from_str::<SlaPolicies>(&text).unwrap(), policies);
}
