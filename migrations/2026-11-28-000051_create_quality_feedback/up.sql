-- Quality feedback (质量信息反馈表; handbook 7). What is written into its 8D report, what was decided and what the responsible
-- party answered are one document each, of a shape that the server checks; what is looked for are columns.
CREATE TABLE quality_feedbacks (
    id uuid PRIMARY KEY,
    number text NOT NULL CONSTRAINT quality_feedbacks_number_key UNIQUE,
    status text NOT NULL CHECK (status IN ('reported', 'triaged', 'contained', 'analysing', 'plan_review', 'implementing',
        'verifying', 'closed', 'not_valid', 'merged', 'cancelled')),
    subject text NOT NULL,
    description text,
    severity text CHECK (severity IN ('critical', 'major', 'moderate', 'minor')),
    extent text CHECK (extent IN ('one_off', 'batch')),
    method text CHECK (method IN ('8d', '4d', 'simple')),
    department text CHECK (department IN ('quality', 'design', 'production', 'purchasing', 'service', 'supplier')),
    product_id uuid REFERENCES products,
    part_id uuid REFERENCES parts,
    supplier_id uuid REFERENCES organizations,
    fault_code_id uuid REFERENCES fault_codes,
    unit_id uuid REFERENCES units,
    batch text,
    quantity_checked integer CHECK (quantity_checked >= 0),
    quantity_bad integer CHECK (quantity_bad >= 0),
    owner_id uuid REFERENCES users,
    raised_by_id uuid NOT NULL REFERENCES users,
    report jsonb NOT NULL,
    decisions jsonb NOT NULL,
    answer jsonb,
    -- From then on the supplier sees it.
    instructed_at timestamptz,
    -- What is due next, for looking up: the deadlines themselves are reckoned when they are read.
    due_at timestamptz,
    merged_into_id uuid REFERENCES quality_feedbacks,
    ended_at timestamptz,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    search text NOT NULL GENERATED ALWAYS AS (
        lower(number || ' ' || subject || ' ' || coalesce(description, '') || ' ' || coalesce(batch, ''))) STORED,
    CONSTRAINT quality_feedbacks_counted CHECK (quantity_bad <= quantity_checked),
    CONSTRAINT quality_feedbacks_ended CHECK ((status IN ('closed', 'not_valid', 'merged', 'cancelled')) = (ended_at IS NOT NULL)),
    CONSTRAINT quality_feedbacks_merged CHECK ((status = 'merged') = (merged_into_id IS NOT NULL)),
    CONSTRAINT quality_feedbacks_not_itself CHECK (merged_into_id <> id),
    CONSTRAINT quality_feedbacks_judged CHECK (status IN ('reported', 'not_valid', 'merged', 'cancelled')
        OR num_nulls(severity, extent, method, department, owner_id) = 0),
    CONSTRAINT quality_feedbacks_light CHECK (method <> 'simple' OR severity = 'minor'),
    CONSTRAINT quality_feedbacks_due CHECK (due_at IS NULL OR ended_at IS NULL)
);
CREATE INDEX quality_feedbacks_status ON quality_feedbacks (status, id DESC);
CREATE INDEX quality_feedbacks_severity ON quality_feedbacks (severity, id DESC);
CREATE INDEX quality_feedbacks_method ON quality_feedbacks (method, id DESC);
CREATE INDEX quality_feedbacks_part ON quality_feedbacks (part_id, id DESC) WHERE part_id IS NOT NULL;
CREATE INDEX quality_feedbacks_product ON quality_feedbacks (product_id, id DESC) WHERE product_id IS NOT NULL;
CREATE INDEX quality_feedbacks_supplier ON quality_feedbacks (supplier_id, id DESC) WHERE supplier_id IS NOT NULL;
CREATE INDEX quality_feedbacks_fault ON quality_feedbacks (fault_code_id, id DESC) WHERE fault_code_id IS NOT NULL;
CREATE INDEX quality_feedbacks_owner ON quality_feedbacks (owner_id, id DESC) WHERE owner_id IS NOT NULL;
CREATE INDEX quality_feedbacks_batch ON quality_feedbacks (batch, id DESC) WHERE batch IS NOT NULL;
CREATE INDEX quality_feedbacks_open ON quality_feedbacks (id DESC) WHERE ended_at IS NULL;
CREATE INDEX quality_feedbacks_due ON quality_feedbacks (due_at, id);
CREATE INDEX quality_feedbacks_search ON quality_feedbacks USING gin (bigrams(search));

