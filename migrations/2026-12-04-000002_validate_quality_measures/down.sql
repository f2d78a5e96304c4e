ALTER TABLE quality_measures DROP CONSTRAINT quality_measures_validated;
ALTER TABLE quality_measures ADD CONSTRAINT quality_measures_validated CHECK (num_nulls(validated_by_id, validated_at) IN (0, 2));
ALTER TABLE quality_measures DROP COLUMN validation;
