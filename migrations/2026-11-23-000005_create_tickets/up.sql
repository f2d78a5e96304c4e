CREATE TABLE tickets (
    id uuid PRIMARY KEY,
    number text NOT NULL CONSTRAINT tickets_number_key UNIQUE,
    kind text NOT NULL CHECK (kind IN ('inquiry', 'feedback', 'complaint', 'repair_request', 'return_request', 'installation', 'training', 'recall')),
    channel text NOT NULL CHECK (channel IN ('phone', 'letter', 'email', 'visit', 'web', 'api')),
    status text NOT NULL CHECK (status IN ('new', 'verifying', 'assigned', 'in_progress', 'waiting', 'resolved', 'closed', 'cancelled', 'merged')),
    priority text NOT NULL CHECK (priority IN ('p1', 'p2', 'p3', 'p4')),
    subject text NOT NULL,
    description text,
    reported_at timestamptz NOT NULL,
    received_by_id uuid REFERENCES users,
    customer_id uuid REFERENCES customers,
    contact_name text,
    contact_phone text,
    contact_email text,
    dealer_id uuid REFERENCES organizations,
    site_id uuid REFERENCES sites,
    unit_id uuid REFERENCES units,
    product_id uuid REFERENCES products,
    usage_value bigint CHECK (usage_value >= 0),
    product_age_years numeric(7, 2) CHECK (product_age_years >= 0),
    manufactured_year smallint,
    remedy_wanted text,
    topic text NOT NULL,
    fault_code_id uuid REFERENCES fault_codes,
    severity text NOT NULL,
    impact text NOT NULL,
    safety_risk boolean NOT NULL,
    crisis_status text NOT NULL CHECK (crisis_status IN ('none', 'raised', 'confirmed', 'lifted')),
    crisis_kinds text[] NOT NULL,
    special_case boolean NOT NULL GENERATED ALWAYS AS (crisis_status IN ('raised', 'confirmed')) STORED,
    individual_case boolean NOT NULL,
    repeat_of_id uuid REFERENCES tickets,
    complaint_count integer NOT NULL,
    service_class text,
    warranty jsonb NOT NULL,
    assignee_id uuid REFERENCES users,
    team_id uuid REFERENCES teams,
    wait_reason text,
    ball_holder text,
    wait_until timestamptz,
    estimate_minutes integer CHECK (estimate_minutes > 0),
    solution text,
    cause text,
    repair_outcome text CHECK (repair_outcome IN ('fixed', 'repairable', 'end_of_life', 'unknown')),
    repair_barrier text,
    valid_complaint boolean,
    verdict_grounds text,
    resolved_at timestamptz,
    notice_given_at timestamptz,
    confirmed_by text,
    confirmed_at timestamptz,
    closed_at timestamptz,
    cancel_reason text,
    reopen_count integer NOT NULL CHECK (reopen_count >= 0),
    merged_into_id uuid REFERENCES tickets,
    external_source text,
    external_reference text,
    version integer NOT NULL,
    created_by_id uuid REFERENCES users,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    search text NOT NULL GENERATED ALWAYS AS (lower(number || ' ' || subject || ' ' || coalesce(contact_name, '') || ' ' || coalesce(contact_phone, ''))) STORED,
    CONSTRAINT tickets_waits_for_something CHECK ((status = 'waiting') = (wait_reason IS NOT NULL)),
    CONSTRAINT tickets_ball_is_held CHECK ((wait_reason IS NULL) = (ball_holder IS NULL)),
    CONSTRAINT tickets_closed_when CHECK ((status IN ('closed', 'cancelled', 'merged')) = (closed_at IS NOT NULL)),
    CONSTRAINT tickets_resolved_when CHECK (status NOT IN ('resolved', 'closed') OR resolved_at IS NOT NULL),
    CONSTRAINT tickets_cancelled_why CHECK ((status = 'cancelled') = (cancel_reason IS NOT NULL)),
    CONSTRAINT tickets_merged_into CHECK ((status = 'merged') = (merged_into_id IS NOT NULL)),
    CONSTRAINT tickets_not_merged_into_itself CHECK (merged_into_id <> id),
    CONSTRAINT tickets_confirmed_by CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL)),
    CONSTRAINT tickets_judged_on_grounds CHECK ((valid_complaint IS NULL) = (verdict_grounds IS NULL))
);
CREATE UNIQUE INDEX tickets_external_key ON tickets (external_source, external_reference);
CREATE INDEX tickets_created ON tickets (created_at DESC, id DESC);
CREATE INDEX tickets_updated ON tickets (updated_at DESC, id DESC);
CREATE INDEX tickets_priority ON tickets (priority, created_at, id);
CREATE INDEX tickets_open ON tickets (created_at DESC, id DESC) WHERE closed_at IS NULL;
CREATE INDEX tickets_open_priority ON tickets (priority, created_at, id) WHERE closed_at IS NULL;
CREATE INDEX tickets_status ON tickets (status, created_at DESC, id DESC);
CREATE INDEX tickets_customer ON tickets (customer_id, created_at DESC, id DESC);
CREATE INDEX tickets_dealer ON tickets (dealer_id, created_at DESC, id DESC);
CREATE INDEX tickets_assignee ON tickets (assignee_id, created_at DESC, id DESC);
CREATE INDEX tickets_team ON tickets (team_id, created_at DESC, id DESC);
CREATE INDEX tickets_unit ON tickets (unit_id, created_at DESC, id DESC);
CREATE INDEX tickets_product ON tickets (product_id, created_at DESC, id DESC);
CREATE INDEX tickets_special ON tickets (created_at DESC, id DESC) WHERE special_case OR individual_case;
CREATE INDEX tickets_search ON tickets USING gin (bigrams(search));

