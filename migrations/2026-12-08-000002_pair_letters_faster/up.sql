-- The same pairs in half the time, for each row that is written or compared: two expressions instead of a set of places that is put
-- together again. First the pairs that begin at odd places, then those at even ones; what is alone at the end is no pair. An index
-- holds each pair of a row once, so those there are stay right.
CREATE OR REPLACE FUNCTION bigrams(source text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
    SELECT string_to_array(regexp_replace(left(s, length(s) / 2 * 2), '(..)(?=.)', E'\\1\x1f', 'g'), E'\x1f')
        || string_to_array(regexp_replace(substr(s, 2, (length(s) - 1) / 2 * 2), '(..)(?=.)', E'\\1\x1f', 'g'), E'\x1f')
    FROM (SELECT left(lower(source), 4000) AS s) AS t
$$;
