//! Creating a part, and changing one with its price list.

use crate::api::part;
use crate::components::async_view::{async_view, use_load};
use crate::components::button::{Button, Kind};
use crate::components::field::{AreaField, CheckField, Choice, ChoiceField, TextField};
use crate::components::finder::Finder;
use crate::components::form::{Draft, Form, Values, put, use_form, use_submit};
use crate::components::many_select::{ManySelect, put_many};
use crate::components::money::amount;
use crate::components::page_head::PageHead;
use crate::components::record_form::{FormFrame, use_fresh};
use crate::components::search_select::{SearchSelect, words};
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::route::{self, Record, Route};
use patternfly_yew::prelude::Icon;
use shared::auth::OrganizationKind;
use shared::i18n::Locale;
use shared::ids::PartId;
use shared::money::Currency;
use shared::problem::{FieldProblem, Refusal};
use shared::records::part::{Measure, Part, PartInput, PartPrice};
use std::rc::Rc;
use yew::prelude::*;

const FIELDS: [&str; 4] = ["valid_from", "currency", "price", "cost"];
/// How many lines the price list has.
const LINES: &str = "prices#";
/// Days that are offered until an old part must be back.
const DAYS: i32 = 30;

fn name(line: usize, field: &str) -> String {
    format!("prices/{line}/{field}")
}

fn values(part: Option<&Part>) -> Values {
    let mut values = Values::new();
    let v = &mut values;
    put(v, "number", part.map(|p| &p.number));
    put(v, "name", part.map(|p| &p.name));
    put(v, "description", part.and_then(|p| p.description.as_ref()));
    put(v, "measure", Some(part.map_or(Measure::Piece, |p| p.measure)));
    put(v, "part_class", part.and_then(|p| p.part_class.as_ref()));
    put(v, "supplier_id", part.and_then(|p| p.supplier_id));
    put(v, &words("supplier_id"), part.and_then(|p| p.supplier_name.as_ref()));
    put(v, "superseded_by_id", part.and_then(|p| p.superseded_by.as_ref()).map(|next| next.id));
    let next = part.and_then(|p| p.superseded_by.as_ref());
    put(v, &words("superseded_by_id"), next.map(|next| format!("{} {}", next.number, next.name)));
    for (field, on) in [
        ("batch_tracked", part.is_some_and(|p| p.batch_tracked)),
        ("serial_tracked", part.is_some_and(|p| p.serial_tracked)),
        ("return_owed", part.is_some_and(|p| p.return_owed)),
        ("active", part.is_none_or(|p| p.active)),
    ] {
        put(v, field, on.then_some("true"));
    }
    put(v, "return_days", Some(part.and_then(|p| p.return_days).unwrap_or(DAYS)));
    let models: Vec<_> = part
        .into_iter()
        .flat_map(|p| &p.products)
        .map(|p| (p.id.to_string(), format!("{} {}", p.code, p.name)))
        .collect();
    put_many(v, "product_ids", &models);
    let prices = part.map_or(&[][..], |p| &p.prices);
    put(v, LINES, Some(prices.len()));
    for (n, line) in prices.iter().enumerate() {
        put(v, &name(n, "valid_from"), Some(line.valid_from));
        put(v, &name(n, "currency"), Some(line.currency));
        put(v, &name(n, "price"), Some(line.price));
        put(v, &name(n, "cost"), line.cost);
    }
    values
}