CREATE TABLE ticket_events (
    id uuid PRIMARY KEY,
    ticket_id uuid NOT NULL REFERENCES tickets,
    at timestamptz NOT NULL,
    kind text NOT NULL CHECK (kind IN ('created', 'updated', 'action', 'comment', 'link', 'rule', 'imported')),
    action text,
    from_status text,
    to_status text,
    actor_id uuid REFERENCES users,
    actor_name text NOT NULL,
    note text,
    internal boolean NOT NULL,
    "values" jsonb NOT NULL
);
CREATE INDEX ticket_events_ticket ON ticket_events (ticket_id, at DESC, id DESC);

CREATE TABLE comments (
    id uuid PRIMARY KEY,
    ticket_id uuid NOT NULL REFERENCES tickets,
    visibility text NOT NULL CHECK (visibility IN ('public', 'internal')),
    body text NOT NULL,
    author_id uuid NOT NULL REFERENCES users,
    created_at timestamptz NOT NULL
);
CREATE INDEX comments_ticket ON comments (ticket_id, created_at DESC, id DESC);

CREATE TABLE ticket_links (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('related', 'repeat_of', 'split_from', 'duplicate_of')),
    from_id uuid NOT NULL REFERENCES tickets,
    to_id uuid NOT NULL REFERENCES tickets,
    created_at timestamptz NOT NULL,
    CONSTRAINT ticket_links_key UNIQUE (from_id, to_id, kind),
    CHECK (from_id <> to_id)
);
CREATE INDEX ticket_links_to ON ticket_links (to_id);

CREATE VIEW ticket_rows AS
SELECT t.id, t.number, t.kind, t.channel, t.status, t.priority, t.subject, t.reported_at, t.received_by_id,
    r.name AS received_by_name, t.customer_id, c.name AS customer_name, t.contact_name, t.contact_phone,
    t.dealer_id, d.name AS dealer_name, t.site_id, s.name AS site_name, t.unit_id, u.serial AS unit_serial, t.product_id,
    p.code AS product_code, p.name AS product_name, p.line AS product_line, p.brand AS product_brand, t.topic, t.fault_code_id,
    f.code AS fault_code, t.severity, t.impact, t.safety_risk, t.crisis_status, t.crisis_kinds, t.special_case,
    t.individual_case, t.repeat_of_id, t.complaint_count, t.service_class, t.assignee_id, a.name AS assignee_name, t.team_id,
    m.name AS team_name, t.wait_reason, t.ball_holder, t.wait_until, t.estimate_minutes, t.repair_outcome, t.valid_complaint,
    t.resolved_at, t.notice_given_at, t.confirmed_by, t.confirmed_at, t.closed_at, t.reopen_count, t.merged_into_id,
    t.external_source, t.external_reference, t.version, t.created_at, t.updated_at, t.search
FROM tickets t
    LEFT JOIN users r ON r.id = t.received_by_id
    LEFT JOIN customers c ON c.id = t.customer_id
    LEFT JOIN organizations d ON d.id = t.dealer_id
    LEFT JOIN sites s ON s.id = t.site_id
    LEFT JOIN units u ON u.id = t.unit_id
    LEFT JOIN products p ON p.id = t.product_id
    LEFT JOIN fault_codes f ON f.id = t.fault_code_id
    LEFT JOIN users a ON a.id = t.assignee_id
    LEFT JOIN teams m ON m.id = t.team_id;
