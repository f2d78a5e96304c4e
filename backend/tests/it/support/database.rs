//! One private cluster for all tests of a run, and in it a copy of one prepared database for each test.

use super::cast::{Organization, PASSWORD, PEOPLE};
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use sanbao::auth::password::hash_now;
use sanbao::cluster::Cluster;
use sanbao::migrations;
use shared::records::account::Password;
use std::fmt::Write;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{LazyLock, Mutex};

/// Started by the first test that needs it. It is never dropped: it stops when the process ends, because the
/// pipe to its supervisor closes.
static CLUSTER: LazyLock<Cluster> = LazyLock::new(|| {
    let cluster = Cluster::temporary().expect("a private PostgreSQL");
    execute(&cluster.url("postgres"), "CREATE DATABASE template");
    let url = cluster.url("template");
    migrations::run(&url).expect("the migrations run");
    execute(&url, &populate());
    cluster
});

/// Copies of one database cannot be made at the same time.
static MAINTENANCE: LazyLock<Mutex<PgConnection>> = LazyLock::new(|| {
    let url = CLUSTER.url("postgres");
    Mutex::new(PgConnection::establish(&url).expect("the cluster answers"))
});

static COUNT: AtomicU32 = AtomicU32::new(0);

fn execute(url: &str, sql: &str) {
    let mut connection = PgConnection::establish(url).expect("the database answers");
    connection.batch_execute(sql).unwrap_or_else(|error| panic!("{error}: {sql}"));
}

fn maintain(sql: &str) {
    // A test that failed while it held the lock has done no harm to the connection.
    let mut connection = MAINTENANCE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    connection.batch_execute(sql).unwrap_or_else(|error| panic!("{error}: {sql}"));
}

fn populate() -> String {
    let hash = hash_now(&Password::new(PASSWORD)).expect("randomness");
    let mut sql = String::new();
    for o in Organization::ALL {
        let (id, kind, code) = (o.id(), o.kind(), o.code());
        let _ = writeln!(
            sql,
            "INSERT INTO organizations (id, kind, code, name, zone, active, version, created_at, updated_at) \
             VALUES ('{id}', '{kind}', '{code}', '{o:?}', 'Asia/Shanghai', true, 1, now(), now());",
        );
    }
    for o in Organization::ALL {
        if let Some(dealer) = o.dealer() {
            let (id, customer, dealer) = (o.id(), o.customer_id(), dealer.id());
            let _ = writeln!(
                sql,
                "INSERT INTO customers (id, number, kind, name, dealer_id, organization_id, version, created_at, updated_at) \
                 VALUES ('{customer}', 'CU-TEST-{o:?}', 'company', '{o:?}', '{dealer}', '{id}', 1, now(), now());",
            );
        }
    }
    for p in PEOPLE {
        let (id, organization, email, role) = (p.id(), p.organization.id(), p.email, p.role);
        let name = p.key.replace('_', " ");
        let _ = writeln!(
            sql,
            "INSERT INTO users (id, organization_id, name, email, roles, locale, status, password_hash, version, created_at, updated_at) \
             VALUES ('{id}', '{organization}', '{name}', '{email}', '{{{role}}}', 'en', 'active', '{hash}', 1, now(), now());",
        );
    }
    sql
}

/// A database of one's own; it goes when dropped.
pub struct Database {
    name: String,
}

impl Database {
    /// A copy of the prepared one.
    pub fn new() -> Self {
        let name = format!("world_{}", COUNT.fetch_add(1, Ordering::Relaxed));
        maintain(&format!("CREATE DATABASE {name} TEMPLATE template"));
        Self { name }
    }

    /// One with nothing in it.
    pub fn empty() -> Self {
        let name = format!("empty_{}", COUNT.fetch_add(1, Ordering::Relaxed));
        maintain(&format!("CREATE DATABASE {name}"));
        Self { name }
    }

    /// Where to connect to.
    pub fn url(&self) -> String {
        CLUSTER.url(&self.name)
    }

    /// Carries statements out behind the server's back.
    pub fn execute(&self, sql: &str) {
        execute(&self.url(), sql);
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        // A vacuum worker may be in it, which our role cannot send away. The whole cluster goes at the end anyway.
        let mut connection = MAINTENANCE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let _ = connection.batch_execute(&format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name));
    }
}
