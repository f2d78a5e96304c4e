-- Whoever keeps a recovery sees when the claim behind its cost was charged back (handbook 8).
CREATE OR REPLACE VIEW recovery_line_rows AS
SELECT l.recovery_id, l.position, l.kind, l.rma_line_id, x.rma_id, m.number AS rma_number, c.claim_id, k.number AS claim_number, x.tag,
    p.number AS part_number, coalesce(p.name, x.name) AS name, x.verdict, x.failure_mode, l.cost, l.basis, l.quantity, l.share_percent,
    l.amount, k.status AS claim_status
FROM recovery_lines l
    LEFT JOIN rma_lines x ON x.id = l.rma_line_id
    LEFT JOIN rmas m ON m.id = x.rma_id
    LEFT JOIN parts p ON p.id = x.part_id
    LEFT JOIN warranty_claim_lines c ON c.id = l.claim_line_id
    LEFT JOIN warranty_claims k ON k.id = c.claim_id;
