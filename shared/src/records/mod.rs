//! One file or folder per record; the name is the same on every layer.

pub mod account;
pub mod api_token;
pub mod attachment;
pub mod audit_entry;
pub mod calendar;
pub mod canned_answer;
pub mod clock;
pub mod condition;
pub mod customer;
pub mod fault_code;
pub mod import;
pub mod knowledge_article;
pub mod notification;
pub mod organization;
pub mod policy;
pub mod product;
pub mod report;
pub mod routing_rule;
pub mod search;
pub mod session;
pub mod site;
pub mod sla_policy;
pub mod team;
pub mod ticket;
pub mod unit;
pub mod user;
