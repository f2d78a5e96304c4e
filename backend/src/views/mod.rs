//! What is read: views that join names in. Written by hand, because PostgreSQL does not say which columns of a
//! view may be NULL; a test reads every column of every view.

mod campaigns;
mod claims;
mod goods;
mod quality;
mod returns;
mod settlement;

pub use campaigns::*;
pub use claims::*;
pub use goods::*;
pub use quality::*;
pub use returns::*;
pub use settlement::*;

diesel::table! {
    user_rows (id) {
        id -> Uuid,
        organization_id -> Uuid,
        organization_name -> Text,
        organization_kind -> Text,
        zone -> Text,
        organization_active -> Bool,
        name -> Text,
        email -> Text,
        phone -> Nullable<Text>,
        roles -> Array<Text>,
        locale -> Text,
        status -> Text,
        version -> Integer,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        search -> Text,
    }
}

diesel::table! {
    customer_rows (id) {
        id -> Uuid,
        number -> Text,
        kind -> Text,
        name -> Text,
        phone -> Nullable<Text>,
        email -> Nullable<Text>,
        address -> Nullable<Text>,
        dealer_id -> Nullable<Uuid>,
        dealer_name -> Nullable<Text>,
        organization_id -> Nullable<Uuid>,
        note -> Nullable<Text>,
        version -> Integer,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        search -> Text,
        organization_name -> Nullable<Text>,
    }
}

