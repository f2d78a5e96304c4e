//! Reconciliation of stock: frozen, counted, approved by a second person, booked.

use crate::support::{Client, Organization, Response, World};
use serde_json::{Value, json};

/// A house with a depot in which two parts lie, and one that lies nowhere.
struct House {
    world: World,
    depot: String,
    parts: Vec<String>,
}

impl House {
    fn open() -> Self {
        let world = World::new();
        let supervisor = world.as_("supervisor");
        let depot = json!({ "kind": "central_depot", "code": "CD", "name": "中心库", "organization_id": Organization::Maker.id() });
        let depot = supervisor.post("/locations", depot).expect(201).text("/id");
        let part = |number: &str| {
            let body = json!({ "number": number, "name": number, "measure": "piece" });
            supervisor.post("/parts", body).expect(201).text("/id")
        };
        let parts: Vec<String> = ["A-1", "B-1", "C-1"].map(part).into();
        for (part, quantity) in parts.iter().zip([10, 5]) {
            let goods = json!({ "location_id": depot, "part_id": part, "quantity": quantity });
            supervisor.post("/stock/receive", goods).expect(201);
        }
        Self { world, depot, parts }
    }

    fn as_(&self, key: &str) -> Client {
        self.world.as_(key)
    }

    fn begin(&self, who: &Client) -> Count {
        Count::of(&who.post("/stock-counts", json!({ "location_id": self.depot })).expect(201))
    }

    fn counted(&self, numbers: &[Option<i64>]) -> Value {
        let lines = self.parts.iter().zip(numbers).map(|(part, n)| json!({ "part_id": part, "counted": n }));
        json!({ "lines": lines.collect::<Vec<_>>() })
    }

    fn on_hand(&self) -> Vec<i64> {
        let page = self.as_("finance").get("/stock").expect(200).json();
        page["items"].as_array().unwrap().iter().map(|level| level["on_hand"].as_i64().unwrap()).collect()
    }
}

struct Count {
    path: String,
    etag: String,
}

impl Count {
    fn of(answer: &Response) -> Self {
        Self { path: format!("/stock-counts/{}", answer.text("/head/id")), etag: answer.etag() }
    }

    fn put(&mut self, who: &Client, body: Value) -> Response {
        let answer = who.put(&self.path, &self.etag, body);
        if answer.status == 200 {
            self.etag = answer.etag();
        }
        answer
    }

    fn act(&mut self, who: &Client, action: &str, body: Value) -> Response {
        let answer = who.act(&format!("{}/{action}", self.path), &self.etag, body);
        if answer.status == 200 {
            self.etag = answer.etag();
        }
        answer
    }
}

#[test]
fn differences_are_booked_when_a_second_person_approves() {
    let house = House::open();
    let (technician, supervisor) = (house.as_("technician"), house.as_("supervisor"));
    let mut count = house.begin(&technician);
    let seen = technician.get(&count.path).expect(200).json();
    assert_eq!((&seen["lines"][0]["expected"], &seen["lines"][1]["expected"]), (&json!(10), &json!(5)));
    assert_eq!(seen["available_actions"], json!(["submit", "cancel"]));
    assert!(seen["head"]["number"].as_str().unwrap().starts_with("SC-20"));
    // What the books have was frozen: what moves meanwhile stays moved.
    let goods = json!({ "location_id": house.depot, "part_id": house.parts[0], "quantity": 2 });
    technician.post("/stock/issue", goods).expect(201);
    // All is counted, or it is not submitted.
    count.put(&technician, house.counted(&[Some(9), None])).expect(200);
    let refused = count.act(&technician, "submit", json!({})).refused(422, "requirement_missing");
    assert_eq!(refused.errors(), [("/lines/1/counted".into(), "not_counted".into())]);
    // One that nobody expected was found.
    let done = count.put(&technician, house.counted(&[Some(9), Some(5), Some(3)])).expect(200).json();
    let differences: Vec<_> = (0..3).map(|n| done["lines"][n]["difference"].as_i64().unwrap()).collect();
    assert_eq!((differences, &done["head"]["differing_lines"]), (vec![-1, 0, 3], &json!(2)));
    count.act(&technician, "submit", json!({})).expect(200);
    count.put(&technician, house.counted(&[Some(1)])).refused(409, "transition_refused");
    count.act(&technician, "approve", json!({})).refused(403, "forbidden");
    assert_eq!(house.on_hand(), [8, 5], "nothing is booked yet");
    let approved = count.act(&supervisor, "approve", json!({})).expect(200).json();
    assert_eq!(approved["head"]["status"], "approved");
    assert_eq!(house.on_hand(), [7, 5, 3]);
    let moved = supervisor.get("/stock/movements?kind=adjustment").expect(200).json();
    assert_eq!(moved["items"].as_array().unwrap().len(), 2);
    assert_eq!(moved["items"][0]["reference"], approved["head"]["number"]);
    // Done already is not an error; something else is.
    count.act(&supervisor, "approve", json!({})).expect(200);
    assert_eq!(house.on_hand(), [7, 5, 3]);
    count.act(&supervisor, "cancel", json!({ "reason": "x" })).refused(409, "transition_refused");
}

