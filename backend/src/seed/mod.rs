//! The demo company: an elevator maker with its dealers, service centre, suppliers and customers.

mod campaigns;
mod claims;
mod company;
mod insert;
mod knowledge;
mod parts;
mod quality;
mod rma;
mod settlement;
mod stock;
mod story;
mod transfers;

use crate::audit::Author;
use crate::auth::caller::now;
use crate::auth::password;
use crate::db::Db;
use crate::error::Failure;
use crate::records::calendar;
use crate::schema::organizations;
use chrono::{DateTime, Utc};
use company::PEOPLE;
use diesel::RunQueryDsl;
use diesel::dsl::{exists, select};
use diesel::pg::PgConnection;
use diesel::query_dsl::methods::SelectDsl;
use shared::auth::Role;
use shared::records::account::Password;

/// A log-in of the demo company.
pub struct LogIn {
    /// What the person is.
    pub role: Role,
    /// The log-in.
    pub email: String,
    /// The person's name.
    pub name: &'static str,
}

fn email(local: &str) -> String {
    format!("{local}@sanbao.example")
}

/// One log-in per role.
fn log_ins() -> Vec<LogIn> {
    Role::ALL
        .iter()
        .filter_map(|role| {
            let (local, _, _, name, _) = PEOPLE.iter().find(|p| p.2.first() == Some(role))?;
            Some(LogIn { role: *role, email: email(local), name })
        })
        .collect()
}

/// The service desk keeps the public holidays of China.
fn holidays(c: &mut PgConnection, at: DateTime<Utc>) -> Result<(), Failure> {
    let author = Author { id: None, name: "sanbao seed", at, request_id: None };
    if let Some(desk) = calendar::service::find_code(c, "service_desk")? {
        let days = calendar::holidays::shipped()?;
        calendar::service::put_public_holidays(c, &author, desk, &days, None)?;
    }
    Ok(())
}

/// Fills an empty database with the demo company; leaves any other as it is. Gives the log-ins of a demo
/// database, and none of another.
///
/// # Errors
/// When the database is away.
pub fn demo(db: &Db, demo_password: &str) -> anyhow::Result<Vec<LogIn>> {
    let hash = password::hash_now(&Password::new(demo_password))?;
    db.write_now(|c| {
        // Several servers may start at once: the first one fills it, and the others wait for it.
        diesel::sql_query("SET LOCAL lock_timeout = '2min'").execute(c)?;
        diesel::sql_query("SELECT pg_advisory_xact_lock(hashtext('demo company'))").execute(c)?;
        if select(exists(organizations::table.select(organizations::id))).get_result(c)? {
            return Ok(());
        }
        let world = insert::company(c, &hash, now())?;
        holidays(c, now())?;
        story::tickets(c, &world, now())?;
        knowledge::canned_answers(c, &world, now())?;
        knowledge::checklists(c, &world, now())?;
        knowledge::articles(c, &world, now())?;
        parts::catalogue(c, &world, now())?;
        stock::stock(c, &world, now())?;
        rma::rmas(c, &world, now())?;
        transfers::transfers(c, &world, now())?;
        quality::cases(c, &world, now())?;
        campaigns::campaigns(c, &world, now())?;
        claims::claims(c, &world, now())?;
        settlement::statements(c, &world, now())?;
        settlement::recovery(c, &world, now())
    })?;
    let is_demo = db.write_now(insert::is_demo)?;
    Ok(if is_demo { log_ins() } else { vec![] })
}
