//! Records come in from elsewhere.

use crate::support::{Client, World};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const CSV: &str = "id,day,category,brand,age,status,text\n\
    r-1,2024-01-31,Lamp,Acme,3,Fixed,loose contact\n\
    r-2,2024-02-01,Lamp,Unknown,,End of life,\"two\nlines\"\n\
    r-3,31.02.2024,Lamp,,,Fixed,bad day\n\
    r-4,2024-02-02,Toaster,Acme,old,Fixed,bad age\n\
    r-1,2024-02-03,Toaster,Acme,1,Fixed,twice\n\
    r-5,2024-02-04,Toaster,Acme,1,Repairable,\n";

fn body(dry_run: bool) -> Value {
    json!({
        "kind": "repairs", "dry_run": dry_run, "csv": CSV,
        "mapping": {
            "source": "café", "empty": ["Unknown"],
            "columns": { "reference": "id", "reported_at": "day", "product_line": "category", "brand": "brand",
                "product_age_years": "age", "repair_outcome": "status", "description": "text" },
            "outcomes": { "Fixed": "fixed", "End of life": "end_of_life", "Repairable": "repairable" }
        }
    })
}

/// Sends an import and waits until it has ended.
pub fn import(admin: &Client, body: Value) -> Value {
    let id = admin.post("/imports", body).expect(201).text("/id");
    let deadline = Instant::now() + Duration::from_secs(30);
    loop {
        let report = admin.get(&format!("/imports/{id}")).expect(200).json();
        if report["status"] != "running" {
            return report;
        }
        assert!(Instant::now() < deadline, "{report}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

pub fn counts(report: &Value) -> (i64, i64, i64) {
    let n = |key: &str| report[key].as_i64().unwrap();
    (n("rows_created"), n("rows_known"), n("rows_refused"))
}

#[test]
fn a_rehearsal_reports_and_changes_nothing_the_real_run_keeps_its_word() {
    let world = World::new();
    let admin = world.as_("admin");
    let rehearsal = import(&admin, body(true));
    assert_eq!(counts(&rehearsal), (3, 0, 3));
    assert_eq!(world.count("tickets") + world.count("products"), 0);

    let report = import(&admin, body(false));
    assert_eq!((counts(&report), report["status"].as_str()), ((3, 0, 3), Some("finished")));
    let refused =
        admin.get(&format!("/imports/{}/refusals", report["id"].as_str().unwrap())).expect(200).json();
    let told: Vec<(i64, &str)> = refused["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| (r["line"].as_i64().unwrap(), r["column"].as_str().unwrap()))
        .collect();
    // The second record spans two lines, so the third stands on the fifth.
    assert_eq!(told, [(5, "day"), (6, "age"), (7, "id")]);

    let by = |field: &str| {
        world
            .as_("quality")
            .get(&format!("/reports/ticket-counts?by={field}&external_source=caf%C3%A9"))
            .expect(200)
            .json()
    };
    let lines = by("product_line");
    assert_eq!(lines, json!([{ "value": "Lamp", "count": 2 }, { "value": "Toaster", "count": 1 }]));
    assert_eq!(by("repair_outcome").as_array().unwrap().len(), 3);
}

#[test]
fn a_second_run_makes_nothing_twice() {
    let world = World::new();
    let admin = world.as_("admin");
    import(&admin, body(false));
    assert_eq!(counts(&import(&admin, body(false))), (0, 3, 3));
    assert_eq!(world.count("tickets"), 3);
    assert_eq!(world.count("ticket_events WHERE kind = 'imported'"), 3);
    assert_eq!(world.count("audit_entries WHERE record = 'ticket'"), 3);
}

#[test]
fn a_mapping_that_does_not_fit_is_refused_before_anything_happens() {
    let world = World::new();
    let admin = world.as_("admin");
    let mut wrong = body(false);
    wrong["mapping"]["columns"]["brand"] = json!("make");
    let refused = admin.post("/imports", wrong).refused_field("/mapping", "malformed");
    assert_eq!(refused.status, 422);
    let mut unknown = body(false);
    unknown["mapping"]["outcomes"]["Fixed"] = json!("mended");
    admin.post("/imports", unknown).refused(422, "validation_failed");
    assert_eq!(world.count("imports"), 0);
    world.as_("service_specialist").post("/imports", body(false)).refused(403, "forbidden");
}
