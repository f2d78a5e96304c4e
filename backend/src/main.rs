//! The command line.

use clap::{Parser, Subcommand, ValueEnum};
use sanbao::admin::{self, AdminCommand};
use sanbao::auth::caller::now;
use sanbao::config::{DataArgs, ServeArgs};
use sanbao::db::{Db, DbSettings};
use sanbao::holidays_command::{self, HolidaysArgs};
use sanbao::import_command::{self, RepairsArgs, TicketsArgs};
use sanbao::serve::{Base, serve};
use sanbao::{jobs, migrations, openapi_file, seed};
use std::path::PathBuf;

/// Gives back what a log-in's hash took (19 MiB each time); the system's own allocator kept it for each of its threads.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Sanbao: after-sales service, from the complaint to the settlement.
#[derive(Parser)]
#[command(version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve page and API; migrates the database first.
    Serve(Box<ServeArgs>),
    /// Bring the database up to date.
    Migrate(DataArgs),
    /// Fill an empty database with the demo company and its log-ins.
    Seed {
        /// Password of the demo log-ins.
        #[arg(
            long,
            env = "SANBAO_DEMO_PASSWORD",
            default_value = "sanbao-demo-2026",
            hide_env_values = true
        )]
        demo_password: String,
        #[command(flatten)]
        data: DataArgs,
    },
    /// Import records from elsewhere.
    #[command(subcommand)]
    Import(ImportCommand),
    /// Run a job once: they also run by themselves while the server does.
    Job {
        /// Which one.
        #[arg(value_enum)]
        name: Job,
        #[command(flatten)]
        data: DataArgs,
    },
    /// Begin an installation, or begin it again.
    #[command(subcommand)]
    Admin(AdminCommand),
    /// Print the specification, or write it with its list of routes to a folder.
    Openapi {
        /// Write openapi.json and routes.txt there instead of printing.
        #[arg(long, value_name = "FOLDER")]
        write: Option<PathBuf>,
    },
}

#[derive(Subcommand)]
enum ImportCommand {
    /// Repair records as tickets; those that are there already are left alone.
    Repairs(RepairsArgs),
    /// Public holidays, with the days that are worked to make up for them, into a business calendar.
    Holidays(HolidaysArgs),
    /// Tickets with the history of their states; those that are there already are left alone.
    Tickets(TicketsArgs),
}

#[derive(Clone, Copy, ValueEnum)]
enum Job {
    /// Let tickets whose waiting has run out go on.
    ReturnWaiting,
    /// Warn, note broken promises and escalate.
    FireClocks,
    /// Measure clocks anew after a changed policy or calendar.
    RecomputeClocks,
    /// Give open tickets that have no clocks the ledger that their timeline tells.
    BeginClocks,
    /// Forget answers and failed log-ins older than a day.
    Clean,
}

fn job(name: Job, data: &DataArgs) -> anyhow::Result<()> {
    let base = Base::find(data)?;
    let db = Db::open(&DbSettings { url: base.url.clone(), connections: 1, queue: 1 })?;
    let rows = match name {
        Job::ReturnWaiting => jobs::return_waiting(&db, now())?,
        Job::FireClocks => jobs::fire_clocks(&db, now())?,
        Job::RecomputeClocks => jobs::recompute_clocks(&db, now())?,
        Job::BeginClocks => jobs::begin_clocks(&db, now())?,
        Job::Clean => jobs::clean(&db, now())?,
    };
    println!("{rows} row(s)");
    drop(db);
    base.close();
    Ok(())
}

fn seed_demo(data: &DataArgs, password: &str) -> anyhow::Result<()> {
    let base = Base::find(data)?;
    migrations::run(&base.url)?;
    let db = Db::open(&DbSettings { url: base.url.clone(), connections: 1, queue: 1 })?;
    let log_ins = seed::demo(&db, password)?;
    drop(db);
    base.close();
    anyhow::ensure!(
        !log_ins.is_empty(),
        "the database is not empty and holds no demo company; it was left as it is"
    );
    for log_in in log_ins {
        println!("{:<20} {:<36} {}", log_in.role.as_str(), log_in.email, log_in.name);
    }
    Ok(())
}

fn main() -> anyhow::Result<()> {
    match Cli::parse().command {
        Command::Serve(args) => actix_web::rt::System::new().block_on(serve(*args)),
        Command::Migrate(data) => {
            let base = Base::find(&data)?;
            let steps = migrations::run(&base.url)?;
            base.close();
            println!("{} step(s) taken", steps.len());
            Ok(())
        }
        Command::Seed { demo_password, data } => seed_demo(&data, &demo_password),
        Command::Import(ImportCommand::Repairs(args)) => import_command::repairs(&args),
        Command::Import(ImportCommand::Holidays(args)) => holidays_command::run(&args),
        Command::Import(ImportCommand::Tickets(args)) => import_command::tickets(&args),
        Command::Job { name, data } => job(name, &data),
        Command::Admin(command) => admin::run(command),
        Command::Openapi { write } => openapi_file::run(write.as_deref()),
    }
}
