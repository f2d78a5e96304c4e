//! One file or folder per record; the name is the same on every layer.

pub mod account;
pub mod api_token;
pub mod attachment;
pub mod audit_entry;
pub mod calendar;
pub mod clock;
pub mod condition;
pub mod customer;
pub mod fault_code;
pub mod import;
pub mod notification;
pub mod organization;
pub mod policy;
pub mod product;
pub mod register;
pub mod report;
pub mod routing_rule;
pub mod saved_view;
pub mod search;
pub mod session;
pub mod site;
pub mod sla_policy;
pub mod team;
pub mod ticket;
pub mod unit;
pub mod user;
