DROP VIEW part_rows;
DROP TABLE part_prices;
DROP TABLE part_products;
DROP TABLE parts;
