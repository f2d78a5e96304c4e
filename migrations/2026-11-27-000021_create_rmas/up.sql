-- Returned defective parts (售后不良品回收): what a dealer owes or sends back, piece by piece.
CREATE TABLE rmas (
    id uuid PRIMARY KEY,
    number text NOT NULL CONSTRAINT rmas_number_key UNIQUE,
    status text NOT NULL CHECK (status IN ('requested', 'authorized', 'in_return', 'in_inspection', 'dispositioned', 'closed', 'refused', 'cancelled')),
    dealer_id uuid NOT NULL REFERENCES organizations,
    ticket_id uuid REFERENCES tickets,
    return_to_id uuid REFERENCES locations,
    reason text,
    deadline date,
    carrier text,
    waybill text,
    freight_payer text CHECK (freight_payer IN ('maker', 'dealer', 'supplier', 'customer')),
    end_reason text,
    created_by_id uuid NOT NULL REFERENCES users,
    created_at timestamptz NOT NULL,
    authorized_by_id uuid REFERENCES users,
    authorized_at timestamptz,
    shipped_at timestamptz,
    closed_at timestamptz,
    version integer NOT NULL,
    updated_at timestamptz NOT NULL,
    CHECK ((status IN ('refused', 'cancelled')) = (end_reason IS NOT NULL)),
    CHECK ((status = 'closed') = (closed_at IS NOT NULL)),
    CHECK (status IN ('requested', 'refused', 'cancelled') OR (authorized_at IS NOT NULL AND deadline IS NOT NULL)),
    CHECK ((authorized_by_id IS NULL) = (authorized_at IS NULL))
);
CREATE INDEX rmas_dealer ON rmas (dealer_id, id DESC);
CREATE INDEX rmas_status ON rmas (status, id DESC);
CREATE INDEX rmas_ticket ON rmas (ticket_id, id DESC) WHERE ticket_id IS NOT NULL;

CREATE TABLE rma_lines (
    id uuid PRIMARY KEY,
    rma_id uuid NOT NULL REFERENCES rmas,
    position integer NOT NULL CHECK (position > 0),
    status text NOT NULL CHECK (status IN ('due', 'shipped', 'received', 'received_short', 'lost', 'under_test', 'judged', 'disposed', 'waived')),
    tag text NOT NULL CONSTRAINT rma_lines_tag_key UNIQUE,
    part_id uuid REFERENCES parts,
    name text NOT NULL,
    unit_id uuid REFERENCES units,
    old_serial text,
    batch text,
    fault text,
    quantity_due integer NOT NULL CHECK (quantity_due > 0),
    quantity_shipped integer CHECK (quantity_shipped BETWEEN 1 AND quantity_due),
    quantity_received integer CHECK (quantity_received BETWEEN 0 AND quantity_shipped),
    condition text CHECK (condition IN ('intact', 'damaged', 'incomplete', 'wrong_part')),
    receipt_note text,
    end_reason text,
    standard_test text,
    load_test text,
    verdict text CHECK (verdict IN ('confirmed_defect', 'no_trouble_found', 'customer_damage', 'wrong_repair', 'transport', 'counterfeit', 'not_ours')),
    failure_mode text,
    responsible text CHECK (responsible IN ('supplier', 'own_design', 'own_process', 'dealer', 'customer', 'carrier', 'unknown')),
    share_percent integer CHECK (share_percent BETWEEN 0 AND 100),
    inspected_by_id uuid REFERENCES users,
    inspected_at timestamptz,
    disposition text CHECK (disposition IN ('repair', 'replace', 'refund', 'rework', 'return_to_supplier', 'scrap', 'return_as_is')),
    disposed_by_id uuid REFERENCES users,
    disposed_at timestamptz,
    scrap_confirmed_by_id uuid REFERENCES users CHECK (scrap_confirmed_by_id <> disposed_by_id),
    CONSTRAINT rma_lines_position UNIQUE (rma_id, position),
    CHECK (status NOT IN ('judged', 'disposed') OR (verdict IS NOT NULL AND responsible IS NOT NULL AND inspected_at IS NOT NULL)),
    CHECK (status <> 'disposed' OR disposition IS NOT NULL),
    CHECK (status <> 'disposed' OR disposition <> 'scrap' OR scrap_confirmed_by_id IS NOT NULL),
    CHECK ((status IN ('lost', 'waived')) = (end_reason IS NOT NULL))
);
CREATE INDEX rma_lines_part ON rma_lines (part_id);
CREATE INDEX rma_lines_unit ON rma_lines (unit_id) WHERE unit_id IS NOT NULL;
CREATE INDEX rma_lines_owed ON rma_lines (rma_id) WHERE status IN ('due', 'shipped');

