-- Fills the demo company with :tickets tickets over three years, their units, customers, clocks and timelines, and as many lines of
-- returns, ten to a return, and a tenth as many cases of quality feedback and warranty claims, as copies of rows that hold. All but the last :open are closed; those came in the last days, and nine of ten are still new. Run by the superuser:
-- foreign keys and triggers are not asked again, and indexes are built afterwards.
\set ON_ERROR_STOP on
SET session_replication_role = replica;
SET synchronous_commit = off;
SET maintenance_work_mem = '512MB';

-- Told by their number, so that anybody can name the n-th.
CREATE FUNCTION pg_temp.id_of(kind int, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT (lpad(to_hex(kind), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid
$$;
CREATE TEMP TABLE dropped (definition text);
CREATE PROCEDURE pg_temp.drop_indexes(name text) LANGUAGE plpgsql AS $$
DECLARE
    i record;
BEGIN
    FOR i IN SELECT x.indexrelid::regclass AS index, pg_get_indexdef(x.indexrelid) AS definition FROM pg_index x
        WHERE x.indrelid = name::regclass AND NOT x.indisunique LOOP
        INSERT INTO dropped VALUES (i.definition);
        EXECUTE format('DROP INDEX %s', i.index);
    END LOOP;
END $$;
-- Copies rows of a table, so many for each row of `models`, with other values in some columns.
CREATE PROCEDURE pg_temp.copies(name text, models text, changed jsonb) LANGUAGE plpgsql AS $$
DECLARE
    own text := (SELECT string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position) FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name = name AND is_generated = 'NEVER');
    put text := (SELECT string_agg(coalesce(changed ->> column_name, 'm.' || quote_ident(column_name)), ', ' ORDER BY ordinal_position)
        FROM information_schema.columns WHERE table_schema = 'public' AND table_name = name AND is_generated = 'NEVER');
BEGIN
    EXECUTE format('INSERT INTO %I (%s) SELECT %s FROM %s', name, own, put, models);
END $$;

BEGIN;
DO $$ DECLARE t text; BEGIN
    FOREACH t IN ARRAY ARRAY['customers', 'units', 'tickets', 'ticket_events', 'ticket_progress', 'clocks', 'clock_events', 'rmas', 'rma_lines',
        'quality_feedbacks', 'warranty_claims', 'warranty_claim_versions', 'warranty_claim_jobs', 'warranty_claim_lines', 'settlement_entries'] LOOP
        CALL pg_temp.drop_indexes(t);
    END LOOP;
END $$;
SELECT greatest(:tickets / 50, 10) AS customers, greatest(:tickets / 10, 10) AS units \gset
CALL pg_temp.copies('customers', format('generate_series(1, %s) n, (SELECT * FROM customers ORDER BY id LIMIT 1) m', :customers), jsonb_build_object(
    'id', 'pg_temp.id_of(2, n)', 'number', $$'BENCH-' || n$$, 'name', $$'客户' || n$$, 'organization_id', 'NULL'));
CALL pg_temp.copies('units', format('generate_series(1, %s) n, (SELECT * FROM units ORDER BY id LIMIT 1) m', :units), jsonb_build_object(
    'id', 'pg_temp.id_of(3, n)', 'serial', $$'BENCH-' || n$$, 'customer_id', format('pg_temp.id_of(2, 1 + n %% %s)', :customers), 'site_id', 'NULL'));

-- The n-th ticket: after which model, and when.
CREATE TEMP TABLE made AS SELECT n, m.id AS model, m.created_at AS was,
    CASE WHEN n > :tickets - :open THEN now() - interval '3 days' * ((:tickets - n)::float / :open)
        ELSE now() - interval '3 days' - interval '3 years' * ((:tickets - n)::float / :tickets) END AS at
    FROM generate_series(1::bigint, :tickets) n JOIN LATERAL (SELECT id, created_at FROM tickets WHERE status = CASE
        WHEN n <= :tickets - :open THEN 'closed' WHEN n <= :tickets - :open / 10 THEN 'new' WHEN n % 2 = 0 THEN 'verifying' ELSE 'in_progress' END
        ORDER BY id LIMIT 1) m ON true;
CREATE TEMP TABLE desks AS SELECT id, row_number() OVER (ORDER BY id) - 1 AS k, count(*) OVER () AS all_of FROM teams;
CREATE TEMP TABLE words AS SELECT w, row_number() OVER () - 1 AS k FROM unnest(ARRAY['门机异响', '平层不准', '轿厢抖动', '按钮失灵', '困人', '制动器磨损',
    '显示不亮', '对讲无声', '限速器动作', '钢丝绳断丝', '控制柜过热', '光幕误动作', '噪声大', '停电', '漏油', '开门慢', '关门夹人', '照明不亮', '风扇不转', '井道进水']) w;
ANALYZE made;
CALL pg_temp.copies('tickets', 'made d JOIN tickets m ON m.id = d.model JOIN words w ON w.k = (d.n * 7919) % 20
    JOIN desks q ON q.k = d.n % q.all_of ORDER BY d.n', jsonb_build_object(
    'id', 'pg_temp.id_of(1, d.n)', 'number', $$'BENCH-' || d.n$$, 'created_at', 'd.at', 'updated_at', 'd.at + (m.updated_at - d.was)', 'reported_at', 'd.at',
    'resolved_at', 'd.at + (m.resolved_at - d.was)', 'closed_at', 'd.at + (m.closed_at - d.was)', 'notice_given_at', 'd.at + (m.notice_given_at - d.was)',
    'confirmed_at', 'd.at + (m.confirmed_at - d.was)', 'team_id', 'q.id', 'repeat_of_id', 'NULL', 'external_reference', 'NULL', 'external_source', 'NULL',
    -- The rare word stands in two hundred, however many there are: so a page of them is compared with a page of them.
    'subject', format($$w.w || CASE WHEN d.n %% %s = 0 THEN ' 鳄鱼' ELSE '' END || ' ' || d.n$$, greatest(:tickets / 200, 1)), 'version', '1',
    'customer_id', format('pg_temp.id_of(2, 1 + d.n %% %s)', :customers), 'unit_id', format('pg_temp.id_of(3, 1 + d.n %% %s)', :units), 'site_id', 'NULL'));
CALL pg_temp.copies('ticket_events', '(SELECT e.*, row_number() OVER (PARTITION BY ticket_id ORDER BY at, id) AS k FROM ticket_events e) m
    JOIN made d ON d.model = m.ticket_id ORDER BY d.n', $${"id": "pg_temp.id_of(4, d.n * 64 + m.k)", "ticket_id": "pg_temp.id_of(1, d.n)", "at": "d.at + (m.at - d.was)"}$$);
-- No rungs ahead: what is measured are requests, not the jobs.
CALL pg_temp.copies('clocks', 'clocks m JOIN made d ON d.model = m.ticket_id JOIN unnest(ARRAY[''respond'', ''verify_product'', ''verify_complaint'', ''resolve'', ''onsite'', ''clear_fault''])
    WITH ORDINALITY o(kind, k) ON o.kind = m.kind ORDER BY d.n', $${"id": "pg_temp.id_of(5, d.n * 8 + o.k)", "ticket_id": "pg_temp.id_of(1, d.n)", "next_step_at": "NULL",
    "started_at": "d.at + (m.started_at - d.was)", "due_at": "d.at + (m.due_at - d.was)", "stopped_at": "d.at + (m.stopped_at - d.was)", "breached_at": "d.at + (m.breached_at - d.was)"}$$);
CALL pg_temp.copies('clock_events', '(SELECT e.*, c.ticket_id, c.kind AS of_kind, row_number() OVER (PARTITION BY c.id ORDER BY e.at, e.id) AS k FROM clock_events e JOIN clocks c ON c.id = e.clock_id) m
    JOIN made d ON d.model = m.ticket_id JOIN unnest(ARRAY[''respond'', ''verify_product'', ''verify_complaint'', ''resolve'', ''onsite'', ''clear_fault'']) WITH ORDINALITY o(kind, k) ON o.kind = m.of_kind ORDER BY d.n',
    $${"id": "pg_temp.id_of(6, d.n * 512 + o.k * 64 + m.k)", "clock_id": "pg_temp.id_of(5, d.n * 8 + o.k)", "at": "d.at + (m.at - d.was)", "created_at": "d.at + (m.created_at - d.was)"}$$);
CALL pg_temp.copies('ticket_progress', 'ticket_progress m JOIN made d ON d.model = m.ticket_id ORDER BY d.n', $${"ticket_id": "pg_temp.id_of(1, d.n)",
    "next_due_at": "d.at + (m.next_due_at - d.was)", "responded_at": "d.at + (m.responded_at - d.was)"}$$);

-- The n-th return: of the last of a hundred the parts are still owed, most of them late; those of all others are judged.
SELECT greatest(:tickets / 10, 10) AS returns \gset
CREATE TEMP TABLE lines AS SELECT DISTINCT ON (x.status = 'due') x.* FROM rma_lines x JOIN rmas r ON r.id = x.rma_id
    WHERE x.status IN ('judged', 'disposed') OR (x.status = 'due' AND r.status = 'authorized') ORDER BY x.status = 'due', x.id;
CREATE TEMP TABLE sent AS SELECT n, m.rma_id AS model, now() - interval '3 years' * ((:returns - n)::float / :returns) AS at
    FROM generate_series(1, :returns) n JOIN lines m ON (m.status = 'due') = (n > :returns - greatest(:returns / 100, 5));
CREATE TEMP TABLE dealers AS SELECT id, row_number() OVER (ORDER BY id) - 1 AS k, count(*) OVER () AS all_of FROM organizations WHERE kind = 'dealer';
CREATE TEMP TABLE pieces AS SELECT id, name, row_number() OVER (ORDER BY id) - 1 AS k, count(*) OVER () AS all_of FROM parts;
ANALYZE sent;
CALL pg_temp.copies('rmas', 'sent d JOIN rmas m ON m.id = d.model JOIN dealers q ON q.k = d.n % q.all_of ORDER BY d.n', jsonb_build_object(
    'id', 'pg_temp.id_of(7, d.n)', 'number', $$'BENCH-R' || d.n$$, 'dealer_id', 'q.id', 'ticket_id', 'NULL', 'created_at', 'd.at',
    'authorized_at', 'd.at', 'deadline', $$(d.at + interval '5 days')::date$$, 'updated_at', 'd.at'));
CALL pg_temp.copies('rma_lines', 'lines m JOIN sent d ON d.model = m.rma_id
    CROSS JOIN generate_series(1, 10) j JOIN pieces q ON q.k = (d.n * 10 + j) % q.all_of ORDER BY d.n, j', jsonb_build_object(
    'id', 'pg_temp.id_of(8, d.n * 16 + j)', 'rma_id', 'pg_temp.id_of(7, d.n)', 'position', 'j', 'tag', $$'BENCH-' || d.n || '-' || j$$, 'part_id', 'q.id',
    'name', 'q.name', 'unit_id', 'NULL', 'received_at', $$CASE WHEN m.received_at IS NOT NULL THEN d.at + interval '3 days' END$$,
    'inspected_at', $$CASE WHEN m.inspected_at IS NOT NULL THEN d.at + interval '4 days' END$$,
    'disposed_at', $$CASE WHEN m.disposed_at IS NOT NULL THEN d.at + interval '5 days' END$$));

