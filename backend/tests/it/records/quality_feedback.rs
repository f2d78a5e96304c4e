//! Quality feedback: complaints and a return become one case, and nobody steps over a gate on its way to the end.

use super::rma::Rma;
use super::supplier_return::{judged, part};
use crate::support::cast::Organization;
use crate::support::desk::{Desk, FAULT, Ticket, UNIT};
use crate::support::{Client, Response, at_once, person};
use serde_json::{Value, json};

/// A quality feedback and the version that was read last.
pub(super) struct Case {
    pub(super) path: String,
    pub(super) id: String,
    etag: String,
    pub(super) last: Value,
}

impl Case {
    fn of(answer: &Response) -> Self {
        let id = answer.text("/head/id");
        Self { path: format!("/quality-feedback/{id}"), id, etag: answer.etag(), last: answer.json() }
    }

    pub(super) fn raise(who: &Client, body: Value) -> Self {
        Self::of(&who.post("/quality-feedback", body).expect(201))
    }

    fn take(&mut self, answer: Response) -> Response {
        if answer.status == 200 {
            (self.etag, self.last) = (answer.etag(), answer.json());
        }
        answer
    }

    pub(super) fn act(&mut self, who: &Client, action: &str, body: Value) -> Response {
        let answer = who.act(&format!("{}/{action}", self.path), &self.etag, body);
        self.take(answer)
    }

    pub(super) fn write(&mut self, who: &Client, body: Value) -> Response {
        let answer = who.patch(&self.path, &self.etag, body);
        self.take(answer)
    }

    pub(super) fn read(&mut self, who: &Client) -> &Value {
        let answer = who.get(&self.path).expect(200);
        self.take(answer);
        &self.last
    }

    pub(super) fn status(&self) -> &str {
        self.last["head"]["status"].as_str().unwrap()
    }

    fn measure(&self, n: usize) -> String {
        self.last["measures"][n]["id"].as_str().unwrap().to_owned()
    }

    pub(super) fn finish(&mut self, who: &Client, n: usize) -> Response {
        let action = format!("measures/{}/finish", self.measure(n));
        self.act(who, &action, json!({ "evidence": "首件检验报告", "cost": "300.00", "currency": "CNY" }))
    }

    pub(super) fn validate(&mut self, who: &Client, n: usize) -> Response {
        let action = format!("measures/{}/validate", self.measure(n));
        self.act(who, &action, json!({ "evidence": "抽检 50 件合格" }))
    }

    /// What an action still needs, as it is shown before anybody tries it.
    fn missing(&self, action: &str) -> Vec<String> {
        let gates = self.last["gates"].as_array().unwrap();
        let of = gates.iter().filter(|gate| gate["action"] == action);
        of.flat_map(|gate| gate["missing"].as_array().unwrap().clone())
            .map(|word| word.as_str().unwrap().to_owned())
            .collect()
    }
}

