//! Customers, their contacts and sites.

use crate::support::{Client, Organization, World};
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn ids(page: &Value) -> Vec<String> {
    page["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|i| i["id"].as_str().expect("an id").to_owned())
        .collect()
}

fn path(organization: Organization) -> String {
    format!("/customers/{}", organization.customer_id())
}

fn company(name: &str) -> Value {
    json!({ "kind": "company", "name": name })
}

/// Follows the cursors to the end of a list.
fn walk(client: &Client, path: &str) -> Vec<String> {
    let mut found = vec![];
    let mut next = String::new();
    loop {
        let page = client.get(&format!("{path}{next}")).expect(200).json();
        found.extend(ids(&page));
        match page["next_cursor"].as_str() {
            Some(cursor) => next = format!("&cursor={cursor}"),
            None => return found,
        }
    }
}

#[test]
fn a_dealer_cannot_see_another_dealers_customer_by_any_door() {
    let world = World::new();
    let north = world.as_("north_dealer");
    let foreign = path(Organization::Harbour);
    north.get(&path(Organization::Tower)).expect(200);
    north.get(&foreign).refused(404, "not_found");
    north.put(&foreign, "\"1\"", company("ours now")).refused(404, "not_found");
    for list in ["/customers", "/customers?sort=-created_at", "/customers?limit=1"] {
        let page = north.get(list).expect(200).json();
        assert_eq!(ids(&page), [Organization::Tower.customer_id().to_string()], "{list}");
        assert_eq!(page["total"]["count"], 1, "{list}");
    }
    let south = Organization::South.id();
    for list in ["/customers?q=Harbour".to_owned(), format!("/customers?dealer_id={south}")] {
        let page = north.get(&list).expect(200).json();
        assert_eq!((ids(&page), &page["total"]["count"]), (vec![], &json!(0)), "{list}");
    }
    for child in ["contacts", "sites"] {
        north.get(&format!("{foreign}/{child}")).refused(404, "not_found");
        north.post(&format!("{foreign}/{child}"), json!({ "name": "x" })).refused(404, "not_found");
    }
}

#[test]
fn a_customer_sees_itself_and_changes_nothing() {
    let world = World::new();
    let tower = world.as_("tower_customer");
    assert_eq!(
        ids(&tower.get("/customers").expect(200).json()),
        [Organization::Tower.customer_id().to_string()]
    );
    tower.get(&path(Organization::Harbour)).refused(404, "not_found");
    tower.post("/customers", company("another")).refused(403, "forbidden");
    world.as_("supplier").get("/customers").refused(403, "forbidden");
}

#[test]
fn the_makers_note_never_leaves_the_house_and_a_dealer_cannot_wipe_it() {
    let world = World::new();
    let (specialist, north) = (world.as_("service_specialist"), world.as_("north_dealer"));
    let tower = path(Organization::Tower);
    let mut input = company("Tower");
    input["note"] = json!("CANARY");
    input["dealer_id"] = json!(Organization::North.id());
    input["organization_id"] = json!(Organization::Tower.id());
    let changed = specialist.put(&tower, "\"1\"", input).expect(200);
    assert_eq!(changed.text("/note"), "CANARY");
    for client in [&north, &world.as_("north_technician"), &world.as_("tower_customer")] {
        for door in [tower.as_str(), "/customers", "/customers?q=Tower"] {
            let answer = client.get(door).expect(200);
            assert!(!answer.body.contains("CANARY"), "{door}");
        }
        assert_eq!(ids(&client.get("/customers?q=CANARY").expect(200).json()), Vec::<String>::new());
    }
    let renamed = north.put(&tower, &changed.etag(), company("Tower One")).expect(200);
    assert!(!renamed.body.contains("CANARY"));
    let kept = specialist.get(&tower).expect(200).json();
    assert_eq!((&kept["name"], &kept["note"]), (&json!("Tower One"), &json!("CANARY")));
    assert_eq!(kept["organization_id"], json!(Organization::Tower.id()));
    assert_eq!(kept["organization_name"], "Tower");
}

#[test]
fn a_dealers_new_customer_is_its_own_and_nobody_elses() {
    let world = World::new();
    let north = world.as_("north_dealer");
    let made = north.post("/customers", company("浙江大厦")).expect(201);
    assert_eq!(made.json()["dealer_id"], json!(Organization::North.id()));
    assert!(made.text("/number").starts_with("CU-"));
    assert_eq!(made.header("location"), Some(&*format!("/api/v1/customers/{}", made.text("/id"))));
    assert_eq!(made.etag(), "\"1\"");

    let mut input = company("x");
    input["dealer_id"] = json!(Organization::South.id());
    north.post("/customers", input).refused_field("/dealer_id", "no_such_record");
    let mut input = company("x");
    input["note"] = json!("n");
    north.post("/customers", input).refused_field("/note", "not_allowed");
    let mut input = company("x");
    input["organization_id"] = json!(Organization::Tower.id());
    north.post("/customers", input).refused_field("/organization_id", "not_allowed");
}

#[test]
fn references_must_be_of_the_right_kind_and_free() {
    let world = World::new();
    let specialist = world.as_("service_specialist");
    let with = |field: &str, id: Value| {
        let mut input = company("x");
        input[field] = id;
        specialist.post("/customers", input)
    };
    with("dealer_id", json!(Organization::Parts.id())).refused_field("/dealer_id", "not_allowed");
    with("organization_id", json!(Organization::North.id())).refused_field("/organization_id", "not_allowed");
    with("dealer_id", json!(uuid::Uuid::now_v7())).refused_field("/dealer_id", "no_such_record");
    let taken = with("organization_id", json!(Organization::Tower.id())).refused(409, "already_exists");
    assert_eq!(taken.errors(), [("/organization_id".into(), "taken".into())]);
}

#[test]
fn a_stale_version_is_refused_and_a_missing_one_asked_for() {
    let world = World::new();
    let specialist = world.as_("service_specialist");
    let tower = path(Organization::Tower);
    specialist.put(&tower, "\"1\"", company("Tower One")).expect(200);
    specialist.put(&tower, "\"1\"", company("Tower Two")).refused(412, "version_stale");
    let json = [("content-type", "application/json")];
    let body = company("Tower Two").to_string();
    specialist.send("PUT", &tower, &json, Some(&body)).refused(428, "version_missing");
    assert_eq!(specialist.get(&tower).expect(200).text("/name"), "Tower One");
    assert_eq!(world.count("audit_entries WHERE record = 'customer' AND action = 'update'"), 1);
}

#[test]
fn contacts_and_sites_are_reached_only_through_their_own_customer() {
    let world = World::new();
    let specialist = world.as_("service_specialist");
    for (child, input) in [
        ("contacts", json!({ "name": "陈建国", "position": "工程部经理", "email": "Chen@Tower.test" })),
        ("sites", json!({ "name": "西湖花园 3 幢", "region": "浙江", "remote": true })),
    ] {
        let list = format!("{}/{child}", path(Organization::Tower));
        let made = specialist.post(&list, input).expect(201);
        let own = format!("{list}/{}", made.text("/id"));
        assert_eq!(made.header("location"), Some(&*format!("/api/v1{own}")));
        let wrong = format!("{}/{child}/{}", path(Organization::Harbour), made.text("/id"));
        let change = json!({ "name": "another" });
        specialist.put(&wrong, "\"1\"", change.clone()).refused(404, "not_found");
        world.as_("south_dealer").put(&own, "\"1\"", change.clone()).refused(404, "not_found");
        let changed = world.as_("north_dealer").put(&own, &made.etag(), change.clone()).expect(200);
        assert_eq!((changed.text("/name"), changed.etag()), ("another".to_owned(), "\"2\"".to_owned()));
        specialist.put(&own, "\"1\"", change).refused(412, "version_stale");
        let page = specialist.get(&list).expect(200).json();
        assert_eq!((ids(&page).len(), &page["total"]["count"]), (1, &json!(1)));
    }
}

#[test]
fn a_contact_is_deleted_by_its_version_and_once() {
    let world = World::new();
    let north = world.as_("north_dealer");
    let list = format!("{}/contacts", path(Organization::Tower));
    let made = north.post(&list, json!({ "name": "陈建国" })).expect(201);
    let own = format!("{list}/{}", made.text("/id"));
    let delete = |etag: &str| north.send("DELETE", &own, &[("if-match", etag)], None);
    north.delete(&own).refused(428, "version_missing");
    delete("\"7\"").refused(412, "version_stale");
    assert_eq!(delete(&made.etag()).expect(204).body, "");
    delete(&made.etag()).refused(404, "not_found");
    assert_eq!(world.count("audit_entries WHERE record = 'contact' AND action = 'delete'"), 1);
}

#[test]
fn two_characters_are_found_inside_a_longer_name() {
    let world = World::new();
    let specialist = world.as_("service_specialist");
    let made = specialist.post("/customers", company("杭州西湖物业管理有限公司")).expect(201);
    let found = |word: &str| ids(&specialist.get(&format!("/customers?q={word}")).expect(200).json());
    // 物业, 西, and 湖州, which is not there.
    assert_eq!(found("%E7%89%A9%E4%B8%9A"), [made.text("/id")]);
    assert_eq!(found("%E8%A5%BF"), [made.text("/id")]);
    assert_eq!(found("%E6%B9%96%E5%B7%9E"), Vec::<String>::new());
}

#[test]
fn a_cursor_walks_all_customers_exactly_once_under_equal_names() {
    let world = World::new();
    let north = world.as_("north_dealer");
    let mut expected = BTreeSet::from([Organization::Tower.customer_id().to_string()]);
    for _ in 0..7 {
        expected.insert(north.post("/customers", company("同名")).expect(201).text("/id"));
    }
    for sort in ["name", "-created_at"] {
        let walked = walk(&north, &format!("/customers?limit=3&sort={sort}"));
        assert_eq!(walked.len(), expected.len(), "{sort}");
        assert_eq!(walked.into_iter().collect::<BTreeSet<_>>(), expected, "{sort}");
    }
    let page = north.get("/customers?limit=3&sort=name").expect(200);
    let cursor = page.text("/next_cursor");
    north
        .get(&format!("/customers?sort=-created_at&cursor={cursor}"))
        .refused_field("?cursor", "cursor_invalid");
}

#[test]
fn limits_and_fields_outside_the_contract_are_refused() {
    let world = World::new();
    let specialist = world.as_("service_specialist");
    specialist.get("/customers?limit=0").refused_field("?limit", "too_small");
    specialist.get("/customers?limit=101").refused_field("?limit", "too_large");
    specialist.get("/customers?colour=red").refused_field("?colour", "unknown");
    let mut input = company("x");
    input["number"] = json!("CU-2026-000001");
    specialist.post("/customers", input).refused_field("/number", "unknown");
}

#[test]
fn a_repeated_post_makes_one_customer() {
    let world = World::new();
    let specialist = world.as_("service_specialist");
    let first = specialist.post_as("/customers", "key-1", company("once")).expect(201);
    let again = specialist.post_as("/customers", "key-1", company("once")).expect(201);
    assert_eq!(first.json(), again.json());
    assert_eq!(world.count("customers WHERE name = 'once'"), 1);
    specialist.post_as("/customers", "key-1", company("twice")).refused(422, "idempotency_key_reused");
}
