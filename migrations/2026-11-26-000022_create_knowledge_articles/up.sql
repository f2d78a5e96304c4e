-- What the house knows. The columns hold the text that readers have; what is being changed in a published article
-- lies in draft until it is published.
CREATE TABLE knowledge_articles (
    id uuid PRIMARY KEY,
    number text NOT NULL CONSTRAINT knowledge_articles_number_key UNIQUE,
    status text NOT NULL CHECK (status IN ('draft', 'published', 'archived')),
    title text NOT NULL,
    body text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('faq', 'manual', 'bulletin', 'software')),
    audience text NOT NULL CHECK (audience IN ('internal', 'dealer', 'public')),
    draft jsonb CHECK (draft IS NULL OR status = 'published'),
    edition integer NOT NULL CHECK (edition >= 0),
    published_at timestamptz,
    published_by_id uuid REFERENCES users,
    created_by_id uuid NOT NULL REFERENCES users,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    search text NOT NULL GENERATED ALWAYS AS (lower(number || ' ' || title || ' ' || left(body, 3500))) STORED,
    CHECK (status <> 'published' OR edition > 0),
    CHECK ((edition = 0) = (published_at IS NULL))
);
CREATE INDEX knowledge_articles_status ON knowledge_articles (status, id DESC);
CREATE INDEX knowledge_articles_kind ON knowledge_articles (kind, id DESC);
CREATE INDEX knowledge_articles_search ON knowledge_articles USING gin (bigrams(search));

-- Every publishing, as it was; never changed.
CREATE TABLE knowledge_editions (
    article_id uuid NOT NULL REFERENCES knowledge_articles,
    n integer NOT NULL CHECK (n > 0),
    title text NOT NULL,
    body text NOT NULL,
    kind text NOT NULL,
    audience text NOT NULL CHECK (audience IN ('internal', 'dealer', 'public')),
    published_at timestamptz NOT NULL,
    published_by_id uuid NOT NULL REFERENCES users,
    PRIMARY KEY (article_id, n)
);

CREATE TABLE knowledge_products (
    article_id uuid NOT NULL REFERENCES knowledge_articles,
    product_id uuid NOT NULL REFERENCES products,
    PRIMARY KEY (article_id, product_id)
);
CREATE INDEX knowledge_products_product ON knowledge_products (product_id, article_id DESC);

CREATE TABLE knowledge_fault_codes (
    article_id uuid NOT NULL REFERENCES knowledge_articles,
    fault_code_id uuid NOT NULL REFERENCES fault_codes,
    PRIMARY KEY (article_id, fault_code_id)
);
CREATE INDEX knowledge_fault_codes_fault_code ON knowledge_fault_codes (fault_code_id, article_id DESC);

CREATE TABLE knowledge_files (
    id uuid PRIMARY KEY,
    article_id uuid NOT NULL REFERENCES knowledge_articles,
    sha256 bytea NOT NULL REFERENCES blobs,
    name text NOT NULL,
    label text,
    uploaded_by_id uuid NOT NULL REFERENCES users,
    created_at timestamptz NOT NULL
);
CREATE INDEX knowledge_files_article ON knowledge_files (article_id, created_at DESC, id DESC);
CREATE INDEX knowledge_files_content ON knowledge_files (sha256);
