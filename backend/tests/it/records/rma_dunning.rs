//! Dunning in steps, and who is told of returns and transfers.

use super::register::{english, place, rows};
use super::rma::{Rma, ask};
use crate::support::cast::Organization;
use crate::support::desk::Desk;
use crate::support::{Client, at_once, person};
use chrono::{Duration, Utc};
use sanbao::jobs::dun_returns;
use serde_json::{Value, json};

/// One that is so many days late.
fn late(desk: &Desk, lines: Value, days: i64) -> Rma {
    let (dealer, specialist) = (desk.as_("north_dealer"), desk.as_("service_specialist"));
    let mut rma = Rma::of(&ask(&dealer, lines, json!({})).expect(201));
    rma.act(&specialist, "authorize", json!({})).expect(200);
    let day = format!("(now() AT TIME ZONE 'Asia/Shanghai')::date - {days}");
    desk.world.execute(&format!("UPDATE rmas SET deadline = {day} WHERE id = '{}'", rma.id));
    rma
}

fn dun(desk: &Desk, days: i64) -> usize {
    dun_returns(&desk.world.db(), Utc::now() + Duration::days(days)).unwrap()
}

/// The kinds of what somebody was told of a return, the latest first.
fn told(who: &Client, rma: &str) -> Vec<String> {
    let page = who.get("/notifications?limit=100").expect(200).json();
    let of_it = page["items"].as_array().unwrap().iter().filter(|n| n["rma_id"] == rma);
    of_it.map(|n| n["kind"].as_str().unwrap().to_owned()).collect()
}

fn steps(who: &Client, rma: &Rma) -> Vec<Value> {
    let found = who.get(&format!("{}/dunnings", rma.path())).expect(200).json();
    found["items"].as_array().unwrap().clone()
}

#[test]
fn each_step_is_told_once_and_the_charge_keeps_the_price_of_its_day() {
    let desk = Desk::open();
    let [dealer, specialist, supervisor, quality] =
        ["north_dealer", "service_specialist", "supervisor", "quality"].map(|key| desk.as_(key));
    let day = |days: i64| (Utc::now() + Duration::days(days)).date_naive().to_string();
    let prices = json!([
        { "valid_from": "2020-01-01", "currency": "CNY", "price": "120.50", "cost": "60" },
        { "valid_from": day(400), "currency": "CNY", "price": "999" }
    ]);
    let part = json!({ "number": "P-1", "name": "门机电机", "measure": "piece", "prices": prices });
    let part = quality.post("/parts", part).expect(201).text("/id");
    let lines = json!([{ "part_id": part, "quantity": 3 }, { "name": "无价旧件", "quantity": 1 }]);
    let rma = late(&desk, lines, 0);
    assert_eq!(dun(&desk, 0), 0, "it is not late yet");
    assert_eq!(dun(&desk, 1), 2);
    assert_eq!(dun(&desk, 1), 0, "once");
    assert_eq!(dun(&desk, 7), 0);
    assert_eq!(dun(&desk, 8), 2);
    assert_eq!(dun(&desk, 22), 2);
    assert_eq!(dun(&desk, 300), 0);
    // Both lines of a return are one matter for whoever reads it.
    let seen = told(&dealer, &rma.id);
    assert_eq!(seen, ["return_charged", "return_warned", "return_reminded", "return_authorized"]);
    assert_eq!(told(&specialist, &rma.id), ["return_charged", "return_requested"]);
    assert!(told(&supervisor, &rma.id).iter().all(|kind| kind == "return_requested"));
    assert!(told(&desk.as_("south_dealer"), &rma.id).is_empty());

    let all = steps(&dealer, &rma);
    assert_eq!(all.len(), 6);
    let charge = all.iter().find(|s| s["stage"] == "charge" && s["price"] != Value::Null).unwrap();
    assert_eq!(
        (&charge["price"], &charge["currency"], &charge["amount"], &charge["days_late"], &charge["stands"]),
        (&json!("120.50"), &json!("CNY"), &json!("361.50"), &json!(22), &json!(true))
    );
    assert!(charge["told"].as_i64().unwrap() >= 2);
    assert!(all.iter().filter(|s| s["stage"] != "charge").all(|s| s["amount"] == Value::Null));
    desk.as_("south_dealer").get(&format!("{}/dunnings", rma.path())).refused(404, "not_found");
    assert_eq!(desk.world.count("audit_entries WHERE action = 'dun' AND record = 'rma'"), 3);
    // They stand on the list, too.
    desk.world.execute("UPDATE rmas SET deadline = deadline - 30");
    let list = specialist.get("/rmas/overdue").expect(200).json();
    assert_eq!(list["items"][0]["dunnings"].as_array().unwrap().len(), 3);
}

