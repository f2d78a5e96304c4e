//! Checklists: the house keeps them, tickets carry their steps, and what is required is done before the end.

use crate::support::desk::Desk;
use crate::support::{Client, World, person};
use serde_json::{Value, json};

fn list(title: &str, steps: &[&str], more: Value) -> Value {
    let steps: Vec<Value> = steps
        .iter()
        .map(|s| json!({ "text": s.trim_start_matches('*'), "required": s.starts_with('*') }))
        .collect();
    let mut body = json!({ "title": title, "steps": steps });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

fn texts(client: &Client, ticket: &str) -> Vec<String> {
    let checks = client.get(&format!("/tickets/{ticket}/checks")).expect(200).json();
    checks.as_array().unwrap().iter().map(|c| c["text"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_supervisor_keeps_the_lists_and_others_only_use_them() {
    let world = World::new();
    let (supervisor, technician) = (world.as_("supervisor"), world.as_("technician"));
    let made =
        supervisor.post("/checklists", list("门机检修", &["*断电挂牌", "量张力"], json!({}))).expect(201);
    let path = format!("/checklists/{}", made.text("/id"));
    assert_eq!(technician.get(&path).expect(200).json()["steps"][0]["required"], true);
    technician.post("/checklists", list("x", &["y"], json!({}))).refused(403, "forbidden");
    technician.put(&path, "\"1\"", list("x", &["y"], json!({}))).refused(403, "forbidden");
    for (wrong, at) in [
        (list("空", &[], json!({})), "/steps"),
        (list("两次", &["看", "看"], json!({})), "/steps"),
        (list("两次", &["看"], json!({ "kinds": ["recall", "recall"] })), "/kinds"),
    ] {
        let refused = supervisor.post("/checklists", wrong);
        assert_eq!(refused.refused(422, "validation_failed").text("/errors/0/pointer"), at);
    }
    supervisor.put(&path, "\"1\"", list("门机", &["断电"], json!({}))).expect(200);
    supervisor.put(&path, "\"1\"", list("旧", &["断电"], json!({}))).refused(412, "version_stale");
    assert_eq!(
        supervisor.get("/checklists?q=%E9%97%A8%E6%9C%BA").expect(200).json()["items"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    supervisor.send("DELETE", &path, &[("if-match", "\"2\"")], None).expect(204);
    assert_eq!((world.count("checklists"), world.count("audit_entries WHERE record = 'checklist'")), (0, 3));
    for outside in ["north_dealer", "north_technician", "tower_customer", "supplier"] {
        world.as_(outside).get("/checklists").refused(403, "forbidden");
    }
}

#[test]
fn steps_are_done_one_by_one_and_the_required_ones_before_the_end() {
    let desk = Desk::open();
    let world = &desk.world;
    let (supervisor, technician) = (desk.as_("supervisor"), desk.as_("technician"));
    let made =
        supervisor.post("/checklists", list("门机检修", &["*断电挂牌", "量张力"], json!({}))).expect(201);
    let mut ticket = desk.file("service_specialist", json!({}));
    let specialist = desk.as_("service_specialist");
    ticket.act(&specialist, "verify", json!({})).expect(200);
    ticket.act(&specialist, "assign", json!({ "assignee_id": person("technician").id() })).expect(200);
    ticket.act(&technician, "start", json!({})).expect(200);
    let (id, at) = (ticket.id.clone(), format!("{}/checks", ticket.path()));

    technician.post(&at, json!({})).refused(422, "validation_failed");
    let both = json!({ "checklist_id": made.text("/id"), "text": "联系业主" });
    technician.post(&at, both).refused(422, "validation_failed");
    let checks = technician.post(&at, json!({ "checklist_id": made.text("/id") })).expect(200).json();
    technician.post(&at, json!({ "checklist_id": made.text("/id") })).expect(200);
    technician.post(&at, json!({ "text": "联系业主" })).expect(200);
    assert_eq!(texts(&technician, &id), ["断电挂牌", "量张力", "联系业主"], "each once, in order");

    let solved = json!({ "solution": "换皮带" });
    let refused = ticket.act(&technician, "resolve", solved.clone());
    let refused = refused.refused(422, "requirement_missing");
    assert_eq!(refused.text("/errors/0/code"), "checks_open");

    let step = |n: usize| format!("{at}/{}", checks[n]["id"].as_str().unwrap());
    let done = technician.post(&format!("{}/tick", step(0)), json!({ "note": "已挂牌" })).expect(200).json();
    assert_eq!((&done[0]["note"], &done[0]["done_by_name"]), (&json!("已挂牌"), &json!("technician")));
    // A second time says nothing new.
    technician.post(&format!("{}/tick", step(0)), json!({ "note": "又来" })).expect(200);
    technician.post(&format!("{}/untick", step(0)), json!({})).expect(200);
    ticket.act(&technician, "resolve", solved.clone()).refused(422, "requirement_missing");
    technician.post(&format!("{}/tick", step(0)), json!({})).expect(200);
    technician.post(&format!("{}/remove", step(1)), json!({})).expect(200);
    assert_eq!(texts(&technician, &id), ["断电挂牌", "联系业主"]);
    ticket.act(&technician, "resolve", solved).expect(200);

    // The list may go; what stands on the ticket stays. The timeline tells it inside the house.
    let path = format!("/checklists/{}", made.text("/id"));
    supervisor.send("DELETE", &path, &[("if-match", "\"1\"")], None).expect(204);
    assert_eq!(texts(&technician, &id).len(), 2);
    assert_eq!(world.count("ticket_events WHERE kind = 'check' AND internal"), 6);
    technician.post(&format!("{}/tick", step(1)), json!({})).refused(404, "not_found");
}

#[test]
fn an_automatic_list_comes_onto_the_tickets_it_is_for() {
    let desk = Desk::open();
    let supervisor = desk.as_("supervisor");
    let auto = |title, steps: &[&str], mut more: Value| {
        more["automatic"] = json!(true);
        supervisor.post("/checklists", list(title, steps, more)).expect(201);
    };
    auto("一", &["断电", "看"], json!({ "kinds": ["complaint"] }));
    auto("二", &["看", "量"], json!({ "product_line": "passenger_lift" }));
    auto("三", &["别的产品"], json!({ "product_line": "nothing_of_ours" }));
    auto("四", &["询问"], json!({ "kinds": ["inquiry"] }));
    auto("停用", &["旧"], json!({ "active": false }));
    let ticket = desk.file("service_specialist", json!({}));
    assert_eq!(texts(&desk.as_("technician"), &ticket.id), ["断电", "看", "量"]);
}

#[test]
fn a_closed_ticket_and_somebody_elses_are_not_to_be_ticked() {
    let desk = Desk::open();
    let technician = desk.as_("technician");
    let mut ticket = desk.file("service_specialist", json!({}));
    let at = format!("{}/checks", ticket.path());
    let checks = technician.post(&at, json!({ "text": "联系业主" })).expect(200).json();
    let tick = format!("{at}/{}/tick", checks[0]["id"].as_str().unwrap());
    let other = desk.file("service_specialist", json!({}));
    let crossed = tick.replace(&ticket.id, &other.id);
    technician.post(&crossed, json!({})).refused(404, "not_found");
    ticket.act(&desk.as_("service_specialist"), "cancel", json!({ "reason": "误报" })).expect(200);
    technician.post(&tick, json!({})).refused(409, "transition_refused");
    technician.post(&at, json!({ "text": "再看" })).refused(409, "transition_refused");
    assert_eq!(desk.world.count("ticket_checks WHERE done_at IS NOT NULL"), 0);
    desk.as_("south_technician").get(&at).refused(404, "not_found");
    desk.as_("north_dealer").get(&at).refused(403, "forbidden");
}
