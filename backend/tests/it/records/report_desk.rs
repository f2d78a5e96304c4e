//! The dashboard: what it counts, and that behind each number lies a list of just as many.

use super::import::import;
use super::import_tickets::body;
use crate::support::desk::{Desk, FAULT, FOREIGN_UNIT};
use crate::support::{Client, Organization, World, at_once, person};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use sanbao::auth::caller::{Caller, Credential, Profile};
use sanbao::records::report::desk::desk;
use sanbao::records::ticket::turn;
use serde_json::json;
use shared::auth::{Actor, OrganizationKind, permissions};
use shared::i18n::Locale;
use shared::ids::SessionId;
use shared::records::report::{DeskLists, DeskMonth, DeskQuery, DeskReport, ParetoSlice, TicketDimension};
use shared::records::ticket::{TicketStatus, Turn};

/// The year and month, so that the story never grows too old to be shown.
fn year() -> i32 {
    use chrono::Datelike;
    Utc::now().year() - 1
}

/// One that comes back and is closed again, one that is closed at once, one that waits still; in Shanghai it is
/// eight hours later, so the third is filed in February by UTC and in March by its clocks.
fn log() -> (String, String) {
    let y = year();
    let cases = format!(
        "id,filed,who,what,prio\n\
         back,{y}-03-09T01:00:00Z,Acme,Lift,\n\
         once,{y}-03-09T02:00:00Z,Acme,Lift,\n\
         edge,{y}-02-28T16:30:00Z,Acme,Lift,\n"
    );
    let events = format!(
        "id,at,from,to,by,team,raw\n\
         back,{y}-03-09T01:10:00Z,NEW,WORK,Li,,\n\
         back,{y}-03-10T01:00:00Z,WORK,DONE,Li,,\n\
         back,{y}-03-11T01:00:00Z,DONE,CLOSED,Li,,\n\
         back,{y}-05-04T01:00:00Z,CLOSED,WORK,Li,,\n\
         back,{y}-05-05T01:00:00Z,WORK,DONE,Li,,\n\
         back,{y}-05-05T02:00:00Z,DONE,WORK,Li,,\n\
         back,{y}-05-06T01:00:00Z,WORK,DONE,Li,,\n\
         back,{y}-06-04T01:00:00Z,DONE,CLOSED,Li,,\n\
         once,{y}-03-09T03:00:00Z,NEW,CLOSED,Li,,\n\
         edge,{y}-03-09T04:00:00Z,NEW,CALLED,Li,,\n"
    );
    (cases, events)
}

fn show(who: &Client, query: &str) -> DeskReport {
    serde_json::from_value(who.get(&format!("/reports/desk{query}")).expect(200).json()).unwrap()
}

fn row(month: &DeskMonth) -> (i64, i64, i64, i64, i64) {
    (month.opened, month.resolved, month.closed, month.reopened, month.backlog)
}

/// Compares each number with the length of its list. Gives how many are not zero.
#[track_caller]
fn compare(who: &Client, query: &DeskQuery) -> usize {
    let report = show(who, &format!("?{}", serde_urlencoded::to_string(query).unwrap()));
    let mut told = 0;
    for (name, count, list) in DeskLists::new(&report, query).all() {
        let address = format!("/tickets?limit=1&{}", serde_urlencoded::to_string(&list).unwrap());
        let found = who.get(&address).expect(200).json();
        assert_eq!(found["total"]["count"], count, "{name}: {address}");
        told += usize::from(count > 0);
    }
    told
}

