//! Stories told to a real server over HTTP, each with a database of its own.

mod admin;
mod records;
mod support;
