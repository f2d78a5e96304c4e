unit-serial = Serial number
unit-owner = Owner
unit-whole-life = The unit's whole life
unit-warranty-none = There is no warranty verdict.
unit-warranty-until = until { $date }
unit-warranty-percent = { $percent } % covered
unit-warranty-reasons = Reasons
