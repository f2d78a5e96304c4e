DELETE FROM notifications WHERE warranty_claim_id IS NOT NULL;
ALTER TABLE notifications DROP CONSTRAINT notifications_kind_check;
ALTER TABLE notifications ADD CONSTRAINT notifications_kind_check CHECK (kind IN ('assigned', 'queued', 'mentioned', 'answered',
    'watched', 'warned', 'breached', 'escalated', 'crisis', 'individual_case', 'offered', 'offer_refused', 'return_requested', 'return_authorized',
    'return_refused', 'return_reminded', 'return_warned', 'return_charged', 'transfer_approved', 'transfer_rejected',
    'transfer_shipped', 'quality_raised', 'quality_assigned', 'quality_instructed',
    'quality_answered', 'quality_planned', 'quality_refused', 'quality_verifying', 'quality_reopened', 'quality_ended', 'quality_watched',
    'campaign_scoped', 'campaign_published'));
ALTER TABLE notifications DROP CONSTRAINT notifications_about;
ALTER TABLE notifications DROP COLUMN warranty_claim_id;
ALTER TABLE notifications ADD CONSTRAINT notifications_about
    CHECK (num_nonnulls(ticket_id, line_id, rma_id, transfer_id, quality_feedback_id, campaign_id) = 1);
DROP VIEW warranty_claim_line_rows;
DROP VIEW warranty_claim_rows;
DROP VIEW pre_authorization_rows;
DROP VIEW labour_operation_rows;
DROP TABLE warranty_claim_events;
DROP TABLE warranty_claim_versions;
DROP TABLE warranty_claim_lines;
DROP TABLE warranty_claim_jobs;
ALTER TABLE warranty_claims DROP CONSTRAINT warranty_claims_pre_authorization_id_fkey;
DROP TABLE pre_authorizations;
DROP TABLE warranty_claims;
DROP TABLE adjudication_rule_sets;
DROP TABLE labour_rates;
DROP TABLE labour_operations;
