ALTER TABLE material_transfers DROP COLUMN search;
ALTER TABLE rma_lines DROP COLUMN search;
ALTER TABLE rmas DROP COLUMN search;
