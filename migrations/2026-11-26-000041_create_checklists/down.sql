-- What the timeline says of checks and of what was taken back is kept, as words about a change.
UPDATE ticket_events SET kind = 'updated' WHERE kind IN ('check', 'undone');
ALTER TABLE ticket_events DROP CONSTRAINT ticket_events_kind_check;
ALTER TABLE ticket_events ADD CONSTRAINT ticket_events_kind_check
    CHECK (kind IN ('created', 'updated', 'action', 'comment', 'link', 'attachment', 'rule', 'imported'));

DROP TABLE ticket_checks;
DROP TABLE checklists;
