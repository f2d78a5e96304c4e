//! The pages, by record.

pub mod account;
pub mod audit_entry;
pub mod calendar;
pub mod canned_answer;
pub mod customer;
pub mod dashboard;
pub mod fault_code;
pub mod import;
pub mod knowledge_article;
pub mod location;
pub mod login;
pub mod notification;
pub mod organization;
pub mod part;
pub mod policy;
pub mod product;
pub mod public_report;
pub mod routing_rule;
pub mod rule;
pub mod sla_policy;
pub mod stock;
pub mod team;
pub mod ticket;
pub mod unit;
pub mod user;
pub mod welcome;
