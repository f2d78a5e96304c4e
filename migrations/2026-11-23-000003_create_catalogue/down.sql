DROP TABLE fault_codes, products;
