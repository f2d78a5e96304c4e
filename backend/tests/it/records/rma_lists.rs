//! Lines of returns: listed, counted, taken along. Behind each number of the statistics lies a list of as many.

use super::register::{english, place, rows};
use super::report_desk::caller;
use super::rma::{Rma, ask, sheet};
use crate::support::cast::Organization;
use crate::support::desk::{Desk, FOREIGN_UNIT, UNIT};
use crate::support::{Client, World};
use sanbao::records::report::returns::returns;
use serde_json::{Value, json};
use shared::records::report::{
    ReturnDimension, ReturnFigures, ReturnLists, ReturnsQuery, ReturnsReport, days,
};
use shared::records::rma::RmaLineQuery;

/// Returns of two dealers in two months: of many parts, judged and not, with and without model, supplier, part.
fn busy() -> Desk {
    let desk = Desk::open();
    let [north, south, specialist, quality] =
        ["north_dealer", "south_dealer", "service_specialist", "quality"].map(|key| desk.as_(key));
    let supplier = Organization::Parts.id();
    for n in 0..13 {
        let part = json!({ "number": format!("P-{n:02}"), "name": format!("配件 {n}"), "measure": "piece",
            "supplier_id": (n % 2 == 0).then(|| supplier.to_string()) });
        quality.post("/parts", part).expect(201);
    }
    let parts = quality.get("/parts?limit=20").expect(200).json();
    let part = |n: usize| parts["items"][n]["id"].clone();
    let come = |who: &Client, lines: Vec<Value>, verdicts: &[Option<&str>]| {
        let count = lines.len();
        let pieces: Vec<i32> =
            lines.iter().map(|l| l["quantity"].as_i64().unwrap().try_into().unwrap()).collect();
        let mut rma = Rma::of(&ask(who, json!(lines), json!({})).expect(201));
        rma.act(&specialist, "authorize", json!({})).expect(200);
        let all: Vec<(usize, i32)> = (0..count).map(|n| (n, pieces[n])).collect();
        rma.ship(who, &all).expect(200);
        rma.receive(&specialist, &all).expect(200);
        for (n, verdict) in verdicts.iter().enumerate() {
            if let Some(verdict) = verdict {
                let mut body = sheet(verdict);
                if n % 3 == 1 {
                    body["failure_mode"] = json!(format!("模式, {n}"));
                    body["responsible"] = json!("dealer");
                }
                rma.act_on(&quality, n, "judge", body).expect(200);
            }
        }
        rma
    };
    let line = |n: usize, quantity: i64| json!({ "part_id": part(n), "quantity": quantity });
    let many: Vec<Value> = (0..13).map(|n| line(n, n as i64 + 1)).collect();
    let verdicts = [
        Some("confirmed_defect"),
        Some("no_trouble_found"),
        Some("confirmed_defect"),
        Some("transport"),
        Some("no_trouble_found"),
        None,
        Some("confirmed_defect"),
    ];
    let first = come(&north, many, &verdicts);
    let own = vec![
        json!({ "name": "无编号电机", "unit_id": UNIT, "quantity": 1 }),
        json!({ "part_id": part(0), "unit_id": UNIT, "quantity": 4 }),
    ];
    come(&north, own, &[Some("confirmed_defect")]);
    come(&south, vec![json!({ "part_id": part(0), "unit_id": FOREIGN_UNIT, "quantity": 2 })], &[None]);
    // Owed still, and on its way: not counted.
    let mut owed = Rma::of(&ask(&north, json!([{ "name": "未到", "quantity": 9 }]), json!({})).expect(201));
    owed.act(&desk.as_("service_specialist"), "authorize", json!({})).expect(200);
    desk.world.execute(&format!(
        "UPDATE rmas SET authorized_at = now() - interval '50 days' WHERE id = '{0}'; \
         UPDATE rma_lines SET received_at = now() - interval '40 days' WHERE rma_id = '{0}'",
        first.id
    ));
    desk
}

fn show(who: &Client, query: &ReturnsQuery) -> ReturnsReport {
    let query = serde_urlencoded::to_string(query).unwrap();
    serde_json::from_value(who.get(&format!("/reports/returns?{query}")).expect(200).json()).unwrap()
}

fn listed(who: &Client, query: &RmaLineQuery) -> (i64, i64) {
    let address = format!("/rma-lines?limit=100&{}", serde_urlencoded::to_string(query).unwrap());
    let found = who.get(&address).expect(200).json();
    let items = found["items"].as_array().unwrap();
    let pieces = items.iter().map(|line| line["quantity_received"].as_i64().unwrap_or_default()).sum();
    assert_eq!(found["total"]["count"], json!(items.len()), "{address}");
    (items.len() as i64, pieces)
}

