-- What the QR code on a unit says; made when the label is first asked for, and good for as long as the label hangs.
CREATE TABLE unit_labels (
    unit_id uuid PRIMARY KEY REFERENCES units,
    code text NOT NULL CONSTRAINT unit_labels_code_key UNIQUE,
    created_at timestamptz NOT NULL
);

-- Tickets that strangers filed by such a label. `tracking_code` is what they follow them by, `key` tells a repeated
-- request from a second report.
CREATE TABLE public_reports (
    ticket_id uuid PRIMARY KEY REFERENCES tickets,
    unit_id uuid NOT NULL REFERENCES units,
    tracking_code text NOT NULL CONSTRAINT public_reports_tracking_code_key UNIQUE,
    key text NOT NULL,
    request_hash bytea NOT NULL,
    address text NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT public_reports_key_key UNIQUE (unit_id, key)
);
CREATE INDEX public_reports_unit ON public_reports (unit_id, created_at);
CREATE INDEX public_reports_address ON public_reports (address, created_at);

ALTER TABLE tickets DROP CONSTRAINT tickets_channel_check;
ALTER TABLE tickets ADD CONSTRAINT tickets_channel_check
    CHECK (channel IN ('phone', 'letter', 'email', 'visit', 'web', 'qr_code', 'api'));
