# Printed forms.

ticket_form-complaint = Complaint form
ticket_form-follow_up = Follow-up record
ticket_form-service_voucher = Service voucher
ticket_form-service_order = Service order
paper-order-commissioner = Commissioned by
paper-order-contractor = Commissioned to
paper-order-task = Task
paper-order-warranty = Warranty
paper-order-coverage = Covers
paper-order-percent = Share
paper-order-until = Covered until
paper-order-parts = Parts sent along
paper-order-return = Old part back
paper-order-terms = Terms
paper-order-limit = No more than
paper-order-authorization = Pre-authorisation
paper-order-claim = To be claimed with this order within { $days } days of the repair; old parts come back, and what does not come back is not paid (MGT-T 4.2.1). What costs more needs leave beforehand.
paper-order-sign-commissioner = Commissioned by (stamp)
paper-order-sign-contractor = Accepted by (stamp)

paper-as-of = As of { $time } ({ $zone })
paper-page = Page { $n } of { $m }
paper-date = Date:
paper-internal = Contains internal entries. For use inside the company only; not to be given to the customer.
paper-internal-entry = {" "}(internal)
paper-earlier-left-out = Only the latest { $count } entries are listed; earlier ones are in the system.
paper-cut-off = … (full text in the system)
paper-until = until { $date }
paper-percent = covers { $percent }%

paper-part-customer = Customer
paper-part-product = Product
paper-part-matter = Complaint
paper-part-promises = Promised times
paper-part-record = Record
paper-part-service = Service
paper-part-cost = Cost
paper-part-parts = Parts replaced
paper-part-opinion = Customer’s opinion

paper-channel = Channel
paper-received-by = Received by
paper-contact-name = Contact
paper-contact-phone = Phone
paper-contact-email = E-mail
paper-site = Site
paper-usage = Usage
paper-description = Description
paper-severity = Severity
paper-impact = Impact
paper-safety = Danger to people
paper-remedy = Remedy wanted
paper-warranty = Warranty
paper-warranty-later = Not decided yet
paper-service-class = Service class
paper-solution = Solution
paper-cause = Cause
paper-repair-outcome = Repair outcome
paper-repair-barrier = Why not repaired
paper-onsite-arrived = Arrived on site
paper-confirmed-by = Confirmed by
paper-amount = Amount charged

paper-promise = Promise
paper-promise-began = Began
paper-promise-due = Due
paper-promise-state = State
paper-entry-time = Time
paper-entry-who = Who
paper-entry-what = What
paper-entry-note = Note
paper-part-name = Part and model
paper-part-number = Number
paper-part-quantity = Quantity
paper-part-old = Old part returned

paper-opinion-response = Response
paper-opinion-skill = Skill
paper-opinion-attitude = Attitude
paper-opinion-result = Result
paper-opinion-scale = □ very satisfied   □ satisfied   □ fair   □ dissatisfied
paper-opinion-words = Remarks

paper-sign-customer = Customer’s signature (stamp)
paper-sign-receiver = Receiver’s signature
paper-sign-handler = Handler’s signature
paper-sign-supervisor = Supervisor’s signature

paper_rule-individual_case = Complained or reopened repeatedly: individual case
paper_rule-wait_until = The wait ended: work goes on
paper_rule-clock_step = Warning or escalation of a promise
paper_rule-routed = Routed by a rule
paper_rule-bridged = The former system’s log skipped states here; they were filled in