-- The n-th quality feedback, after those of the demo in turn.
CREATE TEMP TABLE cases AS SELECT n, q.id AS model, now() - interval '3 years' * ((:returns - n)::float / :returns) AS at FROM generate_series(1, :returns) n
    JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS k, count(*) OVER () AS all_of FROM quality_feedbacks) q ON q.k = n % q.all_of;
ANALYZE cases;
CALL pg_temp.copies('quality_feedbacks', 'cases d JOIN quality_feedbacks m ON m.id = d.model ORDER BY d.n', jsonb_build_object(
    'id', 'pg_temp.id_of(9, d.n)', 'number', $$'BENCH-Q' || d.n$$, 'created_at', 'd.at', 'updated_at', 'd.at',
    'ended_at', 'd.at + (m.ended_at - m.created_at)'));
-- The n-th warranty claim, with its jobs, lines and version: of the last of a hundred an answer is owed, the others are paid and stand in the ledger.
CREATE TEMP TABLE filed AS SELECT n, m.id AS model, m.created_at AS was, now() - interval '3 years' * ((:returns - n)::float / :returns) AS at,
    n <= :returns - greatest(:returns / 100, 5) AS paid FROM generate_series(1, :returns) n JOIN LATERAL (SELECT id, created_at FROM warranty_claims
        WHERE status = CASE WHEN n > :returns - greatest(:returns / 100, 5) THEN 'in_review' ELSE 'payable' END ORDER BY id LIMIT 1) m ON true;
