CREATE TABLE customers (
    id uuid PRIMARY KEY,
    number text NOT NULL CONSTRAINT customers_number_key UNIQUE,
    kind text NOT NULL CHECK (kind IN ('company', 'person')),
    name text NOT NULL,
    phone text,
    email text,
    address text,
    dealer_id uuid REFERENCES organizations,
    organization_id uuid CONSTRAINT customers_organization_key UNIQUE REFERENCES organizations,
    note text,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    search text NOT NULL GENERATED ALWAYS AS (lower(number || ' ' || name || ' ' || coalesce(phone, ''))) STORED
);
CREATE INDEX customers_name ON customers (name, id);
CREATE INDEX customers_created ON customers (created_at DESC, id DESC);
CREATE INDEX customers_dealer ON customers (dealer_id, name, id);
CREATE INDEX customers_search ON customers USING gin (bigrams(search));

CREATE TABLE contacts (
    id uuid PRIMARY KEY,
    customer_id uuid NOT NULL REFERENCES customers,
    name text NOT NULL,
    position text,
    phone text,
    email text,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE INDEX contacts_customer ON contacts (customer_id, name, id);

CREATE TABLE sites (
    id uuid PRIMARY KEY,
    customer_id uuid NOT NULL REFERENCES customers,
    name text NOT NULL,
    address text,
    region text,
    remote boolean NOT NULL,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE INDEX sites_customer ON sites (customer_id, name, id);

CREATE VIEW customer_rows AS
SELECT c.id, c.number, c.kind, c.name, c.phone, c.email, c.address, c.dealer_id, d.name AS dealer_name, c.organization_id,
    c.note, c.version, c.created_at, c.updated_at, c.search
FROM customers c LEFT JOIN organizations d ON d.id = c.dealer_id;

-- Who is asking, in one look-up per request: sessions and tokens that have not ended, of active people of
-- active organisations.
CREATE VIEW session_callers AS
SELECT s.id AS session_id, s.expires_at, u.id AS user_id, u.name, u.email, u.phone, u.roles, u.locale, u.version,
    o.id AS organization_id, o.kind AS organization_kind, o.name AS organization_name, o.zone, c.id AS customer_id
FROM sessions s
    JOIN users u ON u.id = s.user_id
    JOIN organizations o ON o.id = u.organization_id
    LEFT JOIN customers c ON c.organization_id = o.id
WHERE s.ended_at IS NULL AND u.status = 'active' AND o.active;

CREATE VIEW api_token_callers AS
SELECT t.hash, t.id AS api_token_id, t.permissions, t.expires_at, t.last_used_at, u.id AS user_id, u.name, u.email, u.phone,
    u.roles, u.locale, u.version, o.id AS organization_id, o.kind AS organization_kind, o.name AS organization_name, o.zone,
    c.id AS customer_id
FROM api_tokens t
    JOIN users u ON u.id = t.user_id
    JOIN organizations o ON o.id = u.organization_id
    LEFT JOIN customers c ON c.organization_id = o.id
WHERE t.revoked_at IS NULL AND u.status = 'active' AND o.active;
