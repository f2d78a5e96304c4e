-- Who of the house follows a ticket without having it.
CREATE TABLE ticket_watchers (
    ticket_id uuid NOT NULL REFERENCES tickets,
    user_id uuid NOT NULL REFERENCES users,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (ticket_id, user_id)
);
CREATE INDEX ticket_watchers_user ON ticket_watchers (user_id);

ALTER TABLE notifications DROP CONSTRAINT notifications_kind_check;
ALTER TABLE notifications ADD CONSTRAINT notifications_kind_check CHECK (kind IN
    ('assigned', 'queued', 'mentioned', 'answered', 'watched', 'warned', 'breached', 'escalated', 'crisis', 'individual_case'));
