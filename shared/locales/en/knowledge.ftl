permission-canned_answer-use = Use canned answers
permission-canned_answer-manage = Keep the canned answers of the house

field-placeholder_unknown = There is no placeholder “{ $name }”. There are: { $known }.
field-gap_left = Something is still missing where “____” stands. Fill it in, or delete it.

placeholder-ticket-number = Ticket number
placeholder-ticket-subject = Subject
placeholder-customer-name = Customer
placeholder-contact-name = Contact
placeholder-unit-serial = Serial number
placeholder-product-name = Product model
placeholder-site-name = Site
placeholder-dealer-name = Dealer
placeholder-assignee-name = Assignee
placeholder-team-name = Team
placeholder-solution = Solution
placeholder-due_at = Next due time
placeholder-me-name = Own name

permission-knowledge-read = Read knowledge articles
permission-knowledge-manage = Write and publish knowledge articles

search_kind-knowledge_article = Knowledge

knowledge_kind-faq = Question and answer
knowledge_kind-manual = Manual
knowledge_kind-bulletin = Technical bulletin
knowledge_kind-software = Software

knowledge_audience-internal = Own house
knowledge_audience-dealer = Dealers and service centres
knowledge_audience-public = Everybody

knowledge_status-draft = Draft
knowledge_status-published = Published
knowledge_status-archived = Archived

knowledge_action-publish = Publish
knowledge_action-archive = Archive

knowledge_reason-fault_code = same fault code { $code }
knowledge_reason-product = same model { $code }
knowledge_reason-words = title says { $words }

field-article_internal = { $number } is not published for dealers or the public, so a public comment cannot name it.
permission-checklist-use = Use checklists
permission-checklist-manage = Keep the checklists of the house
field-checks_open = Required steps of the checklist that are still open: { $count }. Do them, or take them off the ticket, first.
