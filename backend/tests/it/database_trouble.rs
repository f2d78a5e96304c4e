//! Each trouble that a database can make, made, and what we take it for. Diesel tells several of them by their
//! message only, so a new PostgreSQL or diesel that words them otherwise shows here.

use crate::support::database::Database;
use diesel::connection::SimpleConnection;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::result::Error;
use diesel::sql_types::{Bool, Integer};
use sanbao::db::{Db, DbSettings};
use sanbao::error::DatabaseTrouble::{self, *};
use sanbao::error::{Failure, classify};
use std::io::{Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::sync::{Arc, Barrier, Mutex};
use std::time::{Duration, Instant};

struct Place(Database);

impl Place {
    fn new() -> Self {
        let database = Database::empty();
        database.execute(
            "CREATE TABLE things (id integer PRIMARY KEY, of integer REFERENCES things, n integer CHECK (n >= 0)); \
             INSERT INTO things VALUES (1, NULL, 0), (2, NULL, 0)",
        );
        Self(database)
    }

    fn connect(&self) -> PgConnection {
        PgConnection::establish(&self.0.url()).unwrap()
    }
}

fn run(c: &mut PgConnection, statement: &str) -> Result<(), Error> {
    diesel::sql_query(statement).execute(c).map(|_| ())
}

#[track_caller]
fn trouble(result: Result<(), Error>) -> DatabaseTrouble {
    let error = result.unwrap_err();
    let found = classify(&error);
    assert!(found != Other, "{error:?}");
    found
}

/// The number of the server's process behind a connection.
fn process(c: &mut PgConnection) -> i32 {
    diesel::select(sql::<Integer>("pg_backend_pid()")).get_result(c).unwrap()
}

/// Asks until the answer is yes.
fn until(c: &mut PgConnection, question: &str) {
    while !diesel::select(sql::<Bool>(question)).get_result::<bool>(c).unwrap() {
        std::thread::yield_now();
    }
}

#[test]
fn constraints_are_told_apart() {
    let place = Place::new();
    let c = &mut place.connect();
    assert_eq!(trouble(run(c, "INSERT INTO things VALUES (1, NULL, 0)")), Unique);
    assert_eq!(trouble(run(c, "INSERT INTO things VALUES (3, 4, 0)")), ForeignKey);
    assert_eq!(trouble(run(c, "INSERT INTO things VALUES (3, NULL, -1)")), Check);
    assert_eq!(classify(&run(c, "SELECT 1 / 0").unwrap_err()), Other);
    assert_eq!(classify(&Error::NotFound), Other);
}

#[test]
fn of_two_that_wait_for_each_other_one_can_try_again() {
    let place = Place::new();
    let both = Barrier::new(2);
    let cross = |first: i32, second: i32| {
        let c = &mut place.connect();
        run(c, "BEGIN").unwrap();
        run(c, &format!("UPDATE things SET n = 1 WHERE id = {first}")).unwrap();
        both.wait();
        run(c, &format!("UPDATE things SET n = 1 WHERE id = {second}"))
    };
    let results = std::thread::scope(|scope| {
        let other = scope.spawn(|| cross(2, 1));
        [cross(1, 2), other.join().unwrap()]
    });
    let mut lost: Vec<_> = results.into_iter().filter(Result::is_err).collect();
    assert_eq!(lost.len(), 1);
    assert_eq!(trouble(lost.remove(0)), Retry);
}

#[test]
fn who_reads_what_another_changes_can_try_again() {
    let place = Place::new();
    let (c, other) = (&mut place.connect(), &mut place.connect());
    c.batch_execute("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT * FROM things").unwrap();
    run(other, "UPDATE things SET n = 1").unwrap();
    assert_eq!(trouble(run(c, "UPDATE things SET n = 2")), Retry);
}

#[test]
fn waiting_too_long_for_a_lock_is_not_the_same_as_working_too_long() {
    let place = Place::new();
    let (c, other) = (&mut place.connect(), &mut place.connect());
    other.batch_execute("BEGIN; UPDATE things SET n = 1").unwrap();
    run(c, "SET lock_timeout = '20ms'").unwrap();
    assert_eq!(trouble(run(c, "UPDATE things SET n = 2")), LockTimeout);
    run(c, "SET statement_timeout = '20ms'").unwrap();
    assert_eq!(trouble(run(c, "SELECT pg_sleep(60)")), StatementTimeout);
}

#[test]
fn a_connection_that_was_ended_while_it_lay_idle_is_gone() {
    let place = Place::new();
    let (c, other) = (&mut place.connect(), &mut place.connect());
    let id = process(c);
    until(other, &format!("pg_terminate_backend({id}, 10000)"));
    assert_eq!(trouble(run(c, "SELECT 1")), Connection);
}

#[test]
fn a_connection_that_was_ended_at_work_is_gone() {
    let place = Place::new();
    let (mut c, other) = (place.connect(), &mut place.connect());
    let id = process(&mut c);
    let result = std::thread::scope(|scope| {
        let work = scope.spawn(move || run(&mut c, "SELECT pg_sleep(60)"));
        let at_work = format!(
            "EXISTS (SELECT FROM pg_stat_activity WHERE pid = {id} AND state = 'active' AND query LIKE '%pg_sleep%')"
        );
        until(other, &at_work);
        until(other, &format!("pg_terminate_backend({id}, 10000)"));
        work.join().unwrap()
    });
    assert_eq!(trouble(result), Connection);
}

#[test]
fn a_transaction_that_lay_idle_for_too_long_has_lost_its_connection() {
    let place = Place::new();
    let (c, other) = (&mut place.connect(), &mut place.connect());
    let id = process(c);
    c.batch_execute("SET idle_in_transaction_session_timeout = '20ms'; BEGIN").unwrap();
    until(other, &format!("NOT EXISTS (SELECT FROM pg_stat_activity WHERE pid = {id})"));
    assert_eq!(trouble(run(c, "SELECT 1")), Connection);
}

/// A way to the database that can be held up: what is sent stays where it is, as when PostgreSQL or the network is frozen.
struct Way {
    folder: std::path::PathBuf,
    gate: Arc<Mutex<()>>,
}

impl Way {
    fn to(database: &Database) -> (Self, String) {
        let url = database.url();
        let (head, tail) = url.split_once("host=").unwrap();
        let real = tail.split('&').next().unwrap();
        let folder = std::env::temp_dir().join(format!("sanbao-way-{}", uuid::Uuid::now_v7().simple()));
        std::fs::create_dir(&folder).unwrap();
        let port = tail.rsplit('=').next().unwrap();
        let name = format!(".s.PGSQL.{port}");
        let listener = UnixListener::bind(folder.join(&name)).unwrap();
        let (gate, real) = (Arc::new(Mutex::new(())), std::path::Path::new(real).join(name));
        let of_thread = gate.clone();
        std::thread::spawn(move || {
            for here in listener.incoming().flatten() {
                let there = UnixStream::connect(&real).unwrap();
                for (mut from, mut to) in
                    [(here.try_clone().unwrap(), there.try_clone().unwrap()), (there, here)]
                {
                    let gate = of_thread.clone();
                    std::thread::spawn(move || {
                        let mut piece = [0; 8192];
                        while let Ok(n @ 1..) = from.read(&mut piece) {
                            drop(gate.lock().unwrap());
                            if to.write_all(&piece[..n]).is_err() {
                                break;
                            }
                        }
                        let _ = to.shutdown(std::net::Shutdown::Both);
                    });
                }
            }
        });
        let url = format!("{head}host={}&port={port}", folder.display());
        (Self { folder, gate }, url)
    }
}

impl Drop for Way {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// P18: what is asked of a database that is away is answered within this.
const TOLD_WITHIN: Duration = Duration::from_millis(1500);

async fn asks(db: &Db) -> (Result<usize, Failure>, Duration) {
    let begun = Instant::now();
    let said = db.read(|c| Ok(diesel::sql_query("SELECT 1").execute(c)?)).await;
    (said, begun.elapsed())
}

#[test]
#[allow(clippy::await_holding_lock, reason = "holding it is what freezes")]
fn a_frozen_database_is_told_in_time_and_is_there_again_when_it_thaws() {
    let database = Database::empty();
    let (way, url) = Way::to(&database);
    let db = Db::open(&DbSettings { url, connections: 2, queue: 64 }).unwrap();
    actix_web::rt::System::new().block_on(async {
        assert!(asks(&db).await.0.is_ok());
        let frozen = way.gate.lock().unwrap();
        // Some are at work and some wait for their turn; to all of them it is the same.
        for (said, after) in futures_util::future::join_all((0..12).map(|_| asks(&db))).await {
            assert!(matches!(said, Err(Failure::Unavailable(_))) && after < TOLD_WITHIN, "{after:?}");
        }
        assert!(!db.is_ready().await);
        drop(frozen);
        assert!(asks(&db).await.0.is_ok());
        // What takes its time is not taken for frozen.
        let slow = db.read(|c| Ok(diesel::sql_query("SELECT pg_sleep(1.6)").execute(c)?)).await;
        assert!(slow.is_ok());
    });
}

#[test]
fn who_waits_for_a_place_and_then_for_a_connection_waits_no_longer_for_that() {
    let url = "postgres://sanbao@/nowhere?host=/nonexistent".to_owned();
    let db = Db::open(&DbSettings { url, connections: 1, queue: 64 }).unwrap();
    actix_web::rt::System::new().block_on(async {
        let later = async {
            tokio::time::sleep(Duration::from_millis(600)).await;
            asks(&db).await
        };
        let (first, second) = futures_util::future::join(asks(&db), later).await;
        for (said, after) in [first, second] {
            assert!(matches!(said, Err(Failure::Unavailable(_))) && after < TOLD_WITHIN, "{after:?}");
        }
    });
}
