//! What goes back to suppliers: offered, collected or refused in time, disposed of by the house afterwards, and charged.

use super::rma::{Rma, ask, sheet};
use crate::support::cast::Organization;
use crate::support::desk::Desk;
use crate::support::{Client, Response, at_once};
use serde_json::{Value, json};

/// A part of the supplier `Parts` in the catalogue, with what it cost since last year.
pub(super) fn part(desk: &Desk, more: Value) -> String {
    let mut body = json!({
        "number": "DM-2201", "name": "门机皮带", "measure": "piece", "supplier_id": Organization::Parts.id(),
        "prices": [{ "valid_from": "2025-01-01", "currency": "CNY", "price": "1280", "cost": "760" }],
    });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    desk.as_("quality").post("/parts", body).expect(201).text("/id")
}

/// Two pieces of a part that a dealer sent, inspected: the supplier answers for 80 %.
pub(super) fn judged(desk: &Desk, line: Value) -> Rma {
    let [dealer, specialist, quality] =
        ["north_dealer", "service_specialist", "quality"].map(|key| desk.as_(key));
    let mut rma = Rma::of(&ask(&dealer, json!([line]), json!({ "reason": "客户投诉" })).expect(201));
    rma.act(&specialist, "authorize", json!({})).expect(200);
    rma.ship(&dealer, &[(0, 2)]).expect(200);
    rma.receive(&specialist, &[(0, 2)]).expect(200);
    rma.act_on(&quality, 0, "judge", sheet("confirmed_defect")).expect(200);
    rma
}

/// What goes back, and the version that was read last.
struct Leg {
    path: String,
    etag: String,
    last: Value,
}

impl Leg {
    fn of(desk: &Desk, part: &str) -> (Rma, Self) {
        let line = json!({ "part_id": part, "name": "经销商的叫法", "fault": "通电无反应", "quantity": 2 });
        let mut rma = judged(desk, line);
        rma.act_on(&desk.as_("quality"), 0, "dispose", json!({ "disposition": "return_to_supplier" }))
            .expect(200);
        let path = format!("/supplier-returns/{}", rma.line(0));
        let read = desk.as_("quality").get(&path).expect(200);
        (rma, Self { path, etag: read.etag(), last: read.json() })
    }

    fn act(&mut self, who: &Client, action: &str, body: Value) -> Response {
        let answer = who.act(&format!("{}/{action}", self.path), &self.etag, body);
        if answer.status == 200 {
            (self.etag, self.last) = (answer.etag(), answer.json());
        }
        answer
    }

    /// The last day to collect it was so many days ago.
    fn was_due(&self, desk: &Desk, days: i32) {
        let id = self.path.rsplit('/').next().unwrap();
        let day = format!("(now() AT TIME ZONE 'Asia/Shanghai')::date - {days}");
        desk.world.execute(&format!("UPDATE supplier_returns SET due_on = {day} WHERE line_id = '{id}'"));
    }
}

