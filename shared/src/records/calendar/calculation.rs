//! Reckoning with a calendar: when targets run out, how much working time lies between two instants.

use super::checked;
use crate::calendar::{
    DueError, FIRST_YEAR, LAST_YEAR, MAX_TARGET_SECONDS, MAX_WORKING_DAYS, Schedule, WrittenCalendar,
    out_of_range,
};
use crate::ids::CalendarId;
use crate::problem::{FieldProblem, FieldRefusal, Refusal};
use chrono::{DateTime, Datelike, Utc};
use serde::{Deserialize, Serialize};

/// The most questions of one request.
pub const MAX_ITEMS: usize = 10_000;
/// The longest target in minutes: a hundred years.
pub const MAX_TARGET_MINUTES: i64 = MAX_TARGET_SECONDS / 60;
/// Faults beyond these are not told.
const MAX_FAULTS: usize = 100;

/// Questions to a calendar.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Calculation {
    /// A stored calendar. Either this or `calendar`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar_id: Option<CalendarId>,
    /// A calendar that is not stored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<WrittenCalendar>,
    /// The questions.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 10_000))]
    pub items: Vec<CalculationItem>,
}

/// One question: a target, an end, or both.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CalculationItem {
    /// From when.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-06T09:00:00Z"))]
    pub start: DateTime<Utc>,
    /// When are so many seconds of working time used up? Of none, at `start` itself. At most one target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 3_155_760_000_i64))]
    pub target_seconds: Option<i64>,
    /// When are so many minutes of working time used up?
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 52_596_000, example = 120))]
    pub target_minutes: Option<i64>,
    /// When does the so-manieth working day after the day of `start` end?
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 36_525))]
    pub target_working_days: Option<i64>,
    /// How much working time lies between `start` and this?
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<DateTime<Utc>>,
}

/// The answers, in the order of the questions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CalculationAnswer {
    /// One for each question.
    pub items: Vec<CalculatedItem>,
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CalculatedItem {
    /// When the target runs out; absent where there was none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<DateTime<Utc>>,
    /// Working time from `start` to `end`, negative when the end lies before; absent where there was no end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub business_seconds: Option<i64>,
}

/// The calendar that is asked.
#[derive(Debug)]
pub enum Which {
    /// A stored one.
    Stored(CalendarId),
    /// One that was sent along.
    Inline(Box<crate::calendar::Calendar>),
}

impl Calculation {
    /// Which calendar is asked.
    ///
    /// # Errors
    /// `validation_failed` unless exactly one is named and it is right, and the number of questions is one
    /// that is answered at once.
    pub fn which(&self) -> Result<Which, Refusal> {
        let count = self.items.len();
        if count == 0 {
            return Err(Refusal::field("/items", FieldProblem::Required));
        }
        if count > MAX_ITEMS {
            let field = FieldRefusal::new("/items", FieldProblem::TooLarge).arg("limit", MAX_ITEMS as i64);
            return Err(Refusal::fields(vec![field]));
        }
        match (self.calendar_id, &self.calendar) {
            (Some(id), None) => Ok(Which::Stored(id)),
            (None, Some(written)) => Ok(Which::Inline(Box::new(checked(written)?))),
            (None, None) => Err(Refusal::field("/calendar_id", FieldProblem::Required)),
            (Some(_), Some(_)) => Err(Refusal::field("/calendar", FieldProblem::Inconsistent)),
        }
    }
}

/// Answers all questions.
///
/// # Errors
/// `validation_failed` with each question that cannot be answered; then none is.
pub fn calculate(schedule: &Schedule, items: &[CalculationItem]) -> Result<CalculationAnswer, Refusal> {
    let mut answers = Vec::with_capacity(items.len());
    let mut faults = vec![];
    for (i, item) in items.iter().enumerate() {
        match answer(schedule, item) {
            Ok(answer) => answers.push(answer),
            Err(FieldRefusal { pointer, code, args }) => {
                faults.push(FieldRefusal { pointer: format!("/items/{i}{pointer}"), code, args });
            }
        }
        if faults.len() == MAX_FAULTS {
            break;
        }
    }
    if faults.is_empty() { Ok(CalculationAnswer { items: answers }) } else { Err(Refusal::fields(faults)) }
}

fn answer(schedule: &Schedule, item: &CalculationItem) -> Result<CalculatedItem, FieldRefusal> {
    let start = within(item.start, "/start")?;
    let end = item.end.map(|end| within(end, "/end")).transpose()?;
    let (pointer, range, due) = match (item.target_seconds, item.target_minutes, item.target_working_days) {
        (None, None, None) => {
            let business_seconds = end.map(|end| schedule.business_seconds(start, end));
            let asked = || FieldRefusal::new("/target_minutes", FieldProblem::Required);
            return business_seconds
                .map(|s| CalculatedItem { due: None, business_seconds: Some(s) })
                .ok_or_else(asked);
        }
        (Some(seconds), None, None) => {
            ("/target_seconds", 0..=MAX_TARGET_SECONDS, schedule.after(start, seconds))
        }
        (None, Some(minutes), None) => {
            ("/target_minutes", 0..=MAX_TARGET_MINUTES, schedule.after(start, minutes.saturating_mul(60)))
        }
        (None, None, Some(days)) => {
            let days = u32::try_from(days).unwrap_or(if days < 0 { 0 } else { u32::MAX });
            ("/target_working_days", 1..=MAX_WORKING_DAYS.into(), schedule.add_working_days(start, days))
        }
        (Some(_), Some(_), _) => {
            return Err(FieldRefusal::new("/target_minutes", FieldProblem::Inconsistent));
        }
        (_, _, Some(_)) => return Err(FieldRefusal::new("/target_working_days", FieldProblem::Inconsistent)),
    };
    let due = due.map_err(|error| match error {
        DueError::NotPositive => {
            FieldRefusal::new(pointer, FieldProblem::TooSmall).arg("limit", *range.start())
        }
        DueError::TooLong => FieldRefusal::new(pointer, FieldProblem::TooLarge).arg("limit", *range.end()),
        DueError::NeverReached => FieldRefusal::new(pointer, FieldProblem::NeverReached),
    })?;
    Ok(CalculatedItem {
        due: Some(due),
        business_seconds: end.map(|end| schedule.business_seconds(start, end)),
    })
}

