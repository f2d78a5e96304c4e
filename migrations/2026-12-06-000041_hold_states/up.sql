-- What each state asks for, and what it cannot have yet, as the state machines in `shared` have it (promise P10).
ALTER TABLE users
    ADD CONSTRAINT users_invited CHECK (status <> 'invited' OR password_hash IS NULL);
ALTER TABLE imports
    ADD CONSTRAINT imports_finished CHECK ((status = 'running') = (finished_at IS NULL)),
    ADD CONSTRAINT imports_failed CHECK ((status = 'failed') = (failure IS NOT NULL));
-- The log of another system may say less than our machine asks for. Clocks of several servers differ: an hour is given everywhere.
ALTER TABLE tickets
    ADD CONSTRAINT tickets_assigned CHECK (status IN ('new', 'verifying', 'cancelled', 'merged') OR num_nonnulls(assignee_id, team_id) > 0 OR external_source IS NOT NULL),
    ADD CONSTRAINT tickets_solved CHECK (status NOT IN ('resolved', 'closed') OR solution IS NOT NULL OR external_source IS NOT NULL),
    ADD CONSTRAINT tickets_closed_by CHECK (status <> 'closed' OR num_nonnulls(notice_given_at, confirmed_at) > 0 OR external_source IS NOT NULL),
    ADD CONSTRAINT tickets_confirmed CHECK (status = 'closed' OR confirmed_at IS NULL),
    ADD CONSTRAINT tickets_at_rest CHECK (status IN ('resolved', 'closed', 'cancelled', 'merged') OR num_nonnulls(resolved_at, notice_given_at) = 0),
    ADD CONSTRAINT tickets_wait_until CHECK (status = 'waiting' OR wait_until IS NULL),
    ADD CONSTRAINT tickets_crisis CHECK ((crisis_status = 'none') = (cardinality(crisis_kinds) = 0)),
    ADD CONSTRAINT tickets_in_order CHECK (closed_at >= resolved_at - interval '1 hour');
-- Timelines speak of the same states as what they are about.
ALTER TABLE ticket_events
    ADD CONSTRAINT ticket_events_from_status_check CHECK (from_status IN ('new', 'verifying', 'assigned', 'in_progress', 'waiting', 'resolved', 'closed', 'cancelled', 'merged')),
    ADD CONSTRAINT ticket_events_to_status_check CHECK (to_status IN ('new', 'verifying', 'assigned', 'in_progress', 'waiting', 'resolved', 'closed', 'cancelled', 'merged'));
ALTER TABLE clocks
    ADD CONSTRAINT clocks_judged CHECK (outcome IS NULL OR outcome = 'breached' OR state = 'stopped');
ALTER TABLE knowledge_articles
    ADD CONSTRAINT knowledge_articles_drafted CHECK (status <> 'draft' OR edition = 0),
    ADD CONSTRAINT knowledge_articles_published_by CHECK ((published_by_id IS NULL) = (published_at IS NULL));
ALTER TABLE stock_counts
    ADD CONSTRAINT stock_counts_to_count CHECK (status <> 'draft' OR counted_at IS NULL),
    ADD CONSTRAINT stock_counts_in_order CHECK (counted_at >= opened_at - interval '1 hour' AND approved_at >= counted_at - interval '1 hour');
ALTER TABLE material_transfers
    ADD CONSTRAINT material_transfers_unapproved CHECK (status NOT IN ('draft', 'submitted', 'rejected') OR approved_at IS NULL),
    ADD CONSTRAINT material_transfers_drafted CHECK (status <> 'draft' OR submitted_at IS NULL),
    ADD CONSTRAINT material_transfers_papers CHECK (status IN ('shipped', 'received', 'reconciled') OR papers_due_at IS NULL),
    ADD CONSTRAINT material_transfers_in_order CHECK (shipped_at >= submitted_at - interval '1 hour' AND received_at >= shipped_at - interval '1 hour' AND reconciled_at >= received_at - interval '1 hour');
ALTER TABLE rmas
    ADD CONSTRAINT rmas_asked_for CHECK (status NOT IN ('requested', 'refused') OR num_nonnulls(authorized_at, shipped_at) = 0),
    ADD CONSTRAINT rmas_sent CHECK (status NOT IN ('in_return', 'in_inspection') OR shipped_at IS NOT NULL);
