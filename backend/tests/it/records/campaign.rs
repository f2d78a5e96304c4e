//! Campaigns: what a scope finds is what it concerns, two people decide, and each unit goes its way to the end.

use super::register::{english, place, rows};
use crate::support::cast::Organization;
use crate::support::desk::{Desk, FOREIGN_UNIT, PRODUCT, UNIT};
use crate::support::{Client, Response, at_once};
use serde_json::{Value, json};

/// A desk with a batch of units: eight of March for the tower, four of it for the harbour, six of April, one of March that
/// is retired and one of another length of serial number.
struct Plant {
    desk: Desk,
    part: String,
}

impl Plant {
    fn open() -> Self {
        let desk = Desk::open();
        let [tower, harbour] = [Organization::Tower, Organization::Harbour];
        let unit = |serial: &str, owner: Organization, day: &str, status: &str| {
            let dealer = owner.dealer().unwrap().id();
            desk.world.execute(&format!(
                "INSERT INTO units (id, serial, product_id, status, customer_id, dealer_id, batch, produced_on, installed_on, extensions, \
                 exclusions, version, created_at, updated_at) VALUES (gen_random_uuid(), '{serial}', '{PRODUCT}', '{status}', '{}', \
                 '{dealer}', 'B-03', '{day}', date '{day}' + 20, '[]', '[]', 1, now(), now());",
                owner.customer_id()
            ));
        };
        for n in 0..8 {
            unit(&format!("CP-{n:03}"), tower, "2026-03-10", "in_service");
        }
        for n in 8..12 {
            unit(&format!("CP-{n:03}"), harbour, "2026-03-20", "in_service");
        }
        for n in 12..18 {
            unit(&format!("CP-{n:03}"), tower, "2026-04-10", "in_service");
        }
        unit("CP-018", tower, "2026-03-15", "retired");
        unit("CP-0010", tower, "2026-05-15", "in_service");
        let part = json!({ "number": "DM-2201", "name": "门机皮带", "measure": "piece",
            "prices": [{ "valid_from": "2025-01-01", "currency": "CNY", "price": "120.50" }] });
        let part = desk.as_("quality").post("/parts", part).expect(201).text("/id");
        Self { desk, part }
    }

    fn as_(&self, key: &str) -> Client {
        self.desk.as_(key)
    }

    fn input(&self) -> Value {
        json!({ "kind": "batch_rectification", "title": "门机皮带批量整改", "reason": "皮带硬度不足", "remedy": "更换皮带",
            "severity": "major", "part_id": self.part, "part_quantity": 2, "standard_minutes": 90, "labour_rate": "180",
            "currency": "CNY", "starts_on": "2026-12-03" })
    }

    fn draft(&self) -> Drafted {
        Drafted::of(&self.as_("quality").post("/campaigns", self.input()).expect(201))
    }

    /// Of the units of March, published.
    fn published(&self) -> Drafted {
        let mut campaign = self.draft();
        campaign.add(&self.as_("quality"), march()).expect(200);
        campaign.choose(&self.as_("quality"), 0).expect(200);
        campaign.act(&self.as_("supervisor"), "approve", json!({})).expect(200);
        campaign.act(&self.as_("quality"), "publish", json!({})).expect(200);
        campaign
    }

    fn unit(&self, serial: &str) -> String {
        let page = self.as_("quality").get(&format!("/units?q={serial}")).expect(200).json();
        let found = page["items"].as_array().unwrap().iter().find(|u| u["serial"] == serial).cloned();
        found.unwrap()["id"].as_str().unwrap().to_owned()
    }

    fn units(&self, range: std::ops::Range<i32>) -> Vec<String> {
        range.map(|n| self.unit(&format!("CP-{n:03}"))).collect()
    }
}

fn march() -> Value {
    json!({ "product_id": PRODUCT, "produced_from": "2026-03-01", "produced_until": "2026-03-31" })
}

/// A campaign and the version that was read last.
struct Drafted {
    path: String,
    etag: String,
    last: Value,
}

