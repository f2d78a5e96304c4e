-- Spare parts. What one fits and what it costs lie beside it.
CREATE TABLE parts (
    id uuid PRIMARY KEY,
    number text NOT NULL CONSTRAINT parts_number_key UNIQUE,
    name text NOT NULL,
    description text,
    measure text NOT NULL CHECK (measure IN ('piece', 'set', 'pair', 'metre', 'kilogram', 'litre')),
    part_class text,
    supplier_id uuid REFERENCES organizations,
    batch_tracked boolean NOT NULL,
    serial_tracked boolean NOT NULL,
    return_owed boolean NOT NULL,
    return_days integer CHECK (return_days BETWEEN 1 AND 365),
    superseded_by_id uuid REFERENCES parts CHECK (superseded_by_id <> id),
    active boolean NOT NULL,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    search text NOT NULL GENERATED ALWAYS AS (lower(number || ' ' || name || ' ' || coalesce(description, ''))) STORED,
    CHECK (return_owed = (return_days IS NOT NULL))
);
CREATE INDEX parts_name ON parts (name, id);
CREATE INDEX parts_created ON parts (created_at DESC, id DESC);
CREATE INDEX parts_supplier ON parts (supplier_id, number);
CREATE INDEX parts_superseded_by ON parts (superseded_by_id) WHERE superseded_by_id IS NOT NULL;
CREATE INDEX parts_inactive ON parts (number) WHERE NOT active;
CREATE INDEX parts_search ON parts USING gin (bigrams(search));

CREATE TABLE part_products (
    part_id uuid NOT NULL REFERENCES parts,
    product_id uuid NOT NULL REFERENCES products,
    PRIMARY KEY (part_id, product_id)
);
CREATE INDEX part_products_product ON part_products (product_id, part_id);

-- A price holds until the next one begins.
CREATE TABLE part_prices (
    part_id uuid NOT NULL REFERENCES parts,
    valid_from date NOT NULL,
    currency text NOT NULL CHECK (currency IN ('CNY', 'EUR', 'USD', 'HKD')),
    price numeric(11, 2) NOT NULL CHECK (price >= 0),
    cost numeric(11, 2) CHECK (cost >= 0),
    PRIMARY KEY (part_id, valid_from)
);

CREATE VIEW part_rows AS
SELECT p.id, p.number, p.name, p.description, p.measure, p.part_class, p.supplier_id, o.name AS supplier_name, p.batch_tracked,
    p.serial_tracked, p.return_owed, p.return_days, p.superseded_by_id, s.number AS superseded_by_number,
    s.name AS superseded_by_name, s.active AS superseded_by_active, s.supplier_id AS superseded_by_supplier_id, p.active,
    p.version, p.created_at, p.updated_at, p.search
FROM parts p
    LEFT JOIN organizations o ON o.id = p.supplier_id
    LEFT JOIN parts s ON s.id = p.superseded_by_id;
