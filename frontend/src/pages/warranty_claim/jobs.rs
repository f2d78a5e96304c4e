//! The jobs of a claim while it is typed, each with its lines; what the checks say stands beside each line.

use super::checks::{checks, of};
use super::typed::*;
use crate::components::button::{Button, Kind};
use crate::components::field::{AreaField, Choice, ChoiceField, TextField};
use crate::components::finder::Finder;
use crate::components::form::{Form, Values};
use crate::components::money::words as money;
use crate::components::search_select::SearchSelect;
use crate::i18n::use_locale;
use patternfly_yew::prelude::Icon;
use shared::i18n::Locale;
use shared::money::Currency;
use shared::records::labour::LabourOperation;
use shared::records::rma::RmaLineSummary;
use shared::records::warranty_claim::*;
use std::rc::Rc;
use yew::prelude::*;

/// What can be chosen from.
#[derive(Clone, Default, PartialEq)]
pub struct Known {
    /// Operations that are in use.
    pub operations: Vec<LabourOperation>,
    /// Lines of returns.
    pub returns: Vec<RmaLineSummary>,
}

/// Properties of [`Jobs`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The form.
    pub form: Form,
    /// What can be chosen from.
    pub known: Known,
    /// What the checks find of what is typed.
    pub live: Option<Rc<Adjudication>>,
}

/// What is done by a button under jobs or lines.
fn press(form: &Form, deed: impl Fn(&Form) + 'static) -> Callback<()> {
    let form = form.clone();
    Callback::from(move |()| deed(&form))
}

fn fill(form: &Form, fresh: Values) {
    for (name, value) in fresh {
        form.set(&name, value);
    }
}

fn add_line(form: &Form, job: usize, lines: usize) {
    let mut fresh = Values::new();
    line_values(&mut fresh, &Begin::default(), (job, lines), None);
    fill(form, fresh);
    form.set(&count_field(job), (lines + 1).to_string());
}

fn add_job(form: &Form, jobs: usize) {
    let mut fresh = Values::new();
    job_values(&mut fresh, &Begin::default(), jobs, None);
    fill(form, fresh);
    form.set(JOBS, (jobs + 1).to_string());
}

/// The jobs.
#[component]
pub fn Jobs(props: &Props) -> Html {
    let l = use_locale();
    let form = &props.form;
    let all = jobs(&form.values);
    let mut before = 0;
    let mut shown = vec![];
    for n in 0..all {
        shown.push(one(props, n, before, l));
        before += count(&form.values, n);
    }
    html! {
        <>
            { for shown }
            <div class="sb-form-foot">
                if all < MAX_JOBS {
                    <Button label={t!(l, "claim-job-add")} kind={Kind::Link} icon={Icon::Plus} onclick={press(form, move |form| add_job(form, all))} />
                }
                if all > 1 {
                    <Button label={t!(l, "claim-job-remove")} kind={Kind::Link} icon={Icon::Times} onclick={press(form, move |form| form.set(JOBS, (all - 1).to_string()))} />
                }
            </div>
        </>
    }
}

/// A job, with the number of lines before its own.
fn one(props: &Props, n: usize, before: usize, l: Locale) -> Html {
    let form = &props.form;
    let lines = count(&form.values, n);
    let title = if jobs(&form.values) == 1 {
        t!(l, "claim-job")
    } else {
        t!(l, "claim-job-n", n = i64::try_from(n).unwrap_or_default() + 1)
    };
    let of_line = |m: usize| {
        let live = props.live.as_deref().map(|found| (found, before + m));
        line(form, (n, m), &props.known, live, l)
    };
    html! {
        <key={n}>
            <fieldset class="sb-fieldset">
                <legend>{ title }</legend>
                <AreaField form={form.clone()} name={job(n, "complaint")} label={t!(l, "claim-complaint")} required=true lines=2 max=2000 />
                <AreaField form={form.clone()} name={job(n, "cause")} label={t!(l, "claim-cause")} required=true lines=2 max=2000 />
                <AreaField form={form.clone()} name={job(n, "correction")} label={t!(l, "claim-correction")} required=true lines=2 max=2000 />
                <div class="sb-grid sb-grid-3">
                    <ChoiceField form={form.clone()} name={job(n, "action")} label={t!(l, "claim-action")} required=true choices={choices!(RepairAction, l)} />
                    <SearchSelect form={form.clone()} name={job(n, "fault_code_id")} label={t!(l, "claim-fault")} finder={Finder::FaultCode(l)} />
                    <SearchSelect form={form.clone()} name={job(n, "causal_part_id")} label={t!(l, "claim-causal-part")} finder={Finder::Part} />
                </div>
            </fieldset>
            { for (0..lines).map(of_line) }
            <div class="sb-form-foot">
                if lines < MAX_LINES {
                    <Button label={t!(l, "claim-line-add")} kind={Kind::Link} icon={Icon::Plus} onclick={press(form, move |form| add_line(form, n, lines))} />
                }
                if lines > 1 {
                    <Button label={t!(l, "claim-line-remove")} kind={Kind::Link} icon={Icon::Times} onclick={press(form, move |form| form.set(&count_field(n), (lines - 1).to_string()))} />
                }
            </div>
        </>
    }
}

