locale-zh-CN = 简体中文
locale-en = English

role-service_specialist = Service specialist
role-technician = Technician
role-engineer = Service engineer
role-quality = Quality department
role-supervisor = Supervisor
role-finance = Finance
role-dealer = Dealer / service centre
role-supplier = Supplier
role-customer = Customer
role-admin = Administrator

organization_kind-manufacturer = Manufacturer
organization_kind-dealer = Dealer
organization_kind-service_center = Service centre
organization_kind-supplier = Supplier
organization_kind-customer = Customer

permission-organization-read = See organisations
permission-organization-manage = Manage organisations
permission-user-read = See people
permission-user-manage = Manage people
permission-customer-read = See customers
permission-customer-manage = Manage customers
permission-product-read = See products and fault codes
permission-product-manage = Manage products and fault codes
permission-unit-read = See units
permission-unit-manage = Manage units
permission-warranty-decide = Extend or exclude warranty
permission-ticket-read = See tickets
permission-ticket-create = File tickets
permission-ticket-update = Edit tickets
permission-ticket-work = Work on tickets
permission-ticket-assign = Assign tickets
permission-ticket-close = Close tickets
permission-ticket-confirm = Confirm or reopen tickets
permission-ticket-cancel = Cancel or merge tickets
permission-ticket-judge = Judge complaints
permission-ticket-flag_crisis = Raise the crisis flag
permission-ticket-confirm_crisis = Confirm or lift the crisis flag
permission-comment-create = Write public comments
permission-comment-internal = Read and write internal comments
permission-desk_report-read = See the desk in figures
permission-report-read = See reports
permission-import-run = Import records
permission-policy-read = See the policy
permission-policy-manage = Change the policy
permission-calendar-read = See business calendars
permission-calendar-manage = Manage business calendars
permission-audit-read = Read the audit trail

user_status-invited = Invited
user_status-active = Active
user_status-disabled = Disabled

user_sort-name = By name
user_sort--created_at = Newest first

organization_sort-name = By name
organization_sort--created_at = Newest first

customer_sort-name = By name
customer_sort--created_at = Newest first

unit_sort-serial = By serial number
unit_sort--created_at = Newest first

ticket_sort--created_at = Newest first
ticket_sort-created_at = Oldest first
ticket_sort--updated_at = Last changed first
ticket_sort-priority = Most urgent first

customer_kind-company = Company
customer_kind-person = Person

unit_status-registered = Registered
unit_status-in_service = In service
unit_status-under_repair = Under repair
unit_status-on_loan = On loan
unit_status-retired = Retired

unit_action-commission = Put into service
unit_action-take_for_repair = Take for repair
unit_action-lend = Lend
unit_action-return_to_service = Return to service
unit_action-retire = Retire

coverage_class-part = Parts
coverage_class-labour = Labour
coverage_class-travel = Travel

start_basis-acceptance = acceptance
start_basis-installation = installation
start_basis-shipment = shipment

exclusion_kind-misuse = Misuse
exclusion_kind-unauthorised_repair = Unauthorised repair
exclusion_kind-consumable = Consumable
exclusion_kind-other = Other

warranty_status-in_warranty = In warranty
warranty_status-expired = Out of warranty
warranty_status-not_started = Not started
warranty_status-excluded = Excluded
warranty_status-unknown = Unknown

term_source-product = Term of the model
term_source-policy = Default term
term_source-extension = Extension

ticket_status-new = New
ticket_status-verifying = Verifying
ticket_status-assigned = Assigned
ticket_status-in_progress = In progress
ticket_status-waiting = Waiting
ticket_status-resolved = Resolved
ticket_status-closed = Closed
ticket_status-cancelled = Cancelled
ticket_status-merged = Merged

ticket_action-verify = Verify
ticket_action-assign = Assign
ticket_action-start = Start work
ticket_action-wait = Wait
ticket_action-resume = Resume
ticket_action-resolve = Resolve
ticket_action-give_notice = Give notice
ticket_action-confirm = Confirm solution
ticket_action-close = Close after silence
ticket_action-reopen = Reopen
ticket_action-cancel = Cancel
ticket_action-merge = Merge
ticket_action-judge = Judge complaint
ticket_action-flag_crisis = Flag crisis
ticket_action-confirm_crisis = Confirm crisis
ticket_action-lift_crisis = Lift crisis
ticket_action-estimate = Estimate repair time

ticket_kind-inquiry = Inquiry
ticket_kind-feedback = Feedback
ticket_kind-complaint = Complaint
ticket_kind-repair_request = Repair request
ticket_kind-return_request = Return / exchange
ticket_kind-installation = Installation
ticket_kind-training = Training
ticket_kind-recall = Recall

