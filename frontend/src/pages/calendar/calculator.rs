//! The calculator: the shared arithmetic, in the browser. What it says is what the server will say.

use super::words;
use crate::components::alert::Gravity;
use crate::components::facts::{Panel, facts};
use crate::components::field::{Choice, ChoiceField, TextField};
use crate::components::form::{Draft, Form, Values, put, use_form};
use crate::format::Reader;
use crate::i18n::use_locale;
use chrono::{DateTime, Utc};
use shared::calendar::{Calendar, Schedule};
use shared::i18n::Locale;
use shared::problem::{FieldProblem, Refusal};
use shared::records::calendar::{CalculatedItem, CalculationItem, calculate};
use std::rc::Rc;
use yew::prelude::*;

const HOURS: &str = "hours";
const MINUTES: &str = "minutes";
const DAYS: &str = "days";

fn values(reader: Reader, now: DateTime<Utc>) -> Values {
    let mut values = Values::new();
    put(&mut values, "start", Some(now.with_timezone(&reader.zone).format("%Y-%m-%dT%H:%M")));
    put(&mut values, "target", Some(2));
    put(&mut values, "unit", Some(HOURS));
    put(&mut values, "end", None::<&str>);
    values
}

/// What is asked, or which field is wrong.
fn read(values: &Values, reader: Reader) -> Result<CalculationItem, Refusal> {
    let mut d = Draft::new(values);
    let instant = |d: &mut Draft<'_>, name: &str| {
        let at = reader.instant(d.raw(name));
        if at.is_none() && !d.raw(name).is_empty() {
            d.refuse(name, FieldProblem::NotAllowed);
        }
        at
    };
    let (start, end) = (instant(&mut d, "start"), instant(&mut d, "end"));
    if d.raw("start").is_empty() {
        d.refuse("start", FieldProblem::Required);
    }
    let target = d.maybe::<i64>("target");
    let of = |unit: &str| target.filter(|_| values.get("unit").is_some_and(|u| u == unit));
    let item = start.map(|start| CalculationItem {
        start,
        target_seconds: of(HOURS).map(|hours| hours.saturating_mul(3600)),
        target_minutes: of(MINUTES),
        target_working_days: of(DAYS),
        end,
    });
    d.finish(item)
}

fn answer(schedule: &Schedule, values: &Values, reader: Reader) -> Result<CalculatedItem, Refusal> {
    let item = read(values, reader)?;
    let answers = calculate(schedule, &[item]).map_err(|mut refusal| {
        for field in &mut refusal.fields {
            let name = field.pointer.rsplit('/').next().unwrap_or_default();
            let name = if name.starts_with("target_") { "target" } else { name };
            // The form asks for hours where the rule reckons in seconds.
            if values.get("unit").is_some_and(|u| u == HOURS) && field.pointer.ends_with("target_seconds") {
                for (_, arg) in &mut field.args {
                    if let shared::i18n::Arg::Number(limit) = arg {
                        *limit /= 3600;
                    }
                }
            }
            field.pointer = format!("/{name}");
        }
        refusal
    })?;
    answers.items.into_iter().next().ok_or_else(|| Refusal::field("/target", FieldProblem::Required))
}

/// Properties of [`Calculator`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The calendar.
    pub calendar: Rc<Calendar>,
}

/// The calculator.
#[component]
pub fn Calculator(props: &Props) -> Html {
    let l = use_locale();
    let reader = Reader { locale: l, zone: props.calendar.zone() };
    let schedule = use_memo(props.calendar.clone(), |calendar| Schedule::from(&**calendar));
    let form = use_form(|| values(reader, Utc::now()));
    let found = answer(&schedule, &form.values, reader);
    let problem =
        found.as_ref().err().map(|refusal| Rc::new(refusal.clone().into_problem(l, 422, String::new())));
    let form = Form { problem, ..form };
    let units = vec![
        Choice::new(HOURS, t!(l, "calendar-unit-hours")),
        Choice::new(MINUTES, t!(l, "calendar-unit-minutes")),
        Choice::new(DAYS, t!(l, "calendar-unit-days")),
    ];
    html! {
        <Panel title={t!(l, "calendar-calculator")}>
            <div class="pf-v6-c-form sb-calculator">
                <TextField form={form.clone()} name="start" label={t!(l, "calendar-start")} kind="datetime-local" required=true hint={t!(l, "calendar-in-zone", zone = reader.zone.name())} />
                <div class="sb-grid">
                    <TextField form={form.clone()} name="target" label={t!(l, "calendar-target")} kind="number" />
                    <ChoiceField form={form.clone()} name="unit" label={t!(l, "calendar-unit")} choices={units} />
                </div>
                <TextField form={form.clone()} name="end" label={t!(l, "calendar-end")} kind="datetime-local" hint={t!(l, "calendar-end-hint")} />
                <output aria-live="polite">{ found.map(|item| told(&item, reader, l)).unwrap_or_else(|_| wrong(l)) }</output>
            </div>
        </Panel>
    }
}