impl Drafted {
    fn of(answer: &Response) -> Self {
        let path = format!("/campaigns/{}", answer.text("/head/id"));
        Self { path, etag: answer.etag(), last: answer.json() }
    }

    fn took(&mut self, answer: Response) -> Response {
        if answer.status == 200 {
            (self.etag, self.last) = (answer.etag(), answer.json());
        }
        answer
    }

    fn add(&mut self, who: &Client, scope: Value) -> Response {
        let answer = who.post(&format!("{}/scopes", self.path), scope);
        self.took(answer)
    }

    fn choose(&mut self, who: &Client, place: usize) -> Response {
        let scope = self.last["scopes"][place]["id"].clone();
        self.act(who, "scope", json!({ "scope_id": scope }))
    }

    fn act(&mut self, who: &Client, action: &str, body: Value) -> Response {
        let answer = who.act(&format!("{}/{action}", self.path), &self.etag, body);
        self.took(answer)
    }

    fn progress(&self, who: &Client, action: &str, body: Value) -> Response {
        who.post(&format!("{}/units/{action}", self.path), body)
    }

    fn read(&mut self, who: &Client) -> Value {
        let answer = who.get(&self.path).expect(200);
        self.took(answer).json()
    }

    fn serials(&self, who: &Client, filter: &str) -> Vec<String> {
        let page = who.get(&format!("{}/units{filter}", self.path)).expect(200).json();
        page["items"].as_array().unwrap().iter().map(|u| u["serial"].as_str().unwrap().to_owned()).collect()
    }
}

fn kinds(who: &Client) -> Vec<Value> {
    let page = who.get("/notifications").expect(200).json();
    page["items"].as_array().unwrap().iter().map(|one| one["kind"].clone()).collect()
}

