//! Creating a product model, and changing one with its warranty terms.

use crate::api::product;
use crate::components::async_view::{async_view, use_load};
use crate::components::button::{Button, Kind};
use crate::components::field::{CheckField, Choice, ChoiceField, TextField};
use crate::components::form::{Draft, Form, Values, put, use_form, use_submit};
use crate::components::page_head::PageHead;
use crate::components::record_form::{FormFrame, use_fresh};
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::route::{self, Record, Route};
use patternfly_yew::prelude::Icon;
use shared::ids::ProductId;
use shared::problem::{Checker, Refusal};
use shared::records::product::{Product, ProductInput};
use shared::warranty::{CoverageClass, WarrantyTerm};
use std::rc::Rc;
use yew::prelude::*;

const FIELDS: [&str; 5] = ["coverage", "part_class", "months", "percent", "usage_limit"];
/// How many lines of terms there are.
const LINES: &str = "warranty_terms#";

fn name(line: usize, field: &str) -> String {
    format!("warranty_terms/{line}/{field}")
}

fn values(product: Option<&Product>) -> Values {
    let mut values = Values::new();
    let v = &mut values;
    put(v, "code", product.map(|p| &p.code));
    put(v, "name", product.map(|p| &p.name));
    put(v, "line", product.map(|p| &p.line));
    put(v, "brand", product.and_then(|p| p.brand.as_ref()));
    put(v, "usage_unit", product.and_then(|p| p.usage_unit.as_ref()));
    put(v, "active", product.is_none_or(|p| p.active).then_some("true"));
    let terms = product.map_or(&[][..], |p| &p.warranty_terms);
    put(v, LINES, Some(terms.len()));
    for (i, term) in terms.iter().enumerate() {
        put(v, &name(i, "coverage"), term.coverage);
        put(v, &name(i, "part_class"), term.part_class.as_ref());
        put(v, &name(i, "months"), Some(term.months));
        put(v, &name(i, "percent"), Some(term.percent));
        put(v, &name(i, "usage_limit"), term.usage_limit);
    }
    values
}

fn read(values: &Values) -> Result<ProductInput, Refusal> {
    let mut d = Draft::new(values);
    let (code, title, line) = (d.need("code"), d.need("name"), d.need("line"));
    let (brand, usage_unit, active) = (d.maybe("brand"), d.maybe("usage_unit"), d.on("active"));
    let lines: usize = d.raw(LINES).parse().unwrap_or_default();
    let mut warranty_terms = vec![];
    let mut check = Checker::default();
    for i in 0..lines {
        let (coverage, part_class) = (d.maybe(&name(i, "coverage")), d.maybe(&name(i, "part_class")));
        let (months, percent) = (d.need::<u16>(&name(i, "months")), d.need::<u8>(&name(i, "percent")));
        let usage_limit = d.maybe(&name(i, "usage_limit"));
        if let Some((months, percent)) = months.zip(percent) {
            check.range(months.into(), 0..=600, &format!("/{}", name(i, "months")));
            check.range(percent.into(), 1..=100, &format!("/{}", name(i, "percent")));
            if let Some(limit) = usage_limit {
                check.range(limit, 1..=1_000_000_000_000, &format!("/{}", name(i, "usage_limit")));
            }
            warranty_terms.push(WarrantyTerm { coverage, part_class, months, percent, usage_limit });
        }
    }
    let built = code.zip(title).zip(line).map(|((code, name), line)| ProductInput {
        code,
        name,
        line,
        brand,
        usage_unit,
        warranty_terms,
        active,
    });
    let body = d.finish(built)?;
    check.finish()?;
    Ok(body)
}

/// Adds an empty line of terms.
fn add(form: &Form) {
    let lines: usize = form.get(LINES).parse().unwrap_or_default();
    for field in FIELDS {
        form.set(&name(lines, field), if field == "percent" { "100" } else { "" });
    }
    form.set(LINES, (lines + 1).to_string());
}

/// Takes a line out; those after it move up.
fn remove(form: &Form, line: usize) {
    let lines: usize = form.get(LINES).parse().unwrap_or_default();
    for i in line..lines.saturating_sub(1) {
        for field in FIELDS {
            form.set(&name(i, field), form.get(&name(i + 1, field)));
        }
    }
    form.set(LINES, lines.saturating_sub(1).to_string());
}

/// Creating a product model.
#[component]
pub fn ProductNew() -> Html {
    let l = use_locale();
    html! {
        <>
            <PageHead
                title={t!(l, "catalogue-new-product")}
                parent={Some((Route::Products(Record::List), AttrValue::from(t!(l, "page-nav-products"))))}
            />
            <ProductForm />
        </>
    }
}

/// Properties of [`ProductEdit`].
#[derive(Clone, PartialEq, Properties)]
pub struct EditProps {
    /// The model.
    pub id: ProductId,
}