/// A desk with a past, and with work of every kind on it.
fn busy() -> Desk {
    let desk = Desk::open();
    let (cases, events) = log();
    import(&desk.as_("admin"), body(false, &cases, &events));
    let (specialist, supervisor) = (desk.as_("service_specialist"), desk.as_("supervisor"));
    let team = desk
        .as_("admin")
        .post(
            "/teams",
            json!({ "organization_id": Organization::Maker.id(), "code": "east", "name": "东区", "member_ids": [person("technician").id()] }),
        )
        .expect(201)
        .text("/id");
    let mut again = desk.resolved();
    again.act(&specialist, "reopen", json!({ "reason": "又响了" })).expect(200);
    let mut closed = desk.resolved();
    closed.act(&specialist, "confirm", json!({})).expect(200);
    let mut wrong = desk.file("service_specialist", json!({ "kind": "inquiry", "topic": "billing" }));
    wrong.act(&specialist, "cancel", json!({ "reason": "打错电话" })).expect(200);
    let mut given = desk.file("south_dealer", json!({ "unit_id": FOREIGN_UNIT, "fault_code_id": FAULT }));
    given.act(&specialist, "verify", json!({})).expect(200);
    given.act(&specialist, "assign", json!({ "team_id": team })).expect(200);
    let mut crisis = desk.file("service_specialist", json!({ "topic": "staff_attitude" }));
    crisis.act(&supervisor, "flag_crisis", json!({ "kinds": ["media"], "reason": "记者来电" })).expect(200);
    // Twelve models, so that there are others beside the ten most frequent.
    for n in 0..12 {
        desk.world.execute(&format!(
            "INSERT INTO products (id, code, name, line, warranty_terms, active, version, created_at, updated_at) \
             VALUES ('00000000-0000-7000-8000-00000000d{n:03}', 'X-{n}', '型号 {n}', 'other', '[]', true, 1, now(), now())"
        ));
        let product =
            json!({ "unit_id": null, "product_id": format!("00000000-0000-7000-8000-00000000d{n:03}") });
        desk.file("service_specialist", product);
    }
    // A broken promise, and tickets that have lain for a while.
    desk.world.execute(&format!(
        "UPDATE clocks SET outcome = 'breached', breached_at = now() - interval '1 minute' WHERE ticket_id = '{}' AND kind = 'respond'; \
         UPDATE ticket_progress SET breach_count = 1 WHERE ticket_id = '{}'; \
         UPDATE tickets SET created_at = now() - interval '2 days' WHERE id = '{}'; \
         UPDATE tickets SET created_at = now() - interval '10 days' WHERE id = '{}';",
        crisis.id, crisis.id, again.id, crisis.id
    ));
    desk
}

#[test]
fn behind_every_number_lies_a_list_of_as_many() {
    let desk = busy();
    let who = desk.as_("quality");
    let from = format!("{}-02", year()).parse().ok();
    let told = compare(&who, &DeskQuery { from, ..DeskQuery::default() });
    assert!(told > 40, "{told}");
    // Narrowed, too: by kind, by person, by dealer.
    let query = DeskQuery { from, kind: Some("complaint".parse().unwrap()), ..DeskQuery::default() };
    assert!(compare(&who, &query) > 20);
    let query = DeskQuery { assignee_id: Some(person("technician").id()), ..DeskQuery::default() };
    assert!(compare(&who, &query) > 10);
    let query = DeskQuery { dealer_id: Some(Organization::South.id()), ..DeskQuery::default() };
    assert!(compare(&who, &query) > 5);
}

