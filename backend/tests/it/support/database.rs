//! One private cluster for all tests of a run, and in it a copy of one prepared database for each test.

use super::cast::{Organization, PASSWORD, PEOPLE};
use argon2::password_hash::PasswordHasher;
use argon2::{Algorithm, Argon2, Params, Version};
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use sanbao::cluster::Cluster;
use sanbao::migrations;
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

/// A hash that takes next to nothing to make and to check, since the tests log in a thousand times. The server checks
/// each by what it says of itself; those that it makes are the costly ones.
fn quick_hash(password: &str) -> String {
    let params = Params::new(Params::MIN_M_COST, 1, 1, None).expect("the least there is");
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon2.hash_password(password.as_bytes()).expect("randomness").to_string()
}

fn populate() -> String {
    let hash = quick_hash(PASSWORD);
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
        // Files are copied in a seventh of the time that writing every page to the log takes.
        maintain(&format!("CREATE DATABASE {name} TEMPLATE template STRATEGY file_copy"));
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
