//! Warranty claims: what a dry run says is what sending it in brings, every rule finds what is wrong, and money moves once.

use super::register::english;
use super::rma::{Rma, ask};
use crate::support::cast::Organization;
use crate::support::desk::{Desk, FAULT, FOREIGN_UNIT, UNIT};
use crate::support::{Client, Response, at_once, person};
use chrono::{Duration, NaiveDate, Utc};
use serde_json::{Value, json};
use shared::records::warranty_claim::{ClaimDryRun, WarrantyClaimInput, adjudicate};

/// A desk with a belt at 120.00 that must come back, an operation of 90 minutes, and 180.00 an hour for the dealer.
pub(super) struct Shop {
    pub desk: Desk,
    pub belt: String,
    pub operation: String,
    pub ticket: String,
}

pub(super) fn today() -> NaiveDate {
    (Utc::now() + Duration::hours(8)).date_naive()
}

pub(super) fn day(ago: i64) -> String {
    (today() - Duration::days(ago)).to_string()
}

impl Shop {
    pub fn open() -> Self {
        let desk = Desk::open();
        let belt = json!({ "number": "DM-2201", "name": "门机皮带", "measure": "piece", "return_owed": true, "return_days": 30,
            "supplier_id": Organization::Parts.id(),
            "prices": [{ "valid_from": "2025-01-01", "currency": "CNY", "price": "120.00", "cost": "80.00" }] });
        let belt = desk.as_("quality").post("/parts", belt).expect(201).text("/id");
        let supervisor = desk.as_("supervisor");
        let operation = json!({ "code": "DM-010", "name": "更换门机皮带", "standard_minutes": 90, "fault_code_id": FAULT });
        let operation = supervisor.post("/labour-operations", operation).expect(201).text("/id");
        let path = format!("/organizations/{}/labour-rates", person("north_dealer").organization.id());
        let etag = supervisor.get(&path).expect(200).etag();
        let rates = json!({ "rates": [{ "valid_from": "2025-01-01", "currency": "CNY", "rate": "180" }] });
        supervisor.put(&path, &etag, rates).expect(200);
        let ticket = desk.file("north_dealer", json!({ "fault_code_id": FAULT })).id;
        let file = b"what was seen";
        desk.as_("north_dealer")
            .upload(&format!("/tickets/{ticket}/attachments?name=log.txt"), file)
            .expect(201);
        Self { desk, belt, operation, ticket }
    }

    pub fn as_(&self, key: &str) -> Client {
        self.desk.as_(key)
    }

    /// A return of the belt, authorised.
    pub fn owed(&self) -> Rma {
        let line = json!([{ "part_id": self.belt, "quantity": 1 }]);
        let mut rma = Rma::of(&ask(&self.as_("north_dealer"), line, json!({})).expect(201));
        rma.act(&self.as_("service_specialist"), "authorize", json!({})).expect(200);
        rma
    }

    /// 120.00 for the belt, 270.00 for 90 minutes, 60.00 for 40 km, on that day.
    pub fn input(&self, ago: i64) -> Value {
        json!({
            "kind": "standard", "unit_id": UNIT, "ticket_id": self.ticket, "failed_on": day(ago), "repaired_on": day(ago),
            "currency": "CNY",
            "jobs": [{ "complaint": "异响", "cause": "皮带断裂", "correction": "更换皮带", "action": "replace",
                "fault_code_id": FAULT, "causal_part_id": self.belt,
                "lines": [
                    { "class": "part", "part_id": self.belt, "quantity": 1, "amount": "120.00" },
                    { "class": "labour", "operation_id": self.operation, "quantity": 85, "amount": "270.00" },
                    { "class": "travel", "quantity": 40, "amount": "60.00" },
                ] }],
        })
    }

    /// Without a part that must come back.
    pub fn work_only(&self, ago: i64) -> Value {
        let mut input = self.input(ago);
        input["jobs"][0]["lines"].as_array_mut().unwrap().remove(0);
        input
    }
}

/// A claim and the version that was read last.
pub(super) struct Claim {
    pub path: String,
    pub id: String,
    pub etag: String,
    pub last: Value,
}

impl Claim {
    fn of(answer: &Response) -> Self {
        let id = answer.text("/head/id");
        Self { path: format!("/warranty-claims/{id}"), id, etag: answer.etag(), last: answer.json() }
    }

    pub fn draft(who: &Client, input: Value) -> Self {
        Self::of(&who.post("/warranty-claims", input).expect(201))
    }

