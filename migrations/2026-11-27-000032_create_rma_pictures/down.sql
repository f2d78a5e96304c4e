-- What one person scrapped by a picture is decided, and waits for a second person again.
UPDATE rma_lines SET status = 'judged', disposed_at = NULL WHERE scrap_pictured AND scrap_confirmed_by_id IS NULL;
ALTER TABLE rma_lines DROP CONSTRAINT rma_lines_scrapped;
ALTER TABLE rma_lines ADD CONSTRAINT rma_lines_check5 CHECK (status <> 'disposed' OR disposition <> 'scrap' OR scrap_confirmed_by_id IS NOT NULL);
ALTER TABLE rma_lines DROP COLUMN scrap_pictured;
DROP TABLE rma_holds;
DROP VIEW rma_picture_rows;
DROP TABLE rma_pictures;
