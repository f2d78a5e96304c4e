//! Stories told to a real server over HTTP, each with a database of its own; rules about the code itself;
//! and tests of single functions.
#![allow(clippy::unwrap_used, reason = "a test stops where its story breaks")]

mod admin;
mod attacks;
mod database_trouble;
mod invariants;
mod jobs;
mod machines;
mod migrations;
mod openapi;
mod page_api;
mod policy_matrix;
mod records;
mod statements;
mod support;
mod unit;
