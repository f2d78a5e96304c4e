ALTER TABLE rma_claims DROP CONSTRAINT rma_claims_refunded;
ALTER TABLE rma_claims DROP COLUMN refund_amount, DROP COLUMN refund_currency, DROP COLUMN refund_reference,
    DROP COLUMN refunded_on, DROP COLUMN refunded_by_id, DROP COLUMN refunded_at;
DELETE FROM ticket_events WHERE kind = 'goods';
ALTER TABLE ticket_events DROP CONSTRAINT ticket_events_kind_check;
ALTER TABLE ticket_events ADD CONSTRAINT ticket_events_kind_check CHECK (kind IN
    ('created', 'updated', 'action', 'undone', 'comment', 'link', 'check', 'attachment', 'rule', 'imported'));
