DELETE FROM notifications WHERE statement_id IS NOT NULL;
ALTER TABLE notifications DROP CONSTRAINT notifications_kind_check;
ALTER TABLE notifications ADD CONSTRAINT notifications_kind_check CHECK (kind IN ('assigned', 'queued', 'mentioned', 'answered',
    'watched', 'warned', 'breached', 'escalated', 'crisis', 'individual_case', 'offered', 'offer_refused', 'return_requested', 'return_authorized',
    'return_refused', 'return_reminded', 'return_warned', 'return_charged', 'transfer_approved', 'transfer_rejected',
    'transfer_shipped', 'quality_raised', 'quality_assigned', 'quality_instructed',
    'quality_answered', 'quality_planned', 'quality_refused', 'quality_verifying', 'quality_reopened', 'quality_ended', 'quality_watched',
    'campaign_scoped', 'campaign_published', 'claim_waits', 'claim_asked', 'claim_decided', 'claim_due'));
ALTER TABLE notifications DROP CONSTRAINT notifications_about;
ALTER TABLE notifications DROP COLUMN statement_id;
ALTER TABLE notifications ADD CONSTRAINT notifications_about
    CHECK (num_nonnulls(ticket_id, line_id, rma_id, transfer_id, quality_feedback_id, campaign_id, warranty_claim_id) = 1);
DROP VIEW statement_line_rows;
DROP VIEW statement_rows;
DROP VIEW settlement_request_rows;
DROP VIEW settlement_entry_rows;
DROP TABLE statement_lines;
DROP TABLE statements;
DROP TABLE settlement_requests;
DROP TABLE settlement_entries;
DROP FUNCTION keep_statement_line();
DROP FUNCTION keep_statement();
DROP FUNCTION keep_settlement_entry();
DROP FUNCTION statement_seal(uuid);
