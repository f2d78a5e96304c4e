//! Recoveries: accepted by silence, fought to arbitration, and settled with the supplier.

use super::rma::Rma;
use super::supplier_return::{judged, part};
use crate::support::cast::Organization;
use crate::support::desk::Desk;
use crate::support::{Client, Response, at_once};
use chrono::{Duration, Utc};
use sanbao::{check, jobs};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

/// A recovery, and the version that was read last.
struct Recovery {
    path: String,
    etag: String,
    last: Value,
}

impl Recovery {
    fn of(answer: &Response) -> Self {
        let last = answer.json();
        let path = format!("/recoveries/{}", last["head"]["id"].as_str().unwrap());
        Self { path, etag: answer.etag(), last }
    }

    fn act(&mut self, who: &Client, action: &str, body: Value) -> Response {
        let answer = who.act(&format!("{}/{action}", self.path), &self.etag, body);
        if answer.status == 200 {
            (self.etag, self.last) = (answer.etag(), answer.json());
        }
        answer
    }

    fn read(&mut self, who: &Client) {
        *self = Self::of(&who.get(&self.path).expect(200));
    }

    fn says(&self, what: &str) -> &Value {
        &self.last["head"][what]
    }
}

/// Two pieces for which the supplier answers with 80 %.
fn piece(desk: &Desk, part: &str) -> Rma {
    judged(desk, json!({ "part_id": part, "name": "经销商的叫法", "fault": "通电无反应", "quantity": 2 }))
}

fn claim(desk: &Desk, parts: Value, more: Value) -> Response {
    let mut body = json!({ "supplier_id": Organization::Parts.id(), "currency": "CNY", "parts": parts });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    desk.as_("quality").post("/recoveries", body)
}

pub(super) fn to_recover(desk: &Desk) -> Vec<Value> {
    let page = desk.as_("quality").get("/recoveries/to-recover").expect(200).json();
    page["items"].as_array().unwrap().clone()
}

fn told(who: &Client) -> Vec<String> {
    let page = who.get("/notifications").expect(200).json();
    let kinds = page["items"].as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap().to_owned());
    kinds.filter(|kind| kind.starts_with("recovery_")).collect()
}

/// The files of the evidence, each as its list of hashes says.
fn unpacked(who: &Client, path: &str) -> BTreeMap<String, String> {
    let bytes = who.get(&format!("{path}/evidence")).expect(200).bytes;
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut files = BTreeMap::new();
    for n in 0..archive.len() {
        let mut file = archive.by_index(n).unwrap();
        let mut bytes = vec![];
        file.read_to_end(&mut bytes).unwrap();
        files.insert(file.name().unwrap().into_owned(), bytes);
    }
    let sums = String::from_utf8(files.remove("SHA256SUMS").unwrap()).unwrap();
    assert_eq!(sums.lines().count(), files.len());
    for line in sums.lines() {
        let (sum, name) = line.split_once("  ").unwrap();
        let is: String = Sha256::digest(&files[name]).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(is, sum, "{name}");
    }
    files.into_iter().map(|(name, bytes)| (name, String::from_utf8_lossy(&bytes).into_owned())).collect()
}

fn holds(desk: &Desk) {
    assert_eq!(check::check(&desk.world.url()).unwrap().differences, [""; 0]);
}

