-- Places where parts are kept. A van, and nothing else, has somebody who answers for it.
CREATE TABLE locations (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('central_depot', 'service_center', 'van')),
    code text NOT NULL CONSTRAINT locations_code_key UNIQUE,
    name text NOT NULL,
    organization_id uuid NOT NULL REFERENCES organizations,
    responsible_id uuid REFERENCES users,
    address text,
    active boolean NOT NULL,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    search text NOT NULL GENERATED ALWAYS AS (lower(code || ' ' || name)) STORED,
    CHECK ((kind = 'van') = (responsible_id IS NOT NULL))
);
CREATE INDEX locations_organization ON locations (organization_id, code);
CREATE INDEX locations_responsible ON locations (responsible_id) WHERE responsible_id IS NOT NULL;
CREATE INDEX locations_search ON locations USING gin (bigrams(search));

-- What there is: the sum of the movements, kept in the transaction that books each of them. The part's number stands
-- here too, so that a million lines are read in its order by index.
ALTER TABLE parts ADD CONSTRAINT parts_id_number_key UNIQUE (id, number);
CREATE TABLE stock_levels (
    id uuid PRIMARY KEY,
    location_id uuid NOT NULL REFERENCES locations,
    part_id uuid NOT NULL,
    part_number text NOT NULL,
    on_hand bigint NOT NULL CHECK (on_hand >= 0),
    reserved bigint NOT NULL CHECK (reserved >= 0 AND reserved <= on_hand),
    reorder_point bigint NOT NULL CHECK (reorder_point >= 0),
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT stock_levels_part_fkey FOREIGN KEY (part_id, part_number) REFERENCES parts (id, number) ON UPDATE CASCADE,
    CONSTRAINT stock_levels_line_key UNIQUE (location_id, part_id)
);
CREATE INDEX stock_levels_number ON stock_levels (part_number, id);
CREATE INDEX stock_levels_location ON stock_levels (location_id, part_number, id);
CREATE INDEX stock_levels_part ON stock_levels (part_id, part_number);
CREATE INDEX stock_levels_on_hand ON stock_levels (on_hand DESC, id DESC);
CREATE INDEX stock_levels_updated ON stock_levels (updated_at DESC, id DESC);
CREATE INDEX stock_levels_low ON stock_levels (part_number, id) WHERE reorder_point > 0 AND on_hand - reserved <= reorder_point;
CREATE INDEX stock_levels_in_stock ON stock_levels (part_number, id) WHERE on_hand > 0;

-- What was moved; never changed.
CREATE TABLE stock_movements (
    id uuid PRIMARY KEY,
    at timestamptz NOT NULL,
    kind text NOT NULL CHECK (kind IN ('receipt', 'transfer', 'issue', 'adjustment', 'correction')),
    part_id uuid NOT NULL REFERENCES parts,
    batch text,
    from_location_id uuid REFERENCES locations,
    to_location_id uuid REFERENCES locations,
    quantity bigint NOT NULL CHECK (quantity > 0),
    reason text,
    reference text,
    corrects_id uuid CONSTRAINT stock_movements_corrects_key UNIQUE REFERENCES stock_movements,
    actor_id uuid NOT NULL REFERENCES users,
    actor_name text NOT NULL,
    CHECK (from_location_id IS DISTINCT FROM to_location_id),
    CHECK ((kind = 'correction') = (corrects_id IS NOT NULL)),
    CHECK (CASE kind
        WHEN 'receipt' THEN from_location_id IS NULL
        WHEN 'transfer' THEN from_location_id IS NOT NULL AND to_location_id IS NOT NULL
        WHEN 'issue' THEN to_location_id IS NULL
        WHEN 'adjustment' THEN (from_location_id IS NULL OR to_location_id IS NULL) AND reason IS NOT NULL
        ELSE true END)
);
CREATE INDEX stock_movements_at ON stock_movements (at DESC, id DESC);
CREATE INDEX stock_movements_part ON stock_movements (part_id, at DESC, id DESC);
CREATE INDEX stock_movements_from ON stock_movements (from_location_id, at DESC, id DESC) WHERE from_location_id IS NOT NULL;
CREATE INDEX stock_movements_to ON stock_movements (to_location_id, at DESC, id DESC) WHERE to_location_id IS NOT NULL;
CREATE INDEX stock_movements_kind ON stock_movements (kind, at DESC, id DESC);

CREATE VIEW location_rows AS
SELECT l.id, l.kind, l.code, l.name, l.organization_id, o.name AS organization_name, l.responsible_id, u.name AS responsible_name,
    l.address, l.active, l.version, l.created_at, l.updated_at, l.search
FROM locations l
    JOIN organizations o ON o.id = l.organization_id
    LEFT JOIN users u ON u.id = l.responsible_id;

CREATE VIEW stock_rows AS
SELECT s.id, s.location_id, l.code AS location_code, l.name AS location_name, l.kind AS location_kind,
    l.active AS location_active, l.organization_id, o.name AS organization_name, s.part_id, s.part_number, p.name AS part_name,
    p.measure, p.batch_tracked, s.on_hand, s.reserved, s.reorder_point, s.version, s.updated_at, p.search
FROM stock_levels s
    JOIN locations l ON l.id = s.location_id
    JOIN organizations o ON o.id = l.organization_id
    JOIN parts p ON p.id = s.part_id;

CREATE VIEW movement_rows AS
SELECT m.id, m.at, m.kind, m.part_id, p.number AS part_number, p.name AS part_name, p.measure, m.batch, m.from_location_id,
    f.name AS from_location_name, f.organization_id AS from_organization_id, m.to_location_id, t.name AS to_location_name,
    t.organization_id AS to_organization_id, m.quantity, m.reason, m.reference, m.corrects_id,
    EXISTS (SELECT FROM stock_movements x WHERE x.corrects_id = m.id) AS corrected, m.actor_name
FROM stock_movements m
    JOIN parts p ON p.id = m.part_id
    LEFT JOIN locations f ON f.id = m.from_location_id
    LEFT JOIN locations t ON t.id = m.to_location_id;
