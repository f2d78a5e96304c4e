# Clocks, SLA policies, routing, notifications.

ticket_action-respond = Log first response
ticket_action-call_onsite = Request site visit
ticket_action-arrive_onsite = Arrived on site

clock_kind-respond = First response
clock_kind-verify_product = Product information
clock_kind-verify_complaint = Complaint verdict
clock_kind-resolve = Resolution
clock_kind-onsite = On-site response
clock_kind-clear_fault = Fault cleared on site

clock_state-running = Running
clock_state-paused = Paused
clock_state-stopped = Ended

clock_outcome-met = Met
clock_outcome-breached = Missed
clock_outcome-void = Void

clock_event_kind-start = Started
clock_event_kind-pause = Paused
clock_event_kind-resume = Resumed
clock_event_kind-hand = Ball passed
clock_event_kind-retarget = New target
clock_event_kind-stop = Ended

clock_reason-filed = Ticket filed
clock_reason-answered = Customer answered
clock_reason-verified = Product information confirmed
clock_reason-judged = Complaint judged
clock_reason-customer = Waiting for the customer
clock_reason-parts = Waiting for parts
clock_reason-supplier = Waiting for the supplier
clock_reason-transport = On its way
clock_reason-force_majeure = Weather / force majeure
clock_reason-other = Waiting
clock_reason-work_goes_on = Work goes on
clock_reason-resolved = Resolved
clock_reason-closed = Closed
clock_reason-reopened = Reopened
clock_reason-withdrawn = Withdrawn
clock_reason-called_onsite = Called to the site
clock_reason-arrived = Arrived on site
clock_reason-ticket_changed = Ticket changed
clock_reason-policy_changed = Policy changed
clock_reason-calendar_changed = Calendar changed

stretch_kind-counted = Counted
stretch_kind-make_up = Make-up day
stretch_kind-off_hours = Off hours
stretch_kind-paused = Paused
stretch_kind-ended = Ended

audience-assignee = Assignee
audience-team = Team
audience-service_specialists = Service specialists
audience-quality = Quality department
audience-supervisors = Supervisors

assign_mode-queue = Into the queue
assign_mode-least_loaded = Least loaded person

condition_field-kind = Kind
condition_field-channel = Channel
condition_field-topic = Topic
condition_field-severity = Severity
condition_field-priority = Priority
condition_field-customer = Customer
condition_field-dealer = Dealer
condition_field-product = Product
condition_field-product_line = Product line
condition_field-region = Region
condition_field-remote = Remote site
condition_field-in_warranty = In warranty
condition_field-special_case = Special case
condition_field-individual_case = Individual case
condition_field-inactive = Switched off

queue-mine = My work
queue-team = Team queue
queue-unassigned = Unassigned
queue-due_soon = Due within 24 hours
queue-breached = Overdue
queue-special_case = Special cases
queue-individual_case = Individual cases

notification_kind-assigned = Assigned to you
notification_kind-queued = In your team's queue
notification_kind-mentioned = You were mentioned
notification_kind-answered = Answered
notification_kind-watched = Moved, and you follow it
notification_kind-warned = Deadline near
notification_kind-breached = Deadline missed
notification_kind-escalated = Escalated
notification_kind-crisis = Special case
notification_kind-individual_case = Individual case
notification_kind-offered = To be collected
notification_kind-offer_refused = Supplier refuses

permission-rule-read = See SLA policies and routing rules
permission-rule-manage = Change SLA policies and routing rules

problem-transition_refused-not_called = Nobody was called to the site of { $name } yet; do that first.
problem-in_use-calendar_of_policy = The promises of the SLA policy “{ $rule }” are counted on { $name }. Give them another calendar first.
