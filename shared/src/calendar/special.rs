//! Special days as they come in: one by one, or as the yearly list of public holidays.

use super::check::Check;
use super::{Calendar, CalendarProblem, Interval, InvalidCalendar, WrittenCalendar, WrittenInterval};
use crate::text::Line;
use chrono::{NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A day that does not follow the week: closed, or with hours of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SpecialDay {
    /// The date.
    #[cfg_attr(feature = "openapi", schema(example = "2026-10-10"))]
    pub date: NaiveDate,
    /// Closed all day; then there are no hours.
    #[serde(default)]
    pub closed: bool,
    /// Hours of its own, as of a make-up Saturday.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_items = 24))]
    pub hours: Vec<WrittenInterval>,
    /// What it is called.
    #[serde(default)]
    pub name: Option<Line<60>>,
}

/// A day of a list of public holidays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicDay {
    /// The date.
    pub date: NaiveDate,
    /// A day off; else a day that is worked to make up for one.
    pub off: bool,
    /// What it is called.
    pub name: Line<60>,
}

/// What special days change in a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// The calendar with them.
    pub calendar: Calendar,
    /// Days that followed the week until now.
    pub added: usize,
    /// Days that were special in another way.
    pub changed: usize,
    /// Days that were there already.
    pub unchanged: usize,
}

impl Merge {
    /// Whether it changes nothing.
    pub fn is_idle(&self) -> bool {
        self.added + self.changed == 0
    }
}

impl Calendar {
    /// The calendar with these days; each takes the place of what was said of its date before.
    ///
    /// # Errors
    /// Everything that is wrong with the days, by place in the list (`/3/hours/0`), and what would be wrong
    /// with the calendar as a whole.
    pub fn merge(&self, days: &[SpecialDay]) -> Result<Merge, InvalidCalendar> {
        let mut check = Check::default();
        let mut merge = Merge { calendar: self.clone(), added: 0, changed: 0, unchanged: 0 };
        let mut seen = BTreeSet::new();
        for (i, day) in days.iter().enumerate() {
            check.year(&format!("/{i}/date"), day.date);
            if !seen.insert(day.date) {
                check.fault(format!("/{i}/date"), CalendarProblem::DateTwice);
            }
            let pointer = format!("/{i}/hours");
            let hours = check.day(&pointer, &day.hours);
            match (day.closed, day.hours.is_empty()) {
                (true, false) => check.fault(pointer, CalendarProblem::HolidayWithHours),
                (false, true) => check.fault(pointer, CalendarProblem::NoHours),
                _ => merge.put(day.date, hours, day.name.clone()),
            }
        }
        if !check.faults.is_empty() {
            return Err(InvalidCalendar(check.faults));
        }
        // The whole may be too much, or closed for good.
        let whole = Self::try_from(WrittenCalendar::from(merge.calendar.clone()));
        whole.map(|_| merge).map_err(|InvalidCalendar(mut faults)| {
            faults.iter_mut().for_each(|fault| fault.pointer.clear());
            InvalidCalendar(faults)
        })
    }

    /// A list of public holidays as special days. Make-up days are worked like `hours`, else like the first
    /// weekday with hours; one that has hours of its own already keeps them.
    ///
    /// # Errors
    /// When nothing says which hours make-up days have.
    pub fn public_holidays(
        &self,
        days: &[PublicDay],
        hours: Option<&[WrittenInterval]>,
    ) -> Result<Vec<SpecialDay>, InvalidCalendar> {
        let written = |day: &[Interval]| day.iter().copied().map(Into::into).collect::<Vec<_>>();
        let week = || (0..7).filter_map(|day: u8| Weekday::try_from(day).ok()).map(|day| self.hours(day));
        let usual = hours.map_or_else(
            || week().find(|day| !day.is_empty()).map(written).unwrap_or_default(),
            <[_]>::to_vec,
        );
        if usual.is_empty() {
            let mut check = Check::default();
            check.fault(String::new(), CalendarProblem::NoHours);
            return Err(InvalidCalendar(check.faults));
        }
        let special = |day: &PublicDay| {
            let own = self.special_days().get(&day.date).filter(|own| hours.is_none() && !own.is_empty());
            SpecialDay {
                date: day.date,
                closed: day.off,
                hours: match (day.off, own) {
                    (true, _) => vec![],
                    (false, Some(own)) => written(own),
                    (false, None) => usual.clone(),
                },
                name: Some(day.name.clone()),
            }
        };
        Ok(days.iter().map(special).collect())
    }
}

