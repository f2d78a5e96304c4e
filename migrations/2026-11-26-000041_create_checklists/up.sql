-- What is not to be forgotten on tickets of a kind; the steps stand as a JSON array in their order.
CREATE TABLE checklists (
    id uuid PRIMARY KEY,
    title text NOT NULL,
    steps jsonb NOT NULL CHECK (jsonb_typeof(steps) = 'array'),
    kinds text[] NOT NULL,
    topic text,
    product_line text,
    automatic boolean NOT NULL,
    active boolean NOT NULL,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    search text NOT NULL GENERATED ALWAYS AS (lower(title)) STORED
);
CREATE INDEX checklists_list ON checklists (title, id);
CREATE INDEX checklists_automatic ON checklists (title, id) WHERE automatic AND active;
CREATE INDEX checklists_search ON checklists USING gin (bigrams(search));

-- The steps on a ticket: copied from a checklist, or written for this ticket alone.
CREATE TABLE ticket_checks (
    id uuid PRIMARY KEY,
    ticket_id uuid NOT NULL REFERENCES tickets,
    position integer NOT NULL CHECK (position > 0),
    text text NOT NULL,
    required boolean NOT NULL,
    checklist_id uuid REFERENCES checklists ON DELETE SET NULL,
    note text,
    done_at timestamptz,
    done_by_id uuid REFERENCES users,
    CONSTRAINT ticket_checks_position UNIQUE (ticket_id, position),
    CONSTRAINT ticket_checks_done_by CHECK ((done_at IS NULL) = (done_by_id IS NULL)),
    CONSTRAINT ticket_checks_noted_when_done CHECK (note IS NULL OR done_at IS NOT NULL)
);
CREATE INDEX ticket_checks_checklist ON ticket_checks (checklist_id);

ALTER TABLE ticket_events DROP CONSTRAINT ticket_events_kind_check;
ALTER TABLE ticket_events ADD CONSTRAINT ticket_events_kind_check CHECK (kind IN
    ('created', 'updated', 'action', 'undone', 'comment', 'link', 'check', 'attachment', 'rule', 'imported'));