ticket_channel-phone = Telephone
ticket_channel-letter = Letter
ticket_channel-email = E-mail
ticket_channel-visit = Visit
ticket_channel-web = Web
ticket_channel-qr_code = QR code
ticket_channel-api = API

ticket_topic-product_quality = Product quality
ticket_topic-packaging = Packaging damage
ticket_topic-deterioration = Deterioration
ticket_topic-installation = Installation
ticket_topic-staff_attitude = Staff attitude
ticket_topic-delivery = Delivery
ticket_topic-billing = Billing
ticket_topic-other = Other

ticket_severity-emergency = Emergency
ticket_severity-general = General fault
ticket_severity-inquiry = Inquiry

ticket_impact-high = High
ticket_impact-medium = Medium
ticket_impact-low = Low

ticket_priority-p1 = P1 urgent
ticket_priority-p2 = P2 high
ticket_priority-p3 = P3 normal
ticket_priority-p4 = P4 low

ticket_remedy-repair = Repair
ticket_remedy-replace = Replace
ticket_remedy-refund = Refund
ticket_remedy-information = Information
ticket_remedy-apology = Apology
ticket_remedy-other = Other

service_class-paid = A paid
service_class-contract = B contract
service_class-free = C free under warranty
service_class-internal = D internal

wait_reason-customer = Customer
wait_reason-parts = Parts
wait_reason-supplier = Supplier
wait_reason-transport = Transport
wait_reason-force_majeure = Weather / force majeure
wait_reason-other = Other

ball_holder-us = Us
ball_holder-customer = Customer
ball_holder-dealer = Dealer
ball_holder-supplier = Supplier
ball_holder-carrier = Carrier
ball_holder-nobody = Nobody

crisis_kind-media = Media
crisis_kind-legal = Legal
crisis_kind-reputation = Reputation
crisis_kind-safety = Safety

crisis_status-none = None
crisis_status-raised = Raised
crisis_status-confirmed = Confirmed
crisis_status-lifted = Lifted

repair_outcome-fixed = Fixed
repair_outcome-repairable = Repairable
repair_outcome-end_of_life = End of life
repair_outcome-unknown = Unknown

ticket_link_kind-related = Related to
ticket_link_kind-repeat_of = Repeats
ticket_link_kind-split_from = Split from
ticket_link_kind-duplicate_of = Duplicate of

comment_visibility-public = Public
comment_visibility-internal = Internal

ticket_event_kind-created = Filed
ticket_event_kind-updated = Changed
ticket_event_kind-action = Action
ticket_event_kind-undone = Taken back
ticket_event_kind-comment = Comment
ticket_event_kind-link = Link
ticket_event_kind-check = Checklist
ticket_event_kind-attachment = Attachment
ticket_event_kind-goods = Parts
ticket_event_kind-rule = Rule
ticket_event_kind-imported = Imported

ticket_group-status = State
ticket_group-kind = Kind
ticket_group-repair_outcome = Repair outcome
ticket_group-product_line = Product line
ticket_group-product_brand = Brand
ticket_group-external_source = Source

import_kind-repairs = Repair records
import_kind-tickets = Tickets with their history

import_status-running = Running
import_status-finished = Finished
import_status-failed = Failed
import_failure-database_away = The database was away
import_failure-server_stopped = The server was stopped
usage_unit-runs = runs
usage_unit-hours = hours
usage_unit-km = km
usage_unit-cycles = cycles
usage_unit-pages = pages
part_class-door_operator = Door operator
part_class-inverter = Inverter
part_class-traction_machine = Traction machine
part_class-controller = Controller
part_class-brake = Brake
part_class-battery = Battery
part_class-motor = Motor
part_class-consumable = Consumable
product_line-passenger_lift = Passenger lift
product_line-hospital_lift = Hospital lift
product_line-freight_lift = Freight lift
product_line-home_lift = Home lift
product_line-escalator = Escalator

import_file-csv = Cases
import_file-events = Events

report_format-json = JSON
report_format-csv = CSV
search_kind-ticket = Tickets
search_kind-unit = Units
search_kind-customer = Customers
search_kind-contact = Contacts
search_kind-product = Product models
search_kind-organization = Organisations
search_kind-user = People

view_sharing-own = Only me
view_sharing-team = A team
view_sharing-house = Everybody in the house

register-ticket = Tickets
presence_state-looking = Has it open
presence_state-editing = Is writing
presence_state-gone = Has left
