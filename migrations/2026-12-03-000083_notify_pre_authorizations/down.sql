DELETE FROM notifications WHERE pre_authorization_id IS NOT NULL;
ALTER TABLE notifications DROP CONSTRAINT notifications_kind_check;
ALTER TABLE notifications ADD CONSTRAINT notifications_kind_check CHECK (kind IN ('assigned', 'queued', 'mentioned', 'answered',
    'watched', 'warned', 'breached', 'escalated', 'crisis', 'individual_case', 'offered', 'offer_refused', 'return_requested', 'return_authorized',
    'return_refused', 'return_reminded', 'return_warned', 'return_charged', 'transfer_approved', 'transfer_rejected',
    'transfer_shipped', 'quality_raised', 'quality_assigned', 'quality_instructed',
    'quality_answered', 'quality_planned', 'quality_refused', 'quality_verifying', 'quality_reopened', 'quality_ended', 'quality_watched',
    'campaign_scoped', 'campaign_published', 'claim_waits', 'claim_asked', 'claim_decided', 'claim_due', 'statement_issued', 'statement_disputed', 'statement_answered', 'statement_agreed',
    'statement_due', 'recovery_notified', 'recovery_reminded', 'recovery_objected', 'recovery_decided', 'recovery_accepted',
    'recovery_lapsed'));
ALTER TABLE notifications DROP CONSTRAINT notifications_about;
ALTER TABLE notifications DROP COLUMN pre_authorization_id;
ALTER TABLE notifications ADD CONSTRAINT notifications_about
    CHECK (num_nonnulls(ticket_id, line_id, rma_id, transfer_id, quality_feedback_id, campaign_id, warranty_claim_id, statement_id, recovery_id) = 1);
UPDATE adjudication_rule_sets SET rules = rules - 'question_days';
