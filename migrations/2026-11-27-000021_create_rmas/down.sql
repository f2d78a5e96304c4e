DROP VIEW rma_line_rows;
DROP VIEW rma_rows;
DROP TABLE rma_custody;
DROP TABLE rma_lines;
DROP TABLE rmas;
