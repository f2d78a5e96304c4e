//! Requests for parts: asked for, approved by a second person, reserved, shipped, received, reconciled.

use crate::support::desk::{Desk, FOREIGN_UNIT, UNIT};
use crate::support::{Client, Organization, Response, at_once, person};
use serde_json::{Value, json};
use uuid::Uuid;

/// A house with a depot in which two parts lie, a van, and the shelves of a dealer.
pub(super) struct House {
    pub(super) desk: Desk,
    depot: String,
    van: String,
    pub(super) shelves: String,
    parts: Vec<String>,
}

impl House {
    pub(super) fn open() -> Self {
        let desk = Desk::open();
        let supervisor = desk.as_("supervisor");
        let place = |kind: &str, code: &str, home: Organization, who: Value| {
            let body = json!({ "kind": kind, "code": code, "name": code, "organization_id": home.id(), "responsible_id": who });
            supervisor.post("/locations", body).expect(201).text("/id")
        };
        let depot = place("central_depot", "CD", Organization::Maker, Value::Null);
        let van = place("van", "VAN", Organization::Maker, json!(person("technician").id()));
        let shelves = place("service_center", "NORTH", Organization::North, Value::Null);
        let part = |number: &str, more: Value| {
            let mut body = json!({ "number": number, "name": number, "measure": "piece" });
            body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            supervisor.post("/parts", body).expect(201).text("/id")
        };
        let parts = vec![
            part("A-1", json!({ "return_owed": true, "return_days": 20 })),
            part("B-1", json!({ "batch_tracked": true })),
        ];
        for (part, quantity) in parts.iter().zip([10, 5]) {
            let goods =
                json!({ "location_id": depot, "part_id": part, "quantity": quantity, "batch": "B07" });
            supervisor.post("/stock/receive", goods).expect(201);
        }
        Self { desk, depot, van, shelves, parts }
    }

    pub(super) fn as_(&self, key: &str) -> Client {
        self.desk.as_(key)
    }

    fn asked(&self, quantities: &[i64], more: Value) -> Value {
        let lines: Vec<Value> = self
            .parts
            .iter()
            .zip(quantities)
            .map(|(part, quantity)| json!({ "part_id": part, "quantity": quantity }))
            .collect();
        let mut body = json!({ "coverage": "warranty", "from_location_id": self.depot, "to_location_id": self.van, "lines": lines });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        body
    }

    pub(super) fn draft(&self, who: &str, quantities: &[i64], more: Value) -> Transfer {
        Transfer::of(&self.as_(who).post("/material-transfers", self.asked(quantities, more)).expect(201))
    }

    /// On hand and reserved of the first part at a location.
    fn level(&self, location: &str) -> (i64, i64) {
        let filter = format!("/stock?location_id={location}&part_id={}", self.parts[0]);
        let page = self.as_("finance").get(&filter).expect(200).json();
        let of = |field: &str| page["items"][0][field].as_i64().unwrap_or(0);
        (of("on_hand"), of("reserved"))
    }

    fn listed(&self, who: &str, query: &str) -> usize {
        let page = self.as_(who).get(&format!("/material-transfers{query}")).expect(200).json();
        page["items"].as_array().unwrap().len()
    }
}

pub(super) struct Transfer {
    pub(super) path: String,
    etag: String,
    lines: Vec<String>,
}

impl Transfer {
    fn of(answer: &Response) -> Self {
        let lines = answer.json()["lines"].as_array().unwrap().clone();
        let lines = lines.iter().map(|line| line["id"].as_str().unwrap().to_owned()).collect();
        Self { path: format!("/material-transfers/{}", answer.text("/head/id")), etag: answer.etag(), lines }
    }

    pub(super) fn act(&mut self, who: &Client, action: &str, body: Value) -> Response {
        let answer = who.act(&format!("{}/{action}", self.path), &self.etag, body);
        if answer.status == 200 {
            self.etag = answer.etag();
        }
        answer
    }

