//! The pages, by record.

pub mod account;
pub mod audit_entry;
pub mod calendar;
pub mod customer;
pub mod fault_code;
pub mod import;
pub mod login;
pub mod organization;
pub mod policy;
pub mod product;
pub mod team;
pub mod ticket;
pub mod unit;
pub mod user;
pub mod welcome;
