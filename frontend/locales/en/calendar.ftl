calendar-calendar = Business calendar
calendar-new = New calendar
calendar-edit = Edit calendar
calendar-none = No calendars
calendar-none-hint = A calendar says when a desk is staffed.
calendar-code = Code
calendar-code-hint = The name that scripts and the command line use, such as service_desk.
calendar-name = Name
calendar-zone = Time zone
calendar-shipped = Built in
calendar-week = Ordinary week
calendar-week-hint = Times as HH:MM, up to 24:00. A night shift is two intervals: until 24:00, and on the next day from 00:00.
calendar-like-monday = Tuesday to Friday like Monday
calendar-always-open = Around the clock
calendar-always-open-hint = Never closes; it has neither hours nor special days.
calendar-only-special = Only on special days
calendar-closed = Closed
calendar-work = Working day
calendar-rest = Closed every week
calendar-holiday = Holiday
calendar-own = Own hours
calendar-today = Today
calendar-year = Year { $year }
calendar-year-before = Year before
calendar-year-after = Year after
calendar-next = Next special days
calendar-no-next = No special days entered after today. Load or add next year’s holidays once they are published.
calendar-special-days = Special days
calendar-special-count = { $closed } holidays, { $own } with own hours
calendar-special-of = Special days { $year }
calendar-no-special = No special days this year
calendar-no-special-hint = Add holidays and make-up days one by one, or load the public holidays.
calendar-no-special-always = A calendar that never closes has none.
calendar-add-day = Add a special day
calendar-remove-day = Remove { $day }
calendar-remove-day-hint = The date follows the ordinary week again. Due times of open work move at once.
calendar-date = Date
calendar-day-name = Occasion
calendar-day-name-hint = Such as National Day.
calendar-hours = Hours
calendar-change = Change
calendar-closed-all-day = Closed all day
calendar-closed-hint = Otherwise the day has the hours given here, such as a make-up Saturday.
calendar-from = From
calendar-until = Until
calendar-from-again = From, after a break
calendar-until-again = Until, after a break
calendar-day-from = { $day } from
calendar-day-until = { $day } until
calendar-add-interval = Add an interval on { $day }
calendar-remove-interval = Remove interval { $line } on { $day }
calendar-load-holidays = Load public holidays
calendar-load = Load
calendar-load-hint = The public holidays of China with their make-up days, 2007 to 2026. Make-up days get the hours of the first working weekday; those that have hours already keep them.
calendar-holidays-loaded = Public holidays loaded: { $added } added, { $changed } changed.
calendar-remove = Delete { $name }?
calendar-remove-hint = This cannot be undone. A calendar that is used stays.
calendar-calculator = Calculator
calendar-start = From when
calendar-in-zone = In the calendar's zone, { $zone }.
calendar-target = Target
calendar-unit = Unit
calendar-unit-hours = Working hours
calendar-unit-minutes = Working minutes
calendar-unit-days = Working days
calendar-end = Until when
calendar-end-hint = Optional: how much working time lies between.
calendar-due = Due
calendar-worked = Working time
calendar-ask = The answer appears here.
calendar-weekday = { $day ->
    [0] Mon
    [1] Tue
    [2] Wed
    [3] Thu
    [4] Fri
    [5] Sat
   *[6] Sun
}
calendar-initial = { $day ->
    [0] Mo
    [1] Tu
    [2] We
    [3] Th
    [4] Fr
    [5] Sa
   *[6] Su
}
calendar-month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
calendar-moves = Promises that this moves
