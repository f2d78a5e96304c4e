DROP TABLE rma_dunnings;
