-- Recovery from suppliers (handbook 8, MGT-T 4.5, 4.6): 质量损失索赔单.
CREATE TABLE recoveries (
    id uuid PRIMARY KEY,
    number text NOT NULL UNIQUE,
    status text NOT NULL CHECK (status IN ('candidate', 'notified', 'disputed', 're_examination', 'kept', 'reduced', 'withdrawn',
        'arbitration', 'final', 'accepted', 'deemed_accepted', 'debited', 'settled')),
    supplier_id uuid NOT NULL REFERENCES organizations,
    currency text NOT NULL CHECK (currency IN ('CNY', 'EUR', 'USD', 'HKD')),
    claimed numeric(11, 2) NOT NULL CHECK (claimed > 0),
    amount numeric(11, 2) NOT NULL CHECK (amount > 0 AND amount <= claimed),
    note text,
    delivery text,
    -- From when to the end of which day the supplier may answer, and what it was last reminded of.
    answer_from timestamptz,
    answer_until date,
    told_percent smallint NOT NULL,
    created_by_id uuid NOT NULL REFERENCES users,
    created_at timestamptz NOT NULL,
    version integer NOT NULL,
    updated_at timestamptz NOT NULL,
    search text NOT NULL GENERATED ALWAYS AS (lower(number)) STORED,
    CONSTRAINT recoveries_delivered CHECK (status IN ('candidate', 'withdrawn') OR delivery IS NOT NULL),
    CONSTRAINT recoveries_answering CHECK ((status IN ('notified', 'kept', 'reduced')) = (answer_until IS NOT NULL)
        AND (answer_from IS NULL) = (answer_until IS NULL))
);
CREATE INDEX recoveries_status ON recoveries (status, id DESC);
CREATE INDEX recoveries_supplier ON recoveries (supplier_id, id DESC);
CREATE INDEX recoveries_answer ON recoveries (answer_until) WHERE answer_until IS NOT NULL;
CREATE INDEX recoveries_search ON recoveries USING gin (bigrams(search));

CREATE TABLE recovery_lines (
    recovery_id uuid NOT NULL REFERENCES recoveries,
    position integer NOT NULL CHECK (position > 0),
    kind text NOT NULL CHECK (kind IN ('material', 'labour', 'travel', 'handling', 'penalty')),
    rma_line_id uuid REFERENCES rma_lines,
    cost numeric(11, 2) NOT NULL CHECK (cost > 0),
    basis text CHECK (basis IN ('cost', 'price')),
    quantity integer NOT NULL CHECK (quantity > 0),
    share_percent integer NOT NULL CHECK (share_percent BETWEEN 1 AND 100),
    amount numeric(11, 2) NOT NULL CHECK (amount > 0),
    -- Not of a recovery that was given up.
    live boolean NOT NULL,
    PRIMARY KEY (recovery_id, position),
    CONSTRAINT recovery_lines_part CHECK ((kind = 'handling') = (rma_line_id IS NULL))
);
-- A part is recovered once.
CREATE UNIQUE INDEX recovery_lines_once ON recovery_lines (rma_line_id, kind) WHERE live;

-- What was done with a recovery: added, never changed.
CREATE TABLE recovery_steps (
    id uuid PRIMARY KEY,
    recovery_id uuid NOT NULL REFERENCES recoveries,
    at timestamptz NOT NULL,
    status text NOT NULL,
    actor_id uuid REFERENCES users,
    words text,
    amount numeric(11, 2) NOT NULL
);
CREATE INDEX recovery_steps_recovery ON recovery_steps (recovery_id, at, id);
CREATE TRIGGER recovery_steps_kept BEFORE UPDATE OR DELETE ON recovery_steps
    FOR EACH ROW EXECUTE FUNCTION keep_settlement_entry();

