DROP VIEW user_rows;
DO $$
DECLARE
    s text;
BEGIN
    FOR s IN SELECT relname FROM pg_class WHERE relkind = 'S' AND relnamespace = current_schema()::regnamespace AND relname LIKE 'number\_%' LOOP
        EXECUTE format('DROP SEQUENCE %I', s);
    END LOOP;
END $$;
DROP TABLE team_members, teams, idempotency_keys, audit_entries, policies, known_devices, login_failures, api_tokens,
    one_use_links, refresh_tokens, sessions, users, organizations;
DROP FUNCTION bigrams(text);
DROP FUNCTION next_number(text, integer);
