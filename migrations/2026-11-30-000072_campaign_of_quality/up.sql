-- A campaign can come from a quality feedback whose group went over its threshold (handbook 7).
ALTER TABLE campaigns ADD COLUMN quality_feedback_id uuid REFERENCES quality_feedbacks;
CREATE INDEX campaigns_quality ON campaigns (quality_feedback_id) WHERE quality_feedback_id IS NOT NULL;

CREATE OR REPLACE VIEW campaign_rows AS
SELECT c.id, c.number, c.kind, c.status, c.title, c.reason, c.remedy, c.severity, c.part_id, p.number AS part_number, p.name AS part_name,
    c.part_quantity, c.standard_minutes, c.labour_rate, c.currency, c.starts_on, c.finish_on, c.scope_id, c.author_id,
    a.name AS author_name, v.name AS approved_by_name, c.approved_at, c.published_at, c.ended_at, c.end_reason, c.version,
    c.created_at, c.search, c.quality_feedback_id, q.number AS quality_feedback_number
FROM campaigns c
    JOIN users a ON a.id = c.author_id
    LEFT JOIN users v ON v.id = c.approved_by_id
    LEFT JOIN parts p ON p.id = c.part_id
    LEFT JOIN quality_feedbacks q ON q.id = c.quality_feedback_id;
