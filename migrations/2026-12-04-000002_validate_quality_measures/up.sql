-- Each measure is confirmed for itself, with what shows it. Those of cases that are verified were confirmed together.
ALTER TABLE quality_measures ADD COLUMN validation text;
UPDATE quality_measures m SET validation = coalesce(q.decisions->'verification'->>'note', '')
FROM quality_feedbacks q WHERE q.id = m.feedback_id AND m.validated_at IS NOT NULL;
ALTER TABLE quality_measures DROP CONSTRAINT quality_measures_validated;
ALTER TABLE quality_measures ADD CONSTRAINT quality_measures_validated
    CHECK (num_nulls(validated_by_id, validated_at, validation) IN (0, 3) AND (validated_at IS NULL OR done_at IS NOT NULL));
