//! What must hold between rows, each as a statement that gives a line for every place where it does not.

/// A name, and the statement.
pub(super) const STATEMENTS: &[(&str, &str)] = &[
    (
        "what claims come to is in the ledger once",
        "SELECT format('claim %s: approved %s, in the ledger %s', c.number, c.approved, e.amount) AS line FROM warranty_claims c \
         LEFT JOIN settlement_entries e ON e.source_id = c.id AND e.kind = 'approved_claim' \
         WHERE c.status IN ('payable', 'in_statement', 'paid', 'closed') AND c.approved > 0 AND c.approved IS DISTINCT FROM -e.amount",
    ),
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
                 UNION ALL SELECT number FROM stock_counts UNION ALL SELECT number FROM statements UNION ALL SELECT number FROM recoveries \
                 UNION ALL SELECT number FROM settlement_requests UNION ALL SELECT number FROM warranty_claims UNION ALL SELECT number FROM pre_authorizations \
                  UNION ALL SELECT number FROM knowledge_articles UNION ALL SELECT number FROM customers) n \
             WHERE number ~ '^[A-Z]+-[0-9]{4}-[0-9]{6,15}$' GROUP BY 1, 2) n \
         LEFT JOIN pg_sequences s ON s.sequencename = format('number_%s_%s', lower(prefix), year) \
         WHERE s.sequencename IS NOT NULL AND coalesce(s.last_value, 0) < highest",
    ),
    (
        "statements come to what their lines do",
        "SELECT format('statement %s says %s for %s lines, its lines come to %s for %s', s.number, s.total, s.lines, x.total, x.n) AS line \
         FROM statements s, LATERAL (SELECT coalesce(sum(e.amount), 0) AS total, count(*) AS n FROM statement_lines l \
             JOIN settlement_entries e ON e.id = l.entry_id WHERE l.statement_id = s.id) x \
         WHERE s.total <> x.total OR s.lines <> x.n",
    ),
    (
        "lines of statements are of their party and currency, until the end of their month",
        "SELECT format('statement %s: entry %s', s.number, e.id) AS line FROM statement_lines l JOIN statements s ON s.id = l.statement_id \
         JOIN settlement_entries e ON e.id = l.entry_id \
         WHERE e.party_id <> s.party_id OR e.currency <> s.currency OR e.arose_on >= s.month + interval '1 month'",
    ),
    (
        "statements are agreed to when nothing about their lines is open",
        "SELECT format('statement %s is %s with %s lines open', s.number, s.status, x.n) AS line FROM statements s, \
         LATERAL (SELECT count(*) AS n FROM statement_lines l WHERE l.statement_id = s.id AND l.status NOT IN ('agreed', 'corrected')) x \
         WHERE s.status <> 'collecting' AND (x.n = 0) <> (s.status <> 'issued')",
    ),
    (
        "locked statements are what they were",
        "SELECT format('statement %s: its lines are not those that were sealed', number) AS line FROM statements \
         WHERE status = 'locked' AND seal IS DISTINCT FROM statement_seal(id)",
    ),
    (
        "corrected lines of statements have their corrections",
        "SELECT format('line %s: should be %s, is %s with %s', l.entry_id, l.corrected_to, e.amount, k.amount) AS line FROM statement_lines l \
         JOIN settlement_entries e ON e.id = l.entry_id LEFT JOIN settlement_entries k ON k.kind = 'correction' \
             AND k.source = 'statement' AND k.source_key = l.entry_id::text \
         WHERE l.status = 'corrected' AND coalesce(e.amount + k.amount, 0) <> l.corrected_to",
    ),
    (
        "what suppliers are charged is settled with them",
        "SELECT format('charge %s', c.id) AS line FROM supplier_charges c LEFT JOIN settlement_entries e \
             ON e.kind = 'supplier_charge' AND e.source = 'rma' AND e.source_key = c.id::text \
         WHERE (e.party_id, e.currency, e.amount) IS DISTINCT FROM (c.supplier_id, c.currency, c.amount)",
    ),
    (
        "recoveries come to what their lines do, and debited ones are settled",
        "SELECT format('recovery %s claims %s, its lines come to %s, it is %s with %s settled', r.number, r.claimed, x.total, r.status, e.amount) AS line \
         FROM recoveries r LEFT JOIN settlement_entries e ON e.kind = 'recovery' AND e.source = 'recovery' AND e.source_key = r.id::text, \
         LATERAL (SELECT coalesce(sum(l.amount), 0) AS total FROM recovery_lines l WHERE l.recovery_id = r.id) x \
         WHERE x.total <> r.claimed OR (r.status IN ('debited', 'settled')) <> (e.id IS NOT NULL) OR e.amount <> r.amount",
    ),
    (
        "approved settlement requests are entries",
        "SELECT format('request %s', r.number) AS line FROM settlement_requests r WHERE r.status = 'approved' AND NOT EXISTS ( \
             SELECT FROM settlement_entries e WHERE (e.party_id, e.kind, e.currency, e.amount, e.arose_on) \
                 = (r.party_id, r.kind, r.currency, r.amount, r.arose_on))",
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
