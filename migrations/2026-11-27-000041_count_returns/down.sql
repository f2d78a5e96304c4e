DROP VIEW return_line_rows;
DROP INDEX rma_lines_part;
CREATE INDEX rma_lines_part ON rma_lines (part_id);
ALTER TABLE rma_lines DROP COLUMN received_at, DROP COLUMN restored_at;
