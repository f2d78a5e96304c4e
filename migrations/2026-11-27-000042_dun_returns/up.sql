-- What dealers were told of parts that did not come in time (逾期催办): each step once for each line, never changed. The
-- charge keeps what the part cost that day, for the settlement.
CREATE TABLE rma_dunnings (
    line_id uuid NOT NULL REFERENCES rma_lines,
    stage text NOT NULL CHECK (stage IN ('reminder', 'warning', 'charge')),
    at timestamptz NOT NULL,
    days_late integer NOT NULL CHECK (days_late > 0),
    told integer NOT NULL CHECK (told >= 0),
    quantity integer NOT NULL CHECK (quantity > 0),
    price numeric(11, 2) CHECK (price >= 0),
    currency text CHECK (currency IN ('CNY', 'EUR', 'USD', 'HKD')),
    PRIMARY KEY (line_id, stage),
    CHECK ((price IS NULL) = (currency IS NULL)),
    CHECK (price IS NULL OR stage = 'charge')
);