-- A lost part that turns up is owed again, without what was sent before; one judged says by whom, of what and why.
ALTER TABLE rma_lines
    ADD CONSTRAINT rma_lines_sent CHECK (CASE status WHEN 'due' THEN quantity_shipped IS NULL WHEN 'lost' THEN true WHEN 'waived' THEN true ELSE quantity_shipped IS NOT NULL END),
    ADD CONSTRAINT rma_lines_came CHECK ((status IN ('due', 'shipped', 'lost', 'waived')) = (received_at IS NULL) AND (received_at IS NULL) = (quantity_received IS NULL)),
    ADD CONSTRAINT rma_lines_counted CHECK (status NOT IN ('received', 'received_short') OR (status = 'received') = (quantity_received = quantity_shipped)),
    ADD CONSTRAINT rma_lines_inspected CHECK ((status IN ('judged', 'disposed')) = (verdict IS NOT NULL) AND num_nulls(verdict, responsible, share_percent, standard_test, inspected_by_id, inspected_at) IN (0, 6)),
    ADD CONSTRAINT rma_lines_decided CHECK ((disposition IS NULL) = (disposed_by_id IS NULL) AND (disposition IS NULL OR status IN ('judged', 'disposed'))),
    ADD CONSTRAINT rma_lines_gone CHECK ((status = 'disposed') = (disposed_at IS NOT NULL));
-- The last day passes in the maker's zone, wherever that is: never before it has begun everywhere.
ALTER TABLE supplier_returns
    ADD CONSTRAINT supplier_returns_to_offer CHECK (status <> 'to_offer' OR num_nonnulls(offered_by_id, offered_at) = 0),
    ADD CONSTRAINT supplier_returns_in_time CHECK ((disposed_at AT TIME ZONE 'UTC')::date >= due_on);
-- What was signed lies in the decisions; a case that did not help goes back to its analysis, and is light no more.
ALTER TABLE quality_feedbacks
    ADD CONSTRAINT quality_feedbacks_triaged CHECK (status IN ('reported', 'not_valid', 'merged', 'cancelled') OR decisions -> 'triage' ->> 'by_name' IS NOT NULL),
    ADD CONSTRAINT quality_feedbacks_contained CHECK (status <> 'contained' OR decisions -> 'containment' ->> 'by_name' IS NOT NULL),
    ADD CONSTRAINT quality_feedbacks_planned CHECK (status <> 'plan_review' OR decisions -> 'plan' ->> 'by_name' IS NOT NULL),
    ADD CONSTRAINT quality_feedbacks_approved CHECK (status NOT IN ('implementing', 'verifying', 'closed') OR method = 'simple' OR num_nulls(decisions -> 'plan' ->> 'by_name', decisions -> 'approval' ->> 'by_name') = 0),
    ADD CONSTRAINT quality_feedbacks_two_persons CHECK (status NOT IN ('implementing', 'verifying', 'closed') OR severity NOT IN ('critical', 'major') OR decisions -> 'plan' ->> 'by_id' IS DISTINCT FROM decisions -> 'approval' ->> 'by_id'),
    ADD CONSTRAINT quality_feedbacks_verified CHECK (status <> 'closed' OR decisions -> 'verification' ->> 'by_name' IS NOT NULL),
    ADD CONSTRAINT quality_feedbacks_zeroed CHECK (status <> 'closed' OR severity NOT IN ('critical', 'major') OR (coalesce(report -> 'zeroing' -> 'technical', '[]') @> '["located", "mechanism", "reproduced", "effective", "similar_checked"]' AND coalesce(report -> 'zeroing' -> 'managerial', '[]') @> '["course", "responsibility", "carried_out", "handled", "rules"]')),
    ADD CONSTRAINT quality_feedbacks_ended_by CHECK ((ended_at IS NULL) = (decisions -> 'end' ->> 'by_name' IS NULL));
ALTER TABLE quality_events
    ADD CONSTRAINT quality_events_status_check CHECK (status IN ('reported', 'triaged', 'contained', 'analysing', 'plan_review', 'implementing', 'verifying', 'closed', 'not_valid', 'merged', 'cancelled'));
ALTER TABLE campaigns
    ADD CONSTRAINT campaigns_drafted CHECK (status <> 'draft' OR scope_id IS NULL),
    ADD CONSTRAINT campaigns_unapproved CHECK (status NOT IN ('draft', 'scoped') OR approved_at IS NULL),
    ADD CONSTRAINT campaigns_unpublished CHECK (status NOT IN ('draft', 'scoped', 'approved') OR published_at IS NULL),
    ADD CONSTRAINT campaigns_end_reason CHECK (ended_at IS NOT NULL OR end_reason IS NULL),
    ADD CONSTRAINT campaigns_in_order CHECK (published_at >= approved_at - interval '1 hour' AND ended_at >= published_at - interval '1 hour');
