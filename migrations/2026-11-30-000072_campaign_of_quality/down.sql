DROP VIEW campaign_rows;
CREATE VIEW campaign_rows AS
SELECT c.id, c.number, c.kind, c.status, c.title, c.reason, c.remedy, c.severity, c.part_id, p.number AS part_number, p.name AS part_name,
    c.part_quantity, c.standard_minutes, c.labour_rate, c.currency, c.starts_on, c.finish_on, c.scope_id, c.author_id,
    a.name AS author_name, v.name AS approved_by_name, c.approved_at, c.published_at, c.ended_at, c.end_reason, c.version,
    c.created_at, c.search
FROM campaigns c
    JOIN users a ON a.id = c.author_id
    LEFT JOIN users v ON v.id = c.approved_by_id
    LEFT JOIN parts p ON p.id = c.part_id;
ALTER TABLE campaigns DROP COLUMN quality_feedback_id;
