DROP VIEW customer_rows;
CREATE VIEW customer_rows AS
SELECT c.id, c.number, c.kind, c.name, c.phone, c.email, c.address, c.dealer_id, d.name AS dealer_name, c.organization_id,
    c.note, c.version, c.created_at, c.updated_at, c.search
FROM customers c LEFT JOIN organizations d ON d.id = c.dealer_id;
