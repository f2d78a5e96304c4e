//! One file per record.

mod account;
mod api_token;
mod audit_entry;
mod import;
mod policy;
mod session;
mod team;
mod ticket;
mod user;
