//! Stories of the intake: what would become of a ticket is said before it is filed, and nothing is kept.

use crate::support::desk::{Desk, FAULT, PRODUCT, UNIT};
use serde_json::{Value, json};

fn body(more: Value) -> Value {
    let mut body =
        json!({ "kind": "complaint", "channel": "phone", "subject": "3 号梯门机异响", "unit_id": UNIT });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

#[test]
fn what_is_said_beforehand_is_what_becomes_of_it_and_nothing_is_kept() {
    let desk = Desk::open();
    let specialist = desk.as_("service_specialist");
    let input = body(json!({ "topic": "product_quality", "severity": "emergency", "safety_risk": true }));
    let said = specialist.post("/tickets/preview", input.clone()).expect(200).json();
    for table in
        ["tickets", "clocks", "ticket_events", "audit_entries WHERE record = 'ticket'", "notifications"]
    {
        assert_eq!(desk.world.count(table), 0, "{table}");
    }
    let filed = specialist.post("/tickets", input).expect(201).json();
    // No number was used up.
    assert!(filed["number"].as_str().unwrap().ends_with("-000001"));
    for field in [
        "priority",
        "complaint_count",
        "individual_case",
        "team_name",
        "assignee_name",
        "routed_by",
        "service_class",
    ] {
        assert_eq!(said[field], filed[field], "{field}");
    }
    assert_eq!((&said["priority"], said["routed_by"].is_string()), (&json!("p1"), true));
    let clocks =
        specialist.get(&format!("/tickets/{}/clocks", filed["id"].as_str().unwrap())).expect(200).json();
    let mut kinds: Vec<&str> = clocks["clocks"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|c| !c["due_at"].is_null())
        .map(|c| c["kind"].as_str().unwrap())
        .collect();
    let mut promised: Vec<&str> =
        said["promises"].as_array().unwrap().iter().map(|p| p["kind"].as_str().unwrap()).collect();
    kinds.sort_unstable();
    promised.sort_unstable();
    assert_eq!(promised, kinds);
    assert!(!kinds.is_empty());
}

#[test]
fn the_third_complaint_is_told_to_be_an_individual_case_before_it_is_filed() {
    let desk = Desk::open();
    let specialist = desk.as_("service_specialist");
    let input = body(json!({ "topic": "product_quality" }));
    let first = specialist.post("/tickets", input.clone()).expect(201).text("/id");
    let said = specialist.post("/tickets/preview", input.clone()).expect(200).json();
    assert_eq!((&said["complaint_count"], &said["individual_case"]), (&json!(2), &json!(false)));
    assert_eq!(said["repeat_of_id"], json!(first));
    specialist.post("/tickets", input.clone()).expect(201);
    let said = specialist.post("/tickets/preview", input).expect(200).json();
    assert_eq!((&said["complaint_count"], &said["individual_case"]), (&json!(3), &json!(true)));
}

#[test]
fn the_callers_words_suggest_topic_and_fault_until_somebody_has_chosen() {
    let desk = Desk::open();
    let specialist = desk.as_("service_specialist");
    let said = specialist.post("/tickets/preview", body(json!({}))).expect(200).json();
    assert_eq!(
        (&said["topic"], &said["fault_codes"][0]["code"]),
        (&json!("product_quality"), &json!("DR-03"))
    );
    let chosen = body(json!({ "topic": "other", "fault_code_id": FAULT }));
    let said = specialist.post("/tickets/preview", chosen).expect(200).json();
    assert_eq!((&said["topic"], &said["fault_codes"]), (&json!(null), &json!([])));
    // What belongs to another line of products is not suggested, nor what cannot be chosen any more.
    desk.world.execute("UPDATE fault_codes SET line = 'escalator'");
    let said = specialist.post("/tickets/preview", body(json!({}))).expect(200).json();
    assert_eq!(said["fault_codes"], json!([]));
    desk.world.execute("UPDATE fault_codes SET line = 'passenger_lift'");
    let said = specialist.post("/tickets/preview", body(json!({}))).expect(200).json();
    assert_eq!(said["fault_codes"][0]["code"], "DR-03");
    desk.world.execute("UPDATE fault_codes SET active = false");
    let by_model =
        json!({ "kind": "inquiry", "channel": "phone", "subject": "门机异响", "product_id": PRODUCT });
    let said = specialist.post("/tickets/preview", by_model).expect(200).json();
    assert_eq!(said["fault_codes"], json!([]));
}

#[test]
fn a_preview_refuses_what_filing_refuses_and_tells_others_less() {
    let desk = Desk::open();
    let customer = desk.as_("tower_customer");
    let said = customer.post("/tickets/preview", body(json!({}))).expect(200).json();
    assert_eq!(said["routed_by"], json!(null));
    assert!(!said["promises"].as_array().unwrap().is_empty());
    let foreign = body(json!({ "unit_id": crate::support::desk::FOREIGN_UNIT }));
    customer.post("/tickets/preview", foreign).refused_field("/unit_id", "no_such_record");
    desk.as_("finance").post("/tickets/preview", body(json!({}))).refused(403, "forbidden");
}