pub(super) fn triage(severity: &str, method: &str, more: Value) -> Value {
    let mut body = json!({
        "severity": severity, "extent": "batch", "method": method, "department": "production",
        "owner_id": person("engineer").id(), "grounds": "带轮偏心，属质量问题",
    });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

pub(super) fn measure(kind: &str, owner: &str) -> Value {
    json!({ "kind": kind, "description": "带轮改为一次装夹", "owner_id": person(owner).id(), "due_on": "2099-12-31" })
}

fn causes(whole: bool) -> Value {
    let mut causes =
        json!({ "occurrence": "带轮偏心 0.4 mm", "escape": "出厂不测跳动", "whys": ["装夹两次"] });
    if whole {
        causes["system"] = json!("供方变更未通知");
    }
    json!({ "causes": causes })
}

pub(super) fn ids(who: &Client, filter: &str) -> Vec<String> {
    let page = who.get(&format!("/quality-feedback{filter}")).expect(200).json();
    page["items"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
}

pub(super) fn told(who: &Client) -> Vec<Value> {
    let page = who.get("/notifications").expect(200).json();
    page["items"].as_array().unwrap().iter().map(|one| one["kind"].clone()).collect()
}

pub(super) fn refused_by(answer: Response, gates: &[&str]) {
    let answer = answer.refused(422, "requirement_missing").json();
    assert_eq!(answer["allowed"], json!(gates), "{answer}");
}

#[test]
fn two_complaints_and_a_return_become_one_case_that_is_proven_and_told() {
    let desk = Desk::open();
    let [specialist, engineer, quality, supervisor] =
        ["service_specialist", "engineer", "quality", "supervisor"].map(|key| desk.as_(key));
    let part = part(&desk, json!({}));
    let returned: Rma =
        judged(&desk, json!({ "part_id": part, "batch": "B-7", "fault": "门机异响", "quantity": 2 }));
    let first =
        desk.file("service_specialist", json!({ "fault_code_id": FAULT, "description": "关门时有金属声" }));
    let second = desk.file("service_specialist", json!({ "subject": "门机异响，关门慢", "unit_id": UNIT }));

    // Everything is carried over; the return is compared by what the inspection found.
    let line = json!({ "rma_line_id": returned.line(0) });
    let mut case = Case::raise(&quality, line);
    let head = &case.last["head"];
    assert_eq!((&head["part_id"], &head["batch"]), (&json!(part), &json!("B-7")));
    assert_eq!((&head["subject"], &head["supplier_name"]), (&json!("门机皮带：绕组短路"), &json!("Parts")));
    let mut one = Case::raise(&specialist, json!({ "ticket_id": first.id }));
    assert_eq!(one.last["head"]["subject"], "3 号梯门机异响");
    assert_eq!(
        (&one.last["description"], &one.last["fault_code_id"]),
        (&json!("关门时有金属声"), &json!(FAULT))
    );
    assert_eq!((&one.last["unit_id"], &one.last["head"]["product_name"]), (&json!(UNIT), &json!("乘客电梯")));
    assert!(told(&quality).contains(&json!("quality_raised")));
    let two = Case::raise(&specialist, json!({ "ticket_id": second.id, "part_id": part, "batch": "B-7" }));
    specialist.post("/quality-feedback", json!({})).refused_field("/subject", "required");
    let both = json!({ "ticket_id": first.id, "rma_line_id": returned.line(0) });
    specialist.post("/quality-feedback", both).refused_field("/rma_line_id", "inconsistent");
    let nowhere = json!({ "ticket_id": "01933f0a-0000-7000-8000-00000000dead" });
    specialist.post("/quality-feedback", nowhere).refused_field("/ticket_id", "no_such_record");

    // The second complaint is like both; quality makes one case of the three.
    let alike = quality.get(&format!("{}/similar", two.path)).expect(200).json();
    let found: Vec<_> = alike.as_array().unwrap().iter().map(|s| (&s["head"]["id"], &s["alike"])).collect();
    assert_eq!(found[0], (&json!(case.id), &json!(["part", "batch"])));
    assert_eq!(found[1], (&json!(one.id), &json!(["words", "model"])));
    let mut two = two;
    two.act(&engineer, "merge", json!({ "into_id": case.id })).refused(403, "forbidden");
    two.act(&quality, "merge", json!({ "into_id": two.id })).refused_field("/into_id", "inconsistent");
    two.act(&quality, "merge", json!({ "into_id": case.id })).expect(200);
    assert_eq!((two.status(), &two.last["head"]["sources"]), ("merged", &json!(0)));
    case.act(&quality, "cancel", json!({ "reason": "重复" })).refused(412, "version_stale");
    one.act(&quality, "merge", json!({ "into_id": two.id })).refused(409, "transition_refused");
    one.act(&quality, "merge", json!({ "into_id": case.id })).expect(200);
    assert_eq!(case.read(&quality)["head"]["sources"], 3);
    // What the return did not tell, the complaints did.
    assert_eq!(
        (&case.last["fault_code_id"], &case.last["head"]["product_name"]),
        (&json!(FAULT), &json!("乘客电梯"))
    );
    assert_eq!(ids(&specialist, &format!("?ticket_id={}", first.id)), [case.id.clone()]);

    // Judged once, by quality only, and not by two at once.
    case.act(&engineer, "triage", triage("major", "8d", json!({}))).refused(403, "forbidden");
    case.act(&quality, "triage", triage("major", "simple", json!({})))
        .refused_field("/method", "inconsistent");
    let nobody = json!({ "owner_id": person("technician").id() });
    case.act(&quality, "triage", triage("major", "8d", nobody)).refused_field("/owner_id", "no_such_record");
    let answers = at_once(4, |n| {
        let severity = ["major", "critical"][n % 2];
        quality.act(&format!("{}/triage", case.path), &case.etag, triage(severity, "8d", json!({}))).status
    });
    assert_eq!(answers.iter().filter(|status| **status == 200).count(), 1, "{answers:?}");
    assert!(answers.iter().all(|status| [200, 412].contains(status)), "{answers:?}");
    case.read(&quality);
    let grave = case.last["head"]["severity"].clone();
    assert!(told(&engineer).contains(&json!("quality_assigned")));

    // Contained at places, not by a word alone; the causes and a measure before there is a plan.
    case.act(&engineer, "submit_plan", json!({})).refused(409, "transition_refused");
    case.act(&engineer, "begin", json!({})).refused(409, "transition_refused");
    case.act(&engineer, "contain", json!({ "places": [] })).refused_field("/places", "required");
    let wrong = json!({ "places": [{ "place": "own_stock", "quantity": 3, "bad": 4 }] });
    case.act(&engineer, "contain", wrong).refused_field("/places/0/bad", "inconsistent");
    let places = json!({ "places": [
        { "place": "own_stock", "quantity": 40, "bad": 6, "result": "隔离" }, { "place": "dealer_stock", "quantity": 12, "bad": 1 }] });
    case.act(&engineer, "contain", places).expect(200);
    case.act(&engineer, "analyse", json!({})).expect(200);
    let all = ["occurrence_cause", "escape_cause", "system_cause", "open_measure"];
    assert_eq!(case.missing("submit_plan"), all);
    refused_by(case.act(&engineer, "submit_plan", json!({})), &all);
    case.write(&engineer, causes(false)).expect(200);
    case.write(
        &engineer,
        json!({ "team": [{ "name": "孙工", "role": "组长" }], "problem": { "what": "跳齿" } }),
    )
    .expect(200);
    refused_by(case.act(&engineer, "submit_plan", json!({})), &["system_cause", "open_measure"]);
    case.act(
        &engineer,
        "measures",
        json!({ "kind": "corrective", "description": "换轮", "due_on": "2020-01-01" }),
    )
    .refused_field("/due_on", "too_early");
    case.act(
        &engineer,
        "measures",
        json!({ "kind": "corrective", "description": "换轮", "due_on": "2999-01-01" }),
    )
    .refused_field("/due_on", "date_out_of_range");
    let stranger = json!({ "kind": "corrective", "description": "换轮", "due_on": "2099-01-01", "owner_id": person("supplier").id() });
    case.act(&engineer, "measures", stranger).refused_field("/owner_id", "no_such_record");
    case.act(&engineer, "measures", measure("corrective", "engineer")).expect(200);
    case.write(&engineer, causes(true)).expect(200);
    case.act(&engineer, "submit_plan", json!({})).expect(200);

    // Signed off by somebody else than who handed it in; refused once, and improved.
    assert_eq!(case.missing("approve_plan"), ["other_author"]);
    refused_by(case.act(&engineer, "approve_plan", json!({})), &["other_author"]);
    case.write(&engineer, causes(true)).refused(409, "transition_refused");
    case.act(&engineer, "measures", measure("preventive", "engineer")).refused(409, "transition_refused");
    assert!(told(&supervisor).contains(&json!("quality_planned")));
    case.act(&supervisor, "refuse_plan", json!({ "reason": "缺少预防措施" })).expect(200);
    assert_eq!(case.status(), "analysing");
    assert!(told(&engineer).contains(&json!("quality_refused")));
    case.act(&engineer, "measures", measure("preventive", "supervisor")).expect(200);
    case.act(&engineer, "submit_plan", json!({})).expect(200);
    case.act(&supervisor, "approve_plan", json!({ "note": "同意" })).expect(200);

    refused_by(case.act(&engineer, "complete", json!({})), &["measures_done"]);
    case.finish(&engineer, 0).expect(200);
    case.finish(&engineer, 0).refused(409, "transition_refused");
    let dropped = format!("measures/{}/drop", case.measure(1));
    case.act(&engineer, &dropped, json!({})).refused(409, "transition_refused");
    case.finish(&supervisor, 1).expect(200);
    case.act(&engineer, "complete", json!({})).expect(200);
    assert!(told(&quality).contains(&json!("quality_verifying")));

    // It does not help; again, with a new measure.
    case.act(&supervisor, "verify", json!({ "effect": "无" })).refused(403, "forbidden");
    let unproven = &["measures_validated"];
    refused_by(case.act(&quality, "verify", json!({ "effect": "无同类投诉" })), unproven);
    case.validate(&quality, 0).expect(200);
    refused_by(case.act(&quality, "verify", json!({ "effect": "无同类投诉" })), unproven);
    case.validate(&quality, 1).expect(200);
    case.act(&quality, "verify", json!({})).refused_field("/effect", "required");
    case.act(&quality, "reopen", json!({ "reason": "30 天内又有 2 起" })).expect(200);
    assert_eq!(case.status(), "analysing");
    refused_by(case.act(&engineer, "submit_plan", json!({})), &["open_measure"]);
    case.act(&engineer, "measures", measure("corrective", "quality")).expect(200);
    case.act(&engineer, "submit_plan", json!({})).expect(200);
    case.act(&supervisor, "approve_plan", json!({})).expect(200);
    case.finish(&engineer, 2).expect(200);
    case.act(&engineer, "complete", json!({})).expect(200);
    // Whoever owns a measure does not verify.
    refused_by(
        case.act(&quality, "verify", json!({ "effect": "无同类投诉" })),
        &["other_verifier", "measures_validated"],
    );
    // Nor does an owner confirm its own; nor anybody what is confirmed already.
    case.validate(&quality, 2).refused(403, "forbidden");
    case.validate(&supervisor, 2).refused(403, "forbidden");
    case.validate(&quality, 0).expect(200);
    case.validate(&quality, 0).refused(409, "transition_refused");
    case.act(&quality, "reopen", json!({ "reason": "验证人不得是责任人" })).expect(200);
    case.act(&engineer, "measures", measure("corrective", "engineer")).expect(200);
    desk.world.execute(&format!(
        "UPDATE quality_measures SET owner_id = '{}' WHERE owner_id = '{}'",
        person("supervisor").id(),
        person("quality").id()
    ));
    case.act(&engineer, "submit_plan", json!({})).expect(200);
    case.act(&supervisor, "approve_plan", json!({})).expect(200);
    case.finish(&engineer, 3).expect(200);
    case.validate(&quality, 3).expect(200);
    case.act(&engineer, "complete", json!({})).expect(200);
    // What was found not to help counts as the past: of the new plan each measure is confirmed.
    assert_eq!(case.last["measures"][0]["validated_by_name"], Value::Null);
    case.act(&quality, "verify", json!({ "effect": "整改后 420 台无同类投诉" })).expect(200);
    assert_eq!(case.last["measures"][3]["validation"], "抽检 50 件合格");
    assert_eq!(
        case.last["measures"][3]["validated_by_name"],
        case.last["decisions"]["verification"]["by_name"]
    );

    // Both halves of the zeroing, and the customer answered, before it is closed.
    let end = ["technical_zero", "managerial_zero", "reply_sent"];
    refused_by(case.act(&quality, "close", json!({})), &end);
    let technical = json!(["located", "mechanism", "reproduced", "effective", "similar_checked"]);
    case.act(&engineer, "zero", json!({ "technical": technical, "managerial": ["course"] })).expect(200);
    let managerial = json!(["course", "responsibility", "carried_out", "handled", "rules"]);
    case.read(&quality);
    assert_eq!(case.missing("close"), ["managerial_zero", "reply_sent"]);
    case.act(&engineer, "zero", json!({ "technical": technical, "managerial": managerial })).expect(200);
    case.act(&quality, "reply", json!({ "text": "已查明带轮偏心，同批次已更换。" })).expect(200);
    for ticket in [&first, &second] {
        let read = desk.as_("tower_customer").get(&format!("{}/comments", ticket.path())).expect(200);
        assert!(read.body.contains("已查明带轮偏心"), "{}", read.body);
    }
    case.write(
        &engineer,
        json!({ "closing": { "documents": ["WI-12"], "lessons": "测跳动", "cost": "900" } }),
    )
    .refused_field("/closing/currency", "required");
    let closing =
        json!({ "documents": ["WI-12"], "lessons": "出厂加测跳动", "cost": "900.00", "currency": "CNY" });
    case.write(&engineer, json!({ "closing": closing })).expect(200);
    case.act(&quality, "close", json!({ "keep_lessons": true })).expect(200);
    assert_eq!((case.status(), &case.last["head"]["due_at"]), ("closed", &Value::Null));
    let article = case.last["decisions"]["article_id"].as_str().unwrap().to_owned();
    let draft = quality.get(&format!("/knowledge-articles/{article}")).expect(200);
    assert!(draft.body.contains("出厂加测跳动"), "{}", draft.body);
    case.write(&engineer, json!({ "team": [] })).refused(409, "transition_refused");
    assert!(told(&quality).contains(&json!("quality_verifying")));
    assert!(told(&specialist).contains(&json!("quality_ended")), "whoever raised what was merged is told");

    // What happened stands in its order, and deadlines are met or not.
    let steps: Vec<_> = case.last["events"].as_array().unwrap().iter().map(|e| e["action"].clone()).collect();
    assert_eq!((&steps[0], steps.last().unwrap()), (&json!("triage"), &json!("close")));
    assert!(steps.contains(&json!("reopen")));
    let step = |n: usize| case.last["deadlines"][n]["step"].clone();
    assert_eq!(
        [step(0), step(1), step(2), step(3)],
        ["triage", "containment", "cause", "plan"].map(|s| json!(s))
    );
    assert!(["major", "critical"].iter().any(|word| grave == **word));

    // The register on paper and as a file, and the forms.
    let file = quality.get("/quality-feedback/export?format=csv&open=false").expect(200);
    assert!(
        file.body.contains("门机皮带：绕组短路") && file.body.contains("Responsible department"),
        "{}",
        file.body
    );
    for form in ["feedback", "eight_d", "instruction", "flow_card"] {
        for lang in ["zh-CN", "en"] {
            let paper = quality.get(&format!("{}/paper/{form}?lang={lang}", case.path)).expect(200);
            assert!(paper.bytes.starts_with(b"%PDF-"), "{form}");
        }
    }
    assert!(quality.get("/quality-feedback/paper").expect(200).bytes.starts_with(b"%PDF-"));
    quality.get(&format!("{}/paper/receipt", case.path)).refused(404, "not_found");
}

#[test]
fn a_supplier_sees_its_order_and_answers_it_and_reads_nothing_of_the_house() {
    let desk = Desk::open();
    let [engineer, quality, supplier, supervisor] =
        ["engineer", "quality", "supplier", "supervisor"].map(|key| desk.as_(key));
    let part = part(&desk, json!({}));
    let ticket: Ticket = desk.file("service_specialist", json!({ "subject": "CANARY 客户很生气" }));
    let raise =
        json!({ "ticket_id": ticket.id, "part_id": part, "batch": "B-7", "description": "CANARY 内部描述" });
    let mut case = Case::raise(&engineer, raise);
    let theirs = json!({ "department": "supplier", "grounds": "CANARY 判定" });
    case.act(&quality, "triage", triage("moderate", "4d", theirs)).expect(200);

    // Nothing before the order is issued, neither in the list nor by its id; nor for dealers and customers at any time.
    assert_eq!(ids(&supplier, ""), Vec::<String>::new());
    supplier.get(&case.path).refused(404, "not_found");
    let cause = json!({ "causes": { "occurrence": "偏心" } });
    supplier.act(&format!("{}/answer", case.path), &case.etag, cause.clone()).refused(404, "not_found");
    for nobody in ["north_dealer", "north_technician", "tower_customer"] {
        desk.as_(nobody).get("/quality-feedback").refused(403, "forbidden");
        desk.as_(nobody).get(&case.path).refused(403, "forbidden");
    }
    refused_by(case.act(&quality, "answer", cause.clone()), &["instruction"]);
    let order = json!({ "text": "请提交原因和措施", "answer_by": "2020-01-01" });
    case.act(&quality, "instruct", order).refused_field("/answer_by", "too_early");
    case.act(&quality, "instruct", json!({ "text": "请提交原因和措施", "answer_by": "2099-01-01" }))
        .expect(200);
    case.act(
        &engineer,
        "measures",
        json!({ "kind": "immediate", "description": "CANARY 内部措施", "due_on": "2099-01-01" }),
    )
    .expect(200);
    case.write(
        &engineer,
        json!({ "closing": { "cost": "4321.00", "currency": "CNY", "rollout": "CANARY" } }),
    )
    .expect(200);
    assert_eq!(told(&supplier), ["quality_instructed"]);

    // The supplier reads its order and its part, by every door, and filters by nothing of the house.
    assert_eq!(ids(&supplier, ""), [case.id.clone()]);
    for door in ["/quality-feedback", &case.path, "/notifications", "/quality-feedback/export?format=csv"] {
        let read = supplier.get(door).expect(200);
        for secret in ["CANARY", "TK-", "SB-0001", "4321", "North", "Tower"] {
            assert!(!read.body.contains(secret), "{door} {secret}: {}", read.body);
        }
    }
    for filter in ["q=CANARY", "overdue=true", "sort=due", &format!("ticket_id={}", ticket.id)] {
        supplier.get(&format!("/quality-feedback?{filter}")).refused(422, "validation_failed");
    }
    assert_eq!(supplier.get("/search?q=CANARY").expect(200).json()["groups"], json!([]));
    let found = quality.get("/search?q=CANARY&kind=quality_feedback").expect(200).json();
    assert_eq!(found["groups"][0]["hits"][0]["id"], json!(case.id));
    supplier.get(&format!("{}/paper/instruction", case.path)).expect(200);
    supplier.get(&format!("{}/paper/eight_d", case.path)).refused(404, "not_found");
    supplier.get(&format!("{}/similar", case.path)).refused(403, "forbidden");
    case.read(&supplier);
    assert_eq!(case.last["available_actions"], json!(["answer"]));
    assert_eq!((&case.last["measures"], &case.last["sources"]), (&json!([]), &json!([])));

    // It answers with causes and a measure of its own; the house's stays out of its reach.
    case.act(&supplier, "answer", json!({ "causes": {} })).refused_field("/causes/occurrence", "required");
    case.act(&supplier, "answer", cause).expect(200);
    assert!(told(&engineer).contains(&json!("quality_answered")));
    let own = json!({ "kind": "corrective", "description": "改夹具", "due_on": "2099-02-01" });
    case.act(&supplier, "measures", measure("corrective", "engineer"))
        .refused_field("/owner_id", "no_such_record");
    case.act(&supplier, "measures", own).expect(200);
    assert_eq!(case.last["measures"].as_array().unwrap().len(), 1);
    let theirs = case.measure(0);
    case.read(&engineer);
    assert_eq!(
        case.last["report"]["causes"]["occurrence"], "偏心",
        "the house begins with what was answered"
    );
    let inner = case.measure(0);
    assert_ne!(inner, theirs);
    let body = json!({ "evidence": "照片" });
    supplier
        .act(&format!("{}/measures/{inner}/finish", case.path), &case.etag, body.clone())
        .refused(404, "not_found");
    supplier
        .act(&format!("{}/measures/{inner}/drop", case.path), &case.etag, json!({}))
        .refused(404, "not_found");
    for action in ["submit_plan", "contain", "triage", "close"] {
        let body = if action == "contain" { json!({ "places": [] }) } else { json!({}) };
        supplier.act(&format!("{}/{action}", case.path), &case.etag, body).refused(403, "forbidden");
    }
    let moderate = json!({ "places": [{ "place": "supplier", "quantity": 100, "bad": 9 }] });
    case.act(&engineer, "contain", moderate).expect(200);
    case.act(&engineer, "analyse", json!({})).expect(200);
    case.act(&engineer, "submit_plan", json!({})).expect(200);
    // What is not grave may be signed off by who handed it in.
    case.act(&engineer, "approve_plan", json!({})).expect(200);
    case.act(&supplier, &format!("measures/{theirs}/finish"), body).expect(200);
    case.read(&supervisor);
    case.finish(&supervisor, 0).expect(200);
    case.act(&supervisor, "complete", json!({})).expect(200);
    let after: Value = supplier.get(&case.path).expect(200).json();
    assert_eq!(
        (&after["head"]["status"], &after["measures"][0]["validated_by_name"]),
        (&json!("verifying"), &Value::Null)
    );
    assert_eq!(Organization::Parts.id().to_string(), after["head"]["supplier_id"].as_str().unwrap());
}
