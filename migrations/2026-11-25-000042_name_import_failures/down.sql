ALTER TABLE imports DROP CONSTRAINT imports_failure;
