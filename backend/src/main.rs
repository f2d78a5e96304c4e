//! The command line.

use clap::{Parser, Subcommand};
use sanbao::admin::{self, AdminCommand};
use sanbao::config::{DataArgs, ServeArgs};
use sanbao::serve::{Base, serve};
use sanbao::{migrations, openapi_file};
use std::path::PathBuf;

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
        Command::Admin(command) => admin::run(command),
        Command::Openapi { write } => openapi_file::run(write.as_deref()),
    }
}
