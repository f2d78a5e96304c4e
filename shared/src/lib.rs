//! The rules of Sanbao, written once and compiled into both the server and the page.
//!
//! Nothing here does I/O or reads a clock: `now` is always an argument, so the page can show before
//! sending what the server will answer, and a test can live in any year.
#![warn(missing_docs)]

#[macro_use]
mod macros;

pub mod auth;
pub mod calendar;
pub mod i18n;
pub mod ids;
pub mod malformed;
pub mod money;
pub mod page;
pub mod patch;
pub mod problem;
pub mod records;
pub mod text;
pub mod warranty;
pub mod workflow;