#[test]
fn what_came_need_not_come_or_turned_up_is_dunned_no_more() {
    let desk = Desk::open();
    let [dealer, specialist, supervisor] =
        ["north_dealer", "service_specialist", "supervisor"].map(|key| desk.as_(key));
    let belt = |n: usize| json!(vec![json!({ "name": "皮带", "quantity": 1 }); n]);
    let mut rma = late(&desk, belt(4), 1);
    assert_eq!(dun(&desk, 0), 4);
    rma.ship(&dealer, &[(0, 1)]).expect(200);
    rma.receive(&specialist, &[(0, 1)]).expect(200);
    rma.act_on(&supervisor, 1, "waive", json!({ "reason": "价值低" })).expect(200);
    rma.act_on(&specialist, 2, "lose", json!({ "reason": "丢失" })).expect(200);
    rma.act_on(&supervisor, 2, "restore", json!({})).expect(200);
    assert_eq!(dun(&desk, 7), 1, "only the fourth");
    let standing: Vec<bool> = steps(&dealer, &rma).iter().map(|s| s["stands"].as_bool().unwrap()).collect();
    assert_eq!(standing.iter().filter(|stands| **stands).count(), 2);
    // On the list the one that turned up stands apart.
    let restored = specialist.get("/rmas/overdue?restored=true").expect(200).json();
    assert_eq!(restored["items"].as_array().unwrap().len(), 1);
    assert_eq!(restored["items"][0]["restored"], true);
    assert_eq!(specialist.get("/rmas/overdue?stage=reminder").expect(200).json()["total"]["count"], 1);
    // Before it is authorised, and once it is refused, nothing is owed.
    ask(&dealer, belt(1), json!({})).expect(201);
    assert_eq!(dun(&desk, 300), 1);
}

#[test]
fn two_servers_tell_each_step_once() {
    let desk = Desk::open();
    for _ in 0..5 {
        late(&desk, json!(vec![json!({ "name": "皮带", "quantity": 1 }); 3]), 3);
    }
    let done: usize =
        at_once(4, |_| dun_returns(&desk.world.db(), Utc::now()).unwrap_or_default()).iter().sum();
    assert!(done >= 15 || dun(&desk, 0) == 0);
    dun(&desk, 0);
    assert_eq!(desk.world.count("rma_dunnings"), 15);
    let dealer = person("north_dealer").id();
    let of_dealer = format!("notifications WHERE user_id = '{dealer}' AND kind = 'return_reminded'");
    assert_eq!(desk.world.count(&of_dealer), 5);
}

#[test]
fn dealers_are_summed_up_by_step_and_each_number_opens_its_lines() {
    let desk = Desk::open();
    for (days, lines) in [(1, 1), (8, 2), (9, 1), (22, 3)] {
        late(&desk, json!(vec![json!({ "name": "皮带", "quantity": 2 }); lines]), days);
    }
    let south = desk.as_("south_dealer");
    let mut other = Rma::of(&ask(&south, json!([{ "name": "电机", "quantity": 5 }]), json!({})).expect(201));
    other.act(&desk.as_("service_specialist"), "authorize", json!({})).expect(200);
    desk.world.execute(&format!("UPDATE rmas SET deadline = current_date - 40 WHERE id = '{}'", other.id));
    let finance = desk.as_("finance");
    let page = finance.get("/rmas/overdue/dealers").expect(200).json();
    let items = page["items"].as_array().unwrap();
    let sums: Vec<Vec<i64>> = items
        .iter()
        .map(|d| {
            ["reminder", "warning", "charge", "restored", "lines", "pieces"]
                .map(|k| d[k].as_i64().unwrap())
                .to_vec()
        })
        .collect();
    assert_eq!(sums, [vec![1, 3, 3, 0, 7, 14], vec![0, 0, 1, 0, 1, 5]]);
    for dealer in items {
        let id = dealer["dealer_id"].as_str().unwrap();
        for stage in ["reminder", "warning", "charge"] {
            let list = finance.get(&format!("/rmas/overdue?dealer_id={id}&stage={stage}")).expect(200).json();
            assert_eq!(list["total"]["count"], dealer[stage], "{stage}");
        }
    }
    let first = finance.get("/rmas/overdue/dealers?limit=1").expect(200).json();
    let next = first["next_cursor"].as_str().unwrap();
    let second = finance.get(&format!("/rmas/overdue/dealers?limit=1&cursor={next}")).expect(200).json();
    assert_eq!(second["items"][0]["dealer_id"], Organization::South.id().to_string());
    assert!(second["next_cursor"].is_null());
    let own = south.get("/rmas/overdue/dealers").expect(200).json();
    assert_eq!(own["items"].as_array().unwrap().len(), 1);

    for lang in ["zh-CN", "en"] {
        let printed = finance.get(&format!("/rmas/overdue/paper?lang={lang}&stage=charge")).expect(200);
        assert!(printed.bytes.starts_with(b"%PDF-"));
    }
    let lines = rows(&english(&finance).get("/rmas/overdue/export?format=csv&stage=warning").expect(200));
    assert_eq!(lines.len(), 4);
    assert_eq!(lines[1][place(&lines[0], "Step")], "Warning");
    desk.as_("supplier").get("/rmas/overdue/dealers").refused(403, "forbidden");
}

