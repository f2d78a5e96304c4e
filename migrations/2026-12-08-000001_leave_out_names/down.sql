DROP INDEX rma_lines_judged;

CREATE OR REPLACE VIEW return_line_rows AS
SELECT x.id, x.rma_id, r.number AS rma_number, r.status AS rma_status, r.dealer_id, d.name AS dealer_name, r.ticket_id,
    r.authorized_at, r.deadline, x.status, x.tag, x.part_id, p.number AS part_number, x.name, p.supplier_id,
    s.name AS supplier_name, x.unit_id, u.serial AS unit_serial, coalesce(u.product_id, t.product_id) AS product_id,
    m.code AS product_code, m.name AS product_name, x.old_serial, x.batch, x.fault, x.quantity_due, x.quantity_shipped,
    x.quantity_received, x.condition, x.received_at, x.restored_at, x.verdict, x.failure_mode, x.responsible, x.share_percent, x.inspected_at,
    x.disposition, x.disposed_at, x.search
FROM rma_lines x
    JOIN rmas r ON r.id = x.rma_id
    JOIN organizations d ON d.id = r.dealer_id
    LEFT JOIN tickets t ON t.id = r.ticket_id
    LEFT JOIN parts p ON p.id = x.part_id
    LEFT JOIN organizations s ON s.id = p.supplier_id
    LEFT JOIN units u ON u.id = x.unit_id
    LEFT JOIN products m ON m.id = coalesce(u.product_id, t.product_id);