ANALYZE filed;
CALL pg_temp.copies('warranty_claims', 'filed d JOIN warranty_claims m ON m.id = d.model JOIN dealers q ON q.k = d.n % q.all_of ORDER BY d.n', jsonb_build_object(
    'id', 'pg_temp.id_of(10, d.n)', 'number', $$'BENCH-K' || d.n$$, 'status', $$CASE WHEN d.paid THEN 'closed' ELSE m.status END$$, 'dealer_id', 'q.id',
    'unit_id', format('pg_temp.id_of(3, 1 + d.n %% %s)', :units), 'ticket_id', 'NULL', 'order_number', $$'BENCH-O' || d.n$$,
    'failed_on', '(d.at - (d.was - m.failed_on))::date', 'repaired_on', '(d.at - (d.was - m.repaired_on))::date', 'created_at', 'd.at',
    'submitted_at', 'd.at + (m.submitted_at - d.was)', 'answered_at', 'd.at + (m.answered_at - d.was)', 'payable_at', 'd.at + (m.payable_at - d.was)',
    'answer_due_at', $$CASE WHEN m.answer_due_at IS NOT NULL THEN now() + interval '4 days' END$$, 'warned', '100', 'version', '1'));
CALL pg_temp.copies('warranty_claim_versions', 'filed d JOIN warranty_claim_versions m ON m.claim_id = d.model ORDER BY d.n',
    $${"claim_id": "pg_temp.id_of(10, d.n)", "at": "d.at + (m.at - d.was)"}$$);