-- Several complaints and returns can be one case.
CREATE TABLE quality_sources (
    id uuid PRIMARY KEY,
    feedback_id uuid NOT NULL REFERENCES quality_feedbacks,
    ticket_id uuid REFERENCES tickets,
    rma_line_id uuid REFERENCES rma_lines,
    added_by_id uuid NOT NULL REFERENCES users,
    added_at timestamptz NOT NULL,
    CONSTRAINT quality_sources_one CHECK (num_nonnulls(ticket_id, rma_line_id) = 1),
    CONSTRAINT quality_sources_ticket UNIQUE (feedback_id, ticket_id),
    CONSTRAINT quality_sources_line UNIQUE (feedback_id, rma_line_id)
);
CREATE INDEX quality_sources_of_ticket ON quality_sources (ticket_id) WHERE ticket_id IS NOT NULL;
CREATE INDEX quality_sources_of_line ON quality_sources (rma_line_id) WHERE rma_line_id IS NOT NULL;

-- What is done about it (D5, D6).
CREATE TABLE quality_measures (
    id uuid PRIMARY KEY,
    feedback_id uuid NOT NULL REFERENCES quality_feedbacks,
    kind text NOT NULL CHECK (kind IN ('immediate', 'corrective', 'preventive', 'improvement')),
    description text NOT NULL,
    owner_id uuid NOT NULL REFERENCES users,
    of_supplier boolean NOT NULL,
    due_on date NOT NULL,
    done_at timestamptz,
    evidence text,
    cost numeric(11, 2) CHECK (cost >= 0),
    currency text CHECK (currency IN ('CNY', 'EUR', 'USD', 'HKD')),
    validated_by_id uuid REFERENCES users,
    validated_at timestamptz,
    CONSTRAINT quality_measures_done CHECK ((done_at IS NULL) = (evidence IS NULL)),
    CONSTRAINT quality_measures_cost CHECK (num_nulls(cost, currency) IN (0, 2)),
    CONSTRAINT quality_measures_validated CHECK (num_nulls(validated_by_id, validated_at) IN (0, 2)),
    CONSTRAINT quality_measures_other CHECK (validated_by_id <> owner_id)
);
CREATE INDEX quality_measures_feedback ON quality_measures (feedback_id, id);

-- What happened; never changed.
CREATE TABLE quality_events (
    id uuid PRIMARY KEY,
    feedback_id uuid NOT NULL REFERENCES quality_feedbacks,
    at timestamptz NOT NULL,
    actor_name text NOT NULL,
    action text NOT NULL,
    status text NOT NULL,
    note text
);
CREATE INDEX quality_events_feedback ON quality_events (feedback_id, id);

CREATE VIEW quality_feedback_rows AS
SELECT q.id, q.number, q.status, q.subject, q.description, q.severity, q.extent, q.method, q.department, q.product_id,
    m.name AS product_name, q.part_id, p.number AS part_number, p.name AS part_name, p.supplier_id AS part_supplier_id,
    q.supplier_id, s.name AS supplier_name, q.fault_code_id, f.code AS fault_code, q.unit_id, u.serial AS unit_serial, q.batch,
    q.quantity_checked, q.quantity_bad, q.owner_id, o.name AS owner_name, q.raised_by_id, r.name AS raised_by_name, q.report,
    q.decisions, q.answer, q.instructed_at, q.due_at, q.merged_into_id, i.number AS merged_into_number,
    (SELECT count(*) FROM quality_sources x WHERE x.feedback_id = q.id) AS sources, q.ended_at, q.version, q.created_at, q.updated_at,
    q.search
FROM quality_feedbacks q
    JOIN users r ON r.id = q.raised_by_id
    LEFT JOIN products m ON m.id = q.product_id
    LEFT JOIN parts p ON p.id = q.part_id
    LEFT JOIN organizations s ON s.id = q.supplier_id
    LEFT JOIN fault_codes f ON f.id = q.fault_code_id
    LEFT JOIN units u ON u.id = q.unit_id
    LEFT JOIN users o ON o.id = q.owner_id
    LEFT JOIN quality_feedbacks i ON i.id = q.merged_into_id;

-- Notifications are about them, too.
ALTER TABLE notifications ADD COLUMN quality_feedback_id uuid REFERENCES quality_feedbacks;
ALTER TABLE notifications DROP CONSTRAINT notifications_about;
ALTER TABLE notifications ADD CONSTRAINT notifications_about
    CHECK (num_nonnulls(ticket_id, line_id, rma_id, transfer_id, quality_feedback_id) = 1);
ALTER TABLE notifications DROP CONSTRAINT notifications_kind_check;
ALTER TABLE notifications ADD CONSTRAINT notifications_kind_check CHECK (kind IN ('assigned', 'queued', 'mentioned', 'answered',
    'watched', 'warned', 'breached', 'escalated', 'crisis', 'individual_case', 'offered', 'offer_refused', 'return_requested', 'return_authorized',
    'return_refused', 'return_reminded', 'return_warned', 'return_charged', 'transfer_approved', 'transfer_rejected',
    'transfer_shipped', 'quality_raised', 'quality_assigned', 'quality_instructed', 'quality_answered', 'quality_planned',
    'quality_refused', 'quality_verifying', 'quality_reopened', 'quality_ended'));