    pub fn act(&mut self, who: &Client, action: &str, body: Value) -> Response {
        let answer = who.act(&format!("{}/{action}", self.path), &self.etag, body);
        if answer.status == 200 {
            (self.etag, self.last) = (answer.etag(), answer.json());
        }
        answer
    }

    pub fn read(&mut self, who: &Client) -> &Self {
        let answer = who.get(&self.path).expect(200);
        (self.etag, self.last) = (answer.etag(), answer.json());
        self
    }

    pub fn said(&self) -> (String, String, String) {
        let text = |name: &str| self.last["head"][name].as_str().unwrap_or("-").to_owned();
        (text("status"), text("answer"), text("approved"))
    }

    /// Decides on each line: all of it, less, or nothing.
    pub fn decisions(&self, less: &[(usize, &str)]) -> Value {
        let lines = self.last["jobs"][0]["lines"].as_array().unwrap().iter().enumerate();
        let one = |(n, line): (usize, &Value)| match less.iter().find(|(at, _)| *at == n) {
            Some((_, "0")) => json!({ "line_id": line["id"], "verdict": "reject", "reason": "不属三包" }),
            Some((_, amount)) => {
                json!({ "line_id": line["id"], "verdict": "change", "amount": amount, "reason": "按标准核定" })
            }
            None => json!({ "line_id": line["id"], "verdict": "approve" }),
        };
        lines.map(one).collect()
    }
}

pub(super) fn said(status: &str, answer: &str, approved: &str) -> (String, String, String) {
    (status.into(), answer.into(), approved.into())
}