fn told(item: &CalculatedItem, reader: Reader, l: Locale) -> Html {
    let due = item.due.map(|due| {
        let day = words::date(reader.day(due), l);
        let time = due.with_timezone(&reader.zone).format("%H:%M:%S").to_string();
        html! { <strong class="sb-number">{ format!("{day} {}", time.strip_suffix(":00").unwrap_or(&time)) }</strong> }
    });
    let worked = item
        .business_seconds
        .map(|seconds| html! { <strong class="sb-number">{ length(seconds, reader) }</strong> });
    facts(vec![(t!(l, "calendar-due"), due), (t!(l, "calendar-worked"), worked)])
}

fn wrong(l: Locale) -> Html {
    html! {
        <crate::components::alert::Alert gravity={Gravity::Info} title={t!(l, "calendar-ask")} />
    }
}

/// Working time in hours and minutes; what is less than a minute is told in seconds.
fn length(seconds: i64, reader: Reader) -> String {
    let minutes = reader.minutes(i32::try_from(seconds.abs() / 60).unwrap_or(i32::MAX));
    let rest = seconds.abs() % 60;
    let minus = if seconds < 0 { "−" } else { "" };
    if rest == 0 { format!("{minus}{minutes}") } else { format!("{minus}{minutes} {rest} s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    const READER: Reader = Reader { locale: Locale::En, zone: chrono_tz::Asia::Shanghai };

    fn ask(pairs: &[(&str, &str)]) -> Result<CalculatedItem, Refusal> {
        let mut v = values(READER, "2026-09-30T09:00:00Z".parse().unwrap());
        for (name, value) in pairs {
            put(&mut v, name, Some(value));
        }
        answer(&Schedule::from(&Calendar::default_service_desk()), &v, READER)
    }

    #[test]
    fn it_says_what_the_server_says() {
        let due = |pairs: &[(&str, &str)]| ask(pairs).unwrap().due.unwrap().to_rfc3339();
        // Wednesday 17:00, two hours: 09:30 the next morning.
        assert_eq!(due(&[]), "2026-10-01T01:30:00+00:00");
        assert_eq!(due(&[("target", "30"), ("unit", MINUTES)]), "2026-09-30T09:30:00+00:00");
        assert_eq!(due(&[("target", "1"), ("unit", DAYS)]), "2026-10-01T10:00:00+00:00");
        let worked = ask(&[("target", ""), ("end", "2026-10-01T09:30")]).unwrap().business_seconds;
        assert_eq!(worked, Some(7200));
    }

    #[test]
    fn what_is_wrong_stands_at_its_field() {
        let wrong = |pairs: &[(&str, &str)]| {
            let refusal = ask(pairs).unwrap_err();
            (refusal.fields[0].pointer.clone(), refusal.fields[0].code)
        };
        assert_eq!(wrong(&[("start", "")]), ("/start".into(), FieldProblem::Required));
        assert_eq!(wrong(&[("target", "-1")]), ("/target".into(), FieldProblem::TooSmall));
        assert_eq!(wrong(&[("target", "0"), ("unit", DAYS)]), ("/target".into(), FieldProblem::TooSmall));
        assert_eq!(wrong(&[("target", "876601")]), ("/target".into(), FieldProblem::TooLarge));
        assert_eq!(wrong(&[("target", "")]), ("/target".into(), FieldProblem::Required));
        assert_eq!(wrong(&[("end", "2300-01-01T00:00")]), ("/end".into(), FieldProblem::DateOutOfRange));
    }

    #[test]
    fn lengths_are_told_to_the_second() {
        assert_eq!(length(7200, READER), "2 h");
        assert_eq!(length(-67, READER), "−1 min 7 s");
    }
}
