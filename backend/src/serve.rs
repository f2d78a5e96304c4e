//! `sanbao serve`: database, migrations, workers, an orderly end.

use crate::app::{self, House};
use crate::auth::jwt::Jwt;
use crate::cluster::{self, Cluster, Tuning};
use crate::config::{DataArgs, ServeArgs};
use crate::db::{Db, DbSettings};
use crate::live::Live;
use crate::together::Together;
use crate::{jobs, migrations, seed, telemetry};
use actix_web::{HttpServer, web};
use anyhow::{Context, ensure};
use std::time::Duration;

/// The database of a command: the one named, or a private one that lives as long as the command.
pub struct Base {
    /// Where it is.
    pub url: String,
    // Stops PostgreSQL when dropped.
    cluster: Option<Cluster>,
}

impl Base {
    /// Finds the database, starting a private one where none is named.
    ///
    /// # Errors
    /// When PostgreSQL is not installed or does not start.
    pub fn find(data: &DataArgs) -> anyhow::Result<Self> {
        if let Some(url) = &data.database_url {
            ensure!(
                !url.trim().is_empty(),
                "DATABASE_URL is empty: name a database, or unset it for a private one"
            );
            return Ok(Self { url: url.clone(), cluster: None });
        }
        let folder = data.folder()?.join("postgres");
        let cluster = Cluster::start(&folder, Tuning::Durable)?;
        Ok(Self { url: cluster.url(cluster::DATABASE), cluster: Some(cluster) })
    }

    /// The same, also while a server is running: then its database.
    ///
    /// # Errors
    /// As [`Base::find`].
    pub fn reach(data: &DataArgs) -> anyhow::Result<Self> {
        if data.database_url.is_none()
            && let Some(url) = Cluster::running(&data.folder()?.join("postgres"))
        {
            return Ok(Self { url, cluster: None });
        }
        Self::find(data)
    }

    /// Stops what was started.
    pub fn close(mut self) {
        if let Some(cluster) = &mut self.cluster
            && let Err(error) = cluster.stop()
        {
            tracing::error!("PostgreSQL did not stop: {error:#}");
        }
    }
}

/// Runs the server until it is told to end, then lets it finish what it has begun.
///
/// # Errors
/// When a setting is bad, an address is taken or the database cannot be brought up to date.
pub async fn serve(args: ServeArgs) -> anyhow::Result<()> {
    telemetry::start_logging(args.log_format);
    let secret = args.secret()?;
    let public_url = args.public_url()?;
    if args.data.database_url.is_none() {
        eprintln!("Starting the private PostgreSQL in {} …", args.data.folder()?.display());
    }
    let base = Base::find(&args.data)?;
    eprintln!("Bringing the database up to date …");
    for step in migrations::run(&base.url)? {
        tracing::info!(%step, "migrated");
    }
    let connections = args.data.db_connections;
    let db = Db::open(&DbSettings { url: base.url.clone(), connections, queue: args.db_queue as usize })?;
    let demo = if args.demo { seed::demo(&db, &args.demo_password)? } else { vec![] };

    app::prepare()?;
    jobs::start(db.clone())?;
    let figures = telemetry::start_metrics()?;
    let internal =
        args.internal_listen.map(|address| telemetry::serve_metrics(address, figures)).transpose()?;
    let live = Live::default();
    live.listen(base.url.clone())?;
    let house = web::Data::new(House {
        db,
        live: live.clone(),
        figures: Together::default(),
        jwt: Jwt::new(&secret),
        secret,
        public_url,
        secure_cookies: args.secure_cookies,
        behind_proxy: args.behind_proxy,
    });
    let mut server = HttpServer::new(move || app::build(house.clone()))
        .client_request_timeout(Duration::from_secs(10))
        .client_disconnect_timeout(Duration::from_secs(5))
        .keep_alive(Duration::from_secs(75))
        .max_connections(10_000)
        // Ctrl-C drains like SIGTERM: see `told_to_end`.
        .disable_signals()
        .shutdown_timeout(15);
    if let Some(workers) = args.workers {
        server = server.workers(workers.into());
    }
    let server = server
        .bind(args.listen)
        .with_context(|| format!("the address {} (--listen) is taken or not allowed", args.listen))?
        .run();
    announce(&args, &demo);
    let drain = server.handle();
    tokio::spawn(async move {
        told_to_end().await;
        eprintln!("Finishing what was begun …");
        // Streams have no end of their own.
        live.close();
        drain.stop(true).await;
    });
    let result = match internal {
        Some(internal) => {
            let handle = internal.handle();
            let internal = tokio::spawn(internal);
            let result = server.await;
            handle.stop(false).await;
            let _ = internal.await;
            result
        }
        None => server.await,
    };
    eprintln!("Stopping …");
    base.close();
    result.context("the server failed")
}

/// Waits for Ctrl-C or SIGTERM.
async fn told_to_end() {
    use tokio::signal::unix::{SignalKind, signal};
    let interrupt = tokio::signal::ctrl_c();
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
        }
        Err(_) => {
            let _ = interrupt.await;
        }
    }
}

fn announce(args: &ServeArgs, demo: &[seed::LogIn]) {
    eprintln!(
        "\n  Sanbao is ready:  http://{}\n  API docs:         http://{}/api/docs/\n",
        args.listen, args.listen
    );
    if args.public_url.is_none() && args.listen.ip().is_unspecified() {
        eprintln!(
            "  QR codes and links on paper lead to that address, which nobody reaches: set --public-url\n"
        );
    }
    if !demo.is_empty() {
        eprintln!("  Demo log-ins (password: {})", args.demo_password);
        for log_in in demo {
            eprintln!("    {:<20} {:<36} {}", log_in.role.as_str(), log_in.email, log_in.name);
        }
        eprintln!();
    }
}
