-- Warranty claims (三包索赔, handbook 8): what dealers are paid for, by which rules.
CREATE TABLE labour_operations (
    id uuid PRIMARY KEY,
    code text NOT NULL CONSTRAINT labour_operations_code_key UNIQUE,
    name text NOT NULL,
    standard_minutes integer NOT NULL CHECK (standard_minutes BETWEEN 1 AND 60000),
    fault_code_id uuid REFERENCES fault_codes,
    product_id uuid REFERENCES products,
    active boolean NOT NULL,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    search text NOT NULL GENERATED ALWAYS AS (lower(code || ' ' || name)) STORED
);
CREATE INDEX labour_operations_search ON labour_operations USING gin (bigrams(search));

-- What an hour is paid, one line per dealer and first day.
CREATE TABLE labour_rates (
    dealer_id uuid NOT NULL REFERENCES organizations,
    valid_from date NOT NULL,
    currency text NOT NULL CHECK (currency IN ('CNY', 'EUR', 'USD', 'HKD')),
    rate numeric(11, 2) NOT NULL CHECK (rate >= 0),
    PRIMARY KEY (dealer_id, valid_from)
);

-- The rules are data; numbers that a set does not name are those that are shipped.
CREATE TABLE adjudication_rule_sets (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    status text NOT NULL CHECK (status IN ('draft', 'live')),
    valid_from date NOT NULL,
    rules jsonb NOT NULL,
    author_id uuid REFERENCES users,
    published_by_id uuid REFERENCES users,
    published_at timestamptz,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    -- Nobody publishes what they drafted.
    CONSTRAINT adjudication_rule_sets_two_persons CHECK (published_by_id <> author_id),
    CONSTRAINT adjudication_rule_sets_live CHECK ((status = 'live') = (published_at IS NOT NULL))
);
CREATE INDEX adjudication_rule_sets_live ON adjudication_rule_sets (valid_from DESC, published_at DESC) WHERE status = 'live';
INSERT INTO adjudication_rule_sets (id, name, status, valid_from, rules, published_at, version, created_at, updated_at)
VALUES ('01900000-0000-7000-8000-000000000001', '出厂规则', 'live', '2000-01-01', '{}', '2000-01-01', 1, '2000-01-01', '2000-01-01');

CREATE TABLE warranty_claims (
    id uuid PRIMARY KEY,
    number text NOT NULL UNIQUE,
    kind text NOT NULL CHECK (kind IN ('standard', 'parts', 'goodwill', 'zero_km', 'campaign', 'contract')),
    status text NOT NULL CHECK (status IN ('draft', 'in_review', 'needs_info', 'approved_partly', 'rejected', 'appealed', 'upheld',
        'awaiting_parts', 'payable', 'in_statement', 'paid', 'closed', 'charged_back', 'withdrawn', 'expired')),
    dealer_id uuid NOT NULL REFERENCES organizations,
    unit_id uuid REFERENCES units,
    ticket_id uuid REFERENCES tickets,
    order_number text,
    failed_on date NOT NULL,
    repaired_on date NOT NULL CHECK (repaired_on >= failed_on),
    usage_value bigint CHECK (usage_value >= 0),
    currency text NOT NULL CHECK (currency IN ('CNY', 'EUR', 'USD', 'HKD')),
    campaign_id uuid REFERENCES campaigns,
    pre_authorization_id uuid,
    goodwill jsonb,
    note text,
    claimed numeric(14, 2) NOT NULL CHECK (claimed >= 0),
    approved numeric(14, 2) CHECK (approved BETWEEN 0 AND claimed),
    answer text CHECK (answer IN ('approved', 'approved_partly', 'rejected', 'upheld')),
    submission integer NOT NULL CHECK (submission >= 0),
    filed_by_id uuid NOT NULL REFERENCES users,
    submitted_at timestamptz,
    answer_due_at timestamptz,
    answered_at timestamptz,
    decided_by text CHECK (decided_by IN ('rules', 'person', 'silence')),
    decided_by_id uuid REFERENCES users,
    appealed_at timestamptz,
    payable_at timestamptz,
    warned smallint NOT NULL,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    search text NOT NULL GENERATED ALWAYS AS (lower(number || ' ' || coalesce(order_number, ''))) STORED,
    CONSTRAINT warranty_claims_unit CHECK (unit_id IS NOT NULL OR kind = 'parts'),
    CONSTRAINT warranty_claims_goodwill CHECK ((kind = 'goodwill') = (goodwill IS NOT NULL)),
    CONSTRAINT warranty_claims_campaign CHECK ((kind = 'campaign') = (campaign_id IS NOT NULL)),
    -- Nobody decides on what they filed.
    CONSTRAINT warranty_claims_two_persons CHECK (decided_by_id <> filed_by_id),
    CONSTRAINT warranty_claims_submitted CHECK (status IN ('draft', 'withdrawn') OR (submitted_at IS NOT NULL AND submission > 0)),
    CONSTRAINT warranty_claims_waiting CHECK (status NOT IN ('in_review', 'appealed') OR answer_due_at IS NOT NULL),
    CONSTRAINT warranty_claims_answered CHECK (num_nulls(answer, answered_at, decided_by, approved) IN (0, 4)),
    CONSTRAINT warranty_claims_paid CHECK (status NOT IN ('awaiting_parts', 'payable', 'in_statement', 'paid', 'closed', 'charged_back')
        OR approved > 0),
    CONSTRAINT warranty_claims_payable CHECK (status NOT IN ('payable', 'in_statement', 'paid', 'closed') OR payable_at IS NOT NULL)
);
-- The dealer's own order is claimed once.
CREATE UNIQUE INDEX warranty_claims_order_key ON warranty_claims (dealer_id, order_number)
    WHERE order_number IS NOT NULL AND status NOT IN ('withdrawn', 'rejected', 'upheld', 'expired', 'charged_back');
