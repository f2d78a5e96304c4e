use super::*;
use crate::records::ticket::{TicketChannel, TicketPriority, TicketSeverity};

fn ticket(kind: TicketKind, topic: TicketTopic) -> TicketTraits {
    TicketTraits {
        kind,
        channel: TicketChannel::Phone,
        topic,
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

fn team(ticket: &TicketTraits) -> String {
    RoutingRules::default().rule_for(ticket).unwrap().team.as_deref().unwrap().to_owned()
}

/// ELV 5.4–5.6, typed out again.
#[test]
fn the_shipped_table_typed_out_again() {
    let table = [
        ("product_quality", "quality"),
        ("packaging", "quality"),
        ("deterioration", "quality"),
        ("installation", "supervision"),
        ("staff_attitude", "supervision"),
        ("delivery", "service_desk"),
        ("billing", "service_desk"),
        ("other", "service_desk"),
    ];
    assert_eq!(table.len(), TicketTopic::ALL.len());
    for (topic, expected) in table {
        let mut t = ticket(TicketKind::Complaint, topic.parse().unwrap());
        assert_eq!(team(&t), expected, "{topic}");
        t.individual_case = true;
        assert_eq!(team(&t), "supervision", "{topic} as an individual case");
        t.special_case = true;
        let rules = RoutingRules::default();
        let rule = rules.rule_for(&t).unwrap();
        assert_eq!(rule.tell, [Audience::Supervisors, Audience::Quality], "a crisis is told at once");
    }
    assert_eq!(team(&ticket(TicketKind::RepairRequest, TicketTopic::ProductQuality)), "service_desk");
    assert!(RoutingRules::default().check().is_ok());
}

#[test]
fn the_trace_says_of_each_rule_why_it_did_not_apply() {
    let trace = RoutingRules::default().trace(&ticket(TicketKind::Complaint, TicketTopic::StaffAttitude));
    let said: Vec<_> = trace.iter().map(|t| (t.applies, t.misses)).collect();
    assert_eq!(
        said,
        [
            (false, Some(ConditionField::SpecialCase)),
            (false, Some(ConditionField::IndividualCase)),
            (false, Some(ConditionField::Topic)),
            (true, None),
        ]
    );
}

#[test]
fn rules_that_lead_nowhere_or_share_a_name_are_refused() {
    let mut rules = RoutingRules::default();
    rules.rules[1].name = rules.rules[0].name.clone();
    rules.rules[2].team = None;
    rules.rules[2].tell.clear();
    rules.rules[3].team = None;
    rules.rules[3].assign = AssignMode::LeastLoaded;
    let pointers: Vec<_> = rules.check().unwrap_err().fields.into_iter().map(|f| f.pointer).collect();
    assert_eq!(pointers, ["/rules/1/name", "/rules/2/team", "/rules/3/assign"]);
}

#[test]
fn the_least_loaded_gets_it_and_among_equals_who_has_waited_longest() {
    let who = |n| UserId(uuid::Uuid::from_u128(n));
    let load = |n, open, last| Load { person: who(n), open, last };
    assert_eq!(least_loaded::<u8>(&[]), None);
    assert_eq!(least_loaded(&[load(1, 3, Some(1)), load(2, 2, Some(9))]), Some(who(2)));
    assert_eq!(least_loaded(&[load(1, 2, Some(5)), load(2, 2, Some(4)), load(3, 2, None)]), Some(who(3)));
}
