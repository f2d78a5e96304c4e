campaign-nav = Campaigns
campaign-new = Draft a campaign
campaign-edit = Change the campaign
campaign-none = No campaigns yet
campaign-none-hint = The early warning proposes one where a production month stands out; or draft one here.
campaign-number = Number
campaign-title = Title
campaign-kind = Kind
campaign-severity = Severity
campaign-remedied = Remedied
campaign-finish = Planned finish
campaign-drafted = Drafted
campaign-reason = Reason
campaign-remedy = Remedy
campaign-remedy-hint = For those in the field: what is done to each unit, and when it is done well.
campaign-part = Part needed
campaign-part-quantity = Quantity per unit
campaign-minutes = Standard minutes per unit
campaign-rate = Labour per hour
campaign-starts = Planned start
campaign-proposed-title = Rectification of { $product } produced in { $month }
campaign-proposed-reason = Early warning: { $units } units of { $product } were produced in { $month }, with { $incidents } complaints and returns; were they like the other months of the model, there would be about { $expected }.
campaign-proposed-hint = Filled in as proposed; once saved, the proposed scope is its first version.
campaign-about = What it is
campaign-way = Progress
campaign-author = Drafted by
campaign-approved-by = Approved by
campaign-approved = Approved
campaign-published = Published
campaign-ended = Ended
campaign-end-reason = Reason
campaign-scope = Scope
campaign-scopes = Versions of the scope, rehearsed
campaign-scope-new = New version of the scope
campaign-no-scope = No scope yet. Add a version to rehearse it.
campaign-version = Version { $number }
campaign-chosen = Chosen
campaign-choose = Choose version { $number }
campaign-technicians = Technicians
campaign-hours = Hours each per working day
campaign-units = Units
campaign-reachable = Reachable owners
campaign-parts = Parts needed / there
campaign-work = Work
campaign-days = { $count ->
    [one] { $count } working day
   *[other] { $count } working days
}
campaign-cost = Cost
campaign-unknown = Unknown
campaign-short = { $count } short
campaign-finished = Finished on
campaign-serial-from = Serial number from
campaign-serial-until = Serial number to
campaign-produced-from = Produced from
campaign-produced-until = Produced to
campaign-shipped-from = Shipped from
campaign-shipped-until = Shipped to
campaign-installed-from = Installed from
campaign-installed-until = Installed to
campaign-lot-supplier = Supplier of a component
campaign-lot = Component lot
campaign-scope-note = Note
campaign-found = { $count ->
    [one] { $count } unit found
   *[other] { $count } units found
}
campaign-found-hint = Fill in any of these to see how many units it finds.
campaign-scope-hint = Version { $number } becomes the scope and waits for somebody else to approve it. Until then another can be chosen.
campaign-approve-hint = The units that the chosen scope finds now are written down; what it says and concerns does not change afterwards.
campaign-publish-hint = Dealers, owners with log-ins and the service specialists are told, and its units are flagged on tickets.
campaign-close-hint = Every unit has ended.
campaign-close-open = { $count } units are still open. To close it now, write down why.
campaign-cancel-hint = This cannot be undone; what was noted of its units stays.
campaign-done = { $number }: { $status }
campaign-completion = Completion
campaign-curve = Day by day: units identified, notified and remedied so far
campaign-identified = Identified
campaign-told = Notified
campaign-booked = Booked
campaign-open = Open
campaign-no-units = No such units
campaign-no-units-hint = Look at another state.
campaign-notified = Notified
campaign-booked-for = Booked for
campaign-note = Note
campaign-picked = { $count ->
    [one] { $count } unit chosen
   *[other] { $count } units chosen
}
campaign-progress = { $action } · { $count ->
    [one] { $count } unit
   *[other] { $count } units
}
campaign-progressed = { $number }: { $count } still open
campaign-book-hint = A recall ticket is filed for each unit that has none.
campaign-due = { $kind } due: { $title }
warning-title = Early warning
warning-hint = Complaints and returns by month of production and months in service, per thousand units that are already that old. A month has an alarm where it has significantly more than the rest of its model: exact one-sided binomial test, corrected for the number of months tested.
warning-none = No units with a day of production in these months.
warning-models = Models
warning-units = Units
warning-incidents = Complaints and returns
warning-expected = Expected
warning-alarms = Months with an alarm
warning-alarm = Units produced in { $month } stand out
warning-alarm-bar = Months with an alarm
warning-reason = { $incidents } complaints and returns about { $units } units, where about { $expected } would be expected if they were like the other months. The chance of that is { $chance }, below the limit of { $threshold } ({ $tested } months tested together).
warning-propose = Propose a campaign
warning-chart = Complaints and returns by month of production, and how many would be expected
warning-table = Complaints and returns per thousand units: month of production × month in service
warning-month = Produced in
warning-mark = Alarm
warning-cell = { $incidents } about { $units } units
campaign-search = Number, title
warning-parts = Parts that caused them
warning-part = Part
warning-behind = Complaints and returns about units made in { $month }
warning-behind-cell = Complaints and returns about units made in { $month }, in month { $service_month } of service
warning-behind-none = No complaints and no returns.
warning-behind-more = Only the first 500 are listed.
warning-day = Reported on
warning-service-month = Month of service
