//! Stories of following a ticket without having it.

use crate::support::desk::Desk;
use crate::support::{Client, person};
use serde_json::json;

fn told(client: &Client) -> Vec<String> {
    let all = client.get("/notifications").expect(200).json();
    all["items"].as_array().unwrap().iter().map(|n| n["kind"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn whoever_follows_a_ticket_is_told_what_others_do() {
    let desk = Desk::open();
    let (specialist, engineer) = (desk.as_("service_specialist"), desk.as_("engineer"));
    let mut ticket = desk.file("service_specialist", json!({}));
    let path = ticket.path();
    let shown = engineer.post(&format!("{path}/watch"), json!({})).expect(200).json();
    assert_eq!(
        shown,
        json!({ "watching": true, "people": [{ "id": person("engineer").id(), "name": "engineer" }] })
    );
    // Said twice, it is the same.
    engineer.post(&format!("{path}/watch"), json!({})).expect(200);
    assert_eq!(desk.world.count("ticket_watchers"), 1);
    let seen = specialist.get(&format!("{path}/watchers")).expect(200).json();
    assert_eq!((&seen["watching"], seen["people"].as_array().unwrap().len()), (&json!(false), 1));

    ticket.act(&specialist, "verify", json!({})).expect(200);
    assert_eq!(told(&engineer), ["watched"]);
    let comment = json!({ "visibility": "public", "body": "请问什么时候到？" });
    desk.as_("tower_customer").post(&format!("{path}/comments"), comment).expect(201);
    assert_eq!(told(&engineer), ["watched", "watched"]);
    // Nobody is told of what they do themselves, nor twice of what concerns them anyway.
    let comment = json!({ "visibility": "internal", "body": "我去看" });
    engineer.post(&format!("{path}/comments"), comment).expect(201);
    let mention = json!({ "visibility": "internal", "body": "谢谢", "mentions": [person("engineer").id()] });
    specialist.post(&format!("{path}/comments"), mention).expect(201);
    ticket.act(&specialist, "assign", json!({ "assignee_id": person("engineer").id() })).expect(200);
    assert_eq!(told(&engineer), ["assigned", "mentioned", "watched", "watched"]);

    engineer.post(&format!("{path}/unwatch"), json!({})).expect(200);
    ticket.act(&specialist, "assign", json!({ "assignee_id": person("technician").id() })).expect(200);
    assert_eq!(told(&engineer).len(), 4);
}

#[test]
fn only_the_house_follows() {
    let desk = Desk::open();
    let path = desk.file("service_specialist", json!({})).path();
    for key in ["north_dealer", "tower_customer"] {
        desk.as_(key).post(&format!("{path}/watch"), json!({})).refused(403, "forbidden");
        desk.as_(key).get(&format!("{path}/watchers")).refused(403, "forbidden");
    }
    let nowhere = format!("/tickets/{}", uuid::Uuid::nil());
    desk.as_("engineer").post(&format!("{nowhere}/watch"), json!({})).refused(404, "not_found");
    // Whoever cannot log in any more is told nothing.
    desk.as_("engineer").post(&format!("{path}/watch"), json!({})).expect(200);
    desk.world
        .execute(&format!("UPDATE users SET status = 'disabled' WHERE id = '{}'", person("engineer").id()));
    let comment = json!({ "visibility": "internal", "body": "x" });
    desk.as_("service_specialist").post(&format!("{path}/comments"), comment).expect(201);
    assert_eq!(desk.world.count("notifications WHERE kind = 'watched'"), 0);
}
