-- Settlement (handbook 9, ELV four-6). What is owed to the maker, or by it where negative: one row for each amount, which is
-- added and never changed. A document is settled once for each kind.
CREATE TABLE settlement_entries (
    id uuid PRIMARY KEY,
    party_id uuid NOT NULL REFERENCES organizations,
    kind text NOT NULL CHECK (kind IN ('approved_claim', 'paid_service', 'contract_fee', 'overdue_part_charge', 'recovery',
        'supplier_charge', 'penalty', 'correction', 'charge_back')),
    currency text NOT NULL CHECK (currency IN ('CNY', 'EUR', 'USD', 'HKD')),
    -- A claim can come to more than any single amount.
    amount numeric(15, 2) NOT NULL CHECK (amount <> 0),
    source text NOT NULL CHECK (source IN ('warranty_claim', 'rma', 'recovery', 'ticket', 'contract', 'statement', 'request')),
    source_id uuid,
    -- By what it is settled once: the id of the line, the ticket, the contract and its month.
    source_key text NOT NULL,
    source_number text NOT NULL,
    arose_on date NOT NULL,
    note text,
    posted_by_id uuid REFERENCES users,
    created_at timestamptz NOT NULL,
    CONSTRAINT settlement_entries_once UNIQUE (kind, source, source_key),
    CONSTRAINT settlement_entries_sign CHECK (kind = 'correction' OR (kind = 'approved_claim') = (amount < 0))
);
CREATE INDEX settlement_entries_party ON settlement_entries (party_id, currency, arose_on);
CREATE INDEX settlement_entries_party_list ON settlement_entries (party_id, created_at DESC, id DESC);
CREATE INDEX settlement_entries_list ON settlement_entries (created_at DESC, id DESC);
CREATE INDEX settlement_entries_source ON settlement_entries (source_id) WHERE source_id IS NOT NULL;

-- What people ask to be settled, and who else reviews it (CSRR).
CREATE TABLE settlement_requests (
    id uuid PRIMARY KEY,
    number text NOT NULL UNIQUE,
    status text NOT NULL CHECK (status IN ('requested', 'approved', 'refused')),
    party_id uuid NOT NULL REFERENCES organizations,
    kind text NOT NULL CHECK (kind IN ('paid_service', 'contract_fee', 'penalty', 'correction')),
    currency text NOT NULL CHECK (currency IN ('CNY', 'EUR', 'USD', 'HKD')),
    amount numeric(11, 2) NOT NULL CHECK (amount <> 0),
    arose_on date NOT NULL,
    ticket_id uuid REFERENCES tickets,
    contract text,
    reason text NOT NULL,
    requested_by_id uuid NOT NULL REFERENCES users,
    created_at timestamptz NOT NULL,
    reviewed_by_id uuid REFERENCES users,
    reviewed_at timestamptz,
    refusal text,
    version integer NOT NULL,
    CONSTRAINT settlement_requests_reviewed CHECK ((status = 'requested') = (reviewed_at IS NULL)
        AND (reviewed_by_id IS NULL) = (reviewed_at IS NULL)),
    CONSTRAINT settlement_requests_refused CHECK ((status = 'refused') = (refusal IS NOT NULL)),
    -- Nobody reviews what they asked for.
    CONSTRAINT settlement_requests_two_persons CHECK (reviewed_by_id <> requested_by_id)
);
CREATE INDEX settlement_requests_status ON settlement_requests (status, id DESC);
CREATE INDEX settlement_requests_party ON settlement_requests (party_id, id DESC);

