//! `sanbao admin`: what has to be done before anybody can log in, and what nobody may do from the page.

use crate::audit::{self, Author};
use crate::auth::caller::now;
use crate::auth::tokens;
use crate::backup;
use crate::check::check;
use crate::config::DataArgs;
use crate::db::{Db, DbSettings};
use crate::error::{DatabaseTrouble, Failure, classify};
use crate::migrations;
use crate::records::user::{self, link};
use crate::records::{organization, policy, routing_rule};
use crate::schema::organizations;
use crate::serve::Base;
use anyhow::{Context, anyhow, bail, ensure};
use chrono::Duration;
use clap::{Args, Subcommand};
use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use serde_json::json;
use shared::auth::{OrganizationKind, Role};
use shared::i18n::Locale;
use shared::ids::{OrganizationId, UserId};
use shared::records::organization::OrganizationInput;
use shared::records::user::InviteUser;
use shared::text::{Email, Line};
use std::path::PathBuf;
use uuid::Uuid;

/// What `sanbao admin` does.
#[derive(Subcommand)]
pub enum AdminCommand {
    /// Invite an administrator, creating the maker's organisation if there is none, and print the link.
    Create(CreateArgs),
    /// Drop everything in the database and make its tables anew.
    Reset(ResetArgs),
    /// Write everything into one new file, as it is at one moment; the server may go on working.
    Backup(FileArgs),
    /// Fill an empty database from such a file.
    Restore(FileArgs),
    /// Recompute what follows from something else, and tell where the two differ; the server may go on working.
    Check(DataArgs),
}

/// What `sanbao admin backup` and `restore` need.
#[derive(Args)]
pub struct FileArgs {
    #[command(flatten)]
    data: DataArgs,
    /// The file.
    file: PathBuf,
}

/// What `sanbao admin create` needs.
#[derive(Args)]
pub struct CreateArgs {
    #[command(flatten)]
    data: DataArgs,
    /// The administrator's log-in.
    #[arg(long)]
    email: String,
    /// The administrator's name.
    #[arg(long)]
    name: String,
    /// Name of the maker's organisation, where there is none yet.
    #[arg(long)]
    organization: String,
    /// Its short code.
    #[arg(long, default_value = "maker")]
    code: String,
    /// Its IANA time zone.
    #[arg(long, default_value = "Asia/Shanghai")]
    zone: String,
}

/// What `sanbao admin reset` needs.
#[derive(Args)]
pub struct ResetArgs {
    #[command(flatten)]
    data: DataArgs,
    /// Really drop everything.
    #[arg(long)]
    yes: bool,
}

/// Runs a command.
///
/// # Errors
/// In sentences for the operator.
pub fn run(command: AdminCommand) -> anyhow::Result<()> {
    match command {
        AdminCommand::Create(args) => {
            let base = Base::find(&args.data)?;
            migrations::run(&base.url)?;
            let db = Db::open(&DbSettings { url: base.url.clone(), connections: 1, queue: 1 })?;
            let maker = Maker { name: args.organization, code: args.code, zone: args.zone };
            let link = create_admin(&db, &maker, &args.email, &args.name);
            drop(db);
            base.close();
            println!("{}", link?);
            eprintln!("Put the server's address in front and open it. It works once, for a few days.");
            Ok(())
        }
        AdminCommand::Reset(args) => {
            ensure!(args.yes, "this drops every record in the database; say --yes if that is meant");
            let base = Base::find(&args.data)?;
            let done = reset(&base.url);
            base.close();
            done
        }
        AdminCommand::Backup(args) => {
            let base = Base::reach(&args.data)?;
            let done = backup::backup(&base.url, &args.file);
            base.close();
            done
        }
        AdminCommand::Restore(args) => {
            let base = Base::reach(&args.data)?;
            let done = backup::restore(&base.url, &args.file).and_then(|()| report(&base.url));
            base.close();
            done
        }
        AdminCommand::Check(data) => {
            let base = Base::reach(&data)?;
            let done = report(&base.url);
            base.close();
            done
        }
    }
}

