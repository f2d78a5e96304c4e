//! Units made since a change say whether it helped, and the quarter is told from what the records hold.

use super::quality_feedback::{Case, measure, told, triage};
use crate::support::at_once;
use crate::support::cast::Organization;
use crate::support::desk::{Desk, FAULT, PRODUCT};
use sanbao::jobs::measure_effects;
use serde_json::{Value, json};

/// A case that was judged minor, of this model and fault, with its measure done; verified and waiting to be closed.
fn helped(desk: &Desk, fault: &str) -> Case {
    let [engineer, quality] = ["engineer", "quality"].map(|key| desk.as_(key));
    let about = json!({ "subject": "门机异响", "product_id": PRODUCT, "fault_code_id": fault });
    let mut case = Case::raise(&quality, about);
    case.act(&quality, "triage", triage("minor", "simple", json!({}))).expect(200);
    case.act(&engineer, "measures", measure("corrective", "engineer")).expect(200);
    case.act(&engineer, "begin", json!({})).expect(200);
    case.finish(&engineer, 0).expect(200);
    case.act(&engineer, "complete", json!({})).expect(200);
    case.validate(&quality, 0).expect(200);
    case.act(&quality, "verify", json!({ "effect": "首批 30 台未再出现" })).expect(200);
    case
}