fn ids(who: &Client, filter: &str) -> Vec<String> {
    let page = who.get(&format!("/supplier-returns{filter}")).expect(200).json();
    page["items"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
}

fn told(who: &Client) -> Vec<Value> {
    let page = who.get("/notifications").expect(200).json();
    page["items"].as_array().unwrap().iter().map(|one| one["kind"].clone()).collect()
}

#[test]
fn a_supplier_hears_of_its_part_and_collects_it() {
    let desk = Desk::open();
    let [specialist, supplier, dealer] =
        ["service_specialist", "supplier", "north_dealer"].map(|key| desk.as_(key));
    let (rma, mut leg) = Leg::of(&desk, &part(&desk, json!({})));
    let only = vec![rma.line(0)];

    // Before it is offered the supplier knows nothing of it; the house sees what is to be done.
    assert_eq!(ids(&specialist, "?status=to_offer"), only);
    assert_eq!(leg.last["head"]["supplier_name"], "Parts");
    assert_eq!(ids(&supplier, ""), Vec::<String>::new());
    supplier.get(&leg.path).refused(404, "not_found");
    leg.act(&supplier, "offer", json!({})).refused(403, "forbidden");
    leg.act(&specialist, "collect", json!({ "waybill": "SF9" })).refused(409, "transition_refused");

    leg.act(&specialist, "offer", json!({ "note": "旧件库提货" })).expect(200);
    assert_eq!(leg.last["head"]["status"], "offered");
    assert_eq!(leg.last["head"]["days_left"], 5);
    assert_eq!(told(&supplier), ["offered"]);
    assert_eq!(ids(&supplier, ""), only);

    // The supplier reads the inspection, and nothing of the dealer or of the return.
    let read = supplier.get(&leg.path).expect(200);
    for secret in ["North", "RMA-", "通电无反应", "经销商的叫法", "客户投诉", "Wang"] {
        assert!(!read.body.contains(secret), "{secret}: {}", read.body);
    }
    let read = read.json();
    assert_eq!((&read["failure_mode"], &read["share_percent"]), (&json!("绕组短路"), &json!(80)));
    assert_eq!(read["available_actions"], json!(["collect", "refuse"]));
    for nobody in ["north_dealer", "tower_customer", "technician"] {
        desk.as_(nobody).get("/supplier-returns").refused(403, "forbidden");
    }

    leg.act(&supplier, "collect", json!({ "waybill": " " })).refused(422, "validation_failed");
    leg.act(&supplier, "collect", json!({ "waybill": "SF9", "collected_by": "司机老周" })).expect(200);
    assert_eq!((&leg.last["waybill"], &leg.last["collected_by"]), (&json!("SF9"), &json!("司机老周")));
    assert_eq!(leg.last["available_actions"], json!([]));
    leg.act(&supplier, "refuse", json!({ "grounds": "晚了" })).refused(409, "transition_refused");
    let steps = |who: &Client| {
        let read = who.get(&rma.path()).expect(200).json();
        let way = read["lines"][0]["custody"].as_array().unwrap().clone();
        way.iter().map(|s| s["step"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(steps(&specialist), ["shipped", "received", "collected"]);
    assert_eq!(steps(&dealer), ["shipped", "received"], "who supplies it is told inside the house");
    let seen = dealer.get(&rma.path()).expect(200).json()["lines"][0].clone();
    assert_eq!((&seen["supplier_return"], &seen["charges"]), (&Value::Null, &json!([])));
}

#[test]
fn the_house_disposes_of_it_only_once_the_five_days_are_over() {
    let desk = Desk::open();
    let [quality, supplier] = ["quality", "supplier"].map(|key| desk.as_(key));
    let (_, mut leg) = Leg::of(&desk, &part(&desk, json!({})));
    leg.act(&quality, "offer", json!({})).expect(200);
    let cost = json!({ "note": "回收单位报废", "amount": "120.00", "currency": "CNY" });
    leg.was_due(&desk, 0);
    let early = leg.act(&quality, "dispose_locally", cost.clone()).refused(409, "transition_refused").json();
    assert_eq!(early["allowed"], json!(["collect", "refuse"]));
    leg.was_due(&desk, 1);
    assert_eq!(supplier.get(&leg.path).expect(200).json()["head"]["days_left"], -1);
    let offered = quality.get(&leg.path).expect(200).json()["available_actions"].clone();
    assert_eq!(offered, json!(["collect", "refuse", "dispose_locally"]));
    leg.act(&supplier, "dispose_locally", cost.clone()).refused(403, "forbidden");
    leg.act(&quality, "dispose_locally", json!({ "amount": "120" })).refused_field("/currency", "required");

    // Both at once: it is either collected or disposed of.
    let answers = at_once(6, |n| {
        let (who, action, body) = match n % 2 {
            0 => (&supplier, "collect", json!({ "waybill": "SF9" })),
            _ => (&quality, "dispose_locally", cost.clone()),
        };
        who.act(&format!("{}/{action}", leg.path), &leg.etag, body).status
    });
    assert_eq!(answers.iter().filter(|status| **status == 200).count(), 1, "{answers:?}");
    let ended = quality.get(&leg.path).expect(200).json();
    let cost = desk.world.count("supplier_charges WHERE kind = 'disposal' AND amount = 120");
    assert_eq!(cost, i64::from(ended["head"]["status"] == "disposed_locally"));
}

#[test]
fn what_one_refuses_is_offered_to_another() {
    let desk = Desk::open();
    let [specialist, supplier, quality] =
        ["service_specialist", "supplier", "quality"].map(|key| desk.as_(key));
    let (_, mut leg) = Leg::of(&desk, &part(&desk, json!({})));
    leg.act(&specialist, "offer", json!({})).expect(200);
    leg.act(&supplier, "refuse", json!({})).refused(422, "validation_failed");
    leg.act(&supplier, "refuse", json!({ "grounds": "不是我方批次" })).expect(200);
    assert_eq!(leg.last["grounds"], "不是我方批次");
    assert_eq!(told(&quality), ["offer_refused"]);
    assert_eq!(told(&specialist), ["offer_refused", "return_requested"]);

    let other = json!({ "kind": "supplier", "code": "OTHER", "name": "Other", "zone": "Asia/Shanghai" });
    let other = desk.as_("admin").post("/organizations", other).expect(201).text("/id");
    let north = Organization::North.id();
    leg.act(&specialist, "offer", json!({ "supplier_id": north }))
        .refused_field("/supplier_id", "not_a_supplier");
    leg.act(&specialist, "offer", json!({ "supplier_id": other })).expect(200);
    assert_eq!((&leg.last["head"]["supplier_name"], &leg.last["grounds"]), (&json!("Other"), &Value::Null));
    // It is nothing of the first one's any more.
    supplier.get(&leg.path).refused(404, "not_found");
    leg.act(&supplier, "collect", json!({ "waybill": "SF9" })).refused(404, "not_found");
    assert_eq!(ids(&specialist, &format!("?supplier_id={other}&status=offered,refused")).len(), 1);
    assert_eq!(ids(&supplier, &format!("?supplier_id={other}")), Vec::<String>::new());
    assert_eq!(told(&supplier), Vec::<Value>::new(), "what is not to be seen is not told of either");
}

#[test]
fn nobody_is_offered_what_nobody_supplies() {
    let desk = Desk::open();
    let specialist = desk.as_("service_specialist");
    let (_, mut leg) = Leg::of(&desk, &part(&desk, json!({ "supplier_id": null })));
    leg.act(&specialist, "offer", json!({})).refused_field("/supplier_id", "supplier_unknown");
    let nobody = "01933f0a-0000-7000-8000-00000000dead";
    leg.act(&specialist, "offer", json!({ "supplier_id": nobody }))
        .refused_field("/supplier_id", "no_such_record");
    leg.act(&specialist, "offer", json!({ "supplier_id": Organization::Parts.id() })).expect(200);
    assert_eq!(desk.world.count("audit_entries WHERE record = 'supplier_return' AND action = 'offer'"), 1);
}

#[test]
fn a_supplier_is_charged_its_share_once() {
    let desk = Desk::open();
    let [quality, supplier, dealer, specialist] =
        ["quality", "supplier", "north_dealer", "service_specialist"].map(|key| desk.as_(key));
    let (mut rma, mut leg) = Leg::of(&desk, &part(&desk, json!({})));
    let read = |who: &Client| who.get(&rma.path()).expect(200).json()["lines"][0]["charge_proposal"].clone();
    assert_eq!((read(&dealer), read(&specialist)), (Value::Null, Value::Null));
    let proposed = read(&quality);
    assert_eq!((&proposed["amount"], &proposed["unit_price"]), (&json!("1216.00"), &json!("760.00")));
    assert_eq!((&proposed["quantity"], &proposed["share_percent"]), (&json!(2), &json!(80)));

    let charge = |amount: &str| json!({ "amount": amount, "currency": "CNY" });
    rma.act_on(&specialist, 0, "charge", charge("1216")).refused(403, "forbidden");
    rma.act_on(&quality, 0, "charge", charge("1000")).refused_field("/note", "required");
    rma.act_on(&quality, 0, "charge", charge("0")).refused_field("/amount", "amount_zero");
    // After the return is closed, too.
    rma.act(&specialist, "close", json!({})).expect(200);
    rma.act_on(&quality, 0, "charge", charge("1216")).expect(200);
    assert_eq!(rma.states().0, "closed");
    rma.act_on(&quality, 0, "charge", charge("1216")).refused(409, "transition_refused");
    assert_eq!(rma.last["lines"][0]["charges"][0]["amount"], "1216.00");

    leg.act(&specialist, "offer", json!({})).expect(200);
    let theirs = supplier.get(&leg.path).expect(200).json();
    assert_eq!(theirs["head"]["charged"], "1216.00");
    assert_eq!(theirs["charges"][0]["unit_price"], "760.00");
    assert_eq!(theirs["charges"][0]["recorded_by_name"], Value::Null);
    assert_eq!(dealer.get(&rma.path()).expect(200).json()["lines"][0]["charges"], json!([]));
}

#[test]
fn what_the_maker_charges_others_is_not_told_to_the_supplier() {
    let desk = Desk::open();
    let [quality, supplier] = ["quality", "supplier"].map(|key| desk.as_(key));
    let prices = json!([{ "valid_from": "2025-01-01", "currency": "CNY", "price": "1280" }]);
    let (mut rma, mut leg) = Leg::of(&desk, &part(&desk, json!({ "prices": prices })));
    rma.act_on(&quality, 0, "charge", json!({ "amount": "500", "currency": "CNY", "note": "按年度协议" }))
        .expect(200);
    leg.act(&quality, "offer", json!({})).expect(200);
    let theirs = supplier.get(&leg.path).expect(200).json()["charges"][0].clone();
    assert_eq!((&theirs["amount"], &theirs["unit_price"]), (&json!("500.00"), &Value::Null));
    // What disposing of it cost is added, in the same currency only.
    leg.was_due(&desk, 3);
    leg.act(&quality, "dispose_locally", json!({ "amount": "9", "currency": "EUR" }))
        .refused_field("/currency", "inconsistent");
    leg.act(&quality, "dispose_locally", json!({ "amount": "9.50", "currency": "CNY" })).expect(200);
    assert_eq!(leg.last["head"]["charged"], "509.50");
}

#[test]
fn only_what_the_supplier_answers_for_is_charged_to_it() {
    let desk = Desk::open();
    let quality = desk.as_("quality");
    let mut rma = judged(&desk, json!({ "name": "皮带", "quantity": 2 }));
    let note = json!({ "amount": "10", "currency": "CNY", "note": "估价" });
    // Nobody supplies what is not in the catalogue, unless it is named.
    rma.act_on(&quality, 0, "charge", note.clone()).refused_field("/supplier_id", "supplier_unknown");
    desk.world.execute(&format!("UPDATE rma_lines SET responsible = 'carrier' WHERE rma_id = '{}'", rma.id));
    rma.act_on(&quality, 0, "charge", note).refused(409, "transition_refused");
}

#[test]
fn the_list_goes_on_where_a_page_ends_in_both_orders() {
    let desk = Desk::open();
    let (quality, part) = (desk.as_("quality"), part(&desk, json!({})));
    for days in [3, 1, 2] {
        let (_, mut leg) = Leg::of(&desk, &part);
        leg.act(&quality, "offer", json!({})).expect(200);
        leg.was_due(&desk, days);
    }
    for sort in ["deadline", "-deadline"] {
        let all = ids(&quality, &format!("?sort={sort}"));
        let (mut found, mut cursor) = (vec![], String::new());
        loop {
            let page =
                quality.get(&format!("/supplier-returns?sort={sort}&limit=1{cursor}")).expect(200).json();
            found.extend(
                page["items"].as_array().unwrap().iter().map(|i| i["id"].as_str().unwrap().to_owned()),
            );
            match page["next_cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        assert_eq!((found.len(), found), (3, all), "{sort}");
    }
}
