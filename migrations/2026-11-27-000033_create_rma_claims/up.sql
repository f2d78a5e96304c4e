-- What a customer claims who brings something back (handbook 5): such a return is no dealer's old part. The policy's answer is
-- read from these facts, so that it can be read again; only that a supervisor overruled it is kept.
CREATE TABLE rma_claims (
    rma_id uuid PRIMARY KEY REFERENCES rmas,
    customer_id uuid NOT NULL REFERENCES customers,
    asked_on date NOT NULL,
    remedy text NOT NULL CHECK (remedy IN ('refund', 'exchange', 'repair')),
    purchased_on date CHECK (purchased_on <= asked_on),
    proof_number text,
    condition text NOT NULL CHECK (condition IN ('unopened', 'used', 'incomplete', 'damaged')),
    substitute text CHECK (substitute IS NULL OR remedy = 'exchange'),
    substitute_agreed boolean NOT NULL,
    warranty_until date,
    overruled_by_id uuid REFERENCES users,
    overruled_at timestamptz,
    grounds text,
    CHECK (substitute IS NOT NULL OR NOT substitute_agreed),
    CHECK (num_nulls(overruled_by_id, overruled_at, grounds) IN (0, 3))
);
CREATE INDEX rma_claims_customer ON rma_claims (customer_id, rma_id DESC);
