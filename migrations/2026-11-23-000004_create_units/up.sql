CREATE TABLE units (
    id uuid PRIMARY KEY,
    serial text NOT NULL,
    product_id uuid NOT NULL REFERENCES products,
    batch text,
    status text NOT NULL CHECK (status IN ('registered', 'in_service', 'under_repair', 'on_loan', 'retired')),
    customer_id uuid REFERENCES customers,
    site_id uuid REFERENCES sites,
    dealer_id uuid REFERENCES organizations,
    produced_on date,
    shipped_on date,
    invoiced_on date,
    installed_on date,
    accepted_on date,
    usage_value bigint CHECK (usage_value >= 0),
    extensions jsonb NOT NULL,
    exclusions jsonb NOT NULL,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    search text NOT NULL GENERATED ALWAYS AS (lower(serial)) STORED,
    CONSTRAINT units_serial_key UNIQUE (product_id, serial),
    CHECK (shipped_on >= produced_on),
    CHECK (installed_on >= shipped_on),
    CHECK (accepted_on >= installed_on)
);
CREATE INDEX units_serial ON units (serial, id);
CREATE INDEX units_created ON units (created_at DESC, id DESC);
CREATE INDEX units_customer ON units (customer_id, serial, id);
CREATE INDEX units_dealer ON units (dealer_id, serial, id);
CREATE INDEX units_product ON units (product_id, serial, id);
CREATE INDEX units_site ON units (site_id);
CREATE INDEX units_search ON units USING gin (bigrams(search));

CREATE TABLE unit_owners (
    id uuid PRIMARY KEY,
    unit_id uuid NOT NULL REFERENCES units,
    customer_id uuid NOT NULL REFERENCES customers,
    from_at timestamptz NOT NULL,
    until_at timestamptz CHECK (until_at >= from_at)
);
CREATE INDEX unit_owners_unit ON unit_owners (unit_id, from_at);
CREATE UNIQUE INDEX unit_owners_one_now ON unit_owners (unit_id) WHERE until_at IS NULL;

CREATE TABLE unit_components (
    id uuid PRIMARY KEY,
    unit_id uuid NOT NULL REFERENCES units,
    parent_id uuid REFERENCES unit_components,
    name text NOT NULL,
    part_class text,
    serial text,
    supplier_id uuid REFERENCES organizations,
    batch text,
    fitted_on date,
    removed_on date,
    supplier_warranty_until date,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CHECK (removed_on >= fitted_on)
);
CREATE INDEX unit_components_unit ON unit_components (unit_id, created_at, id);

CREATE TABLE unit_events (
    id uuid PRIMARY KEY,
    unit_id uuid NOT NULL REFERENCES units,
    at timestamptz NOT NULL,
    kind text NOT NULL,
    actor_id uuid,
    actor_name text NOT NULL,
    note text
);
CREATE INDEX unit_events_unit ON unit_events (unit_id, at DESC, id DESC);

CREATE VIEW unit_rows AS
SELECT u.id, u.serial, u.product_id, p.code AS product_code, p.name AS product_name, p.usage_unit, p.warranty_terms, u.batch,
    u.status, u.customer_id, c.name AS customer_name, u.site_id, s.name AS site_name, u.dealer_id, d.name AS dealer_name,
    u.produced_on, u.shipped_on, u.invoiced_on, u.installed_on, u.accepted_on, u.usage_value, u.extensions, u.exclusions,
    u.version, u.created_at, u.updated_at, u.search
FROM units u
    JOIN products p ON p.id = u.product_id
    LEFT JOIN customers c ON c.id = u.customer_id
    LEFT JOIN sites s ON s.id = u.site_id
    LEFT JOIN organizations d ON d.id = u.dealer_id;
