//! Settlement: entries that are settled once, and monthly statements that are disputed, corrected, agreed to, paid and locked.

use super::register::english;
use super::rma::{Rma, ask, sheet};
use super::supplier_return::part;
use crate::support::cast::Organization;
use crate::support::desk::Desk;
use crate::support::{Client, Response, at_once};
use chrono::{Datelike, Duration, NaiveDate, Utc};
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use sanbao::{check, jobs};
use serde_json::{Value, json};

fn today() -> NaiveDate {
    Utc::now().with_timezone(&chrono_tz::Asia::Shanghai).date_naive()
}

fn month() -> String {
    today().format("%Y-%m").to_string()
}

/// Asks for an amount as one person and has it approved by another.
fn settle(desk: &Desk, party: Organization, more: Value) -> Response {
    let mut body = json!({ "party_id": party.id(), "kind": "penalty", "amount": "500", "currency": "CNY", "arose_on": today(),
        "reason": "按服务协议计收" });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let asked = desk.as_("service_specialist").post("/settlement-entries/requests", body).expect(201);
    let path = format!("/settlement-entries/requests/{}/approve", asked.text("/id"));
    desk.as_("supervisor").act(&path, &asked.etag(), json!({}))
}

/// A statement, and the version that was read last.
struct Statement {
    path: String,
    etag: String,
    last: Value,
}

impl Statement {
    /// The only one that somebody sees with these filters.
    fn only(who: &Client, filter: &str) -> Self {
        let page = who.get(&format!("/statements{filter}")).expect(200).json();
        assert_eq!(page["items"].as_array().unwrap().len(), 1, "{page}");
        let path = format!("/statements/{}", page["items"][0]["id"].as_str().unwrap());
        let read = who.get(&path).expect(200);
        Self { path, etag: read.etag(), last: read.json() }
    }

    fn act(&mut self, who: &Client, action: &str, body: Value) -> Response {
        let answer = who.act(&format!("{}/{action}", self.path), &self.etag, body);
        if answer.status == 200 {
            (self.etag, self.last) = (answer.etag(), answer.json());
        }
        answer
    }

    fn act_on(&mut self, who: &Client, line: usize, action: &str, body: Value) -> Response {
        let line = self.lines(who)[line]["id"].as_str().unwrap().to_owned();
        self.act(who, &format!("lines/{line}/{action}"), body)
    }

    fn lines(&self, who: &Client) -> Vec<Value> {
        let page = who.get(&format!("{}/lines", self.path)).expect(200).json();
        page["items"].as_array().unwrap().clone()
    }

    fn says(&self, what: &str) -> &Value {
        &self.last["head"][what]
    }
}

fn collect(desk: &Desk) {
    desk.as_("service_specialist").post("/statements", json!({ "month": month() })).expect(200);
}

fn told(who: &Client) -> Vec<String> {
    let page = who.get("/notifications").expect(200).json();
    let kinds = page["items"].as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap().to_owned());
    kinds.filter(|kind| kind.starts_with("statement_")).collect()
}

fn holds(desk: &Desk) {
    let found = check::check(&desk.world.url()).unwrap();
    assert_eq!(found.differences, [""; 0]);
}

