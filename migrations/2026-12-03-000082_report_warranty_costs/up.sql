-- What each job of a claim cost, by what it is told apart, and what suppliers bear of it: shares of its lines and of its old parts that were
-- accepted or decided, as far as the recovery stands, and charges for those parts; of a return of more pieces than were claimed, only the
-- pieces that were.
CREATE VIEW warranty_cost_rows AS
SELECT j.id, j.claim_id, k.status, k.currency, k.answered_at, k.dealer_id, d.name AS dealer_name, k.unit_id, u.serial AS unit_serial,
    u.product_id, p.code || ' ' || p.name AS product_name, to_char(u.produced_on, 'YYYY-MM') AS made_in, j.causal_part_id,
    q.number || ' ' || q.name AS part_name, q.supplier_id, s.name AS supplier_name,
    (SELECT coalesce(sum(l.approved), 0) FROM warranty_claim_lines l WHERE l.job_id = j.id) AS cost,
    (SELECT coalesce(sum(b.amount), 0) FROM (
        SELECT round(r.amount * v.amount / v.claimed, 2) AS amount
        FROM warranty_claim_lines l
            JOIN recovery_lines r ON r.claim_line_id = l.id AND r.live
            JOIN recoveries v ON v.id = r.recovery_id
        WHERE l.job_id = j.id AND v.currency = k.currency
            AND v.status IN ('accepted', 'deemed_accepted', 'final', 'debited', 'settled')
        UNION ALL
        SELECT round(r.amount * v.amount / v.claimed * least(1, l.quantity::numeric / nullif(x.quantity_received, 0)), 2)
        FROM warranty_claim_lines l
            JOIN rma_lines x ON x.id = l.rma_line_id
            JOIN recovery_lines r ON r.rma_line_id = l.rma_line_id AND r.claim_line_id IS NULL AND r.live AND r.kind <> 'penalty'
            JOIN recoveries v ON v.id = r.recovery_id
        WHERE l.job_id = j.id AND v.currency = k.currency
            AND v.status IN ('accepted', 'deemed_accepted', 'final', 'debited', 'settled')
        UNION ALL
        SELECT round(c.amount * least(1, l.quantity::numeric / nullif(x.quantity_received, 0)), 2)
        FROM warranty_claim_lines l
            JOIN rma_lines x ON x.id = l.rma_line_id
            JOIN supplier_charges c ON c.line_id = l.rma_line_id AND c.kind = 'part'
        WHERE l.job_id = j.id AND c.currency = k.currency) b) AS recovered
FROM warranty_claim_jobs j
    JOIN warranty_claims k ON k.id = j.claim_id
    JOIN organizations d ON d.id = k.dealer_id
    LEFT JOIN units u ON u.id = k.unit_id
    LEFT JOIN products p ON p.id = u.product_id
    LEFT JOIN parts q ON q.id = j.causal_part_id
    LEFT JOIN organizations s ON s.id = q.supplier_id;
CREATE INDEX warranty_claim_jobs_cause ON warranty_claim_jobs (causal_part_id, claim_id) WHERE causal_part_id IS NOT NULL;
