//! Logs as JSON lines, and figures for Prometheus on an address of their own.

use crate::config::LogFormat;
use actix_web::{App, HttpResponse, HttpServer, web};
use anyhow::Context;
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use std::net::SocketAddr;
use tracing_subscriber::{EnvFilter, fmt, layer::SubscriberExt, util::SubscriberInitExt};

/// Starts logging; `SANBAO_LOG` filters it in the syntax of `tracing` (`info`, `sanbao=debug`).
pub fn start_logging(format: LogFormat) {
    let filter = EnvFilter::try_from_env("SANBAO_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    let registry = tracing_subscriber::registry().with(filter);
    match format {
        LogFormat::Json => {
            registry.with(fmt::layer().json().flatten_event(true).with_writer(std::io::stderr)).init()
        }
        LogFormat::Text => registry.with(fmt::layer().compact().with_writer(std::io::stderr)).init(),
    }
}

/// Starts collecting figures.
///
/// # Errors
/// When another recorder is installed already.
pub fn start_metrics() -> anyhow::Result<PrometheusHandle> {
    PrometheusBuilder::new()
        .set_buckets_for_metric(
            Matcher::Suffix("_seconds".into()),
            &[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0],
        )?
        .install_recorder()
        .context("figures cannot be collected")
}

/// Serves the figures at `/metrics`, away from the public address.
///
/// # Errors
/// When the address is taken.
pub fn serve_metrics(
    address: SocketAddr,
    handle: PrometheusHandle,
) -> anyhow::Result<actix_web::dev::Server> {
    let handle = web::Data::new(handle);
    let server = HttpServer::new(move || {
        App::new().app_data(handle.clone()).route("/metrics", web::get().to(metrics))
    })
    .workers(1)
    .disable_signals()
    .bind(address)
    .with_context(|| format!("the internal address {address} (--internal-listen) is taken"))?;
    Ok(server.run())
}

async fn metrics(handle: web::Data<PrometheusHandle>) -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; version=0.0.4; charset=utf-8").body(handle.render())
}
