//! What is read: views that join names in. Written by hand, because PostgreSQL does not say which columns of a
//! view may be NULL; a test reads every column of every view.

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
    part_rows (id) {
        id -> Uuid,
        number -> Text,
        name -> Text,
        description -> Nullable<Text>,
        measure -> Text,
        part_class -> Nullable<Text>,
        supplier_id -> Nullable<Uuid>,
        supplier_name -> Nullable<Text>,
        batch_tracked -> Bool,
        serial_tracked -> Bool,
        return_owed -> Bool,
        return_days -> Nullable<Integer>,
        superseded_by_id -> Nullable<Uuid>,
        superseded_by_number -> Nullable<Text>,
        superseded_by_name -> Nullable<Text>,
        superseded_by_active -> Nullable<Bool>,
        superseded_by_supplier_id -> Nullable<Uuid>,
        active -> Bool,
        version -> Integer,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        search -> Text,
    }
}

diesel::table! {
    location_rows (id) {
        id -> Uuid,
        kind -> Text,
        code -> Text,
        name -> Text,
        organization_id -> Uuid,
        organization_name -> Text,
        responsible_id -> Nullable<Uuid>,
        responsible_name -> Nullable<Text>,
        address -> Nullable<Text>,
        active -> Bool,
        version -> Integer,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        search -> Text,
    }
}

diesel::table! {
    stock_rows (id) {
        id -> Uuid,
        location_id -> Uuid,
        location_code -> Text,
        location_name -> Text,
        location_kind -> Text,
        location_active -> Bool,
        organization_id -> Uuid,
        organization_name -> Text,
        part_id -> Uuid,
        part_number -> Text,
        part_name -> Text,
        measure -> Text,
        batch_tracked -> Bool,
        on_hand -> BigInt,
        reserved -> BigInt,
        reorder_point -> BigInt,
        version -> Integer,
        updated_at -> Timestamptz,
        search -> Text,
    }
}

diesel::table! {
    stock_count_rows (id) {
        id -> Uuid,
        number -> Text,
        status -> Text,
        location_id -> Uuid,
        location_name -> Text,
        organization_id -> Uuid,
        lines -> BigInt,
        counted_lines -> BigInt,
        differing_lines -> BigInt,
        opened_at -> Timestamptz,
        opened_by_name -> Text,
        counted_by_id -> Nullable<Uuid>,
        counted_at -> Nullable<Timestamptz>,
        counted_by_name -> Nullable<Text>,
        approved_at -> Nullable<Timestamptz>,
        approved_by_name -> Nullable<Text>,
        note -> Nullable<Text>,
        cancel_reason -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    material_transfer_rows (id) {
        id -> Uuid,
        number -> Text,
        status -> Text,
        urgent -> Bool,
        justification -> Nullable<Text>,
        coverage -> Text,
        ticket_id -> Nullable<Uuid>,
        ticket_number -> Nullable<Text>,
        unit_id -> Nullable<Uuid>,
        unit_serial -> Nullable<Text>,
        from_location_id -> Nullable<Uuid>,
        from_location_name -> Nullable<Text>,
        to_location_id -> Nullable<Uuid>,
        to_location_name -> Nullable<Text>,
        to_organization_id -> Nullable<Uuid>,
        to_organization_name -> Nullable<Text>,
        to_customer_id -> Nullable<Uuid>,
        to_customer_name -> Nullable<Text>,
        address -> Nullable<Text>,
        reason -> Nullable<Text>,
        organization_id -> Uuid,
        organization_name -> Text,
        receiver_id -> Nullable<Uuid>,
        requested_by_id -> Uuid,
        requested_by_name -> Text,
        submitted_at -> Nullable<Timestamptz>,
        approved_by_id -> Nullable<Uuid>,
        approved_by_name -> Nullable<Text>,
        approved_at -> Nullable<Timestamptz>,
        refusal -> Nullable<Text>,
        carrier -> Nullable<Text>,
        waybill -> Nullable<Text>,
        shipped_by_name -> Nullable<Text>,
        shipped_at -> Nullable<Timestamptz>,
        received_by_name -> Nullable<Text>,
        received_at -> Nullable<Timestamptz>,
        reconciled_at -> Nullable<Timestamptz>,
        papers_due_at -> Nullable<Timestamptz>,
        lines -> BigInt,
        short -> BigInt,
        version -> Integer,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    movement_rows (id) {
        id -> Uuid,
        at -> Timestamptz,
        kind -> Text,
        part_id -> Uuid,
        part_number -> Text,
        part_name -> Text,
        measure -> Text,
        batch -> Nullable<Text>,
        from_location_id -> Nullable<Uuid>,
        from_location_name -> Nullable<Text>,
        from_organization_id -> Nullable<Uuid>,
        to_location_id -> Nullable<Uuid>,
        to_location_name -> Nullable<Text>,
        to_organization_id -> Nullable<Uuid>,
        quantity -> BigInt,
        reason -> Nullable<Text>,
        reference -> Nullable<Text>,
        corrects_id -> Nullable<Uuid>,
        corrected -> Bool,
        actor_name -> Text,
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
    material_transfer_lines, part_products, sites, ticket_progress, ticket_undos, tickets, unit_owners,
};
diesel::allow_tables_to_appear_in_same_query!(customer_rows, unit_owners);
diesel::allow_tables_to_appear_in_same_query!(material_transfer_rows, material_transfer_lines);
diesel::allow_tables_to_appear_in_same_query!(part_rows, part_products);
diesel::allow_tables_to_appear_in_same_query!(ticket_rows, tickets);
diesel::allow_tables_to_appear_in_same_query!(ticket_rows, ticket_progress);
diesel::allow_tables_to_appear_in_same_query!(ticket_rows, ticket_undos);
diesel::allow_tables_to_appear_in_same_query!(ticket_rows, sites);
