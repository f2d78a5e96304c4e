-- What a part looked like when it came: evidence for whoever answers for it, and in the place of a second person when it is
-- scrapped. The content lies in `blobs`, as that of every file.
CREATE TABLE rma_pictures (
    id uuid PRIMARY KEY,
    line_id uuid NOT NULL REFERENCES rma_lines,
    sha256 bytea NOT NULL REFERENCES blobs,
    name text NOT NULL,
    uploaded_by_id uuid NOT NULL REFERENCES users,
    created_at timestamptz NOT NULL
);
CREATE INDEX rma_pictures_line ON rma_pictures (line_id, created_at, id);
CREATE INDEX rma_pictures_content ON rma_pictures (sha256);

-- Who sees a picture follows from its line, and from whom that was offered to.
CREATE VIEW rma_picture_rows AS
SELECT y.id, y.line_id, x.rma_id, r.dealer_id, s.supplier_id, s.status AS supplier_status, x.status AS line_status, y.sha256,
    y.name, b.media_type, b.size, (b.thumbnail IS NOT NULL) AS has_thumbnail, y.uploaded_by_id, u.name AS uploaded_by_name,
    y.created_at
FROM rma_pictures y
    JOIN rma_lines x ON x.id = y.line_id
    JOIN rmas r ON r.id = x.rma_id
    JOIN blobs b ON b.sha256 = y.sha256
    JOIN users u ON u.id = y.uploaded_by_id
    LEFT JOIN supplier_returns s ON s.line_id = y.line_id;

-- While quality keeps a part, nothing becomes of it. Rows stay, so that it can be read who kept it, and why.
CREATE TABLE rma_holds (
    id uuid PRIMARY KEY,
    line_id uuid NOT NULL REFERENCES rma_lines,
    reason text NOT NULL,
    held_by_id uuid NOT NULL REFERENCES users,
    held_at timestamptz NOT NULL,
    lifted_by_id uuid REFERENCES users,
    lifted_at timestamptz,
    CHECK ((lifted_by_id IS NULL) = (lifted_at IS NULL))
);
CREATE UNIQUE INDEX rma_holds_open ON rma_holds (line_id) WHERE lifted_at IS NULL;
CREATE INDEX rma_holds_line ON rma_holds (line_id);

-- Scrapping needs two persons or a picture.
ALTER TABLE rma_lines ADD COLUMN scrap_pictured boolean NOT NULL DEFAULT false;
ALTER TABLE rma_lines DROP CONSTRAINT rma_lines_check5;
ALTER TABLE rma_lines ADD CONSTRAINT rma_lines_scrapped
    CHECK (status <> 'disposed' OR disposition <> 'scrap' OR scrap_confirmed_by_id IS NOT NULL OR scrap_pictured);
