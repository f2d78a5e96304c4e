DROP INDEX warranty_claim_jobs_cause;
DROP VIEW warranty_cost_rows;
