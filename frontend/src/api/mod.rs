//! The API of the server: one file per record, one function per operation, named as on the server.

pub mod account;
pub mod api_token;
pub mod attachment;
pub mod audit_entry;
pub mod calendar;
pub mod canned_answer;
pub mod checklist;
mod client;
pub mod customer;
pub mod fault_code;
pub mod import;
pub mod knowledge_article;
pub mod location;
pub mod material_transfer;
pub mod notification;
pub mod organization;
pub mod part;
pub mod policy;
pub mod product;
pub mod public_report;
pub mod register;
pub mod report;
pub mod rma;
pub mod routing_rule;
pub mod saved_view;
pub mod search;
pub mod session;
pub mod site;
pub mod sla_policy;
pub mod stock;
pub mod stock_count;
pub mod team;
pub mod ticket;
pub mod unit;
pub mod user;

pub use client::{Answer, Key, on_session_end, set_token, uncertain};
