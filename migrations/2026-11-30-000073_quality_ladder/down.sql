ALTER TABLE quality_feedbacks DROP COLUMN told_of, DROP COLUMN told_rung;
