DROP VIEW material_transfer_rows;
DROP TABLE material_transfer_lines;
DROP TABLE material_transfers;
