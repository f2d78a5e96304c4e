DROP VIEW unit_rows;
DROP TABLE unit_events, unit_components, unit_owners, units;
