age_band-day = Less than a day
age_band-three_days = 1 to 3 days
age_band-week = 3 to 7 days
age_band-month = 7 to 30 days
age_band-older = More than 30 days

ticket_dimension-fault_code = Fault code
ticket_dimension-topic = Topic
ticket_dimension-product = Product model
ticket_dimension-team = Team
ticket_dimension-assignee = Person
ticket_dimension-dealer = Dealer

pareto_slice-value = Value
pareto_slice-others = All others
pareto_slice-without = Not given