#[test]
fn silence_accepts_and_the_supplier_is_paid_nothing_meanwhile() {
    let desk = Desk::open();
    let [quality, supplier, finance, supervisor, specialist, dealer] =
        ["quality", "supplier", "finance", "supervisor", "service_specialist", "north_dealer"]
            .map(|key| desk.as_(key));
    let (rma, other) = {
        let part = part(&desk, json!({}));
        (piece(&desk, &part), piece(&desk, &part))
    };
    let found = to_recover(&desk);
    assert_eq!(
        (found.len(), &found[0]["amount"], &found[0]["supplier_name"]),
        (2, &json!("1216.00"), &json!("Parts"))
    );

    // Bad input is refused whole.
    let one = json!([{ "rma_line_id": rma.line(0), "labour": "100.01", "penalty": "500" }]);
    claim(&desk, json!([]), json!({})).refused_field("/parts", "too_small");
    claim(&desk, json!([{ "rma_line_id": rma.line(0), "penalty": "499.99" }]), json!({}))
        .refused_field("/parts/0/penalty", "not_allowed");
    let twice = json!([{ "rma_line_id": rma.line(0) }, { "rma_line_id": rma.line(0) }]);
    claim(&desk, twice, json!({})).refused_field("/parts/1/rma_line_id", "taken");
    let bare = json!([{ "rma_line_id": rma.line(0) }]);
    claim(&desk, bare, json!({ "currency": "EUR" })).refused_field("/currency", "inconsistent");
    // No penalty is agreed in another currency.
    claim(&desk, one.clone(), json!({ "currency": "EUR" })).refused_field("/parts/0/penalty", "not_allowed");
    claim(&desk, one.clone(), json!({ "supplier_id": Organization::North.id() }))
        .refused_field("/supplier_id", "not_a_supplier");
    assert_eq!(desk.world.count("recoveries"), 0);

    // Cost × quantity × share, work × share, penalties for each piece, handling in full.
    let made = claim(&desk, one.clone(), json!({ "handling": "50", "note": "三宗同因" })).expect(201);
    let mut recovery = Recovery::of(&made);
    let amounts: Vec<_> =
        recovery.last["lines"].as_array().unwrap().iter().map(|l| l["amount"].clone()).collect();
    assert_eq!(amounts, ["1216.00", "80.01", "1000.00", "50.00"]);
    assert_eq!(recovery.says("claimed"), "2346.01");
    assert_eq!(to_recover(&desk).len(), 1, "what is claimed is not to be recovered any more");
    claim(&desk, one, json!({})).refused_field("/parts/0/rma_line_id", "no_such_record");
    let mut rma = Rma::of(&quality.get(&rma.path()).expect(200));
    rma.act_on(&quality, 0, "charge", json!({ "amount": "1216.00", "currency": "CNY" }))
        .refused(409, "transition_refused");

    // The supplier sees it once it is told, and nothing of the dealer and the return; nobody else outside sees any.
    supplier.get(&recovery.path).refused(404, "not_found");
    recovery.act(&supplier, "accept", json!({})).refused(404, "not_found");
    recovery.act(&quality, "notify", json!({ "delivery": " " })).refused(422, "validation_failed");
    recovery.act(&quality, "notify", json!({ "delivery": "邮件回执 09:12" })).expect(200);
    assert_eq!((recovery.says("status"), recovery.says("days_left")), (&json!("notified"), &json!(5)));
    let read = supplier.get(&recovery.path).expect(200);
    for secret in ["North", "RMA-", "通电无反应", "经销商的叫法"] {
        assert!(!read.body.contains(secret), "{secret}: {}", read.body);
    }
    assert_eq!(read.json()["available_actions"], json!(["accept", "object"]));
    supplier.get("/recoveries/to-recover").refused(403, "forbidden");
    dealer.get("/recoveries").refused(403, "forbidden");
    assert_eq!(told(&supplier), ["recovery_notified"]);
    let week = (Utc::now() + Duration::days(7)).date_naive();
    let silent = finance.get(&format!("/recoveries?silent_by={week}")).expect(200).json();
    assert_eq!(silent["items"].as_array().unwrap().len(), 1);

    // A statement of the supplier that is to be paid waits.
    let mut other = other;
    other.act_on(&quality, 0, "charge", json!({ "amount": "1216.00", "currency": "CNY" })).expect(200);
    let month = Utc::now().with_timezone(&chrono_tz::Asia::Shanghai).format("%Y-%m").to_string();
    let drafts = specialist.post("/statements", json!({ "month": month })).expect(200).json();
    let path = format!("/statements/{}", drafts["items"][0]["id"].as_str().unwrap());
    let mut etag = specialist.get(&path).expect(200).etag();
    let day = Utc::now().with_timezone(&chrono_tz::Asia::Shanghai).date_naive();
    for (who, action, body) in [
        (&specialist, "issue", json!({})),
        (&supplier, "agree", json!({})),
        (&finance, "invoice", json!({ "number": "F-1", "invoiced_on": day })),
    ] {
        etag = who.act(&format!("{path}/{action}"), &etag, body).expect(200).etag();
    }
    let pay = json!({ "reference": "ICBC-1", "paid_on": day });
    assert_eq!(supervisor.get(&path).expect(200).json()["available_actions"], json!([]));
    supervisor.act(&format!("{path}/pay"), &etag, pay.clone()).refused(409, "transition_refused");

    // Reminded at half and at four fifths of its days, and taken at its word of silence when they are over.
    let after =
        |hours: i64| jobs::lapse_recoveries(&desk.world.db(), Utc::now() + Duration::hours(hours)).unwrap();
    assert_eq!((after(1), after(73), after(74)), (0, 1, 0));
    assert_eq!((after(24 * 5), after(24 * 5)), (1, 0));
    recovery.read(&supplier);
    assert_eq!(recovery.says("status"), "notified", "the last day is the supplier's");
    assert_eq!((after(24 * 6), after(24 * 30)), (1, 0));
    recovery.read(&supplier);
    assert_eq!(
        (recovery.says("status"), recovery.says("answer_until")),
        (&json!("deemed_accepted"), &Value::Null)
    );
    recovery.act(&supplier, "object", json!({ "reason": "晚了" })).refused(409, "transition_refused");
    assert_eq!(
        told(&supplier),
        ["recovery_lapsed", "recovery_reminded", "recovery_reminded", "recovery_notified"]
    );
    supervisor.act(&format!("{path}/pay"), &etag, pay.clone()).expect(200);

    // Debited once, however many do it at once; settled with the statement it is in.
    recovery.act(&quality, "debit", json!({})).refused(403, "forbidden");
    let answers =
        at_once(20, |_| finance.act(&format!("{}/debit", recovery.path), &recovery.etag, json!({})).status);
    assert!(answers.iter().all(|status| [200, 412, 503].contains(status)), "{answers:?}");
    assert_eq!(desk.world.count("settlement_entries WHERE kind = 'recovery' AND amount = 2346.01"), 1);
    let paper = supplier.get(&format!("{}/paper?lang=zh-CN", recovery.path)).expect(200);
    assert!(paper.bytes.starts_with(b"%PDF"));
    desk.as_("north_dealer").get(&format!("{}/paper", recovery.path)).refused(403, "forbidden");
    // The evidence checks itself; the way from hand to hand is the house's.
    let ours = unpacked(&quality, &recovery.path);
    assert!(ours["custody.json"].contains("shipped"), "{}", ours["custody.json"]);
    assert!(ours["recovery.json"].contains("deemed_accepted"));
    let theirs = unpacked(&supplier, &recovery.path);
    assert_eq!(theirs["custody.json"], "[]");
    assert!(theirs.values().all(|text| !text.contains("North") && !text.contains("RMA-")));
    holds(&desk);
}

