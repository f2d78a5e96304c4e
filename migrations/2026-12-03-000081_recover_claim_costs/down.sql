DROP VIEW to_recover_rows;
DROP VIEW allocated_cost_rows;
DROP VIEW recovery_line_rows;
-- What came from claims stays in its recovery as what it costs to handle the case: the sums stay, and no part is recovered twice.
UPDATE recovery_lines SET kind = 'handling', rma_line_id = NULL, claim_line_id = NULL WHERE claim_line_id IS NOT NULL;
ALTER TABLE recovery_lines DROP COLUMN claim_line_id;
ALTER TABLE recovery_lines DROP CONSTRAINT recovery_lines_kind_check;
ALTER TABLE recovery_lines ADD CONSTRAINT recovery_lines_kind_check CHECK (kind IN ('material', 'labour', 'travel', 'handling', 'penalty'));
CREATE UNIQUE INDEX recovery_lines_once ON recovery_lines (rma_line_id, kind) WHERE live;
UPDATE policies SET policy = policy - 'penalties';
CREATE VIEW recovery_line_rows AS
SELECT l.recovery_id, l.position, l.kind, l.rma_line_id, x.rma_id, m.number AS rma_number, x.tag, p.number AS part_number,
    coalesce(p.name, x.name) AS name, x.verdict, x.failure_mode, l.cost, l.basis, l.quantity, l.share_percent, l.amount
FROM recovery_lines l
    LEFT JOIN rma_lines x ON x.id = l.rma_line_id
    LEFT JOIN rmas m ON m.id = x.rma_id
    LEFT JOIN parts p ON p.id = x.part_id;
CREATE VIEW to_recover_rows AS
SELECT x.id, x.rma_id, m.number AS rma_number, x.tag, x.part_id, p.number AS part_number, coalesce(p.name, x.name) AS name,
    coalesce(s.supplier_id, p.supplier_id) AS supplier_id, o.name AS supplier_name, x.quantity_received AS quantity, x.share_percent,
    x.failure_mode, x.inspected_at
FROM rma_lines x
    JOIN rmas m ON m.id = x.rma_id
    LEFT JOIN parts p ON p.id = x.part_id
    LEFT JOIN supplier_returns s ON s.line_id = x.id
    LEFT JOIN organizations o ON o.id = coalesce(s.supplier_id, p.supplier_id)
WHERE x.responsible = 'supplier' AND x.share_percent > 0 AND x.inspected_at IS NOT NULL AND x.quantity_received > 0
    AND NOT EXISTS (SELECT FROM recovery_lines l WHERE l.rma_line_id = x.id AND l.live)
    AND NOT EXISTS (SELECT FROM supplier_charges c WHERE c.line_id = x.id AND c.kind = 'part');
