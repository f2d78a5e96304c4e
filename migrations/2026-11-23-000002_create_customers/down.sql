DROP VIEW api_token_callers, session_callers;
DROP VIEW customer_rows;
DROP TABLE sites, contacts, customers;
