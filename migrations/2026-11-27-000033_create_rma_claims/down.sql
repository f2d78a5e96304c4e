DROP TABLE rma_claims;
