-- Which rung of the ladder was told, and of which deadline: another deadline begins at its foot.
ALTER TABLE quality_feedbacks ADD COLUMN told_of timestamptz;
ALTER TABLE quality_feedbacks ADD COLUMN told_rung smallint;
ALTER TABLE quality_feedbacks ADD CONSTRAINT quality_feedbacks_told CHECK (num_nulls(told_of, told_rung) IN (0, 2));
