"""Whose the texts of a table are: the organisations outside the house that may read a row `x`, by their codes. A table that is in
none of these lists fails the run, so that a new record says it here, in one line."""

# What several tables ask.
ASKED = {
    "customer": "SELECT array_remove(ARRAY[d.code, o.code], NULL) FROM customers c LEFT JOIN organizations d ON d.id = c.dealer_id LEFT JOIN organizations o ON o.id = c.organization_id WHERE c.id = one",
    "organization": "SELECT ARRAY[o.code] FROM organizations o WHERE o.id = one",
    "person": "SELECT ARRAY[o.code] FROM users u JOIN organizations o ON o.id = u.organization_id WHERE u.id = one AND o.kind <> 'manufacturer'",
    "ticket": "SELECT array_remove(ARRAY[d.code, o.code], NULL) FROM tickets t LEFT JOIN organizations d ON d.id = t.dealer_id LEFT JOIN customers c ON c.id = t.customer_id LEFT JOIN organizations o ON o.id = c.organization_id WHERE t.id = one",
    "unit": "SELECT array_remove(ARRAY[d.code, o.code], NULL) FROM units u LEFT JOIN organizations d ON d.id = u.dealer_id LEFT JOIN customers c ON c.id = u.customer_id LEFT JOIN organizations o ON o.id = c.organization_id WHERE u.id = one",
    "rma": "SELECT ARRAY[o.code] FROM rmas r JOIN organizations o ON o.id = r.dealer_id WHERE r.id = one",
    "claim": "SELECT ARRAY[o.code] FROM warranty_claims w JOIN organizations o ON o.id = w.dealer_id WHERE w.id = one",
    "offered": "SELECT ARRAY[o.code] FROM supplier_returns s JOIN organizations o ON o.id = s.supplier_id WHERE s.line_id = one AND s.status <> 'to_offer'",
    "recovered": "SELECT array_agg(DISTINCT k) FROM recovery_lines l, unnest(canary.recovery(l.recovery_id)) k WHERE l.rma_line_id = one",
    "recovery": "SELECT ARRAY[o.code] FROM recoveries r JOIN organizations o ON o.id = r.supplier_id WHERE r.id = one AND r.status <> 'candidate' AND r.delivery IS NOT NULL",
    "ordered": "SELECT ARRAY[o.code] FROM quality_feedbacks q JOIN organizations o ON o.id = q.supplier_id WHERE q.id = one AND q.department = 'supplier' AND q.instructed_at IS NOT NULL",
    "issued": "SELECT ARRAY[o.code] FROM statements s JOIN organizations o ON o.id = s.party_id WHERE s.id = one AND s.status <> 'collecting'",
    # The maker is everybody's; a dealer is its customers', and they are its.
    "house": "SELECT CASE WHEN o.kind = 'manufacturer' THEN (SELECT array_agg(code) FROM organizations) ELSE ARRAY[o.code] || (SELECT array_agg(h.code) FROM customers c JOIN organizations h ON h.id = c.organization_id WHERE c.dealer_id = o.id) || (SELECT array_agg(h.code) FROM customers c JOIN organizations h ON h.id = c.dealer_id WHERE c.organization_id = o.id) END FROM organizations o WHERE o.id = one",
    "location": "SELECT ARRAY[o.code] FROM locations l JOIN organizations o ON o.id = l.organization_id WHERE l.id = one AND o.kind <> 'manufacturer'",
    "article": "SELECT CASE WHEN a.status = 'published' THEN CASE a.audience WHEN 'public' THEN (SELECT array_agg(code) FROM organizations) WHEN 'dealer' THEN (SELECT array_agg(code) FROM organizations WHERE kind IN ('dealer', 'service_center')) END END FROM knowledge_articles a WHERE a.id = one",
    "told": "SELECT array_agg(DISTINCT k) FROM campaigns c JOIN campaign_units y ON y.campaign_id = c.id, unnest(canary.unit(y.unit_id)) k WHERE c.id = one AND c.published_at IS NOT NULL",
}