    /// The batch of the second line.
    pub(super) fn batch(&self) -> Value {
        json!({ "carrier": "顺丰速运", "waybill": "SF1", "lines": [{ "line_id": self.lines[1], "batch": "B07" }] })
    }
}

#[test]
fn parts_are_asked_for_approved_shipped_received_short_and_reconciled() {
    let house = House::open();
    let (technician, supervisor, desk) =
        (house.as_("technician"), house.as_("supervisor"), house.as_("service_specialist"));
    let ticket = house.desk.file("service_specialist", json!({}));
    let mut transfer = house.draft("technician", &[4, 2], json!({ "ticket_id": ticket.id }));
    let seen = technician.get(&transfer.path).expect(200).json();
    assert_eq!((&seen["head"]["unit_id"], &seen["lines"][0]["free"]), (&json!(UNIT), &json!(10)));
    assert_eq!(
        (&seen["lines"][0]["return_days"], &seen["lines"][1]["return_days"]),
        (&json!(20), &Value::Null)
    );
    assert_eq!((&seen["available_actions"], &seen["editable"]), (&json!(["submit", "cancel"]), &json!(true)));
    assert!(seen["head"]["number"].as_str().unwrap().starts_with("MT-20"));
    transfer.act(&technician, "submit", json!({})).expect(200);
    transfer.act(&technician, "approve", json!({})).refused(403, "forbidden");
    transfer.act(&desk, "ship", json!({})).refused(409, "transition_refused");
    let approved = transfer.act(&supervisor, "approve", json!({})).expect(200).json();
    assert_eq!((house.level(&house.depot), &approved["lines"][0]["free"]), ((10, 4), &json!(6)));
    transfer.act(&desk, "pick", json!({})).expect(200);
    transfer.act(&desk, "ship", json!({})).refused_field("/lines", "required");
    transfer.act(&technician, "ship", json!({})).refused(403, "forbidden");
    let shipped = transfer.act(&desk, "ship", transfer.batch()).expect(200).json();
    assert_eq!((&shipped["head"]["waybill"], &shipped["lines"][1]["batch"]), (&json!("SF1"), &json!("B07")));
    assert_eq!(
        (house.level(&house.depot), house.level(&house.van)),
        ((6, 0), (0, 0)),
        "on its way it lies nowhere"
    );
    let too_many = json!({ "lines": [{ "line_id": transfer.lines[0], "received": 5 }] });
    transfer.act(&technician, "receive", too_many).refused_field("/lines/0/received", "too_large");
    let short = json!({ "lines": [{ "line_id": transfer.lines[0], "received": 3 }] });
    let received = transfer.act(&technician, "receive", short).expect(200).json();
    assert_eq!((&received["lines"][0]["shortage"], &received["head"]["short"]), (&json!(1), &json!(1)));
    assert!(
        received["lines"][0]["old_part_due_on"].is_string()
            && received["lines"][1]["old_part_due_on"].is_null()
    );
    assert_eq!(house.level(&house.van), (3, 0));
    transfer.act(&technician, "reconcile", json!({})).refused(403, "forbidden");
    let closed = transfer.act(&desk, "reconcile", json!({})).expect(200).json();
    assert_eq!((&closed["head"]["status"], &closed["available_actions"]), (&json!("reconciled"), &json!([])));
    transfer.act(&desk, "cancel", json!({ "reason": "x" })).refused(409, "transition_refused");
    let moved = desk.get(&format!("/stock/movements?part_id={}", house.parts[0])).expect(200).json();
    assert_eq!(
        (&moved["items"][0]["kind"], &moved["items"][1]["kind"], &moved["items"][1]["reference"]),
        (&json!("receipt"), &json!("issue"), &closed["head"]["number"])
    );
    assert_eq!(house.desk.world.count("audit_entries WHERE record = 'material_transfer'"), 7);
    assert_eq!(
        (
            house.listed("finance", &format!("?ticket_id={}", ticket.id)),
            house.listed("finance", "?status=draft,submitted"),
            house.listed("technician", "?mine=true"),
            house.listed("finance", &format!("?part_id={}&from_location_id={}", house.parts[1], house.depot)),
        ),
        (1, 0, 1, 1)
    );
}

