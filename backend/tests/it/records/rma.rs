//! Returned defective parts: from the request of a dealer until nothing is owed and all is decided.

use crate::support::cast::Organization;
use crate::support::desk::{Desk, UNIT};
use crate::support::{Client, Response, World, at_once};
use serde_json::{Value, json};

/// A return and the version that was read last.
pub(super) struct Rma {
    pub id: String,
    pub etag: String,
    pub last: Value,
}

impl Rma {
    pub fn of(answer: &Response) -> Self {
        Self { id: answer.text("/head/id"), etag: answer.etag(), last: answer.json() }
    }

    pub fn path(&self) -> String {
        format!("/rmas/{}", self.id)
    }

    pub fn line(&self, n: usize) -> String {
        self.last["lines"][n]["id"].as_str().unwrap().to_owned()
    }

    pub fn states(&self) -> (String, Vec<String>) {
        let word = |v: &Value| v["status"].as_str().unwrap().to_owned();
        (word(&self.last["head"]), self.last["lines"].as_array().unwrap().iter().map(word).collect())
    }

    pub fn take(&mut self, answer: Response) -> Response {
        if answer.status == 200 {
            (self.etag, self.last) = (answer.etag(), answer.json());
        }
        answer
    }

    pub fn act(&mut self, who: &Client, action: &str, body: Value) -> Response {
        let answer = who.act(&format!("{}/{action}", self.path()), &self.etag, body);
        self.take(answer)
    }

    pub fn act_on(&mut self, who: &Client, n: usize, action: &str, body: Value) -> Response {
        let answer = who.act(&format!("{}/lines/{}/{action}", self.path(), self.line(n)), &self.etag, body);
        self.take(answer)
    }

    pub fn ship(&mut self, who: &Client, lines: &[(usize, i32)]) -> Response {
        let lines: Vec<Value> = lines
            .iter()
            .map(|(n, quantity)| json!({ "line_id": self.line(*n), "quantity": quantity }))
            .collect();
        let body = json!({ "carrier": "顺丰", "waybill": "SF1", "freight_payer": "dealer", "lines": lines });
        self.act(who, "ship", body)
    }

    pub fn receive(&mut self, who: &Client, lines: &[(usize, i32)]) -> Response {
        let line = |(n, quantity): &(usize, i32)| json!({ "line_id": self.line(*n), "quantity": quantity, "condition": "intact" });
        let body = json!({ "lines": lines.iter().map(line).collect::<Vec<_>>() });
        self.act(who, "receive", body)
    }
}

pub(super) fn ask(who: &Client, lines: Value, more: Value) -> Response {
    let mut body = json!({ "lines": lines });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    who.post("/rmas", body)
}

pub(super) fn sheet(verdict: &str) -> Value {
    json!({
        "standard_test": "绝缘 0.1 MΩ", "verdict": verdict, "failure_mode": "绕组短路", "responsible": "supplier", "share_percent": 80
    })
}

