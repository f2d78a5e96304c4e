DROP VIEW ticket_rows;
DROP TABLE ticket_links, comments, ticket_events, tickets;
