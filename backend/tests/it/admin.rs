//! Stories of the command line that begins an installation.

use crate::support::database::Database;
use crate::support::{PASSWORD, World};
use sanbao::admin::{Maker, create_admin, reset};
use sanbao::check::check;
use sanbao::db::{Db, DbSettings};
use sanbao::{backup, jobs, migrations, seed};
use serde_json::json;

#[test]
fn an_installation_begins_with_an_administrator_and_a_link() {
    let world = World::new();
    reset(&world.url()).expect("emptied");
    assert_eq!(world.count("users"), 0);
    let db = Db::open(&DbSettings { url: world.url(), connections: 1, queue: 1 }).expect("threads");
    let maker = |zone: &str| Maker { name: "恒升电梯".into(), code: "hs".into(), zone: zone.into() };
    assert!(create_admin(&db, &maker("Mars/Olympus"), "root@hs.test", "总管").is_err());
    assert!(create_admin(&db, &maker("Asia/Shanghai"), "root", "总管").is_err());
    let link = create_admin(&db, &maker("Asia/Shanghai"), "root@hs.test", "总管").expect("a link");
    assert!(create_admin(&db, &maker("Asia/Shanghai"), "root@hs.test", "总管").is_err(), "taken");
    create_admin(&db, &maker("Asia/Shanghai"), "second@hs.test", "副总管")
        .expect("the organisation is there");
    assert_eq!(world.count("organizations"), 1);

    let token = link.strip_prefix("/welcome#token=").expect("a link to the page");
    let body = json!({ "token": token, "new_password": PASSWORD });
    world.anyone().post("/auth/redeem-link", body).expect(204);
    let answer = world.try_log_in(&world.anyone(), "root@hs.test", PASSWORD).expect(200);
    world.anyone().bearing(&answer.text("/access_token")).get("/users").expect(200);
    assert_eq!(world.count("audit_entries WHERE actor_name = 'sanbao admin' AND actor_id IS NULL"), 3);
}