#[test]
fn a_part_comes_back_is_inspected_and_scrapped_by_two() {
    let desk = Desk::open();
    let [dealer, specialist, quality, supervisor] =
        ["north_dealer", "service_specialist", "quality", "supervisor"].map(|key| desk.as_(key));
    let ticket = desk.file("service_specialist", json!({}));
    let lines = json!([
        { "name": "门机电机", "old_serial": "M-1", "unit_id": UNIT, "fault": "通电无反应", "quantity": 1 },
        { "name": "门机皮带", "quantity": 5 },
    ]);
    let mut rma = Rma::of(&ask(&dealer, lines, json!({ "ticket_id": ticket.id })).expect(201));
    assert_eq!(rma.last["head"]["dealer_name"], "North");
    rma.act(&dealer, "authorize", json!({})).refused(403, "forbidden");
    rma.ship(&dealer, &[(0, 1)]).refused(409, "transition_refused");
    rma.act(&specialist, "authorize", json!({ "deadline": "2020-01-01" }))
        .refused_field("/deadline", "too_early");
    rma.act(&specialist, "authorize", json!({})).expect(200);

    // Three of five belts go with the motor; the others stay owed as a line with a tag of its own.
    rma.ship(&dealer, &[(1, 6)]).refused_field("/lines/0/quantity", "too_large");
    rma.ship(&dealer, &[(0, 1), (1, 3)]).expect(200);
    assert_eq!(rma.states(), ("in_return".into(), ["shipped", "shipped", "due"].map(String::from).to_vec()));
    let tags: std::collections::BTreeSet<_> =
        rma.last["lines"].as_array().unwrap().iter().map(|l| l["tag"].as_str().unwrap().to_owned()).collect();
    assert_eq!(tags.len(), 3);
    rma.ship(&dealer, &[(0, 1)]).refused(409, "transition_refused");

    // More than was sent does not come; less is recorded as short.
    rma.receive(&specialist, &[(1, 4)]).refused_field("/lines/0/quantity", "too_large");
    rma.receive(&specialist, &[(0, 1), (1, 2)]).expect(200);
    assert_eq!(rma.states().1, ["received", "received_short", "due"]);
    rma.receive(&specialist, &[(0, 1)]).refused(409, "transition_refused");
    let offered = specialist.get(&rma.path()).expect(200).json()["available_actions"].clone();
    assert_eq!(offered, json!(["ship"]), "nothing is on its way any more");

    // Nothing is judged without a sheet.
    rma.act_on(&quality, 0, "dispose", json!({ "disposition": "scrap" })).refused(409, "transition_refused");
    rma.act_on(&quality, 0, "test", json!({})).expect(200);
    let mut bare = sheet("confirmed_defect");
    bare["failure_mode"] = Value::Null;
    rma.act_on(&quality, 0, "judge", bare).refused_field("/failure_mode", "required");
    rma.act_on(&quality, 0, "judge", sheet("confirmed_defect")).expect(200);
    rma.act_on(&quality, 1, "judge", sheet("no_trouble_found")).expect(200);

    // Scrapping takes two people.
    rma.act_on(&supervisor, 0, "confirm_scrap", json!({})).refused(409, "transition_refused");
    rma.act_on(&quality, 0, "dispose", json!({ "disposition": "scrap" })).expect(200);
    assert_eq!(rma.states().1[0], "judged");
    rma.act_on(&quality, 0, "confirm_scrap", json!({})).refused(403, "forbidden");
    rma.act_on(&supervisor, 0, "confirm_scrap", json!({})).expect(200);
    rma.act_on(&quality, 1, "dispose", json!({ "disposition": "return_as_is" })).expect(200);

    // The last two belts never come; only then is it over.
    rma.act(&specialist, "close", json!({})).refused(409, "transition_refused");
    rma.act_on(&specialist, 2, "lose", json!({ "reason": "承运商丢失" })).expect(200);
    assert_eq!(rma.states().0, "dispositioned");
    rma.act_on(&specialist, 2, "restore", json!({})).refused(403, "forbidden");
    rma.act_on(&supervisor, 2, "restore", json!({})).expect(200);
    assert_eq!(
        rma.states(),
        ("in_inspection".into(), ["disposed", "disposed", "due"].map(String::from).to_vec())
    );
    rma.act_on(&supervisor, 2, "waive", json!({ "reason": "价值低" })).expect(200);
    rma.act(&specialist, "close", json!({})).expect(200);
    rma.act_on(&supervisor, 2, "restore", json!({})).refused(409, "transition_refused");

    // The dealer sees what was found, not who answers for it with how much.
    let seen = dealer.get(&rma.path()).expect(200).json();
    assert_eq!(seen["lines"][0]["verdict"], "confirmed_defect");
    assert_eq!(
        (&seen["lines"][0]["responsible"], &seen["lines"][0]["share_percent"]),
        (&Value::Null, &Value::Null)
    );
    let steps: Vec<_> =
        seen["lines"][0]["custody"].as_array().unwrap().iter().map(|s| s["step"].clone()).collect();
    assert_eq!(steps, ["shipped", "received"]);
}

#[test]
fn two_people_take_the_same_parcel_in_once() {
    let desk = Desk::open();
    let (dealer, specialist) = (desk.as_("north_dealer"), desk.as_("service_specialist"));
    let mut rma = Rma::of(&ask(&dealer, json!([{ "name": "皮带", "quantity": 4 }]), json!({})).expect(201));
    rma.act(&specialist, "authorize", json!({})).expect(200);
    rma.ship(&dealer, &[(0, 4)]).expect(200);
    let body = json!({ "lines": [{ "line_id": rma.line(0), "quantity": 4, "condition": "intact" }] });
    let answers =
        at_once(8, |_| specialist.act(&format!("{}/receive", rma.path()), &rma.etag, body.clone()).status);
    assert_eq!(answers.iter().filter(|status| **status == 200).count(), 1, "{answers:?}");
    assert!(answers.iter().all(|status| [200, 409, 412].contains(status)), "{answers:?}");
    assert_eq!(desk.world.count("rma_custody WHERE step = 'received'"), 1);
    assert_eq!(desk.world.count("rma_lines WHERE quantity_received = 4"), 1);
}