/// Compares each number with its list. Gives how many are not zero.
#[track_caller]
fn compare(who: &Client, query: &ReturnsQuery) -> usize {
    let report = show(who, query);
    let mut told = 0;
    for (name, figures, list) in ReturnLists::new(&report, query).all() {
        assert_eq!(listed(who, &list), (figures.lines, figures.pieces), "{name}");
        let judged = listed(who, &ReturnLists::judged(list.clone())).0;
        let sound = listed(who, &ReturnLists::no_trouble_found(list)).0;
        assert_eq!((judged, sound), (figures.judged, figures.no_trouble_found), "{name}");
        told += usize::from(figures.lines > 0);
    }
    told
}

#[test]
fn behind_every_number_lies_a_list_of_as_many() {
    let desk = busy();
    let who = desk.as_("finance");
    assert!(compare(&who, &ReturnsQuery::default()) > 30);
    let south = ReturnsQuery { dealer_id: Some(Organization::South.id()), ..ReturnsQuery::default() };
    assert!(compare(&who, &south) > 5);
    let part = show(&who, &ReturnsQuery::default()).breakdowns[0].rows[0].value.clone().unwrap();
    let one = ReturnsQuery { part_id: part.parse().ok(), ..ReturnsQuery::default() };
    assert!(compare(&who, &one) > 5);
    // A dealer counts what it sent back, and nobody else's.
    let own = desk.as_("north_dealer");
    assert!(compare(&own, &ReturnsQuery::default()) > 15);
    let told = show(&own, &ReturnsQuery::default());
    assert_eq!(told.total.lines, 15);
    use ReturnDimension::{FailureMode, Part, Product, Verdict};
    let by: Vec<_> = told.breakdowns.iter().map(|b| b.by).collect();
    assert_eq!(by, [Part, Product, Verdict, FailureMode]);
    desk.as_("supplier").get("/reports/returns").refused(403, "forbidden");
}

#[test]
fn the_statistics_tell_what_came_and_how_long_it_took() {
    let desk = busy();
    let report = show(&desk.as_("supervisor"), &ReturnsQuery::default());
    let ReturnFigures { lines, pieces, judged, no_trouble_found, no_trouble_rate, .. } = report.total;
    assert_eq!((lines, pieces, judged, no_trouble_found), (16, 98, 7, 2));
    assert_eq!(no_trouble_rate, Some(286));
    assert_eq!(report.months.iter().map(|m| m.figures.lines).sum::<i64>(), 16);
    assert!(report.months.iter().filter(|m| m.figures.lines > 0).count() >= 2);
    // Thirteen took ten days to come back, three none; six of the seven judged lay for forty days.
    assert_eq!(report.total.return_median_seconds.map(days).as_deref(), Some("10.0"));
    assert_eq!(report.total.return_mean_seconds.map(days).as_deref(), Some("8.1"));
    assert_eq!(report.total.analysis_median_seconds.map(days).as_deref(), Some("40.0"));
    assert_eq!(report.total.analysis_mean_seconds.map(days).as_deref(), Some("34.3"));
    let part = &report.breakdowns[0];
    // Ten parts, the others together, and what has no number.
    assert_eq!((part.by, part.rows.len()), (ReturnDimension::Part, 12));
    assert_eq!((part.rows[0].figures.lines, part.rows[0].label.as_deref()), (3, Some("P-00 配件 0")));
    assert_eq!(part.rows.iter().map(|r| r.figures.lines).sum::<i64>(), 16);
}

fn statements(world: &World) -> usize {
    world.counted(|c| returns(c, &caller("supervisor"), &ReturnsQuery::default()).unwrap()).1
}

#[test]
fn it_takes_one_statement_however_many_returns() {
    assert_eq!(statements(&Desk::open().world), 1);
    assert_eq!(statements(&busy().world), 1);
}

