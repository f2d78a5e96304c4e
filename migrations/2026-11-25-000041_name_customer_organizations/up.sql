-- A customer carries the name of the organisation whose people log in for it.
CREATE OR REPLACE VIEW customer_rows AS
SELECT c.id, c.number, c.kind, c.name, c.phone, c.email, c.address, c.dealer_id, d.name AS dealer_name, c.organization_id,
    c.note, c.version, c.created_at, c.updated_at, c.search, o.name AS organization_name
FROM customers c
    LEFT JOIN organizations d ON d.id = c.dealer_id
    LEFT JOIN organizations o ON o.id = c.organization_id;