#[test]
fn an_objection_is_examined_again_and_a_second_one_arbitrated_by_somebody_else() {
    let desk = Desk::open();
    let [quality, supplier, finance, supervisor] =
        ["quality", "supplier", "finance", "supervisor"].map(|key| desk.as_(key));
    let part = part(&desk, json!({}));
    let mut rma = piece(&desk, &part);
    let one = json!([{ "rma_line_id": rma.line(0) }]);
    let mut recovery = Recovery::of(&claim(&desk, one.clone(), json!({})).expect(201));
    // Given up, its parts can be recovered once more.
    recovery.act(&quality, "withdraw", json!({ "reason": "录错" })).expect(200);
    supplier.get(&recovery.path).refused(404, "not_found");
    recovery = Recovery::of(&claim(&desk, one, json!({})).expect(201));
    recovery.act(&quality, "notify", json!({ "delivery": "EMS 1027" })).expect(200);
    recovery.act(&finance, "accept", json!({})).refused_field("/note", "required");
    recovery.act(&quality, "object", json!({ "reason": "x" })).refused(403, "forbidden");
    recovery.act(&supplier, "object", json!({ "reason": "出厂检验合格" })).expect(200);
    assert!(told(&quality).contains(&"recovery_objected".into()));
    assert_eq!(recovery.says("answer_until"), &Value::Null);

    // While it is disputed, the part is evidence.
    let scrap = json!({ "disposition": "scrap" });
    rma.act_on(&quality, 0, "dispose", scrap.clone()).refused(409, "transition_refused");
    recovery.act(&supplier, "keep", json!({ "reason": "x" })).refused(403, "forbidden");
    recovery.act(&quality, "keep", json!({ "reason": "x" })).refused(409, "transition_refused");
    recovery.act(&quality, "re_examine", json!({})).expect(200);
    recovery
        .act(&quality, "reduce", json!({ "amount": "1216.00", "reason": "x" }))
        .refused_field("/amount", "inconsistent");
    recovery
        .act(&quality, "reduce", json!({ "amount": "0", "reason": "x" }))
        .refused_field("/amount", "amount_zero");
    recovery.act(&quality, "reduce", json!({ "amount": "960.00", "reason": "一件为安装划伤" })).expect(200);
    assert_eq!(
        (recovery.says("status"), recovery.says("amount"), recovery.says("claimed")),
        (&json!("reduced"), &json!("960.00"), &json!("1216.00"))
    );
    assert!(told(&supplier).contains(&"recovery_decided".into()));
    recovery.act(&supplier, "object", json!({ "reason": "x" })).refused(409, "transition_refused");
    recovery.act(&supplier, "appeal", json!({ "reason": "仍不认可" })).expect(200);
    assert_eq!(recovery.says("status"), "arbitration");
    assert!(told(&supervisor).contains(&"recovery_objected".into()));

    // Ruled by a supervisor who had nothing to do with it; silence decides nothing any more.
    assert_eq!(jobs::lapse_recoveries(&desk.world.db(), Utc::now() + Duration::days(90)).unwrap(), 0);
    recovery.act(&quality, "rule", json!({ "amount": "1", "reason": "x" })).refused(403, "forbidden");
    recovery
        .act(&supervisor, "rule", json!({ "amount": "1216.01", "reason": "x" }))
        .refused_field("/amount", "inconsistent");
    // Somebody who wears both hats had to do with it.
    desk.world.execute(&format!(
        "INSERT INTO recovery_steps (id, recovery_id, at, status, actor_id, amount) SELECT gen_random_uuid(), id, now(), 'kept', \
         '{}', amount FROM recoveries WHERE status = 'arbitration'",
        crate::support::person("supervisor").id()
    ));
    recovery
        .act(&supervisor, "rule", json!({ "amount": "800", "reason": "x" }))
        .refused(409, "transition_refused");
    assert_eq!(supervisor.get(&recovery.path).expect(200).json()["available_actions"], json!([]));
    desk.world.execute(
        "ALTER TABLE recovery_steps DISABLE TRIGGER recovery_steps_kept; DELETE FROM recovery_steps WHERE status = 'kept'; \
         ALTER TABLE recovery_steps ENABLE TRIGGER recovery_steps_kept",
    );
    recovery.act(&supervisor, "rule", json!({ "amount": "800.50", "reason": "双方各半" })).expect(200);
    assert_eq!((recovery.says("status"), recovery.says("amount")), (&json!("final"), &json!("800.50")));
    recovery.act(&supplier, "appeal", json!({ "reason": "x" })).refused(409, "transition_refused");
    rma.act_on(&quality, 0, "dispose", scrap).expect(200);

    recovery.act(&finance, "debit", json!({})).expect(200);
    let entry = finance.get("/settlement-entries?kind=recovery").expect(200).json()["items"][0].clone();
    assert_eq!((&entry["amount"], &entry["source_number"]), (&json!("800.50"), recovery.says("number")));
    let words: Vec<_> =
        recovery.last["steps"].as_array().unwrap().iter().map(|step| step["status"].clone()).collect();
    assert_eq!(
        words,
        ["candidate", "notified", "disputed", "re_examination", "reduced", "arbitration", "final", "debited"]
    );
    holds(&desk);
}