-- One statement for each party, currency and month.
CREATE TABLE statements (
    id uuid PRIMARY KEY,
    number text NOT NULL UNIQUE,
    status text NOT NULL CHECK (status IN ('collecting', 'issued', 'agreed', 'invoiced', 'paid', 'locked')),
    party_id uuid NOT NULL REFERENCES organizations,
    currency text NOT NULL CHECK (currency IN ('CNY', 'EUR', 'USD', 'HKD')),
    month date NOT NULL CHECK (extract(day FROM month) = 1),
    total numeric(15, 2) NOT NULL,
    lines integer NOT NULL CHECK (lines >= 0),
    created_at timestamptz NOT NULL,
    issued_by_id uuid REFERENCES users,
    issued_at timestamptz,
    agreed_by_id uuid REFERENCES users,
    agreed_at timestamptz,
    agreed_note text,
    invoice_number text,
    invoiced_on date,
    due_on date,
    due_told_at timestamptz,
    paid_by_id uuid REFERENCES users,
    paid_on date,
    payment_reference text,
    locked_at timestamptz,
    seal text,
    version integer NOT NULL,
    updated_at timestamptz NOT NULL,
    search text NOT NULL GENERATED ALWAYS AS (lower(number)) STORED,
    CONSTRAINT statements_once UNIQUE (party_id, currency, month),
    CONSTRAINT statements_issued CHECK ((status = 'collecting') = (issued_at IS NULL) AND (issued_at IS NULL) = (issued_by_id IS NULL)),
    CONSTRAINT statements_agreed CHECK ((status IN ('collecting', 'issued')) = (agreed_at IS NULL)),
    CONSTRAINT statements_invoiced CHECK ((status IN ('invoiced', 'paid', 'locked')) = (invoice_number IS NOT NULL)
        AND num_nulls(invoice_number, invoiced_on, due_on) IN (0, 3)),
    CONSTRAINT statements_paid CHECK ((status IN ('paid', 'locked')) = (paid_on IS NOT NULL)
        AND num_nulls(paid_by_id, paid_on, payment_reference) IN (0, 3)),
    CONSTRAINT statements_locked CHECK ((status = 'locked') = (locked_at IS NOT NULL) AND (locked_at IS NULL) = (seal IS NULL)),
    -- Issuing and paying need two people.
    CONSTRAINT statements_two_persons CHECK (paid_by_id <> issued_by_id)
);
CREATE INDEX statements_month ON statements (month DESC, id DESC);
CREATE INDEX statements_party ON statements (party_id, month DESC, id DESC);
CREATE INDEX statements_status ON statements (status, month DESC, id DESC);
CREATE INDEX statements_due ON statements (due_on) WHERE status = 'invoiced' AND due_told_at IS NULL;
CREATE INDEX statements_search ON statements USING gin (bigrams(search));

-- The entries of statements: each in one at most.
CREATE TABLE statement_lines (
    entry_id uuid PRIMARY KEY REFERENCES settlement_entries,
    statement_id uuid NOT NULL REFERENCES statements,
    position integer NOT NULL CHECK (position > 0),
    status text NOT NULL CHECK (status IN ('open', 'agreed', 'disputed', 'kept', 'corrected')),
    dispute_reason text,
    disputed_by_id uuid REFERENCES users,
    disputed_at timestamptz,
    answer text,
    answered_by_id uuid REFERENCES users,
    answered_at timestamptz,
    corrected_to numeric(15, 2),
    UNIQUE (statement_id, position),
    CONSTRAINT statement_lines_disputed CHECK (num_nulls(dispute_reason, disputed_by_id, disputed_at) IN (0, 3)
        AND (status NOT IN ('disputed', 'kept', 'corrected') OR disputed_at IS NOT NULL)),
    CONSTRAINT statement_lines_answered CHECK (num_nulls(answer, answered_by_id, answered_at) IN (0, 3)
        AND (status NOT IN ('kept', 'corrected') OR answered_at IS NOT NULL)),
    CONSTRAINT statement_lines_corrected CHECK ((status = 'corrected') = (corrected_to IS NOT NULL))
);
CREATE INDEX statement_lines_disputed ON statement_lines (statement_id) WHERE status = 'disputed';

