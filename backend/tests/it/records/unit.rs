//! Units: who sees them, what may be said of them, their warranty and their life.

use crate::support::{Organization, World};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use uuid::Uuid;

/// A world with a model, a site at the tower and a unit there.
struct Field {
    world: World,
    product: String,
    site: String,
    unit: String,
}

impl Field {
    fn new() -> Self {
        let world = World::new();
        let product = json!({ "code": "SB-1000P", "name": "乘客电梯", "line": "lift", "warranty_terms":
            [{ "coverage": "labour", "months": 12, "percent": 50 }] });
        let product = world.as_("quality").post("/products", product).expect(201).text("/id");
        let sites = format!("/customers/{}/sites", Organization::Tower.customer_id());
        let site =
            world.as_("service_specialist").post(&sites, json!({ "name": "3 幢" })).expect(201).text("/id");
        let mut field = Self { world, product, site, unit: String::new() };
        let made = field.world.as_("technician").post("/units", field.input("SN-0001")).expect(201);
        field.unit = format!("/units/{}", made.text("/id"));
        assert_eq!(made.header("location"), Some(&*format!("/api/v1{}", field.unit)));
        field
    }

    fn input(&self, serial: &str) -> Value {
        json!({ "serial": serial, "product_id": self.product, "customer_id": Organization::Tower.customer_id(),
            "site_id": self.site, "dealer_id": Organization::North.id(), "accepted_on": "2025-03-01" })
    }

    fn with(&self, field: &str, value: Value) -> Value {
        let mut input = self.input("SN-0002");
        input[field] = value;
        input
    }
}

#[test]
fn a_dealer_and_a_customer_see_only_their_own_units() {
    let field = Field::new();
    for own in ["north_dealer", "north_technician", "tower_customer"] {
        let client = field.world.as_(own);
        assert_eq!(client.get(&field.unit).expect(200).text("/serial"), "SN-0001");
        assert_eq!(client.get("/units").expect(200).json()["total"]["count"], 1, "{own}");
        assert_eq!(client.get("/units?q=0001").expect(200).json()["total"]["count"], 1, "{own}");
    }
    for foreign in ["south_dealer", "south_technician", "harbour_customer"] {
        let client = field.world.as_(foreign);
        for door in ["", "/life", "/warranty"] {
            client.get(&format!("{}{door}", field.unit)).refused(404, "not_found");
        }
        for list in ["/units", "/units?q=SN", "/units?q=Tower", "/units?sort=-created_at&limit=1"] {
            let page = client.get(list).expect(200).json();
            assert_eq!(
                (&page["items"], &page["total"]["count"]),
                (&json!([]), &json!(0)),
                "{foreign} {list}"
            );
        }
    }
    let south = field.world.as_("south_technician");
    south.put(&field.unit, "\"1\"", field.input("SN-0001")).refused(404, "not_found");
    south.act(&format!("{}/commission", field.unit), "\"1\"", json!({})).refused(404, "not_found");
    south.post(&format!("{}/components", field.unit), json!({ "name": "x" })).refused(404, "not_found");
    field.world.as_("supplier").get("/units").refused(403, "forbidden");
}

#[test]
fn what_the_caller_does_not_see_cannot_be_referred_to() {
    let field = Field::new();
    let specialist = field.world.as_("service_specialist");
    let north = field.world.as_("north_technician");
    let harbour = json!(Organization::Harbour.customer_id());
    let sites = format!("/customers/{}/sites", Organization::Harbour.customer_id());
    let foreign_site = json!(specialist.post(&sites, json!({ "name": "pier" })).expect(201).text("/id"));

    north
        .post("/units", field.with("customer_id", harbour.clone()))
        .refused_field("/customer_id", "no_such_record");
    north
        .post("/units", field.with("dealer_id", json!(Organization::South.id())))
        .refused_field("/dealer_id", "no_such_record");
    north
        .post("/units", field.with("site_id", foreign_site.clone()))
        .refused_field("/site_id", "no_such_record");
    // Who sees both is told what is really wrong.
    specialist.post("/units", field.with("site_id", foreign_site)).refused_field("/site_id", "inconsistent");
    specialist
        .post("/units", field.with("customer_id", Value::Null))
        .refused_field("/site_id", "inconsistent");
    specialist
        .post("/units", field.with("dealer_id", json!(Organization::Parts.id())))
        .refused_field("/dealer_id", "not_allowed");
    specialist
        .post("/units", field.with("product_id", json!(Uuid::now_v7())))
        .refused_field("/product_id", "no_such_record");
    assert_eq!(field.world.count("units"), 1);
    assert_eq!(field.world.count("audit_entries WHERE record = 'unit'"), 1);
}

