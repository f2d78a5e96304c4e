-- Texts that are written again and again: the house's, or one person's own.
CREATE TABLE canned_answers (
    id uuid PRIMARY KEY,
    owner_id uuid REFERENCES users,
    title text NOT NULL,
    body text NOT NULL,
    locale text NOT NULL CHECK (locale IN ('zh-CN', 'en')),
    kinds text[] NOT NULL,
    topic text,
    product_line text,
    active boolean NOT NULL,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    search text NOT NULL GENERATED ALWAYS AS (lower(title || ' ' || left(body, 3000))) STORED
);
CREATE INDEX canned_answers_list ON canned_answers (title, id);
CREATE INDEX canned_answers_owner ON canned_answers (owner_id, title, id);
CREATE INDEX canned_answers_search ON canned_answers USING gin (bigrams(search));