-- Where each piece was, when, and in whose hands; never changed.
CREATE TABLE rma_custody (
    id uuid PRIMARY KEY,
    line_id uuid NOT NULL REFERENCES rma_lines,
    at timestamptz NOT NULL,
    step text NOT NULL CHECK (step IN ('shipped', 'handed_over', 'received')),
    place text NOT NULL,
    person_id uuid NOT NULL REFERENCES users,
    person_name text NOT NULL
);
CREATE INDEX rma_custody_line ON rma_custody (line_id, at, id);

-- Counted in the list of columns, not in a join: whoever counts returns does not count their lines.
CREATE VIEW rma_rows AS
SELECT r.id, r.number, r.status, r.dealer_id, d.name AS dealer_name, r.ticket_id, t.number AS ticket_number, r.return_to_id,
    l.name AS return_to_name, r.reason, r.deadline, r.carrier, r.waybill, r.freight_payer, r.end_reason, c.name AS created_by_name,
    r.created_at, a.name AS authorized_by_name, r.authorized_at, r.shipped_at, r.closed_at,
    (SELECT count(*) FROM rma_lines x WHERE x.rma_id = r.id) AS lines,
    (SELECT count(*) FROM rma_lines x WHERE x.rma_id = r.id AND x.status IN ('due', 'shipped')
        AND r.status NOT IN ('requested', 'refused', 'cancelled')) AS owed, r.version, r.updated_at
FROM rmas r
    JOIN organizations d ON d.id = r.dealer_id
    JOIN users c ON c.id = r.created_by_id
    LEFT JOIN tickets t ON t.id = r.ticket_id
    LEFT JOIN locations l ON l.id = r.return_to_id
    LEFT JOIN users a ON a.id = r.authorized_by_id;

CREATE VIEW rma_line_rows AS
SELECT x.id, x.rma_id, r.number AS rma_number, r.status AS rma_status, r.dealer_id, d.name AS dealer_name, r.deadline, x.position,
    x.status, x.tag, x.part_id, p.number AS part_number, x.name, x.unit_id, u.serial AS unit_serial, x.old_serial, x.batch, x.fault,
    x.quantity_due, x.quantity_shipped, x.quantity_received, x.condition, x.receipt_note, x.end_reason, x.standard_test,
    x.load_test, x.verdict, x.failure_mode, x.responsible, x.share_percent, i.name AS inspected_by_name, x.inspected_at,
    x.disposition, x.disposed_by_id, s.name AS disposed_by_name, x.disposed_at, f.name AS scrap_confirmed_by_name
FROM rma_lines x
    JOIN rmas r ON r.id = x.rma_id
    JOIN organizations d ON d.id = r.dealer_id
    LEFT JOIN parts p ON p.id = x.part_id
    LEFT JOIN units u ON u.id = x.unit_id
    LEFT JOIN users i ON i.id = x.inspected_by_id
    LEFT JOIN users s ON s.id = x.disposed_by_id
    LEFT JOIN users f ON f.id = x.scrap_confirmed_by_id;
CREATE INDEX rmas_deadline ON rmas (deadline, id) WHERE status IN ('authorized', 'in_return', 'in_inspection');