CALL pg_temp.copies('warranty_claim_jobs', 'filed d JOIN warranty_claim_jobs m ON m.claim_id = d.model ORDER BY d.n',
    $${"id": "pg_temp.id_of(11, d.n * 8 + m.position)", "claim_id": "pg_temp.id_of(10, d.n)"}$$);
CALL pg_temp.copies('warranty_claim_lines', 'filed d JOIN (SELECT x.*, j.position AS of_job FROM warranty_claim_lines x JOIN warranty_claim_jobs j ON j.id = x.job_id) m
    ON m.claim_id = d.model ORDER BY d.n', $${"id": "pg_temp.id_of(12, d.n * 64 + m.position)", "claim_id": "pg_temp.id_of(10, d.n)",
    "job_id": "pg_temp.id_of(11, d.n * 8 + m.of_job)", "rma_line_id": "NULL"}$$);
CALL pg_temp.copies('settlement_entries', '(SELECT * FROM settlement_entries WHERE kind = ''approved_claim'' ORDER BY id LIMIT 1) m CROSS JOIN filed d
    JOIN warranty_claims w ON w.id = pg_temp.id_of(10, d.n) WHERE d.paid ORDER BY d.n', jsonb_build_object('id', 'pg_temp.id_of(13, d.n)', 'party_id', 'w.dealer_id',
    'currency', 'w.currency', 'amount', '-w.approved', 'source_id', 'w.id', 'source_key', 'w.id::text', 'source_number', 'w.number', 'arose_on', 'd.at::date', 'created_at', 'd.at'));
DO $$ DECLARE d text; BEGIN
    FOR d IN SELECT definition FROM dropped LOOP
        EXECUTE d;
    END LOOP;
    ASSERT NOT EXISTS (SELECT FROM tickets t WHERE NOT EXISTS (SELECT FROM customers k WHERE k.id = t.customer_id)), 'tickets without their customer';
    ASSERT NOT EXISTS (SELECT FROM rma_lines x WHERE NOT EXISTS (SELECT FROM rmas r WHERE r.id = x.rma_id)), 'lines without their return';
    ASSERT (SELECT count(*) FROM rma_lines WHERE status = 'due') > 9, 'no line is owed';
    ASSERT (SELECT count(*) FROM rma_lines WHERE verdict IS NOT NULL) > 900, 'hardly any line is judged';
    ASSERT NOT EXISTS (SELECT FROM warranty_claims k WHERE NOT EXISTS (SELECT FROM warranty_claim_lines x WHERE x.claim_id = k.id)
        OR NOT EXISTS (SELECT FROM warranty_claim_versions v WHERE v.claim_id = k.id) AND k.submission > 0), 'claims without their lines or version';
    ASSERT (SELECT count(*) FROM settlement_entries) > 900, 'hardly any claim is paid';
    ASSERT NOT EXISTS (SELECT FROM clocks c WHERE NOT EXISTS (SELECT FROM tickets t WHERE t.id = c.ticket_id)), 'clocks without their ticket';
END $$;
COMMIT;
VACUUM ANALYZE;
CHECKPOINT;
SELECT (SELECT count(*) FROM tickets) || ' tickets, ' || (SELECT count(*) FROM ticket_events) || ' entries of timelines, ' || (SELECT count(*) FROM clocks) || ' clocks, '
    || (SELECT count(*) FROM units) || ' units, ' || (SELECT count(*) FROM customers) || ' customers, ' || (SELECT count(*) FROM rma_lines) || ' lines of returns, '
    || (SELECT count(*) FROM quality_feedbacks) || ' cases of quality feedback, ' || (SELECT count(*) FROM warranty_claims) || ' claims, ' || pg_size_pretty(pg_database_size(current_database()));
