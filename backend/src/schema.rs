// @generated automatically by Diesel CLI.

diesel::table! {
    adjudication_rule_sets (id) {
        id -> Uuid,
        name -> Text,
        status -> Text,
        valid_from -> Date,
        rules -> Jsonb,
        author_id -> Nullable<Uuid>,
        published_by_id -> Nullable<Uuid>,
        published_at -> Nullable<Timestamptz>,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    api_tokens (id) {
        id -> Uuid,
        user_id -> Uuid,
        name -> Text,
        hash -> Bytea,
        permissions -> Array<Text>,
        created_at -> Timestamptz,
        expires_at -> Timestamptz,
        last_used_at -> Nullable<Timestamptz>,
        revoked_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    attachments (id) {
        id -> Uuid,
        ticket_id -> Uuid,
        sha256 -> Bytea,
        name -> Text,
        visibility -> Text,
        uploaded_by_id -> Uuid,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    audit_entries (id) {
        id -> Uuid,
        at -> Timestamptz,
        actor_id -> Nullable<Uuid>,
        actor_name -> Text,
        record -> Text,
        record_id -> Uuid,
        action -> Text,
        request_id -> Nullable<Text>,
        changes -> Jsonb,
    }
}

diesel::table! {
    blob_pieces (sha256, n) {
        sha256 -> Bytea,
        n -> Int4,
        bytes -> Bytea,
    }
}

diesel::table! {
    blobs (sha256) {
        sha256 -> Bytea,
        size -> Int8,
        media_type -> Text,
        thumbnail -> Nullable<Bytea>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    calendars (id) {
        id -> Uuid,
        code -> Text,
        name -> Text,
        calendar -> Jsonb,
        content_hash -> Text,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    campaign_scopes (id) {
        id -> Uuid,
        campaign_id -> Uuid,
        number -> Int4,
        criteria -> Jsonb,
        author_id -> Uuid,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    campaign_units (campaign_id, unit_id) {
        campaign_id -> Uuid,
        unit_id -> Uuid,
        status -> Text,
        identified_at -> Timestamptz,
        notified_at -> Nullable<Timestamptz>,
        booked_for -> Nullable<Date>,
        ended_at -> Nullable<Timestamptz>,
        note -> Nullable<Text>,
        ticket_id -> Nullable<Uuid>,
        updated_by_id -> Uuid,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    campaigns (id) {
        id -> Uuid,
        number -> Text,
        kind -> Text,
        status -> Text,
        title -> Text,
        reason -> Text,
        remedy -> Text,
        severity -> Text,
        part_id -> Nullable<Uuid>,
        part_quantity -> Nullable<Int4>,
        standard_minutes -> Int4,
        labour_rate -> Nullable<Numeric>,
        currency -> Nullable<Text>,
        starts_on -> Nullable<Date>,
        finish_on -> Nullable<Date>,
        scope_id -> Nullable<Uuid>,
        author_id -> Uuid,
        approved_by_id -> Nullable<Uuid>,
        approved_at -> Nullable<Timestamptz>,
        published_at -> Nullable<Timestamptz>,
        ended_at -> Nullable<Timestamptz>,
        end_reason -> Nullable<Text>,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        search -> Text,
        quality_feedback_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    canned_answers (id) {
        id -> Uuid,
        owner_id -> Nullable<Uuid>,
        title -> Text,
        body -> Text,
        locale -> Text,
        kinds -> Array<Text>,
        topic -> Nullable<Text>,
        product_line -> Nullable<Text>,
        active -> Bool,
        version -> Integer,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        search -> Text,
    }
}

diesel::table! {
    checklists (id) {
        id -> Uuid,
        title -> Text,
        steps -> Jsonb,
        kinds -> Array<Text>,
        topic -> Nullable<Text>,
        product_line -> Nullable<Text>,
        automatic -> Bool,
        active -> Bool,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        search -> Text,
    }
}

diesel::table! {
    clock_events (id) {
        id -> Uuid,
        clock_id -> Uuid,
        at -> Timestamptz,
        kind -> Text,
        reason -> Text,
        ball_holder -> Text,
        terms -> Nullable<Jsonb>,
        actor_id -> Nullable<Uuid>,
        actor_name -> Text,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    clock_steps (clock_id, at_percent) {
        clock_id -> Uuid,
        at_percent -> Int2,
        due_at -> Timestamptz,
        done_at -> Timestamptz,
    }
}

diesel::table! {
    clocks (id) {
        id -> Uuid,
        ticket_id -> Uuid,
        kind -> Text,
        calendar_id -> Uuid,
        state -> Text,
        outcome -> Nullable<Text>,
        started_at -> Timestamptz,
        due_at -> Nullable<Timestamptz>,
        stopped_at -> Nullable<Timestamptz>,
        breached_at -> Nullable<Timestamptz>,
        next_step_at -> Nullable<Timestamptz>,
        stale -> Bool,
    }
}

diesel::table! {
    comments (id) {
        id -> Uuid,
        ticket_id -> Uuid,
        visibility -> Text,
        body -> Text,
        author_id -> Uuid,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    contacts (id) {
        id -> Uuid,
        customer_id -> Uuid,
        name -> Text,
        position -> Nullable<Text>,
        phone -> Nullable<Text>,
        email -> Nullable<Text>,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        search -> Text,
    }
}

diesel::table! {
    customers (id) {
        id -> Uuid,
        number -> Text,
        kind -> Text,
        name -> Text,
        phone -> Nullable<Text>,
        email -> Nullable<Text>,
        address -> Nullable<Text>,
        dealer_id -> Nullable<Uuid>,
        organization_id -> Nullable<Uuid>,
        note -> Nullable<Text>,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        search -> Text,
    }
}

diesel::table! {
    fault_codes (id) {
        id -> Uuid,
        code -> Text,
        name_zh -> Text,
        name_en -> Text,
        line -> Nullable<Text>,
        standard_minutes -> Nullable<Int4>,
        active -> Bool,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        search -> Text,
    }
}

diesel::table! {
    idempotency_keys (user_id, key) {
        user_id -> Uuid,
        key -> Text,
        request_hash -> Bytea,
        status -> Nullable<Int2>,
        etag -> Nullable<Text>,
        location -> Nullable<Text>,
        body -> Nullable<Text>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    import_refusals (import_id, file, line) {
        import_id -> Uuid,
        line -> Int4,
        reference -> Nullable<Text>,
        column -> Nullable<Text>,
        reason -> Text,
        file -> Text,
        values -> Jsonb,
    }
}

diesel::table! {
    imports (id) {
        id -> Uuid,
        kind -> Text,
        source -> Text,
        dry_run -> Bool,
        status -> Text,
        rows_total -> Int4,
        rows_read -> Int4,
        rows_created -> Int4,
        rows_known -> Int4,
        rows_refused -> Int4,
        failure -> Nullable<Text>,
        created_by_id -> Nullable<Uuid>,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        finished_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    knowledge_articles (id) {
        id -> Uuid,
        number -> Text,
        status -> Text,
        title -> Text,
        body -> Text,
        kind -> Text,
        audience -> Text,
        draft -> Nullable<Jsonb>,
        edition -> Int4,
        published_at -> Nullable<Timestamptz>,
        published_by_id -> Nullable<Uuid>,
        created_by_id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        search -> Text,
    }
}

diesel::table! {
    knowledge_editions (article_id, n) {
        article_id -> Uuid,
        n -> Int4,
        title -> Text,
        body -> Text,
        kind -> Text,
        audience -> Text,
        published_at -> Timestamptz,
        published_by_id -> Uuid,
    }
}

diesel::table! {
    knowledge_fault_codes (article_id, fault_code_id) {
        article_id -> Uuid,
        fault_code_id -> Uuid,
    }
}

diesel::table! {
    knowledge_files (id) {
        id -> Uuid,
        article_id -> Uuid,
        sha256 -> Bytea,
        name -> Text,
        label -> Nullable<Text>,
        uploaded_by_id -> Uuid,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    knowledge_products (article_id, product_id) {
        article_id -> Uuid,
        product_id -> Uuid,
    }
}

diesel::table! {
    known_devices (hash) {
        hash -> Bytea,
        user_id -> Uuid,
        created_at -> Timestamptz,
        last_used_at -> Timestamptz,
    }
}

diesel::table! {
    labour_operations (id) {
        id -> Uuid,
        code -> Text,
        name -> Text,
        standard_minutes -> Int4,
        fault_code_id -> Nullable<Uuid>,
        product_id -> Nullable<Uuid>,
        active -> Bool,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        search -> Text,
    }
}

diesel::table! {
    labour_rates (dealer_id, valid_from) {
        dealer_id -> Uuid,
        valid_from -> Date,
        currency -> Text,
        rate -> Numeric,
    }
}

diesel::table! {
    locations (id) {
        id -> Uuid,
        kind -> Text,
        code -> Text,
        name -> Text,
        organization_id -> Uuid,
        responsible_id -> Nullable<Uuid>,
        address -> Nullable<Text>,
        active -> Bool,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        search -> Text,
    }
}

diesel::table! {
    login_failures (id) {
        id -> Uuid,
        email -> Text,
        address -> Text,
        device -> Nullable<Bytea>,
        at -> Timestamptz,
    }
}

diesel::table! {
    material_transfer_lines (id) {
        id -> Uuid,
        transfer_id -> Uuid,
        position -> Int4,
        part_id -> Uuid,
        quantity -> Int8,
        return_days -> Nullable<Int4>,
        old_part_due_on -> Nullable<Date>,
        batch -> Nullable<Text>,
        shipped -> Nullable<Int8>,
        received -> Nullable<Int8>,
        old_serial -> Nullable<Text>,
        new_serial -> Nullable<Text>,
    }
}

diesel::table! {
    material_transfers (id) {
        id -> Uuid,
        number -> Text,
        status -> Text,
        urgent -> Bool,
        justification -> Nullable<Text>,
        coverage -> Text,
        ticket_id -> Nullable<Uuid>,
        unit_id -> Nullable<Uuid>,
        from_location_id -> Nullable<Uuid>,
        to_location_id -> Nullable<Uuid>,
        to_organization_id -> Nullable<Uuid>,
        to_customer_id -> Nullable<Uuid>,
        address -> Nullable<Text>,
        reason -> Nullable<Text>,
        organization_id -> Uuid,
        receiver_id -> Nullable<Uuid>,
        requested_by_id -> Uuid,
        submitted_at -> Nullable<Timestamptz>,
        approved_by_id -> Nullable<Uuid>,
        approved_at -> Nullable<Timestamptz>,
        refusal -> Nullable<Text>,
        carrier -> Nullable<Text>,
        waybill -> Nullable<Text>,
        shipped_by_id -> Nullable<Uuid>,
        shipped_at -> Nullable<Timestamptz>,
        received_by_id -> Nullable<Uuid>,
        received_at -> Nullable<Timestamptz>,
        reconciled_at -> Nullable<Timestamptz>,
        papers_due_at -> Nullable<Timestamptz>,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        search -> Text,
    }
}

diesel::table! {
    notifications (id) {
        id -> Uuid,
        user_id -> Uuid,
        kind -> Text,
        ticket_id -> Nullable<Uuid>,
        clock -> Nullable<Text>,
        at_percent -> Nullable<Int2>,
        due_at -> Nullable<Timestamptz>,
        actor_name -> Nullable<Text>,
        created_at -> Timestamptz,
        read_at -> Nullable<Timestamptz>,
        line_id -> Nullable<Uuid>,
        rma_id -> Nullable<Uuid>,
        transfer_id -> Nullable<Uuid>,
        quality_feedback_id -> Nullable<Uuid>,
        campaign_id -> Nullable<Uuid>,
        warranty_claim_id -> Nullable<Uuid>,
        statement_id -> Nullable<Uuid>,
        recovery_id -> Nullable<Uuid>,
        pre_authorization_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    one_use_links (hash) {
        hash -> Bytea,
        user_id -> Uuid,
        created_at -> Timestamptz,
        expires_at -> Timestamptz,
        used_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    organizations (id) {
        id -> Uuid,
        kind -> Text,
        code -> Text,
        name -> Text,
        zone -> Text,
        phone -> Nullable<Text>,
        address -> Nullable<Text>,
        active -> Bool,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        search -> Text,
    }
}

diesel::table! {
    part_prices (part_id, valid_from) {
        part_id -> Uuid,
        valid_from -> Date,
        currency -> Text,
        price -> Numeric,
        cost -> Nullable<Numeric>,
    }
}

diesel::table! {
    part_products (part_id, product_id) {
        part_id -> Uuid,
        product_id -> Uuid,
    }
}

diesel::table! {
    parts (id) {
        id -> Uuid,
        number -> Text,
        name -> Text,
        description -> Nullable<Text>,
        measure -> Text,
        part_class -> Nullable<Text>,
        supplier_id -> Nullable<Uuid>,
        batch_tracked -> Bool,
        serial_tracked -> Bool,
        return_owed -> Bool,
        return_days -> Nullable<Int4>,
        superseded_by_id -> Nullable<Uuid>,
        active -> Bool,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        search -> Text,
    }
}

diesel::table! {
    policies (id) {
        id -> Int4,
        policy -> Jsonb,
        version -> Int4,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    pre_authorizations (id) {
        id -> Uuid,
        number -> Text,
        status -> Text,
        dealer_id -> Uuid,
        unit_id -> Uuid,
        estimate -> Numeric,
        currency -> Text,
        reason -> Text,
        requested_by_id -> Uuid,
        limit_amount -> Nullable<Numeric>,
        valid_until -> Nullable<Date>,
        decided_by_id -> Nullable<Uuid>,
        decided_at -> Nullable<Timestamptz>,
        refusal -> Nullable<Text>,
        claim_id -> Nullable<Uuid>,
        version -> Int4,
        created_at -> Timestamptz,
        search -> Text,
    }
}

diesel::table! {
    products (id) {
        id -> Uuid,
        code -> Text,
        name -> Text,
        line -> Text,
        brand -> Nullable<Text>,
        usage_unit -> Nullable<Text>,
        warranty_terms -> Jsonb,
        active -> Bool,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        search -> Text,
    }
}

diesel::table! {
    public_reports (ticket_id) {
        ticket_id -> Uuid,
        unit_id -> Uuid,
        tracking_code -> Text,
        key -> Text,
        request_hash -> Bytea,
        address -> Text,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    quality_events (id) {
        id -> Uuid,
        feedback_id -> Uuid,
        at -> Timestamptz,
        actor_name -> Text,
        action -> Text,
        status -> Text,
        note -> Nullable<Text>,
    }
}

diesel::table! {
    quality_feedbacks (id) {
        id -> Uuid,
        number -> Text,
        status -> Text,
        subject -> Text,
        description -> Nullable<Text>,
        severity -> Nullable<Text>,
        extent -> Nullable<Text>,
        method -> Nullable<Text>,
        department -> Nullable<Text>,
        product_id -> Nullable<Uuid>,
        part_id -> Nullable<Uuid>,
        supplier_id -> Nullable<Uuid>,
        fault_code_id -> Nullable<Uuid>,
        unit_id -> Nullable<Uuid>,
        batch -> Nullable<Text>,
        quantity_checked -> Nullable<Integer>,
        quantity_bad -> Nullable<Integer>,
        owner_id -> Nullable<Uuid>,
        raised_by_id -> Uuid,
        report -> Jsonb,
        decisions -> Jsonb,
        answer -> Nullable<Jsonb>,
        instructed_at -> Nullable<Timestamptz>,
        due_at -> Nullable<Timestamptz>,
        merged_into_id -> Nullable<Uuid>,
        ended_at -> Nullable<Timestamptz>,
        version -> Integer,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        search -> Text,
        told_of -> Nullable<Timestamptz>,
        told_rung -> Nullable<Int2>,
    }
}

diesel::table! {
    quality_measures (id) {
        id -> Uuid,
        feedback_id -> Uuid,
        kind -> Text,
        description -> Text,
        owner_id -> Uuid,
        of_supplier -> Bool,
        due_on -> Date,
        done_at -> Nullable<Timestamptz>,
        evidence -> Nullable<Text>,
        cost -> Nullable<Numeric>,
        currency -> Nullable<Text>,
        validated_by_id -> Nullable<Uuid>,
        validated_at -> Nullable<Timestamptz>,
        validation -> Nullable<Text>,
    }
}

diesel::table! {
    quality_sources (id) {
        id -> Uuid,
        feedback_id -> Uuid,
        ticket_id -> Nullable<Uuid>,
        rma_line_id -> Nullable<Uuid>,
        added_by_id -> Uuid,
        added_at -> Timestamptz,
        origin -> Nullable<Text>,
        reference -> Nullable<Text>,
        told_on -> Nullable<Date>,
        told_by -> Nullable<Text>,
    }
}

diesel::table! {
    quality_terms (id) {
        id -> Uuid,
        valid_from -> Date,
        source -> Text,
        terms -> Jsonb,
        author_id -> Nullable<Uuid>,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    quality_watches (feedback_id) {
        feedback_id -> Uuid,
        changed_on -> Date,
        armed_at -> Timestamptz,
        next_at -> Nullable<Timestamptz>,
        outcome -> Nullable<Text>,
        checks -> Jsonb,
    }
}

diesel::table! {
    recoveries (id) {
        id -> Uuid,
        number -> Text,
        status -> Text,
        supplier_id -> Uuid,
        currency -> Text,
        claimed -> Numeric,
        amount -> Numeric,
        note -> Nullable<Text>,
        delivery -> Nullable<Text>,
        answer_from -> Nullable<Timestamptz>,
        answer_until -> Nullable<Date>,
        told_percent -> Int2,
        created_by_id -> Uuid,
        created_at -> Timestamptz,
        version -> Int4,
        updated_at -> Timestamptz,
        search -> Text,
    }
}

diesel::table! {
    recovery_lines (recovery_id, position) {
        recovery_id -> Uuid,
        position -> Int4,
        kind -> Text,
        rma_line_id -> Nullable<Uuid>,
        cost -> Numeric,
        basis -> Nullable<Text>,
        quantity -> Int4,
        share_percent -> Int4,
        amount -> Numeric,
        live -> Bool,
        claim_line_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    recovery_steps (id) {
        id -> Uuid,
        recovery_id -> Uuid,
        at -> Timestamptz,
        status -> Text,
        actor_id -> Nullable<Uuid>,
        words -> Nullable<Text>,
        amount -> Numeric,
    }
}

diesel::table! {
    refresh_tokens (hash) {
        hash -> Bytea,
        session_id -> Uuid,
        created_at -> Timestamptz,
        used_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    rma_claims (rma_id) {
        rma_id -> Uuid,
        customer_id -> Uuid,
        asked_on -> Date,
        remedy -> Text,
        purchased_on -> Nullable<Date>,
        proof_number -> Nullable<Text>,
        condition -> Text,
        substitute -> Nullable<Text>,
        substitute_agreed -> Bool,
        warranty_until -> Nullable<Date>,
        overruled_by_id -> Nullable<Uuid>,
        overruled_at -> Nullable<Timestamptz>,
        grounds -> Nullable<Text>,
        refund_amount -> Nullable<Numeric>,
        refund_currency -> Nullable<Text>,
        refund_reference -> Nullable<Text>,
        refunded_on -> Nullable<Date>,
        refunded_by_id -> Nullable<Uuid>,
        refunded_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    rma_custody (id) {
        id -> Uuid,
        line_id -> Uuid,
        at -> Timestamptz,
        step -> Text,
        place -> Text,
        person_id -> Uuid,
        person_name -> Text,
    }
}

diesel::table! {
    rma_dunnings (line_id, stage) {
        line_id -> Uuid,
        stage -> Text,
        at -> Timestamptz,
        days_late -> Int4,
        told -> Int4,
        quantity -> Int4,
        price -> Nullable<Numeric>,
        currency -> Nullable<Text>,
    }
}

diesel::table! {
    rma_holds (id) {
        id -> Uuid,
        line_id -> Uuid,
        reason -> Text,
        held_by_id -> Uuid,
        held_at -> Timestamptz,
        lifted_by_id -> Nullable<Uuid>,
        lifted_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    rma_lines (id) {
        id -> Uuid,
        rma_id -> Uuid,
        position -> Int4,
        status -> Text,
        tag -> Text,
        part_id -> Nullable<Uuid>,
        name -> Text,
        unit_id -> Nullable<Uuid>,
        old_serial -> Nullable<Text>,
        batch -> Nullable<Text>,
        fault -> Nullable<Text>,
        quantity_due -> Int4,
        quantity_shipped -> Nullable<Int4>,
        quantity_received -> Nullable<Int4>,
        condition -> Nullable<Text>,
        receipt_note -> Nullable<Text>,
        end_reason -> Nullable<Text>,
        standard_test -> Nullable<Text>,
        load_test -> Nullable<Text>,
        verdict -> Nullable<Text>,
        failure_mode -> Nullable<Text>,
        responsible -> Nullable<Text>,
        share_percent -> Nullable<Int4>,
        inspected_by_id -> Nullable<Uuid>,
        inspected_at -> Nullable<Timestamptz>,
        disposition -> Nullable<Text>,
        disposed_by_id -> Nullable<Uuid>,
        disposed_at -> Nullable<Timestamptz>,
        scrap_confirmed_by_id -> Nullable<Uuid>,
        scrap_pictured -> Bool,
        received_at -> Nullable<Timestamptz>,
        restored_at -> Nullable<Timestamptz>,
        search -> Text,
    }
}

diesel::table! {
    rma_pictures (id) {
        id -> Uuid,
        line_id -> Uuid,
        sha256 -> Bytea,
        name -> Text,
        uploaded_by_id -> Uuid,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    rmas (id) {
        id -> Uuid,
        number -> Text,
        status -> Text,
        dealer_id -> Uuid,
        ticket_id -> Nullable<Uuid>,
        return_to_id -> Nullable<Uuid>,
        reason -> Nullable<Text>,
        deadline -> Nullable<Date>,
        carrier -> Nullable<Text>,
        waybill -> Nullable<Text>,
        freight_payer -> Nullable<Text>,
        end_reason -> Nullable<Text>,
        created_by_id -> Uuid,
        created_at -> Timestamptz,
        authorized_by_id -> Nullable<Uuid>,
        authorized_at -> Nullable<Timestamptz>,
        shipped_at -> Nullable<Timestamptz>,
        closed_at -> Nullable<Timestamptz>,
        version -> Int4,
        updated_at -> Timestamptz,
        search -> Text,
    }
}

diesel::table! {
    rule_lists (kind) {
        kind -> Text,
        rules -> Nullable<Jsonb>,
        version -> Int4,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    saved_views (id) {
        id -> Uuid,
        register -> Text,
        name -> Text,
        owner_id -> Uuid,
        sharing -> Text,
        team_id -> Nullable<Uuid>,
        query -> Text,
        column_names -> Jsonb,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    sessions (id) {
        id -> Uuid,
        user_id -> Uuid,
        user_agent -> Nullable<Text>,
        address -> Nullable<Text>,
        created_at -> Timestamptz,
        last_used_at -> Timestamptz,
        expires_at -> Timestamptz,
        ended_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    settlement_entries (id) {
        id -> Uuid,
        party_id -> Uuid,
        kind -> Text,
        currency -> Text,
        amount -> Numeric,
        source -> Text,
        source_id -> Nullable<Uuid>,
        source_key -> Text,
        source_number -> Text,
        arose_on -> Date,
        note -> Nullable<Text>,
        posted_by_id -> Nullable<Uuid>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    settlement_requests (id) {
        id -> Uuid,
        number -> Text,
        status -> Text,
        party_id -> Uuid,
        kind -> Text,
        currency -> Text,
        amount -> Numeric,
        arose_on -> Date,
        ticket_id -> Nullable<Uuid>,
        contract -> Nullable<Text>,
        reason -> Text,
        requested_by_id -> Uuid,
        created_at -> Timestamptz,
        reviewed_by_id -> Nullable<Uuid>,
        reviewed_at -> Nullable<Timestamptz>,
        refusal -> Nullable<Text>,
        version -> Int4,
    }
}

diesel::table! {
    sites (id) {
        id -> Uuid,
        customer_id -> Uuid,
        name -> Text,
        address -> Nullable<Text>,
        region -> Nullable<Text>,
        remote -> Bool,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    statement_lines (entry_id) {
        entry_id -> Uuid,
        statement_id -> Uuid,
        position -> Int4,
        status -> Text,
        dispute_reason -> Nullable<Text>,
        disputed_by_id -> Nullable<Uuid>,
        disputed_at -> Nullable<Timestamptz>,
        answer -> Nullable<Text>,
        answered_by_id -> Nullable<Uuid>,
        answered_at -> Nullable<Timestamptz>,
        corrected_to -> Nullable<Numeric>,
    }
}

diesel::table! {
    statements (id) {
        id -> Uuid,
        number -> Text,
        status -> Text,
        party_id -> Uuid,
        currency -> Text,
        month -> Date,
        total -> Numeric,
        lines -> Int4,
        created_at -> Timestamptz,
        issued_by_id -> Nullable<Uuid>,
        issued_at -> Nullable<Timestamptz>,
        agreed_by_id -> Nullable<Uuid>,
        agreed_at -> Nullable<Timestamptz>,
        agreed_note -> Nullable<Text>,
        invoice_number -> Nullable<Text>,
        invoiced_on -> Nullable<Date>,
        due_on -> Nullable<Date>,
        due_told_at -> Nullable<Timestamptz>,
        paid_by_id -> Nullable<Uuid>,
        paid_on -> Nullable<Date>,
        payment_reference -> Nullable<Text>,
        locked_at -> Nullable<Timestamptz>,
        seal -> Nullable<Text>,
        version -> Int4,
        updated_at -> Timestamptz,
        search -> Text,
    }
}

diesel::table! {
    stock_count_lines (count_id, part_id) {
        count_id -> Uuid,
        part_id -> Uuid,
        expected -> Int8,
        counted -> Nullable<Int8>,
    }
}

diesel::table! {
    stock_counts (id) {
        id -> Uuid,
        number -> Text,
        location_id -> Uuid,
        status -> Text,
        note -> Nullable<Text>,
        opened_by_id -> Uuid,
        opened_at -> Timestamptz,
        counted_by_id -> Nullable<Uuid>,
        counted_at -> Nullable<Timestamptz>,
        approved_by_id -> Nullable<Uuid>,
        approved_at -> Nullable<Timestamptz>,
        cancel_reason -> Nullable<Text>,
        version -> Int4,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    stock_levels (id) {
        id -> Uuid,
        location_id -> Uuid,
        part_id -> Uuid,
        part_number -> Text,
        on_hand -> Int8,
        reserved -> Int8,
        reorder_point -> Int8,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    stock_movements (id) {
        id -> Uuid,
        at -> Timestamptz,
        kind -> Text,
        part_id -> Uuid,
        batch -> Nullable<Text>,
        from_location_id -> Nullable<Uuid>,
        to_location_id -> Nullable<Uuid>,
        quantity -> Int8,
        reason -> Nullable<Text>,
        reference -> Nullable<Text>,
        corrects_id -> Nullable<Uuid>,
        actor_id -> Uuid,
        actor_name -> Text,
    }
}

diesel::table! {
    supplier_charges (id) {
        id -> Uuid,
        line_id -> Uuid,
        kind -> Text,
        supplier_id -> Uuid,
        currency -> Text,
        amount -> Numeric,
        basis -> Nullable<Text>,
        unit_price -> Nullable<Numeric>,
        quantity -> Nullable<Int4>,
        share_percent -> Nullable<Int4>,
        note -> Nullable<Text>,
        recorded_by_id -> Uuid,
        recorded_at -> Timestamptz,
    }
}

diesel::table! {
    supplier_returns (line_id) {
        line_id -> Uuid,
        status -> Text,
        supplier_id -> Nullable<Uuid>,
        due_on -> Date,
        offered_by_id -> Nullable<Uuid>,
        offered_at -> Nullable<Timestamptz>,
        note -> Nullable<Text>,
        answered_by_id -> Nullable<Uuid>,
        answered_at -> Nullable<Timestamptz>,
        collected_by -> Nullable<Text>,
        waybill -> Nullable<Text>,
        grounds -> Nullable<Text>,
        disposed_by_id -> Nullable<Uuid>,
        disposed_at -> Nullable<Timestamptz>,
        disposal_note -> Nullable<Text>,
        version -> Int4,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    team_members (team_id, user_id) {
        team_id -> Uuid,
        user_id -> Uuid,
    }
}

diesel::table! {
    teams (id) {
        id -> Uuid,
        organization_id -> Uuid,
        code -> Text,
        name -> Text,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    ticket_checks (id) {
        id -> Uuid,
        ticket_id -> Uuid,
        position -> Int4,
        text -> Text,
        required -> Bool,
        checklist_id -> Nullable<Uuid>,
        note -> Nullable<Text>,
        done_at -> Nullable<Timestamptz>,
        done_by_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    ticket_events (id) {
        id -> Uuid,
        ticket_id -> Uuid,
        at -> Timestamptz,
        kind -> Text,
        action -> Nullable<Text>,
        from_status -> Nullable<Text>,
        to_status -> Nullable<Text>,
        actor_id -> Nullable<Uuid>,
        actor_name -> Text,
        note -> Nullable<Text>,
        internal -> Bool,
        values -> Jsonb,
    }
}

diesel::table! {
    ticket_links (id) {
        id -> Uuid,
        kind -> Text,
        from_id -> Uuid,
        to_id -> Uuid,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    ticket_presences (ticket_id, user_id) {
        ticket_id -> Uuid,
        user_id -> Uuid,
        editing -> Bool,
        seen_at -> Timestamptz,
    }
}

diesel::table! {
    ticket_progress (ticket_id) {
        ticket_id -> Uuid,
        responded_at -> Nullable<Timestamptz>,
        onsite_called_at -> Nullable<Timestamptz>,
        onsite_arrived_at -> Nullable<Timestamptz>,
        next_due_at -> Nullable<Timestamptz>,
        next_due_clock -> Nullable<Text>,
        breach_count -> Int4,
        escalation_level -> Int4,
        routed_by -> Nullable<Text>,
    }
}

diesel::table! {
    ticket_tags (ticket_id, tag) {
        ticket_id -> Uuid,
        tag -> Text,
        tagged_by_id -> Uuid,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    ticket_undos (ticket_id) {
        ticket_id -> Uuid,
        actor_id -> Uuid,
        action -> Nullable<Text>,
        version -> Int4,
        at -> Timestamptz,
        before -> Jsonb,
    }
}

diesel::table! {
    ticket_watchers (ticket_id, user_id) {
        ticket_id -> Uuid,
        user_id -> Uuid,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    tickets (id) {
        id -> Uuid,
        number -> Text,
        kind -> Text,
        channel -> Text,
        status -> Text,
        priority -> Text,
        subject -> Text,
        description -> Nullable<Text>,
        reported_at -> Timestamptz,
        received_by_id -> Nullable<Uuid>,
        customer_id -> Nullable<Uuid>,
        contact_name -> Nullable<Text>,
        contact_phone -> Nullable<Text>,
        contact_email -> Nullable<Text>,
        dealer_id -> Nullable<Uuid>,
        site_id -> Nullable<Uuid>,
        unit_id -> Nullable<Uuid>,
        product_id -> Nullable<Uuid>,
        usage_value -> Nullable<Int8>,
        product_age_years -> Nullable<Numeric>,
        manufactured_year -> Nullable<Int2>,
        remedy_wanted -> Nullable<Text>,
        topic -> Text,
        fault_code_id -> Nullable<Uuid>,
        severity -> Text,
        impact -> Text,
        safety_risk -> Bool,
        crisis_status -> Text,
        crisis_kinds -> Array<Text>,
        special_case -> Bool,
        individual_case -> Bool,
        repeat_of_id -> Nullable<Uuid>,
        complaint_count -> Int4,
        service_class -> Nullable<Text>,
        warranty -> Jsonb,
        assignee_id -> Nullable<Uuid>,
        team_id -> Nullable<Uuid>,
        wait_reason -> Nullable<Text>,
        ball_holder -> Nullable<Text>,
        wait_until -> Nullable<Timestamptz>,
        estimate_minutes -> Nullable<Int4>,
        solution -> Nullable<Text>,
        cause -> Nullable<Text>,
        repair_outcome -> Nullable<Text>,
        repair_barrier -> Nullable<Text>,
        valid_complaint -> Nullable<Bool>,
        verdict_grounds -> Nullable<Text>,
        resolved_at -> Nullable<Timestamptz>,
        notice_given_at -> Nullable<Timestamptz>,
        confirmed_by -> Nullable<Text>,
        confirmed_at -> Nullable<Timestamptz>,
        closed_at -> Nullable<Timestamptz>,
        cancel_reason -> Nullable<Text>,
        reopen_count -> Int4,
        merged_into_id -> Nullable<Uuid>,
        external_source -> Nullable<Text>,
        external_reference -> Nullable<Text>,
        version -> Int4,
        created_by_id -> Nullable<Uuid>,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        search -> Text,
    }
}

diesel::table! {
    unit_components (id) {
        id -> Uuid,
        unit_id -> Uuid,
        parent_id -> Nullable<Uuid>,
        name -> Text,
        part_class -> Nullable<Text>,
        serial -> Nullable<Text>,
        supplier_id -> Nullable<Uuid>,
        batch -> Nullable<Text>,
        fitted_on -> Nullable<Date>,
        removed_on -> Nullable<Date>,
        supplier_warranty_until -> Nullable<Date>,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    unit_events (id) {
        id -> Uuid,
        unit_id -> Uuid,
        at -> Timestamptz,
        kind -> Text,
        actor_id -> Nullable<Uuid>,
        actor_name -> Text,
        note -> Nullable<Text>,
    }
}

diesel::table! {
    unit_owners (id) {
        id -> Uuid,
        unit_id -> Uuid,
        customer_id -> Uuid,
        from_at -> Timestamptz,
        until_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    unit_labels (unit_id) {
        unit_id -> Uuid,
        code -> Text,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    units (id) {
        id -> Uuid,
        serial -> Text,
        product_id -> Uuid,
        batch -> Nullable<Text>,
        status -> Text,
        customer_id -> Nullable<Uuid>,
        site_id -> Nullable<Uuid>,
        dealer_id -> Nullable<Uuid>,
        produced_on -> Nullable<Date>,
        shipped_on -> Nullable<Date>,
        invoiced_on -> Nullable<Date>,
        installed_on -> Nullable<Date>,
        accepted_on -> Nullable<Date>,
        usage_value -> Nullable<Int8>,
        extensions -> Jsonb,
        exclusions -> Jsonb,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        search -> Text,
    }
}

diesel::table! {
    users (id) {
        id -> Uuid,
        organization_id -> Uuid,
        name -> Text,
        email -> Text,
        phone -> Nullable<Text>,
        roles -> Array<Text>,
        locale -> Text,
        status -> Text,
        password_hash -> Nullable<Text>,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        search -> Text,
    }
}

diesel::table! {
    warranty_claim_events (id) {
        id -> Uuid,
        claim_id -> Uuid,
        at -> Timestamptz,
        kind -> Text,
        actor_id -> Nullable<Uuid>,
        actor_name -> Nullable<Text>,
        status -> Text,
        note -> Nullable<Text>,
        approved -> Nullable<Numeric>,
        lines -> Nullable<Jsonb>,
    }
}

diesel::table! {
    warranty_claim_jobs (id) {
        id -> Uuid,
        claim_id -> Uuid,
        position -> Int4,
        complaint -> Text,
        cause -> Text,
        correction -> Text,
        fault_code_id -> Nullable<Uuid>,
        causal_part_id -> Nullable<Uuid>,
        action -> Text,
    }
}

diesel::table! {
    warranty_claim_lines (id) {
        id -> Uuid,
        claim_id -> Uuid,
        job_id -> Uuid,
        position -> Int4,
        class -> Text,
        part_id -> Nullable<Uuid>,
        operation_id -> Nullable<Uuid>,
        description -> Nullable<Text>,
        quantity -> Int4,
        nights -> Nullable<Int4>,
        claimed -> Numeric,
        approved -> Nullable<Numeric>,
        verdict -> Nullable<Text>,
        reason -> Nullable<Text>,
        rma_line_id -> Nullable<Uuid>,
        void_amount -> Nullable<Numeric>,
    }
}

diesel::table! {
    warranty_claim_versions (claim_id, number) {
        claim_id -> Uuid,
        number -> Int4,
        at -> Timestamptz,
        by_id -> Uuid,
        input -> Jsonb,
        facts -> Jsonb,
        adjudication -> Jsonb,
        outcome -> Text,
        proposed -> Numeric,
        rule_set_id -> Uuid,
    }
}

diesel::table! {
    warranty_claims (id) {
        id -> Uuid,
        number -> Text,
        kind -> Text,
        status -> Text,
        dealer_id -> Uuid,
        unit_id -> Nullable<Uuid>,
        ticket_id -> Nullable<Uuid>,
        order_number -> Nullable<Text>,
        failed_on -> Date,
        repaired_on -> Date,
        usage_value -> Nullable<Int8>,
        currency -> Text,
        campaign_id -> Nullable<Uuid>,
        pre_authorization_id -> Nullable<Uuid>,
        goodwill -> Nullable<Jsonb>,
        note -> Nullable<Text>,
        claimed -> Numeric,
        approved -> Nullable<Numeric>,
        answer -> Nullable<Text>,
        submission -> Int4,
        filed_by_id -> Uuid,
        submitted_at -> Nullable<Timestamptz>,
        answer_due_at -> Nullable<Timestamptz>,
        answered_at -> Nullable<Timestamptz>,
        decided_by -> Nullable<Text>,
        decided_by_id -> Nullable<Uuid>,
        appealed_at -> Nullable<Timestamptz>,
        payable_at -> Nullable<Timestamptz>,
        warned -> Int2,
        version -> Int4,
        created_at -> Timestamptz,
        search -> Text,
    }
}

diesel::joinable!(api_tokens -> users (user_id));
diesel::joinable!(attachments -> blobs (sha256));
diesel::joinable!(attachments -> tickets (ticket_id));
diesel::joinable!(attachments -> users (uploaded_by_id));
diesel::joinable!(blob_pieces -> blobs (sha256));
diesel::joinable!(campaign_scopes -> users (author_id));
diesel::joinable!(campaign_units -> units (unit_id));
diesel::joinable!(canned_answers -> users (owner_id));
diesel::joinable!(clock_events -> clocks (clock_id));
diesel::joinable!(clock_events -> users (actor_id));
diesel::joinable!(clock_steps -> clocks (clock_id));
diesel::joinable!(clocks -> calendars (calendar_id));
diesel::joinable!(clocks -> tickets (ticket_id));
diesel::joinable!(comments -> tickets (ticket_id));
diesel::joinable!(comments -> users (author_id));
diesel::joinable!(contacts -> customers (customer_id));
diesel::joinable!(import_refusals -> imports (import_id));
diesel::joinable!(imports -> users (created_by_id));
diesel::joinable!(knowledge_editions -> knowledge_articles (article_id));
diesel::joinable!(knowledge_editions -> users (published_by_id));
diesel::joinable!(knowledge_fault_codes -> fault_codes (fault_code_id));
diesel::joinable!(knowledge_fault_codes -> knowledge_articles (article_id));
diesel::joinable!(knowledge_files -> blobs (sha256));
diesel::joinable!(knowledge_files -> knowledge_articles (article_id));
diesel::joinable!(knowledge_files -> users (uploaded_by_id));
diesel::joinable!(knowledge_products -> knowledge_articles (article_id));
diesel::joinable!(knowledge_products -> products (product_id));
diesel::joinable!(known_devices -> users (user_id));
diesel::joinable!(locations -> organizations (organization_id));
diesel::joinable!(locations -> users (responsible_id));
diesel::joinable!(material_transfer_lines -> material_transfers (transfer_id));
diesel::joinable!(material_transfer_lines -> parts (part_id));
diesel::joinable!(material_transfers -> customers (to_customer_id));
diesel::joinable!(material_transfers -> tickets (ticket_id));
diesel::joinable!(material_transfers -> units (unit_id));
diesel::joinable!(notifications -> supplier_returns (line_id));
diesel::joinable!(notifications -> material_transfers (transfer_id));
diesel::joinable!(notifications -> rmas (rma_id));
diesel::joinable!(notifications -> tickets (ticket_id));
diesel::joinable!(notifications -> users (user_id));
diesel::joinable!(one_use_links -> users (user_id));
diesel::joinable!(part_prices -> parts (part_id));
diesel::joinable!(part_products -> parts (part_id));
diesel::joinable!(part_products -> products (product_id));
diesel::joinable!(parts -> organizations (supplier_id));
diesel::joinable!(public_reports -> tickets (ticket_id));
diesel::joinable!(public_reports -> units (unit_id));
diesel::joinable!(refresh_tokens -> sessions (session_id));
diesel::joinable!(saved_views -> teams (team_id));
diesel::joinable!(saved_views -> users (owner_id));
diesel::joinable!(sessions -> users (user_id));
diesel::joinable!(sites -> customers (customer_id));
diesel::joinable!(rma_claims -> customers (customer_id));
diesel::joinable!(rma_claims -> rmas (rma_id));
diesel::joinable!(rma_claims -> users (overruled_by_id));
diesel::joinable!(rma_custody -> rma_lines (line_id));
diesel::joinable!(rma_custody -> users (person_id));
diesel::joinable!(rma_dunnings -> rma_lines (line_id));
diesel::joinable!(rma_holds -> rma_lines (line_id));
diesel::joinable!(rma_lines -> parts (part_id));
diesel::joinable!(rma_lines -> rmas (rma_id));
diesel::joinable!(rma_lines -> units (unit_id));
diesel::joinable!(rma_pictures -> blobs (sha256));
diesel::joinable!(rma_pictures -> rma_lines (line_id));
diesel::joinable!(rma_pictures -> users (uploaded_by_id));
diesel::joinable!(rmas -> locations (return_to_id));
diesel::joinable!(rmas -> organizations (dealer_id));
diesel::joinable!(rmas -> tickets (ticket_id));
diesel::joinable!(stock_count_lines -> parts (part_id));
diesel::joinable!(stock_count_lines -> stock_counts (count_id));
diesel::joinable!(stock_counts -> locations (location_id));
diesel::joinable!(stock_levels -> locations (location_id));
diesel::joinable!(stock_levels -> parts (part_id));
diesel::joinable!(recovery_lines -> recoveries (recovery_id));
diesel::joinable!(recovery_steps -> users (actor_id));
diesel::joinable!(settlement_entries -> organizations (party_id));
diesel::joinable!(settlement_entries -> users (posted_by_id));
diesel::joinable!(settlement_requests -> organizations (party_id));
diesel::joinable!(settlement_requests -> tickets (ticket_id));
diesel::joinable!(statement_lines -> settlement_entries (entry_id));
diesel::joinable!(statement_lines -> statements (statement_id));
diesel::joinable!(statements -> organizations (party_id));
diesel::joinable!(stock_movements -> parts (part_id));
diesel::joinable!(stock_movements -> users (actor_id));
diesel::joinable!(supplier_charges -> organizations (supplier_id));
diesel::joinable!(supplier_charges -> rma_lines (line_id));
diesel::joinable!(supplier_charges -> users (recorded_by_id));
diesel::joinable!(supplier_returns -> organizations (supplier_id));
diesel::joinable!(supplier_returns -> rma_lines (line_id));
diesel::joinable!(team_members -> teams (team_id));
diesel::joinable!(team_members -> users (user_id));
diesel::joinable!(teams -> organizations (organization_id));
diesel::joinable!(ticket_events -> tickets (ticket_id));
diesel::joinable!(ticket_events -> users (actor_id));
diesel::joinable!(ticket_progress -> tickets (ticket_id));
diesel::joinable!(ticket_tags -> tickets (ticket_id));
diesel::joinable!(ticket_tags -> users (tagged_by_id));
diesel::joinable!(ticket_checks -> checklists (checklist_id));
diesel::joinable!(ticket_checks -> tickets (ticket_id));
diesel::joinable!(ticket_checks -> users (done_by_id));
diesel::joinable!(ticket_presences -> tickets (ticket_id));
diesel::joinable!(ticket_presences -> users (user_id));
diesel::joinable!(ticket_undos -> tickets (ticket_id));
diesel::joinable!(ticket_undos -> users (actor_id));
diesel::joinable!(ticket_watchers -> tickets (ticket_id));
diesel::joinable!(ticket_watchers -> users (user_id));
diesel::joinable!(tickets -> customers (customer_id));
diesel::joinable!(tickets -> fault_codes (fault_code_id));
diesel::joinable!(tickets -> organizations (dealer_id));
diesel::joinable!(tickets -> products (product_id));
diesel::joinable!(tickets -> sites (site_id));
diesel::joinable!(tickets -> teams (team_id));
diesel::joinable!(tickets -> units (unit_id));
diesel::joinable!(unit_components -> organizations (supplier_id));
diesel::joinable!(unit_components -> units (unit_id));
diesel::joinable!(unit_events -> units (unit_id));
diesel::joinable!(unit_owners -> customers (customer_id));
diesel::joinable!(unit_labels -> units (unit_id));
diesel::joinable!(unit_owners -> units (unit_id));
diesel::joinable!(units -> customers (customer_id));
diesel::joinable!(units -> organizations (dealer_id));
diesel::joinable!(units -> products (product_id));
diesel::joinable!(units -> sites (site_id));
diesel::joinable!(users -> organizations (organization_id));
diesel::joinable!(warranty_claim_versions -> adjudication_rule_sets (rule_set_id));
diesel::joinable!(warranty_claim_versions -> users (by_id));
diesel::joinable!(warranty_claim_versions -> warranty_claims (claim_id));

// Tables that meet in a query, each pair once.
macro_rules! together {
    ($($left:ident: $($right:ident)*;)*) => {
        $($(diesel::allow_tables_to_appear_in_same_query!($left, $right);)*)*
    };
}

together! {
    adjudication_rule_sets: users warranty_claim_versions;
    api_tokens: users;
    attachments: blobs knowledge_files rma_pictures tickets users;
    audit_entries: customers products tickets;
    blob_pieces: blobs;
    blobs: knowledge_files rma_pictures users;
    calendars: clocks;
    campaign_scopes: users;
    campaign_units: units;
    canned_answers: users;
    checklists: ticket_checks;
    clock_events: clock_steps clocks users;
    clock_steps: clocks;
    clocks: ticket_progress tickets;
    comments: organizations tickets users;
    contacts: customers organizations sites users;
    customers: material_transfers organizations rma_claims sites tickets unit_events unit_owners units users;
    fault_codes: knowledge_fault_codes knowledge_products organizations products team_members teams ticket_events tickets users;
    idempotency_keys: login_failures one_use_links refresh_tokens sessions;
    import_refusals: imports;
    imports: users;
    knowledge_articles: knowledge_editions knowledge_fault_codes knowledge_files knowledge_products users;
    knowledge_editions: knowledge_fault_codes knowledge_products users;
    knowledge_fault_codes: knowledge_products products users;
    knowledge_files: rma_pictures users;
    knowledge_products: products users;
    known_devices: login_failures users;
    locations: organizations parts rmas stock_counts stock_levels users;
    login_failures: one_use_links refresh_tokens sessions users;
    material_transfer_lines: material_transfers parts;
    material_transfers: notifications parts tickets units;
    notifications: rmas supplier_returns tickets users;
    one_use_links: refresh_tokens sessions users;
    organizations: parts products rmas sites supplier_charges supplier_returns team_members teams ticket_watchers tickets unit_components unit_owners units users;
    part_prices: parts;
    part_products: parts products;
    parts: rma_lines stock_count_lines stock_levels stock_movements;
    products: public_reports team_members teams ticket_checks ticket_progress tickets unit_labels units users;
    public_reports: ticket_progress tickets units;
    quality_feedbacks: quality_watches;
    quality_sources: rma_lines tickets;
    recoveries: recovery_lines;
    recovery_steps: users;
    refresh_tokens: sessions users;
    rma_claims: rma_lines rmas users;
    rma_custody: rma_lines users;
    rma_dunnings: rma_lines rmas;
    rma_holds: rma_lines users;
    rma_lines: rma_pictures rmas supplier_charges supplier_returns tickets units;
    rma_pictures: users;
    rmas: tickets;
    saved_views: team_members teams users;
    sessions: users;
    settlement_entries: statement_lines;
    sites: ticket_progress tickets units users;
    statement_lines: statements;
    stock_count_lines: stock_counts;
    stock_movements: users;
    supplier_charges: users;
    team_members: teams tickets users;
    teams: tickets users;
    ticket_checks: tickets users;
    ticket_events: tickets users;
    ticket_presences: tickets users;
    ticket_progress: ticket_undos tickets units;
    ticket_tags: tickets users;
    ticket_undos: tickets users;
    ticket_watchers: tickets users;
    tickets: units users;
    unit_components: unit_owners units users;
    unit_events: unit_owners units;
    unit_labels: units;
    unit_owners: units users;
    units: users;
    users: warranty_claim_versions;
    warranty_claim_versions: warranty_claims;
}
