//! Stock: the sum of its movements, and never below zero.

use crate::support::{Client, Organization, Response, World, at_once, person};
use serde_json::{Value, json};
use uuid::Uuid;

/// A house with a depot, a van, the shelves of a dealer and a part.
struct House {
    world: World,
    depot: String,
    van: String,
    shelves: String,
    part: String,
}

impl House {
    fn open() -> Self {
        let world = World::new();
        let supervisor = world.as_("supervisor");
        let place = |kind: &str, code: &str, home: Organization, who: Value| {
            let body = json!({ "kind": kind, "code": code, "name": code, "organization_id": home.id(), "responsible_id": who });
            supervisor.post("/locations", body).expect(201).text("/id")
        };
        let depot = place("central_depot", "CD", Organization::Maker, Value::Null);
        let van = place("van", "VAN", Organization::Maker, json!(person("technician").id()));
        let shelves = place("service_center", "NORTH", Organization::North, Value::Null);
        let part = supervisor
            .post("/parts", json!({ "number": "DM-2201", "name": "门机皮带", "measure": "piece" }))
            .expect(201)
            .text("/id");
        Self { world, depot, van, shelves, part }
    }

    fn as_(&self, key: &str) -> Client {
        self.world.as_(key)
    }

    fn at(&self, location: &str, quantity: i64) -> Value {
        json!({ "location_id": location, "part_id": self.part, "quantity": quantity })
    }

    fn transfer(&self, from: &str, to: &str, quantity: i64) -> Value {
        json!({ "from_location_id": from, "to_location_id": to, "part_id": self.part, "quantity": quantity })
    }

    fn receive(&self, quantity: i64) {
        self.as_("technician").post("/stock/receive", self.at(&self.depot, quantity)).expect(201);
    }

    /// What there is at a location: the level, which is the sum of the movements.
    fn on_hand(&self, location: &str) -> i64 {
        let filter = format!("/stock?location_id={location}&part_id={}", self.part);
        let page = self.as_("finance").get(&filter).expect(200).json();
        let level = page["items"][0]["on_hand"].as_i64().unwrap_or(0);
        let sum = self.world.count(&format!(
            "(SELECT sum(CASE WHEN to_location_id = '{location}' THEN quantity ELSE -quantity END) AS s FROM stock_movements \
             WHERE '{location}' IN (from_location_id, to_location_id)) t WHERE coalesce(s, 0) = {level}"
        ));
        assert_eq!(sum, 1, "the level {level} is the sum of the movements");
        level
    }
}

