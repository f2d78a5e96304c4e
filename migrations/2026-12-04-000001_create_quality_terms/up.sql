-- Within which time what is due of a quality feedback, from a day on; a case keeps the set of the day on which it was raised.
CREATE TABLE quality_terms (
    id uuid PRIMARY KEY,
    valid_from date NOT NULL CONSTRAINT quality_terms_valid_from_key UNIQUE,
    source text NOT NULL,
    terms jsonb NOT NULL,
    author_id uuid REFERENCES users,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
INSERT INTO quality_terms (id, valid_from, source, terms, version, created_at, updated_at)
VALUES ('01900000-0000-7000-8000-000000000002', '2000-01-01', '出厂设置：判定 1 个工作日，遏制 24 小时，原因 10 天，方案 14 天',
    '{"triage_working_days": 1, "severities": [
        {"severity": "critical", "containment_hours": 24, "cause_days": 10, "plan_days": 14},
        {"severity": "major", "containment_hours": 24, "cause_days": 10, "plan_days": 14},
        {"severity": "moderate", "containment_hours": 24, "cause_days": 10, "plan_days": 14},
        {"severity": "minor", "containment_hours": 24, "cause_days": 10, "plan_days": 14}]}',
    1, '2000-01-01', '2000-01-01');
