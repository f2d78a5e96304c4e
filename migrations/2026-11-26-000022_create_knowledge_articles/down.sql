DROP TABLE knowledge_files;
DROP TABLE knowledge_fault_codes;
DROP TABLE knowledge_products;
DROP TABLE knowledge_editions;
DROP TABLE knowledge_articles;