#[test]
fn the_list_is_paged_and_narrowed_and_tells_outside_what_is_told_outside() {
    let desk = busy();
    let who = desk.as_("supervisor");
    for order in ["", "&received_from=2020-01-01T00:00:00Z"] {
        let (mut seen, mut cursor) = (vec![], String::new());
        loop {
            let page = who.get(&format!("/rma-lines?limit=3{order}{cursor}")).expect(200).json();
            seen.extend(page["items"].as_array().unwrap().iter().map(|l| l["id"].clone()));
            let Some(next) = page["next_cursor"].as_str() else { break };
            cursor = format!("&cursor={next}");
        }
        let mut distinct = seen.clone();
        distinct.sort_by_key(ToString::to_string);
        distinct.dedup();
        let expected = if order.is_empty() { 17 } else { 16 };
        assert_eq!((seen.len(), distinct.len()), (expected, expected), "{order}");
    }
    let of_model = who.get("/rma-lines?product_id=00000000-0000-7000-8000-00000000a001").expect(200).json();
    assert_eq!(of_model["items"].as_array().unwrap().len(), 3);
    let due = who.get("/rma-lines?status=due").expect(200).json();
    assert_eq!(due["items"][0]["name"], "未到");
    let own = desk.as_("north_dealer");
    let seen = own.get("/rma-lines?verdict=confirmed_defect").expect(200).json();
    let first = &seen["items"][0];
    assert_eq!((&first["responsible"], &first["supplier_name"]), (&Value::Null, &Value::Null));
    for inner in ["responsible=supplier", "without=supplier", "other_by=responsible"] {
        let name = format!("?{}", inner.split('=').next().unwrap());
        own.get(&format!("/rma-lines?{inner}")).refused_field(&name, "not_allowed");
        who.get(&format!("/rma-lines?{inner}")).expect(200);
    }
    who.get("/rma-lines?other_than=x").refused_field("?other_by", "required");
    who.get("/rma-lines?status=x").refused_field("?status", "not_allowed");
    let listed = who.get(&format!("/rma-lines?cursor={}&received_until=2030-01-01T00:00:00Z", "e30"));
    listed.refused_field("?cursor", "cursor_invalid");
    desk.as_("tower_customer").get("/rma-lines").refused(403, "forbidden");
}

#[test]
fn lists_of_goods_and_statistics_go_along_as_files() {
    let desk = busy();
    let who = english(&desk.as_("supervisor"));
    let lines = rows(&who.get("/rma-lines/export?format=csv").expect(200));
    assert_eq!(lines.len(), 18);
    let supplier = place(&lines[0], "Supplier");
    assert!(lines[1..].iter().any(|line| !line[supplier].is_empty()));
    let own = rows(&english(&desk.as_("north_dealer")).get("/rma-lines/export?format=csv").expect(200));
    assert!(own[1..].iter().all(|line| line[supplier].is_empty()));
    assert_eq!(rows(&who.get("/rmas/export?format=csv").expect(200)).len(), 5);
    let table = rows(&who.get("/reports/returns/export?format=csv").expect(200));
    let (by, value, count) = (place(&table[0], "By"), place(&table[0], "Value"), place(&table[0], "Lines"));
    assert_eq!((table[1][by].as_str(), table[1][count].as_str()), ("Total", "16"));
    let verdict = table.iter().find(|row| row[value] == "No trouble found").unwrap();
    assert_eq!((verdict[by].as_str(), verdict[count].as_str()), ("Verdict", "2"));
    who.get("/reports/returns/export?format=xlsx&from=2020-02&until=2020-01")
        .refused_field("?until", "too_early");
    for lang in ["zh-CN", "en"] {
        let printed = who.get(&format!("/reports/returns/paper?lang={lang}")).expect(200);
        assert!(printed.bytes.starts_with(b"%PDF-"));
    }
    who.get("/reports/returns/paper?lang=fr").refused_field("?lang", "not_allowed");
}

#[test]
fn what_is_not_let_come_is_not_listed_as_owed() {
    let desk = Desk::open();
    let [north, specialist] = ["north_dealer", "service_specialist"].map(|key| desk.as_(key));
    let [mut owed, mut refused] = ["光幕", "照明灯"]
        .map(|name| Rma::of(&ask(&north, json!([{ "name": name, "quantity": 1 }]), json!({})).expect(201)));
    let names = |query: &str| {
        let found = specialist.get(&format!("/rma-lines{query}")).expect(200).json();
        let lines = found["items"].as_array().unwrap().clone();
        lines.iter().map(|l| (l["name"].clone(), l["rma_status"].clone())).collect::<Vec<_>>()
    };
    assert_eq!(names("?status=due"), []);
    owed.act(&specialist, "authorize", json!({})).expect(200);
    refused.act(&specialist, "refuse", json!({ "reason": "易耗件" })).expect(200);
    assert_eq!(names("?status=due"), [(json!("光幕"), json!("authorized"))]);
    let all = [(json!("照明灯"), json!("refused")), (json!("光幕"), json!("authorized"))];
    assert_eq!(names(""), all);
}
