DELETE FROM notifications WHERE ticket_id IS NULL AND line_id IS NULL;
ALTER TABLE notifications DROP CONSTRAINT notifications_kind_check;
ALTER TABLE notifications ADD CONSTRAINT notifications_kind_check CHECK (kind IN
    ('assigned', 'queued', 'mentioned', 'answered', 'watched', 'warned', 'breached', 'escalated', 'crisis', 'individual_case',
    'offered', 'offer_refused'));
ALTER TABLE notifications DROP CONSTRAINT notifications_about;
ALTER TABLE notifications DROP COLUMN transfer_id, DROP COLUMN rma_id;
ALTER TABLE notifications ADD CONSTRAINT notifications_about CHECK (num_nonnulls(ticket_id, line_id) = 1);