fn read(values: &Values) -> Result<PartInput, Refusal> {
    let mut d = Draft::new(values);
    for field in ["supplier_id", "superseded_by_id"] {
        if d.raw(field).is_empty() && !d.raw(&words(field)).is_empty() {
            d.refuse(field, FieldProblem::NoSuchRecord);
        }
    }
    let (number, title, measure) = (d.need("number"), d.need("name"), d.need("measure"));
    let (description, part_class) = (d.maybe("description"), d.maybe("part_class"));
    let (supplier_id, superseded_by_id) = (d.maybe("supplier_id"), d.maybe("superseded_by_id"));
    let return_owed = d.on("return_owed");
    let return_days = if return_owed { d.need("return_days") } else { None };
    let lines: usize = d.raw(LINES).parse().unwrap_or_default();
    let mut prices = vec![];
    for n in 0..lines {
        let (valid_from, currency) = (d.need(&name(n, "valid_from")), d.need(&name(n, "currency")));
        if d.raw(&name(n, "price")).is_empty() {
            d.refuse(&name(n, "price"), FieldProblem::Required);
        }
        let (price, cost) = (amount(&mut d, &name(n, "price")), amount(&mut d, &name(n, "cost")));
        let line = valid_from.zip(currency).zip(price);
        prices.extend(line.map(|((valid_from, currency), price)| PartPrice {
            valid_from,
            currency,
            price,
            cost,
        }));
    }
    let (batch_tracked, serial_tracked) = (d.on("batch_tracked"), d.on("serial_tracked"));
    let (active, product_ids) = (d.on("active"), d.many("product_ids"));
    let built = number.zip(title).zip(measure).map(|((number, name), measure)| PartInput {
        number,
        name,
        description,
        measure,
        part_class,
        supplier_id,
        batch_tracked,
        serial_tracked,
        return_owed,
        return_days,
        product_ids,
        superseded_by_id,
        prices,
        active,
    });
    let input = d.finish(built)?;
    input.check()?;
    Ok(input)
}

/// Adds an empty line to the price list.
fn add(form: &Form) {
    let lines: usize = form.get(LINES).parse().unwrap_or_default();
    for field in FIELDS {
        form.set(&name(lines, field), if field == "currency" { Currency::Cny.as_str() } else { "" });
    }
    form.set(LINES, (lines + 1).to_string());
}

/// Takes a line out; those after it move up.
fn remove(form: &Form, line: usize) {
    let lines: usize = form.get(LINES).parse().unwrap_or_default();
    for n in line..lines.saturating_sub(1) {
        for field in FIELDS {
            form.set(&name(n, field), form.get(&name(n + 1, field)));
        }
    }
    form.set(LINES, lines.saturating_sub(1).to_string());
}

/// Creating a part.
#[component]
pub fn PartNew() -> Html {
    let l = use_locale();
    html! {
        <>
            <PageHead
                title={t!(l, "part-new")}
                parent={Some((Route::Parts(Record::List), AttrValue::from(t!(l, "part-nav"))))}
            />
            <PartForm />
        </>
    }
}

/// Properties of [`PartEdit`].
#[derive(Clone, PartialEq, Properties)]
pub struct EditProps {
    /// The part.
    pub id: PartId,
}

