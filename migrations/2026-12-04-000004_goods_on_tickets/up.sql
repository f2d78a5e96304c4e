-- What becomes of parts that belong to a ticket stands on its timeline.
ALTER TABLE ticket_events DROP CONSTRAINT ticket_events_kind_check;
ALTER TABLE ticket_events ADD CONSTRAINT ticket_events_kind_check CHECK (kind IN
    ('created', 'updated', 'action', 'undone', 'comment', 'link', 'check', 'attachment', 'goods', 'rule', 'imported'));

-- That the money of a refund was paid back.
ALTER TABLE rma_claims ADD COLUMN refund_amount numeric(11, 2) CHECK (refund_amount > 0);
ALTER TABLE rma_claims ADD COLUMN refund_currency text CHECK (refund_currency IN ('CNY', 'EUR', 'USD', 'HKD'));
ALTER TABLE rma_claims ADD COLUMN refund_reference text;
ALTER TABLE rma_claims ADD COLUMN refunded_on date;
ALTER TABLE rma_claims ADD COLUMN refunded_by_id uuid REFERENCES users;
ALTER TABLE rma_claims ADD COLUMN refunded_at timestamptz;
ALTER TABLE rma_claims ADD CONSTRAINT rma_claims_refunded
    CHECK (num_nulls(refund_amount, refund_currency, refund_reference, refunded_on, refunded_by_id, refunded_at) IN (0, 6)
        AND (refunded_at IS NULL OR remedy = 'refund'));