fn kinds(who: &Client, claim: &Claim) -> Vec<String> {
    let page = who.get("/notifications?limit=100").expect(200).json();
    let of_it =
        page["items"].as_array().unwrap().iter().filter(|n| n["warranty_claim_id"] == claim.id.as_str());
    of_it.map(|n| n["kind"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_sound_claim_is_approved_by_itself_and_is_paid_when_the_old_part_is_back() {
    let shop = Shop::open();
    let [dealer, specialist] = ["north_dealer", "service_specialist"].map(|key| shop.as_(key));
    let mut rma = shop.owed();
    let mut input = shop.input(3);
    input["jobs"][0]["lines"][0]["rma_line_id"] = json!(rma.line(0));
    input["order_number"] = json!("WO-1");
    // The page reckons the same from what the dry run gave it.
    let dry = dealer.post("/warranty-claims/dry-run", input.clone()).expect(200).json();
    let dry: ClaimDryRun = serde_json::from_value(dry).unwrap();
    let typed: WarrantyClaimInput = serde_json::from_value(input.clone()).unwrap();
    assert_eq!(adjudicate(&typed, &dry.facts, &dry.rules), dry.adjudication);
    assert_eq!(json!(dry.adjudication.outcome), "approve", "{:?}", dry.adjudication.checks);
    let proposed = |ticket: &str| dealer.get(&format!("/warranty-claims/proposal?ticket_id={ticket}"));
    proposed(&shop.ticket).expect(200);
    proposed("00000000-0000-7000-8000-00000000dead").refused_field("?ticket_id", "no_such_record");
    let none = dealer.get("/warranty-claims").expect(200).json();
    assert_eq!(none["items"], json!([]), "nothing is stored");
    let mut claim = Claim::draft(&dealer, input.clone());
    claim.act(&dealer, "submit", json!({})).expect(200);
    assert_eq!(claim.said(), said("awaiting_parts", "approved", "450.00"));
    let sent = &claim.last["versions"][0]["adjudication"];
    assert_eq!(*sent, json!(dry.adjudication), "the same answer");
    // Another claim for the same fault, and the same order.
    dealer.post("/warranty-claims", input.clone()).refused(409, "already_exists");
    input["order_number"] = Value::Null;
    input["jobs"][0]["lines"][0]["rma_line_id"] = Value::Null;
    let mut again = Claim::draft(&dealer, input);
    again.act(&dealer, "submit", json!({})).expect(200);
    assert_eq!(again.said(), said("rejected", "rejected", "0.00"));
    // The part is on its way, and then there.
    rma.ship(&dealer, &[(0, 1)]).expect(200);
    assert_eq!(claim.read(&dealer).said().0, "awaiting_parts");
    rma.receive(&specialist, &[(0, 1)]).expect(200);
    assert_eq!(claim.read(&dealer).said(), said("payable", "approved", "450.00"));
    let events: Vec<_> = claim.last["events"].as_array().unwrap().iter().map(|e| e["kind"].clone()).collect();
    assert_eq!(events, ["parts_came", "submit", "create"]);
    assert_eq!(kinds(&dealer, &claim), ["claim_decided"], "told by the rule");
    let file = english(&dealer).get("/warranty-claims/export?format=csv").expect(200);
    assert!(file.body.contains("450.00") && file.body.contains("Payable"), "{}", file.body);
    let paper = dealer.get(&format!("{}/paper/claim?lang=zh-CN", claim.path)).expect(200);
    assert!(paper.bytes.starts_with(b"%PDF"));
    // Nobody else's business.
    for other in ["south_dealer", "technician", "tower_customer", "supplier", "north_technician"] {
        let status = shop.as_(other).get(&claim.path).status;
        assert!(matches!(status, 403 | 404), "{other} {status}");
    }

    // It stands in one statement of its dealer, however many collect at once, and goes its way with it.
    let [finance, supervisor] = ["finance", "supervisor"].map(|key| shop.as_(key));
    let month = json!({ "month": today().format("%Y-%m").to_string() });
    let collected = at_once(8, |_| finance.post("/statements", month.clone()).status);
    assert_eq!(collected, [200; 8]);
    let page = finance.get("/statements").expect(200).json();
    assert_eq!(page["items"].as_array().unwrap().len(), 1, "{page}");
    let path = format!("/statements/{}", page["items"][0]["id"].as_str().unwrap());
    let mut etag = finance.get(&path).expect(200).etag();
    let mut step = |who: &Client, action: &str, body: Value| {
        let answer = who.act(&format!("{path}/{action}"), &etag, body).expect(200);
        etag = answer.etag();
        answer.json()
    };
    let issued = step(&finance, "issue", json!({}));
    assert_eq!((&issued["head"]["total"], &issued["head"]["lines"]), (&json!("-450.00"), &json!(1)));
    assert_eq!(claim.read(&dealer).said().0, "in_statement");
    let lines = dealer.get(&format!("{path}/lines")).expect(200).json();
    assert_eq!(lines["items"][0]["source_number"], claim.last["head"]["number"], "{lines}");
    supervisor
        .act(&format!("{}/charge_back", claim.path), &claim.etag, json!({ "reason": "审计" }))
        .refused(409, "transition_refused");
    step(&dealer, "agree", json!({}));
    step(&finance, "invoice", json!({ "number": "FP-1", "invoiced_on": today() }));
    step(&supervisor, "pay", json!({ "paid_on": today(), "reference": "YH-1" }));
    assert_eq!(claim.read(&dealer).said().0, "paid");
    step(&finance, "lock", json!({}));
    assert_eq!(claim.read(&dealer).said().0, "closed");
    // After an audit it is asked back, by an entry of its own.
    claim.read(&supervisor);
    claim.act(&supervisor, "charge_back", json!({ "reason": "审计：未更换" })).expect(200);
    let open = finance.get("/settlement-entries?settled=false").expect(200).json();
    let open: Vec<_> = open["items"].as_array().unwrap().iter().map(|e| (&e["kind"], &e["amount"])).collect();
    assert_eq!(open, [(&json!("charge_back"), &json!("450.00"))]);
    let found = sanbao::check::check(&shop.desk.world.url()).unwrap();
    assert_eq!(found.differences, [""; 0]);
}

#[test]
fn a_referred_claim_is_decided_by_others_appealed_once_and_ruled_on_for_good() {
    let shop = Shop::open();
    let [dealer, specialist, quality, supervisor] =
        ["north_dealer", "service_specialist", "quality", "supervisor"].map(|key| shop.as_(key));
    // Work beyond the standard time, and what no list knows.
    let mut input = shop.work_only(3);
    input["jobs"][0]["lines"][0]["amount"] = json!("400.00");
    let other = json!({ "class": "misc", "description": "吊装费", "quantity": 1, "amount": "600.00" });
    input["jobs"][0]["lines"].as_array_mut().unwrap().push(other);
    let mut claim = Claim::draft(&dealer, input.clone());
    // A double click sends it in once.
    let sends = at_once(8, |_| dealer.act(&format!("{}/submit", claim.path), &claim.etag, json!({})).status);
    let took = sends.iter().filter(|status| **status == 200).count();
    assert_eq!(took, 1, "{sends:?}");
    claim.read(&dealer);
    assert_eq!(claim.said(), said("in_review", "-", "-"));
    assert_eq!(claim.last["proposed"], "930.00", "labour is capped at the standard time");
    assert_eq!(kinds(&specialist, &claim), ["claim_waits"]);
    // Asked back and completed, it is the second version; nobody changes it in between.
    let question = json!({ "question": "吊装发票？" });
    claim.act(&quality, "ask", question).expect(200);
    assert_eq!(kinds(&dealer, &claim), ["claim_asked"]);
    input["note"] = json!("发票 0815");
    let changed = dealer.put(&claim.path, &claim.etag, input.clone()).expect(200);
    claim.etag = changed.etag();
    claim.act(&dealer, "submit", json!({})).expect(200);
    assert_eq!(claim.last["versions"].as_array().unwrap().len(), 2);
    dealer.put(&claim.path, &claim.etag, input.clone()).refused(409, "transition_refused");
    // Decisions are complete, have reasons, and never exceed what was claimed.
    let mut more = claim.decisions(&[(0, "270.00")]);
    more[0]["amount"] = json!("400.01");
    let path = format!("{}/decide", claim.path);
    quality.act(&path, &claim.etag, json!({ "lines": more })).refused_field("/lines/0/amount", "too_large");
    quality.act(&path, &claim.etag, json!({ "lines": [] })).refused_field("/lines", "required");
    dealer.act(&path, &claim.etag, json!({ "lines": [] })).refused(403, "forbidden");
    let less = json!({ "lines": claim.decisions(&[(0, "270.00"), (2, "0")]) });
    claim.act(&quality, "decide", less).expect(200);
    assert_eq!(claim.said(), said("approved_partly", "approved_partly", "330.00"));
    claim.act(&dealer, "appeal", json!({ "reason": "发票已附" })).expect(200);
    quality
        .act(&format!("{}/rule", claim.path), &claim.etag, json!({ "reason": "x" }))
        .refused(403, "forbidden");
    claim.act(&supervisor, "rule", json!({ "reason": "维持" })).expect(200);
    assert_eq!(claim.said(), said("payable", "upheld", "330.00"));
    dealer
        .act(&format!("{}/appeal", claim.path), &claim.etag, json!({ "reason": "x" }))
        .refused(409, "transition_refused");
    claim.act(&supervisor, "charge_back", json!({ "reason": "审计" })).expect(200);
    assert_eq!(claim.said().0, "charged_back");

    // Nobody decides on what they filed; goodwill is for an approver, and the maker pays its share.
    let mut own = shop.work_only(9);
    own["dealer_id"] = json!(person("north_dealer").organization.id());
    own["kind"] = json!("goodwill");
    own["goodwill"] = json!({ "maker": 50, "dealer": 30, "customer": 20 });
    let mut own = Claim::draft(&supervisor, own);
    own.act(&supervisor, "submit", json!({})).expect(200);
    assert_eq!((own.said().0.as_str(), &own.last["proposed"]), ("in_review", &json!("165.00")));
    let all = json!({ "lines": own.decisions(&[]) });
    supervisor
        .act(&format!("{}/decide", own.path), &own.etag, all.clone())
        .refused(409, "transition_refused");
    quality.act(&format!("{}/decide", own.path), &own.etag, all).refused(403, "forbidden");
    own.act(&specialist, "withdraw", json!({})).expect(200);

    // Leave for more is granted by somebody else, and used once.
    let ask = json!({ "unit_id": UNIT, "estimate": "15000", "currency": "CNY", "reason": "整机更换" });
    let leave = dealer.post("/pre-authorizations", ask).expect(201);
    let path = format!("/pre-authorizations/{}", leave.text("/id"));
    let grant = json!({ "limit": "12000", "valid_until": day(-30) });
    let told = |who: &Client| {
        let page = who.get("/notifications?limit=100").expect(200).json();
        let of_it = page["items"].as_array().unwrap().iter();
        let of_it = of_it.filter(|n| n["pre_authorization_id"] == leave.text("/id").as_str());
        of_it.map(|n| n["kind"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!((told(&supervisor), told(&dealer)), (vec!["authorization_asked".to_owned()], vec![]));
    dealer.act(&format!("{path}/grant"), &leave.etag(), grant.clone()).refused(403, "forbidden");
    supervisor.act(&format!("{path}/grant"), &leave.etag(), grant).expect(200);
    assert_eq!(told(&dealer), ["authorization_decided"]);
    let mut dear = shop.work_only(20);
    dear["pre_authorization_id"] = json!(leave.text("/id"));
    dear["jobs"][0]["lines"][1] =
        json!({ "class": "outside", "description": "整机", "quantity": 1, "amount": "11000" });
    let mut dear = Claim::draft(&dealer, dear);
    dear.act(&dealer, "submit", json!({})).expect(200);
    let found = |claim: &Claim, key: &str| {
        claim.last["checks"].as_array().unwrap().iter().any(|check| check["message"]["key"] == key)
    };
    assert!(found(&dear, "check-pre_authorization-granted"), "{}", dear.last["checks"]);
    assert_eq!(dealer.get(&path).expect(200).text("/status"), "consumed");
    dear.act(&dealer, "withdraw", json!({})).expect(200);
    assert_eq!(dealer.get(&path).expect(200).text("/status"), "granted");
}

#[test]
fn what_makes_no_sense_is_refused_or_rejected_and_nothing_changes() {
    let shop = Shop::open();
    let [dealer, south] = ["north_dealer", "south_dealer"].map(|key| shop.as_(key));
    let with = |change: &dyn Fn(&mut Value)| {
        let mut input = shop.work_only(3);
        change(&mut input);
        input
    };
    type Change = fn(&mut Value);
    let refused: [(&str, &str, Change); 9] = [
        ("/unit_id", "no_such_record", |i| i["unit_id"] = json!(FOREIGN_UNIT)),
        ("/unit_id", "required", |i| i["unit_id"] = Value::Null),
        ("/repaired_on", "too_early", |i| i["failed_on"] = json!(day(1))),
        ("/repaired_on", "in_future", |i| i["repaired_on"] = json!(day(-1))),
        ("/jobs/0/lines/0/amount", "amount_malformed", |i| i["jobs"][0]["lines"][0]["amount"] = json!("-1")),
        ("/jobs/0/lines/0/quantity", "too_large", |i| i["jobs"][0]["lines"][0]["quantity"] = json!(100_001)),
        ("/jobs/0/lines/0/operation_id", "required", |i| {
            i["jobs"][0]["lines"][0]["operation_id"] = Value::Null
        }),
        ("/goodwill", "required", |i| i["kind"] = json!("goodwill")),
        ("/dealer_id", "no_such_record", |i| {
            i["dealer_id"] = json!(person("south_dealer").organization.id())
        }),
    ];
    for (pointer, code, change) in refused {
        dealer.post("/warranty-claims", with(&change)).refused_field(pointer, code);
        dealer.post("/warranty-claims/dry-run", with(&change)).refused_field(pointer, code);
    }
    south.post("/warranty-claims/dry-run", shop.work_only(3)).refused_field("/ticket_id", "no_such_record");
    shop.as_("technician").post("/warranty-claims", shop.work_only(3)).refused(403, "forbidden");
    assert_eq!(dealer.get("/warranty-claims").expect(200).json()["items"], json!([]));
    // What the rules find: told before, and the same afterwards.
    let found: [(&str, &str, Change); 6] = [
        ("check-dates-before_delivery", "reject", |i| {
            (i["failed_on"], i["repaired_on"]) = (json!(day(200)), json!(day(199)));
        }),
        ("check-labour_time-over", "refer", |i| i["jobs"][0]["lines"][0]["amount"] = json!("270.01")),
        ("check-amount-absurd", "reject", |i| i["jobs"][0]["lines"][0]["amount"] = json!("999999999.99")),
        ("check-currency-rate", "refer", |i| i["currency"] = json!("USD")),
        ("check-evidence-missing", "refer", |i| i["ticket_id"] = Value::Null),
        ("check-deadline-late", "refer", |i| {
            (i["failed_on"], i["repaired_on"]) = (json!(day(40)), json!(day(40)));
        }),
    ];
    for (key, outcome, change) in found {
        let dry = dealer.post("/warranty-claims/dry-run", with(&change)).expect(200).json();
        let checks = dry["adjudication"]["checks"].as_array().unwrap().clone();
        assert!(checks.iter().any(|check| check["message"]["key"] == key), "{key} {checks:?}");
        assert_eq!(dry["adjudication"]["outcome"], outcome, "{key}");
    }
    // From the ticket everything is carried over.
    let ticket = &shop.ticket;
    let proposal = dealer.get(&format!("/warranty-claims/proposal?ticket_id={ticket}")).expect(200).json();
    assert_eq!((&proposal["unit_id"], &proposal["jobs"][0]["fault_code_id"]), (&json!(UNIT), &json!(FAULT)));
    assert_eq!(proposal["jobs"][0]["lines"][0]["amount"], "270.00", "{proposal}");
    south
        .get(&format!("/warranty-claims/proposal?ticket_id={ticket}"))
        .refused_field("?ticket_id", "no_such_record");
}
