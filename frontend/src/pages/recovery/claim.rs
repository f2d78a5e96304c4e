//! Making a claim of chosen parts, in a dialogue.

use crate::api::{policy, recovery};
use crate::components::async_view::use_load;
use crate::components::field::{AreaField, ChoiceField, TextField};
use crate::components::finder::Finder;
use crate::components::form::{Draft, Values, put, use_form, use_submit};
use crate::components::money::{amount, words as money};
use crate::components::record_form::FormModal;
use crate::components::search_select::{SearchSelect, words};
use crate::i18n::use_locale;
use crate::route::{self, Record, Route};
use crate::session::use_reader;
use chrono::{NaiveDate, Utc};
use shared::auth::OrganizationKind;
use shared::money::Currency;
use shared::problem::{FieldProblem, Refusal};
use shared::records::recovery::*;
use yew::prelude::*;

/// Properties of [`ClaimForm`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The parts and the costs of claims, of one supplier.
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

/// What of a part can be typed: not what a claim was paid for.
fn typed(one: &ToRecover, name: &str) -> bool {
    let kind = match name {
        "labour" => RecoveryLineKind::Labour,
        "travel" => RecoveryLineKind::Travel,
        _ => return true,
    };
    !one.paid_kinds.contains(&kind)
}

fn read(
    parts: &[ToRecover],
    penalties: &[PenaltyBounds],
    today: NaiveDate,
    values: &Values,
) -> Result<CreateRecovery, Refusal> {
    let mut d = Draft::new(values);
    if d.raw("supplier_id").is_empty() && !d.raw(&words("supplier_id")).is_empty() {
        d.refuse("supplier_id", FieldProblem::NoSuchRecord);
    }
    let (supplier, currency) = (d.need("supplier_id"), d.need("currency"));
    let (handling, note) = (amount(&mut d, "handling"), d.maybe("note"));
    let mut asked = vec![];
    let own = parts.iter().filter(|one| one.claim_line_id.is_none());
    for (n, one) in own.enumerate() {
        let [unit_cost, labour, travel, penalty] = OF_PART
            .map(|name| typed(one, name).then(|| amount(&mut d, &format!("parts/{n}/{name}"))).flatten());
        asked.push(RecoverPart { rma_line_id: one.rma_line_id, unit_cost, labour, travel, penalty });
    }
    let built = supplier.zip(currency);
    let input = d.finish(built.map(|(supplier_id, currency)| CreateRecovery {
        supplier_id,
        currency,
        parts: asked,
        claim_lines: parts.iter().filter_map(|one| one.claim_line_id).collect(),
        handling,
        note,
    }))?;
    input.check()?;
    if !penalties.is_empty() {
        input.check_penalties(penalties, today)?;
    }
    Ok(input)
}

/// The dialogue.
#[component]
pub fn ClaimForm(props: &Props) -> Html {
    let l = use_locale();
    let form = use_form(|| values(&props.parts));
    let done = Callback::from(|made: Recovery| route::go(Route::Recoveries(Record::One(made.head.id))));
    let today = use_reader().day(Utc::now());
    let rules = use_load((), |()| policy::get());
    let penalties = rules.data.as_ref().map(|found| found.policy.penalties.clone()).unwrap_or_default();
    let currency = form.get("currency").parse().unwrap_or(Currency::Cny);
    let penalty = match PenaltyBounds::on(&penalties, currency, today) {
        Some(bounds) => {
            let (least, most) = (bounds.least.to_string(), bounds.most.to_string());
            t!(l, "recovery-penalty-bounds", least = least.as_str(), most = most.as_str())
        }
        None => t!(l, "recovery-penalty"),
    };
    let parts = props.parts.clone();
    let submit = use_submit(
        &form,
        move |values: &Values| read(&parts, &penalties, today, values),
        recovery::create,
        done,
    );
    let part = |(n, one): (usize, &ToRecover)| {
        let name = [one.part_number.as_deref().unwrap_or_default(), &one.name].join(" ").trim().to_owned();
        let field = |name: &str| format!("parts/{n}/{name}");
        html! {
            <fieldset class="sb-fieldset">
                <legend>{ format!("{name} · {} × {} %", one.quantity, one.share_percent) }</legend>
                if one.zero_km {
                    <p class="sb-quiet">{ t!(l, "recovery-zero-km") }</p>
                }
                <div class="sb-grid sb-grid-3">
                    <TextField form={form.clone()} name={field("unit_cost")} label={t!(l, "recovery-unit-cost")} required={one.amount.is_none()} />
                    if typed(one, "labour") {
                        <TextField form={form.clone()} name={field("labour")} label={RecoveryLineKind::Labour.label(l)} />
                    }
                    if typed(one, "travel") {
                        <TextField form={form.clone()} name={field("travel")} label={RecoveryLineKind::Travel.label(l)} />
                    }
                    <TextField form={form.clone()} name={field("penalty")} label={penalty.clone()} />
                </div>
            </fieldset>
        }
    };
    let (costs, own): (Vec<&ToRecover>, Vec<&ToRecover>) =
        props.parts.iter().partition(|one| one.claim_line_id.is_some());
    let cost = |one: &&ToRecover| {
        let sum =
            one.amount.zip(one.currency).map(|(sum, currency)| money(sum, currency)).unwrap_or_default();
        let what = one.description.clone().unwrap_or_default();
        let number = one.claim_number.clone().unwrap_or_default();
        let said = [number.as_str(), &one.kind.label(l), &what].join(" ").trim().to_owned();
        html! { <li>{ said }{ format!(" · {} % · ", one.share_percent) }<strong>{ sum }</strong></li> }
    };
    html! {
        <FormModal title={t!(l, "recovery-claim")} label={t!(l, "recovery-claim")} form={form.clone()} {submit} onclose={props.onclose.clone()}>
            <p class="sb-quiet">{ t!(l, "recovery-claim-hint") }</p>
            <SearchSelect form={form.clone()} name="supplier_id" label={t!(l, "recovery-supplier")} required=true finder={Finder::Organization(&[OrganizationKind::Supplier])} />
            { for own.into_iter().enumerate().map(part) }
            if !costs.is_empty() {
                <fieldset class="sb-fieldset">
                    <legend>{ t!(l, "recovery-of-claims") }</legend>
                    <ul>{ for costs.iter().map(cost) }</ul>
                </fieldset>
            }
            <div class="sb-grid sb-grid-3">
                <TextField form={form.clone()} name="handling" label={RecoveryLineKind::Handling.label(l)} />
                <ChoiceField form={form.clone()} name="currency" label={t!(l, "statement-currency")} required=true choices={choices!(Currency, l)} />
            </div>
            <AreaField form={form.clone()} name="note" label={t!(l, "recovery-note")} lines=2 max=1000 />
        </FormModal>
    }
}