-- What a statement said when it was locked.
CREATE FUNCTION statement_seal(of uuid) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to(coalesce(string_agg(concat_ws('|', l.position, e.id, e.kind, e.currency, e.amount, e.source,
        e.source_key, e.arose_on, l.status, l.corrected_to), E'\n' ORDER BY l.position), ''), 'UTF8')), 'hex')
    FROM statement_lines l JOIN settlement_entries e ON e.id = l.entry_id WHERE l.statement_id = of
$$;

-- Entries never change.
CREATE FUNCTION keep_settlement_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'settlement entries are added and never changed';
END $$;
CREATE TRIGGER settlement_entries_kept BEFORE UPDATE OR DELETE ON settlement_entries
    FOR EACH ROW EXECUTE FUNCTION keep_settlement_entry();

-- Neither do statements once they are locked, nor what they come to once they are issued.
CREATE FUNCTION keep_statement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status = 'locked' OR TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'statement % is %, and never changes', OLD.number, OLD.status;
    END IF;
    IF OLD.status <> 'collecting' AND (NEW.total, NEW.lines, NEW.party_id, NEW.currency, NEW.month)
            IS DISTINCT FROM (OLD.total, OLD.lines, OLD.party_id, OLD.currency, OLD.month) THEN
        RAISE EXCEPTION 'statement % is issued: what it comes to never changes', OLD.number;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER statements_kept BEFORE UPDATE OR DELETE ON statements FOR EACH ROW EXECUTE FUNCTION keep_statement();

-- Lines come in while it is collected, are agreed to and disputed while it is issued, and never go.
CREATE FUNCTION keep_statement_line() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    state text;
BEGIN
    SELECT status INTO state FROM statements WHERE id = coalesce(NEW.statement_id, OLD.statement_id);
    IF TG_OP = 'DELETE' OR (TG_OP = 'INSERT' AND state <> 'collecting') OR (TG_OP = 'UPDATE' AND (state <> 'issued'
            OR (NEW.entry_id, NEW.statement_id, NEW.position) IS DISTINCT FROM (OLD.entry_id, OLD.statement_id, OLD.position))) THEN
        RAISE EXCEPTION 'the statement is %: its lines do not change so', state;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER statement_lines_kept BEFORE INSERT OR UPDATE OR DELETE ON statement_lines
    FOR EACH ROW EXECUTE FUNCTION keep_statement_line();

CREATE VIEW settlement_entry_rows AS
SELECT e.id, e.party_id, o.name AS party_name, o.kind AS party_kind, e.kind, e.currency, e.amount, e.source, e.source_id, e.source_number,
    e.arose_on, e.note, u.name AS posted_by_name, e.created_at, l.statement_id, s.number AS statement_number, s.status AS statement_status
FROM settlement_entries e
    JOIN organizations o ON o.id = e.party_id
    LEFT JOIN users u ON u.id = e.posted_by_id
    LEFT JOIN statement_lines l ON l.entry_id = e.id
    LEFT JOIN statements s ON s.id = l.statement_id;

CREATE VIEW settlement_request_rows AS
SELECT r.id, r.number, r.status, r.party_id, o.name AS party_name, r.kind, r.currency, r.amount, r.arose_on, r.ticket_id,
    t.number AS ticket_number, r.contract, r.reason, r.requested_by_id, q.name AS requested_by_name, r.created_at,
    v.name AS reviewed_by_name, r.reviewed_at, r.refusal, r.version
FROM settlement_requests r
    JOIN organizations o ON o.id = r.party_id
    JOIN users q ON q.id = r.requested_by_id
    LEFT JOIN users v ON v.id = r.reviewed_by_id
    LEFT JOIN tickets t ON t.id = r.ticket_id;

CREATE VIEW statement_rows AS
SELECT s.id, s.number, s.status, s.party_id, o.name AS party_name, o.kind AS party_kind, s.currency, s.month, s.total, s.lines,
    (SELECT count(*) FROM statement_lines l WHERE l.statement_id = s.id AND l.status = 'disputed') AS disputed,
    s.created_at, s.issued_by_id, i.name AS issued_by_name, s.issued_at, a.name AS agreed_by_name, s.agreed_at, s.agreed_note,
    s.invoice_number, s.invoiced_on, s.due_on, p.name AS paid_by_name, s.paid_on, s.payment_reference, s.locked_at, s.seal,
    s.version, s.search
