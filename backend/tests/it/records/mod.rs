//! One file per record.

mod account;
mod api_token;
mod audit_entry;
mod customer;
mod fault_code;
mod import;
mod import_tickets;
mod policy;
mod product;
mod report;
mod session;
mod team;
mod ticket;
mod unit;
mod user;
