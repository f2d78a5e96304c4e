//! Views of settlement: entries, requests, statements and their lines; recoveries and what is to be recovered.

diesel::table! {
    settlement_entry_rows (id) {
        id -> Uuid,
        party_id -> Uuid,
        party_name -> Text,
        party_kind -> Text,
        kind -> Text,
        currency -> Text,
        amount -> Numeric,
        source -> Text,
        source_id -> Nullable<Uuid>,
        source_number -> Text,
        arose_on -> Date,
        note -> Nullable<Text>,
        posted_by_name -> Nullable<Text>,
        created_at -> Timestamptz,
        statement_id -> Nullable<Uuid>,
        statement_number -> Nullable<Text>,
        statement_status -> Nullable<Text>,
    }
}

diesel::table! {
    settlement_request_rows (id) {
        id -> Uuid,
        number -> Text,
        status -> Text,
        party_id -> Uuid,
        party_name -> Text,
        kind -> Text,
        currency -> Text,
        amount -> Numeric,
        arose_on -> Date,
        ticket_id -> Nullable<Uuid>,
        ticket_number -> Nullable<Text>,
        contract -> Nullable<Text>,
        reason -> Text,
        requested_by_id -> Uuid,
        requested_by_name -> Text,
        created_at -> Timestamptz,
        reviewed_by_name -> Nullable<Text>,
        reviewed_at -> Nullable<Timestamptz>,
        refusal -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    statement_rows (id) {
        id -> Uuid,
        number -> Text,
        status -> Text,
        party_id -> Uuid,
        party_name -> Text,
        party_kind -> Text,
        currency -> Text,
        month -> Date,
        total -> Numeric,
        lines -> Integer,
        disputed -> BigInt,
        created_at -> Timestamptz,
        issued_by_id -> Nullable<Uuid>,
        issued_by_name -> Nullable<Text>,
        issued_at -> Nullable<Timestamptz>,
        agreed_by_name -> Nullable<Text>,
        agreed_at -> Nullable<Timestamptz>,
        agreed_note -> Nullable<Text>,
        invoice_number -> Nullable<Text>,
        invoiced_on -> Nullable<Date>,
        due_on -> Nullable<Date>,
        paid_by_name -> Nullable<Text>,
        paid_on -> Nullable<Date>,
        payment_reference -> Nullable<Text>,
        locked_at -> Nullable<Timestamptz>,
        seal -> Nullable<Text>,
        version -> Integer,
        search -> Text,
    }
}

diesel::table! {
    statement_line_rows (entry_id) {
        entry_id -> Uuid,
        statement_id -> Uuid,
        position -> Integer,
        status -> Text,
        kind -> Text,
        source -> Text,
        source_id -> Nullable<Uuid>,
        source_number -> Text,
        arose_on -> Date,
        amount -> Numeric,
        currency -> Text,
        note -> Nullable<Text>,
        dispute_reason -> Nullable<Text>,
        disputed_by_name -> Nullable<Text>,
        disputed_at -> Nullable<Timestamptz>,
        answer -> Nullable<Text>,
        answered_by_name -> Nullable<Text>,
        answered_at -> Nullable<Timestamptz>,
        corrected_to -> Nullable<Numeric>,
    }
}

diesel::table! {
    recovery_rows (id) {
        id -> Uuid,
        number -> Text,
        status -> Text,
        supplier_id -> Uuid,
        supplier_name -> Text,
        currency -> Text,
        claimed -> Numeric,
        amount -> Numeric,
        parts -> BigInt,
        note -> Nullable<Text>,
        delivery -> Nullable<Text>,
        answer_from -> Nullable<Timestamptz>,
        answer_until -> Nullable<Date>,
        created_by_id -> Uuid,
        created_by_name -> Text,
        created_at -> Timestamptz,
        version -> Integer,
        search -> Text,
    }
}

diesel::table! {
    recovery_line_rows (recovery_id, position) {
        recovery_id -> Uuid,
        position -> Integer,
        kind -> Text,
        rma_line_id -> Nullable<Uuid>,
        rma_id -> Nullable<Uuid>,
        rma_number -> Nullable<Text>,
        claim_id -> Nullable<Uuid>,
        claim_number -> Nullable<Text>,
        tag -> Nullable<Text>,
        part_number -> Nullable<Text>,
        name -> Nullable<Text>,
        verdict -> Nullable<Text>,
        failure_mode -> Nullable<Text>,
        cost -> Numeric,
        basis -> Nullable<Text>,
        quantity -> Integer,
        share_percent -> Integer,
        amount -> Numeric,
        claim_status -> Nullable<Text>,
    }
}

diesel::table! {
    to_recover_rows (id) {
        id -> Uuid,
        kind -> Text,
        rma_line_id -> Uuid,
        claim_line_id -> Nullable<Uuid>,
        claim_id -> Nullable<Uuid>,
        claim_number -> Nullable<Text>,
        zero_km -> Bool,
        description -> Nullable<Text>,
        paid_kinds -> Array<Text>,
        rma_id -> Uuid,
        rma_number -> Text,
        tag -> Text,
        part_id -> Nullable<Uuid>,
        part_number -> Nullable<Text>,
        name -> Text,
        supplier_id -> Nullable<Uuid>,
        supplier_name -> Nullable<Text>,
        quantity -> Integer,
        share_percent -> Integer,
        failure_mode -> Nullable<Text>,
        inspected_at -> Timestamptz,
        approved -> Nullable<Numeric>,
        currency -> Nullable<Text>,
    }
}