FROM statements s
    JOIN organizations o ON o.id = s.party_id
    LEFT JOIN users i ON i.id = s.issued_by_id
    LEFT JOIN users a ON a.id = s.agreed_by_id
    LEFT JOIN users p ON p.id = s.paid_by_id;

CREATE VIEW statement_line_rows AS
SELECT l.entry_id, l.statement_id, l.position, l.status, e.kind, e.source, e.source_id, e.source_number, e.arose_on, e.amount,
    e.currency, e.note, l.dispute_reason, d.name AS disputed_by_name, l.disputed_at, l.answer, a.name AS answered_by_name, l.answered_at,
    l.corrected_to
FROM statement_lines l
    JOIN settlement_entries e ON e.id = l.entry_id
    LEFT JOIN users d ON d.id = l.disputed_by_id
    LEFT JOIN users a ON a.id = l.answered_by_id;

-- What was charged before is settled, too: parts that never came and still have not, and what suppliers bear.
INSERT INTO settlement_entries (id, party_id, kind, currency, amount, source, source_id, source_key, source_number, arose_on, created_at)
SELECT gen_random_uuid(), r.dealer_id, 'overdue_part_charge', d.currency, d.price * d.quantity, 'rma', r.id, d.line_id::text, r.number,
    (d.at AT TIME ZONE 'UTC')::date, d.at
FROM rma_dunnings d JOIN rma_lines x ON x.id = d.line_id JOIN rmas r ON r.id = x.rma_id
WHERE d.stage = 'charge' AND d.price * d.quantity BETWEEN 0.01 AND 999999999.99 AND x.restored_at IS NULL
    AND x.status IN ('due', 'shipped', 'lost');
INSERT INTO settlement_entries (id, party_id, kind, currency, amount, source, source_id, source_key, source_number, arose_on, note,
    posted_by_id, created_at)
SELECT gen_random_uuid(), c.supplier_id, 'supplier_charge', c.currency, c.amount, 'rma', x.rma_id, c.id::text, x.tag,
    (c.recorded_at AT TIME ZONE 'UTC')::date, NULL, c.recorded_by_id, c.recorded_at
FROM supplier_charges c JOIN rma_lines x ON x.id = c.line_id;

-- Notifications are about statements, too.
ALTER TABLE notifications ADD COLUMN statement_id uuid REFERENCES statements;
ALTER TABLE notifications DROP CONSTRAINT notifications_about;
ALTER TABLE notifications ADD CONSTRAINT notifications_about
    CHECK (num_nonnulls(ticket_id, line_id, rma_id, transfer_id, quality_feedback_id, campaign_id, warranty_claim_id, statement_id) = 1);
ALTER TABLE notifications DROP CONSTRAINT notifications_kind_check;
ALTER TABLE notifications ADD CONSTRAINT notifications_kind_check CHECK (kind IN ('assigned', 'queued', 'mentioned', 'answered',
    'watched', 'warned', 'breached', 'escalated', 'crisis', 'individual_case', 'offered', 'offer_refused', 'return_requested', 'return_authorized',
    'return_refused', 'return_reminded', 'return_warned', 'return_charged', 'transfer_approved', 'transfer_rejected',
    'transfer_shipped', 'quality_raised', 'quality_assigned', 'quality_instructed',
    'quality_answered', 'quality_planned', 'quality_refused', 'quality_verifying', 'quality_reopened', 'quality_ended', 'quality_watched',
    'campaign_scoped', 'campaign_published', 'claim_waits', 'claim_asked', 'claim_decided', 'claim_due', 'statement_issued', 'statement_disputed', 'statement_answered', 'statement_agreed',
    'statement_due'));