#[test]
fn what_is_urgent_ships_at_once_and_is_approved_afterwards() {
    let house = House::open();
    let (supervisor, desk) = (house.as_("supervisor"), house.as_("service_specialist"));
    let down = json!({ "urgent": true });
    let body = house.asked(&[2], down);
    desk.post("/material-transfers", body).refused_field("/justification", "required");
    let mut transfer =
        house.draft("technician", &[2], json!({ "urgent": true, "justification": "停梯，住户无法出入" }));
    transfer.act(&house.as_("technician"), "submit", json!({})).expect(200);
    let shipped = transfer.act(&desk, "ship", json!({ "carrier": "专车" })).expect(200).json();
    assert_eq!(
        (&shipped["head"]["status"], &shipped["head"]["papers_overdue"]),
        (&json!("shipped"), &json!(false))
    );
    assert_eq!(house.level(&house.depot), (8, 0));
    // Two days later nobody has approved it.
    assert_eq!(house.listed("finance", "?papers_overdue=true"), 0);
    house.desk.world.execute("UPDATE material_transfers SET papers_due_at = now() - interval '1 hour'");
    assert_eq!(
        (house.listed("finance", "?papers_overdue=true"), house.listed("finance", "?papers_overdue=false")),
        (1, 0)
    );
    assert_eq!(desk.get(&transfer.path).expect(200).json()["head"]["papers_overdue"], true);
    transfer.act(&house.as_("technician"), "receive", json!({})).expect(200);
    let english = desk.with("accept-language", "en");
    let refused = transfer.act(&english, "reconcile", json!({})).refused(422, "requirement_missing");
    assert!(refused.body.contains("approves it afterwards"), "{}", refused.body);
    let papers = transfer.act(&supervisor, "regularise", json!({})).expect(200).json();
    assert_eq!(
        (&papers["head"]["status"], &papers["head"]["papers_overdue"]),
        (&json!("received"), &json!(false))
    );
    transfer.act(&supervisor, "regularise", json!({})).refused(409, "transition_refused");
    transfer.act(&desk, "reconcile", json!({})).expect(200);
    assert_eq!((house.listed("finance", "?urgent=true"), house.listed("finance", "?urgent=false")), (1, 0));
}

#[test]
fn nobody_approves_their_own_and_what_is_given_up_is_free_again() {
    let house = House::open();
    let (supervisor, admin) = (house.as_("supervisor"), house.as_("admin"));
    let mut transfer = house.draft("supervisor", &[6], json!({}));
    transfer.act(&supervisor, "submit", json!({})).expect(200);
    let refused = transfer.act(&supervisor.with("accept-language", "en"), "approve", json!({}));
    assert!(refused.body.contains("a second person does"), "{}", refused.body);
    refused.refused(403, "forbidden");
    transfer.act(&admin, "approve", json!({})).expect(200);
    assert_eq!(house.level(&house.depot), (10, 6));
    // Nobody takes what is promised, and a second request hears how many are left.
    let goods = json!({ "location_id": house.depot, "part_id": house.parts[0], "quantity": 5 });
    supervisor.post("/stock/issue", goods).refused(409, "stock_short");
    let mut second = house.draft("technician", &[5], json!({}));
    second.act(&supervisor, "submit", json!({})).expect(200);
    let short = second.act(&supervisor.with("accept-language", "en"), "approve", json!({}));
    assert!(short.body.contains("Only 4 of A-1 can be taken at CD"), "{}", short.body);
    assert_eq!(short.errors(), [("/lines/0/quantity".into(), "too_large".into())]);
    transfer.act(&supervisor, "cancel", json!({})).refused_field("/reason", "required");
    let cancelled = transfer.act(&supervisor, "cancel", json!({ "reason": "改期" })).expect(200).json();
    assert_eq!((&cancelled["head"]["refusal"], house.level(&house.depot)), (&json!("改期"), (10, 0)));
    second.act(&supervisor, "reject", json!({ "reason": "已有库存" })).expect(200);
    assert_eq!(house.level(&house.depot), (10, 0));
}

