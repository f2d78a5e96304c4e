-- Why an import failed is one of our words, so that it is read in any language.
UPDATE imports SET failure = 'database_away' WHERE failure IS NOT NULL;
ALTER TABLE imports ADD CONSTRAINT imports_failure CHECK (failure IN ('database_away', 'server_stopped'));
