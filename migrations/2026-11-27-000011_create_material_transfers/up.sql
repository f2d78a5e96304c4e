-- Requests for parts (handbook 4). They go to one place: a location, an organisation or a customer.
CREATE TABLE material_transfers (
    id uuid PRIMARY KEY,
    number text NOT NULL CONSTRAINT material_transfers_number_key UNIQUE,
    status text NOT NULL CHECK (status IN ('draft', 'submitted', 'approved', 'rejected', 'picking', 'shipped', 'received',
        'reconciled', 'cancelled')),
    urgent boolean NOT NULL,
    justification text,
    coverage text NOT NULL CHECK (coverage IN ('warranty', 'charged')),
    ticket_id uuid REFERENCES tickets,
    unit_id uuid REFERENCES units,
    from_location_id uuid REFERENCES locations,
    to_location_id uuid REFERENCES locations,
    to_organization_id uuid REFERENCES organizations,
    to_customer_id uuid REFERENCES customers,
    address text,
    reason text,
    -- Whose request it is, and whose hands it comes into, if those are of a dealer or service centre.
    organization_id uuid NOT NULL REFERENCES organizations,
    receiver_id uuid REFERENCES organizations,
    requested_by_id uuid NOT NULL REFERENCES users,
    submitted_at timestamptz,
    approved_by_id uuid REFERENCES users CHECK (approved_by_id <> requested_by_id),
    approved_at timestamptz,
    refusal text,
    carrier text,
    waybill text,
    shipped_by_id uuid REFERENCES users,
    shipped_at timestamptz,
    received_by_id uuid REFERENCES users,
    received_at timestamptz,
    reconciled_at timestamptz,
    papers_due_at timestamptz,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CHECK (num_nonnulls(to_location_id, to_organization_id, to_customer_id) = 1),
    CHECK (from_location_id <> to_location_id),
    CHECK (to_location_id IS NOT NULL OR address IS NOT NULL),
    CHECK (NOT urgent OR justification IS NOT NULL),
    CHECK (urgent OR papers_due_at IS NULL),
    CHECK (status IN ('draft', 'cancelled') OR submitted_at IS NOT NULL),
    CHECK ((approved_by_id IS NULL) = (approved_at IS NULL)),
    CHECK (status NOT IN ('approved', 'picking', 'reconciled') OR approved_at IS NOT NULL),
    CHECK (status NOT IN ('shipped', 'received') OR approved_at IS NOT NULL OR papers_due_at IS NOT NULL),
    CHECK (status NOT IN ('approved', 'picking', 'shipped', 'received', 'reconciled') OR from_location_id IS NOT NULL),
    CHECK ((status IN ('rejected', 'cancelled')) = (refusal IS NOT NULL)),
    CHECK ((status IN ('shipped', 'received', 'reconciled')) = (shipped_at IS NOT NULL AND shipped_by_id IS NOT NULL)),
    CHECK ((status IN ('received', 'reconciled')) = (received_at IS NOT NULL AND received_by_id IS NOT NULL)),
    CHECK ((status = 'reconciled') = (reconciled_at IS NOT NULL))
);
CREATE INDEX material_transfers_updated ON material_transfers (updated_at DESC, id DESC);
CREATE INDEX material_transfers_queue ON material_transfers (urgent DESC, id);
CREATE INDEX material_transfers_status ON material_transfers (status, id DESC);
CREATE INDEX material_transfers_urgent ON material_transfers (id DESC) WHERE urgent;
CREATE INDEX material_transfers_papers ON material_transfers (papers_due_at) WHERE papers_due_at IS NOT NULL AND approved_at IS NULL;
CREATE INDEX material_transfers_ticket ON material_transfers (ticket_id, id DESC) WHERE ticket_id IS NOT NULL;
CREATE INDEX material_transfers_unit ON material_transfers (unit_id, id DESC) WHERE unit_id IS NOT NULL;
CREATE INDEX material_transfers_from ON material_transfers (from_location_id, id DESC) WHERE from_location_id IS NOT NULL;
CREATE INDEX material_transfers_organization ON material_transfers (organization_id, id DESC);
CREATE INDEX material_transfers_receiver ON material_transfers (receiver_id, id DESC) WHERE receiver_id IS NOT NULL;
CREATE INDEX material_transfers_requested_by ON material_transfers (requested_by_id, id DESC);

-- What came less than was sent is a matter of reading.
CREATE TABLE material_transfer_lines (
    id uuid PRIMARY KEY,
    transfer_id uuid NOT NULL REFERENCES material_transfers ON DELETE CASCADE,
    position integer NOT NULL,
    part_id uuid NOT NULL REFERENCES parts,
    quantity bigint NOT NULL CHECK (quantity > 0),
    return_days integer CHECK (return_days BETWEEN 1 AND 365),
    old_part_due_on date CHECK (old_part_due_on IS NULL OR return_days IS NOT NULL),
    batch text,
    shipped bigint CHECK (shipped BETWEEN 0 AND quantity),
    received bigint CHECK (received BETWEEN 0 AND shipped),
    old_serial text,
    new_serial text,
    CONSTRAINT material_transfer_lines_position_key UNIQUE (transfer_id, position),
    CHECK (received IS NULL OR shipped IS NOT NULL)
);
CREATE INDEX material_transfer_lines_part ON material_transfer_lines (part_id, transfer_id);

CREATE VIEW material_transfer_rows AS
SELECT m.id, m.number, m.status, m.urgent, m.justification, m.coverage, m.ticket_id, k.number AS ticket_number, m.unit_id,
    x.serial AS unit_serial, m.from_location_id, f.name AS from_location_name, m.to_location_id, t.name AS to_location_name,
    m.to_organization_id, d.name AS to_organization_name, m.to_customer_id, u.name AS to_customer_name, m.address, m.reason,
    m.organization_id, o.name AS organization_name, m.receiver_id, m.requested_by_id, r.name AS requested_by_name, m.submitted_at,
    m.approved_by_id, a.name AS approved_by_name, m.approved_at, m.refusal, m.carrier, m.waybill, s.name AS shipped_by_name,
    m.shipped_at, c.name AS received_by_name, m.received_at, m.reconciled_at, m.papers_due_at,
    (SELECT count(*) FROM material_transfer_lines l WHERE l.transfer_id = m.id) AS lines,
    (SELECT coalesce(sum(l.shipped - l.received), 0)::bigint FROM material_transfer_lines l WHERE l.transfer_id = m.id) AS short,
    m.version,
    m.created_at, m.updated_at
FROM material_transfers m
    JOIN organizations o ON o.id = m.organization_id
    JOIN users r ON r.id = m.requested_by_id
    LEFT JOIN tickets k ON k.id = m.ticket_id
    LEFT JOIN units x ON x.id = m.unit_id
    LEFT JOIN locations f ON f.id = m.from_location_id
    LEFT JOIN locations t ON t.id = m.to_location_id
    LEFT JOIN organizations d ON d.id = m.to_organization_id
    LEFT JOIN customers u ON u.id = m.to_customer_id
    LEFT JOIN users a ON a.id = m.approved_by_id
    LEFT JOIN users s ON s.id = m.shipped_by_id
    LEFT JOIN users c ON c.id = m.received_by_id;
