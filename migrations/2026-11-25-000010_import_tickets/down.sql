DROP INDEX tickets_source;

DELETE FROM import_refusals WHERE file <> 'csv';
ALTER TABLE import_refusals DROP CONSTRAINT import_refusals_pkey;
ALTER TABLE import_refusals ADD PRIMARY KEY (import_id, line);
ALTER TABLE import_refusals DROP COLUMN file;

DELETE FROM import_refusals USING imports i WHERE i.id = import_id AND i.kind = 'tickets';
DELETE FROM imports WHERE kind = 'tickets';
ALTER TABLE imports DROP CONSTRAINT imports_kind_check;
ALTER TABLE imports ADD CONSTRAINT imports_kind_check CHECK (kind IN ('repairs'));
