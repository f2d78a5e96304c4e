//! The dialogue of a rule of the SLA policies.

use super::fields::{STEPS, UNITS, add_step, promise_field, read, remove_step, step_field, values};
use crate::components::button::{Button, Kind};
use crate::components::field::{CheckField, Choice, ChoiceField, ManyField, TextField};
use crate::components::form::{Form, use_form, use_submit};
use crate::components::record_form::FormModal;
use crate::i18n::use_locale;
use crate::pages::rule::condition::condition_fields;
use crate::pages::rule::names::Names;
use patternfly_yew::prelude::Icon;
use shared::i18n::Locale;
use shared::records::clock::{Audience, ClockKind};
use shared::records::sla_policy::SlaRule;
use shared::records::ticket::WaitReason;
use yew::prelude::*;

/// Properties of [`RuleForm`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The rule as it is.
    pub rule: SlaRule,
    /// Whether it is new.
    pub new: bool,
    /// Names of the others.
    pub others: Vec<String>,
    /// Calendars to choose from.
    pub calendars: Vec<Choice>,
    /// Names of what conditions mention.
    pub names: Names,
    /// Told the rule as it is to be.
    pub ondone: Callback<SlaRule>,
    /// Closes the dialogue.
    pub onclose: Callback<()>,
}

fn unit_name(unit: &str, l: Locale) -> String {
    match unit {
        "hours" => t!(l, "rule-hours"),
        "working_days" => t!(l, "rule-working-days"),
        _ => t!(l, "rule-minutes"),
    }
}

/// The dialogue of a rule. Nothing is saved by it: the whole list is, once it has been looked over.
#[component]
pub fn RuleForm(props: &Props) -> Html {
    let l = use_locale();
    let form = use_form(|| values(&props.rule, !props.new, &props.names));
    let others = props.others.clone();
    let submit = use_submit(
        &form,
        move |values| read(values, &others),
        |rule, _| async move { Ok(rule) },
        props.ondone.clone(),
    );
    let title = if props.new { t!(l, "rule-new") } else { props.rule.name.to_string() };
    let adder = {
        let form = form.clone();
        Callback::from(move |()| add_step(&form))
    };
    let steps: usize = form.get(STEPS).parse().unwrap_or_default();
    html! {
        <FormModal {title} label={t!(l, "rule-take")} form={form.clone()} {submit} onclose={props.onclose.clone()}>
            <TextField form={form.clone()} name="name" label={t!(l, "rule-name")} required=true max=100 autofocus=true />
            <TextField form={form.clone()} name="source" label={t!(l, "rule-source")} hint={t!(l, "rule-source-hint")} max=200 />
            <CheckField form={form.clone()} name="active" label={t!(l, "rule-active")} />
            <fieldset class="sb-fieldset">
                <legend>{ t!(l, "rule-promises") }</legend>
                <p class="sb-quiet">{ t!(l, "rule-promises-hint") }</p>
                { for ClockKind::ALL.iter().map(|clock| promise(&form, *clock, &props.calendars, l)) }
            </fieldset>
            { condition_fields(&form, l) }
            <fieldset class="sb-fieldset">
                <legend>{ t!(l, "rule-pauses") }</legend>
                <ManyField form={form.clone()} name="pauses" label={t!(l, "rule-pauses-hint")} choices={choices!(WaitReason, l)} />
            </fieldset>
            <fieldset class="sb-fieldset">
                <legend>{ t!(l, "rule-ladder") }</legend>
                <p class="sb-quiet">{ t!(l, "rule-ladder-hint") }</p>
                { for (0..steps).map(|i| step(&form, i, l)) }
                <div><Button label={t!(l, "rule-add-step")} icon={Icon::Plus} small=true onclick={adder} /></div>
            </fieldset>
        </FormModal>
    }
}

fn promise(form: &Form, clock: ClockKind, calendars: &[Choice], l: Locale) -> Html {
    let units: Vec<Choice> = UNITS.iter().map(|unit| Choice::new(*unit, unit_name(unit, l))).collect();
    let given = !form.get(&promise_field(clock, "amount")).is_empty();
    html! {
        <div class="sb-promise" key={clock.as_str()}>
            <TextField form={form.clone()} name={promise_field(clock, "amount")} label={clock.label(l)} kind="number" />
            if given {
                <ChoiceField form={form.clone()} name={promise_field(clock, "unit")} label={t!(l, "rule-unit")} choices={units} />
                <ChoiceField form={form.clone()} name={promise_field(clock, "calendar_id")} label={t!(l, "rule-calendar")} choices={calendars.to_vec()} />
            }
        </div>
    }
}

fn step(form: &Form, i: usize, l: Locale) -> Html {
    let onclick = {
        let form = form.clone();
        Callback::from(move |()| remove_step(&form, i))
    };
    html! {
        <div class="sb-lot" key={i}>
            <TextField form={form.clone()} name={step_field(i, "at_percent")} label={t!(l, "rule-at-percent")} kind="number" required=true />
            <CheckField form={form.clone()} name={step_field(i, "raise")} label={t!(l, "rule-raise")} />
            <ManyField form={form.clone()} name={step_field(i, "tell")} label={t!(l, "rule-tell")} choices={choices!(Audience, l)} />
            <Button label={t!(l, "rule-remove-step", step = i as i64 + 1)} kind={Kind::Plain} icon={Icon::Trash} {onclick} />
        </div>
    }
}