CREATE VIEW recovery_rows AS
SELECT r.id, r.number, r.status, r.supplier_id, o.name AS supplier_name, r.currency, r.claimed, r.amount,
    (SELECT count(DISTINCT l.rma_line_id) FROM recovery_lines l WHERE l.recovery_id = r.id) AS parts, r.note, r.delivery, r.answer_from,
    r.answer_until, r.created_by_id, c.name AS created_by_name, r.created_at, r.version, r.search
FROM recoveries r
    JOIN organizations o ON o.id = r.supplier_id
    JOIN users c ON c.id = r.created_by_id;

CREATE VIEW recovery_line_rows AS
SELECT l.recovery_id, l.position, l.kind, l.rma_line_id, x.rma_id, m.number AS rma_number, x.tag, p.number AS part_number,
    coalesce(p.name, x.name) AS name, x.verdict, x.failure_mode, l.cost, l.basis, l.quantity, l.share_percent, l.amount
FROM recovery_lines l
    LEFT JOIN rma_lines x ON x.id = l.rma_line_id
    LEFT JOIN rmas m ON m.id = x.rma_id
    LEFT JOIN parts p ON p.id = x.part_id;

-- What the inspection found the supplier to answer for, and nobody has charged yet.
CREATE VIEW to_recover_rows AS
SELECT x.id, x.rma_id, m.number AS rma_number, x.tag, x.part_id, p.number AS part_number, coalesce(p.name, x.name) AS name,
    coalesce(s.supplier_id, p.supplier_id) AS supplier_id, o.name AS supplier_name, x.quantity_received AS quantity, x.share_percent,
    x.failure_mode, x.inspected_at
FROM rma_lines x
    JOIN rmas m ON m.id = x.rma_id
    LEFT JOIN parts p ON p.id = x.part_id
    LEFT JOIN supplier_returns s ON s.line_id = x.id
    LEFT JOIN organizations o ON o.id = coalesce(s.supplier_id, p.supplier_id)
WHERE x.responsible = 'supplier' AND x.share_percent > 0 AND x.inspected_at IS NOT NULL AND x.quantity_received > 0
    AND NOT EXISTS (SELECT FROM recovery_lines l WHERE l.rma_line_id = x.id AND l.live)
    AND NOT EXISTS (SELECT FROM supplier_charges c WHERE c.line_id = x.id AND c.kind = 'part');
CREATE INDEX rma_lines_of_suppliers ON rma_lines (inspected_at, id) WHERE responsible = 'supplier' AND share_percent > 0;

-- Notifications are about recoveries, too.
ALTER TABLE notifications ADD COLUMN recovery_id uuid REFERENCES recoveries;
ALTER TABLE notifications DROP CONSTRAINT notifications_about;
ALTER TABLE notifications ADD CONSTRAINT notifications_about
    CHECK (num_nonnulls(ticket_id, line_id, rma_id, transfer_id, quality_feedback_id, campaign_id, warranty_claim_id, statement_id, recovery_id) = 1);
ALTER TABLE notifications DROP CONSTRAINT notifications_kind_check;
ALTER TABLE notifications ADD CONSTRAINT notifications_kind_check CHECK (kind IN ('assigned', 'queued', 'mentioned', 'answered',
    'watched', 'warned', 'breached', 'escalated', 'crisis', 'individual_case', 'offered', 'offer_refused', 'return_requested', 'return_authorized',
    'return_refused', 'return_reminded', 'return_warned', 'return_charged', 'transfer_approved', 'transfer_rejected',
    'transfer_shipped', 'quality_raised', 'quality_assigned', 'quality_instructed',
    'quality_answered', 'quality_planned', 'quality_refused', 'quality_verifying', 'quality_reopened', 'quality_ended', 'quality_watched',
    'campaign_scoped', 'campaign_published', 'claim_waits', 'claim_asked', 'claim_decided', 'claim_due', 'statement_issued', 'statement_disputed', 'statement_answered', 'statement_agreed',
    'statement_due', 'recovery_notified', 'recovery_reminded', 'recovery_objected', 'recovery_decided', 'recovery_accepted',
    'recovery_lapsed'));
