//! A world: a server on a database of its own, with the people of the cast in it.

use super::cast::{PASSWORD, person};
use super::client::{Client, Response};
use super::database::Database;
use super::server::{SECRET, Server};
use chrono::Utc;
use diesel::connection::InstrumentationEvent;
use diesel::prelude::*;
use sanbao::auth::jwt::Jwt;
use sanbao::db::{Db, DbSettings};
use serde_json::json;
use shared::ids::SessionId;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use uuid::Uuid;

/// A server with people, for one test. The server stops before its database goes: fields are dropped in order.
pub struct World {
    server: Server,
    database: Database,
}

impl World {
    /// A new one.
    pub fn new() -> Self {
        let database = Database::new();
        Self { server: Server::start(database.url()), database }
    }

    /// Where the server is.
    pub fn base(&self) -> String {
        format!("http://{}", self.server.address)
    }

    /// Somebody who has not logged in.
    pub fn anyone(&self) -> Client {
        Client::new(self.base())
    }

    /// A person of the cast, logged in. The session is laid into the database, which saves the time that
    /// hashing takes; [`log_in`](Self::log_in) goes through the front door.
    pub fn as_(&self, key: &str) -> Client {
        let person = person(key);
        let (session, now) = (SessionId(Uuid::now_v7()), Utc::now());
        self.execute(&format!(
            "INSERT INTO sessions (id, user_id, created_at, last_used_at, expires_at) \
             VALUES ('{session}', '{}', now(), now(), now() + interval '30 days')",
            person.id()
        ));
        let token =
            Jwt::new(SECRET).issue(person.id(), session, person.organization.id(), &[person.role], now);
        self.anyone().bearing(&token.expect("a token"))
    }

    /// Logs a person of the cast in with their password.
    pub fn log_in(&self, key: &str) -> Response {
        self.try_log_in(&self.anyone(), person(key).email, PASSWORD)
    }

    /// Tries to log in.
    pub fn try_log_in(&self, client: &Client, email: &str, password: &str) -> Response {
        client.post("/auth/login", json!({ "email": email, "password": password }))
    }

    /// Does something on a connection of its own, and says how many statements it took.
    pub fn counted<T>(&self, work: impl FnOnce(&mut PgConnection) -> T) -> (T, usize) {
        let mut c = PgConnection::establish(&self.url()).expect("the database answers");
        let statements = Arc::new(AtomicUsize::new(0));
        let counter = statements.clone();
        c.set_instrumentation(move |event: InstrumentationEvent<'_>| {
            if matches!(event, InstrumentationEvent::StartQuery { .. }) {
                counter.fetch_add(1, Ordering::Relaxed);
            }
        });
        let done = work(&mut c);
        (done, statements.load(Ordering::Relaxed))
    }

    /// Carries statements out behind the server's back: lets time pass, breaks things.
    pub fn execute(&self, sql: &str) {
        self.database.execute(sql);
    }

    /// The database as a job uses it.
    pub fn db(&self) -> Db {
        let settings = DbSettings { url: self.database.url(), connections: 1, queue: 8 };
        Db::open(&settings).expect("a pool")
    }

    /// Where the database is.
    pub fn url(&self) -> String {
        self.database.url()
    }

    /// Counts rows behind the server's back.
    pub fn count(&self, table_and_condition: &str) -> i64 {
        use diesel::prelude::*;
        #[derive(QueryableByName)]
        struct Count {
            #[diesel(sql_type = diesel::sql_types::BigInt)]
            count: i64,
        }
        let mut connection = PgConnection::establish(&self.url()).expect("the database answers");
        let sql = format!("SELECT count(*) AS count FROM {table_and_condition}");
        diesel::sql_query(sql).get_result::<Count>(&mut connection).expect("a count").count
    }
}

/// Does something so many times at once, each knowing its place.
pub fn at_once<T: Send>(times: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let start = std::sync::Barrier::new(times);
    let run = &|n| {
        start.wait();
        work(n)
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..times).map(|n| scope.spawn(move || run(n))).collect();
        threads.into_iter().map(|thread| thread.join().expect("no panic")).collect()
    })
}
