//! One file per record.

mod account;
mod api_token;
mod attachment;
mod audit_entry;
mod calendar;
mod canned_answer;
mod clock;
mod customer;
mod fault_code;
mod import;
mod import_tickets;
mod knowledge_article;
mod notification;
mod policy;
mod product;
mod report;
mod routing_rule;
mod search;
mod session;
mod sla_policy;
mod team;
mod ticket;
mod unit;
mod user;