#[test]
fn what_a_scope_finds_is_what_is_rehearsed_and_what_it_concerns() {
    let plant = Plant::open();
    let [quality, supervisor] = ["quality", "supervisor"].map(|key| plant.as_(key));
    let found = |scope: Value| quality.post("/campaigns/scopes/preview", scope).expect(200).json();
    let count = |scope: Value| found(scope)["units"].as_i64().unwrap();
    assert_eq!(count(march()), 12, "the retired one is not found");
    assert_eq!(
        count(json!({ "serial_from": "CP-000", "serial_until": "CP-011" })),
        12,
        "CP-0010 is another series"
    );
    assert_eq!(
        count(json!({ "batch": "B-03", "installed_from": "2026-04-20", "installed_until": "2026-05-05" })),
        6
    );
    assert_eq!(found(march())["items"][8]["customer_name"], "Harbour");
    // A component of a supplier's lot, as long as it is fitted.
    let supplier = Organization::Parts.id();
    for (serial, removed) in [("CP-001", "NULL"), ("CP-002", "'2026-05-01'")] {
        plant.desk.world.execute(&format!(
            "INSERT INTO unit_components (id, unit_id, name, supplier_id, batch, removed_on, version, created_at, updated_at) VALUES \
             (gen_random_uuid(), '{}', '皮带', '{supplier}', 'LOT-7', {removed}, 1, now(), now())",
            plant.unit(serial)
        ));
    }
    assert_eq!(count(json!({ "component_batch": "LOT-7" })), 1);
    assert_eq!(count(json!({ "component_batch": "LOT-7", "supplier_id": supplier })), 1);
    quality.post("/campaigns/scopes/preview", json!({})).refused_field("/product_id", "required");
    let day = json!({ "produced_from": "9999-01-01" });
    quality.post("/campaigns/scopes/preview", day).refused_field("/produced_from", "date_out_of_range");
    let organization = json!({ "supplier_id": Organization::North.id() });
    assert_eq!(quality.post("/campaigns/scopes/preview", organization).status, 422);

    let mut campaign = plant.draft();
    assert_eq!(campaign.last["head"]["status"], "draft");
    campaign.add(&quality, march()).expect(200);
    campaign.add(&quality, json!({ "batch": "B-03", "note": "全部批次" })).expect(200);
    // By hand: two customers, of whom the tower alone has a telephone; 2 parts for each unit of which 20 are there; 90 min each
    // with 2 × 6 h a day.
    plant.desk.world.execute(&format!(
        "UPDATE customers SET phone = NULL, email = NULL; UPDATE customers SET phone = '0571-1' WHERE id = '{}'; \
         DELETE FROM contacts",
        Organization::Tower.customer_id()
    ));
    let depot = json!({ "kind": "central_depot", "code": "CD", "name": "CD", "organization_id": Organization::Maker.id() });
    let depot = supervisor.post("/locations", depot).expect(201).text("/id");
    let received = json!({ "location_id": depot, "part_id": plant.part, "quantity": 20 });
    supervisor.post("/stock/receive", received).expect(201);
    let path = format!("{}/rehearsal", campaign.path);
    let both = quality.get(&path).expect(200).json();
    let narrow = &both[0]["rehearsal"];
    let figures =
        ["units", "reachable", "unreachable", "without_owner", "owners"].map(|f| narrow[f].as_i64().unwrap());
    assert_eq!(figures, [12, 8, 4, 0, 2]);
    let parts = ["parts_needed", "parts_available", "parts_short"].map(|f| narrow[f].as_i64().unwrap());
    assert_eq!(parts, [24, 20, 4]);
    let work = ["work_minutes", "capacity_minutes", "working_days"].map(|f| narrow[f].as_i64().unwrap());
    assert_eq!(work, [1080, 720, 2]);
    // 24 × 120.50 = 2892; 18 h × 180 = 3240. From Thursday the third of December on: two days.
    assert_eq!(narrow["parts_cost"]["amount"], "2892.00");
    assert_eq!(narrow["labour_cost"]["amount"], "3240.00");
    assert_eq!(narrow["cost"], json!({ "amount": "6132.00", "currency": "CNY" }));
    assert_eq!((&narrow["starts_on"], &narrow["finish_on"]), (&json!("2026-12-03"), &json!("2026-12-04")));
    assert_eq!(both[1]["rehearsal"]["units"], 19, "the wider version beside it");
    let quick = quality.get(&format!("{path}?technicians=10&hours_per_day=8")).expect(200).json();
    assert_eq!(quick[0]["rehearsal"]["working_days"], 1);
    quality.get(&format!("{path}?technicians=0")).refused_field("?technicians", "too_small");
    quality.get(&format!("{path}?starts_on=%2B99999-01-01")).refused_field("?starts_on", "date_out_of_range");

    campaign
        .act(&quality, "scope", json!({ "scope_id": PRODUCT }))
        .refused_field("/scope_id", "no_such_record");
    campaign.choose(&quality, 0).expect(200);
    assert_eq!(kinds(&supervisor), ["campaign_scoped"]);
    campaign.act(&supervisor, "approve", json!({})).expect(200);
    let mut found: Vec<String> = found(march())["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|u| u["serial"].as_str().unwrap().to_owned())
        .collect();
    found.sort();
    assert_eq!(campaign.serials(&quality, ""), found);
    assert_eq!(campaign.last["head"]["counts"]["units"], 12);
    // What is approved does not change any more.
    campaign.add(&quality, march()).refused(409, "transition_refused");
    campaign.choose(&quality, 1).refused(409, "transition_refused");
    quality.put(&campaign.path, &campaign.etag, plant.input()).refused(409, "transition_refused");
}

#[test]
fn two_people_decide_and_only_once() {
    let plant = Plant::open();
    let [quality, supervisor] = ["quality", "supervisor"].map(|key| plant.as_(key));
    let mut wrong = plant.input();
    wrong["part_quantity"] = Value::Null;
    wrong["finish_on"] = json!("2026-12-01");
    let fields = quality.post("/campaigns", wrong).refused(422, "validation_failed").errors();
    let at = |(pointer, code): (&str, &str)| (pointer.to_owned(), code.to_owned());
    assert_eq!(fields, [("/part_quantity", "required"), ("/finish_on", "too_early")].map(at));
    let mut campaign = plant.draft();
    for nobody in ["supervisor", "service_specialist", "technician", "north_dealer", "supplier"] {
        plant.as_(nobody).post("/campaigns", plant.input()).refused(403, "forbidden");
    }
    campaign.act(&supervisor, "approve", json!({})).refused(409, "transition_refused");
    // A scope that finds nothing concerns nobody.
    campaign.add(&quality, json!({ "batch": "B-99" })).expect(200);
    campaign.choose(&quality, 0).expect(200);
    campaign.act(&supervisor, "approve", json!({})).refused(409, "transition_refused");
    campaign.add(&quality, march()).expect(200);
    campaign.choose(&quality, 1).expect(200);
    campaign.act(&quality, "approve", json!({})).refused(403, "forbidden");

    let path = format!("{}/approve", campaign.path);
    let answers = at_once(6, |_| supervisor.act(&path, &campaign.etag, json!({})).status);
    assert_eq!(answers.iter().filter(|status| **status == 200).count(), 1, "{answers:?}");
    let twelve = plant.desk.world.count("campaign_units");
    assert_eq!(twelve, 12, "each unit is in it once");

    // Its author does not approve it, whatever else they are.
    let mut own = plant.draft();
    own.add(&quality, march()).expect(200);
    own.choose(&quality, 0).expect(200);
    plant.desk.world.execute(&format!(
        "UPDATE campaigns SET author_id = (SELECT id FROM users WHERE roles @> ARRAY['supervisor']) WHERE '/campaigns/' || id = '{}'",
        own.path
    ));
    let read = own.read(&supervisor);
    assert_eq!(read["available_actions"], json!(["cancel"]));
    own.act(&supervisor, "approve", json!({})).refused(409, "transition_refused");
    own.act(&supervisor, "cancel", json!({})).refused(422, "requirement_missing");
    own.act(&supervisor, "cancel", json!({ "reason": "与另一活动重复" })).expect(200);
    assert_eq!(own.last["available_actions"], json!([]));
    own.act(&supervisor, "cancel", json!({ "reason": "再取消" })).refused(409, "transition_refused");
}

#[test]
fn dealers_and_customers_see_what_concerns_their_units() {
    let plant = Plant::open();
    let [dealer, foreign, customer] =
        ["north_dealer", "south_dealer", "tower_customer"].map(|key| plant.as_(key));
    let quality = plant.as_("quality");
    let mut waiting = plant.draft();
    waiting.add(&quality, march()).expect(200);
    waiting.choose(&quality, 0).expect(200);
    waiting.act(&plant.as_("supervisor"), "approve", json!({})).expect(200);
    for outside in [&dealer, &foreign, &customer] {
        assert_eq!(
            outside.get("/campaigns").expect(200).json()["items"],
            json!([]),
            "before it is published"
        );
        outside.get(&waiting.path).refused(404, "not_found");
    }
    plant.as_("supplier").get("/campaigns").refused(403, "forbidden");

    let campaign = plant.published();
    for outside in [&dealer, &customer] {
        let read = outside.get(&campaign.path).expect(200);
        for secret in ["Harbour", "CP-008"] {
            assert!(!read.body.contains(secret), "{secret}: {}", read.body);
        }
        let read = read.json();
        assert_eq!(read["labour_rate"], Value::Null);
        assert_eq!((&read["head"]["counts"]["units"], &read["scopes"]), (&json!(8), &json!([])));
        assert_eq!(campaign.serials(outside, "").len(), 8);
        assert_eq!(kinds(outside), ["campaign_published"]);
    }
    assert_eq!(campaign.serials(&foreign, ""), ["CP-008", "CP-009", "CP-010", "CP-011"]);
    // The customer with a log-in was told by that.
    assert_eq!(campaign.serials(&dealer, "?status=notified").len(), 8);
    let unit = plant.unit("CP-000");
    let flagged = |who: &Client| who.get(&format!("/units/{unit}/campaigns")).expect(200).json();
    assert_eq!(
        (&flagged(&customer)[0]["due"], &flagged(&customer)[0]["unit"]["available_actions"]),
        (&json!(true), &json!([]))
    );
    foreign.get(&format!("/units/{unit}/campaigns")).refused(404, "not_found");
    let body = json!({ "unit_ids": [unit] });
    campaign.progress(&foreign, "remedy", body.clone()).refused_field("/unit_ids/0", "no_such_record");
    campaign.progress(&customer, "remedy", body.clone()).refused(403, "forbidden");
    campaign.progress(&dealer, "remedy", body).expect(200);
    assert_eq!(flagged(&customer)[0]["due"], false);
    // Nothing of it concerns the first unit of the desk.
    assert_eq!(quality.get(&format!("/units/{UNIT}/campaigns")).expect(200).json(), json!([]));
}

#[test]
fn each_unit_goes_its_way_until_all_have_ended() {
    let plant = Plant::open();
    let [specialist, technician, quality] =
        ["service_specialist", "technician", "quality"].map(|key| plant.as_(key));
    // Nobody at the harbour can log in, so that its units wait for somebody to tell their owner.
    plant.desk.world.execute("UPDATE users SET status = 'disabled' WHERE email = 'customer@harbour.test'");
    let mut campaign = plant.published();
    assert_eq!(campaign.serials(&quality, "?status=identified"), ["CP-008", "CP-009", "CP-010", "CP-011"]);
    let all = plant.units(0..12);
    let some = |range: std::ops::Range<usize>| json!({ "unit_ids": all[range] });
    let with = |range, more: Value| {
        let mut body = some(range);
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        body
    };
    campaign.progress(&specialist, "notify", some(0..12)).expect(200);
    assert_eq!(campaign.serials(&quality, "?status=notified").len(), 12);
    campaign.progress(&specialist, "book", some(0..2)).refused_field("/booked_for", "required");
    let tomorrow = (chrono::Utc::now() + chrono::TimeDelta::days(2)).date_naive();
    let booked =
        campaign.progress(&specialist, "book", with(0..2, json!({ "booked_for": tomorrow }))).expect(200);
    assert_eq!(booked.json()["status"], "running", "the first booking makes it run");
    // A ticket for each, of the unit, once: moving the booking files no other.
    campaign.progress(&specialist, "book", with(0..1, json!({ "booked_for": tomorrow }))).expect(200);
    let page = specialist.get("/tickets?kind=recall").expect(200).json();
    assert_eq!(page["total"]["count"], 2);
    let flagged = specialist.get(&format!("/units/{}/campaigns", all[0])).expect(200).json();
    let ticket = flagged[0]["unit"]["ticket_id"].as_str().unwrap().to_owned();
    assert!(
        page["items"].as_array().unwrap().iter().any(|t| t["id"] == *ticket && t["unit_serial"] == "CP-000")
    );

    // All of them, or none: one that is remedied is not booked again.
    let other = json!({ "unit_ids": [all[1]], "ticket_id": ticket });
    campaign.progress(&technician, "remedy", other).refused_field("/ticket_id", "inconsistent");
    let done = json!({ "unit_ids": [all[0]], "ticket_id": ticket, "note": "已换皮带" });
    campaign.progress(&technician, "remedy", done.clone()).expect(200);
    campaign.progress(&technician, "remedy", done).expect(200);
    let both = with(0..3, json!({ "booked_for": tomorrow }));
    campaign.progress(&specialist, "book", both).refused(409, "transition_refused");
    assert_eq!(campaign.serials(&quality, "?status=booked"), ["CP-001"]);
    campaign.progress(&specialist, "refuse", some(2..3)).refused_field("/note", "required");
    campaign.progress(&specialist, "refuse", with(2..3, json!({ "note": "客户拒绝" }))).expect(200);
    campaign.progress(&specialist, "give_up", with(3..4, json!({ "note": "电话停机" }))).expect(200);
    campaign.progress(&specialist, "scrap", with(4..5, json!({ "note": "已拆除" }))).expect(200);
    campaign.progress(&specialist, "notify", some(4..5)).refused(409, "transition_refused");
    let foreign = json!({ "unit_ids": [FOREIGN_UNIT] });
    campaign.progress(&specialist, "remedy", foreign).refused_field("/unit_ids/0", "no_such_record");

    campaign.read(&quality);
    campaign.act(&quality, "close", json!({})).refused(422, "requirement_missing");
    // Technicians at once: each unit is remedied once, and the figures add up.
    let answers = at_once(7, |n| campaign.progress(&technician, "remedy", some(n + 5..n + 6)).status);
    assert!(answers.iter().all(|status| *status == 200), "{answers:?}");
    campaign.progress(&technician, "remedy", some(1..2)).expect(200);
    // Who refused has changed their mind.
    campaign.progress(&technician, "remedy", some(2..3)).expect(200);
    let read = campaign.read(&quality);
    let counts = json!({ "units": 12, "notified": 12, "booked": 0, "remedied": 10, "ended": 12 });
    assert_eq!(read["head"]["counts"], counts);
    let last = read["curve"].as_array().unwrap().last().cloned().unwrap();
    assert_eq!(
        (&last["identified"], &last["notified"], &last["remedied"]),
        (&json!(12), &json!(12), &json!(10))
    );
    campaign.act(&quality, "close", json!({})).expect(200);
    assert_eq!(campaign.last["head"]["status"], "closed");
    // It is taken along as files: whom to call, with what became of it, and the notice.
    let who = english(&quality);
    let lines =
        rows(&who.get(&format!("{}/units/export?format=csv&status=remedied", campaign.path)).expect(200));
    let remedied = place(&lines[0], "Status");
    assert_eq!((lines.len(), &*lines[1][remedied]), (11, "Remedied"));
    let lines = rows(&who.get("/campaigns/export?format=csv").expect(200));
    assert_eq!(lines[1][place(&lines[0], "Open")], "0");
    let notice = who.get(&format!("{}/paper/notice?lang=en", campaign.path)).expect(200);
    assert!(notice.bytes.starts_with(b"%PDF-"));
    who.get(&format!("{}/paper/other", campaign.path)).refused(404, "not_found");
    campaign.progress(&technician, "remedy", some(3..4)).refused(409, "transition_refused");
    let life = quality.get(&format!("/units/{}/life", all[0])).expect(200).json();
    assert!(life["events"].as_array().unwrap().iter().any(|e| e["kind"] == "campaign"));
}

#[test]
fn a_bad_month_of_production_raises_an_alarm() {
    let plant = Plant::open();
    let quality = plant.as_("quality");
    let today = chrono::Utc::now().date_naive();
    let report = |filter: &str| quality.get(&format!("/reports/early-warning{filter}")).expect(200).json();
    assert_eq!(report("")["models"][0]["alarms"], json!([]));
    // A complaint about each of the twelve of March, one about those of April; cancelled ones and questions do not count.
    let complain = |serial: String, kind: &str| {
        let more = json!({ "unit_id": plant.unit(&serial), "kind": kind,
            "reported_at": if serial.as_str() < "CP-012" { "2026-05-15T04:00:00Z" } else { "2026-06-15T04:00:00Z" } });
        plant.desk.file("service_specialist", more)
    };
    for n in 0..12 {
        complain(format!("CP-{n:03}"), "complaint");
    }
    complain("CP-012".into(), "complaint");
    let mut mistaken = complain("CP-013".into(), "complaint");
    mistaken.act(&plant.as_("service_specialist"), "cancel", json!({ "reason": "误报" })).expect(200);
    complain("CP-014".into(), "inquiry");
    let all = report("");
    assert_eq!(all["models"][0]["product_code"], "SB-1000P");
    let table = report(&format!("?product_id={PRODUCT}"))["table"].clone();
    let rows = table["rows"].as_array().unwrap();
    let of = |month: &str| rows.iter().find(|row| row["month"] == month).unwrap().clone();
    assert_eq!((&of("2026-03")["units"], &of("2026-03")["incidents"]), (&json!(13), &json!(12)));
    assert_eq!(of("2026-04")["incidents"], 1);
    // Some six weeks after installation are the second month in service: all thirteen are that old.
    let cell = of("2026-03")["cells"][1].clone();
    assert_eq!(
        (&cell["units"], &cell["incidents"], &cell["per_thousand"]),
        (&json!(13), &json!(12), &json!(923.1))
    );
    assert_eq!(of("2026-03")["cells"][24]["units"], 0, "nobody is that old as of {today}");
    // 13 incidents at the age at which 13 of 20 units are of March: an expectation of 8.45, which chance exceeds often enough.
    assert_eq!((&of("2026-03")["expected"], &of("2026-03")["alarm"]), (&json!(8.45), &json!(false)));
    // The same twelve among many good ones are no chance.
    plant.desk.world.execute(&format!(
        "INSERT INTO units (id, serial, product_id, status, produced_on, installed_on, extensions, exclusions, version, created_at, \
         updated_at) SELECT gen_random_uuid(), 'GOOD-' || n, '{PRODUCT}', 'in_service', '2026-02-10', '2026-03-01', '[]', '[]', 1, now(), now() \
         FROM generate_series(1, 40) n"
    ));
    let all = report(&format!("?product_id={PRODUCT}"));
    assert_eq!(all["models"][0]["alarms"], json!(["2026-03"]));
    let units = "/units?produced_from=2026-03-01&produced_until=2026-03-31";
    assert_eq!(quality.get(units).expect(200).json()["total"]["count"], 13);
    let behind = "/tickets?kind=complaint&produced_from=2026-03-01&produced_until=2026-03-31";
    assert_eq!(quality.get(behind).expect(200).json()["total"]["count"], 12);
    // Each number opens what is behind it: the cell, and the row.
    let behind = |more: &str| {
        let at = format!("/reports/early-warning/incidents?product_id={PRODUCT}&month=2026-03{more}");
        quality.get(&at).expect(200).json()
    };
    let cell = behind("&service_month=2");
    let listed = cell["incidents"].as_array().unwrap();
    assert_eq!((listed.len(), &cell["more"]), (12, &json!(false)));
    assert_eq!((&listed[0]["service_month"], &listed[0]["unit_serial"]), (&json!(2), &json!("CP-000")));
    assert!(listed[0]["number"].as_str().unwrap().starts_with("TK-"));
    assert_eq!(behind("")["incidents"].as_array().unwrap().len(), 12);
    assert_eq!(behind("&service_month=1")["incidents"], json!([]));
    // By the part that caused them: quality feedback says of four complaints which it was.
    let part = super::supplier_return::part(&plant.desk, json!({ "number": "CP-CAUSE" }));
    for incident in &listed[..4] {
        let raise = json!({ "ticket_id": incident["ticket_id"], "part_id": part });
        quality.post("/quality-feedback", raise).expect(201);
    }
    let caused = report("")["parts"].clone();
    assert_eq!(caused.as_array().unwrap().len(), 1);
    assert_eq!((&caused[0]["part_id"], &caused[0]["incidents"]), (&json!(part), &json!(4)));
    let table = report(&format!("?product_id={PRODUCT}&part_id={part}"))["table"].clone();
    let march = table["rows"].as_array().unwrap().iter().find(|row| row["month"] == "2026-03").unwrap();
    assert_eq!(
        (&march["units"], &march["incidents"], &table["part_id"]),
        (&json!(13), &json!(4), &json!(part))
    );
    assert_eq!(behind(&format!("&part_id={part}"))["incidents"].as_array().unwrap().len(), 4);
    quality.get(&format!("/reports/early-warning?part_id={part}")).refused_field("?product_id", "required");
    quality
        .get(&format!("/reports/early-warning/incidents?product_id={PRODUCT}&month=2026-03&service_month=26"))
        .refused_field("?service_month", "too_large");
    quality.get("/reports/early-warning?months=37").refused_field("?months", "too_large");
    plant.as_("north_dealer").get("/reports/early-warning").refused(403, "forbidden");
}
