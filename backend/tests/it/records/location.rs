//! Places where parts are kept.

use crate::support::{Organization, World, person};
use serde_json::{Value, json};

fn depot(code: &str) -> Value {
    json!({ "kind": "central_depot", "code": code, "name": "中心库", "organization_id": Organization::Maker.id() })
}

fn van(code: &str, who: &str) -> Value {
    let person = person(who);
    json!({ "kind": "van", "code": code, "name": "服务车", "organization_id": person.organization.id(), "responsible_id": person.id() })
}

#[test]
fn everybody_sees_their_own_shelves_and_the_maker_all() {
    let world = World::new();
    let supervisor = world.as_("supervisor");
    let made = supervisor.post("/locations", depot("CD-01")).expect(201);
    let shelves = json!({ "kind": "service_center", "code": "DL-N", "name": "北区库", "organization_id": Organization::North.id() });
    supervisor.post("/locations", shelves).expect(201);
    supervisor.post("/locations", van("VAN-1", "technician")).expect(201);
    supervisor.post("/locations", van("VAN-2", "north_technician")).expect(201);
    let codes = |who: &str, query: &str| -> Vec<String> {
        let page = world.as_(who).get(&format!("/locations{query}")).expect(200).json();
        page["items"].as_array().unwrap().iter().map(|l| l["code"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(codes("finance", ""), ["CD-01", "DL-N", "VAN-1", "VAN-2"]);
    assert_eq!(codes("finance", "?kind=van&q=van"), ["VAN-1", "VAN-2"]);
    assert_eq!(
        codes("finance", &format!("?organization_id={}", Organization::North.id())),
        ["DL-N", "VAN-2"]
    );
    assert_eq!(codes("north_dealer", ""), ["DL-N", "VAN-2"]);
    assert_eq!(codes("south_dealer", ""), Vec::<String>::new());
    let path = format!("/locations/{}", made.text("/id"));
    world.as_("north_dealer").get(&path).refused(404, "not_found");
    world.as_("supplier").get("/locations").refused(403, "forbidden");
    world.as_("tower_customer").get(&path).refused(403, "forbidden");
    for who in ["technician", "north_dealer", "finance"] {
        world.as_(who).post("/locations", depot("X")).refused(403, "forbidden");
    }
    let mut change = depot("CD-01");
    change["name"] = json!("余杭中心库");
    let changed = supervisor.put(&path, "\"1\"", change.clone()).expect(200);
    assert_eq!((changed.text("/name"), changed.etag()), ("余杭中心库".into(), "\"2\"".into()));
    supervisor.put(&path, "\"1\"", change).refused(412, "version_stale");
    assert_eq!(world.count("audit_entries WHERE record = 'location'"), 5);
}

#[test]
fn a_van_has_somebody_who_answers_for_it_and_a_depot_is_the_makers() {
    let world = World::new();
    let supervisor = world.as_("supervisor");
    let with = |mut body: Value, field: &str, value: Value| {
        body[field] = value;
        body
    };
    let refused = |body: Value, pointer: &str, code: &str| {
        supervisor.post("/locations", body).refused_field(pointer, code);
    };
    refused(with(van("V", "technician"), "responsible_id", Value::Null), "/responsible_id", "required");
    refused(
        with(depot("D"), "responsible_id", json!(person("technician").id())),
        "/responsible_id",
        "inconsistent",
    );
    let stranger = json!(person("north_technician").id());
    refused(with(van("V", "technician"), "responsible_id", stranger), "/responsible_id", "no_such_record");
    let north = json!(Organization::North.id());
    refused(with(depot("D"), "organization_id", north), "/organization_id", "not_allowed");
    let supplier = json!(Organization::Parts.id());
    refused(with(van("V", "technician"), "organization_id", supplier), "/organization_id", "not_allowed");
    supervisor.post("/locations", depot("D")).expect(201);
    let taken = supervisor.post("/locations", depot("D")).refused(409, "already_exists");
    assert_eq!(taken.errors(), [("/code".into(), "taken".into())]);
}
