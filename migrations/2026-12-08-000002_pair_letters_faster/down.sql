-- As search_more made it.
CREATE OR REPLACE FUNCTION bigrams(source text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
    SELECT coalesce(array_agg(DISTINCT substr(s, i, 2)), '{}')
    FROM (SELECT left(lower(source), 4000) AS s) AS t, generate_series(1, length(s) - 1) AS i
$$;
