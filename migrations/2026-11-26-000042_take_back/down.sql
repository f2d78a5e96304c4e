DROP TABLE ticket_presences;
DROP TABLE ticket_undos;
