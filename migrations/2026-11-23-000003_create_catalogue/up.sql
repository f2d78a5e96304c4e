CREATE TABLE products (
    id uuid PRIMARY KEY,
    code text NOT NULL CONSTRAINT products_code_key UNIQUE,
    name text NOT NULL,
    line text NOT NULL,
    brand text,
    usage_unit text,
    warranty_terms jsonb NOT NULL,
    active boolean NOT NULL,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    search text NOT NULL GENERATED ALWAYS AS (lower(code || ' ' || name)) STORED
);
CREATE INDEX products_line ON products (line, code, id);
CREATE INDEX products_search ON products USING gin (bigrams(search));

CREATE TABLE fault_codes (
    id uuid PRIMARY KEY,
    code text NOT NULL CONSTRAINT fault_codes_code_key UNIQUE,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    line text,
    standard_minutes integer CHECK (standard_minutes > 0),
    active boolean NOT NULL,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    search text NOT NULL GENERATED ALWAYS AS (lower(code || ' ' || name_zh || ' ' || name_en)) STORED
);
CREATE INDEX fault_codes_line ON fault_codes (line, code, id);
CREATE INDEX fault_codes_search ON fault_codes USING gin (bigrams(search));
