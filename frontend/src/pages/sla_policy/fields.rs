//! A rule of the SLA policies as values of a form, and back.

use crate::components::draft::{Draft, Values, put};
use crate::components::form::Form;
use crate::pages::rule::condition::{put_condition, read_condition};
use crate::pages::rule::names::Names;
use shared::problem::{FieldProblem, FieldRefusal, Refusal};
use shared::records::calendar::SERVICE_DESK;
use shared::records::clock::{ClockKind, Step, Target};
use shared::records::condition::TicketCondition;
use shared::records::sla_policy::{PAUSES, Promise, SlaPolicies, SlaRule, shipped_steps};
use shared::text::Line;

/// Units in which a promise is typed.
pub const UNITS: [&str; 3] = ["minutes", "hours", "working_days"];
/// How many rungs the ladder has.
pub const STEPS: &str = "steps#";
const STEP_FIELDS: [&str; 3] = ["at_percent", "tell", "raise"];

/// The name of a field of a promise.
pub fn promise_field(clock: ClockKind, field: &str) -> String {
    format!("promise/{clock}/{field}")
}

/// The name of a field of a rung.
pub fn step_field(step: usize, field: &str) -> String {
    format!("steps/{step}/{field}")
}

/// A rule to begin with.
pub fn new_rule() -> Option<SlaRule> {
    Some(SlaRule {
        name: Line::new("·").ok()?,
        source: None,
        active: true,
        when: TicketCondition::default(),
        promises: vec![],
        pauses: PAUSES.to_vec(),
        steps: shipped_steps(),
    })
}

/// Amount and unit of a target: hours where they come out even.
pub fn amount(target: Target) -> (u32, &'static str) {
    match target {
        Target::Minutes(minutes) if minutes % 60 == 0 => (minutes / 60, "hours"),
        Target::Minutes(minutes) => (minutes, "minutes"),
        Target::WorkingDays(days) => (days, "working_days"),
    }
}

/// A target from amount and unit; nothing where it would not fit.
pub fn target(amount: u32, unit: &str) -> Option<Target> {
    match unit {
        "hours" => amount.checked_mul(60).map(Target::Minutes),
        "working_days" => Some(Target::WorkingDays(amount)),
        _ => Some(Target::Minutes(amount)),
    }
}

/// The values of a rule; `named` is false for a new one.
pub fn values(rule: &SlaRule, named: bool, names: &Names) -> Values {
    let mut values = Values::new();
    let v = &mut values;
    put(v, "name", named.then_some(&rule.name));
    put(v, "source", rule.source.as_ref());
    put(v, "active", rule.active.then_some("true"));
    put_condition(v, &rule.when, names);
    for clock in ClockKind::ALL {
        let promise = rule.promises.iter().find(|p| p.clock == *clock);
        let (number, unit) = promise.map_or((None, "hours"), |p| {
            let (number, unit) = amount(p.target);
            (Some(number), unit)
        });
        put(v, &promise_field(*clock, "amount"), number);
        put(v, &promise_field(*clock, "unit"), Some(unit));
        put(v, &promise_field(*clock, "calendar_id"), Some(promise.map_or(SERVICE_DESK, |p| p.calendar_id)));
    }
    let words = |list: Vec<&str>| list.join(",");
    put(v, "pauses", Some(words(rule.pauses.iter().map(|p| p.as_str()).collect())));
    put(v, STEPS, Some(rule.steps.len()));
    for (i, step) in rule.steps.iter().enumerate() {
        put(v, &step_field(i, "at_percent"), Some(step.at_percent));
        put(v, &step_field(i, "tell"), Some(words(step.tell.iter().map(|a| a.as_str()).collect())));
        put(v, &step_field(i, "raise"), step.raise.then_some("true"));
    }
    values
}

/// The field of the form that shows what is wrong at a place of the rule.
fn place(pointer: &str, promised: &[ClockKind]) -> String {
    let rest = pointer.trim_start_matches("/rules/0/");
    match rest.split('/').collect::<Vec<_>>().as_slice() {
        ["promises"] => promise_field(ClockKind::Respond, "amount"),
        ["promises", at, ..] => {
            let clock = at.parse().ok().and_then(|at: usize| promised.get(at));
            clock.map_or_else(|| rest.to_owned(), |clock| promise_field(*clock, "amount"))
        }
        _ => rest.to_owned(),
    }
}

