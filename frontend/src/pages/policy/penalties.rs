//! The bounds of penalties: lines with a first day each, by currency.

use crate::components::button::{Button, Kind};
use crate::components::field::{ChoiceField, TextField};
use crate::components::form::{Draft, Form, Values, put};
use crate::components::money::amount;
use crate::i18n::use_locale;
use patternfly_yew::prelude::Icon;
use shared::money::Currency;
use shared::problem::FieldProblem;
use shared::records::recovery::PenaltyBounds;
use yew::prelude::*;

const FIELDS: [&str; 4] = ["valid_from", "currency", "least", "most"];
/// How many lines there are.
const LINES: &str = "penalties#";

fn name(line: usize, field: &str) -> String {
    format!("penalties/{line}/{field}")
}

fn lines(form: &Form) -> usize {
    form.get(LINES).parse().unwrap_or_default()
}

pub(super) fn write(v: &mut Values, all: &[PenaltyBounds]) {
    put(v, LINES, Some(all.len()));
    for (n, line) in all.iter().enumerate() {
        put(v, &name(n, "valid_from"), Some(line.valid_from));
        put(v, &name(n, "currency"), Some(line.currency));
        put(v, &name(n, "least"), Some(line.least));
        put(v, &name(n, "most"), Some(line.most));
    }
}

pub(super) fn read(d: &mut Draft<'_>) -> Vec<PenaltyBounds> {
    let lines: usize = d.raw(LINES).parse().unwrap_or_default();
    let mut all = vec![];
    for n in 0..lines {
        let (valid_from, currency) = (d.need(&name(n, "valid_from")), d.need(&name(n, "currency")));
        let [least, most] = ["least", "most"].map(|field| {
            let field = name(n, field);
            if d.raw(&field).is_empty() {
                d.refuse(&field, FieldProblem::Required);
            }
            amount(d, &field)
        });
        let line = valid_from.zip(currency).zip(least.zip(most));
        all.extend(line.map(|((valid_from, currency), (least, most))| PenaltyBounds {
            valid_from,
            currency,
            least,
            most,
        }));
    }
    all
}

/// Adds an empty line.
fn add(form: &Form) {
    let last = lines(form);
    for field in FIELDS {
        form.set(&name(last, field), if field == "currency" { Currency::Cny.as_str() } else { "" });
    }
    form.set(LINES, (last + 1).to_string());
}

/// Takes a line out; those after it move up.
fn remove(form: &Form, line: usize) {
    let all = lines(form);
    for n in line..all.saturating_sub(1) {
        for field in FIELDS {
            form.set(&name(n, field), form.get(&name(n + 1, field)).to_owned());
        }
    }
    form.set(LINES, all.saturating_sub(1).to_string());
}

/// Properties of [`Penalties`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The form that they stand in.
    pub form: Form,
    /// Whether they can be changed.
    pub open: bool,
}

/// The lines, each with its fields.
#[component]
pub fn Penalties(props: &Props) -> Html {
    let l = use_locale();
    let (form, closed) = (&props.form, !props.open);
    let adder = {
        let form = form.clone();
        Callback::from(move |()| add(&form))
    };
    let line = |n: usize| {
        let onclick = {
            let form = form.clone();
            Callback::from(move |()| remove(&form, n))
        };
        html! {
            <div class="sb-line sb-line-4" key={n}>
                <TextField form={form.clone()} name={name(n, "valid_from")} label={t!(l, "part-valid-from")} kind="date" required=true disabled={closed} />
                if props.open {
                    <ChoiceField form={form.clone()} name={name(n, "currency")} label={t!(l, "part-currency")} choices={choices!(Currency, l)} />
                } else {
                    <TextField form={form.clone()} name={name(n, "currency")} label={t!(l, "part-currency")} disabled=true />
                }
                <TextField form={form.clone()} name={name(n, "least")} label={t!(l, "policy-penalty-least")} required=true max=12 disabled={closed} />
                <TextField form={form.clone()} name={name(n, "most")} label={t!(l, "policy-penalty-most")} required=true max=12 disabled={closed} />
                if props.open {
                    <Button label={t!(l, "unit-remove-line", line = n as i64 + 1)} kind={Kind::Plain} icon={Icon::Trash} {onclick} />
                }
            </div>
        }
    };
    html! {
        <fieldset class="sb-fieldset">
            <legend>{ t!(l, "policy-penalties") }</legend>
            <p class="sb-quiet">{ t!(l, "policy-penalties-hint") }</p>
            { for (0..lines(form)).map(line) }
            if props.open {
                <div><Button label={t!(l, "policy-penalty-add")} icon={Icon::Plus} small=true onclick={adder} /></div>
            }
        </fieldset>
    }
}