def functions() -> str:
    """The questions, as functions of the database."""
    made = "".join(f"CREATE FUNCTION canary.{name}(one uuid) RETURNS text[] LANGUAGE sql STABLE AS $$ {text} $$;" for name, text in ASKED.items())
    # They call one another in any order.
    return "SET check_function_bodies = off; CREATE SCHEMA canary;" + made


DEALERS = "SELECT array_agg(code) FROM organizations WHERE kind IN ('dealer', 'service_center')"

OWNERS = {
    "attachments": "CASE WHEN x.visibility = 'public' THEN canary.ticket(x.ticket_id) END",
    "campaigns": "canary.told(x.id)",
    "campaign_units": "CASE WHEN EXISTS (SELECT FROM campaigns c WHERE c.id = x.campaign_id AND c.published_at IS NOT NULL) THEN canary.unit(x.unit_id) END",
    "comments": "CASE WHEN x.visibility = 'public' THEN canary.ticket(x.ticket_id) END",
    "contacts": "canary.customer(x.customer_id)",
    "customers": "canary.customer(x.id)",
    "knowledge_articles": "canary.article(x.id)",
    "knowledge_files": "canary.article(x.article_id)",
    # The maker's depots are named on what it sends.
    "locations": "coalesce(canary.location(x.id), (" + DEALERS + "))",
    "material_transfers": "canary.organization(x.organization_id) || canary.organization(x.receiver_id)",
    "notifications": "canary.person(x.user_id)",
    "organizations": "canary.house(x.id)",
    "pre_authorizations": "canary.organization(x.dealer_id)",
    "quality_feedbacks": "canary.ordered(x.id)",
    "quality_measures": "CASE WHEN x.of_supplier THEN canary.ordered(x.feedback_id) END",
    "recoveries": "canary.recovery(x.id)",
    "recovery_steps": "canary.recovery(x.recovery_id)",
    "rma_custody": "canary.rma((SELECT rma_id FROM rma_lines WHERE id = x.line_id))",
    "rma_lines": "canary.rma(x.rma_id) || canary.offered(x.id) || canary.recovered(x.id)",
    "rma_pictures": "canary.rma((SELECT rma_id FROM rma_lines WHERE id = x.line_id)) || canary.offered(x.line_id) || canary.recovered(x.line_id)",
    "rmas": "canary.rma(x.id)",
    "settlement_entries": "canary.issued((SELECT statement_id FROM statement_lines WHERE entry_id = x.id))",
    "settlement_requests": "canary.organization(x.party_id)",
    "sites": "canary.customer(x.customer_id)",
    "statements": "canary.issued(x.id)",
    "stock_counts": "canary.location(x.location_id)",
    "stock_movements": "canary.location(x.from_location_id) || canary.location(x.to_location_id)",
    "supplier_returns": "canary.offered(x.line_id)",
    "teams": "canary.house(x.organization_id)",
    "ticket_events": "CASE WHEN NOT x.internal THEN canary.ticket(x.ticket_id) END",
    "tickets": "canary.ticket(x.id)",
    "unit_components": "canary.unit(x.unit_id)",
    "unit_events": "canary.unit(x.unit_id)",
    "units": "canary.unit(x.id)",
    "users": "canary.house(x.organization_id)",
    "warranty_claim_events": "canary.claim(x.claim_id)",
    "warranty_claim_jobs": "canary.claim(x.claim_id)",
    "warranty_claim_lines": "canary.claim(x.claim_id)",
    "warranty_claims": "canary.claim(x.id)",
}

# What the house keeps to itself.
HOUSE = {"audit_entries", "quality_events", "quality_sources", "quality_terms"}

# What everybody reads who may read the record it belongs to, or what is nobody's own.
OPEN = {
    "adjudication_rule_sets": "the form of a claim computes by them",
    "calendars": "deadlines name them",
    "canned_answers": "answers of the house to everybody",
    "checklists": "of the house, for whoever works",
    "clock_events": "the names of who acted",
    "fault_codes": "everybody's list",
    "idempotency_keys": "answers as they were sent",
    "knowledge_editions": "as published; the articles are looked at",
    "labour_operations": "the price list of labour",
    "parts": "the catalogue",
    "products": "the catalogue",
    "ticket_progress": "which rule routed",
}
