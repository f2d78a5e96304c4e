-- Words that the house puts on tickets. They lie beside the ticket: a tag makes nobody's form stale.
CREATE TABLE ticket_tags (
    ticket_id uuid NOT NULL REFERENCES tickets,
    tag text NOT NULL CHECK (char_length(tag) BETWEEN 1 AND 40),
    tagged_by_id uuid NOT NULL REFERENCES users,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (ticket_id, tag)
);
CREATE INDEX ticket_tags_tag ON ticket_tags (tag, ticket_id);