#[test]
fn months_tell_what_the_log_told() {
    let world = World::new();
    let (cases, events) = log();
    import(&world.as_("admin"), body(false, &cases, &events));
    let y = year();
    let report = show(&world.as_("supervisor"), &format!("?from={y}-02&until={y}-07"));
    let months: Vec<_> = report.months.iter().map(row).collect();
    assert_eq!(
        months,
        [
            (0, 0, 0, 0, 0),
            // All three are filed, two are resolved and closed, of which one without a solution.
            (3, 2, 2, 0, 0),
            (0, 0, 0, 0, 1),
            // It comes back twice and is resolved twice, and is still one ticket.
            (0, 1, 0, 1, 1),
            (0, 0, 1, 0, 2),
            (0, 0, 0, 0, 1),
        ]
    );
    assert_eq!(report.months[1].starts_at.to_rfc3339(), format!("{y}-02-28T16:00:00+00:00"));
    assert_eq!((report.zone.as_str(), report.open.total), ("Asia/Shanghai", 1));
    let r = &report.reopening;
    assert_eq!((r.resolved, r.reopened, r.rate), (2, 1, Some(500)));
    // By UTC the ticket at the edge is filed in February.
    world.execute("UPDATE organizations SET zone = 'UTC'");
    let report = show(&world.as_("supervisor"), &format!("?from={y}-02&until={y}-03"));
    assert_eq!(report.months.iter().map(|m| m.opened).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn what_is_open_is_told_by_state_queue_and_age() {
    let report = show(&busy().as_("service_specialist"), "");
    let open = &report.open;
    assert_eq!(open.total, 16);
    let status = |word: &str| open.by_status.iter().find(|s| s.status.as_str() == word).unwrap().count;
    assert_eq!((status("new"), status("assigned"), status("in_progress"), status("waiting")), (13, 1, 1, 1));
    assert_eq!(open.by_age.iter().map(|a| a.count).collect::<Vec<_>>(), [13, 1, 0, 1, 1]);
    let queue = |word: &str| open.by_queue.iter().find(|q| q.queue.as_str() == word).unwrap();
    // The one that waits since last year has broken its promise long since.
    assert_eq!((queue("special_case").count, queue("breached").count), (1, 2));
    assert!(queue("unassigned").count >= 14);
    assert_eq!((queue("team").team_name.as_deref(), queue("team").count), (Some("东区"), 1));
    let pareto = |by| report.paretos.iter().find(|p| p.by == by).unwrap();
    let faults = pareto(TicketDimension::FaultCode);
    assert_eq!(faults.rows[0].label.as_deref(), Some("DR-03 Door operator noisy"));
    assert_eq!((faults.rows[0].count, faults.rows[1].slice), (1, ParetoSlice::Without));
    let products = pareto(TicketDimension::Product);
    assert_eq!(products.rows[0].label.as_deref(), Some("SB-1000P 乘客电梯"));
    assert_eq!(
        (products.rows[10].slice, products.rows.last().unwrap().cumulated),
        (ParetoSlice::Others, 1000)
    );
    for pareto in &report.paretos {
        assert_eq!(pareto.rows.iter().map(|r| r.count).sum::<i64>(), pareto.total, "{}", pareto.by);
    }
}

#[test]
fn times_are_told_by_the_middle_and_by_the_slow_end() {
    let desk = Desk::open();
    for _ in 0..4 {
        desk.file("service_specialist", json!({}));
    }
    desk.world.execute(
        "WITH n AS (SELECT id, row_number() OVER (ORDER BY id) AS n FROM clocks WHERE kind = 'respond') \
         UPDATE clocks k SET state = 'stopped', started_at = now() - interval '1 hour', next_step_at = NULL, \
           outcome = CASE WHEN n = 4 THEN 'breached' ELSE 'met' END, \
           breached_at = CASE WHEN n = 4 THEN now() - interval '50 minutes' END, \
           stopped_at = now() - interval '1 hour' + (ARRAY[60, 120, 180, 1000])[n] * interval '1 second' FROM n WHERE n.id = k.id",
    );
    let report = show(&desk.as_("supervisor"), "");
    let respond = report.targets.iter().find(|t| t.clock.as_str() == "respond").unwrap();
    assert_eq!((respond.kept, respond.broken, respond.kept_share, respond.measured), (3, 1, Some(750), 4));
    let seconds = (respond.median_seconds, respond.p90_seconds, respond.mean_seconds);
    assert_eq!(seconds, (Some(150), Some(754), Some(340)));
}

pub(super) fn caller(key: &str) -> Caller {
    let person = person(key);
    let kind = person.organization.kind();
    Caller {
        actor: Actor {
            user_id: person.id(),
            name: key.into(),
            organization_id: person.organization.id(),
            organization_kind: kind,
            customer_id: (kind == OrganizationKind::Customer).then(|| person.organization.customer_id()),
            roles: vec![person.role],
            permissions: permissions(kind, &[person.role], None),
        },
        credential: Credential::Session(SessionId(uuid::Uuid::now_v7())),
        profile: Profile {
            email: person.email.into(),
            phone: None,
            locale: Locale::En,
            organization_name: String::new(),
            zone: "Asia/Shanghai".into(),
            version: 1,
        },
        now: Utc::now(),
        request_id: String::new(),
    }
}

fn count_as(world: &World, key: &str) -> (DeskReport, usize) {
    world.counted(|c| desk(c, &caller(key), &DeskQuery::default(), Locale::ZhCn).unwrap())
}

#[test]
fn it_takes_seven_statements_however_many_tickets() {
    let few = Desk::open();
    few.file("service_specialist", json!({}));
    assert_eq!(count_as(&few.world, "supervisor").1, 7);
    assert_eq!(count_as(&busy().world, "supervisor").1, 7);
}

/// Nobody outside the house holds the right; if somebody did, they would count their own tickets only.
#[test]
fn it_counts_what_the_caller_sees_and_tells_nobody_outside_how_the_house_divides_its_work() {
    let desk = busy();
    let own = |key| count_as(&desk.world, key).0;
    let south = own("south_dealer");
    assert_eq!((south.open.total, south.months.last().unwrap().opened), (1, 1));
    use TicketDimension::{FaultCode, Product, Topic};
    let told = |report: &DeskReport| report.paretos.iter().map(|p| p.by).collect::<Vec<_>>();
    assert_eq!(told(&south), [FaultCode, Topic, Product]);
    assert!(south.open.by_queue.iter().all(|queue| queue.team_id.is_none()));
    assert_eq!(told(&own("supervisor")), TicketDimension::ALL);
    assert_eq!(own("harbour_customer").open.total, 1);
    assert_eq!(own("supplier").open.total, 0);
    assert!(own("supplier").targets.is_empty());
    for outside in ["south_dealer", "south_technician"] {
        assert_eq!(show(&desk.as_(outside), "").open.total, 1);
        desk.as_(outside).get("/reports/ticket-times").refused(403, "forbidden");
    }
    for outside in ["tower_customer", "supplier"] {
        desk.as_(outside).get("/reports/desk").refused(403, "forbidden");
    }
}

/// What is reckoned once for a crowd is told only to those who see the same tickets.
#[test]
fn in_a_crowd_everybody_is_told_of_what_they_see() {
    let desk = busy();
    let people =
        ["supervisor", "south_dealer", "service_specialist", "north_dealer"].map(|who| desk.as_(who));
    let alone = people.each_ref().map(|who| show(who, "").open.total);
    assert!(alone[0] > alone[1] && alone[0] == alone[2] && alone[3] != alone[0], "{alone:?}");
    for (who, total) in at_once(24, |n| (n % 4, show(&people[n % 4], "").open.total)) {
        assert_eq!(total, alone[who], "{who}");
    }
}

#[test]
fn months_and_filters_that_cannot_be_are_refused() {
    let world = World::new();
    let who = world.as_("supervisor");
    who.get("/reports/desk?from=2026-13").refused_field("?from", "malformed");
    who.get("/reports/desk?until=9999-12").refused_field("?until", "in_future");
    who.get("/reports/desk?from=2020-02&until=2020-01").refused_field("?until", "too_early");
    who.get("/reports/desk?from=2001-01").refused_field("?from", "too_early");
    let list = |query: &str| who.get(&format!("/tickets?{query}"));
    list("other_than=x").refused_field("?other_by", "required");
    list("other_by=product&other_than=x").refused_field("?other_than", "not_allowed");
    let many = vec!["billing"; 21].join(",");
    list(&format!("other_by=topic&other_than={many}")).refused_field("?other_than", "too_large");
    list("other_by=topic&other_than=x").refused_field("?other_than", "not_allowed");
    list("without=x").refused_field("?without", "not_allowed");
    // Times that nobody lived in are times.
    for at in ["-262143-01-01T00:00:00Z", "%2B262142-12-31T23:59:59Z"] {
        for name in [
            "created_from",
            "created_until",
            "resolved_from",
            "closed_until",
            "reopened_from",
            "open_at",
            "decided_from",
        ] {
            list(&format!("{name}={at}")).expect(200);
        }
    }
}

#[test]
fn sql_and_rule_mean_the_same_turns() {
    let world = World::new();
    let mut c = PgConnection::establish(&world.url()).unwrap();
    #[derive(QueryableByName)]
    struct Is {
        #[diesel(sql_type = diesel::sql_types::Bool)]
        is: bool,
    }
    let froms = [None].into_iter().chain(TicketStatus::ALL.iter().copied().map(Some));
    for from in froms {
        for to in TicketStatus::ALL {
            for which in Turn::ALL {
                let written = from.map_or("NULL".to_owned(), |from| format!("'{from}'"));
                let sql = format!(
                    "SELECT coalesce({}, false) AS is FROM (VALUES ({written}::text, '{to}'::text)) AS e (from_status, to_status)",
                    turn(which)
                );
                let found: Is = diesel::sql_query(&sql).get_result(&mut c).unwrap();
                assert_eq!(found.is, which.is(from, *to), "{which:?} {from:?} {to}");
            }
        }
    }
}

/// What is asked for by time is found by an index: the planner, made to avoid reading everything, finds one.
#[test]
fn every_new_filter_has_an_index() {
    let world = World::new();
    let mut c = PgConnection::establish(&world.url()).unwrap();
    #[derive(QueryableByName)]
    struct Line {
        #[diesel(sql_type = diesel::sql_types::Text, column_name = "QUERY PLAN")]
        line: String,
    }
    diesel::sql_query("SET enable_seqscan = off").execute(&mut c).unwrap();
    let ended = turn(Turn::Ended);
    let since = DateTime::UNIX_EPOCH.to_rfc3339();
    for (condition, index) in [
        (format!("SELECT FROM ticket_events e WHERE {ended} AND e.at >= '{since}'"), "ticket_events_turns"),
        (
            format!("SELECT FROM ticket_events e WHERE {} AND e.at >= '{since}'", turn(Turn::Resolved)),
            "ticket_events_turns",
        ),
        (
            format!("SELECT FROM ticket_events e WHERE {} AND e.at >= '{since}'", turn(Turn::Reopened)),
            "ticket_events_turns",
        ),
        (format!("SELECT FROM tickets WHERE closed_at >= '{since}'"), "tickets_closed"),
        (
            "SELECT FROM tickets WHERE topic = 'billing' ORDER BY created_at DESC, id DESC".into(),
            "tickets_topic",
        ),
        (
            format!("SELECT FROM tickets WHERE fault_code_id = '{FAULT}' ORDER BY created_at DESC, id DESC"),
            "tickets_fault_code",
        ),
        (
            "SELECT FROM tickets WHERE reopen_count > 0 ORDER BY created_at DESC, id DESC".into(),
            "tickets_reopened",
        ),
        (
            format!(
                "SELECT FROM clocks k WHERE k.outcome = 'met' AND coalesce(k.breached_at, k.stopped_at) >= '{since}'"
            ),
            "clocks_decided",
        ),
    ] {
        let plan: Vec<Line> = diesel::sql_query(format!("EXPLAIN {condition}")).load(&mut c).unwrap();
        let plan: Vec<String> = plan.into_iter().map(|l| l.line).collect();
        assert!(plan.iter().any(|line| line.contains(index)), "{condition}: {plan:#?}");
    }
}
