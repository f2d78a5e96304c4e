-- Campaigns (handbook 7): 产品召回 and 批量整改.
CREATE TABLE campaigns (
    id uuid PRIMARY KEY,
    number text NOT NULL UNIQUE,
    kind text NOT NULL CHECK (kind IN ('recall', 'batch_rectification')),
    status text NOT NULL CHECK (status IN ('draft', 'scoped', 'approved', 'published', 'running', 'closed', 'cancelled')),
    title text NOT NULL,
    reason text NOT NULL,
    remedy text NOT NULL,
    severity text NOT NULL CHECK (severity IN ('critical', 'major', 'moderate', 'minor')),
    part_id uuid REFERENCES parts,
    part_quantity integer CHECK (part_quantity BETWEEN 1 AND 1000),
    standard_minutes integer NOT NULL CHECK (standard_minutes BETWEEN 1 AND 60000),
    labour_rate numeric(11, 2) CHECK (labour_rate >= 0),
    currency text CHECK (currency IN ('CNY', 'EUR', 'USD', 'HKD')),
    starts_on date,
    finish_on date,
    -- The version of the scope that holds.
    scope_id uuid,
    author_id uuid NOT NULL REFERENCES users,
    approved_by_id uuid REFERENCES users,
    approved_at timestamptz,
    published_at timestamptz,
    ended_at timestamptz,
    end_reason text,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    search text NOT NULL GENERATED ALWAYS AS (lower(number || ' ' || title)) STORED,
    CONSTRAINT campaigns_part CHECK (num_nulls(part_id, part_quantity) IN (0, 2)),
    CONSTRAINT campaigns_rate CHECK (num_nulls(labour_rate, currency) IN (0, 2)),
    CONSTRAINT campaigns_scoped CHECK (status IN ('draft', 'cancelled') OR scope_id IS NOT NULL),
    CONSTRAINT campaigns_approved CHECK (num_nulls(approved_by_id, approved_at) IN (0, 2)
        AND (status IN ('draft', 'scoped', 'cancelled') OR approved_at IS NOT NULL)),
    -- Nobody approves what they drafted.
    CONSTRAINT campaigns_two_persons CHECK (approved_by_id <> author_id),
    CONSTRAINT campaigns_published CHECK (status NOT IN ('published', 'running', 'closed') OR published_at IS NOT NULL),
    CONSTRAINT campaigns_ended CHECK ((status IN ('closed', 'cancelled')) = (ended_at IS NOT NULL)),
    CONSTRAINT campaigns_cancelled CHECK (status <> 'cancelled' OR end_reason IS NOT NULL)
);
CREATE INDEX campaigns_status ON campaigns (status, id DESC);
CREATE INDEX campaigns_search ON campaigns USING gin (bigrams(search));

-- Versions of what a campaign concerns, to compare: they are added, never changed.
CREATE TABLE campaign_scopes (
    id uuid PRIMARY KEY,
    campaign_id uuid NOT NULL REFERENCES campaigns,
    number integer NOT NULL CHECK (number > 0),
    criteria jsonb NOT NULL,
    author_id uuid NOT NULL REFERENCES users,
    created_at timestamptz NOT NULL,
    UNIQUE (campaign_id, number),
    UNIQUE (campaign_id, id)
);
ALTER TABLE campaigns ADD CONSTRAINT campaigns_scope FOREIGN KEY (id, scope_id) REFERENCES campaign_scopes (campaign_id, id);

-- The units that were found when it was approved, each once.
CREATE TABLE campaign_units (
    campaign_id uuid NOT NULL REFERENCES campaigns,
    unit_id uuid NOT NULL REFERENCES units,
    status text NOT NULL CHECK (status IN ('identified', 'notified', 'booked', 'remedied', 'unreachable', 'refused', 'scrapped')),
    identified_at timestamptz NOT NULL,
    notified_at timestamptz,
    booked_for date,
    ended_at timestamptz,
    note text,
    ticket_id uuid REFERENCES tickets,
    updated_by_id uuid NOT NULL REFERENCES users,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (campaign_id, unit_id),
    CONSTRAINT campaign_units_notified CHECK (status <> 'notified' OR notified_at IS NOT NULL),
    CONSTRAINT campaign_units_booked CHECK (status <> 'booked' OR booked_for IS NOT NULL),
    CONSTRAINT campaign_units_ended CHECK ((status IN ('remedied', 'unreachable', 'refused', 'scrapped')) = (ended_at IS NOT NULL))
);
CREATE INDEX campaign_units_unit ON campaign_units (unit_id);
CREATE INDEX campaign_units_status ON campaign_units (campaign_id, status);
CREATE INDEX campaign_units_ticket ON campaign_units (ticket_id) WHERE ticket_id IS NOT NULL;

-- What a scope looks for.
CREATE INDEX units_produced ON units (product_id, produced_on);
CREATE INDEX units_batch ON units (batch) WHERE batch IS NOT NULL;
CREATE INDEX unit_components_lot ON unit_components (supplier_id, batch) WHERE removed_on IS NULL;
CREATE INDEX unit_components_batch ON unit_components (batch) WHERE removed_on IS NULL;

CREATE VIEW campaign_rows AS
SELECT c.id, c.number, c.kind, c.status, c.title, c.reason, c.remedy, c.severity, c.part_id, p.number AS part_number, p.name AS part_name,
    c.part_quantity, c.standard_minutes, c.labour_rate, c.currency, c.starts_on, c.finish_on, c.scope_id, c.author_id,
    a.name AS author_name, v.name AS approved_by_name, c.approved_at, c.published_at, c.ended_at, c.end_reason, c.version,
    c.created_at, c.search
FROM campaigns c
    JOIN users a ON a.id = c.author_id
    LEFT JOIN users v ON v.id = c.approved_by_id
    LEFT JOIN parts p ON p.id = c.part_id;

CREATE VIEW campaign_unit_rows AS
SELECT x.campaign_id, x.unit_id, x.status, x.identified_at, x.notified_at, x.booked_for, x.ended_at, x.note, x.ticket_id,
    t.number AS ticket_number, u.serial, u.search, p.code AS product_code, u.customer_id, k.name AS customer_name,
    k.phone AS customer_phone, u.dealer_id, d.name AS dealer_name, c.number AS campaign_number, c.kind AS campaign_kind,
    c.status AS campaign_status, c.title AS campaign_title, c.remedy, c.severity
FROM campaign_units x
    JOIN campaigns c ON c.id = x.campaign_id
    JOIN units u ON u.id = x.unit_id
    JOIN products p ON p.id = u.product_id
    LEFT JOIN customers k ON k.id = u.customer_id
    LEFT JOIN organizations d ON d.id = u.dealer_id
    LEFT JOIN tickets t ON t.id = x.ticket_id;