#[test]
fn a_statement_is_disputed_by_line_corrected_agreed_to_invoiced_paid_and_locked() {
    let desk = Desk::open();
    let [specialist, finance, supervisor, dealer, other, supplier] =
        ["service_specialist", "finance", "supervisor", "north_dealer", "south_dealer", "supplier"]
            .map(|key| desk.as_(key));
    let contract = json!({ "kind": "contract_fee", "amount": "1200.10", "contract": "WB-1" });
    settle(&desk, Organization::North, contract).expect(200);
    settle(&desk, Organization::North, json!({ "amount": "500" })).expect(200);
    settle(&desk, Organization::North, json!({ "kind": "correction", "amount": "-86.55" })).expect(200);
    settle(&desk, Organization::North, json!({ "amount": "9", "currency": "EUR" })).expect(200);
    settle(&desk, Organization::South, json!({})).expect(200);
    let open = finance.get("/settlement-entries?settled=false").expect(200).json();
    assert_eq!(open["items"].as_array().unwrap().len(), 5);

    collect(&desk);
    let mut one = Statement::only(
        &specialist,
        "?currency=CNY&party_kind=dealer&status=collecting&party_id=00000000-0000-0000-0000-000000000101",
    );
    assert_eq!((one.says("total"), one.says("lines")), (&json!("1613.55"), &json!(3)));
    // What comes while it is collected comes in; nobody outside sees a draft.
    settle(&desk, Organization::North, json!({ "amount": "100" })).expect(200);
    collect(&desk);
    one = Statement::only(&specialist, "?currency=CNY&party_id=00000000-0000-0000-0000-000000000101");
    assert_eq!((one.says("total"), one.says("lines")), (&json!("1713.55"), &json!(4)));
    dealer.get(&one.path).refused(404, "not_found");
    assert_eq!(dealer.get("/settlement-entries").expect(200).json()["items"], json!([]));
    one.act(&dealer, "agree", json!({})).refused(404, "not_found");
    one.act(&supervisor, "issue", json!({})).refused(403, "forbidden");
    one.act(&finance, "issue", json!({})).expect(200);
    assert_eq!(told(&dealer), ["statement_issued"]);

    // The party sees its own, and nobody else's.
    for foreign in [&other, &supplier] {
        foreign.get(&one.path).refused(404, "not_found");
        foreign.get(&format!("{}/lines", one.path)).refused(404, "not_found");
        foreign.get(&format!("{}/paper/statement", one.path)).refused(404, "not_found");
    }
    desk.as_("technician").get("/statements").refused(403, "forbidden");
    let seen = dealer.get(&one.path).expect(200);
    assert_eq!(seen.json()["issued_by_name"], Value::Null, "who issued it is the house's");
    assert_eq!(seen.json()["available_actions"], json!(["agree"]));
    let entries = dealer.get("/settlement-entries").expect(200).json();
    assert_eq!(entries["items"].as_array().unwrap().len(), 4);

    // What comes later goes into the next; what it comes to never changes.
    settle(&desk, Organization::North, json!({ "amount": "7" })).expect(200);
    collect(&desk);
    assert_eq!(Statement::only(&dealer, "").says("lines"), 4);

    one.act_on(&dealer, 0, "dispute", json!({ "reason": " " })).refused(422, "validation_failed");
    one.act_on(&specialist, 0, "keep", json!({ "answer": "如合同" })).refused(409, "transition_refused");
    one.act_on(&dealer, 0, "dispute", json!({ "reason": "本月已停梯半月" })).expect(200);
    one.act_on(&dealer, 1, "dispute", json!({ "reason": "未收到通知" })).expect(200);
    assert_eq!(one.says("disputed"), 2);
    assert!(told(&specialist).contains(&"statement_disputed".into()));
    one.act(&dealer, "agree", json!({})).refused(409, "transition_refused");
    one.act_on(&dealer, 0, "correct", json!({ "amount": "0", "answer": "免" })).refused(403, "forbidden");
    let same = json!({ "amount": "1200.10", "answer": "不变" });
    one.act_on(&specialist, 0, "correct", same).refused_field("/amount", "inconsistent");
    one.act_on(&specialist, 0, "correct", json!({ "amount": "600.05", "answer": "按半月计" })).expect(200);
    one.act_on(&specialist, 1, "keep", json!({ "answer": "通知已送达" })).expect(200);
    assert_eq!(one.says("total"), "1713.55", "it stays as it was issued");
    assert_eq!(one.says("status"), "issued");
    // The house agrees for the party on its word only.
    one.act(&specialist, "agree", json!({})).refused_field("/note", "required");
    one.act(&dealer, "agree", json!({ "note": "同意" })).expect(200);
    assert_eq!(one.says("status"), "agreed");
    assert!(told(&finance).contains(&"statement_agreed".into()));
    let answered: Vec<_> = one.lines(&dealer).iter().map(|line| line["status"].clone()).collect();
    assert_eq!(answered, ["corrected", "agreed", "agreed", "agreed"]);
    one.act_on(&dealer, 2, "dispute", json!({ "reason": "晚了" })).refused(409, "transition_refused");

    one.act(&dealer, "invoice", json!({ "number": "F-1", "invoiced_on": today() })).refused(403, "forbidden");
    let tomorrow = today() + Duration::days(1);
    one.act(&finance, "invoice", json!({ "number": "F-1", "invoiced_on": tomorrow }))
        .refused_field("/invoiced_on", "in_future");
    one.act(&finance, "invoice", json!({ "number": "F-1", "invoiced_on": today() })).expect(200);
    assert_eq!(one.says("due_on"), &json!(today() + Duration::days(30)));
    // It is told of once it is due, and once only.
    let due =
        |days: i64| jobs::tell_due_statements(&desk.world.db(), Utc::now() + Duration::days(days)).unwrap();
    assert_eq!((due(30), due(32), due(40)), (0, 1, 0));
    assert!(told(&dealer).contains(&"statement_due".into()));

    let pay = json!({ "reference": "ICBC-1", "paid_on": today() });
    one.act(&finance, "pay", pay.clone()).refused(409, "transition_refused");
    one.act(&supervisor, "lock", json!({})).refused(409, "transition_refused");
    one.act(&supervisor, "pay", pay).expect(200);
    one.act(&finance, "lock", json!({})).expect(200);
    assert_eq!((one.says("status"), &one.last["available_actions"]), (&json!("locked"), &json!([])));
    assert_eq!(one.last["seal"].as_str().unwrap().len(), 64);

    // Locked is locked, for whoever comes by another door, too.
    let c = &mut PgConnection::establish(&desk.world.url()).unwrap();
    for statement in [
        "UPDATE statements SET total = 0 WHERE status = 'locked'",
        "UPDATE statements SET status = 'paid' WHERE status = 'locked'",
        "DELETE FROM statements WHERE status = 'locked'",
        "UPDATE statement_lines SET status = 'open' WHERE statement_id IN (SELECT id FROM statements WHERE status = 'locked')",
        "DELETE FROM statement_lines",
        "UPDATE settlement_entries SET amount = amount + 1",
        "DELETE FROM settlement_entries",
    ] {
        assert!(c.batch_execute(statement).is_err(), "{statement}");
    }

    // The correction and what came later are in the next month's.
    let next = Utc::now() + Duration::days(70);
    assert!(jobs::collect_statements(&desk.world.db(), next).unwrap() >= 1);
    let following = Statement::only(
        &specialist,
        "?currency=CNY&status=collecting&party_id=00000000-0000-0000-0000-000000000101",
    );
    assert_eq!((following.says("total"), following.says("lines")), (&json!("-593.05"), &json!(2)));

    for form in ["statement", "note"] {
        let paper = dealer.get(&format!("{}/paper/{form}?lang=zh-CN", one.path)).expect(200);
        assert!(paper.bytes.starts_with(b"%PDF"), "{form}");
    }
    dealer.get(&format!("{}/paper/else", one.path)).refused(404, "not_found");
    let list = english(&finance).get("/statements/export?format=csv").expect(200).body;
    assert!(list.contains("1713.55") && list.contains("Locked"), "{list}");
    let id = one.path.rsplit('/').next().unwrap();
    let lines = english(&finance)
        .get(&format!("/settlement-entries/export?format=csv&statement_id={id}"))
        .expect(200);
    assert!(lines.body.contains("-86.55") && !lines.body.contains("EUR"), "{}", lines.body);
    holds(&desk);
}

