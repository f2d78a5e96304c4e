//! The Sanbao server: JSON API, page and jobs in one binary.

pub mod admin;
pub mod app;
pub mod audit;
pub mod auth;
pub mod backup;
pub mod base_table;
pub mod check;
pub mod cluster;
pub mod config;
pub mod db;
pub mod error;
pub mod holidays_command;
pub mod http;
pub mod idempotency;
pub mod import_command;
pub mod jobs;
pub mod jsonb;
pub mod lists;
pub mod live;
pub mod migrations;
pub mod numbers;
pub mod openapi;
pub mod openapi_example;
pub mod openapi_file;
pub mod page;
pub mod paper;
pub mod policy;
pub mod records;
pub mod routing;
#[rustfmt::skip]
pub mod schema;
pub mod seed;
pub mod serve;
pub mod telemetry;
pub mod together;
pub mod views;
