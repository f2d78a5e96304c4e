//! What can be done with something that goes back to its supplier, each in a dialogue.

use crate::api::supplier_return;
use crate::components::field::{AreaField, ChoiceField, TextField};
use crate::components::finder::Finder;
use crate::components::form::{Draft, Form, Values, put, use_form, use_submit};
use crate::components::money::amount;
use crate::components::record_form::{FormModal, use_fresh};
use crate::components::search_select::{SearchSelect, words};
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use serde_json::{Value, json};
use shared::auth::OrganizationKind;
use shared::i18n::Locale;
use shared::money::Currency;
use shared::problem::{FieldProblem, Refusal};
use shared::records::supplier_return::*;
use std::rc::Rc;
use yew::prelude::*;

fn values(one: &SupplierReturn) -> Values {
    let mut values = Values::new();
    let v = &mut values;
    for name in ["note", "waybill", "collected_by", "grounds", "amount"] {
        put(v, name, None::<String>);
    }
    put(v, "supplier_id", one.head.supplier_id);
    put(v, &words("supplier_id"), one.head.supplier_name.as_ref());
    put(v, "currency", Some(one.head.currency.unwrap_or(Currency::Cny)));
    values
}

fn read(one: &SupplierReturn, doing: SupplierReturnAction, values: &Values) -> Result<Value, Refusal> {
    let mut d = Draft::new(values);
    match doing {
        SupplierReturnAction::Offer => {
            if d.raw("supplier_id").is_empty() && !d.raw(&words("supplier_id")).is_empty() {
                d.refuse("supplier_id", FieldProblem::NoSuchRecord);
            }
            let (supplier_id, note) = (d.maybe("supplier_id"), d.maybe("note"));
            let body = d.finish(Some(OfferSupplierReturn { supplier_id, note }))?;
            supplier_of(body.supplier_id, one.head.supplier_id)?;
            Ok(json!(body))
        }
        SupplierReturnAction::Collect => {
            let (waybill, collected_by) = (d.need("waybill"), d.maybe("collected_by"));
            d.finish(waybill.map(|waybill| CollectSupplierReturn { waybill, collected_by }))
                .map(|body| json!(body))
        }
        SupplierReturnAction::Refuse => {
            let grounds = d.need("grounds");
            d.finish(grounds.map(|grounds| RefuseSupplierReturn { grounds })).map(|body| json!(body))
        }
        SupplierReturnAction::DisposeLocally => {
            let (note, amount) = (d.maybe("note"), amount(&mut d, "amount"));
            let currency = d.maybe("currency").filter(|_| amount.is_some());
            let body = d.finish(Some(DisposeSupplierReturn { note, amount, currency }))?;
            body.cost(one.head.currency)?;
            Ok(json!(body))
        }
    }
}

/// Properties of [`ActionForm`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// What goes back.
    pub one: Rc<SupplierReturn>,
    /// What is being done.
    pub doing: SupplierReturnAction,
    /// Takes it as it is then.
    pub ondone: Callback<SupplierReturn>,
    /// Reads it again.
    pub reload: Callback<()>,
    /// Closes the dialogue.
    pub onclose: Callback<()>,
}

/// The dialogue.
#[component]
pub fn ActionForm(props: &Props) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let (doing, id, version) = (props.doing, props.one.head.id, props.one.head.version);
    let form = use_form(|| values(&props.one));
    use_fresh(&form, Some(version), values(&props.one), props.reload.clone());
    let done = {
        let (ondone, onclose) = (props.ondone.clone(), props.onclose.clone());
        Callback::from(move |one: SupplierReturn| {
            let (name, status) = (one.head.name.as_str(), one.head.status.label(l));
            toaster.say(t!(l, "supplier-return-done", name = name, status = status));
            ondone.emit(one);
            onclose.emit(());
        })
    };
    let one = props.one.clone();
    let submit = use_submit(
        &form,
        move |values: &Values| read(&one, doing, values),
        move |body, key| async move { supplier_return::act(id, doing, body, version, key).await },
        done,
    );
    html! {
        <FormModal
            title={format!("{} · {}", doing.label(l), props.one.head.name)}
            label={doing.label(l)}
            danger={matches!(doing, SupplierReturnAction::Refuse | SupplierReturnAction::DisposeLocally)}
            form={form.clone()}
            {submit}
            onclose={props.onclose.clone()}
        >
            { fields(&form, doing, l) }
        </FormModal>
    }
}

fn fields(form: &Form, doing: SupplierReturnAction, l: Locale) -> Html {
    match doing {
        SupplierReturnAction::Offer => html! {
            <>
                <p class="sb-quiet">{ t!(l, "supplier-return-offer-hint", days = COLLECT_DAYS as i64) }</p>
                <SearchSelect
                    form={form.clone()}
                    name="supplier_id"
                    label={t!(l, "part-supplier")}
                    required=true
                    finder={Finder::Organization(&[OrganizationKind::Supplier])}
                    autofocus=true
                />
                <AreaField form={form.clone()} name="note" label={t!(l, "supplier-return-note")} lines=2 max=1000 />
            </>
        },
        SupplierReturnAction::Collect => html! {
            <div class="sb-grid sb-grid-3">
                <TextField form={form.clone()} name="waybill" label={t!(l, "supplier-return-waybill")} hint={t!(l, "supplier-return-waybill-hint")} required=true max=100 autofocus=true />
                <TextField form={form.clone()} name="collected_by" label={t!(l, "supplier-return-collected-by")} hint={t!(l, "supplier-return-collected-by-hint")} max=100 />
            </div>
        },
        SupplierReturnAction::Refuse => html! {
            <AreaField form={form.clone()} name="grounds" label={t!(l, "supplier-return-grounds")} required=true lines=3 max=1000 autofocus=true />
        },
        SupplierReturnAction::DisposeLocally => html! {
            <>
                <p class="sb-quiet">{ t!(l, "supplier-return-dispose-hint") }</p>
                <AreaField form={form.clone()} name="note" label={t!(l, "supplier-return-disposal-note")} lines=2 max=1000 autofocus=true />
                <div class="sb-grid sb-grid-3">
                    <TextField form={form.clone()} name="amount" label={t!(l, "supplier-return-cost")} />
                    <ChoiceField form={form.clone()} name="currency" label={t!(l, "supplier-return-currency")} required=true choices={choices!(Currency, l)} />
                </div>
            </>
        },
    }
}
