-- Why a row was refused is a message of the locales and its values, so that it is read in any language. Rows
-- from before keep their sentence as the message, which is shown as it is.
ALTER TABLE import_refusals ADD COLUMN values jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(values) = 'array');
