//! Stories of saved views: kept for oneself, shared with a team or the house.

use crate::support::{Client, World, person};
use serde_json::{Value, json};

fn view(name: &str, sharing: &str, team: Option<&str>) -> Value {
    json!({
        "register": "ticket", "name": name, "sharing": sharing, "team_id": team,
        "query": "open=true&breached=true", "columns": ["number", "subject", "due"],
    })
}

fn names(client: &Client) -> Vec<String> {
    let views = client.get("/saved-views?register=ticket").expect(200).json();
    views.as_array().unwrap().iter().map(|v| v["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_view_is_saved_changed_and_deleted() {
    let world = World::new();
    let specialist = world.as_("service_specialist");
    let made = specialist.post("/saved-views", view("我的超期", "own", None)).expect(201);
    let path = format!("/saved-views/{}", made.text("/id"));
    assert_eq!(made.json()["columns"], json!(["number", "subject", "due"]));
    assert_eq!(
        (made.text("/owner_name").as_str(), &made.json()["editable"]),
        ("service specialist", &json!(true))
    );
    assert_eq!(specialist.get("/saved-views?register=ticket").expect(200).json(), json!([made.json()]));
    let after = specialist.put(&path, "\"1\"", view("超期", "own", None)).expect(200);
    assert_eq!(after.text("/name"), "超期");
    specialist.put(&path, "\"1\"", view("x", "own", None)).refused(412, "version_stale");
    specialist.send("DELETE", &path, &[("if-match", "\"1\"")], None).refused(412, "version_stale");
    specialist.send("DELETE", &path, &[("if-match", "\"2\"")], None).expect(204);
    assert!(names(&specialist).is_empty());
    assert_eq!(world.count("audit_entries WHERE record = 'saved_view'"), 3);
}

#[test]
fn a_view_is_seen_by_those_it_is_shared_with() {
    let world = World::new();
    let team = json!({
        "organization_id": person("technician").organization.id(), "code": "repair", "name": "维修班",
        "member_ids": [person("technician").id()],
    });
    let team = world.as_("admin").post("/teams", team).expect(201).text("/id");
    let (specialist, supervisor) = (world.as_("service_specialist"), world.as_("supervisor"));
    specialist.post("/saved-views", view("a 自用", "own", None)).expect(201);
    let shared = specialist.post("/saved-views", view("b 班组", "team", Some(&team))).expect(201);
    specialist.post("/saved-views", view("x", "house", None)).refused_field("/sharing", "not_allowed");
    let house = supervisor.post("/saved-views", view("c 全公司", "house", None)).expect(201);
    assert_eq!(names(&specialist), ["a 自用", "b 班组", "c 全公司"]);
    assert_eq!(names(&world.as_("technician")), ["b 班组", "c 全公司"]);
    assert_eq!(names(&world.as_("engineer")), ["c 全公司"]);
    // What one does not see is not there; what one sees and others own is left alone.
    let path = format!("/saved-views/{}", shared.text("/id"));
    world.as_("engineer").put(&path, "\"1\"", view("x", "own", None)).refused(404, "not_found");
    world.as_("technician").put(&path, "\"1\"", view("x", "own", None)).refused(403, "forbidden");
    // Whoever settles how the desk works may change what the house shares, but not take it for themselves.
    let path = format!("/saved-views/{}", house.text("/id"));
    let admin = world.as_("admin");
    admin.put(&path, "\"1\"", view("x", "own", None)).refused_field("/sharing", "not_allowed");
    admin.put(&path, "\"1\"", view("c 改名", "house", None)).expect(200);
    let nowhere = uuid::Uuid::nil().to_string();
    specialist
        .post("/saved-views", view("x", "team", Some(&nowhere)))
        .refused_field("/team_id", "no_such_record");
    specialist.post("/saved-views", view("x", "team", None)).refused_field("/team_id", "required");
}

#[test]
fn dealers_keep_views_of_their_own_and_see_none_of_the_house() {
    let world = World::new();
    world.as_("supervisor").post("/saved-views", view("全公司", "house", None)).expect(201);
    let dealer = world.as_("north_dealer");
    dealer.post("/saved-views", view("自用", "own", None)).expect(201);
    dealer.post("/saved-views", view("x", "house", None)).refused_field("/sharing", "not_allowed");
    assert_eq!(names(&dealer), ["自用"]);
    assert!(names(&world.as_("south_dealer")).is_empty());
}

#[test]
fn nobody_keeps_views_without_end() {
    let world = World::new();
    let specialist = world.as_("service_specialist");
    world.execute(&format!(
        "INSERT INTO saved_views (id, register, name, owner_id, sharing, query, column_names, version, created_at, updated_at) \
         SELECT gen_random_uuid(), 'ticket', n::text, '{}', 'own', '', '[]', 1, now(), now() FROM generate_series(1, 50) n",
        person("service_specialist").id()
    ));
    specialist.post("/saved-views", view("x", "own", None)).refused_field("", "too_large");
    assert_eq!(names(&specialist).len(), 50);
}
