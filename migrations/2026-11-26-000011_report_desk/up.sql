-- Reports count the turns in the life of tickets by their time: resolved, ended, opened again.
CREATE INDEX ticket_events_turns ON ticket_events (at) INCLUDE (ticket_id, from_status, to_status)
    WHERE to_status IN ('resolved', 'closed', 'cancelled', 'merged') OR from_status IN ('resolved', 'closed', 'cancelled', 'merged');
-- What was open at some time is open still, or was closed later.
CREATE INDEX tickets_closed ON tickets (closed_at) WHERE closed_at IS NOT NULL;
CREATE INDEX tickets_reopened ON tickets (created_at DESC, id DESC) WHERE reopen_count > 0;
CREATE INDEX tickets_topic ON tickets (topic, created_at DESC, id DESC);
CREATE INDEX tickets_fault_code ON tickets (fault_code_id, created_at DESC, id DESC);
-- Promises by the time at which it was certain what became of them.
CREATE INDEX clocks_decided ON clocks (coalesce(breached_at, stopped_at)) WHERE outcome IN ('met', 'breached');