diesel::table! {
    calendar_rows (id) {
        id -> Uuid,
        code -> Text,
        name -> Text,
        zone -> Text,
        always_open -> Bool,
        hours -> Jsonb,
        holidays -> Integer,
        shifts -> Integer,
        version -> Integer,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    unit_rows (id) {
        id -> Uuid,
        serial -> Text,
        product_id -> Uuid,
        product_code -> Text,
        product_name -> Text,
        usage_unit -> Nullable<Text>,
        warranty_terms -> Jsonb,
        batch -> Nullable<Text>,
        status -> Text,
        customer_id -> Nullable<Uuid>,
        customer_name -> Nullable<Text>,
        site_id -> Nullable<Uuid>,
        site_name -> Nullable<Text>,
        dealer_id -> Nullable<Uuid>,
        dealer_name -> Nullable<Text>,
        produced_on -> Nullable<Date>,
        shipped_on -> Nullable<Date>,
        invoiced_on -> Nullable<Date>,
        installed_on -> Nullable<Date>,
        accepted_on -> Nullable<Date>,
        usage_value -> Nullable<BigInt>,
        extensions -> Jsonb,
        exclusions -> Jsonb,
        version -> Integer,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        search -> Text,
    }
}

diesel::table! {
    ticket_rows (id) {
        id -> Uuid,
        number -> Text,
        kind -> Text,
        channel -> Text,
        status -> Text,
        priority -> Text,
        subject -> Text,
        reported_at -> Timestamptz,
        received_by_id -> Nullable<Uuid>,
        received_by_name -> Nullable<Text>,
        customer_id -> Nullable<Uuid>,
        customer_name -> Nullable<Text>,
        contact_name -> Nullable<Text>,
        contact_phone -> Nullable<Text>,
        dealer_id -> Nullable<Uuid>,
        dealer_name -> Nullable<Text>,
        site_id -> Nullable<Uuid>,
        site_name -> Nullable<Text>,
        unit_id -> Nullable<Uuid>,
        unit_serial -> Nullable<Text>,
        product_id -> Nullable<Uuid>,
        product_code -> Nullable<Text>,
        product_name -> Nullable<Text>,
        product_line -> Nullable<Text>,
        product_brand -> Nullable<Text>,
        topic -> Text,
        fault_code_id -> Nullable<Uuid>,
        fault_code -> Nullable<Text>,
        severity -> Text,
        impact -> Text,
        safety_risk -> Bool,
        crisis_status -> Text,
        crisis_kinds -> Array<Text>,
        special_case -> Bool,
        individual_case -> Bool,
        repeat_of_id -> Nullable<Uuid>,
        complaint_count -> Integer,
        service_class -> Nullable<Text>,
        assignee_id -> Nullable<Uuid>,
        assignee_name -> Nullable<Text>,
        team_id -> Nullable<Uuid>,
        team_name -> Nullable<Text>,
        wait_reason -> Nullable<Text>,
        ball_holder -> Nullable<Text>,
        wait_until -> Nullable<Timestamptz>,
        estimate_minutes -> Nullable<Integer>,
        repair_outcome -> Nullable<Text>,
        valid_complaint -> Nullable<Bool>,
        resolved_at -> Nullable<Timestamptz>,
        notice_given_at -> Nullable<Timestamptz>,
        closed_at -> Nullable<Timestamptz>,
        reopen_count -> Integer,
        merged_into_id -> Nullable<Uuid>,
        external_source -> Nullable<Text>,
        external_reference -> Nullable<Text>,
        next_due_at -> Nullable<Timestamptz>,
        next_due_clock -> Nullable<Text>,
        breach_count -> Nullable<Integer>,
        escalation_level -> Nullable<Integer>,
        version -> Integer,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        search -> Text,
    }
}

diesel::table! {
    session_callers (session_id) {
        session_id -> Uuid,
        expires_at -> Timestamptz,
        user_id -> Uuid,
        name -> Text,
        email -> Text,
        phone -> Nullable<Text>,
        roles -> Array<Text>,
        locale -> Text,
        version -> Integer,
        organization_id -> Uuid,
        organization_kind -> Text,
        organization_name -> Text,
        zone -> Text,
        customer_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    api_token_callers (api_token_id) {
        hash -> Bytea,
        api_token_id -> Uuid,
        permissions -> Array<Text>,
        expires_at -> Timestamptz,
        last_used_at -> Nullable<Timestamptz>,
        user_id -> Uuid,
        name -> Text,
        email -> Text,
        phone -> Nullable<Text>,
        roles -> Array<Text>,
        locale -> Text,
        version -> Integer,
        organization_id -> Uuid,
        organization_kind -> Text,
        organization_name -> Text,
        zone -> Text,
        customer_id -> Nullable<Uuid>,
    }
}

// Views that tables are filtered by.
use crate::schema::{
    material_transfer_lines, material_transfers, part_products, quality_feedbacks, quality_sources,
    rma_claims, rma_lines, rmas, sites, ticket_progress, ticket_undos, tickets, unit_components, unit_owners,
};
diesel::allow_tables_to_appear_in_same_query!(campaign_rows, campaign_unit_rows);
diesel::allow_tables_to_appear_in_same_query!(customer_rows, unit_owners);
diesel::allow_tables_to_appear_in_same_query!(unit_rows, unit_components);
diesel::allow_tables_to_appear_in_same_query!(material_transfer_rows, material_transfer_lines);
diesel::allow_tables_to_appear_in_same_query!(part_rows, part_products);
diesel::allow_tables_to_appear_in_same_query!(ticket_rows, tickets);
diesel::allow_tables_to_appear_in_same_query!(ticket_rows, ticket_progress);
diesel::allow_tables_to_appear_in_same_query!(ticket_rows, ticket_undos);
diesel::allow_tables_to_appear_in_same_query!(ticket_rows, sites);
diesel::allow_tables_to_appear_in_same_query!(rma_rows, rma_claims);
diesel::allow_tables_to_appear_in_same_query!(rma_rows, rma_lines);
diesel::allow_tables_to_appear_in_same_query!(rma_rows, rmas);
diesel::allow_tables_to_appear_in_same_query!(return_line_rows, rma_lines);
diesel::allow_tables_to_appear_in_same_query!(return_line_rows, part_rows);
diesel::allow_tables_to_appear_in_same_query!(material_transfer_rows, material_transfers);
diesel::allow_tables_to_appear_in_same_query!(material_transfer_lines, part_rows);
diesel::allow_tables_to_appear_in_same_query!(quality_feedback_rows, quality_feedbacks);
diesel::allow_tables_to_appear_in_same_query!(quality_feedback_rows, quality_sources);
diesel::allow_tables_to_appear_in_same_query!(quality_feedback_rows, part_rows);