#[test]
fn whoever_waits_for_a_return_is_told() {
    let desk = Desk::open();
    let [dealer, specialist, supervisor, quality] =
        ["north_dealer", "service_specialist", "supervisor", "quality"].map(|key| desk.as_(key));
    let belt = || json!([{ "name": "皮带", "quantity": 1 }]);
    let mut first = Rma::of(&ask(&dealer, belt(), json!({})).expect(201));
    assert_eq!(told(&specialist, &first.id), ["return_requested"]);
    assert_eq!(told(&supervisor, &first.id), ["return_requested"]);
    assert!(told(&quality, &first.id).is_empty() && told(&dealer, &first.id).is_empty());
    let page = specialist.get("/notifications").expect(200).json();
    assert_eq!(
        (&page["items"][0]["number"], &page["items"][0]["subject"]),
        (&first.last["head"]["number"], &json!("North"))
    );
    assert_eq!(page["items"][0]["ticket_id"], Value::Null);
    first.act(&specialist, "authorize", json!({})).expect(200);
    assert_eq!(told(&dealer, &first.id), ["return_authorized"]);
    assert_eq!(told(&desk.as_("north_technician"), &first.id), ["return_authorized"]);
    let mut second = Rma::of(&ask(&dealer, belt(), json!({})).expect(201));
    second.act(&specialist, "refuse", json!({ "reason": "已过质保" })).expect(200);
    assert_eq!(told(&dealer, &second.id), ["return_refused"]);
    // Whoever may let it come and asks for it themselves tells nobody in the house.
    let north = Organization::North.id();
    let third = Rma::of(&ask(&specialist, belt(), json!({ "dealer_id": north })).expect(201));
    assert!(told(&supervisor, &third.id).is_empty());
}

#[test]
fn returns_are_found_by_what_one_remembers_of_them() {
    let desk = Desk::open();
    let (dealer, specialist) = (desk.as_("north_dealer"), desk.as_("service_specialist"));
    let part = json!({ "number": "ZK-9981", "name": "制动器", "measure": "piece" });
    let part = desk.as_("quality").post("/parts", part).expect(201).text("/id");
    let lines = json!([{ "name": "门机电机", "old_serial": "QX-77", "quantity": 1 }, { "part_id": part, "quantity": 1 }]);
    let mut rma = Rma::of(&ask(&dealer, lines, json!({})).expect(201));
    rma.act(&specialist, "authorize", json!({})).expect(200);
    let body = json!({ "carrier": "德邦", "waybill": "DB556677", "freight_payer": "maker",
        "lines": [{ "line_id": rma.line(0), "quantity": 1 }] });
    rma.act(&dealer, "ship", body).expect(200);
    let number = rma.last["head"]["number"].as_str().unwrap().to_owned();
    let tag = rma.last["lines"][0]["tag"].as_str().unwrap().to_owned();
    let found = |who: &Client, q: &str| -> Vec<String> {
        let page = who.get(&format!("/search?kind=rma&q={q}")).expect(200).json();
        let groups = page["groups"].as_array().unwrap().iter();
        groups
            .flat_map(|g| g["hits"].as_array().unwrap().iter().map(|h| h["id"].as_str().unwrap().to_owned()))
            .collect()
    };
    for q in [number.as_str(), &tag.to_lowercase(), "db5566", "ZK-9981", "QX-77", "%E9%97%A8%E6%9C%BA"] {
        for who in [&dealer, &specialist] {
            assert_eq!(found(who, q), [rma.id.as_str()], "{q}");
        }
        assert!(found(&desk.as_("south_dealer"), q).is_empty(), "{q}");
    }
    let open = desk.as_("supplier").get(&format!("/search?kind=rma&q={number}")).expect(200).json();
    assert_eq!(open["groups"], json!([]));
}
