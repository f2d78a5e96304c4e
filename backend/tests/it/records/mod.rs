//! One file per record.

mod account;
mod api_token;
mod audit_entry;
mod calendar;
mod customer;
mod fault_code;
mod import;
mod policy;
mod product;
mod session;
mod team;
mod ticket;
mod unit;
mod user;
