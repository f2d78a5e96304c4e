-- What a warranty claim was paid for is recovered, too, by the share that the inspection of its part gives the supplier (MGT-T 4.5.1).
ALTER TABLE recovery_lines ADD COLUMN claim_line_id uuid REFERENCES warranty_claim_lines;
ALTER TABLE recovery_lines DROP CONSTRAINT recovery_lines_kind_check;
ALTER TABLE recovery_lines ADD CONSTRAINT recovery_lines_kind_check
    CHECK (kind IN ('material', 'labour', 'travel', 'other', 'handling', 'penalty'));
ALTER TABLE recovery_lines ADD CONSTRAINT recovery_lines_claim
    CHECK (claim_line_id IS NULL OR kind IN ('material', 'labour', 'travel', 'other'));
-- A part is recovered once, and so is a line of a claim.
DROP INDEX recovery_lines_once;
CREATE UNIQUE INDEX recovery_lines_once ON recovery_lines (rma_line_id, kind) WHERE live AND claim_line_id IS NULL;
CREATE UNIQUE INDEX recovery_lines_claim_once ON recovery_lines (claim_line_id) WHERE live AND claim_line_id IS NOT NULL;
CREATE INDEX recovery_lines_claim_line ON recovery_lines (claim_line_id) WHERE claim_line_id IS NOT NULL;

DROP VIEW to_recover_rows;
DROP VIEW recovery_line_rows;
CREATE VIEW recovery_line_rows AS
SELECT l.recovery_id, l.position, l.kind, l.rma_line_id, x.rma_id, m.number AS rma_number, c.claim_id, k.number AS claim_number, x.tag,
    p.number AS part_number, coalesce(p.name, x.name) AS name, x.verdict, x.failure_mode, l.cost, l.basis, l.quantity, l.share_percent,
    l.amount
FROM recovery_lines l
    LEFT JOIN rma_lines x ON x.id = l.rma_line_id
    LEFT JOIN rmas m ON m.id = x.rma_id
    LEFT JOIN parts p ON p.id = x.part_id
    LEFT JOIN warranty_claim_lines c ON c.id = l.claim_line_id
    LEFT JOIN warranty_claims k ON k.id = c.claim_id;

-- What paid claims cost because of a part that came back: the lines of a job beside those of old parts belong to its cause, which is the
-- part that the job names, else the first that comes back. Old parts themselves are recovered as lines of returns.
CREATE VIEW allocated_cost_rows AS
SELECT l.id AS claim_line_id, l.claim_id, k.number AS claim_number, k.kind AS claim_kind, k.currency, l.approved,
    CASE l.class WHEN 'part' THEN 'material' WHEN 'labour' THEN 'labour' WHEN 'travel' THEN 'travel' ELSE 'other' END AS kind,
    coalesce(l.description, q.name, o.name) AS description, c.rma_line_id
FROM warranty_claim_lines c
    JOIN warranty_claim_jobs j ON j.id = c.job_id
    JOIN warranty_claims k ON k.id = c.claim_id
    JOIN warranty_claim_lines l ON l.job_id = c.job_id
    LEFT JOIN parts q ON q.id = l.part_id
    LEFT JOIN labour_operations o ON o.id = l.operation_id
WHERE c.rma_line_id IS NOT NULL AND l.rma_line_id IS NULL AND l.approved > 0
    AND k.status IN ('payable', 'in_statement', 'paid', 'closed')
    AND NOT EXISTS (SELECT FROM warranty_claim_lines b WHERE b.job_id = c.job_id AND b.rma_line_id IS NOT NULL
        AND (coalesce(b.part_id = j.causal_part_id, false), -b.position) > (coalesce(c.part_id = j.causal_part_id, false), -c.position));

-- What the inspection found the supplier to answer for, and nobody has charged yet: parts, and what claims cost because of them.
CREATE VIEW to_recover_rows AS
WITH judged AS NOT MATERIALIZED (
    SELECT x.id AS rma_line_id, x.rma_id, m.number AS rma_number, x.tag, x.part_id, p.number AS part_number,
        coalesce(p.name, x.name) AS name, coalesce(s.supplier_id, p.supplier_id) AS supplier_id, o.name AS supplier_name,
        x.quantity_received, x.share_percent, x.failure_mode, x.inspected_at
    FROM rma_lines x
        JOIN rmas m ON m.id = x.rma_id
        LEFT JOIN parts p ON p.id = x.part_id
        LEFT JOIN supplier_returns s ON s.line_id = x.id
        LEFT JOIN organizations o ON o.id = coalesce(s.supplier_id, p.supplier_id)
    WHERE x.responsible = 'supplier' AND x.share_percent > 0 AND x.inspected_at IS NOT NULL AND x.quantity_received > 0
)
SELECT x.rma_line_id AS id, 'material' AS kind, x.rma_line_id, NULL::uuid AS claim_line_id, k.id AS claim_id, k.number AS claim_number,
    coalesce(k.kind = 'zero_km', false) AS zero_km, NULL::text AS description,
    ARRAY(SELECT DISTINCT a.kind FROM allocated_cost_rows a WHERE a.rma_line_id = x.rma_line_id
        AND a.kind IN ('labour', 'travel') ORDER BY a.kind) AS paid_kinds,
    x.rma_id, x.rma_number, x.tag, x.part_id, x.part_number, x.name, x.supplier_id, x.supplier_name, x.quantity_received AS quantity,
    x.share_percent, x.failure_mode, x.inspected_at, NULL::numeric AS approved, NULL::text AS currency
FROM judged x
    LEFT JOIN LATERAL (SELECT k.id, k.number, k.kind FROM warranty_claim_lines c JOIN warranty_claims k ON k.id = c.claim_id
        WHERE c.rma_line_id = x.rma_line_id AND k.status IN ('payable', 'in_statement', 'paid', 'closed')
        ORDER BY k.id LIMIT 1) k ON true
WHERE NOT EXISTS (SELECT FROM recovery_lines l WHERE l.rma_line_id = x.rma_line_id AND l.claim_line_id IS NULL AND l.live)
    AND NOT EXISTS (SELECT FROM supplier_charges c WHERE c.line_id = x.rma_line_id AND c.kind = 'part')
UNION ALL
SELECT a.claim_line_id, a.kind, x.rma_line_id, a.claim_line_id, a.claim_id, a.claim_number, a.claim_kind = 'zero_km', a.description,
    ARRAY[]::text[], x.rma_id, x.rma_number, x.tag, x.part_id, x.part_number, x.name, x.supplier_id, x.supplier_name, 1,
    x.share_percent, x.failure_mode, x.inspected_at, a.approved, a.currency
FROM judged x
    JOIN allocated_cost_rows a ON a.rma_line_id = x.rma_line_id
WHERE NOT EXISTS (SELECT FROM recovery_lines l WHERE l.claim_line_id = a.claim_line_id AND l.live)
    -- Work and travel that people put into a recovery of the part before the claim was paid are this very cost.
    AND NOT EXISTS (SELECT FROM recovery_lines l WHERE l.rma_line_id = x.rma_line_id AND l.kind = a.kind AND l.claim_line_id IS NULL
        AND l.live AND a.kind IN ('labour', 'travel'));