#[test]
fn units_made_since_say_whether_a_change_helps() {
    let desk = Desk::open();
    let [specialist, quality, supplier] =
        ["service_specialist", "quality", "supplier"].map(|key| desk.as_(key));
    let other_fault = "00000000-0000-7000-8000-00000000c0ee";
    desk.world.execute(&format!(
        "INSERT INTO fault_codes (id, code, name_zh, name_en, active, version, created_at, updated_at) \
         VALUES ('{other_fault}', 'DR-09', '关门慢', 'Door closes slowly', true, 1, now(), now())"
    ));
    // A hundred units a month of which forty days' service counts: before the change, and since.
    let own = Organization::Tower;
    for (kind, made) in [("OLD", 200), ("NEW", 40)] {
        desk.world.execute(&format!(
            "INSERT INTO units (id, serial, product_id, status, customer_id, dealer_id, produced_on, extensions, exclusions, version, \
             created_at, updated_at) SELECT gen_random_uuid(), '{kind}-' || n, '{PRODUCT}', 'in_service', '{}', '{}', \
             (now() AT TIME ZONE 'Asia/Shanghai')::date - {made}, '[]', '[]', 1, now(), now() FROM generate_series(1, 100) n",
            own.customer_id(),
            own.dealer().unwrap().id()
        ));
    }
    let complain = |serial: &str, fault: &str, days_ago: i32| {
        let found = specialist.get(&format!("/units?q={serial}")).expect(200).json();
        let unit =
            found["items"].as_array().unwrap().iter().find(|u| u["serial"] == serial).unwrap()["id"].clone();
        let filed = desk.file("service_specialist", json!({ "unit_id": unit, "fault_code_id": fault }));
        desk.world.execute(&format!(
            "UPDATE tickets SET reported_at = now() - interval '{days_ago} days' WHERE id = '{}'",
            filed.id
        ));
    };
    for n in 1..=9 {
        complain(&format!("OLD-{n}"), FAULT, 190);
        complain(&format!("NEW-{n}"), other_fault, 30);
    }
    // Too old when it failed to be compared with what is new; one of another fault before.
    complain("OLD-10", FAULT, 100);
    complain("OLD-11", other_fault, 190);

    let (mut helps, mut fails, mut mind) =
        (helped(&desk, FAULT), helped(&desk, other_fault), helped(&desk, FAULT));
    let zone = chrono::FixedOffset::east_opt(8 * 3600).unwrap();
    let day = chrono::Utc::now().with_timezone(&zone).date_naive() - chrono::Days::new(45);
    let day = day.to_string();
    let early = quality.get(&format!("{}/effect?changed_on={day}", helps.path)).expect(200).json();
    assert_eq!(
        (&early["watch"], &early["changed_on"], &early["days"]),
        (&Value::Null, &json!(day), &json!(45))
    );
    let counted = |group: &Value| {
        [&group["units"], &group["unit_days"], &group["incidents"]].map(|n| n.as_i64().unwrap())
    };
    assert_eq!(counted(&early["finding"]["before"]), [100, 4500, 9], "one failed when it was older");
    assert_eq!(counted(&early["finding"]["after"]), [100, 4000, 0]);
    assert_eq!(early["finding"]["verdict"], "effective");
    quality
        .get(&format!("{}/effect?changed_on=2999-01-01", helps.path))
        .refused_field("?changed_on", "in_future");
    supplier.get(&format!("{}/effect", helps.path)).refused(403, "forbidden");

    helps
        .act(&quality, "close", json!({ "changed_on": "2999-01-01" }))
        .refused_field("/changed_on", "in_future");
    for case in [&mut helps, &mut fails, &mut mind] {
        case.act(&quality, "close", json!({ "changed_on": day })).expect(200);
    }
    // Whoever takes it up again does not wait for figures.
    mind.act(&quality, "reopen", json!({ "reason": "又有 1 起" })).expect(200);
    assert_eq!((mind.status(), &mind.last["head"]["ended_at"]), ("analysing", &Value::Null));

    let look = |days: i64| {
        measure_effects(&desk.world.db(), chrono::Utc::now() + chrono::Duration::days(days)).unwrap()
    };
    assert_eq!(look(29), 0);
    let both: usize = at_once(3, |_| look(31)).into_iter().sum();
    assert_eq!(both, 2, "each is measured once, by whom it may be");
    assert_eq!(look(31), 0);
    let outcome = |case: &Case| {
        let effect = quality.get(&format!("{}/effect", case.path)).expect(200).json();
        (effect["watch"]["outcome"].clone(), effect["watch"]["checks"].as_array().unwrap().len())
    };
    assert_eq!(outcome(&helps), (json!("effective"), 1));
    assert_eq!(outcome(&fails), (json!("not_effective"), 1));
    assert_eq!(outcome(&mind), (json!("stopped"), 0));
    helps.read(&quality);
    fails.read(&quality);
    assert_eq!(helps.status(), "closed");
    assert_eq!((fails.status(), &fails.last["head"]["method"]), ("analysing", &json!("4d")));
    assert_eq!(fails.last["decisions"]["failure"]["by_name"], "sanbao");
    assert_eq!(fails.last["decisions"]["verification"], Value::Null);
    assert!(told(&quality).contains(&json!("quality_watched")));
    assert!(told(&desk.as_("engineer")).contains(&json!("quality_reopened")));
    let done = desk.world.count("audit_entries WHERE action = 'measure_effect' AND actor_name = 'sanbao'");
    assert_eq!(done, 2);

    // A group over its threshold asks for a campaign; the campaign points back.
    let campaign = json!({ "kind": "batch_rectification", "title": "门机整改", "reason": "带轮偏心", "remedy": "换轮",
        "severity": "major", "standard_minutes": 60, "quality_feedback_id": fails.id });
    let drafted = quality.post("/campaigns", campaign.clone()).expect(201);
    assert_eq!(drafted.json()["quality_feedback_number"], fails.last["head"]["number"]);
    assert_eq!(fails.read(&quality)["campaigns"][0]["number"], drafted.json()["head"]["number"]);
    let number = drafted.json()["head"]["number"].clone();
    let found =
        quality.get(&format!("/search?q={}&kind=campaign", number.as_str().unwrap())).expect(200).json();
    assert_eq!(found["groups"][0]["hits"][0]["id"], drafted.json()["head"]["id"]);
    let unseen =
        desk.as_("north_dealer").get(&format!("/search?q={}", number.as_str().unwrap())).expect(200).json();
    assert_eq!(unseen["groups"], json!([]), "a draft is the house's own");
    let mut nowhere = campaign;
    nowhere["quality_feedback_id"] = json!(PRODUCT);
    quality.post("/campaigns", nowhere).refused_field("/quality_feedback_id", "no_such_record");

    // The quarter beside the one before, and who told whom.
    desk.world.execute("UPDATE quality_events SET at = now() WHERE at > now()");
    let this = chrono::Utc::now().with_timezone(&zone).format("%Y-%m").to_string();
    let analysis = quality.get(&format!("/reports/service-analysis?quarter_of={this}")).expect(200).json();
    let line = |figure: &str| {
        let lines = analysis["lines"].as_array().unwrap();
        let line = lines.iter().find(|line| line["figure"] == figure).unwrap();
        (line["now"].clone(), line["before"].clone())
    };
    assert_eq!(line("quality_raised"), (json!(3), json!(0)));
    assert_eq!(line("quality_closed"), (json!(1), json!(0)));
    assert_eq!(line("opened").0, json!(20));
    let flows = analysis["information"].as_array().unwrap();
    let way = |from: &str, to: &str, kind: &str| {
        let of = |f: &&Value| f["from"] == from && f["to"] == to && f["kind"] == kind;
        flows.iter().find(of).map(|f| f["count"].clone())
    };
    assert_eq!(way("service", "quality", "report"), Some(json!(3)));
    assert_eq!(way("quality", "production", "verdict"), Some(json!(3)));
    // Three were verified, one taken up again by a person and one by figures.
    assert_eq!(way("quality", "production", "verification"), Some(json!(5)));
    assert_eq!(line("quality_failed"), (json!(2), json!(0)));
    let paper = quality.get("/reports/service-analysis/paper?lang=zh-CN").expect(200);
    assert!(paper.bytes.starts_with(b"%PDF-"));
    quality.get("/reports/service-analysis?quarter_of=2999-01").refused_field("?quarter_of", "in_future");
    specialist.get("/reports/service-analysis").expect(200);
    supplier.get("/reports/service-analysis").refused(403, "forbidden");
}