#[test]
fn whoever_counted_does_not_approve() {
    let house = House::open();
    let supervisor = house.as_("supervisor");
    let mut count = house.begin(&supervisor);
    count.put(&supervisor, house.counted(&[Some(10), Some(5)])).expect(200);
    let submitted = count.act(&supervisor, "submit", json!({})).expect(200).json();
    assert_eq!(submitted["available_actions"], json!(["recount", "cancel"]));
    let english = supervisor.with("accept-language", "en");
    let refused = count.act(&english, "approve", json!({})).refused(403, "forbidden");
    assert!(refused.body.contains("a second person does"), "{}", refused.body);
    count.act(&house.as_("admin"), "approve", json!({})).expect(200);
    assert_eq!(house.on_hand(), [10, 5]);
}

#[test]
fn what_would_fall_below_zero_by_now_is_refused_as_a_whole() {
    let house = House::open();
    let (technician, supervisor) = (house.as_("technician"), house.as_("supervisor"));
    let mut count = house.begin(&technician);
    count.put(&technician, house.counted(&[Some(4), Some(6)])).expect(200);
    count.act(&technician, "submit", json!({})).expect(200);
    let goods = json!({ "location_id": house.depot, "part_id": house.parts[0], "quantity": 7 });
    technician.post("/stock/issue", goods).expect(201);
    let refused = count.act(&supervisor.with("accept-language", "en"), "approve", json!({}));
    assert!(refused.body.contains("Only 3 of A-1 can be taken at 中心库"), "{}", refused.body);
    refused.refused(409, "stock_short");
    assert_eq!(house.on_hand(), [3, 5], "the other line is not booked either");
    // Count again, and it fits.
    count.act(&supervisor, "recount", json!({})).expect(200);
    count.put(&technician, house.counted(&[Some(10)])).expect(200);
    count.act(&technician, "submit", json!({})).expect(200);
    count.act(&supervisor, "approve", json!({})).expect(200);
    assert_eq!(house.on_hand(), [3, 6]);
}

#[test]
fn one_count_at_a_time_and_each_of_its_versions_once() {
    let house = House::open();
    let technician = house.as_("technician");
    let mut count = house.begin(&technician);
    let twice = technician.post("/stock-counts", json!({ "location_id": house.depot }));
    twice.refused(409, "already_exists");
    let stale = count.etag.clone();
    count.put(&technician, house.counted(&[Some(10)])).expect(200);
    technician.put(&count.path, &stale, house.counted(&[Some(9)])).refused(412, "version_stale");
    let wrong = json!({ "lines": [{ "part_id": "01933f0a-0000-7000-8000-00000000dead", "counted": 1 }] });
    count.put(&technician, wrong).refused_field("/lines/0/part_id", "no_such_record");
    count.put(&technician, house.counted(&[Some(-1)])).refused_field("/lines/0/counted", "too_small");
    count.act(&technician, "cancel", json!({})).refused_field("/reason", "required");
    count.act(&technician, "cancel", json!({ "reason": "改期" })).expect(200);
    house.begin(&technician);
    let listed = technician.get("/stock-counts?status=cancelled").expect(200).json();
    assert_eq!(
        (&listed["items"][0]["cancel_reason"], listed["items"].as_array().unwrap().len()),
        (&json!("改期"), 1)
    );
    // Others see nothing of it.
    let dealer = house.as_("north_dealer");
    dealer.get(&count.path).refused(404, "not_found");
    assert_eq!(dealer.get("/stock-counts").expect(200).json()["items"], json!([]));
    dealer
        .post("/stock-counts", json!({ "location_id": house.depot }))
        .refused_field("/location_id", "no_such_record");
    house.as_("supplier").get("/stock-counts").refused(403, "forbidden");
}

#[test]
fn the_database_knows_the_two_people_and_the_states() {
    use diesel::connection::SimpleConnection;
    use diesel::{Connection, PgConnection};
    let house = House::open();
    house.begin(&house.as_("technician"));
    let mut c = PgConnection::establish(&house.world.url()).unwrap();
    for sql in [
        "UPDATE stock_counts SET status = 'counted'",
        "UPDATE stock_counts SET status = 'cancelled'",
        "UPDATE stock_counts SET status = 'approved', counted_at = now(), counted_by_id = opened_by_id, approved_at = now(), \
            approved_by_id = opened_by_id",
        "UPDATE stock_count_lines SET counted = -1",
    ] {
        assert!(c.batch_execute(sql).is_err(), "{sql}");
    }
}