/// Reads a rule and asks the shared check. `others` are the names that are taken.
///
/// # Errors
/// `validation_failed` with each field that is wrong.
pub fn read(values: &Values, others: &[String]) -> Result<SlaRule, Refusal> {
    let mut d = Draft::new(values);
    let name: Option<Line<100>> = d.need("name");
    if name.as_ref().is_some_and(|name| others.iter().any(|other| other == name.as_str())) {
        d.refuse("name", FieldProblem::Taken);
    }
    let (source, active, when) = (d.maybe("source"), d.on("active"), read_condition(&mut d));
    let mut promises = vec![];
    for clock in ClockKind::ALL {
        let at = promise_field(*clock, "amount");
        let Some(number) = d.maybe::<u32>(&at) else { continue };
        let unit = d.raw(&promise_field(*clock, "unit"));
        match (target(number, unit), d.need(&promise_field(*clock, "calendar_id"))) {
            (Some(target), Some(calendar_id)) => {
                promises.push(Promise { clock: *clock, target, calendar_id })
            }
            (None, _) => d.refuse(&at, FieldProblem::TooLarge),
            _ => {}
        }
    }
    let mut steps = vec![];
    for i in 0..d.raw(STEPS).parse().unwrap_or(0_usize) {
        let (tell, raise) = (d.many(&step_field(i, "tell")), d.on(&step_field(i, "raise")));
        if let Some(at_percent) = d.need(&step_field(i, "at_percent")) {
            steps.push(Step { at_percent, tell, raise });
        }
    }
    let pauses = d.many("pauses");
    let built = name.map(|name| SlaRule { name, source, active, when, promises, pauses, steps });
    let rule = d.finish(built)?;
    let promised: Vec<ClockKind> = rule.promises.iter().map(|p| p.clock).collect();
    let list = SlaPolicies { rules: vec![rule] };
    list.check().map_err(|refusal| {
        let fields = refusal
            .fields
            .into_iter()
            .map(|f| FieldRefusal { pointer: format!("/{}", place(&f.pointer, &promised)), ..f });
        Refusal::fields(fields.collect())
    })?;
    list.rules.into_iter().next().ok_or_else(|| Refusal::field("/name", FieldProblem::Required))
}

/// Adds a rung to the ladder.
pub fn add_step(form: &Form) {
    let steps: usize = form.get(STEPS).parse().unwrap_or_default();
    for field in STEP_FIELDS {
        form.set(&step_field(steps, field), "");
    }
    form.set(STEPS, (steps + 1).to_string());
}

/// Takes a rung out; those after it move up.
pub fn remove_step(form: &Form, step: usize) {
    let steps: usize = form.get(STEPS).parse().unwrap_or_default();
    for i in step..steps.saturating_sub(1) {
        for field in STEP_FIELDS {
            form.set(&step_field(i, field), form.get(&step_field(i + 1, field)));
        }
    }
    form.set(STEPS, steps.saturating_sub(1).to_string());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_rule_survives_its_form() {
        for rule in SlaPolicies::default().rules {
            assert_eq!(read(&values(&rule, true, &Names::new()), &[]).unwrap(), rule);
        }
    }

    #[test]
    fn a_new_rule_needs_a_name_of_its_own_and_a_promise() {
        let mut v = values(&new_rule().unwrap(), false, &Names::new());
        assert_eq!(read(&v, &[]).unwrap_err().fields[0].pointer, "/name");
        put(&mut v, "name", Some("夜间 Night"));
        assert_eq!(read(&v, &[]).unwrap_err().fields[0].pointer, "/promise/respond/amount");
        put(&mut v, "promise/resolve/amount", Some("2"));
        assert_eq!(read(&v, &["夜间 Night".into()]).unwrap_err().fields[0].code, FieldProblem::Taken);
        assert_eq!(read(&v, &[]).unwrap().promises[0].target, Target::Minutes(120));
    }

    #[test]
    fn what_is_wrong_is_shown_where_it_was_typed() {
        let mut v = values(&new_rule().unwrap(), false, &Names::new());
        put(&mut v, "name", Some("夜间"));
        put(&mut v, "promise/onsite/amount", Some("0"));
        put(&mut v, "steps/0/at_percent", Some("2000"));
        let pointers: Vec<_> = read(&v, &[]).unwrap_err().fields.into_iter().map(|f| f.pointer).collect();
        assert_eq!(pointers, ["/promise/onsite/amount", "/steps/0/at_percent"]);
        put(&mut v, "promise/onsite/amount", Some("4294967295"));
        assert_eq!(read(&v, &[]).unwrap_err().fields[0].pointer, "/promise/onsite/amount");
    }
}