fn line(
    form: &Form,
    n: (usize, usize),
    known: &Known,
    live: Option<(&Adjudication, usize)>,
    l: Locale,
) -> Html {
    let class = form.get(&field(n, "class")).parse().unwrap_or(CostClass::Part);
    let place = i64::try_from(n.1).unwrap_or_default() + 1;
    let quantity = match class {
        CostClass::Labour => t!(l, "claim-minutes"),
        CostClass::Travel => t!(l, "claim-km"),
        _ => t!(l, "claim-quantity"),
    };
    let operations: Vec<Choice> = known
        .operations
        .iter()
        .map(|o| Choice::new(o.id.to_string(), format!("{} {} · {} min", o.code, o.name, o.standard_minutes)))
        .collect();
    let part = form.get(&field(n, "part_id")).to_owned();
    let returns: Vec<Choice> = known
        .returns
        .iter()
        .filter(|back| back.part_id.is_some_and(|id| id.to_string() == part))
        .map(|back| Choice::new(back.id.to_string(), format!("{} {}", back.rma_number, back.status.label(l))))
        .collect();
    let currency = form.get("currency").parse().unwrap_or(Currency::Cny);
    let proposal = live.and_then(|(found, at)| found.lines.get(at));
    html! {
        <fieldset class="sb-fieldset" key={n.1}>
            <legend>{ t!(l, "claim-line", n = place) }</legend>
            <div class="sb-grid sb-grid-3">
                <ChoiceField form={form.clone()} name={field(n, "class")} label={t!(l, "claim-class")} required=true choices={choices!(CostClass, l)} />
                if class == CostClass::Part {
                    <SearchSelect form={form.clone()} name={field(n, "part_id")} label={t!(l, "claim-part")} required=true finder={Finder::Part} />
                }
                if class == CostClass::Labour {
                    <ChoiceField form={form.clone()} name={field(n, "operation_id")} label={t!(l, "claim-operation")} required=true none={t!(l, "claim-choose")} choices={operations} />
                }
                <TextField form={form.clone()} name={field(n, "quantity")} label={quantity} kind="number" required=true />
                if class == CostClass::Travel {
                    <TextField form={form.clone()} name={field(n, "nights")} label={t!(l, "claim-nights")} kind="number" />
                }
                <TextField form={form.clone()} name={field(n, "amount")} label={t!(l, "claim-amount")} required=true />
                if class == CostClass::Part {
                    <ChoiceField form={form.clone()} name={field(n, "rma_line_id")} label={t!(l, "claim-return")} none={t!(l, "claim-return-none")} choices={returns} />
                }
                if matches!(class, CostClass::Outside | CostClass::Misc) {
                    <TextField form={form.clone()} name={field(n, "description")} label={t!(l, "claim-what")} required=true max=200 />
                }
            </div>
            if let (Some((found, at)), Some(proposal)) = (live, proposal) {
                if proposal.allowed != proposal.claimed {
                    <p class="sb-quiet">{ t!(l, "claim-allowed", amount = money(proposal.allowed, currency)) }</p>
                }
                { checks(of(found, Some(at)), t!(l, "claim-checks-passed"), l) }
            }
        </fieldset>
    }
}
