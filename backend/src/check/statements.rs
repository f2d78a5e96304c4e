//! What must hold between rows, each as a statement that gives a line for every place where it does not.

/// A name, and the statement.
pub(super) const STATEMENTS: &[(&str, &str)] = &[
    (
        "stock is the sum of its movements",
        "SELECT format('location %s, part %s: on hand %s, by movements %s', location_id, part_id, coalesce(l.on_hand, 0), coalesce(m.moved, 0)) AS line \
         FROM (SELECT location_id, part_id, on_hand FROM stock_levels) l \
         FULL JOIN (SELECT location_id, part_id, sum(n) AS moved FROM ( \
                SELECT to_location_id AS location_id, part_id, quantity AS n FROM stock_movements WHERE to_location_id IS NOT NULL \
                UNION ALL SELECT from_location_id, part_id, -quantity FROM stock_movements WHERE from_location_id IS NOT NULL) x \
            GROUP BY 1, 2) m USING (location_id, part_id) \
         WHERE coalesce(l.on_hand, 0) <> coalesce(m.moved, 0)",
    ),
    (
        "what is reserved is what approved transfers wait for",
        "SELECT format('location %s, part %s: reserved %s, by transfers %s', location_id, part_id, coalesce(l.reserved, 0), coalesce(t.n, 0)) AS line \
         FROM (SELECT location_id, part_id, reserved FROM stock_levels) l \
         FULL JOIN (SELECT t.from_location_id AS location_id, x.part_id, sum(x.quantity) AS n FROM material_transfers t \
                JOIN material_transfer_lines x ON x.transfer_id = t.id WHERE t.status IN ('approved', 'picking') GROUP BY 1, 2) t \
            USING (location_id, part_id) \
         WHERE coalesce(l.reserved, 0) <> coalesce(t.n, 0)",
    ),
    (
        "every movement of stock has one row of audit",
        "SELECT format('movement %s has %s', m.id, count(a.id)) AS line FROM stock_movements m \
         LEFT JOIN audit_entries a ON a.record = 'stock_movement' AND a.record_id = m.id \
         GROUP BY m.id HAVING count(a.id) <> 1",
    ),
    (
        "every ticket has one beginning and one place of its own for what the clocks say",
        "SELECT format('ticket %s has %s beginnings, %s places', t.number, e.n, p.n) AS line FROM tickets t, \
         LATERAL (SELECT count(*) AS n FROM ticket_events WHERE ticket_id = t.id AND kind = 'created') e, \
         LATERAL (SELECT count(*) AS n FROM ticket_progress WHERE ticket_id = t.id) p \
         WHERE p.n <> 1 OR (e.n <> 1 AND t.external_source IS NULL)",
    ),
    (
        "the state of a ticket is the last that its timeline tells",
        "SELECT format('ticket %s is %s, by its timeline %s', t.number, t.status, e.to_status) AS line FROM tickets t, \
         LATERAL (SELECT to_status FROM ticket_events WHERE ticket_id = t.id AND to_status IS NOT NULL ORDER BY at DESC, id DESC LIMIT 1) e \
         WHERE e.to_status <> t.status",
    ),
    (
        "every turn of a ticket that somebody took has its row of audit",
        "SELECT format('ticket %s: %s turns, %s rows of audit', t.number, e.n, a.n) AS line FROM tickets t, \
         LATERAL (SELECT count(*) AS n FROM ticket_events WHERE ticket_id = t.id AND kind = 'action' AND actor_id IS NOT NULL AND action IS NOT NULL) e, \
         LATERAL (SELECT count(*) AS n FROM audit_entries x WHERE record = 'ticket' AND record_id = t.id AND x.action IN \
             (SELECT action FROM ticket_events WHERE ticket_id = t.id AND kind = 'action' AND actor_id IS NOT NULL)) a \
         WHERE e.n <> a.n AND t.external_source IS NULL",
    ),
    (
        "tickets show what their clocks say",
        "SELECT format('ticket %s: due next %s, broken %s; by its clocks %s, %s', t.number, p.next_due_at, p.breach_count, k.due, k.broken) AS line \
         FROM ticket_progress p JOIN tickets t ON t.id = p.ticket_id, \
         LATERAL (SELECT min(due_at) FILTER (WHERE state = 'running') AS due, count(*) FILTER (WHERE outcome = 'breached') AS broken \
             FROM clocks WHERE ticket_id = p.ticket_id) k \
         WHERE p.next_due_at IS DISTINCT FROM k.due OR p.breach_count <> k.broken",
    ),
    (
        "claims are what their lines say, to the cent",
        "SELECT format('claim %s: claimed %s, approved %s; by its lines %s, %s', c.number, c.claimed, c.approved, l.claimed, l.approved) AS line \
         FROM warranty_claims c, \
         LATERAL (SELECT coalesce(sum(claimed), 0) AS claimed, sum(approved) AS approved FROM warranty_claim_lines WHERE claim_id = c.id) l \
         WHERE c.claimed <> l.claimed OR (c.approved IS NOT NULL AND c.approved IS DISTINCT FROM l.approved)",
    ),
    (
        "claims that are sent in have their versions",
        "SELECT format('claim %s: sent in %s times, %s versions', c.number, c.submission, v.n) AS line FROM warranty_claims c, \
         LATERAL (SELECT count(*) AS n FROM warranty_claim_versions WHERE claim_id = c.id) v WHERE c.submission <> v.n",
    ),
    (
        "numbers that come are higher than those that are there",
        "SELECT format('%s %s: the last is %s, the next would be no higher than %s', prefix, year, highest, s.last_value) AS line \
         FROM (SELECT split_part(number, '-', 1) AS prefix, split_part(number, '-', 2) AS year, max(split_part(number, '-', 3)::bigint) AS highest \
             FROM (SELECT number FROM tickets UNION ALL SELECT number FROM material_transfers UNION ALL SELECT number FROM rmas \
                 UNION ALL SELECT number FROM stock_counts UNION ALL SELECT number FROM knowledge_articles UNION ALL SELECT number FROM customers \
                 UNION ALL SELECT number FROM warranty_claims UNION ALL SELECT number FROM pre_authorizations) n \
             WHERE number ~ '^[A-Z]+-[0-9]{4}-[0-9]{6,15}$' GROUP BY 1, 2) n \
         LEFT JOIN pg_sequences s ON s.sequencename = format('number_%s_%s', lower(prefix), year) \
         WHERE s.sequencename IS NOT NULL AND coalesce(s.last_value, 0) < highest",
    ),
    (
        "files are what their hashes say",
        "SELECT format('content %s: %s bytes in %s pieces', encode(b.sha256, 'hex'), length(p.bytes), p.n) AS line FROM blobs b, \
         LATERAL (SELECT count(*) AS n, max(n) AS last, string_agg(bytes, NULL ORDER BY n) AS bytes FROM blob_pieces WHERE sha256 = b.sha256) p \
         WHERE p.n = 0 OR p.last <> p.n - 1 OR length(p.bytes) <> b.size OR sha256(p.bytes) <> b.sha256",
    ),
    (
        "requests that were carried out have their answers",
        "SELECT format('key %s of user %s has none', key, user_id) AS line FROM idempotency_keys WHERE status IS NULL",
    ),
];
