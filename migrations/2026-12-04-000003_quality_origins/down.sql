DROP VIEW quality_feedback_rows;
CREATE VIEW quality_feedback_rows AS
SELECT q.id, q.number, q.status, q.subject, q.description, q.severity, q.extent, q.method, q.department, q.product_id,
    m.name AS product_name, q.part_id, p.number AS part_number, p.name AS part_name, p.supplier_id AS part_supplier_id,
    q.supplier_id, s.name AS supplier_name, q.fault_code_id, f.code AS fault_code, q.unit_id, u.serial AS unit_serial, q.batch,
    q.quantity_checked, q.quantity_bad, q.owner_id, o.name AS owner_name, q.raised_by_id, r.name AS raised_by_name, q.report,
    q.decisions, q.answer, q.instructed_at, q.due_at, q.merged_into_id, i.number AS merged_into_number,
    (SELECT count(*) FROM quality_sources x WHERE x.feedback_id = q.id) AS sources, q.ended_at, q.version, q.created_at, q.updated_at,
    q.search
FROM quality_feedbacks q
    JOIN users r ON r.id = q.raised_by_id
    LEFT JOIN products m ON m.id = q.product_id
    LEFT JOIN parts p ON p.id = q.part_id
    LEFT JOIN organizations s ON s.id = q.supplier_id
    LEFT JOIN fault_codes f ON f.id = q.fault_code_id
    LEFT JOIN units u ON u.id = q.unit_id
    LEFT JOIN users o ON o.id = q.owner_id
    LEFT JOIN quality_feedbacks i ON i.id = q.merged_into_id;
DROP INDEX quality_feedbacks_cause;
DELETE FROM quality_sources WHERE origin IS NOT NULL;
ALTER TABLE quality_sources DROP CONSTRAINT quality_sources_told;
ALTER TABLE quality_sources DROP CONSTRAINT quality_sources_one;
ALTER TABLE quality_sources DROP COLUMN origin, DROP COLUMN reference, DROP COLUMN told_on, DROP COLUMN told_by;
ALTER TABLE quality_sources ADD CONSTRAINT quality_sources_one CHECK (num_nonnulls(ticket_id, rma_line_id) = 1);
