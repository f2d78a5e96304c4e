-- The last change of a ticket, and what stood there before: whoever made it can take it back for a while.
CREATE TABLE ticket_undos (
    ticket_id uuid PRIMARY KEY REFERENCES tickets,
    actor_id uuid NOT NULL REFERENCES users,
    action text,
    version integer NOT NULL,
    at timestamptz NOT NULL,
    before jsonb NOT NULL
);
CREATE INDEX ticket_undos_at ON ticket_undos (at);

-- Who has a ticket open. Lost in a crash, and told again within seconds.
CREATE UNLOGGED TABLE ticket_presences (
    ticket_id uuid NOT NULL REFERENCES tickets,
    user_id uuid NOT NULL REFERENCES users,
    editing boolean NOT NULL,
    seen_at timestamptz NOT NULL,
    PRIMARY KEY (ticket_id, user_id)
);
CREATE INDEX ticket_presences_seen ON ticket_presences (seen_at);
