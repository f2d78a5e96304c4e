//! One file or folder per record; the name is the same on every layer.

pub mod account;
pub mod api_token;
pub mod audit_entry;
pub mod customer;
pub mod fault_code;
pub mod import;
pub mod organization;
pub mod policy;
pub mod product;
pub mod report;
pub mod session;
pub mod site;
pub mod team;
pub mod ticket;
pub mod unit;
pub mod user;