CREATE INDEX warranty_claims_status ON warranty_claims (status, id DESC);
CREATE INDEX warranty_claims_dealer ON warranty_claims (dealer_id, id DESC);
CREATE INDEX warranty_claims_dealer_submitted ON warranty_claims (dealer_id, submitted_at);
CREATE INDEX warranty_claims_unit ON warranty_claims (unit_id, id DESC) WHERE unit_id IS NOT NULL;
CREATE INDEX warranty_claims_ticket ON warranty_claims (ticket_id, id DESC) WHERE ticket_id IS NOT NULL;
CREATE INDEX warranty_claims_due ON warranty_claims (answer_due_at) WHERE status IN ('in_review', 'appealed');
CREATE INDEX warranty_claims_answered ON warranty_claims (answered_at) WHERE answered_at IS NOT NULL;
CREATE INDEX warranty_claims_submitted ON warranty_claims (submitted_at, id) WHERE submission > 0;
CREATE INDEX warranty_claims_search ON warranty_claims USING gin (bigrams(search));

CREATE TABLE pre_authorizations (
    id uuid PRIMARY KEY,
    number text NOT NULL UNIQUE,
    status text NOT NULL CHECK (status IN ('requested', 'granted', 'refused', 'consumed', 'expired')),
    dealer_id uuid NOT NULL REFERENCES organizations,
    unit_id uuid NOT NULL REFERENCES units,
    estimate numeric(11, 2) NOT NULL CHECK (estimate >= 0),
    currency text NOT NULL CHECK (currency IN ('CNY', 'EUR', 'USD', 'HKD')),
    reason text NOT NULL,
    requested_by_id uuid NOT NULL REFERENCES users,
    limit_amount numeric(11, 2) CHECK (limit_amount > 0),
    valid_until date,
    decided_by_id uuid REFERENCES users,
    decided_at timestamptz,
    refusal text,
    claim_id uuid REFERENCES warranty_claims,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    search text NOT NULL GENERATED ALWAYS AS (lower(number)) STORED,
    CONSTRAINT pre_authorizations_two_persons CHECK (decided_by_id <> requested_by_id),
    CONSTRAINT pre_authorizations_granted CHECK (status NOT IN ('granted', 'consumed')
        OR (limit_amount IS NOT NULL AND valid_until IS NOT NULL AND decided_at IS NOT NULL)),
    CONSTRAINT pre_authorizations_refused CHECK ((status = 'refused') = (refusal IS NOT NULL)),
    CONSTRAINT pre_authorizations_consumed CHECK ((status = 'consumed') = (claim_id IS NOT NULL))
);
CREATE INDEX pre_authorizations_status ON pre_authorizations (status, id DESC);
CREATE INDEX pre_authorizations_dealer ON pre_authorizations (dealer_id, id DESC);
CREATE INDEX pre_authorizations_unit ON pre_authorizations (unit_id, id DESC);
CREATE INDEX pre_authorizations_claim ON pre_authorizations (claim_id) WHERE claim_id IS NOT NULL;
CREATE INDEX pre_authorizations_search ON pre_authorizations USING gin (bigrams(search));
ALTER TABLE warranty_claims ADD FOREIGN KEY (pre_authorization_id) REFERENCES pre_authorizations;
CREATE INDEX warranty_claims_authorization ON warranty_claims (pre_authorization_id) WHERE pre_authorization_id IS NOT NULL;