/// The instant, if it lies within the years that are reckoned with.
fn within(at: DateTime<Utc>, pointer: &str) -> Result<DateTime<Utc>, FieldRefusal> {
    if (FIRST_YEAR..=LAST_YEAR).contains(&at.year()) { Ok(at) } else { Err(out_of_range(pointer)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Calendar;
    use serde_json::{Value, json};

    fn ask(item: Value) -> Result<Value, (String, FieldProblem)> {
        let items: Vec<CalculationItem> = serde_json::from_value(json!([item])).unwrap();
        calculate(&Schedule::from(&Calendar::default_service_desk()), &items)
            .map(|answer| serde_json::to_value(&answer.items[0]).unwrap())
            .map_err(|refusal| (refusal.fields[0].pointer.clone(), refusal.fields[0].code))
    }

    #[test]
    fn a_target_gives_a_due_time_and_an_end_the_working_time() {
        let friday = "2026-03-06T09:00:00Z"; // 17:00 at the desk
        let due = json!({ "due": "2026-03-07T01:30:00Z" });
        assert_eq!(ask(json!({ "start": friday, "target_minutes": 120 })), Ok(due.clone()));
        assert_eq!(ask(json!({ "start": friday, "target_seconds": 7200 })), Ok(due));
        assert_eq!(ask(json!({ "start": friday, "target_minutes": 0 })), Ok(json!({ "due": friday })));
        let monday = json!({ "due": "2026-03-09T10:00:00Z", "business_seconds": 3600 });
        let both = json!({ "start": friday, "target_working_days": 2, "end": "2026-03-06T12:00:00Z" });
        assert_eq!(ask(both), Ok(monday));
    }

    #[test]
    fn every_question_that_has_no_answer_is_named() {
        use FieldProblem::*;
        let start = "2026-03-06T09:00:00Z";
        for (item, pointer, code) in [
            (json!({ "start": start }), "/items/0/target_minutes", Required),
            (json!({ "start": start, "target_minutes": -1 }), "/items/0/target_minutes", TooSmall),
            (json!({ "start": start, "target_minutes": 52_596_001 }), "/items/0/target_minutes", TooLarge),
            (json!({ "start": start, "target_minutes": i64::MAX }), "/items/0/target_minutes", TooLarge),
            (json!({ "start": start, "target_minutes": i64::MIN }), "/items/0/target_minutes", TooSmall),
            (json!({ "start": start, "target_seconds": -1 }), "/items/0/target_seconds", TooSmall),
            (json!({ "start": start, "target_working_days": 0 }), "/items/0/target_working_days", TooSmall),
            (json!({ "start": start, "target_working_days": -7 }), "/items/0/target_working_days", TooSmall),
            (
                json!({ "start": start, "target_working_days": i64::MAX }),
                "/items/0/target_working_days",
                TooLarge,
            ),
            (
                json!({ "start": start, "target_minutes": 1, "target_seconds": 1 }),
                "/items/0/target_minutes",
                Inconsistent,
            ),
            (
                json!({ "start": start, "target_minutes": 1, "target_working_days": 1 }),
                "/items/0/target_working_days",
                Inconsistent,
            ),
            (
                json!({ "start": "1969-12-31T23:59:59Z", "target_minutes": 1 }),
                "/items/0/start",
                DateOutOfRange,
            ),
            (json!({ "start": start, "end": "2201-01-01T00:00:00Z" }), "/items/0/end", DateOutOfRange),
        ] {
            assert_eq!(ask(item.clone()), Err((pointer.to_owned(), code)), "{item}");
        }
    }

    #[test]
    fn one_calendar_is_asked() {
        let which = |body: Value| {
            let calculation: Calculation = serde_json::from_value(body).unwrap();
            calculation.which().map(|_| ()).map_err(|r| (r.fields[0].pointer.clone(), r.fields[0].code))
        };
        let items = json!([{ "start": "2026-03-06T09:00:00Z", "target_minutes": 1 }]);
        let (id, tz) = (super::super::SERVICE_DESK, json!({ "tz": "UTC" }));
        let refused = |pointer: &str, code| Err((pointer.to_owned(), code));
        assert_eq!(which(json!({ "calendar_id": id, "items": items })), Ok(()));
        assert_eq!(which(json!({ "items": items })), refused("/calendar_id", FieldProblem::Required));
        let both = json!({ "calendar_id": id, "calendar": tz, "items": items });
        assert_eq!(which(both), refused("/calendar", FieldProblem::Inconsistent));
        let never = json!({ "calendar": tz, "items": items });
        assert_eq!(which(never), refused("/calendar/hours", FieldProblem::NeverOpens));
        assert_eq!(
            which(json!({ "calendar_id": id, "items": [] })),
            refused("/items", FieldProblem::Required)
        );
    }
}
