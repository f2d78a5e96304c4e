DELETE FROM notifications WHERE kind IN ('offered', 'offer_refused');
ALTER TABLE notifications DROP CONSTRAINT notifications_kind_check;
ALTER TABLE notifications ADD CONSTRAINT notifications_kind_check CHECK (kind IN
    ('assigned', 'queued', 'mentioned', 'answered', 'watched', 'warned', 'breached', 'escalated', 'crisis', 'individual_case'));
ALTER TABLE notifications DROP CONSTRAINT notifications_about;
ALTER TABLE notifications DROP COLUMN line_id;
ALTER TABLE notifications ALTER COLUMN ticket_id SET NOT NULL;
DELETE FROM rma_custody WHERE step = 'collected';
ALTER TABLE rma_custody DROP CONSTRAINT rma_custody_step_check;
ALTER TABLE rma_custody ADD CONSTRAINT rma_custody_step_check CHECK (step IN ('shipped', 'handed_over', 'received'));
DROP VIEW supplier_return_rows;
DROP TABLE supplier_charges;
DROP TABLE supplier_returns;
