-- Content is kept once, by its hash, in pieces that are streamed one after the other. It lies in the database:
-- one backup holds everything, and every server process sees it.
CREATE TABLE blobs (
    sha256 bytea PRIMARY KEY CHECK (octet_length(sha256) = 32),
    size bigint NOT NULL CHECK (size > 0),
    media_type text NOT NULL,
    thumbnail bytea,
    created_at timestamptz NOT NULL
);
CREATE INDEX blobs_created ON blobs (created_at);

CREATE TABLE blob_pieces (
    sha256 bytea NOT NULL REFERENCES blobs ON DELETE CASCADE,
    n integer NOT NULL CHECK (n >= 0),
    bytes bytea NOT NULL,
    PRIMARY KEY (sha256, n)
);
-- Photographs are compressed already.
ALTER TABLE blob_pieces ALTER COLUMN bytes SET STORAGE EXTERNAL;

CREATE TABLE attachments (
    id uuid PRIMARY KEY,
    ticket_id uuid NOT NULL REFERENCES tickets,
    sha256 bytea NOT NULL REFERENCES blobs,
    name text NOT NULL,
    visibility text NOT NULL CHECK (visibility IN ('public', 'internal')),
    uploaded_by_id uuid NOT NULL REFERENCES users,
    created_at timestamptz NOT NULL
);
CREATE INDEX attachments_ticket ON attachments (ticket_id, created_at DESC, id DESC);
CREATE INDEX attachments_content ON attachments (sha256);

ALTER TABLE ticket_events DROP CONSTRAINT ticket_events_kind_check;
ALTER TABLE ticket_events ADD CONSTRAINT ticket_events_kind_check
    CHECK (kind IN ('created', 'updated', 'action', 'comment', 'link', 'attachment', 'rule', 'imported'));