#[test]
fn a_tag_tells_where_a_part_is_and_in_whose_hands() {
    let desk = Desk::open();
    let (dealer, technician) = (desk.as_("north_dealer"), desk.as_("north_technician"));
    let rma = Rma::of(&ask(&dealer, json!([{ "name": "皮带", "quantity": 1 }]), json!({})).expect(201));
    let tag = rma.last["lines"][0]["tag"].as_str().unwrap().to_owned();
    let scan =
        |who: &Client, tag: &str, place: &str| who.post("/rmas/scan", json!({ "tag": tag, "place": place }));
    scan(&technician, &tag.to_lowercase(), "现场").expect(200);
    scan(&technician, &tag, "现场").refused(409, "transition_refused");
    scan(&technician, &tag, "站内仓库").expect(200);
    let seen = scan(&dealer, &tag, "站内仓库").expect(200).json();
    let way: Vec<_> =
        seen["lines"][0]["custody"].as_array().unwrap().iter().map(|s| s["place"].clone()).collect();
    assert_eq!(way, ["现场", "站内仓库", "站内仓库"]);
    // A part going on makes nobody's form stale.
    assert_eq!(seen["head"]["version"], 1);
    let places = at_once(6, |n| scan(&technician, &tag, &format!("第 {n} 站")).status);
    assert_eq!(places, [200; 6], "six hand-overs at once are six steps");
    scan(&technician, "NOSUCHTAG0", "现场").refused_field("/tag", "no_such_record");
    scan(&desk.as_("south_dealer"), &tag, "别处").refused_field("/tag", "no_such_record");
}

