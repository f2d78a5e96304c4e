DROP TABLE ticket_watchers;

-- What was told to watchers said that somebody had answered or acted.
UPDATE notifications SET kind = 'answered' WHERE kind = 'watched';
ALTER TABLE notifications DROP CONSTRAINT notifications_kind_check;
ALTER TABLE notifications ADD CONSTRAINT notifications_kind_check CHECK (kind IN
    ('assigned', 'queued', 'mentioned', 'answered', 'warned', 'breached', 'escalated', 'crisis', 'individual_case'));
