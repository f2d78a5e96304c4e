-- Whether what was changed helps, in units made since (ELV 4.2): a watch for each case that was closed.
CREATE TABLE quality_watches (
    feedback_id uuid PRIMARY KEY REFERENCES quality_feedbacks,
    changed_on date NOT NULL,
    armed_at timestamptz NOT NULL,
    next_at timestamptz,
    outcome text CHECK (outcome IN ('effective', 'not_effective', 'inconclusive', 'stopped')),
    checks jsonb NOT NULL,
    CONSTRAINT quality_watches_over CHECK ((next_at IS NULL) = (outcome IS NOT NULL))
);
CREATE INDEX quality_watches_next ON quality_watches (next_at) WHERE next_at IS NOT NULL;

ALTER TABLE notifications DROP CONSTRAINT notifications_kind_check;
ALTER TABLE notifications ADD CONSTRAINT notifications_kind_check CHECK (kind IN ('assigned', 'queued', 'mentioned', 'answered',
    'watched', 'warned', 'breached', 'escalated', 'crisis', 'individual_case', 'offered', 'offer_refused', 'return_requested', 'return_authorized',
    'return_refused', 'return_reminded', 'return_warned', 'return_charged', 'transfer_approved', 'transfer_rejected',
    'transfer_shipped', 'quality_raised', 'quality_assigned', 'quality_instructed', 'quality_answered', 'quality_planned',
    'quality_refused', 'quality_verifying', 'quality_reopened', 'quality_ended', 'quality_watched',
    'campaign_scoped', 'campaign_published'));

-- The quarterly analysis counts what was done in a stretch of time.
CREATE INDEX quality_events_at ON quality_events (at);