#[test]
fn a_service_centres_unit_is_its_own_when_it_names_no_dealer() {
    let field = Field::new();
    let made =
        field.world.as_("north_technician").post("/units", field.with("dealer_id", Value::Null)).expect(201);
    assert_eq!(made.json()["dealer_id"], json!(Organization::North.id()));
}

#[test]
fn nonsense_is_refused_field_by_field() {
    let field = Field::new();
    let technician = field.world.as_("technician");
    technician.post("/units", field.with("colour", json!("red"))).refused_field("/colour", "unknown");
    technician
        .post("/units", field.with("installed_on", json!("2025-03-02")))
        .refused_field("/accepted_on", "too_early");
    technician
        .post("/units", field.with("accepted_on", json!("2999-01-01")))
        .refused_field("/accepted_on", "in_future");
    technician
        .post("/units", field.with("produced_on", json!("-5000-01-01")))
        .refused_field("/produced_on", "too_early");
    technician
        .post("/units", field.with("usage_value", json!(-1)))
        .refused_field("/usage_value", "too_small");
    let taken = technician.post("/units", field.input("SN-0001")).refused(409, "already_exists");
    assert_eq!(taken.errors(), [("/serial".into(), "taken".into())]);
    technician.get("/units?limit=0").refused_field("?limit", "too_small");
    technician.get("/units?limit=101").refused_field("?limit", "too_large");
    technician.get("/units?status=lost").refused_field("?status", "not_allowed");
    technician.put(&field.unit, "\"7\"", field.input("SN-0001")).refused(412, "version_stale");
}

#[test]
fn a_model_that_cannot_be_chosen_stays_where_it_is() {
    let field = Field::new();
    let retired = json!({ "code": "SB-1000P", "name": "乘客电梯", "line": "lift", "active": false });
    field.world.as_("quality").put(&format!("/products/{}", field.product), "\"1\"", retired).expect(200);
    let technician = field.world.as_("technician");
    technician.post("/units", field.input("SN-0002")).refused_field("/product_id", "not_allowed");
    technician.put(&field.unit, "\"1\"", field.input("SN-0003")).expect(200);
}

#[test]
fn units_are_found_by_part_of_the_serial_or_of_the_owners_name_but_not_by_telephone() {
    let field = Field::new();
    field.world.execute(&format!(
        "UPDATE customers SET name = '杭州西湖物业', phone = '057188123456' WHERE id = '{}'",
        Organization::Tower.customer_id()
    ));
    let north = field.world.as_("north_dealer");
    let count =
        |word: &str| north.get(&format!("/units?q={word}")).expect(200).json()["total"]["count"].clone();
    // 物业, 西, n-00.
    for word in ["%E7%89%A9%E4%B8%9A", "%E8%A5%BF", "n-00"] {
        assert_eq!(count(word), 1, "{word}");
    }
    assert_eq!(count("88123"), 0);
}

#[test]
fn a_cursor_walks_all_units_exactly_once_under_equal_serials() {
    let field = Field::new();
    let technician = field.world.as_("technician");
    let quality = field.world.as_("quality");
    let mut expected = BTreeSet::from([field.unit.trim_start_matches("/units/").to_owned()]);
    for n in 0..5 {
        let model = json!({ "code": format!("M-{n}"), "name": "m", "line": "lift" });
        let model = quality.post("/products", model).expect(201).text("/id");
        let mut input = field.input("SN-0001");
        input["product_id"] = json!(model);
        expected.insert(technician.post("/units", input).expect(201).text("/id"));
    }
    for sort in ["serial", "-created_at"] {
        let mut walked = vec![];
        let mut next = String::new();
        loop {
            let page = technician.get(&format!("/units?limit=2&sort={sort}{next}")).expect(200).json();
            let items = page["items"].as_array().expect("items");
            walked.extend(items.iter().map(|i| i["id"].as_str().expect("an id").to_owned()));
            let Some(cursor) = page["next_cursor"].as_str() else { break };
            next = format!("&cursor={cursor}");
        }
        assert_eq!(walked.len(), expected.len(), "{sort}");
        assert_eq!(walked.into_iter().collect::<BTreeSet<_>>(), expected, "{sort}");
    }
    let cursor = technician.get("/units?limit=2").expect(200).text("/next_cursor");
    technician
        .get(&format!("/units?sort=-created_at&cursor={cursor}"))
        .refused_field("?cursor", "cursor_invalid");
}

