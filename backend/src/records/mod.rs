//! One folder or file per record: rows and SQL, use cases, handlers.

pub mod account;
pub mod adjudication_rule_set;
pub mod api_token;
pub mod attachment;
pub mod audit_entry;
pub mod calendar;
pub mod campaign;
pub mod canned_answer;
pub mod checklist;
pub mod clock;
pub mod contact;
pub mod customer;
pub mod fault_code;
pub mod health;
pub mod import;
pub mod knowledge_article;
pub mod labour;
pub mod location;
pub mod material_transfer;
pub mod notification;
pub mod organization;
pub mod part;
pub mod policy;
pub mod pre_authorization;
pub mod product;
pub mod public_report;
pub mod quality_feedback;
pub mod recovery;
pub mod register;
pub mod report;
pub mod rma;
pub mod routing_rule;
pub mod rule_list;
pub mod saved_view;
pub mod search;
pub mod session;
pub mod site;
pub mod sla_policy;
pub mod statement;
pub mod stock;
pub mod stock_count;
pub mod supplier_return;
pub mod team;
pub mod ticket;
pub mod unit;
pub mod unit_component;
pub mod user;
pub mod warranty_claim;

use crate::routing::Routes;

/// The routes under `/api/v1`.
pub fn routes(config: &mut Routes) {
    config
        .configure(register::routes)
        .configure(organization::routes)
        .configure(customer::routes)
        .configure(contact::routes)
        .configure(site::routes)
        .configure(product::routes)
        .configure(fault_code::routes)
        .configure(part::routes)
        .configure(location::routes)
        .configure(stock::routes)
        .configure(stock_count::routes)
        .configure(rma::routes)
        .configure(supplier_return::routes)
        .configure(campaign::routes)
        .configure(adjudication_rule_set::routes)
        .configure(labour::routes)
        .configure(pre_authorization::routes)
        .configure(warranty_claim::routes)
        .configure(recovery::routes)
        .configure(statement::routes)
        .configure(material_transfer::routes)
        .configure(quality_feedback::routes)
        .configure(unit::routes)
        .configure(unit_component::routes)
        .configure(ticket::routes)
        .configure(attachment::routes)
        .configure(canned_answer::routes)
        .configure(checklist::routes)
        .configure(knowledge_article::routes)
        .configure(clock::routes)
        .configure(notification::routes)
        .configure(sla_policy::routes)
        .configure(routing_rule::routes)
        .configure(import::routes)
        .configure(report::routes)
        .configure(public_report::routes)
        .configure(saved_view::routes)
        .configure(search::routes)
        .configure(account::routes)
        .configure(api_token::routes)
        .configure(audit_entry::routes)
        .configure(calendar::routes)
        .configure(policy::routes)
        .configure(session::routes)
        .configure(team::routes)
        .configure(user::routes);
}
