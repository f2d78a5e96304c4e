DROP INDEX tickets_open_team;
DROP VIEW material_transfer_rows;
CREATE VIEW material_transfer_rows AS
SELECT m.id, m.number, m.status, m.urgent, m.justification, m.coverage, m.ticket_id, k.number AS ticket_number, m.unit_id,
    x.serial AS unit_serial, m.from_location_id, f.name AS from_location_name, m.to_location_id, t.name AS to_location_name,
    m.to_organization_id, d.name AS to_organization_name, m.to_customer_id, u.name AS to_customer_name, m.address, m.reason,
    m.organization_id, o.name AS organization_name, m.receiver_id, m.requested_by_id, r.name AS requested_by_name, m.submitted_at,
    m.approved_by_id, a.name AS approved_by_name, m.approved_at, m.refusal, m.carrier, m.waybill, s.name AS shipped_by_name,
    m.shipped_at, c.name AS received_by_name, m.received_at, m.reconciled_at, m.papers_due_at,
    (SELECT count(*) FROM material_transfer_lines l WHERE l.transfer_id = m.id) AS lines,
    (SELECT coalesce(sum(l.shipped - l.received), 0)::bigint FROM material_transfer_lines l WHERE l.transfer_id = m.id) AS short,
    m.version,
    m.created_at, m.updated_at
FROM material_transfers m
    JOIN organizations o ON o.id = m.organization_id
    JOIN users r ON r.id = m.requested_by_id
    LEFT JOIN tickets k ON k.id = m.ticket_id
    LEFT JOIN units x ON x.id = m.unit_id
    LEFT JOIN locations f ON f.id = m.from_location_id
    LEFT JOIN locations t ON t.id = m.to_location_id
    LEFT JOIN organizations d ON d.id = m.to_organization_id
    LEFT JOIN customers u ON u.id = m.to_customer_id
    LEFT JOIN users a ON a.id = m.approved_by_id
    LEFT JOIN users s ON s.id = m.shipped_by_id
    LEFT JOIN users c ON c.id = m.received_by_id;

DROP VIEW return_line_rows;
CREATE VIEW return_line_rows AS
SELECT x.id, x.rma_id, r.number AS rma_number, r.status AS rma_status, r.dealer_id, d.name AS dealer_name, r.ticket_id,
    r.authorized_at, r.deadline, x.status, x.tag, x.part_id, p.number AS part_number, x.name, p.supplier_id,
    s.name AS supplier_name, x.unit_id, u.serial AS unit_serial, coalesce(u.product_id, t.product_id) AS product_id,
    m.code AS product_code, m.name AS product_name, x.old_serial, x.batch, x.fault, x.quantity_due, x.quantity_shipped,
    x.quantity_received, x.condition, x.received_at, x.restored_at, x.verdict, x.failure_mode, x.responsible, x.share_percent, x.inspected_at,
    x.disposition, x.disposed_at
FROM rma_lines x
    JOIN rmas r ON r.id = x.rma_id
    JOIN organizations d ON d.id = r.dealer_id
    LEFT JOIN tickets t ON t.id = r.ticket_id
    LEFT JOIN parts p ON p.id = x.part_id
    LEFT JOIN organizations s ON s.id = p.supplier_id
    LEFT JOIN units u ON u.id = x.unit_id
    LEFT JOIN products m ON m.id = coalesce(u.product_id, t.product_id);

DROP VIEW rma_rows;
CREATE VIEW rma_rows AS
SELECT r.id, r.number, r.status, r.dealer_id, d.name AS dealer_name, r.ticket_id, t.number AS ticket_number, r.return_to_id,
    l.name AS return_to_name, r.reason, r.deadline, r.carrier, r.waybill, r.freight_payer, r.end_reason, c.name AS created_by_name,
    r.created_at, a.name AS authorized_by_name, r.authorized_at, r.shipped_at, r.closed_at,
    (SELECT count(*) FROM rma_lines x WHERE x.rma_id = r.id) AS lines,
    (SELECT count(*) FROM rma_lines x WHERE x.rma_id = r.id AND x.status IN ('due', 'shipped')
        AND r.status NOT IN ('requested', 'refused', 'cancelled')) AS owed, r.version, r.updated_at
FROM rmas r
    JOIN organizations d ON d.id = r.dealer_id
    JOIN users c ON c.id = r.created_by_id
    LEFT JOIN tickets t ON t.id = r.ticket_id
    LEFT JOIN locations l ON l.id = r.return_to_id
    LEFT JOIN users a ON a.id = r.authorized_by_id;
