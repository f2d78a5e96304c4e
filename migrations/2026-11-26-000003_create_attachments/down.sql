-- What the timeline says of files is kept, as words about a change.
UPDATE ticket_events SET kind = 'updated' WHERE kind = 'attachment';
ALTER TABLE ticket_events DROP CONSTRAINT ticket_events_kind_check;
ALTER TABLE ticket_events ADD CONSTRAINT ticket_events_kind_check
    CHECK (kind IN ('created', 'updated', 'action', 'comment', 'link', 'rule', 'imported'));

DROP TABLE attachments;
DROP TABLE blob_pieces;
DROP TABLE blobs;
