//! Stories of teams.

use crate::support::{Organization, World, person};
use serde_json::{Value, json};

fn team(organization: Organization, code: &str, members: &[&str]) -> Value {
    let members: Vec<_> = members.iter().map(|key| person(key).id()).collect();
    json!({ "organization_id": organization.id(), "code": code, "name": format!("Team {code}"), "member_ids": members })
}

#[test]
fn a_team_is_made_shown_and_replaced() {
    let world = World::new();
    let admin = world.as_("admin");
    let made =
        admin.post("/teams", team(Organization::Maker, "quality", &["quality", "engineer"])).expect(201);
    let path = format!("/teams/{}", made.text("/id"));
    assert_eq!(made.header("location"), Some(format!("/api/v1{path}").as_str()));
    assert_eq!(admin.get(&path).expect(200).json(), made.json());
    let after = admin.put(&path, "\"1\"", team(Organization::Maker, "quality", &["quality"])).expect(200);
    assert_eq!(after.json()["members"], json!([{ "id": person("quality").id(), "name": "quality" }]));
    let input = team(Organization::Maker, "quality", &[]);
    admin.put(&path, "\"1\"", input.clone()).refused(412, "version_stale");
    world.as_("supervisor").put(&path, "\"2\"", input.clone()).refused(403, "forbidden");
    admin.put(&path, "\"2\"", input).expect(200);
    assert_eq!(world.count("team_members"), 0);
    assert_eq!(world.count("audit_entries WHERE record = 'team'"), 3);
}

#[test]
fn a_teams_people_belong_to_its_organisation() {
    let world = World::new();
    let admin = world.as_("admin");
    let mixed = team(Organization::North, "north", &["north_technician", "south_technician"]);
    admin.post("/teams", mixed).refused_field("/member_ids", "no_such_record");
    let twice = team(Organization::North, "north", &["north_technician", "north_technician"]);
    admin.post("/teams", twice).refused_field("/member_ids", "not_allowed");
    let mut nowhere = team(Organization::North, "north", &[]);
    nowhere["organization_id"] = json!(uuid::Uuid::nil());
    admin.post("/teams", nowhere).refused_field("/organization_id", "no_such_record");
    let mut crowd = team(Organization::North, "north", &[]);
    crowd["member_ids"] = json!(vec![uuid::Uuid::nil(); 201]);
    admin.post("/teams", crowd).refused_field("/member_ids", "too_large");
    let made = admin.post("/teams", team(Organization::North, "north", &[])).expect(201);
    let moved = team(Organization::South, "north", &[]);
    admin
        .put(&format!("/teams/{}", made.text("/id")), "\"1\"", moved)
        .refused_field("/organization_id", "inconsistent");
    let taken = admin.post("/teams", team(Organization::South, "north", &[])).refused(409, "already_exists");
    assert_eq!(taken.errors(), [("/code".into(), "taken".into())]);
}

#[test]
fn a_dealer_sees_the_teams_of_the_own_house_only() {
    let world = World::new();
    let admin = world.as_("admin");
    let own = admin.post("/teams", team(Organization::North, "north", &["north_dealer"])).expect(201);
    let foreign = admin.post("/teams", team(Organization::South, "south", &["south_dealer"])).expect(201);
    let dealer = world.as_("north_dealer");
    assert_eq!(dealer.get("/teams").expect(200).json()["items"], json!([own.json()]));
    dealer.get(&format!("/teams/{}", own.text("/id"))).expect(200);
    dealer.get(&format!("/teams/{}", foreign.text("/id"))).refused(404, "not_found");
    dealer.post("/teams", team(Organization::North, "own", &[])).refused(403, "forbidden");
    world.as_("tower_customer").get("/teams").refused(403, "forbidden");
    let page = admin.get("/teams?limit=1").expect(200).json();
    assert_eq!((&page["items"], &page["total"]["count"]), (&json!([own.json()]), &json!(2)));
    let cursor = page["next_cursor"].as_str().expect("a second page");
    let rest = admin.get(&format!("/teams?limit=1&cursor={cursor}")).expect(200).json();
    assert_eq!(rest["items"], json!([foreign.json()]));
}
