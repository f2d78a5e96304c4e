DROP VIEW movement_rows;
DROP VIEW stock_rows;
DROP VIEW location_rows;
DROP TABLE stock_movements;
DROP TABLE stock_levels;
ALTER TABLE parts DROP CONSTRAINT parts_id_number_key;
DROP TABLE locations;