CREATE TABLE warranty_claim_jobs (
    id uuid PRIMARY KEY,
    claim_id uuid NOT NULL REFERENCES warranty_claims,
    position integer NOT NULL,
    complaint text NOT NULL,
    cause text NOT NULL,
    correction text NOT NULL,
    fault_code_id uuid REFERENCES fault_codes,
    causal_part_id uuid REFERENCES parts,
    action text NOT NULL CHECK (action IN ('repair', 'replace', 'adjust', 'software')),
    UNIQUE (claim_id, position)
);
CREATE INDEX warranty_claim_jobs_fault ON warranty_claim_jobs (fault_code_id) WHERE fault_code_id IS NOT NULL;

CREATE TABLE warranty_claim_lines (
    id uuid PRIMARY KEY,
    claim_id uuid NOT NULL REFERENCES warranty_claims,
    job_id uuid NOT NULL REFERENCES warranty_claim_jobs,
    -- Over all jobs, from 0.
    position integer NOT NULL,
    class text NOT NULL CHECK (class IN ('part', 'labour', 'travel', 'outside', 'misc')),
    part_id uuid REFERENCES parts,
    operation_id uuid REFERENCES labour_operations,
    description text,
    quantity integer NOT NULL CHECK (quantity > 0),
    nights integer CHECK (nights >= 0),
    claimed numeric(11, 2) NOT NULL CHECK (claimed >= 0),
    approved numeric(11, 2) CHECK (approved BETWEEN 0 AND claimed),
    verdict text CHECK (verdict IN ('approve', 'change', 'reject')),
    reason text,
    rma_line_id uuid REFERENCES rma_lines,
    -- What was approved and is void, as the old part never came.
    void_amount numeric(11, 2) CHECK (void_amount > 0),
    UNIQUE (claim_id, position),
    CONSTRAINT warranty_claim_lines_part CHECK ((class = 'part') = (part_id IS NOT NULL)),
    CONSTRAINT warranty_claim_lines_operation CHECK ((class = 'labour') = (operation_id IS NOT NULL)),
    CONSTRAINT warranty_claim_lines_return CHECK (rma_line_id IS NULL OR class = 'part'),
    CONSTRAINT warranty_claim_lines_void CHECK (void_amount IS NULL OR approved = 0)
);
CREATE INDEX warranty_claim_lines_job ON warranty_claim_lines (job_id);
CREATE INDEX warranty_claim_lines_return ON warranty_claim_lines (rma_line_id) WHERE rma_line_id IS NOT NULL;

-- Each time that it was sent in: what it said, what was known, what the checks found. Never changed; rules are rehearsed on it.
CREATE TABLE warranty_claim_versions (
    claim_id uuid NOT NULL REFERENCES warranty_claims,
    number integer NOT NULL CHECK (number > 0),
    at timestamptz NOT NULL,
    by_id uuid NOT NULL REFERENCES users,
    input jsonb NOT NULL,
    facts jsonb NOT NULL,
    adjudication jsonb NOT NULL,
    outcome text NOT NULL CHECK (outcome IN ('approve', 'refer', 'reject')),
    proposed numeric(14, 2) NOT NULL CHECK (proposed >= 0),
    rule_set_id uuid NOT NULL REFERENCES adjudication_rule_sets,
    PRIMARY KEY (claim_id, number)
);
CREATE INDEX warranty_claim_versions_at ON warranty_claim_versions (at, claim_id);

-- What happened; never changed.
CREATE TABLE warranty_claim_events (
    id uuid PRIMARY KEY,
    claim_id uuid NOT NULL REFERENCES warranty_claims,
    at timestamptz NOT NULL,
    kind text NOT NULL,
    actor_id uuid REFERENCES users,
    actor_name text,
    status text NOT NULL,
    note text,
    approved numeric(14, 2),
    lines jsonb
);
CREATE INDEX warranty_claim_events_claim ON warranty_claim_events (claim_id, id DESC);