/// A request that is sent again, under its key, as long as the server is too busy for it.
fn patient(client: &Client, path: &str, body: &Value) -> Response {
    let key = Uuid::now_v7().to_string();
    loop {
        let answer = client.post_as(path, &key, body.clone());
        if answer.status != 503 {
            return answer;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
}

#[test]
fn goods_come_go_and_are_counted() {
    let house = House::open();
    let technician = house.as_("technician");
    let mut goods = house.at(&house.depot, 10);
    goods["reference"] = json!("DN-1");
    let made = technician.post("/stock/receive", goods).expect(201);
    assert_eq!((made.text("/kind"), made.text("/reference")), ("receipt".into(), "DN-1".into()));
    let own = made.header("location").unwrap().trim_start_matches("/api/v1").to_owned();
    assert_eq!(technician.get(&own).expect(200).json(), made.json());
    technician.post("/stock/transfer", house.transfer(&house.depot, &house.van, 4)).expect(201);
    technician.post("/stock/issue", house.at(&house.van, 3)).expect(201);
    let less =
        json!({ "location_id": house.depot, "part_id": house.part, "difference": -1, "reason": "破损" });
    technician.post("/stock/adjust", less.clone()).refused(403, "forbidden");
    house.as_("supervisor").post("/stock/adjust", less).expect(201);
    assert_eq!((house.on_hand(&house.depot), house.on_hand(&house.van)), (5, 1));
    let moved = |query: &str| -> Vec<String> {
        let page = technician.get(&format!("/stock/movements{query}")).expect(200).json();
        page["items"].as_array().unwrap().iter().map(|m| m["kind"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(moved(""), ["adjustment", "issue", "transfer", "receipt"]);
    assert_eq!(moved(&format!("?location_id={}", house.van)), ["issue", "transfer"]);
    assert_eq!(moved("?kind=receipt,issue"), ["issue", "receipt"]);
    assert_eq!(moved("?moved_until=2020-01-01T00:00:00Z"), Vec::<String>::new());
    assert_eq!(moved(&format!("?part_id={}&limit=1", house.part)), ["adjustment"]);
    // One audit row for each.
    assert_eq!(house.world.count("audit_entries WHERE record = 'stock_movement'"), 4);
}

#[test]
fn whoever_asks_for_too_many_hears_how_many_are_left_and_where_more_is() {
    let house = House::open();
    house.receive(10);
    let technician = house.as_("technician").with("accept-language", "en");
    technician.post("/stock/transfer", house.transfer(&house.depot, &house.van, 3)).expect(201);
    technician.post("/stock/transfer", house.transfer(&house.depot, &house.shelves, 5)).expect(201);
    let refused = technician.post("/stock/issue", house.at(&house.van, 4)).refused(409, "stock_short");
    assert_eq!(
        refused.text("/detail"),
        "Only 3 of DM-2201 can be taken at VAN. There are more at: NORTH 5 · CD 2."
    );
    assert_eq!(refused.errors(), [("/quantity".into(), "too_large".into())]);
    // A dealer hears nothing of the shelves of others.
    let dealer = house.as_("north_dealer").with("accept-language", "en");
    let refused = dealer.post("/stock/issue", house.at(&house.shelves, 6)).refused(409, "stock_short");
    assert_eq!(
        refused.text("/detail"),
        "Only 5 of DM-2201 can be taken at NORTH, and you see none elsewhere."
    );
    // What is promised to somebody is not there for others.
    house.world.execute("UPDATE stock_levels SET reserved = 2 WHERE on_hand = 3");
    technician.post("/stock/issue", house.at(&house.van, 2)).refused(409, "stock_short");
    technician.post("/stock/issue", house.at(&house.van, 1)).expect(201);
}

#[test]
fn a_hundred_at_once_get_exactly_what_there_is() {
    let house = House::open();
    house.receive(37);
    let technician = house.as_("technician");
    let answers = at_once(100, |_| patient(&technician, "/stock/issue", &house.at(&house.depot, 1)));
    let count = |status: u16| answers.iter().filter(|a| a.status == status).count();
    assert_eq!(
        (count(201), count(409)),
        (37, 63),
        "{:?}",
        answers.iter().map(|a| a.status).collect::<Vec<_>>()
    );
    assert!(answers.iter().filter(|a| a.status == 409).all(|a| a.problem_code() == "stock_short"));
    assert_eq!(house.on_hand(&house.depot), 0);
    assert_eq!(house.world.count("stock_movements WHERE kind = 'issue'"), 37);
}

#[test]
fn nothing_is_lost_while_goods_go_both_ways_at_once() {
    let house = House::open();
    house.receive(40);
    let technician = house.as_("technician");
    technician.post("/stock/transfer", house.transfer(&house.depot, &house.van, 20)).expect(201);
    let answers = at_once(40, |n| {
        let (from, to) = if n % 2 == 0 { (&house.depot, &house.van) } else { (&house.van, &house.depot) };
        patient(&technician, "/stock/transfer", &house.transfer(from, to, 1)).status
    });
    assert!(answers.iter().all(|status| *status == 201), "{answers:?}");
    assert_eq!((house.on_hand(&house.depot), house.on_hand(&house.van)), (20, 20));
}

#[test]
fn the_database_refuses_what_the_rules_refuse() {
    use diesel::connection::SimpleConnection;
    use diesel::{Connection, PgConnection};
    let house = House::open();
    house.receive(3);
    let mut c = PgConnection::establish(&house.world.url()).unwrap();
    for sql in [
        "UPDATE stock_levels SET on_hand = -1",
        "UPDATE stock_levels SET reserved = 4",
        "UPDATE stock_levels SET reserved = -1",
        "UPDATE stock_movements SET quantity = 0",
        "UPDATE stock_movements SET kind = 'issue'",
        "UPDATE stock_movements SET from_location_id = to_location_id",
        "UPDATE locations SET responsible_id = NULL WHERE kind = 'van'",
    ] {
        assert!(c.batch_execute(sql).is_err(), "{sql}");
    }
}

#[test]
fn a_wrong_movement_is_taken_back_once() {
    let house = House::open();
    let supervisor = house.as_("supervisor");
    let made = supervisor.post("/stock/receive", house.at(&house.depot, 9)).expect(201);
    let path = format!("/stock/movements/{}/correct", made.text("/id"));
    let why = json!({ "reason": "型号写错" });
    house.as_("technician").post(&path, why.clone()).refused(403, "forbidden");
    // Part of it has gone on.
    supervisor.post("/stock/transfer", house.transfer(&house.depot, &house.van, 1)).expect(201);
    supervisor.post(&path, why.clone()).refused(409, "stock_short");
    supervisor.post("/stock/transfer", house.transfer(&house.van, &house.depot, 1)).expect(201);
    let back = supervisor.post(&path, why.clone()).expect(201);
    assert_eq!((back.text("/corrects_id"), house.on_hand(&house.depot)), (made.text("/id"), 0));
    supervisor.post(&path, why.clone()).refused(409, "transition_refused");
    let again = format!("/stock/movements/{}/correct", back.text("/id"));
    supervisor.post(&again, why).refused(409, "transition_refused");
    let first = supervisor.get(&format!("/stock/movements/{}", made.text("/id"))).expect(200).json();
    assert_eq!((&first["corrected"], &first["quantity"]), (&json!(true), &json!(9)));
}

#[test]
fn what_has_come_down_to_its_reorder_point_is_low() {
    let house = House::open();
    let technician = house.as_("technician");
    let line = json!({ "location_id": house.van, "part_id": house.part, "reorder_point": 2 });
    let made = technician.post("/stock", line.clone()).expect(201);
    let path = format!("/stock/{}", made.text("/id"));
    technician.post("/stock", line).refused(409, "already_exists");
    house.receive(10);
    let listed = |query: &str| {
        let page = technician.get(&format!("/stock{query}")).expect(200).json();
        let items = page["items"].as_array().unwrap();
        items.iter().map(|i| i["location_code"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!((listed("?low=true"), listed("?low=false")), (vec!["VAN".to_owned()], vec!["CD".to_owned()]));
    assert_eq!(
        (listed("?in_stock=true"), listed("?in_stock=false")),
        (vec!["CD".into()], vec!["VAN".into()])
    );
    technician.post("/stock/transfer", house.transfer(&house.depot, &house.van, 3)).expect(201);
    assert_eq!(listed("?low=true"), Vec::<String>::new());
    // A movement makes nobody's form stale.
    technician.put(&path, "\"1\"", json!({ "reorder_point": 3 })).expect(200);
    technician.put(&path, "\"1\"", json!({ "reorder_point": 4 })).refused(412, "version_stale");
    technician
        .put(&path, "\"2\"", json!({ "reorder_point": -1 }))
        .refused_field("/reorder_point", "too_small");
    assert_eq!(listed("?low=true"), ["VAN"]);
    for sort in ["part", "-on_hand", "-updated_at"] {
        let first = technician.get(&format!("/stock?sort={sort}&limit=1")).expect(200).json();
        let next = first["next_cursor"].as_str().unwrap();
        let second = technician.get(&format!("/stock?sort={sort}&limit=1&cursor={next}")).expect(200).json();
        assert_ne!(first["items"][0]["id"], second["items"][0]["id"], "{sort}");
        assert_eq!(second["next_cursor"], Value::Null, "{sort}");
    }
    assert_eq!(listed("?q=2201&sort=-on_hand"), ["CD", "VAN"]);
    // The number of a part is the one that it has now.
    let part = format!("/parts/{}", house.part);
    let renamed = json!({ "number": "DM-9999", "name": "门机皮带", "measure": "piece" });
    house.as_("supervisor").put(&part, "\"1\"", renamed).expect(200);
    assert_eq!(technician.get(&path).expect(200).text("/part_number"), "DM-9999");
}

#[test]
fn what_does_not_fit_together_is_refused_by_name() {
    let house = House::open();
    let technician = house.as_("technician");
    let nothing = "01933f0a-0000-7000-8000-00000000dead";
    let refused = |path: &str, body: Value, pointer: &str, code: &str| {
        technician.post(path, body).refused_field(pointer, code);
    };
    refused("/stock/receive", house.at(&house.depot, 0), "/quantity", "too_small");
    refused("/stock/receive", house.at(nothing, 1), "/location_id", "no_such_record");
    refused("/stock/transfer", house.transfer(&house.van, &house.van, 1), "/to_location_id", "inconsistent");
    let supervisor = house.as_("supervisor");
    let no = json!({ "location_id": house.depot, "part_id": house.part, "difference": 0, "reason": "x" });
    supervisor.post("/stock/adjust", no).refused_field("/difference", "too_small");
    let batched = json!({ "number": "B-1", "name": "按批次", "measure": "piece", "batch_tracked": true });
    let part = supervisor.post("/parts", batched).expect(201).text("/id");
    let goods = json!({ "location_id": house.depot, "part_id": part, "quantity": 1 });
    refused("/stock/receive", goods, "/batch", "required");
    // A closed location takes nothing in, and one where something lies is not closed.
    house.receive(1);
    let path = format!("/locations/{}", house.depot);
    let closed = json!({ "kind": "central_depot", "code": "CD", "name": "CD", "organization_id": Organization::Maker.id(), "active": false });
    supervisor.put(&path, "\"1\"", closed.clone()).refused(409, "in_use");
    technician.post("/stock/issue", house.at(&house.depot, 1)).expect(201);
    supervisor.put(&path, "\"1\"", closed).expect(200);
    refused("/stock/receive", house.at(&house.depot, 1), "/location_id", "not_allowed");
}

#[test]
fn nobody_sees_or_moves_what_lies_on_the_shelves_of_others() {
    let house = House::open();
    house.receive(10);
    house
        .as_("technician")
        .post("/stock/transfer", house.transfer(&house.depot, &house.shelves, 4))
        .expect(201);
    let count = |who: &str, path: &str| {
        house.as_(who).get(path).expect(200).json()["items"].as_array().unwrap().len()
    };
    assert_eq!(
        (count("finance", "/stock"), count("north_dealer", "/stock"), count("south_dealer", "/stock")),
        (2, 1, 0)
    );
    // What came to them they see; what came to the maker before they do not.
    assert_eq!(
        (count("north_dealer", "/stock/movements"), count("south_dealer", "/stock/movements")),
        (1, 0)
    );
    let level = house
        .as_("finance")
        .get(&format!("/stock?location_id={}", house.shelves))
        .expect(200)
        .text("/items/0/id");
    house.as_("south_dealer").get(&format!("/stock/{level}")).refused(404, "not_found");
    let dealer = house.as_("north_dealer");
    dealer.post("/stock/issue", house.at(&house.depot, 1)).refused_field("/location_id", "no_such_record");
    dealer
        .post("/stock/transfer", house.transfer(&house.shelves, &house.depot, 1))
        .refused_field("/to_location_id", "no_such_record");
    dealer.post("/stock/issue", house.at(&house.shelves, 1)).expect(201);
    // A part that cannot be ordered any more is used up by whoever has it.
    let part = format!("/parts/{}", house.part);
    let old = json!({ "number": "DM-2201", "name": "门机皮带", "measure": "piece", "active": false });
    house.as_("supervisor").put(&part, "\"1\"", old).expect(200);
    dealer.get(&part).refused(404, "not_found");
    dealer.post("/stock/issue", house.at(&house.shelves, 1)).expect(201);
    house.as_("supplier").get("/stock").refused(403, "forbidden");
    house.as_("tower_customer").get("/stock/movements").refused(403, "forbidden");
}