/// Changing a product model.
#[component]
pub fn ProductEdit(props: &EditProps) -> Html {
    let l = use_locale();
    let loaded = use_load(props.id, product::get);
    let reload = loaded.reload.clone();
    let parent = loaded.data.as_ref().map_or_else(|| t!(l, "page-nav-products"), |p| p.code.clone());
    html! {
        <>
            <PageHead
                title={t!(l, "catalogue-edit-product")}
                parent={Some((Route::Products(Record::One(props.id)), AttrValue::from(parent)))}
            />
            { async_view(&loaded, |_| None, |p| html! { <ProductForm product={p.clone()} {reload} /> }) }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct Props {
    #[prop_or_default]
    product: Option<Rc<Product>>,
    #[prop_or_default]
    reload: Callback<()>,
}

#[component]
fn ProductForm(props: &Props) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let product = props.product.as_deref();
    let at = product.map(|p| (p.id, p.version));
    let form = use_form(|| values(product));
    use_fresh(&form, at.map(|(_, v)| v), values(product), props.reload.clone());
    let done = Callback::from(move |product: Product| {
        toaster.say(t!(l, "page-saved"));
        route::go(Route::Products(Record::One(product.id)));
    });
    let submit = use_submit(
        &form,
        read,
        move |body, key| async move {
            match at {
                Some((id, version)) => product::update(id, body, version).await,
                None => product::create(body, key).await,
            }
        },
        done,
    );
    let cancel = Route::Products(at.map_or(Record::List, |(id, _)| Record::One(id)));
    let lines: usize = form.get(LINES).parse().unwrap_or_default();
    let adder = {
        let form = form.clone();
        Callback::from(move |()| add(&form))
    };
    html! {
        <FormFrame form={form.clone()} {submit} {cancel}>
            <fieldset class="sb-fieldset">
                <legend>{ t!(l, "catalogue-identity") }</legend>
                <div class="sb-grid sb-grid-3">
                    <TextField form={form.clone()} name="code" label={t!(l, "catalogue-code")} required=true max=80 autofocus=true />
                    <TextField form={form.clone()} name="name" label={t!(l, "catalogue-name")} required=true max=200 />
                    <TextField form={form.clone()} name="line" label={t!(l, "catalogue-line")} required=true max=100 choices={Choice::known("product_line", l)} />
                    <TextField form={form.clone()} name="brand" label={t!(l, "catalogue-brand")} hint={t!(l, "catalogue-brand-hint")} max=100 />
                    <TextField form={form.clone()} name="usage_unit" label={t!(l, "catalogue-usage-unit")} hint={t!(l, "catalogue-usage-unit-hint")} max=20 choices={Choice::known("usage_unit", l)} />
                </div>
                <CheckField form={form.clone()} name="active" label={t!(l, "catalogue-active")} hint={t!(l, "catalogue-active-hint")} />
            </fieldset>
            <fieldset class="sb-fieldset">
                <legend>{ t!(l, "catalogue-terms") }</legend>
                <p class="sb-quiet">{ t!(l, "catalogue-terms-hint") }</p>
                { for (0..lines).map(|i| term(&form, i, l)) }
                <div><Button label={t!(l, "catalogue-add-term")} icon={Icon::Plus} small=true onclick={adder} /></div>
            </fieldset>
        </FormFrame>
    }
}

fn term(form: &Form, i: usize, l: shared::i18n::Locale) -> Html {
    let onclick = {
        let form = form.clone();
        Callback::from(move |()| remove(&form, i))
    };
    html! {
        <div class="sb-line" key={i}>
            <ChoiceField form={form.clone()} name={name(i, "coverage")} label={t!(l, "unit-coverage")} choices={choices!(CoverageClass, l)} none={t!(l, "unit-all-costs")} />
            <TextField form={form.clone()} name={name(i, "part_class")} label={t!(l, "unit-part-class")} max=100 choices={Choice::known("part_class", l)} />
            <TextField form={form.clone()} name={name(i, "months")} label={t!(l, "catalogue-months")} kind="number" required=true />
            <TextField form={form.clone()} name={name(i, "percent")} label={t!(l, "catalogue-percent")} kind="number" required=true />
            <TextField form={form.clone()} name={name(i, "usage_limit")} label={t!(l, "catalogue-usage-limit")} kind="number" />
            <Button label={t!(l, "unit-remove-line", line = i as i64 + 1)} kind={Kind::Plain} icon={Icon::Trash} {onclick} />
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_out_of_range_are_named_by_line() {
        let mut v = values(None);
        for (name, value) in
            [("code", "SB-1000P"), ("name", "乘客电梯"), ("line", "passenger_lift"), (LINES, "1")]
        {
            put(&mut v, name, Some(value));
        }
        put(&mut v, "warranty_terms/0/months", Some("700"));
        put(&mut v, "warranty_terms/0/percent", Some("100"));
        assert_eq!(read(&v).unwrap_err().fields[0].pointer, "/warranty_terms/0/months");
        put(&mut v, "warranty_terms/0/months", Some("24"));
        let body = read(&v).unwrap();
        assert_eq!((body.warranty_terms.len(), body.active), (1, true));
    }
}