CREATE VIEW labour_operation_rows AS
SELECT o.id, o.code, o.name, o.standard_minutes, o.fault_code_id, f.code AS fault_code, o.product_id, p.code AS product_code,
    o.active, o.version, o.search
FROM labour_operations o
    LEFT JOIN fault_codes f ON f.id = o.fault_code_id
    LEFT JOIN products p ON p.id = o.product_id;

CREATE VIEW pre_authorization_rows AS
SELECT a.id, a.number, a.status, a.dealer_id, d.name AS dealer_name, a.unit_id, u.serial AS unit_serial, a.estimate, a.currency,
    a.reason, a.requested_by_id, r.name AS requested_by_name, a.limit_amount, a.valid_until, x.name AS decided_by_name,
    a.decided_at, a.refusal, a.claim_id, k.number AS claim_number, a.version, a.created_at, a.search
FROM pre_authorizations a
    JOIN organizations d ON d.id = a.dealer_id
    JOIN units u ON u.id = a.unit_id
    JOIN users r ON r.id = a.requested_by_id
    LEFT JOIN users x ON x.id = a.decided_by_id
    LEFT JOIN warranty_claims k ON k.id = a.claim_id;

CREATE VIEW warranty_claim_rows AS
SELECT c.id, c.number, c.kind, c.status, c.dealer_id, d.name AS dealer_name, c.unit_id, u.serial AS unit_serial, c.ticket_id,
    c.order_number, c.failed_on, c.repaired_on, c.usage_value, c.currency, c.campaign_id, c.pre_authorization_id, c.goodwill,
    c.note, c.claimed, c.approved, c.answer, c.submission, c.filed_by_id, f.name AS filed_by_name, c.submitted_at,
    c.answer_due_at, c.answered_at, c.decided_by, c.decided_by_id, c.appealed_at, c.payable_at, c.version, c.search
FROM warranty_claims c
    JOIN organizations d ON d.id = c.dealer_id
    JOIN users f ON f.id = c.filed_by_id
    LEFT JOIN units u ON u.id = c.unit_id;

CREATE VIEW warranty_claim_line_rows AS
SELECT l.id, l.claim_id, l.job_id, l.position, l.class, l.part_id, p.number AS part_number, p.name AS part_name, l.operation_id,
    o.code AS operation_code, o.name AS operation_name, l.description, l.quantity, l.nights, l.claimed, l.approved, l.verdict,
    l.reason, l.rma_line_id, x.rma_id, r.number AS rma_number, x.status AS rma_status, r.deadline AS rma_deadline, l.void_amount,
    j.causal_part_id, coalesce(q.supplier_id, p.supplier_id) AS supplier_id
FROM warranty_claim_lines l
    JOIN warranty_claim_jobs j ON j.id = l.job_id
    LEFT JOIN parts p ON p.id = l.part_id
    LEFT JOIN parts q ON q.id = j.causal_part_id
    LEFT JOIN labour_operations o ON o.id = l.operation_id
    LEFT JOIN rma_lines x ON x.id = l.rma_line_id
    LEFT JOIN rmas r ON r.id = x.rma_id;

-- Notifications are about claims, too.
ALTER TABLE notifications ADD COLUMN warranty_claim_id uuid REFERENCES warranty_claims;
ALTER TABLE notifications DROP CONSTRAINT notifications_about;
ALTER TABLE notifications ADD CONSTRAINT notifications_about
    CHECK (num_nonnulls(ticket_id, line_id, rma_id, transfer_id, quality_feedback_id, campaign_id, warranty_claim_id) = 1);
ALTER TABLE notifications DROP CONSTRAINT notifications_kind_check;
ALTER TABLE notifications ADD CONSTRAINT notifications_kind_check CHECK (kind IN ('assigned', 'queued', 'mentioned', 'answered',
    'watched', 'warned', 'breached', 'escalated', 'crisis', 'individual_case', 'offered', 'offer_refused', 'return_requested', 'return_authorized',
    'return_refused', 'return_reminded', 'return_warned', 'return_charged', 'transfer_approved', 'transfer_rejected',
    'transfer_shipped', 'quality_raised', 'quality_assigned', 'quality_instructed',
    'quality_answered', 'quality_planned', 'quality_refused', 'quality_verifying', 'quality_reopened', 'quality_ended', 'quality_watched',
    'campaign_scoped', 'campaign_published', 'claim_waits', 'claim_asked', 'claim_decided', 'claim_due'));
