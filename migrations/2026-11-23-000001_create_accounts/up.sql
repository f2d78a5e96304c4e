-- Printed numbers: one sequence per prefix and year, made when first used. Sequences are not rolled
-- back, so a number may be missing, but none is ever given twice and nobody waits for anybody.
CREATE FUNCTION next_number(prefix text, year integer) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    name text := format('number_%s_%s', lower(prefix), year);
BEGIN
    IF to_regclass(name) IS NULL THEN
        PERFORM pg_advisory_xact_lock(hashtext(name));
        EXECUTE format('CREATE SEQUENCE IF NOT EXISTS %I', name);
    END IF;
    RETURN format('%s-%s-%s', prefix, year, lpad(nextval(name::regclass)::text, 6, '0'));
END $$;

-- Pairs of neighbouring characters, for finding two-character words inside longer text by index.
CREATE FUNCTION bigrams(source text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
    SELECT coalesce(array_agg(DISTINCT substr(s, i, 2)), '{}')
    FROM (SELECT left(lower(source), 1000) AS s) AS t, generate_series(1, length(s) - 1) AS i
$$;

CREATE TABLE organizations (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('manufacturer', 'dealer', 'service_center', 'supplier', 'customer')),
    code text NOT NULL CONSTRAINT organizations_code_key UNIQUE,
    name text NOT NULL,
    zone text NOT NULL,
    phone text,
    address text,
    active boolean NOT NULL,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    search text NOT NULL GENERATED ALWAYS AS (lower(code || ' ' || name)) STORED
);
CREATE UNIQUE INDEX organizations_one_manufacturer ON organizations (kind) WHERE kind = 'manufacturer';
CREATE INDEX organizations_name ON organizations (name, id);
CREATE INDEX organizations_created ON organizations (created_at DESC, id DESC);
CREATE INDEX organizations_search ON organizations USING gin (bigrams(search));

CREATE TABLE users (
    id uuid PRIMARY KEY,
    organization_id uuid NOT NULL REFERENCES organizations,
    name text NOT NULL,
    email text NOT NULL CONSTRAINT users_email_key UNIQUE,
    phone text,
    roles text[] NOT NULL,
    locale text NOT NULL,
    status text NOT NULL CHECK (status IN ('invited', 'active', 'disabled')),
    password_hash text,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    search text NOT NULL GENERATED ALWAYS AS (lower(name || ' ' || email)) STORED,
    CHECK (status <> 'active' OR password_hash IS NOT NULL)
);
CREATE INDEX users_organization ON users (organization_id, name, id);
CREATE INDEX users_name ON users (name, id);
CREATE INDEX users_created ON users (created_at DESC, id DESC);
CREATE INDEX users_search ON users USING gin (bigrams(search));

CREATE TABLE sessions (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users,
    user_agent text,
    address text,
    created_at timestamptz NOT NULL,
    last_used_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    ended_at timestamptz
);
CREATE INDEX sessions_user ON sessions (user_id, last_used_at DESC) WHERE ended_at IS NULL;

CREATE TABLE refresh_tokens (
    hash bytea PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES sessions ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    used_at timestamptz
);
CREATE INDEX refresh_tokens_session ON refresh_tokens (session_id);

CREATE TABLE one_use_links (
    hash bytea PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);
CREATE INDEX one_use_links_user ON one_use_links (user_id);

CREATE TABLE api_tokens (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users,
    name text NOT NULL,
    hash bytea NOT NULL CONSTRAINT api_tokens_hash_key UNIQUE,
    permissions text[] NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    last_used_at timestamptz,
    revoked_at timestamptz
);
CREATE INDEX api_tokens_user ON api_tokens (user_id, created_at DESC);

-- Wrong passwords, to slow guessing down. Devices that have logged in before are known by a cookie and
-- counted apart, so that a stranger's guesses never lock the owner out.
CREATE TABLE login_failures (
    id uuid PRIMARY KEY,
    email text NOT NULL,
    address text NOT NULL,
    device bytea,
    at timestamptz NOT NULL
);
CREATE INDEX login_failures_email ON login_failures (email, at);
CREATE INDEX login_failures_address ON login_failures (address, at);
CREATE INDEX login_failures_at ON login_failures (at);

CREATE TABLE known_devices (
    hash bytea PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users,
    created_at timestamptz NOT NULL,
    last_used_at timestamptz NOT NULL
);
CREATE INDEX known_devices_user ON known_devices (user_id);

CREATE TABLE policies (
    id integer PRIMARY KEY CHECK (id = 1),
    policy jsonb NOT NULL,
    version integer NOT NULL,
    updated_at timestamptz NOT NULL
);
INSERT INTO policies VALUES (1, '{}', 1, now());

CREATE TABLE audit_entries (
    id uuid PRIMARY KEY,
    at timestamptz NOT NULL,
    actor_id uuid,
    actor_name text NOT NULL,
    record text NOT NULL,
    record_id uuid NOT NULL,
    action text NOT NULL,
    request_id text,
    changes jsonb NOT NULL
);
CREATE INDEX audit_entries_record ON audit_entries (record_id, at DESC, id DESC);
CREATE INDEX audit_entries_actor ON audit_entries (actor_id, at DESC, id DESC);
CREATE INDEX audit_entries_at ON audit_entries (at DESC, id DESC);

-- The answer to a request that creates or acts, kept for 24 hours, so that a repeated one is answered
-- alike and carried out once.
CREATE TABLE idempotency_keys (
    user_id uuid NOT NULL,
    key text NOT NULL,
    request_hash bytea NOT NULL,
    status smallint,
    etag text,
    location text,
    body text,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, key)
);
CREATE INDEX idempotency_keys_created ON idempotency_keys (created_at);

CREATE TABLE teams (
    id uuid PRIMARY KEY,
    organization_id uuid NOT NULL REFERENCES organizations,
    code text NOT NULL CONSTRAINT teams_code_key UNIQUE,
    name text NOT NULL,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE INDEX teams_organization ON teams (organization_id, name, id);
CREATE INDEX teams_name ON teams (name, id);
CREATE TABLE team_members (
    team_id uuid NOT NULL REFERENCES teams,
    user_id uuid NOT NULL REFERENCES users,
    PRIMARY KEY (team_id, user_id)
);
CREATE INDEX team_members_user ON team_members (user_id);

-- What is read joins the names in; PostgreSQL leaves out the joins that a query does not need.
CREATE VIEW user_rows AS
SELECT u.id, u.organization_id, o.name AS organization_name, o.kind AS organization_kind, o.zone, o.active AS organization_active,
    u.name, u.email, u.phone, u.roles, u.locale, u.status, u.version, u.created_at, u.updated_at, u.search
FROM users u JOIN organizations o ON o.id = u.organization_id;
