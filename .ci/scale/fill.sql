-- Multiplies what the demo company has, up to :tickets tickets and as many lines of returns, in the order of time. Run by
-- the superuser: rows are copies of rows that hold, so foreign keys and triggers are not asked again.
\set ON_ERROR_STOP on
SET session_replication_role = replica;
SET synchronous_commit = off;

-- Ids as the server makes them (UUID version 7): those of later rows are greater.
CREATE FUNCTION pg_temp.id_at(at timestamptz, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT encode(substring(int8send((extract(epoch FROM at) * 1000)::bigint) FROM 3 FOR 6) || '\x7000'::bytea
        || int8send(-9223372036854775808 + n), 'hex')::uuid
$$;

-- When the n-th of so many came about: spread over three years until now.
CREATE FUNCTION pg_temp.at(n bigint, of bigint) RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT now() - interval '3 years' * ((of - n)::double precision / of)
$$;

-- Adds so many copies of rows of a table, each changed by an expression over n (from 1 on) and tpl, its model.
CREATE PROCEDURE pg_temp.multiply(name text, so_many bigint, models text, changed text) LANGUAGE plpgsql AS $$
DECLARE
    own text := (SELECT string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position) FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name = name AND is_generated = 'NEVER');
BEGIN
    EXECUTE format('CREATE TEMP TABLE models AS
        SELECT to_jsonb(m) AS tpl, row_number() OVER () - 1 AS k, count(*) OVER () AS all_of FROM %I m %s', name, models);
    EXECUTE format('INSERT INTO %1$I (%2$s) SELECT %3$s FROM generate_series(1, %4$s::bigint) n
        JOIN models m ON m.k = n %% m.all_of, LATERAL jsonb_populate_record(NULL::%1$I, m.tpl || (%5$s)) r',
        name, own, 'r.' || replace(own, ', ', ', r.'), so_many, changed);
    DROP TABLE models;
END $$;

SELECT :tickets / 50 AS customers, :tickets / 4 AS returns, :tickets / 4 * 4 AS lines \gset
-- In one transaction, so that `now()` is the same for the ids of rows and for those that point at them.
BEGIN;
CALL pg_temp.multiply('customers', :customers, '', $$jsonb_build_object(
    'id', pg_temp.id_at('2020-01-01', n), 'number', 'SCALE-' || n, 'name', '客户' || n, 'organization_id', NULL)$$);
CALL pg_temp.multiply('tickets', :tickets, 'WHERE merged_into_id IS NULL AND external_reference IS NULL', format($$jsonb_build_object(
    'id', pg_temp.id_at(pg_temp.at(n, %1$s), n), 'number', 'SCALE-' || n, 'created_at', pg_temp.at(n, %1$s), 'updated_at', pg_temp.at(n, %1$s),
    'reported_at', pg_temp.at(n, %1$s), 'customer_id', pg_temp.id_at('2020-01-01', 1 + n %% (%1$s / 50)))$$, :tickets));
-- Four lines to a return.
CALL pg_temp.multiply('rmas', :returns, '', format($$jsonb_build_object(
    'id', pg_temp.id_at(pg_temp.at(n * 4, %1$s), n), 'number', 'SCALE-' || n, 'created_at', pg_temp.at(n * 4, %1$s))$$, :tickets));
CALL pg_temp.multiply('rma_lines', :lines, '', format($$jsonb_build_object(
    'id', pg_temp.id_at(pg_temp.at(n, %1$s), n), 'tag', 'SCALE-' || n, 'position', 1 + (n - 1) %% 4,
    'rma_id', pg_temp.id_at(pg_temp.at((1 + (n - 1) / 4) * 4, %1$s), 1 + (n - 1) / 4),
    'received_at', CASE WHEN m.tpl ->> 'quantity_received' IS NOT NULL THEN pg_temp.at(n, %1$s) END)$$, :tickets));
-- As foreign keys were not asked.
DO $$ BEGIN
    ASSERT NOT EXISTS (SELECT FROM rma_lines x WHERE NOT EXISTS (SELECT FROM rmas r WHERE r.id = x.rma_id)), 'lines without a return';
    ASSERT NOT EXISTS (SELECT FROM tickets t WHERE t.customer_id IS NOT NULL AND NOT EXISTS (SELECT FROM customers k WHERE k.id = t.customer_id)),
        'tickets without their customer';
END $$;
COMMIT;
VACUUM ANALYZE customers, tickets, rmas, rma_lines;
SELECT (SELECT count(*) FROM tickets) AS tickets, (SELECT count(*) FROM rmas) AS rmas, (SELECT count(*) FROM rma_lines) AS rma_lines;
