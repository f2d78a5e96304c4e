//! One file per record.

mod account;
mod api_token;
mod audit_entry;
mod policy;
mod session;
mod team;
mod user;
mod import;
mod ticket;