#[test]
fn nothing_is_settled_twice_and_nobody_reviews_their_own() {
    let desk = Desk::open();
    let [specialist, finance, supervisor] =
        ["service_specialist", "finance", "supervisor"].map(|key| desk.as_(key));
    let ticket = desk.file("service_specialist", json!({}));
    let paid = json!({ "kind": "paid_service", "ticket_id": ticket.id, "amount": "860" });
    settle(&desk, Organization::Tower, paid.clone()).expect(200);
    settle(&desk, Organization::Tower, paid).refused(409, "already_exists");
    let contract = json!({ "kind": "contract_fee", "amount": "10", "contract": "WB-9" });
    settle(&desk, Organization::North, contract.clone()).expect(200);
    settle(&desk, Organization::North, contract.clone()).refused(409, "already_exists");
    settle(&desk, Organization::South, contract).expect(200);

    // Bad input is refused whole.
    let ask = |more: Value| {
        let mut body = json!({ "party_id": Organization::North.id(), "kind": "penalty", "amount": "1", "currency": "CNY",
            "arose_on": today(), "reason": "x" });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        specialist.post("/settlement-entries/requests", body)
    };
    ask(json!({ "amount": "-1" })).refused_field("/amount", "inconsistent");
    ask(json!({ "amount": "0.00" })).refused_field("/amount", "amount_zero");
    ask(json!({ "amount": "1000000000" })).refused_field("/amount", "inconsistent");
    ask(json!({ "kind": "recovery" })).refused_field("/kind", "inconsistent");
    ask(json!({ "kind": "paid_service" })).refused_field("/ticket_id", "required");
    ask(json!({ "arose_on": today() + Duration::days(2) })).refused_field("/arose_on", "in_future");
    ask(json!({ "party_id": Organization::Maker.id() })).refused_field("/party_id", "not_allowed");
    let year = json!({ "month": format!("{}-01", today().year() + 1) });
    specialist.post("/statements", year).refused_field("/month", "in_future");

    // Four eyes: nobody reviews what they asked for.
    let own = json!({ "party_id": Organization::North.id(), "kind": "penalty", "amount": "3", "currency": "CNY", "arose_on": today(),
        "reason": "x" });
    let asked = finance.post("/settlement-entries/requests", own).expect(201);
    let path = format!("/settlement-entries/requests/{}", asked.text("/id"));
    finance.act(&format!("{path}/approve"), &asked.etag(), json!({})).refused(409, "transition_refused");
    specialist.act(&format!("{path}/approve"), &asked.etag(), json!({})).refused(403, "forbidden");
    let refused =
        supervisor.act(&format!("{path}/refuse"), &asked.etag(), json!({ "reason": "无依据" })).expect(200);
    assert_eq!(refused.json()["refusal"], "无依据");
    let paper = supervisor.get(&format!("{path}/paper")).expect(200);
    assert!(paper.bytes.starts_with(b"%PDF"));
    desk.as_("north_dealer").get(&path).refused(403, "forbidden");

    // Fifty at once: one request becomes one entry, one month one statement.
    let asked = ask(json!({ "amount": "4" })).expect(201);
    let path = format!("/settlement-entries/requests/{}/approve", asked.text("/id"));
    let approved = at_once(50, |_| supervisor.act(&path, &asked.etag(), json!({})).status);
    assert!(approved.iter().all(|status| [200, 412, 503].contains(status)), "{approved:?}");
    assert_eq!(desk.world.count("settlement_entries WHERE amount = 4"), 1);
    let collected = at_once(50, |_| specialist.post("/statements", json!({ "month": month() })).status);
    assert!(collected.iter().all(|status| [200, 503].contains(status)), "{collected:?}");
    assert_eq!(desk.world.count("statements"), 3);
    assert_eq!(desk.world.count("statement_lines"), desk.world.count("settlement_entries"));
    holds(&desk);
}

