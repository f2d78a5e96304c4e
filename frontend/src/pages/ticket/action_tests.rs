use super::*;
use crate::components::form::put;
use chrono_tz::Tz;
use shared::auth::{OrganizationKind, Permission};
use shared::i18n::Locale;
use shared::problem::ProblemCode;

const READER: Reader = Reader { locale: Locale::En, zone: Tz::Asia__Shanghai };

fn now() -> DateTime<Utc> {
    "2026-07-21T06:00:00Z".parse().unwrap()
}

fn actor() -> Actor {
    Actor {
        user_id: "01933f6e-0000-7000-8000-000000000001".parse().unwrap(),
        name: "王芳".into(),
        organization_id: "01933f6e-0000-7000-8000-000000000002".parse().unwrap(),
        organization_kind: OrganizationKind::Manufacturer,
        customer_id: None,
        roles: vec![],
        permissions: Permission::ALL.to_vec(),
    }
}

/// A ticket as the server sends it, with as little as may be.
fn ticket(status: TicketStatus) -> Ticket {
    serde_json::from_value(serde_json::json!({
        "id": "01933f6e-0000-7000-8000-000000000003",
        "number": "TK-2026-000001", "kind": "repair_request", "channel": "phone", "status": status,
        "priority": "p3", "subject": "门机异响", "reported_at": "2026-07-21T05:00:00Z", "topic": "other",
        "severity": "general", "impact": "medium", "safety_risk": false, "crisis_status": "none",
        "crisis_kinds": [], "special_case": false, "individual_case": false, "complaint_count": 0,
        "warranty": [], "reopen_count": 0, "breach_count": 0, "escalation_level": 0, "available_actions": [], "tags": [], "version": 1,
        "created_at": "2026-07-21T05:00:00Z", "updated_at": "2026-07-21T05:00:00Z"
    }))
    .unwrap()
}

#[test]
fn the_next_step_comes_first_and_the_rare_ones_last() {
    use Action::*;
    let found = buttons(&[Assign, Wait, Resolve, Cancel, Merge, FlagCrisis, Estimate]);
    assert_eq!(found.first, Some(Resolve));
    assert_eq!(found.more, [Assign, Wait]);
    assert_eq!(found.rare, [Cancel, Merge, FlagCrisis, Estimate]);
    assert_eq!(buttons(&[]), Buttons::default());
}

#[test]
fn every_action_has_a_form_that_can_be_read() {
    for action in Action::ALL {
        let mut values = beginning(*action, &ticket(TicketStatus::New));
        for (name, value) in [
            ("reason", "customer"),
            ("solution", "换了门机皮带"),
            ("valid", "true"),
            ("grounds", "属实"),
            ("kinds", "media"),
            ("minutes", "90"),
            ("answer", "请先断电"),
            ("into_id", "01933f6e-0000-7000-8000-000000000009"),
        ] {
            if values.contains_key(name) {
                put(&mut values, name, Some(value));
            }
        }
        assert_eq!(input(*action, &values, READER).unwrap().kind(), *action);
    }
}

#[test]
fn what_is_missing_is_said_before_anything_is_sent() {
    let mut t = ticket(TicketStatus::Verifying);
    let refusal = obstacle(&t, Action::Assign, &actor(), now()).unwrap();
    assert_eq!(refusal.code, ProblemCode::RequirementMissing);
    let pointers: Vec<_> = refusal.fields.iter().map(|f| f.pointer.as_str()).collect();
    assert_eq!(pointers, ["/contact_name", "/unit_id"]);
    t.customer_id = Some("01933f6e-0000-7000-8000-000000000004".parse().unwrap());
    t.product_id = Some("01933f6e-0000-7000-8000-000000000005".parse().unwrap());
    let refusal = obstacle(&t, Action::Assign, &actor(), now()).unwrap();
    assert_eq!(refusal.fields[0].pointer, "/warranty");
}

#[test]
fn closing_without_notice_is_refused_here_already() {
    let refusal = obstacle(&ticket(TicketStatus::Resolved), Action::Close, &actor(), now()).unwrap();
    assert_eq!(refusal.fields[0].pointer, "/notice_given_at");
}

#[test]
fn a_date_of_waiting_must_lie_ahead() {
    let t = ticket(TicketStatus::InProgress);
    let mut values = beginning(Action::Wait, &t);
    put(&mut values, "until", Some("2026-07-21T13:00"));
    let refusal = read(Action::Wait, &values, &t, &actor(), READER, now()).unwrap_err();
    assert_eq!(refusal.fields[0].pointer, "/until");
    put(&mut values, "until", Some("2026-07-22T09:00"));
    assert!(read(Action::Wait, &values, &t, &actor(), READER, now()).is_ok());
}

#[test]
fn the_least_loaded_of_a_team_needs_the_team_and_no_person() {
    let mut values = beginning(Action::Assign, &ticket(TicketStatus::Assigned));
    put(&mut values, "least_loaded", Some("true"));
    put(&mut values, "assignee_id#", Some("typed and left"));
    let refusal = input(Action::Assign, &values, READER).unwrap_err();
    assert_eq!(refusal.fields[0].pointer, "/team_id");
    put(&mut values, "team_id", Some("01933f6e-0000-7000-8000-000000000007"));
    put(&mut values, "assignee_id", Some("01933f6e-0000-7000-8000-000000000008"));
    let ActionInput::Assign(read) = input(Action::Assign, &values, READER).unwrap() else { panic!() };
    assert!(read.least_loaded && read.assignee_id.is_none() && read.team_id.is_some(), "a team and nobody");
}

#[test]
fn whoever_is_not_in_the_team_takes_the_ticket_out_of_it() {
    let person: UserId = "01933f6e-0000-7000-8000-000000000001".parse().unwrap();
    let team: Team = serde_json::from_value(serde_json::json!({
        "id": "01933f6e-0000-7000-8000-000000000002", "organization_id": "01933f6e-0000-7000-8000-000000000003",
        "code": "service_desk", "name": "客服组", "members": [{"id": person, "name": "王芳"}], "version": 1,
        "created_at": "2026-07-21T05:00:00Z", "updated_at": "2026-07-21T05:00:00Z"
    }))
    .unwrap();
    assert!(!leaves_team(Some(&team), person));
    assert!(leaves_team(Some(&Team { members: vec![], ..team }), person));
    assert!(leaves_team(None, person));
}
