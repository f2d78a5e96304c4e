ticket-tags = Tags
ticket-tags-add = Tags put on
ticket-tags-remove = Tags taken away
ticket-tags-hint = Several between commas. Only your own house sees tags.
ticket-tag-filter = Tag: { $tag }
ticket-updated-at = Changed
ticket-bulk = With the tickets that are chosen
ticket-bulk-chosen = { $count } chosen
ticket-bulk-clear = Choose none
ticket-bulk-done = { $action }: done to { $count ->
    [one] 1 ticket
   *[other] { $count } tickets
 }.
ticket-bulk-report = Not all of them went through
ticket-bulk-mixed = Done: { $done }. Left as they were: { $refused }.
ticket-bulk-title = { $action } · { $count ->
    [one] 1 ticket
   *[other] { $count } tickets
 }
ticket-bulk-go = Do it ({ $count })
ticket-views = Views
ticket-views-none = No view is saved yet. Filter the list as you like it and save that under a name.
ticket-view-save = Save this view
ticket-view-save-hint = Filters, order and columns are kept as they are now.
ticket-view-name = Name
ticket-view-replaces = A view of this name is there; it is replaced.
ticket-view-sharing = Who sees it
ticket-view-saved = The view “{ $name }” is saved.
ticket-view-delete = Delete the view “{ $name }”
ticket-view-delete-hint = The tickets stay. Whoever it is shared with loses it too.
ticket-columns = Columns
ticket-columns-usual = The usual ones
ticket-watchers = Followed by
ticket-watchers-none = Nobody follows this ticket.
ticket-watch = Follow it
ticket-unwatch = Follow it no longer