#[test]
fn what_is_late_is_asked_for_ever_harder() {
    let desk = Desk::open();
    let (dealer, specialist) = (desk.as_("north_dealer"), desk.as_("service_specialist"));
    for days in [-1, 0, 1, 8, 22] {
        let mut rma = Rma::of(
            &ask(&dealer, json!([{ "name": format!("{days}"), "quantity": 2 }]), json!({})).expect(201),
        );
        rma.act(&specialist, "authorize", json!({})).expect(200);
        let day = format!("(now() AT TIME ZONE 'Asia/Shanghai')::date - {days}");
        desk.world.execute(&format!("UPDATE rmas SET deadline = {day} WHERE id = '{}'", rma.id));
    }
    ask(&dealer, json!([{ "name": "未批准", "quantity": 1 }]), json!({})).expect(201);
    let page = specialist.get("/rmas/overdue").expect(200).json();
    let told: Vec<(String, i64)> = page["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| (line["stage"].as_str().unwrap().to_owned(), line["days_late"].as_i64().unwrap()))
        .collect();
    assert_eq!(told, [("charge".to_owned(), 22), ("warning".to_owned(), 8), ("reminder".to_owned(), 1)]);
    let first = specialist.get("/rmas/overdue?limit=2").expect(200).json();
    let next =
        specialist.get(&format!("/rmas/overdue?limit=2&cursor={}", first["next_cursor"].as_str().unwrap()));
    assert_eq!(next.expect(200).json()["items"].as_array().unwrap().len(), 1);
    assert_eq!(desk.as_("south_dealer").get("/rmas/overdue").expect(200).json()["items"], json!([]));
}

#[test]
fn everybody_sees_and_asks_for_their_own() {
    let desk = Desk::open();
    let (north, south, specialist) =
        (desk.as_("north_dealer"), desk.as_("south_dealer"), desk.as_("service_specialist"));
    let belt = json!([{ "name": "皮带", "quantity": 1 }]);
    let made = Rma::of(&ask(&north, belt.clone(), json!({})).expect(201));
    south.get(&made.path()).refused(404, "not_found");
    assert_eq!(south.get("/rmas").expect(200).json()["items"], json!([]));
    let south_id = Organization::South.id();
    ask(&north, belt.clone(), json!({ "dealer_id": south_id })).refused_field("/dealer_id", "not_allowed");
    ask(&specialist, belt.clone(), json!({})).refused_field("/dealer_id", "required");
    ask(&specialist, belt.clone(), json!({ "dealer_id": south_id })).expect(201);
    let ticket = desk.file("north_dealer", json!({}));
    ask(&south, belt.clone(), json!({ "ticket_id": ticket.id }))
        .refused_field("/ticket_id", "no_such_record");
    let of_ticket = Rma::of(&ask(&specialist, belt, json!({ "ticket_id": ticket.id })).expect(201));
    assert_eq!(of_ticket.last["head"]["dealer_name"], "North");
    let timeline = specialist.get(&format!("{}/timeline", ticket.path())).expect(200).json();
    let entry = &timeline["items"][0];
    assert_eq!(
        (&entry["kind"], &entry["values"]["goods"], &entry["values"]["step"]),
        (&json!("goods"), &of_ticket.last["head"]["number"], &json!("request"))
    );
    let found = specialist.get(&format!("/rmas?ticket_id={}", ticket.id)).expect(200).json();
    assert_eq!(found["items"].as_array().unwrap().len(), 1);
    ask(
        &north,
        json!([{ "name": "x", "quantity": 1, "unit_id": crate::support::desk::FOREIGN_UNIT }]),
        json!({}),
    )
    .refused_field("/lines/0/unit_id", "no_such_record");
    for nobody in ["tower_customer", "supplier"] {
        desk.as_(nobody).get("/rmas").refused(403, "forbidden");
    }
}

#[test]
fn what_is_not_wanted_ends_with_a_reason() {
    let world = World::new();
    let (dealer, specialist) = (world.as_("north_dealer"), world.as_("service_specialist"));
    let belt = || ask(&dealer, json!([{ "name": "皮带", "quantity": 1 }]), json!({})).expect(201);
    let mut refused = Rma::of(&belt());
    refused.act(&specialist, "refuse", json!({})).refused(422, "validation_failed");
    refused.act(&specialist, "refuse", json!({ "reason": "已过质保" })).expect(200);
    refused.act(&specialist, "authorize", json!({})).refused(409, "transition_refused");
    let mut cancelled = Rma::of(&belt());
    cancelled.act(&specialist, "authorize", json!({})).expect(200);
    cancelled.act(&dealer, "cancel", json!({ "reason": "找到备件" })).expect(200);
    cancelled.act_on(&specialist, 0, "lose", json!({ "reason": "x" })).refused(409, "transition_refused");
    assert_eq!(world.count("rmas WHERE end_reason IS NOT NULL"), 2);
}

/// What a customer asks for, bought so many days ago.
fn claimed(days: i64, more: Value) -> Value {
    let bought =
        (chrono::Utc::now() + chrono::Duration::hours(8)).date_naive() - chrono::Duration::days(days);
    let mut claim = json!({
        "customer_id": Organization::Tower.customer_id(), "remedy": "refund", "purchased_on": bought,
        "proof_number": "FP-1", "condition": "used",
    });
    claim.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    json!({ "claim": claim })
}

#[test]
fn a_customer_gets_the_money_back_within_seven_days() {
    let desk = Desk::open();
    let (specialist, dealer) = (desk.as_("service_specialist"), desk.as_("north_dealer"));
    let one = json!([{ "name": "门禁读卡器", "quantity": 1 }]);
    let mut rma = Rma::of(&ask(&specialist, one.clone(), claimed(6, json!({}))).expect(201));
    let head = &rma.last["head"];
    assert_eq!((&head["kind"], &head["dealer_name"]), (&json!("customer_return"), &json!("North")));
    assert_eq!(head["customer_name"], "Tower");
    assert_eq!(rma.last["claim"]["verdict"]["allowed"], true);
    assert_eq!(rma.last["claim"]["verdict"]["reasons"][0]["key"], "claim-within");
    rma.act(&specialist, "authorize", json!({})).expect(200);
    rma.ship(&dealer, &[(0, 1)]).expect(200);
    assert_eq!(rma.last["claim"]["refund_due"], Value::Null);
    let finance = desk.as_("finance");
    let paid = |on: &str, amount: &str| json!({ "amount": amount, "currency": "CNY", "reference": "ZZ-0811", "paid_on": on });
    rma.act(&finance, "pay_refund", paid("2026-01-05", "760.00")).refused(409, "transition_refused");
    rma.receive(&specialist, &[(0, 1)]).expect(200);
    let today = (chrono::Utc::now() + chrono::Duration::hours(8)).date_naive();
    let due = json!(today + chrono::Duration::days(7));
    assert_eq!(rma.last["claim"]["refund_due"], due);
    // The money is paid back once, by who may pay, with its paper.
    rma.act(&dealer, "pay_refund", paid("2026-01-05", "760.00")).refused(403, "forbidden");
    rma.act(&finance, "pay_refund", paid("2999-01-05", "760.00")).refused_field("/paid_on", "in_future");
    rma.act(&finance, "pay_refund", paid("2026-01-05", "0.00")).refused_field("/amount", "too_small");
    let answers = crate::support::at_once(4, |_| {
        finance.act(&format!("{}/pay_refund", rma.path()), &rma.etag, paid("2026-01-05", "760.00")).status
    });
    assert_eq!(answers.iter().filter(|status| **status == 200).count(), 1, "{answers:?}");
    let now = specialist.get(&rma.path()).expect(200);
    rma.take(now);
    let refund = &rma.last["claim"]["refund"];
    assert_eq!((&refund["amount"], &refund["reference"]), (&json!("760.00"), &json!("ZZ-0811")));
    assert!(!rma.last["available_actions"].as_array().unwrap().contains(&json!("pay_refund")));
    rma.act(&finance, "pay_refund", paid("2026-01-05", "760.00")).refused(409, "transition_refused");
    let kinds = |kind: &str| {
        let page = specialist.get(&format!("/rmas?kind={kind}")).expect(200).json();
        page["items"].as_array().unwrap().len()
    };
    assert_eq!((kinds("customer_return"), kinds("dealer_part")), (1, 0));
    // The dealer that looks after the customer sees it, and files for its own customers only.
    dealer.get(&rma.path()).expect(200);
    desk.as_("south_dealer").get(&rma.path()).refused(404, "not_found");
    ask(&desk.as_("south_dealer"), one.clone(), claimed(1, json!({})))
        .refused_field("/claim/customer_id", "no_such_record");
    ask(&dealer, one.clone(), claimed(1, json!({}))).expect(201);
    let tomorrow = claimed(-2, json!({}));
    ask(&dealer, one.clone(), tomorrow).refused_field("/claim/purchased_on", "in_future");
    ask(&dealer, one, claimed(1, json!({ "substitute": "另一型号" })))
        .refused_field("/claim/substitute", "inconsistent");
}

#[test]
fn what_the_policy_refuses_only_a_supervisor_lets_through() {
    let desk = Desk::open();
    let [specialist, supervisor] = ["service_specialist", "supervisor"].map(|key| desk.as_(key));
    let one = json!([{ "name": "门禁读卡器", "quantity": 1 }]);
    let mut rma = Rma::of(&ask(&specialist, one.clone(), claimed(8, json!({}))).expect(201));
    let verdict = rma.last["claim"]["verdict"].clone();
    assert_eq!((&verdict["allowed"], &verdict["instead"]), (&json!(false), &json!(["exchange", "repair"])));
    assert_eq!(rma.last["available_actions"], json!(["refuse", "cancel"]));
    let refused = rma.act(&specialist, "authorize", json!({})).refused(409, "transition_refused").json();
    assert_eq!(refused["allowed"], json!(["overrule", "refuse"]));
    let grounds = json!({ "reason": "同一故障已修两次" });
    rma.act(&specialist, "overrule", grounds.clone()).refused(403, "forbidden");
    rma.act(&supervisor, "overrule", json!({})).refused(422, "validation_failed");
    rma.act(&supervisor, "overrule", grounds.clone()).expect(200);
    assert_eq!(rma.last["claim"]["grounds"], "同一故障已修两次");
    rma.act(&specialist, "authorize", json!({})).expect(200);
    rma.act(&supervisor, "overrule", grounds).refused(409, "transition_refused");

    // Another model only as the customer agrees; the warranty of a unit is that of the unit.
    let swap = json!({ "remedy": "exchange", "substitute": "另一型号" });
    let swap = ask(&specialist, one, claimed(3, swap)).expect(201).json();
    assert_eq!(swap["claim"]["verdict"]["reasons"][0]["key"], "claim-substitute");
    let of_unit = json!([{ "name": "门机", "quantity": 1, "unit_id": UNIT }]);
    let repair = ask(&specialist, of_unit, claimed(3000, json!({ "remedy": "repair" }))).expect(201).json();
    assert_eq!(repair["claim"]["verdict"]["allowed"], true, "{}", repair["claim"]);
}
