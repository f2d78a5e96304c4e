-- Business calendars. The hash names what a calendar says: whoever has compiled one with the same hash need not read
-- it again, whatever its version is and whether a transaction was rolled back.
CREATE TABLE calendars (
    id uuid PRIMARY KEY,
    code text NOT NULL CONSTRAINT calendars_code_key UNIQUE,
    name text NOT NULL,
    calendar jsonb NOT NULL CHECK ((
        jsonb_typeof(calendar -> 'tz') = 'string' AND jsonb_typeof(calendar -> 'hours') = 'object'
        AND jsonb_typeof(calendar -> 'holidays') = 'array' AND jsonb_typeof(calendar -> 'shifts') = 'object') IS TRUE),
    content_hash text NOT NULL GENERATED ALWAYS AS (md5(calendar::text)) STORED,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE INDEX calendars_name ON calendars (name, id);

CREATE VIEW calendar_rows AS
SELECT id, code, name, calendar ->> 'tz' AS zone, coalesce((calendar ->> 'always_open')::boolean, false) AS always_open,
    calendar -> 'hours' AS hours, jsonb_array_length(calendar -> 'holidays') AS holidays,
    (SELECT count(*) FROM jsonb_object_keys(calendar -> 'shifts'))::integer AS shifts, version, updated_at
FROM calendars;

-- The two that every installation has: the service desk's (ELE 4.2, 4.3) and the one for emergencies (MGT 2.1).
INSERT INTO calendars (id, code, name, calendar, version, created_at, updated_at) VALUES
('00000000-0000-7000-8000-0000000ca001', 'service_desk', '服务台',
    '{"tz": "Asia/Shanghai", "hours": {"mon": [["08:30", "18:00"]], "tue": [["08:30", "18:00"]], "wed": [["08:30", "18:00"]], "thu": [["08:30", "18:00"]], "fri": [["08:30", "18:00"]], "sat": [["08:30", "18:00"]]}, "holidays": [], "shifts": {}}',
    1, now(), now()),
('00000000-0000-7000-8000-0000000ca002', 'around_the_clock', '全天候',
    '{"tz": "Asia/Shanghai", "always_open": true, "hours": {}, "holidays": [], "shifts": {}}',
    1, now(), now());
