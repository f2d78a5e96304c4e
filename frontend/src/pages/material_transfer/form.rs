//! Writing a material transfer, and rewriting a draft.

use super::draft::{self, About, CUSTOMER, LINES, LOCATION, ORGANIZATION, TO, name};
use crate::api::material_transfer;
use crate::browser;
use crate::components::async_view::{async_view, use_load};
use crate::components::button::{Button, Kind};
use crate::components::field::{AreaField, CheckField, Choice, ChoiceField, TextField};
use crate::components::finder::Finder;
use crate::components::form::{Form, use_form, use_submit};
use crate::components::page_head::PageHead;
use crate::components::record_form::{FormFrame, use_fresh};
use crate::components::search_select::SearchSelect;
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::pages::stock::Free;
use crate::route::{self, Record, Route};
use patternfly_yew::prelude::Icon;
use shared::auth::OrganizationKind;
use shared::i18n::Locale;
use shared::ids::MaterialTransferId;
use shared::records::material_transfer::{MaterialTransfer, TransferCoverage};
use std::rc::Rc;
use yew::prelude::*;

/// Writing one.
#[component]
pub fn TransferNew() -> Html {
    let l = use_locale();
    html! {
        <>
            <PageHead
                title={t!(l, "transfer-new")}
                parent={Some((Route::Transfers(Record::List), AttrValue::from(t!(l, "transfer-nav"))))}
            />
            <TransferForm />
        </>
    }
}

/// Properties of [`TransferEdit`].
#[derive(Clone, PartialEq, Properties)]
pub struct EditProps {
    /// The transfer.
    pub id: MaterialTransferId,
}

/// Rewriting a draft.
#[component]
pub fn TransferEdit(props: &EditProps) -> Html {
    let l = use_locale();
    let loaded = use_load(props.id, material_transfer::get);
    let reload = loaded.reload.clone();
    let parent = loaded.data.as_ref().map_or_else(|| t!(l, "transfer-one"), |t| t.head.number.clone());
    html! {
        <>
            <PageHead
                title={t!(l, "transfer-edit")}
                parent={Some((Route::Transfers(Record::One(props.id)), AttrValue::from(parent)))}
            />
            { async_view(&loaded, |_| None, |t| html! { <TransferForm transfer={t.clone()} {reload} /> }) }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct Props {
    #[prop_or_default]
    transfer: Option<Rc<MaterialTransfer>>,
    #[prop_or_default]
    reload: Callback<()>,
}

#[component]
fn TransferForm(props: &Props) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let about = use_memo((), |()| serde_urlencoded::from_str::<About>(&browser::query()).unwrap_or_default());
    let values = || props.transfer.as_deref().map_or_else(|| draft::empty(&about), draft::of);
    let at = props.transfer.as_deref().map(|t| (t.head.id, t.head.version));
    let form = use_form(values);
    use_fresh(&form, at.map(|(_, v)| v), values(), props.reload.clone());
    let done = Callback::from(move |transfer: MaterialTransfer| {
        toaster.say(t!(l, "page-saved"));
        route::go(Route::Transfers(Record::One(transfer.head.id)));
    });
    let submit = use_submit(
        &form,
        draft::read,
        move |body, key| async move {
            match at {
                Some((id, version)) => material_transfer::update(id, body, version).await,
                None => material_transfer::create(body, key).await,
            }
        },
        done,
    );
    let cancel = Route::Transfers(at.map_or(Record::List, |(id, _)| Record::One(id)));
    let lines: usize = form.get(LINES).parse().unwrap_or_default();
    let adder = {
        let form = form.clone();
        Callback::from(move |()| draft::add(&form))
    };
    let places = vec![
        Choice::new(LOCATION, t!(l, "transfer-to-location")),
        Choice::new(ORGANIZATION, t!(l, "transfer-to-organization")),
        Choice::new(CUSTOMER, t!(l, "transfer-to-customer")),
    ];
    let to = form.get(TO).to_owned();
    let finder = match to.as_str() {
        ORGANIZATION => Finder::Organization(&[OrganizationKind::Dealer, OrganizationKind::ServiceCenter]),
        CUSTOMER => Finder::Customer,
        _ => Finder::Location,
    };
    html! {
        <FormFrame form={form.clone()} {submit} {cancel}>
            <fieldset class="sb-fieldset">
                <legend>{ t!(l, "transfer-lines") }</legend>
                { for (0..lines).map(|n| line(&form, n, lines, l)) }
                <div><Button label={t!(l, "transfer-add-line")} icon={Icon::Plus} small=true onclick={adder} /></div>
            </fieldset>
            <fieldset class="sb-fieldset">
                <legend>{ t!(l, "transfer-way") }</legend>
                <div class="sb-grid sb-grid-3">
                    <SearchSelect form={form.clone()} name="from_location_id" label={t!(l, "stock-from")} hint={t!(l, "transfer-from-hint")} finder={Finder::Location} />
                    <ChoiceField form={form.clone()} name={TO} label={t!(l, "transfer-to-kind")} choices={places} />
                    <SearchSelect key={to.clone()} form={form.clone()} name={to.clone()} label={t!(l, "stock-to")} required=true {finder} />
                </div>
                if to != LOCATION {
                    <AreaField form={form.clone()} name="address" label={t!(l, "transfer-address")} required=true lines=2 max=500 />
                }
            </fieldset>
            <fieldset class="sb-fieldset">
                <legend>{ t!(l, "transfer-what-for") }</legend>
                <div class="sb-grid sb-grid-3">
                    <SearchSelect form={form.clone()} name="ticket_id" label={t!(l, "transfer-ticket")} finder={Finder::Ticket} />
                    <SearchSelect form={form.clone()} name="unit_id" label={t!(l, "transfer-unit")} finder={Finder::Unit(None)} />
                    <ChoiceField form={form.clone()} name="coverage" label={t!(l, "transfer-coverage")} choices={choices!(TransferCoverage, l)} />
                </div>
                <AreaField form={form.clone()} name="reason" label={t!(l, "transfer-reason")} lines=2 max=1000 />
                <CheckField form={form.clone()} name="urgent" label={t!(l, "transfer-urgent")} hint={t!(l, "transfer-urgent-hint")} />
                if form.get("urgent") == "true" {
                    <AreaField form={form.clone()} name="justification" label={t!(l, "transfer-justification")} required=true lines=2 max=1000 />
                }
            </fieldset>
        </FormFrame>
    }
}

fn line(form: &Form, n: usize, lines: usize, l: Locale) -> Html {
    let onclick = {
        let form = form.clone();
        Callback::from(move |()| draft::remove(&form, n))
    };
    let owed = vec![Choice::new("true", t!(l, "page-yes")), Choice::new("false", t!(l, "page-no"))];
    html! {
        <div class="sb-line sb-line-4" key={n}>
            <SearchSelect form={form.clone()} name={name(n, "part_id")} label={t!(l, "part-one")} required=true finder={Finder::Part} />
            <TextField form={form.clone()} name={name(n, "quantity")} label={t!(l, "stock-quantity")} kind="number" required=true />
            <ChoiceField form={form.clone()} name={name(n, "old_part_due")} label={t!(l, "transfer-old-part")} choices={owed} none={t!(l, "transfer-old-part-default")} />
            <Free part={form.get(&name(n, "part_id")).parse().ok()} location={form.get("from_location_id").parse().ok()} />
            if lines > 1 {
                <Button label={t!(l, "unit-remove-line", line = n as i64 + 1)} kind={Kind::Plain} icon={Icon::Trash} {onclick} />
            }
        </div>
    }
}
