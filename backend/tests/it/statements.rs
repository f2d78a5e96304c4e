//! What a request costs the database, in statements (`BEGIN` and `COMMIT` count, too): whoever adds one decides so here.

use crate::support::desk::{Desk, UNIT};
use crate::support::{Client, PASSWORD, Response, person, statements};
use serde_json::json;

#[test]
fn every_main_operation_sends_as_many_statements_as_agreed_however_much_there_is() {
    statements::watch();
    let desk = Desk::open();
    let (specialist, supervisor) = (desk.as_("service_specialist"), desk.as_("supervisor"));
    let url = desk.world.url();
    // The least of some: a connection that first meets a type asks for it once.
    let least = |once: &dyn Fn() -> usize| (0..8).map(|_| once()).min().unwrap();
    let cost = |ask: &dyn Fn() -> Response| {
        least(&|| {
            let (answer, n) = statements::during(&url, ask);
            assert!(answer.status < 300, "{}", answer.body);
            n
        })
    };
    let filed = || {
        let body =
            json!({ "kind": "complaint", "channel": "phone", "subject": "3 号梯门机异响", "unit_id": UNIT });
        specialist.post("/tickets", body)
    };
    let ticket = desk.file("service_specialist", json!({}));
    let comment = || {
        specialist.post(
            &format!("{}/comments", ticket.path()),
            json!({ "body": "已约好", "visibility": "internal" }),
        )
    };
    let transition = || {
        let mut fresh = desk.file("service_specialist", json!({}));
        statements::during(&url, || fresh.act(&specialist, "verify", json!({})).expect(200)).1
    };
    let lists = || {
        [
            ("list", "/tickets?limit=50&open=true&sort=-created_at"),
            ("of a customer", "/tickets?limit=50&q=TK"),
            ("units", "/units?limit=50"),
            ("search", "/search?q=%E9%97%A8%E6%9C%BA"),
        ]
        .map(|(name, path)| (name, cost(&|| specialist.get(path))))
    };
    let few = lists();
    let costs = [
        ("get", cost(&|| specialist.get(&ticket.path()))),
        ("create", cost(&filed)),
        ("comment", cost(&comment)),
        ("transition", least(&transition)),
        ("desk", cost(&|| supervisor.get("/reports/desk"))),
        ("log in", cost(&|| desk.world.try_log_in(&desk.world.anyone(), person("quality").email, PASSWORD))),
    ];
    for _ in 0..20 {
        filed().expect(201);
    }
    assert_eq!(lists(), few, "no statement per row");
    assert_eq!(cost(&|| specialist.get("/tickets?limit=10")), 5, "what a page does not hold is counted");
    let by_update = cost(&|| specialist.get("/tickets?limit=10&sort=-updated_at"));
    assert_eq!(by_update, 7, "in one moment where places change");
    assert_eq!(
        (few.map(|(_, n)| n), costs),
        (
            // Of tickets the ids come first, then their names; so it is of each kind in which a search finds something.
            [4, 4, 4, 19],
            [("get", 5), ("create", 31), ("comment", 11), ("transition", 25), ("desk", 10), ("log in", 16)]
        )
    );
}

#[test]
fn that_there_are_more_than_a_thousand_is_counted_once_a_minute_for_all_who_ask_the_same() {
    statements::watch();
    let desk = Desk::open();
    let (specialist, supervisor) = (desk.as_("service_specialist"), desk.as_("supervisor"));
    desk.world.execute(
        "INSERT INTO customers (id, number, kind, name, version, created_at, updated_at) \
         SELECT gen_random_uuid(), 'MANY-' || n, 'person', '客户' || n, 1, now(), now() FROM generate_series(1, 1001) n",
    );
    let url = desk.world.url();
    // The least of some: a connection that first meets a type asks for it once.
    let ask = |who: &Client, path: &str| {
        let once = |_| {
            let (answer, n) = statements::during(&url, || who.get(path).expect(200));
            (answer.json()["total"].clone(), n)
        };
        (0..8).map(once).min_by_key(|(_, n)| *n).unwrap()
    };
    let more = json!({ "count": 1000, "capped": true });
    assert_eq!(ask(&specialist, "/customers?q=MANY&limit=5").0, more);
    desk.world.execute("DELETE FROM customers WHERE number IN ('MANY-1', 'MANY-2')");
    let (total, asked) = ask(&supervisor, "/customers?q=MANY&limit=5");
    assert_eq!(total, more, "it was more a moment ago");
    let (total, counted) = ask(&supervisor, "/customers?q=%E5%AE%A2%E6%88%B7&limit=5");
    assert_eq!(total, json!({ "count": 999, "capped": false }), "another question is counted");
    assert!(asked < counted, "{asked} statements for what is known, {counted} for what is not");
    assert_eq!(
        ask(&desk.as_("north_dealer"), "/customers?q=MANY&limit=5").0,
        json!({ "count": 0, "capped": false })
    );
}