/// Changing a part.
#[component]
pub fn PartEdit(props: &EditProps) -> Html {
    let l = use_locale();
    let loaded = use_load(props.id, part::get);
    let reload = loaded.reload.clone();
    let parent = loaded.data.as_ref().map_or_else(|| t!(l, "part-one"), |p| p.number.clone());
    html! {
        <>
            <PageHead
                title={t!(l, "part-edit")}
                parent={Some((Route::Parts(Record::One(props.id)), AttrValue::from(parent)))}
            />
            { async_view(&loaded, |_| None, |p| html! { <PartForm part={p.clone()} {reload} /> }) }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct Props {
    #[prop_or_default]
    part: Option<Rc<Part>>,
    #[prop_or_default]
    reload: Callback<()>,
}

#[component]
fn PartForm(props: &Props) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let part = props.part.as_deref();
    let at = part.map(|p| (p.id, p.version));
    let form = use_form(|| values(part));
    use_fresh(&form, at.map(|(_, v)| v), values(part), props.reload.clone());
    let done = Callback::from(move |part: Part| {
        toaster.say(t!(l, "page-saved"));
        route::go(Route::Parts(Record::One(part.id)));
    });
    let submit = use_submit(
        &form,
        read,
        move |body, key| async move {
            match at {
                Some((id, version)) => part::update(id, body, version).await,
                None => part::create(body, key).await,
            }
        },
        done,
    );
    let cancel = Route::Parts(at.map_or(Record::List, |(id, _)| Record::One(id)));
    let lines: usize = form.get(LINES).parse().unwrap_or_default();
    let adder = {
        let form = form.clone();
        Callback::from(move |()| add(&form))
    };
    html! {
        <FormFrame form={form.clone()} {submit} {cancel}>
            <fieldset class="sb-fieldset">
                <legend>{ t!(l, "part-identity") }</legend>
                <div class="sb-grid sb-grid-3">
                    <TextField form={form.clone()} name="number" label={t!(l, "part-number")} required=true max=80 autofocus=true />
                    <TextField form={form.clone()} name="name" label={t!(l, "part-name")} required=true max=200 />
                    <ChoiceField form={form.clone()} name="measure" label={t!(l, "part-measure")} choices={choices!(Measure, l)} hint={t!(l, "part-measure-hint")} />
                    <TextField form={form.clone()} name="part_class" label={t!(l, "part-class")} hint={t!(l, "part-class-hint")} max=100 choices={Choice::known("part_class", l)} />
                    <SearchSelect form={form.clone()} name="supplier_id" label={t!(l, "part-supplier")} finder={Finder::Organization(&[OrganizationKind::Supplier])} />
                    <SearchSelect form={form.clone()} name="superseded_by_id" label={t!(l, "part-superseded-by")} hint={t!(l, "part-superseded-by-hint")} finder={Finder::Part} />
                </div>
                <AreaField form={form.clone()} name="description" label={t!(l, "part-description")} lines=3 max=2000 />
                <ManySelect form={form.clone()} name="product_ids" label={t!(l, "part-fits")} finder={Finder::Product} />
                <CheckField form={form.clone()} name="active" label={t!(l, "catalogue-active")} hint={t!(l, "part-active-hint")} />
            </fieldset>
            <fieldset class="sb-fieldset">
                <legend>{ t!(l, "part-tracking") }</legend>
                <CheckField form={form.clone()} name="batch_tracked" label={t!(l, "part-batch-tracked")} hint={t!(l, "part-batch-tracked-hint")} />
                <CheckField form={form.clone()} name="serial_tracked" label={t!(l, "part-serial-tracked")} hint={t!(l, "part-serial-tracked-hint")} />
                <CheckField form={form.clone()} name="return_owed" label={t!(l, "part-return-owed")} hint={t!(l, "part-return-owed-hint")} />
                if form.get("return_owed") == "true" {
                    <div class="sb-grid sb-grid-3">
                        <TextField form={form.clone()} name="return_days" label={t!(l, "part-return-days")} kind="number" required=true />
                    </div>
                }
            </fieldset>
            <fieldset class="sb-fieldset">
                <legend>{ t!(l, "part-prices") }</legend>
                <p class="sb-quiet">{ t!(l, "part-prices-hint") }</p>
                { for (0..lines).map(|n| price(&form, n, l)) }
                <div><Button label={t!(l, "part-add-price")} icon={Icon::Plus} small=true onclick={adder} /></div>
            </fieldset>
        </FormFrame>
    }
}

fn price(form: &Form, n: usize, l: Locale) -> Html {
    let onclick = {
        let form = form.clone();
        Callback::from(move |()| remove(&form, n))
    };
    html! {
        <div class="sb-line sb-line-4" key={n}>
            <TextField form={form.clone()} name={name(n, "valid_from")} label={t!(l, "part-valid-from")} kind="date" required=true />
            <ChoiceField form={form.clone()} name={name(n, "currency")} label={t!(l, "part-currency")} choices={choices!(Currency, l)} />
            <TextField form={form.clone()} name={name(n, "price")} label={t!(l, "part-price")} required=true max=12 />
            <TextField form={form.clone()} name={name(n, "cost")} label={t!(l, "part-cost")} max=12 />
            <Button label={t!(l, "unit-remove-line", line = n as i64 + 1)} kind={Kind::Plain} icon={Icon::Trash} {onclick} />
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_is_an_exact_amount_and_days_stand_where_a_return_is_owed() {
        let mut v = values(None);
        put(&mut v, "number", Some("DM-2201"));
        put(&mut v, "name", Some("门机皮带"));
        assert_eq!(read(&v).unwrap().return_days, None);
        put(&mut v, "return_owed", Some("true"));
        put(&mut v, LINES, Some(1));
        for (field, value) in [("valid_from", "2026-01-01"), ("currency", "CNY"), ("price", "12,5")] {
            put(&mut v, &name(0, field), Some(value));
        }
        let wrong = read(&v).unwrap_err().fields;
        assert_eq!(
            (wrong[0].pointer.as_str(), wrong[0].code),
            ("/prices/0/price", FieldProblem::AmountMalformed)
        );
        put(&mut v, &name(0, "price"), Some("12.5"));
        let input = read(&v).unwrap();
        assert_eq!((input.return_days, input.prices[0].price.to_string()), (Some(30), "12.50".into()));
    }
}
