-- What goes back to whoever supplied it (MGT-T 4.3.2): one row for each line that is disposed of so. It has a version of its
-- own, because the dealer's return may be closed long before the supplier has answered.
CREATE TABLE supplier_returns (
    line_id uuid PRIMARY KEY REFERENCES rma_lines,
    status text NOT NULL CHECK (status IN ('to_offer', 'offered', 'collected', 'refused', 'disposed_locally')),
    supplier_id uuid REFERENCES organizations,
    -- Until when it is to be collected; before it is offered: since when that waits.
    due_on date NOT NULL,
    offered_by_id uuid REFERENCES users,
    offered_at timestamptz,
    note text,
    answered_by_id uuid REFERENCES users,
    answered_at timestamptz,
    collected_by text,
    waybill text,
    grounds text,
    disposed_by_id uuid REFERENCES users,
    disposed_at timestamptz,
    disposal_note text,
    version integer NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT supplier_returns_offered CHECK (status = 'to_offer'
        OR (supplier_id IS NOT NULL AND offered_by_id IS NOT NULL AND offered_at IS NOT NULL)),
    CONSTRAINT supplier_returns_answered CHECK ((status IN ('collected', 'refused')) = (answered_at IS NOT NULL AND answered_by_id IS NOT NULL)),
    CONSTRAINT supplier_returns_collected CHECK ((status = 'collected') = (collected_by IS NOT NULL AND waybill IS NOT NULL)),
    CONSTRAINT supplier_returns_refused CHECK ((status = 'refused') = (grounds IS NOT NULL)),
    CONSTRAINT supplier_returns_disposed CHECK ((status = 'disposed_locally') = (disposed_at IS NOT NULL AND disposed_by_id IS NOT NULL))
);
CREATE INDEX supplier_returns_due ON supplier_returns (due_on, line_id);
CREATE INDEX supplier_returns_supplier ON supplier_returns (supplier_id, due_on, line_id);
CREATE INDEX supplier_returns_status ON supplier_returns (status, due_on, line_id);

-- What the supplier is to bear for a line, each kind once; the lines of a later recovery (handbook 8).
CREATE TABLE supplier_charges (
    id uuid PRIMARY KEY,
    line_id uuid NOT NULL REFERENCES rma_lines,
    kind text NOT NULL CHECK (kind IN ('part', 'disposal')),
    supplier_id uuid NOT NULL REFERENCES organizations,
    currency text NOT NULL CHECK (currency IN ('CNY', 'EUR', 'USD', 'HKD')),
    amount numeric(11, 2) NOT NULL CHECK (amount > 0),
    basis text CHECK (basis IN ('cost', 'price')),
    unit_price numeric(11, 2) CHECK (unit_price >= 0),
    quantity integer CHECK (quantity > 0),
    share_percent integer CHECK (share_percent BETWEEN 0 AND 100),
    note text,
    recorded_by_id uuid NOT NULL REFERENCES users,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT supplier_charges_once UNIQUE (line_id, kind),
    CHECK (kind = 'part' OR basis IS NULL),
    CHECK (num_nulls(basis, unit_price) IN (0, 2))
);
CREATE INDEX supplier_charges_supplier ON supplier_charges (supplier_id, recorded_at DESC, id DESC);

CREATE VIEW supplier_return_rows AS
SELECT s.line_id, s.status, s.supplier_id, o.name AS supplier_name, s.due_on, x.rma_id, r.number AS rma_number, x.tag, x.part_id,
    p.number AS part_number, coalesce(p.name, x.name) AS name, p.supplier_id AS part_supplier_id, x.old_serial, x.batch,
    coalesce(x.quantity_received, x.quantity_shipped, x.quantity_due) AS quantity, x.standard_test, x.load_test, x.verdict,
    x.failure_mode, x.responsible, x.share_percent, x.inspected_at, s.offered_at, f.name AS offered_by_name, s.note, s.answered_at,
    a.name AS answered_by_name, s.collected_by, s.waybill, s.grounds, s.disposed_at, d.name AS disposed_by_name, s.disposal_note,
    (SELECT sum(c.amount) FROM supplier_charges c WHERE c.line_id = s.line_id AND c.supplier_id = s.supplier_id) AS charged,
    (SELECT min(c.currency) FROM supplier_charges c WHERE c.line_id = s.line_id AND c.supplier_id = s.supplier_id) AS currency,
    s.version, s.updated_at
FROM supplier_returns s
    JOIN rma_lines x ON x.id = s.line_id
    JOIN rmas r ON r.id = x.rma_id
    LEFT JOIN parts p ON p.id = x.part_id
    LEFT JOIN organizations o ON o.id = s.supplier_id
    LEFT JOIN users f ON f.id = s.offered_by_id
    LEFT JOIN users a ON a.id = s.answered_by_id
    LEFT JOIN users d ON d.id = s.disposed_by_id;

-- A part's way ends at the supplier.
ALTER TABLE rma_custody DROP CONSTRAINT rma_custody_step_check;
ALTER TABLE rma_custody ADD CONSTRAINT rma_custody_step_check CHECK (step IN ('shipped', 'handed_over', 'received', 'collected'));

-- What was disposed of so before waits to be offered.
INSERT INTO supplier_returns (line_id, status, supplier_id, due_on, version, updated_at)
SELECT x.id, 'to_offer', p.supplier_id, (x.disposed_at AT TIME ZONE 'UTC')::date, 1, x.disposed_at
FROM rma_lines x LEFT JOIN parts p ON p.id = x.part_id
WHERE x.status = 'disposed' AND x.disposition = 'return_to_supplier';

-- A notification is about a ticket, or about what is offered back to a supplier.
ALTER TABLE notifications ALTER COLUMN ticket_id DROP NOT NULL;
ALTER TABLE notifications ADD COLUMN line_id uuid REFERENCES supplier_returns;
ALTER TABLE notifications ADD CONSTRAINT notifications_about CHECK (num_nonnulls(ticket_id, line_id) = 1);
ALTER TABLE notifications DROP CONSTRAINT notifications_kind_check;
ALTER TABLE notifications ADD CONSTRAINT notifications_kind_check CHECK (kind IN
    ('assigned', 'queued', 'mentioned', 'answered', 'watched', 'warned', 'breached', 'escalated', 'crisis', 'individual_case',
    'offered', 'offer_refused'));
