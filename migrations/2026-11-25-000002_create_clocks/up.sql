-- Ordered rules as data: one row per list, replaced as a whole. An empty row means what is shipped.
CREATE TABLE rule_lists (
    kind text PRIMARY KEY CHECK (kind IN ('sla_policies', 'routing_rules')),
    rules jsonb,
    version integer NOT NULL,
    updated_at timestamptz NOT NULL
);
INSERT INTO rule_lists VALUES ('sla_policies', NULL, 1, now()), ('routing_rules', NULL, 1, now());

-- A clock is what its ledger says; the columns beside it are computed from there and only serve look-ups.
CREATE TABLE clocks (
    id uuid PRIMARY KEY,
    ticket_id uuid NOT NULL REFERENCES tickets,
    kind text NOT NULL CHECK (kind IN ('respond', 'verify_product', 'verify_complaint', 'resolve', 'onsite', 'clear_fault')),
    calendar_id uuid NOT NULL REFERENCES calendars,
    state text NOT NULL CHECK (state IN ('running', 'paused', 'stopped')),
    outcome text CHECK (outcome IN ('met', 'breached', 'void')),
    started_at timestamptz NOT NULL,
    due_at timestamptz,
    stopped_at timestamptz,
    breached_at timestamptz,
    next_step_at timestamptz,
    stale boolean NOT NULL,
    CONSTRAINT clocks_key UNIQUE (ticket_id, kind),
    CONSTRAINT clocks_stopped_when CHECK ((state = 'stopped') = (stopped_at IS NOT NULL)),
    CONSTRAINT clocks_breached_when CHECK ((breached_at IS NULL) = (outcome IS DISTINCT FROM 'breached')),
    CONSTRAINT clocks_only_running_ones_have_steps CHECK (next_step_at IS NULL OR state = 'running')
);
CREATE INDEX clocks_next_step ON clocks (next_step_at) WHERE next_step_at IS NOT NULL AND NOT stale;
CREATE INDEX clocks_stale ON clocks (id) WHERE stale;
CREATE INDEX clocks_open ON clocks (id) WHERE state <> 'stopped';
CREATE INDEX clocks_calendar ON clocks (calendar_id) WHERE state <> 'stopped';

CREATE TABLE clock_events (
    id uuid PRIMARY KEY,
    clock_id uuid NOT NULL REFERENCES clocks,
    at timestamptz NOT NULL,
    kind text NOT NULL CHECK (kind IN ('start', 'pause', 'resume', 'hand', 'retarget', 'stop')),
    reason text NOT NULL,
    ball_holder text NOT NULL,
    terms jsonb,
    actor_id uuid REFERENCES users,
    actor_name text NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE INDEX clock_events_clock ON clock_events (clock_id, at, id);

-- The ledger is only ever added to.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER clock_events_append_only BEFORE UPDATE OR DELETE ON clock_events
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- A rung of the ladder is carried out once. It is taken back only when a new target moves it into the future.
CREATE TABLE clock_steps (
    clock_id uuid NOT NULL REFERENCES clocks,
    at_percent smallint NOT NULL CHECK (at_percent BETWEEN 1 AND 1000),
    due_at timestamptz NOT NULL,
    done_at timestamptz NOT NULL,
    PRIMARY KEY (clock_id, at_percent)
);

-- What the clocks say of a ticket, apart from what people say of it: jobs write here and nobody's form goes stale.
-- Its row is also the lock under which a ticket's ledger is written.
CREATE TABLE ticket_progress (
    ticket_id uuid PRIMARY KEY REFERENCES tickets ON DELETE CASCADE,
    responded_at timestamptz,
    onsite_called_at timestamptz,
    onsite_arrived_at timestamptz,
    next_due_at timestamptz,
    next_due_clock text,
    breach_count integer NOT NULL DEFAULT 0 CHECK (breach_count >= 0),
    escalation_level integer NOT NULL DEFAULT 0 CHECK (escalation_level >= 0),
    routed_by text,
    CONSTRAINT ticket_progress_arrived_after_call CHECK (onsite_arrived_at IS NULL OR onsite_called_at IS NOT NULL),
    CONSTRAINT ticket_progress_due_of_a_clock CHECK ((next_due_at IS NULL) = (next_due_clock IS NULL))
);
CREATE INDEX ticket_progress_next_due ON ticket_progress (next_due_at, ticket_id) WHERE next_due_at IS NOT NULL;
CREATE INDEX ticket_progress_breached ON ticket_progress (ticket_id) WHERE breach_count > 0;
INSERT INTO ticket_progress (ticket_id) SELECT id FROM tickets;

CREATE FUNCTION begin_ticket_progress() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO ticket_progress (ticket_id) VALUES (NEW.id);
    RETURN NEW;
END
$$;
CREATE TRIGGER tickets_begin_progress AFTER INSERT ON tickets FOR EACH ROW EXECUTE FUNCTION begin_ticket_progress();
CREATE INDEX tickets_open_assignee ON tickets (assignee_id) WHERE closed_at IS NULL;

CREATE TABLE notifications (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users,
    kind text NOT NULL CHECK (kind IN ('assigned', 'queued', 'mentioned', 'answered', 'warned', 'breached', 'escalated', 'crisis', 'individual_case')),
    ticket_id uuid NOT NULL REFERENCES tickets,
    clock text,
    at_percent smallint,
    due_at timestamptz,
    actor_name text,
    created_at timestamptz NOT NULL,
    read_at timestamptz
);
CREATE INDEX notifications_user ON notifications (user_id, created_at DESC, id DESC);
CREATE INDEX notifications_unread ON notifications (user_id, created_at DESC, id DESC) WHERE read_at IS NULL;
CREATE INDEX notifications_created ON notifications (created_at);

DROP VIEW ticket_rows;
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
