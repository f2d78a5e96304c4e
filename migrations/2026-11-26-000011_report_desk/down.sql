DROP INDEX clocks_decided;
DROP INDEX tickets_fault_code;
DROP INDEX tickets_topic;
DROP INDEX tickets_reopened;
DROP INDEX tickets_closed;
DROP INDEX ticket_events_turns;