#[test]
fn a_backup_holds_everything_and_a_check_tells_what_does_not_add_up() {
    let database = Database::empty();
    migrations::run(&database.url()).expect("the migrations run");
    let db = Db::open(&DbSettings { url: database.url(), connections: 2, queue: 8 }).expect("threads");
    seed::demo(&db, PASSWORD).expect("the demo company");
    let picture = b"what lies on the ticket".as_slice();
    database.execute(&format!(
        "INSERT INTO blobs VALUES (sha256('{0}'), {1}, 'text/plain', NULL, now()); \
         INSERT INTO blob_pieces VALUES (sha256('{0}'), 0, 'what lies '), (sha256('{0}'), 1, 'on the ticket')",
        String::from_utf8_lossy(picture),
        picture.len()
    ));
    assert_eq!(check(&database.url()).expect("looked at").differences, Vec::<String>::new());

    let folder = std::env::temp_dir().join(format!("sanbao-backup-{}", uuid::Uuid::now_v7().simple()));
    std::fs::create_dir(&folder).expect("a folder");
    let file = folder.join("night");
    backup::backup(&database.url(), &file).expect("written");
    assert!(backup::backup(&database.url(), &file).is_err(), "it is there already");
    assert_eq!(std::fs::read_dir(&folder).expect("a folder").count(), 1, "no draft is left");
    let restored = Database::empty();
    assert!(backup::restore(&database.url(), &file).is_err(), "not over what is there");
    backup::restore(&restored.url(), &file).expect("restored");
    assert_eq!(rows(&restored), rows(&database));
    assert!(rows(&database).len() > 60);
    assert_eq!(check(&restored.url()).expect("looked at").differences, Vec::<String>::new());
    std::fs::write(&file, "no backup").expect("written");
    assert!(backup::restore(&Database::empty().url(), &file).is_err());
    std::fs::remove_dir_all(&folder).expect("removed");

    as_the_first_release_left_it(&database);
    let before = rows(&database);
    assert!(before.len() < 45 && before.iter().any(|(table, n)| table == "tickets" && *n > 5), "{before:?}");
    migrations::run(&database.url()).expect("the migrations run");
    let after: Vec<_> =
        rows(&database).into_iter().filter(|row| before.iter().any(|(t, _)| *t == row.0)).collect();
    assert_eq!(
        after.iter().filter(|(table, _)| table != MIGRATED).collect::<Vec<_>>(),
        before.iter().filter(|(table, _)| table != MIGRATED).collect::<Vec<_>>()
    );
    // What came later is made of what was there: clocks of the tickets' timelines.
    assert!(jobs::begin_clocks(&db, chrono::Utc::now()).expect("begun") > 0);
    assert_eq!(check(&database.url()).expect("looked at").differences, Vec::<String>::new());

    // Whatever is wrong is told, each by its own rule.
    let broken = [
        (
            "UPDATE stock_levels SET on_hand = on_hand + 1 WHERE id = (SELECT min(id::text)::uuid FROM stock_levels WHERE on_hand > 0)",
            "stock is the sum",
        ),
        ("UPDATE stock_levels SET reserved = on_hand WHERE on_hand > 0 AND reserved = 0", "what is reserved"),
        ("DELETE FROM audit_entries WHERE record = 'stock_movement'", "every movement of stock"),
        ("UPDATE tickets SET status = 'verifying' WHERE status = 'new'", "the state of a ticket"),
        ("DELETE FROM ticket_events WHERE kind = 'created'", "every ticket has one beginning"),
        ("DELETE FROM audit_entries WHERE record = 'ticket' AND action = 'verify'", "every turn of a ticket"),
        ("UPDATE ticket_progress SET breach_count = breach_count + 1", "tickets show"),
        ("SELECT setval('number_tk_' || extract(year FROM now()), 1)", "numbers that come"),
        ("UPDATE blob_pieces SET bytes = 'On the ticket' WHERE n = 1", "files are"),
        ("UPDATE clocks SET due_at = due_at + interval '1 s' WHERE state = 'running'", "clocks are"),
        ("UPDATE rmas SET status = 'dispositioned' WHERE status = 'authorized'", "returns follow"),
        (
            "INSERT INTO idempotency_keys (user_id, key, request_hash, created_at) SELECT id, 'k', '', now() FROM users LIMIT 1",
            "requests that",
        ),
    ];
    for (statement, rule) in broken {
        restored.execute(statement);
        let found = check(&restored.url()).expect("looked at").differences;
        assert!(found.iter().any(|line| line.starts_with(rule)), "{rule}: {found:#?}");
    }
}

/// The table of the migrations themselves.
const MIGRATED: &str = "__diesel_schema_migrations";
/// How many there were in the first release.
const FIRST_RELEASE: usize = 6;

/// Takes a filled database back to the schema of the first release, with what that knew of its rows.
fn as_the_first_release_left_it(database: &Database) {
    use diesel::{Connection, PgConnection};
    use diesel_migrations::MigrationHarness;
    let mut c = PgConnection::establish(&database.url()).expect("the database answers");
    while c.applied_migrations().expect("told").len() > FIRST_RELEASE {
        c.revert_last_migration(migrations::MIGRATIONS).expect("it goes back");
    }
}

/// How many rows each table has.
fn rows(database: &Database) -> Vec<(String, i64)> {
    use diesel::prelude::*;
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = diesel::sql_types::Text)]
        name: String,
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        n: i64,
    }
    let mut c = PgConnection::establish(&database.url()).expect("the database answers");
    let counts = "SELECT tablename::text AS name, (xpath('/row/n/text()', query_to_xml( \
        format('SELECT count(*) AS n FROM %I', tablename), true, true, '')))[1]::text::bigint AS n \
        FROM pg_tables WHERE schemaname = 'public' ORDER BY 1";
    let counts: Vec<Count> = diesel::sql_query(counts).load(&mut c).expect("counts");
    counts.into_iter().map(|count| (count.name, count.n)).collect()
}

#[test]
fn a_password_in_an_address_is_not_shown_to_the_machine() {
    let told = |url: &str| backup::without_password(url);
    assert_eq!(
        told("postgres://u:p%40ss%2@db.example:5432/s?x=a:b@c"),
        ("postgres://u@db.example:5432/s?x=a:b@c".into(), Some("p@ss%2".into()))
    );
    for plain in ["postgres://u@/s?host=/tmp", "host=/tmp user=u", "postgres://db/s"] {
        assert_eq!(told(plain), (plain.into(), None));
    }
}
