page-brand = Sanbao
page-skip = Skip to the page
page-nav = Main navigation
page-nav-toggle = Show or hide the navigation
page-nav-desk = Desk
page-nav-tickets = Tickets
page-nav-queues = Queues
page-nav-sla-policies = SLA policies
page-nav-routing-rules = Routing rules
page-nav-units = Units
page-nav-customers = Customers
page-nav-catalogue = Catalogue
page-nav-products = Product models
page-nav-fault-codes = Fault codes
page-nav-house = Organisation
page-nav-organizations = Organisations
page-nav-users = People
page-nav-teams = Teams
page-nav-system = System
page-nav-imports = Imports
page-nav-calendars = Business calendars
page-nav-policy = Policy
page-nav-audit = Audit trail
page-palette = Search
page-palette-key = Search and go (Ctrl+K)
page-palette-hint = Number, serial, name, telephone, words, or a page
page-palette-ways = Go to
page-palette-count = { $count ->
    [one] 1 hit
   *[other] { $count } hits
}
page-dark = Dark mode
page-breadcrumb = Where this belongs
page-filters = Filters
page-clear-filters = Clear the filters
page-all = All
page-choose = Choose
page-sort = Order
page-status = State
page-actions = Actions
page-waiting = Loading…
page-retry = Try again
page-dismiss = Dismiss
page-close = Close
page-cancel = Cancel
page-save = Save
page-saved = Saved.
page-save-key = Ctrl+Enter submits
page-unsaved = There is something you have not saved
page-unsaved-hint = If you leave now, what you typed is lost.
page-unsaved-stay = Stay
page-unsaved-leave = Leave and discard
page-edit = Edit
page-look = Look
page-more = More
page-less = Less
page-yes = Yes
page-no = No
page-not-known = Not known
page-copy = Copy
page-copied = Copied.
page-copy-by-hand = The browser does not let us copy. The text is marked: press Ctrl+C.
page-chosen = Chosen
page-clear-choice = Clear “{ $field }”
page-type-to-search = Type to search
page-searching = Searching…
page-none-found = Nothing fits. Try another word.
page-pager = Pages
page-first = First
page-previous = Previous
page-next = Next
page-rows-all = { $count ->
    [one] 1 row
   *[other] { $count } rows
    }
page-rows-of = { $rows } of { $total } rows
page-rows-on = Page { $page }, { $rows } rows
page-see-fields = Nothing was changed. Please correct the fields that are marked.
page-see-missing = This step needs more first. Please add what follows.
page-request-id = Request id: { $id }
page-stale-kept = The newest version has been read. What you typed is kept: check it and send again.
page-gravity-info = Note:
page-gravity-success = Done:
page-gravity-warning = Careful:
page-gravity-danger = Wrong:
page-network = The server cannot be reached
page-network-detail = No answer came. Check the connection and try again: what you typed is kept, and nothing is done twice.
page-unreadable = An odd answer
page-unreadable-detail = The server's answer ({ $status }) could not be read. Try again in a moment.
page-part-missing = This page could not be fetched
page-part-missing-hint = Check the connection. If a newer version has been installed meanwhile, the page must be loaded anew.
page-reload = Reload
page-lost = No such page
page-lost-hint = This address leads nowhere. The link may be old.
page-lost-home = Go to the start page
page-now = just now
page-minutes-ago = { $count } min ago
page-minutes-ahead = in { $count } min
page-hours-ago = { $count } h ago
page-hours-ahead = in { $count } h
page-days-ago = { $count ->
    [one] 1 day ago
   *[other] { $count } days ago
    }
page-days-ahead = { $count ->
    [one] in 1 day
   *[other] in { $count } days
    }
page-length-days = { $days } days
page-length-minutes = { $minutes } min
page-length-hours = { $hours } h
page-length-both = { $hours } h { $minutes } min
page-remove = Remove
page-closed = Not open to you
page-closed-hint = This page needs the right “{ $permission }”. If you need it, ask an administrator.
page-select-row = Choose { $name }
page-select-all = Choose all on this page
