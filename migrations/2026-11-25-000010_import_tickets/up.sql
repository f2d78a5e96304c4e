ALTER TABLE imports DROP CONSTRAINT imports_kind_check;
ALTER TABLE imports ADD CONSTRAINT imports_kind_check CHECK (kind IN ('repairs', 'tickets'));

-- Tickets come in two files, and a line says nothing without its file.
ALTER TABLE import_refusals ADD COLUMN file text NOT NULL DEFAULT 'csv' CHECK (file IN ('csv', 'events'));
ALTER TABLE import_refusals ALTER COLUMN file DROP DEFAULT;
ALTER TABLE import_refusals DROP CONSTRAINT import_refusals_pkey;
ALTER TABLE import_refusals ADD PRIMARY KEY (import_id, file, line);

-- The report of ticket times reads the tickets of one source in the order of their creation.
CREATE INDEX tickets_source ON tickets (external_source, created_at, id) WHERE external_source IS NOT NULL;
