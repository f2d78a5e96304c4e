//! Finding records by what one remembers of them.

use crate::support::desk::Desk;
use crate::support::{Client, Organization, World};
use serde_json::{Value, json};

/// The address of a search.
fn path(q: &str, more: &[(&str, &str)]) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("q", q).extend_pairs(more);
    format!("/search?{}", query.finish())
}

/// What a query finds, as `kind number title`.
fn found(client: &Client, q: &str) -> Vec<String> {
    let answer = client.get(&path(q, &[])).expect(200).json();
    let groups = answer["groups"].as_array().unwrap();
    let word = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    groups
        .iter()
        .flat_map(|group| {
            let hits = group["hits"].as_array().unwrap();
            hits.iter().map(|h| [word(&group["kind"]), word(&h["number"]), word(&h["title"])].join(" "))
        })
        .collect()
}

#[test]
fn a_specialist_finds_a_ticket_by_anything_that_a_caller_may_say() {
    let desk = Desk::open();
    let specialist = desk.as_("service_specialist");
    let description = format!("{}上行至七层时门机异响，伴有焦味", "客户来电。".repeat(300));
    let filed = desk.file(
        "service_specialist",
        json!({ "subject": "电梯故障", "description": description, "contact_name": "陈建国", "contact_phone": "138 0013 8000" }),
    );
    let number = specialist.get(&filed.path()).expect(200).text("/number");
    let ticket = format!("ticket {number} 电梯故障");
    let digits = number.rsplit('-').next().unwrap();
    for query in
        [number.as_str(), &number.to_lowercase(), digits, "异响", "焦味", "门机 陈建国", "建国", "0013"]
    {
        assert_eq!(found(&specialist, query).concat(), ticket, "{query}");
    }
    // Every word counts.
    assert_eq!(found(&specialist, "门机 曳引机"), Vec::<String>::new());
    // The list finds by the same words.
    let listed = path("焦味 陈建国", &[]).replace("/search", "/tickets");
    let page = specialist.get(&listed).expect(200).json();
    assert_eq!(page["items"][0]["number"], number.as_str());
}

#[test]
fn the_best_hit_comes_first_and_with_it_its_kind() {
    let desk = Desk::open();
    let specialist = desk.as_("service_specialist");
    desk.file("service_specialist", json!({ "subject": "SB-0001 停梯" }));
    let all = found(&specialist, "sb-0001");
    assert_eq!(all[0], "unit SB-0001 乘客电梯");
    assert_eq!(all.len(), 2, "{all:?}");
    for n in 0..7 {
        desk.file("service_specialist", json!({ "subject": format!("困人 {n}") }));
    }
    let answer = specialist.get(&path("困人", &[("limit", "3")])).expect(200).json();
    let (hits, more) = (&answer["groups"][0]["hits"], &answer["groups"][0]["more"]);
    assert_eq!((hits.as_array().unwrap().len(), more), (3, &json!(true)));
    assert_eq!(hits[0]["title"], "困人 6", "the newest first");
    assert_eq!(
        (hits[0]["status"].as_str(), answer["groups"][0]["kind"].as_str()),
        (Some("new"), Some("ticket"))
    );
}

#[test]
fn a_caller_is_found_by_the_number_that_the_telephone_shows() {
    let world = World::new();
    let specialist = world.as_("service_specialist");
    let customer = Organization::Tower.customer_id();
    let contact = json!({ "name": "陈建国", "position": "物业经理", "phone": "021-5555 0199" });
    specialist.post(&format!("/customers/{customer}/contacts"), contact).expect(201);
    let answer = specialist.get(&path("5555", &[("kind", "customer,contact")])).expect(200).json();
    let hit = &answer["groups"][0]["hits"][0];
    assert_eq!(
        (hit["title"].as_str(), hit["note"].as_str()),
        (Some("陈建国"), Some("021-5555 0199 · Tower"))
    );
    assert_eq!(hit["customer_id"], customer.to_string());
}

#[test]
fn nobody_finds_what_they_do_not_see() {
    let desk = Desk::open();
    desk.file("service_specialist", json!({ "subject": "仅北方可见" }));
    let titles = |key: &str, query: &str| found(&desk.as_(key), query);
    assert_eq!(titles("north_dealer", "仅北方").len(), 1);
    assert_eq!(titles("tower_customer", "仅北方").len(), 1);
    assert_eq!(titles("south_dealer", "仅北方"), Vec::<String>::new());
    assert_eq!(titles("harbour_customer", "仅北方"), Vec::<String>::new());
    assert_eq!(titles("supplier", "仅北方"), Vec::<String>::new());
    // Neither units nor the people at somebody else's customer.
    assert_eq!(titles("south_dealer", "SB-0001"), Vec::<String>::new());
    let contact = json!({ "name": "陈建国", "phone": "021-5555 0199" });
    let customer = Organization::Tower.customer_id();
    desk.as_("service_specialist").post(&format!("/customers/{customer}/contacts"), contact).expect(201);
    assert_eq!(titles("north_dealer", "建国"), ["contact - 陈建国"]);
    for key in ["south_dealer", "harbour_customer", "supplier"] {
        assert_eq!(titles(key, "建国"), Vec::<String>::new(), "{key}");
    }
}

#[test]
fn a_query_that_cannot_be_looked_for_is_refused_with_what_would_do() {
    let world = World::new();
    let specialist = world.as_("service_specialist");
    specialist.get(&path("a 门", &[])).refused_field("?q", "too_short");
    specialist.get(&path("门机", &[("limit", "21")])).refused_field("?limit", "too_large");
    specialist.get(&path("门机", &[("limit", "0")])).refused_field("?limit", "too_small");
    // Signs that mean something to a database are letters here.
    for query in ["%%", "__", "'; DROP TABLE tickets; --", "\\\\"] {
        assert_eq!(found(&specialist, query), Vec::<String>::new(), "{query}");
    }
}