#[test]
fn the_warranty_of_a_day_is_told_with_its_reasons() {
    let field = Field::new();
    let tower = field.world.as_("tower_customer");
    let ask = |day: &str| tower.get(&format!("{}/warranty?on={day}", field.unit)).expect(200).json();
    let verdicts = ask("2026-08-31");
    let of = |n: usize, key: &str| verdicts[n][key].clone();
    assert_eq!(
        (of(0, "coverage"), of(0, "status"), of(0, "ends_on")),
        (json!("part"), json!("in_warranty"), json!("2026-08-31"))
    );
    assert_eq!(
        (of(1, "coverage"), of(1, "status"), of(1, "ends_on")),
        (json!("labour"), json!("expired"), json!("2026-02-28"))
    );
    let reasons: Vec<_> =
        verdicts[0]["reasons"].as_array().expect("reasons").iter().map(|r| r["key"].clone()).collect();
    assert_eq!(reasons, ["warranty-starts", "warranty-term-policy", "warranty-in-warranty"]);
    assert_eq!(ask("2026-09-01")[0]["status"], "expired");
    assert_eq!(ask("2025-02-28")[0]["status"], "not_started");
    tower.get(&format!("{}/warranty?usage=-1", field.unit)).refused_field("?usage", "too_small");
}

#[test]
fn a_supervisor_extends_and_excludes_and_nobody_else() {
    let field = Field::new();
    let path = format!("{}/warranty", field.unit);
    let extension = json!({ "until": "2030-12-31", "reason": "延保合同" });
    let input = json!({ "extensions": [extension], "exclusions": [{ "kind": "misuse", "from": "2030-01-01", "note": "flooded" }] });
    for other in ["technician", "north_technician", "tower_customer"] {
        field.world.as_(other).put(&path, "\"1\"", input.clone()).refused(403, "forbidden");
    }
    let supervisor = field.world.as_("supervisor");
    let after = supervisor.put(&path, "\"1\"", input.clone()).expect(200);
    assert_eq!((after.text("/warranty/0/ends_on"), after.etag()), ("2030-12-31".into(), "\"2\"".into()));
    supervisor.put(&path, "\"1\"", input).refused(412, "version_stale");
    let verdicts = supervisor.get(&format!("{path}?on=2030-06-01")).expect(200).json();
    assert_eq!(verdicts[0]["status"], "excluded");
    let many = json!({ "extensions": vec![extension; 51], "exclusions": [] });
    supervisor.put(&path, "\"2\"", many).refused_field("/extensions", "too_large");
}

#[test]
fn an_action_moves_the_unit_once_and_an_illegal_one_names_the_way_out() {
    let field = Field::new();
    let north = field.world.as_("north_technician");
    let act = |action: &str, etag: &str| {
        north.act(&format!("{}/{action}", field.unit), etag, json!({ "note": "n" }))
    };
    let refused = act("return_to_service", "\"1\"").refused(409, "transition_refused").json();
    assert_eq!(refused["allowed"], json!(["commission", "lend", "retire"]));
    let after = act("commission", "\"1\"").expect(200);
    assert_eq!((after.text("/status"), after.etag()), ("in_service".into(), "\"2\"".into()));
    act("take_for_repair", "\"1\"").refused(412, "version_stale");
    // As asked for already: not an error, and not a second time.
    assert_eq!(act("commission", "\"2\"").expect(200).etag(), "\"2\"");
    assert_eq!(field.world.count("unit_events WHERE kind = 'commission'"), 1);
    assert_eq!(field.world.count("audit_entries WHERE record = 'unit' AND action = 'commission'"), 1);
    assert_eq!(act("retire", "\"2\"").expect(200).json()["available_actions"], json!([]));
    act("lend", "\"3\"").refused(409, "transition_refused");
    let path = format!("{}/commission", field.unit);
    north.post(&path, json!({})).refused(428, "version_missing");
    field.world.as_("north_dealer").act(&path, "\"3\"", json!({})).refused(403, "forbidden");
}