ALTER TABLE campaign_units
    ADD CONSTRAINT campaign_units_identified CHECK (status <> 'identified' OR booked_for IS NULL),
    ADD CONSTRAINT campaign_units_told CHECK (status NOT IN ('booked', 'remedied', 'refused') OR notified_at IS NOT NULL);
ALTER TABLE adjudication_rule_sets
    ADD CONSTRAINT adjudication_rule_sets_published_by CHECK (CASE status WHEN 'draft' THEN published_by_id IS NULL ELSE author_id IS NULL OR published_by_id IS NOT NULL END);
-- A claim on which nobody has decided yet has no answer; what is answered stands as its answer says.
ALTER TABLE warranty_claims
    ADD CONSTRAINT warranty_claims_drafted CHECK (status <> 'draft' OR submitted_at IS NULL),
    ADD CONSTRAINT warranty_claims_unanswered CHECK (status NOT IN ('draft', 'in_review', 'needs_info', 'withdrawn') OR num_nonnulls(answer, appealed_at) = 0),
    ADD CONSTRAINT warranty_claims_unpayable CHECK (status NOT IN ('draft', 'in_review', 'needs_info', 'withdrawn', 'approved_partly', 'rejected', 'appealed', 'upheld')
        OR payable_at IS NULL),
    ADD CONSTRAINT warranty_claims_as_answered CHECK (coalesce(CASE status WHEN 'approved_partly' THEN answer = 'approved_partly' WHEN 'rejected' THEN answer = 'rejected'
        WHEN 'appealed' THEN answer IN ('approved_partly', 'rejected') WHEN 'upheld' THEN approved = 0 ELSE true END, false)),
    ADD CONSTRAINT warranty_claims_appealed CHECK (CASE WHEN status IN ('approved_partly', 'rejected') THEN appealed_at IS NULL
        WHEN status = 'appealed' OR answer = 'upheld' THEN appealed_at IS NOT NULL ELSE true END),
    ADD CONSTRAINT warranty_claims_decided CHECK (coalesce(decided_by = 'person', false) = (decided_by_id IS NOT NULL));
ALTER TABLE warranty_claim_events
    ADD CONSTRAINT warranty_claim_events_status_check CHECK (status IN ('draft', 'in_review', 'needs_info', 'approved_partly', 'rejected', 'appealed', 'upheld', 'awaiting_parts', 'payable', 'in_statement', 'paid', 'closed', 'charged_back', 'withdrawn', 'expired'));
ALTER TABLE pre_authorizations
    ADD CONSTRAINT pre_authorizations_decided CHECK ((status = 'requested') = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by_id IS NULL)),
    ADD CONSTRAINT pre_authorizations_limited CHECK ((status IN ('requested', 'refused')) = (limit_amount IS NULL) AND (limit_amount IS NULL) = (valid_until IS NULL));
ALTER TABLE statements
    ADD CONSTRAINT statements_in_order CHECK (agreed_at >= issued_at - interval '1 hour' AND locked_at >= agreed_at - interval '1 hour' AND due_on >= invoiced_on);
ALTER TABLE statement_lines
    ADD CONSTRAINT statement_lines_open CHECK (status <> 'open' OR num_nonnulls(disputed_at, answered_at) = 0);
ALTER TABLE recoveries
    ADD CONSTRAINT recoveries_candidates CHECK (status <> 'candidate' OR delivery IS NULL),
    ADD CONSTRAINT recoveries_whole CHECK (status NOT IN ('candidate', 'notified', 'disputed', 're_examination', 'kept') OR amount = claimed),
    ADD CONSTRAINT recoveries_days CHECK (answer_until >= (answer_from AT TIME ZONE 'UTC')::date - 1);
ALTER TABLE recovery_steps
    ADD CONSTRAINT recovery_steps_status_check CHECK (status IN ('candidate', 'notified', 'disputed', 're_examination', 'kept', 'reduced', 'withdrawn', 'arbitration', 'final', 'accepted', 'deemed_accepted', 'debited', 'settled'));
-- Nothing approved is no more than zero: of an amount that is not there a comparison says nothing, which a CHECK lets pass.
ALTER TABLE warranty_claims
    DROP CONSTRAINT warranty_claims_paid,
    ADD CONSTRAINT warranty_claims_paid CHECK (status NOT IN ('awaiting_parts', 'payable', 'in_statement', 'paid', 'closed', 'charged_back')
        OR coalesce(approved, 0) > 0);
