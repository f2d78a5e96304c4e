-- A list as somebody likes to see it: filters, order and columns, under a name.
CREATE TABLE saved_views (
    id uuid PRIMARY KEY,
    register text NOT NULL CHECK (register IN ('ticket')),
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 60),
    owner_id uuid NOT NULL REFERENCES users,
    sharing text NOT NULL CHECK (sharing IN ('own', 'team', 'house')),
    team_id uuid REFERENCES teams,
    query text NOT NULL CHECK (char_length(query) <= 2000),
    column_names jsonb NOT NULL,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CHECK ((sharing = 'team') = (team_id IS NOT NULL))
);
CREATE INDEX saved_views_owner ON saved_views (owner_id, register);
CREATE INDEX saved_views_team ON saved_views (team_id, register) WHERE team_id IS NOT NULL;
CREATE INDEX saved_views_house ON saved_views (register) WHERE sharing = 'house';