#[test]
fn overdue_parts_and_supplier_charges_are_settled_and_what_comes_late_is_taken_back() {
    let desk = Desk::open();
    let [dealer, specialist, quality] =
        ["north_dealer", "service_specialist", "quality"].map(|key| desk.as_(key));
    let part = part(&desk, json!({}));
    let mut rma = Rma::of(&ask(&dealer, json!([{ "part_id": part, "quantity": 2 }]), json!({})).expect(201));
    rma.act(&specialist, "authorize", json!({})).expect(200);
    let day = "(now() AT TIME ZONE 'Asia/Shanghai')::date - 30";
    desk.world.execute(&format!("UPDATE rmas SET deadline = {day} WHERE id = '{}'", rma.id));
    assert_eq!(jobs::dun_returns(&desk.world.db(), Utc::now()).unwrap(), 1);
    let entries = |query: &str| {
        let page = specialist.get(&format!("/settlement-entries{query}")).expect(200).json();
        page["items"].as_array().unwrap().clone()
    };
    let charged = entries("?kind=overdue_part_charge");
    assert_eq!(
        (charged.len(), &charged[0]["amount"], &charged[0]["party_name"]),
        (1, &json!("2560.00"), &json!("North"))
    );

    // It comes after all: no part, no money; late part restores.
    rma.ship(&dealer, &[(0, 2)]).expect(200);
    assert_eq!(entries("?kind=correction").len(), 0, "it is on its way only");
    rma.receive(&specialist, &[(0, 2)]).expect(200);
    let back = entries("?kind=correction");
    assert_eq!((back.len(), &back[0]["amount"]), (1, &json!("-2560.00")));

    rma.act_on(&quality, 0, "judge", sheet("confirmed_defect")).expect(200);
    let charge = json!({ "amount": "1216.00", "currency": "CNY" });
    rma.act_on(&quality, 0, "charge", charge).expect(200);
    let of_supplier = entries("?kind=supplier_charge");
    assert_eq!((of_supplier.len(), &of_supplier[0]["amount"]), (1, &json!("1216.00")));
    assert_eq!(entries("?kind=correction").len(), 1, "once");

    collect(&desk);
    let mut theirs = Statement::only(&specialist, "?party_kind=supplier");
    theirs.act(&specialist, "issue", json!({})).expect(200);
    let supplier = desk.as_("supplier");
    let line = theirs.lines(&supplier)[0].clone();
    assert_eq!(line["source_id"], Value::Null, "the return is between the house and the dealer");
    assert!(!line.to_string().contains("RMA-"), "{line}");
    theirs.act_on(&supplier, 0, "agree", json!({})).expect(200);
    assert_eq!(theirs.says("status"), "agreed", "the last line that is agreed to agrees to all of it");
    holds(&desk);
}