#[test]
fn the_life_of_a_unit_shows_its_owners_after_a_transfer() {
    let field = Field::new();
    let specialist = field.world.as_("service_specialist");
    let (tower, harbour) = (Organization::Tower.customer_id(), Organization::Harbour.customer_id());
    let mut input = field.input("SN-0001");
    input["customer_id"] = json!(harbour);
    input["site_id"] = Value::Null;
    specialist.put(&field.unit, "\"1\"", input).expect(200);
    let life = format!("{}/life", field.unit);
    let owners = |key: &str| {
        let life = field.world.as_(key).get(&life).expect(200).json();
        let owners = life["owners"].as_array().expect("owners").clone();
        owners.into_iter().map(|o| (o["customer_id"].clone(), o["until_at"].is_null())).collect::<Vec<_>>()
    };
    assert_eq!(owners("service_specialist"), [(json!(tower), false), (json!(harbour), true)]);
    // The new owner is not told who had it before; the old one does not see it any more.
    assert_eq!(owners("harbour_customer"), [(json!(harbour), true)]);
    field.world.as_("tower_customer").get(&life).refused(404, "not_found");
    let events = specialist.get(&life).expect(200).json()["events"].clone();
    assert_eq!((&events[0]["kind"], &events[1]["kind"]), (&json!("updated"), &json!("created")));
    assert_eq!(field.world.count("unit_owners WHERE until_at IS NULL"), 1);
}

#[test]
fn components_form_a_tree_and_the_supplier_stays_in_the_house() {
    let field = Field::new();
    let technician = field.world.as_("technician");
    let list = format!("{}/components", field.unit);
    let machine =
        json!({ "name": "曳引机", "supplier_id": Organization::Parts.id(), "fitted_on": "2025-03-01" });
    let machine = technician.post(&list, machine).expect(201);
    let own = format!("{list}/{}", machine.text("/id"));
    assert_eq!(machine.header("location"), Some(&*format!("/api/v1{own}")));
    let bearing =
        technician.post(&list, json!({ "name": "轴承", "parent_id": machine.text("/id") })).expect(201);
    let circle = json!({ "name": "曳引机", "parent_id": bearing.text("/id") });
    technician.put(&own, "\"1\"", circle).refused_field("/parent_id", "inconsistent");
    technician
        .post(&list, json!({ "name": "x", "parent_id": Uuid::now_v7() }))
        .refused_field("/parent_id", "no_such_record");
    technician
        .post(&list, json!({ "name": "x", "supplier_id": Organization::North.id() }))
        .refused_field("/supplier_id", "not_allowed");
    technician
        .post(&list, json!({ "name": "x", "fitted_on": "2025-02-01", "removed_on": "2025-01-01" }))
        .refused_field("/removed_on", "too_early");

    let north = field.world.as_("north_technician");
    north.put(&own, "\"1\"", json!({ "name": "曳引机 2" })).expect(200);
    north.put(&own, "\"1\"", json!({ "name": "曳引机 3" })).refused(412, "version_stale");
    let supplier = |key: &str| {
        field.world.as_(key).get(&format!("{}/life", field.unit)).expect(200).json()["components"][0]["supplier_name"].clone()
    };
    assert_eq!((supplier("technician"), supplier("north_technician")), (json!("Parts"), Value::Null));
    let other = technician.post("/units", field.input("SN-0002")).expect(201).text("/id");
    let wrong = format!("/units/{other}/components/{}", machine.text("/id"));
    technician.put(&wrong, "\"2\"", json!({ "name": "x" })).refused(404, "not_found");
}

#[test]
fn the_life_shows_only_the_tickets_that_the_caller_sees() {
    let field = Field::new();
    let ticket = |n: u8, dealer: Organization, customer: Organization| {
        field.world.execute(&format!(
            "INSERT INTO tickets (id, number, kind, channel, status, priority, subject, reported_at, unit_id, dealer_id, \
             customer_id, topic, severity, impact, safety_risk, crisis_status, crisis_kinds, individual_case, \
             complaint_count, warranty, reopen_count, version, created_at, updated_at, solution) \
             VALUES (gen_random_uuid(), 'TK-{n}', 'inquiry', 'phone', 'new', 'p3', 'subject {n}', now() - interval '{n} days', \
             '{}', '{}', '{}', 'other', 'general', 'one_unit', false, 'none', '{{}}', false, 0, '[]', 0, 1, now(), now(), 'done {n}')",
            field.unit.trim_start_matches("/units/"),
            dealer.id(),
            customer.customer_id(),
        ));
    };
    ticket(1, Organization::North, Organization::Tower);
    ticket(2, Organization::South, Organization::Harbour);
    let numbers = |key: &str| {
        let life = field.world.as_(key).get(&format!("{}/life", field.unit)).expect(200).json();
        life["tickets"].as_array().expect("tickets").iter().map(|t| t["number"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(numbers("engineer"), ["TK-1", "TK-2"]);
    assert_eq!(numbers("north_dealer"), ["TK-1"]);
    assert_eq!(numbers("tower_customer"), ["TK-1"]);
}
