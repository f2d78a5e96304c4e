//! Making a claim of chosen parts, in a dialogue.

use crate::api::recovery;
use crate::components::field::{AreaField, ChoiceField, TextField};
use crate::components::finder::Finder;
use crate::components::form::{Draft, Values, put, use_form, use_submit};
use crate::components::money::amount;
use crate::components::record_form::FormModal;
use crate::components::search_select::{SearchSelect, words};
use crate::i18n::use_locale;
use crate::route::{self, Record, Route};
use shared::auth::OrganizationKind;
use shared::money::Currency;
use shared::problem::{FieldProblem, Refusal};
use shared::records::recovery::*;
use yew::prelude::*;

/// Properties of [`ClaimForm`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The parts, of one supplier.
    pub parts: Vec<ToRecover>,
    /// Closes the dialogue.
    pub onclose: Callback<()>,
}

const OF_PART: [&str; 4] = ["unit_cost", "labour", "travel", "penalty"];

fn values(parts: &[ToRecover]) -> Values {
    let mut values = Values::new();
    let v = &mut values;
    let first = parts.first();
    put(v, "supplier_id", first.and_then(|one| one.supplier_id));
    put(v, &words("supplier_id"), first.and_then(|one| one.supplier_name.clone()));
    let currency = parts.iter().find_map(|one| one.currency).unwrap_or(Currency::Cny);
    put(v, "currency", Some(currency));
    for name in ["handling", "note"] {
        put(v, name, None::<String>);
    }
    for n in 0..parts.len() {
        for name in OF_PART {
            put(v, &format!("parts/{n}/{name}"), None::<String>);
        }
    }
    values
}

fn read(parts: &[ToRecover], values: &Values) -> Result<CreateRecovery, Refusal> {
    let mut d = Draft::new(values);
    if d.raw("supplier_id").is_empty() && !d.raw(&words("supplier_id")).is_empty() {
        d.refuse("supplier_id", FieldProblem::NoSuchRecord);
    }
    let (supplier, currency) = (d.need("supplier_id"), d.need("currency"));
    let (handling, note) = (amount(&mut d, "handling"), d.maybe("note"));
    let mut asked = vec![];
    for (n, one) in parts.iter().enumerate() {
        let [unit_cost, labour, travel, penalty] =
            OF_PART.map(|name| amount(&mut d, &format!("parts/{n}/{name}")));
        asked.push(RecoverPart { rma_line_id: one.rma_line_id, unit_cost, labour, travel, penalty });
    }
    let built = supplier.zip(currency);
    let input = d.finish(built.map(|(supplier_id, currency)| CreateRecovery {
        supplier_id,
        currency,
        parts: asked,
        handling,
        note,
    }))?;
    input.check()?;
    Ok(input)
}

/// The dialogue.
#[component]
pub fn ClaimForm(props: &Props) -> Html {
    let l = use_locale();
    let form = use_form(|| values(&props.parts));
    let done = Callback::from(|made: Recovery| route::go(Route::Recoveries(Record::One(made.head.id))));
    let parts = props.parts.clone();
    let submit = use_submit(&form, move |values: &Values| read(&parts, values), recovery::create, done);
    let part = |(n, one): (usize, &ToRecover)| {
        let name = [one.part_number.as_deref().unwrap_or_default(), &one.name].join(" ").trim().to_owned();
        let field = |name: &str| format!("parts/{n}/{name}");
        html! {
            <fieldset class="sb-fieldset">
                <legend>{ format!("{name} · {} × {} %", one.quantity, one.share_percent) }</legend>
                <div class="sb-grid sb-grid-3">
                    <TextField form={form.clone()} name={field("unit_cost")} label={t!(l, "recovery-unit-cost")} required={one.material.is_none()} />
                    <TextField form={form.clone()} name={field("labour")} label={RecoveryLineKind::Labour.label(l)} />
                    <TextField form={form.clone()} name={field("travel")} label={RecoveryLineKind::Travel.label(l)} />
                    <TextField form={form.clone()} name={field("penalty")} label={t!(l, "recovery-penalty")} />
                </div>
            </fieldset>
        }
    };
    html! {
        <FormModal title={t!(l, "recovery-claim")} label={t!(l, "recovery-claim")} form={form.clone()} {submit} onclose={props.onclose.clone()}>
            <p class="sb-quiet">{ t!(l, "recovery-claim-hint") }</p>
            <SearchSelect form={form.clone()} name="supplier_id" label={t!(l, "recovery-supplier")} required=true finder={Finder::Organization(&[OrganizationKind::Supplier])} />
            { for props.parts.iter().enumerate().map(part) }
            <div class="sb-grid sb-grid-3">
                <TextField form={form.clone()} name="handling" label={RecoveryLineKind::Handling.label(l)} />
                <ChoiceField form={form.clone()} name="currency" label={t!(l, "statement-currency")} required=true choices={choices!(Currency, l)} />
            </div>
            <AreaField form={form.clone()} name="note" label={t!(l, "recovery-note")} lines=2 max=1000 />
        </FormModal>
    }
}