/// Says what a check finds; what it finds is an error.
fn report(url: &str) -> anyhow::Result<()> {
    let found = check(url)?;
    for line in &found.differences {
        println!("{line}");
    }
    ensure!(found.differences.is_empty(), "{} difference(s)", found.differences.len());
    println!("{} rules hold", found.rules);
    Ok(())
}

/// The maker's organisation, in case there is none yet.
pub struct Maker {
    /// Its name.
    pub name: String,
    /// Its short code.
    pub code: String,
    /// Its IANA time zone.
    pub zone: String,
}

/// Invites an administrator of the maker, whose organisation is created if there is none. Gives path and
/// fragment of the link that sets the password.
///
/// # Errors
/// In sentences for the operator: a malformed or taken address, an unknown zone, no database.
pub fn create_admin(db: &Db, maker: &Maker, email: &str, name: &str) -> anyhow::Result<String> {
    let maker = OrganizationInput {
        kind: OrganizationKind::Manufacturer,
        code: Line::new(&maker.code).context("--code is not a usable code")?,
        name: Line::new(&maker.name).context("--organization is not a usable name")?,
        zone: Line::new(&maker.zone).context("--zone is not a time zone")?,
        phone: None,
        address: None,
        active: true,
    };
    ensure!(maker.zone.parse::<chrono_tz::Tz>().is_ok(), "--zone {} is not an IANA time zone", maker.zone);
    let email = Email::new(email).with_context(|| format!("--email {email} is not an e-mail address"))?;
    let name = Line::new(name).context("--name is not a usable name")?;
    let token = tokens::random_token();
    let result = db.write_now(|c| {
        let organization_id = find_or_create(c, &maker)?;
        routing_rule::begin_teams(c, organization_id, now())?;
        let input = InviteUser {
            organization_id,
            name: name.clone(),
            email: email.clone(),
            phone: None,
            roles: vec![Role::Admin],
            locale: None,
        };
        let (id, at) = (UserId(Uuid::now_v7()), now());
        user::store::insert(c, id, &input, Locale::ZhCn, at)?;
        let days = policy::load(c)?.link_days;
        link::issue(c, id, &token, at, at + Duration::days(days.into()))?;
        audit::write_as(c, &system(at), "user", id.0, "create", json!(input))
    });
    match result {
        Ok(()) => Ok(link::path(&token)),
        Err(Failure::Database(error)) if classify(&error) == DatabaseTrouble::Unique => {
            bail!(
                "{email} (or the organisation's code) is taken; another administrator can make a reset link"
            )
        }
        Err(failure) => Err(anyhow!("the administrator was not created: {failure}")),
    }
}

fn system(at: chrono::DateTime<chrono::Utc>) -> Author<'static> {
    Author { id: None, name: "sanbao admin", at, request_id: None }
}

fn find_or_create(c: &mut PgConnection, maker: &OrganizationInput) -> Result<OrganizationId, Failure> {
    let there = organizations::table
        .filter(organizations::kind.eq(OrganizationKind::Manufacturer))
        .select(organizations::id)
        .first(c)
        .optional()?;
    if let Some(id) = there {
        return Ok(id);
    }
    let (id, at) = (OrganizationId(Uuid::now_v7()), now());
    organization::store::insert(c, id, maker, at)?;
    audit::write_as(c, &system(at), "organization", id.0, "create", json!(maker))?;
    Ok(id)
}

/// Drops everything in a database and makes its tables anew.
///
/// # Errors
/// When the database is away or is not ours to drop.
pub fn reset(url: &str) -> anyhow::Result<()> {
    let mut connection = PgConnection::establish(url).context("the database does not answer")?;
    connection
        .batch_execute("SET client_min_messages = warning; DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        .context("the database could not be emptied")?;
    migrations::run(url)?;
    Ok(())
}