#[test]
fn however_many_are_approved_at_once_no_more_are_promised_than_there_are() {
    let house = House::open();
    let (technician, supervisor) = (house.as_("technician"), house.as_("supervisor"));
    let transfers: Vec<Transfer> = (0..16)
        .map(|_| {
            let mut transfer = house.draft("technician", &[1], json!({}));
            transfer.act(&technician, "submit", json!({})).expect(200);
            transfer
        })
        .collect();
    let answers = at_once(16, |n| {
        let path = format!("{}/approve", transfers[n].path);
        let key = Uuid::now_v7().to_string();
        let headers = [
            ("content-type", "application/json"),
            ("if-match", transfers[n].etag.as_str()),
            ("idempotency-key", key.as_str()),
        ];
        loop {
            let answer = supervisor.send("POST", &path, &headers, Some("{}"));
            if answer.status != 503 {
                return (
                    answer.status,
                    if answer.status == 200 { String::new() } else { answer.problem_code() },
                );
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
    });
    let approved = answers.iter().filter(|(status, _)| *status == 200).count();
    let short = answers.iter().filter(|(status, code)| *status == 409 && code == "stock_short").count();
    assert_eq!((approved, short), (10, 6), "{answers:?}");
    assert_eq!(house.level(&house.depot), (10, 10));
}

#[test]
fn of_two_who_receive_at_once_one_wins() {
    let house = House::open();
    let (technician, supervisor) = (house.as_("technician"), house.as_("supervisor"));
    let mut transfer = house.draft("technician", &[4], json!({}));
    transfer.act(&technician, "submit", json!({})).expect(200);
    transfer.act(&supervisor, "approve", json!({})).expect(200);
    transfer.act(&supervisor, "pick", json!({})).expect(200);
    transfer.act(&supervisor, "ship", json!({})).expect(200);
    let path = format!("{}/receive", transfer.path);
    let answers = at_once(4, |n| {
        let who = if n % 2 == 0 { &technician } else { &supervisor };
        let said = json!({ "lines": [{ "line_id": transfer.lines[0], "received": n }] });
        who.act(&path, &transfer.etag, said).status
    });
    let won = answers.iter().filter(|status| **status == 200).count();
    assert_eq!(won, 1, "{answers:?}");
    assert!(answers.iter().all(|status| [200, 409, 412, 503].contains(status)), "{answers:?}");
    let received =
        technician.get(&transfer.path).expect(200).json()["lines"][0]["received"].as_i64().unwrap();
    assert_eq!(house.level(&house.van), (received, 0));
    transfer.act(&technician, "receive", json!({})).refused(412, "version_stale");
}

#[test]
fn dealers_see_what_they_ask_for_and_what_is_sent_to_them() {
    let house = House::open();
    let (north, supervisor) = (house.as_("north_dealer"), house.as_("supervisor"));
    let own = json!({ "from_location_id": null, "to_location_id": house.shelves, "unit_id": UNIT });
    let mut asked = house.draft("north_dealer", &[3], own);
    // What is not theirs they can name nowhere.
    let refused = |more: Value, pointer: &str| {
        north.post("/material-transfers", house.asked(&[1], more)).refused_field(pointer, "no_such_record");
    };
    refused(json!({ "to_location_id": house.shelves }), "/from_location_id");
    refused(json!({ "from_location_id": null }), "/to_location_id");
    refused(
        json!({ "from_location_id": null, "to_location_id": house.shelves, "unit_id": FOREIGN_UNIT }),
        "/unit_id",
    );
    asked.act(&north, "submit", json!({})).expect(200);
    asked.act(&supervisor, "approve", json!({})).refused_field("/from_location_id", "required");
    let approved =
        asked.act(&supervisor, "approve", json!({ "from_location_id": house.depot })).expect(200).json();
    assert_eq!(approved["head"]["from_location_name"], "CD");
    assert_eq!(north.get(&asked.path).expect(200).json()["lines"][0]["free"], Value::Null);
    asked.act(&supervisor, "pick", json!({})).expect(200);
    asked.act(&supervisor, "ship", json!({})).expect(200);
    asked.act(&north, "receive", json!({})).expect(200);
    assert_eq!(house.level(&house.shelves), (3, 0));
    // What the maker sends them they see, and do not give up.
    let mut sent = house.draft("technician", &[1], json!({ "to_location_id": house.shelves }));
    sent.act(&north, "cancel", json!({ "reason": "x" })).refused(403, "forbidden");
    house.draft("technician", &[1], json!({}));
    assert_eq!(
        (house.listed("finance", ""), house.listed("north_dealer", ""), house.listed("south_dealer", "")),
        (3, 2, 0)
    );
    house.as_("south_dealer").get(&asked.path).refused(404, "not_found");
    house.as_("supplier").get("/material-transfers").refused(403, "forbidden");
    house.as_("tower_customer").get("/material-transfers").refused(403, "forbidden");
}

#[test]
fn a_draft_is_rewritten_in_its_version_and_listed_in_each_order() {
    let house = House::open();
    let technician = house.as_("technician");
    let mut transfer = house.draft("technician", &[4, 2], json!({}));
    let customer = json!({ "to_location_id": null, "to_customer_id": Organization::Tower.customer_id(), "coverage": "charged" });
    technician
        .put(&transfer.path, &transfer.etag, house.asked(&[1], customer.clone()))
        .refused_field("/address", "required");
    let mut body = house.asked(&[1], customer);
    body["address"] = json!("文三路 90 号");
    let after = technician.put(&transfer.path, &transfer.etag, body.clone()).expect(200);
    assert_eq!(
        (after.json()["lines"].as_array().unwrap().len(), &after.json()["lines"][0]["return_days"]),
        (1, &Value::Null)
    );
    technician.put(&transfer.path, &transfer.etag, body.clone()).refused(412, "version_stale");
    transfer.etag = after.etag();
    transfer.act(&technician, "submit", json!({})).expect(200);
    technician.put(&transfer.path, &transfer.etag, body).refused(409, "transition_refused");
    let urgent = house.draft("technician", &[1], json!({ "urgent": true, "justification": "停梯" }));
    for (sort, first) in [("-created_at", &urgent), ("queue", &urgent), ("-updated_at", &urgent)] {
        let page = technician.get(&format!("/material-transfers?sort={sort}&limit=1")).expect(200).json();
        assert!(first.path.ends_with(page["items"][0]["id"].as_str().unwrap()), "{sort}");
        let next = page["next_cursor"].as_str().unwrap();
        let rest = technician
            .get(&format!("/material-transfers?sort={sort}&limit=1&cursor={next}"))
            .expect(200)
            .json();
        assert!(transfer.path.ends_with(rest["items"][0]["id"].as_str().unwrap()), "{sort}");
        assert_eq!(rest["next_cursor"], Value::Null, "{sort}");
    }
}

#[test]
fn what_was_swapped_is_recorded_on_the_unit() {
    let house = House::open();
    let (technician, supervisor) = (house.as_("technician"), house.as_("supervisor"));
    let fitted = json!({ "name": "门机控制器", "serial": "OLD-1" });
    technician.post(&format!("/units/{UNIT}/components"), fitted).expect(201);
    let to = json!({ "unit_id": UNIT, "to_location_id": null, "to_customer_id": Organization::Tower.customer_id(), "address": "文三路" });
    let mut transfer = house.draft("technician", &[1], to);
    transfer.act(&technician, "submit", json!({})).expect(200);
    transfer.act(&supervisor, "approve", json!({})).expect(200);
    transfer.act(&supervisor, "pick", json!({})).expect(200);
    transfer.act(&supervisor, "ship", json!({})).expect(200);
    let said = |old: &str| json!({ "lines": [{ "line_id": transfer.lines[0], "old_serial": old, "new_serial": "NEW-1" }] });
    let (wrong, right) = (said("OTHER"), said("OLD-1"));
    transfer.act(&technician, "receive", wrong).refused_field("/lines/0/old_serial", "no_such_record");
    transfer.act(&technician, "receive", right).expect(200);
    let unit = technician.get(&format!("/units/{UNIT}/life")).expect(200).json();
    let of = |serial: &str| {
        unit["components"].as_array().unwrap().iter().find(|one| one["serial"] == serial).cloned().unwrap()
    };
    assert!(of("OLD-1")["removed_on"].is_string());
    assert_eq!((&of("NEW-1")["name"], of("NEW-1")["fitted_on"].is_string()), (&json!("门机控制器"), true));
}

#[test]
fn the_database_knows_the_two_people_the_states_and_the_numbers() {
    use diesel::connection::SimpleConnection;
    use diesel::{Connection, PgConnection};
    let house = House::open();
    house.draft("technician", &[4], json!({}));
    let mut c = PgConnection::establish(&house.desk.world.url()).unwrap();
    for sql in [
        "UPDATE material_transfers SET status = 'submitted'",
        "UPDATE material_transfers SET status = 'cancelled'",
        "UPDATE material_transfers SET status = 'approved', submitted_at = now()",
        "UPDATE material_transfers SET approved_by_id = requested_by_id, approved_at = now()",
        "UPDATE material_transfers SET urgent = true",
        "UPDATE material_transfers SET to_location_id = NULL",
        "UPDATE material_transfers SET to_location_id = from_location_id",
        "UPDATE material_transfer_lines SET quantity = 0",
        "UPDATE material_transfer_lines SET shipped = 5",
        "UPDATE material_transfer_lines SET shipped = 2, received = 3",
        "UPDATE material_transfer_lines SET received = 1",
    ] {
        assert!(c.batch_execute(sql).is_err(), "{sql}");
    }
}

#[test]
fn whoever_asked_is_told_and_finds_it_by_waybill_and_part() {
    let house = House::open();
    let [technician, supervisor, specialist] =
        ["technician", "supervisor", "service_specialist"].map(|key| house.as_(key));
    let mut transfer = house.draft("technician", &[4, 2], json!({}));
    transfer.act(&technician, "submit", json!({})).expect(200);
    transfer.act(&supervisor, "approve", json!({})).expect(200);
    transfer.act(&specialist, "pick", json!({})).expect(200);
    transfer.act(&specialist, "ship", transfer.batch()).expect(200);
    let mut refused = house.draft("technician", &[1], json!({}));
    refused.act(&technician, "submit", json!({})).expect(200);
    refused.act(&supervisor, "reject", json!({ "reason": "库存不足" })).expect(200);
    let told = technician.get("/notifications").expect(200).json();
    let told: Vec<(&str, &str)> = told["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|n| (n["kind"].as_str().unwrap(), n["transfer_id"].as_str().unwrap()))
        .collect();
    let id = |transfer: &Transfer| transfer.path.rsplit('/').next().unwrap().to_owned();
    let (first, second) = (id(&transfer), id(&refused));
    let expected = [
        ("transfer_rejected", second.as_str()),
        ("transfer_shipped", first.as_str()),
        ("transfer_approved", first.as_str()),
    ];
    assert_eq!(told, expected);
    assert_eq!(supervisor.get("/notifications").expect(200).json()["items"], json!([]));

    let found = |who: &Client, q: &str| {
        let page = who.get(&format!("/search?kind=material_transfer&q={q}")).expect(200).json();
        page["groups"][0]["hits"].as_array().map_or(0, Vec::len)
    };
    assert_eq!((found(&technician, "SF1"), found(&technician, "A-1")), (1, 2));
    assert_eq!(found(&house.as_("south_dealer"), "SF1"), 0);
}
