//! What happens by itself.

use crate::support::{World, person};
use chrono::{Duration, Utc};
use sanbao::jobs;

#[test]
fn what_is_over_for_a_day_is_forgotten_and_what_goes_on_stays() {
    let world = World::new();
    let user = person("quality").id();
    let session = |id: u8, ends: &str, ended: &str| {
        world.execute(&format!(
            "INSERT INTO sessions (id, user_id, created_at, last_used_at, expires_at, ended_at) VALUES \
             ('01933f6e-0000-7000-8000-0000000000{id:02}', '{user}', now() - interval '60 days', now(), \
              now() + interval '{ends}', {ended})"
        ));
    };
    session(1, "1 day", "NULL");
    session(2, "-1 hour", "NULL");
    session(3, "-25 hours", "NULL");
    session(4, "20 days", "now() - interval '25 hours'");
    session(5, "20 days", "now() - interval '1 hour'");
    let token = |name: &str, session: u8, used: &str| {
        world.execute(&format!(
            "INSERT INTO refresh_tokens (hash, session_id, created_at, used_at) VALUES \
             ('{name}', '01933f6e-0000-7000-8000-0000000000{session:02}', now() - interval '40 days', {used})"
        ));
    };
    token("unused", 1, "NULL");
    token("lately", 1, "now() - interval '29 days'");
    token("long ago", 1, "now() - interval '31 days'");
    token("with its session", 3, "NULL");
    let link = |name: &str, ends: &str, used: &str| {
        world.execute(&format!(
            "INSERT INTO one_use_links (hash, user_id, created_at, expires_at, used_at) VALUES \
             ('{name}', '{user}', now() - interval '9 days', now() + interval '{ends}', {used})"
        ));
    };
    link("open", "1 day", "NULL");
    link("over", "-2 days", "NULL");
    link("used", "1 day", "now() - interval '2 days'");
    link("just used", "1 day", "now()");

    assert_eq!(jobs::clean(&world.db(), Utc::now()).unwrap(), 5);
    assert_eq!(world.count("sessions"), 3);
    assert_eq!(world.count("refresh_tokens WHERE hash IN ('unused', 'lately')"), 2);
    assert_eq!(world.count("refresh_tokens"), 2);
    assert_eq!(world.count("one_use_links WHERE hash IN ('open', 'just used')"), 2);
    assert_eq!(world.count("one_use_links"), 2);
    assert_eq!(jobs::clean(&world.db(), Utc::now()).unwrap(), 0);
}

#[test]
fn an_import_whose_server_was_killed_says_so() {
    let world = World::new();
    for (id, status, age) in
        [(1, "running", "3 minutes"), (2, "running", "1 minute"), (3, "finished", "1 day")]
    {
        world.execute(&format!(
            "INSERT INTO imports (id, kind, source, dry_run, status, rows_total, rows_read, rows_created, rows_known, \
                rows_refused, created_at, updated_at, finished_at) \
             VALUES ('01933f6e-0000-7000-8000-00000000000{id}', 'repairs', 'café', false, '{status}', 900, 500, 500, 0, 0, \
                now() - interval '1 day', now() - interval '{age}', CASE '{status}' WHEN 'finished' THEN now() END)"
        ));
    }
    let db = world.db();
    assert_eq!(jobs::give_up_stalled_imports(&db, Utc::now()).unwrap(), 1);
    let admin = world.as_("admin");
    let seen =
        |id: u8| admin.get(&format!("/imports/01933f6e-0000-7000-8000-00000000000{id}")).expect(200).json();
    let left = seen(1);
    assert_eq!((&left["status"], &left["failure"]), (&"failed".into(), &"server_stopped".into()));
    assert!(left["finished_at"].is_string() && left["rows_created"] == 500, "{left}");
    assert_eq!((seen(2)["status"].as_str(), seen(3)["status"].as_str()), (Some("running"), Some("finished")));
    assert_eq!(jobs::give_up_stalled_imports(&db, Utc::now() + Duration::minutes(2)).unwrap(), 1);
}
