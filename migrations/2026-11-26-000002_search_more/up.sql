-- Longer texts are found too: pairs of the first 4000 characters are indexed instead of 1000. What is indexed
-- already is shorter than that, so the indexes stay right.
CREATE OR REPLACE FUNCTION bigrams(source text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
    SELECT coalesce(array_agg(DISTINCT substr(s, i, 2)), '{}')
    FROM (SELECT left(lower(source), 4000) AS s) AS t, generate_series(1, length(s) - 1) AS i
$$;

-- A ticket is found by what the customer said, too.
DROP VIEW ticket_rows;
ALTER TABLE tickets DROP COLUMN search;
ALTER TABLE tickets ADD COLUMN search text NOT NULL GENERATED ALWAYS AS (
    lower(number || ' ' || subject || ' ' || coalesce(contact_name, '') || ' ' || coalesce(contact_phone, '') || ' '
        || left(coalesce(description, ''), 3000))) STORED;
CREATE INDEX tickets_search ON tickets USING gin (bigrams(search));
CREATE VIEW ticket_rows AS
SELECT t.id, t.number, t.kind, t.channel, t.status, t.priority, t.subject, t.reported_at, t.received_by_id,
    r.name AS received_by_name, t.customer_id, c.name AS customer_name, t.contact_name, t.contact_phone,
    t.dealer_id, d.name AS dealer_name, t.site_id, s.name AS site_name, t.unit_id, u.serial AS unit_serial, t.product_id,
    p.code AS product_code, p.name AS product_name, p.line AS product_line, p.brand AS product_brand, t.topic, t.fault_code_id,
    f.code AS fault_code, t.severity, t.impact, t.safety_risk, t.crisis_status, t.crisis_kinds, t.special_case,
    t.individual_case, t.repeat_of_id, t.complaint_count, t.service_class, t.assignee_id, a.name AS assignee_name, t.team_id,
    m.name AS team_name, t.wait_reason, t.ball_holder, t.wait_until, t.estimate_minutes, t.repair_outcome, t.valid_complaint,
    t.resolved_at, t.notice_given_at, t.closed_at, t.reopen_count, t.merged_into_id, t.external_source, t.external_reference,
    g.next_due_at, g.next_due_clock, g.breach_count, g.escalation_level, t.version, t.created_at, t.updated_at, t.search
FROM tickets t
    LEFT JOIN ticket_progress g ON g.ticket_id = t.id
    LEFT JOIN users r ON r.id = t.received_by_id
    LEFT JOIN customers c ON c.id = t.customer_id
    LEFT JOIN organizations d ON d.id = t.dealer_id
    LEFT JOIN sites s ON s.id = t.site_id
    LEFT JOIN units u ON u.id = t.unit_id
    LEFT JOIN products p ON p.id = t.product_id
    LEFT JOIN fault_codes f ON f.id = t.fault_code_id
    LEFT JOIN users a ON a.id = t.assignee_id
    LEFT JOIN teams m ON m.id = t.team_id;

-- People at customers are found by name, telephone and e-mail.
ALTER TABLE contacts ADD COLUMN search text NOT NULL GENERATED ALWAYS AS (
    lower(name || ' ' || coalesce(phone, '') || ' ' || coalesce(email, ''))) STORED;
CREATE INDEX contacts_search ON contacts USING gin (bigrams(search));
CREATE INDEX contacts_created ON contacts (created_at DESC, id DESC);
