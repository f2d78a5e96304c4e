-- Reconciliation: what the books have is frozen when a count is opened; at most one is open at a location.
CREATE TABLE stock_counts (
    id uuid PRIMARY KEY,
    number text NOT NULL CONSTRAINT stock_counts_number_key UNIQUE,
    location_id uuid NOT NULL REFERENCES locations,
    status text NOT NULL CHECK (status IN ('draft', 'counted', 'approved', 'cancelled')),
    note text,
    opened_by_id uuid NOT NULL REFERENCES users,
    opened_at timestamptz NOT NULL,
    counted_by_id uuid REFERENCES users,
    counted_at timestamptz,
    approved_by_id uuid REFERENCES users CHECK (approved_by_id <> counted_by_id),
    approved_at timestamptz,
    cancel_reason text,
    version integer NOT NULL,
    updated_at timestamptz NOT NULL,
    CHECK ((counted_by_id IS NULL) = (counted_at IS NULL)),
    CHECK ((approved_by_id IS NULL) = (approved_at IS NULL)),
    CHECK (status NOT IN ('counted', 'approved') OR counted_at IS NOT NULL),
    CHECK ((status = 'approved') = (approved_at IS NOT NULL)),
    CHECK ((status = 'cancelled') = (cancel_reason IS NOT NULL))
);
CREATE UNIQUE INDEX stock_counts_one_open ON stock_counts (location_id) WHERE status IN ('draft', 'counted');
CREATE INDEX stock_counts_location ON stock_counts (location_id, id DESC);
CREATE INDEX stock_counts_status ON stock_counts (status, id DESC);

CREATE TABLE stock_count_lines (
    count_id uuid NOT NULL REFERENCES stock_counts,
    part_id uuid NOT NULL REFERENCES parts,
    expected bigint NOT NULL CHECK (expected >= 0),
    counted bigint CHECK (counted >= 0),
    PRIMARY KEY (count_id, part_id)
);
CREATE INDEX stock_count_lines_part ON stock_count_lines (part_id);

CREATE VIEW stock_count_rows AS
SELECT s.id, s.number, s.status, s.location_id, l.name AS location_name, l.organization_id,
    (SELECT count(*) FROM stock_count_lines x WHERE x.count_id = s.id) AS lines,
    (SELECT count(x.counted) FROM stock_count_lines x WHERE x.count_id = s.id) AS counted_lines,
    (SELECT count(*) FROM stock_count_lines x WHERE x.count_id = s.id AND x.counted <> x.expected) AS differing_lines,
    s.opened_at, o.name AS opened_by_name, s.counted_by_id, s.counted_at, c.name AS counted_by_name,
    s.approved_at, a.name AS approved_by_name, s.note, s.cancel_reason, s.version
FROM stock_counts s
    JOIN locations l ON l.id = s.location_id
    JOIN users o ON o.id = s.opened_by_id
    LEFT JOIN users c ON c.id = s.counted_by_id
    LEFT JOIN users a ON a.id = s.approved_by_id;
