DROP TABLE import_refusals, imports;