impl Merge {
    fn put(&mut self, date: NaiveDate, hours: Vec<Interval>, name: Option<Line<60>>) {
        let Calendar { special_days, names, .. } = &mut self.calendar;
        let named = match name {
            Some(name) => names.insert(date, name.clone()) != Some(name),
            None => names.remove(&date).is_some(),
        };
        match special_days.insert(date, hours.clone()) {
            None => self.added += 1,
            Some(before) if before != hours || named => self.changed += 1,
            Some(_) => self.unchanged += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn closed(day: &str) -> SpecialDay {
        SpecialDay { date: date(day), closed: true, hours: vec![], name: Line::new("国庆节").ok() }
    }

    fn open(day: &str, start: &str, end: &str) -> SpecialDay {
        let hours = vec![WrittenInterval([start.into(), end.into()])];
        SpecialDay { closed: false, hours, ..closed(day) }
    }

    fn faults(calendar: &Calendar, days: &[SpecialDay]) -> Vec<(String, CalendarProblem)> {
        let InvalidCalendar(faults) = calendar.merge(days).unwrap_err();
        faults.into_iter().map(|fault| (fault.pointer, fault.problem)).collect()
    }

    #[test]
    fn days_are_added_changed_or_there_already() {
        let desk = Calendar::default_service_desk();
        let days = [closed("2026-10-01"), open("2026-10-11", "09:00", "12:00")];
        let first = desk.merge(&days).unwrap();
        assert_eq!((first.added, first.changed, first.unchanged), (2, 0, 0));
        assert_eq!(first.calendar.name_of(date("2026-10-01")), Some("国庆节"));
        assert_eq!(first.calendar.hours_on(date("2026-10-11")).len(), 1);
        assert!(first.calendar.merge(&days).unwrap().is_idle());
        let unnamed = SpecialDay { name: None, ..closed("2026-10-01") };
        let again = first.calendar.merge(&[unnamed, open("2026-10-11", "09:00", "13:00")]).unwrap();
        assert_eq!((again.added, again.changed, again.unchanged), (0, 2, 0));
        assert_eq!(again.calendar.name_of(date("2026-10-01")), None);
    }

    #[test]
    fn every_bad_day_is_named_by_its_place() {
        use CalendarProblem::*;
        let both = SpecialDay { closed: true, ..open("2026-10-02", "09:00", "12:00") };
        let neither = SpecialDay { closed: false, ..closed("2026-10-03") };
        let days = [
            closed("2026-10-01"),
            both,
            neither,
            closed("2026-10-01"),
            open("2026-10-04", "9", "12:00"),
            closed("1969-12-31"),
        ];
        let expected = [
            ("/1/hours", HolidayWithHours),
            ("/2/hours", NoHours),
            ("/3/date", DateTwice),
            ("/4/hours/0/0", MalformedTime("9".into())),
            ("/5/date", DateOutOfRange("1969-12-31".into())),
        ];
        let expected = expected.map(|(pointer, problem)| (pointer.to_owned(), problem));
        assert_eq!(faults(&Calendar::default_service_desk(), &days), expected);
    }

    #[test]
    fn a_calendar_that_never_closes_takes_no_special_days() {
        let always = Calendar::around_the_clock(chrono_tz::UTC);
        let refused = [(String::new(), CalendarProblem::AlwaysOpenWithHours)];
        assert_eq!(faults(&always, &[closed("2026-10-01")]), refused);
    }

    #[test]
    fn make_up_days_are_worked_like_a_monday_unless_they_have_hours_of_their_own() {
        let day = |text, off| PublicDay { date: date(text), off, name: Line::new("国庆节").unwrap() };
        let days = [day("2026-10-01", true), day("2026-10-10", false), day("2026-10-11", false)];
        let desk =
            Calendar::default_service_desk().merge(&[open("2026-10-11", "09:00", "12:00")]).unwrap().calendar;
        let first = |list: &[SpecialDay]| {
            list.iter().map(|d| d.hours.first().map(|h| h.0[1].clone())).collect::<Vec<_>>()
        };
        let usual = desk.public_holidays(&days, None).unwrap();
        assert_eq!(first(&usual), [None, Some("18:00".into()), Some("12:00".into())]);
        let own = [WrittenInterval(["10:00".into(), "16:00".into()])];
        let told = desk.public_holidays(&days, Some(&own)).unwrap();
        assert_eq!(first(&told), [None, Some("16:00".into()), Some("16:00".into())]);
        let merged = desk.merge(&usual).unwrap();
        assert!(
            merged.calendar.merge(&merged.calendar.public_holidays(&days, None).unwrap()).unwrap().is_idle()
        );
    }
}
