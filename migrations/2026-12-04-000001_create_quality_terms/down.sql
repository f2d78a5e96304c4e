DROP TABLE quality_terms;
