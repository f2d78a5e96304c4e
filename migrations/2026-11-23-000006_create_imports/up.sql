CREATE TABLE imports (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('repairs')),
    source text NOT NULL,
    dry_run boolean NOT NULL,
    status text NOT NULL CHECK (status IN ('running', 'finished', 'failed')),
    rows_total integer NOT NULL,
    rows_read integer NOT NULL,
    rows_created integer NOT NULL,
    rows_known integer NOT NULL,
    rows_refused integer NOT NULL,
    failure text,
    created_by_id uuid REFERENCES users,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    finished_at timestamptz
);
CREATE INDEX imports_created ON imports (created_at DESC, id DESC);

CREATE TABLE import_refusals (
    import_id uuid NOT NULL REFERENCES imports ON DELETE CASCADE,
    line integer NOT NULL,
    reference text,
    "column" text,
    reason text NOT NULL,
    PRIMARY KEY (import_id, line)
);
