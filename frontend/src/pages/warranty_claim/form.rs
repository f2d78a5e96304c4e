//! Filing a warranty claim: what the checks say stands beside each line while it is typed.

use super::checks::{checks, of, outcome};
use super::jobs::{Jobs, Known};
use super::typed::*;
use crate::api::{Answer, Key, rma, warranty_claim};
use crate::browser;
use crate::components::async_view::{async_view, use_load};
use crate::components::facts::Panel;
use crate::components::field::{AreaField, CheckField, ChoiceField, TextField};
use crate::components::finder::Finder;
use crate::components::form::{Values, use_form, use_submit};
use crate::components::page_head::PageHead;
use crate::components::record_form::{FormFrame, use_fresh};
use crate::components::search_select::SearchSelect;
use crate::components::settled::use_settled;
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::route::{self, Record, Route};
use crate::session::{use_me, use_reader};
use chrono::Utc;
use serde_json::json;
use shared::auth::OrganizationKind;
use shared::ids::WarrantyClaimId;
use shared::money::Currency;
use shared::records::labour::LabourOperationQuery;
use shared::records::rma::RmaLineQuery;
use shared::records::warranty_claim::*;
use std::rc::Rc;
use yew::prelude::*;

/// Filing one, perhaps from a ticket.
#[component]
pub fn ClaimNew() -> Html {
    let l = use_locale();
    let about = use_memo((), |()| serde_urlencoded::from_str::<About>(&browser::query()).unwrap_or_default());
    let loaded = use_load((*about).clone(), |about| async move {
        match about.ticket_id {
            Some(ticket) => named(warranty_claim::proposal(ticket).await?, about.ticket_number).await,
            None => Ok(Begin::default()),
        }
    });
    html! {
        <>
            <PageHead
                title={t!(l, "claim-new")}
                parent={Some((Route::Claims(Record::List), AttrValue::from(t!(l, "claim-nav"))))}
            />
            { async_view(&loaded, |_| None, |begin| html! { <ClaimForm begin={begin.clone()} /> }) }
        </>
    }
}

/// Properties of [`ClaimEdit`].
#[derive(Clone, PartialEq, Properties)]
pub struct EditProps {
    /// The claim.
    pub id: WarrantyClaimId,
}

/// Changing one.
#[component]
pub fn ClaimEdit(props: &EditProps) -> Html {
    let l = use_locale();
    let loaded = use_load(props.id, |id| async move {
        let claim = warranty_claim::get(id).await?;
        let begin = named(input_of(&claim), claim.ticket_number.clone()).await?;
        Ok(Begin { claim: Some((id, claim.head.version)), ..begin })
    });
    let reload = loaded.reload.clone();
    html! {
        <>
            <PageHead
                title={t!(l, "claim-edit")}
                parent={Some((Route::Claims(Record::One(props.id)), AttrValue::from(t!(l, "claim-one"))))}
            />
            { async_view(&loaded, |_| None, |begin| html! { <ClaimForm begin={begin.clone()} {reload} /> }) }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct Props {
    begin: Rc<Begin>,
    #[prop_or_default]
    reload: Callback<()>,
}

async fn known() -> Answer<Known> {
    let asked =
        LabourOperationQuery { active: Some(true), limit: Some(100), ..LabourOperationQuery::default() };
    let operations = warranty_claim::operations(&asked).await?.items;
    let returns = rma::lines(&RmaLineQuery { limit: Some(100), ..RmaLineQuery::default() }).await?.items;
    Ok(Known { operations, returns })
}

/// Dealers and service centres.
const DEALERS: &[OrganizationKind] = &[OrganizationKind::Dealer, OrganizationKind::ServiceCenter];

#[component]
fn ClaimForm(props: &Props) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let reader = use_reader();
    let today = reader.day(Utc::now());
    let inside = use_me().organization_kind == OrganizationKind::Manufacturer;
    let begin = props.begin.clone();
    let form = use_form(|| values(&begin, today));
    use_fresh(&form, begin.claim.map(|(_, version)| version), values(&begin, today), props.reload.clone());
    let known = use_load((), |()| known());
    let typed = read(&form.values, today).ok();
    let asked = use_settled(&typed.as_ref().map(skeleton));
    let facts = use_load(asked, |asked| async move {
        match asked {
            Some(input) => warranty_claim::dry_run(input).await.map(Some),
            None => Ok(None),
        }
    });
    // The same function as the server's, on the same facts and rules.
    let live = typed.as_ref().and_then(|input| {
        let known = facts.data.as_ref()?.as_ref().as_ref()?;
        Some(adjudicate(input, &known.facts, &known.rules))
    });
    let done = Callback::from(move |one: WarrantyClaim| {
        toaster.say(t!(
            l,
            "claim-done",
            number = one.head.number.as_str(),
            status = one.head.status.label(l)
        ));
        route::go(Route::Claims(Record::One(one.head.id)));
    });
    let only_kept = form.get(DRAFT) == "true";
    let at = begin.claim;
    let submit = use_submit(
        &form,
        move |values: &Values| read(values, today),
        move |body, key| async move {
            let kept = match at {
                Some((id, version)) => warranty_claim::update(id, body, version).await?,
                None => warranty_claim::create(body, key).await?,
            };
            if only_kept {
                return Ok(kept);
            }
            let (id, version) = (kept.head.id, kept.head.version);
            warranty_claim::act(id, WarrantyClaimAction::Submit, json!({}), version, Key::new()).await
        },
        done,
    );
    let cancel = Route::Claims(at.map_or(Record::List, |(id, _)| Record::One(id)));
    let label = if only_kept { t!(l, "page-save") } else { t!(l, "claim-submit") };
    let choices = known.data.as_deref().cloned().unwrap_or_default();
    let goodwill = form.get("kind") == WarrantyClaimKind::Goodwill.as_str();
    let campaign = form.get("kind") == WarrantyClaimKind::Campaign.as_str();
    html! {
        <FormFrame form={form.clone()} {submit} {cancel} {label}>
            <fieldset class="sb-fieldset">
                <legend>{ t!(l, "claim-about") }</legend>
                <div class="sb-grid sb-grid-3">
                    <ChoiceField form={form.clone()} name="kind" label={t!(l, "claim-kind")} required=true choices={choices!(WarrantyClaimKind, l)} />
                    <SearchSelect form={form.clone()} name="unit_id" label={t!(l, "claim-unit")} finder={Finder::Unit(None)} />
                    <SearchSelect form={form.clone()} name="ticket_id" label={t!(l, "claim-ticket")} hint={t!(l, "claim-ticket-hint")} finder={Finder::Ticket} />
                    if inside {
                        <SearchSelect form={form.clone()} name="dealer_id" label={t!(l, "claim-dealer")} required=true finder={Finder::Organization(DEALERS)} />
                    }
                    <TextField form={form.clone()} name="order_number" label={t!(l, "claim-order")} max=80 />
                    <TextField form={form.clone()} name="failed_on" label={t!(l, "claim-failed")} kind="date" required=true />
                    <TextField form={form.clone()} name="repaired_on" label={t!(l, "claim-repaired")} kind="date" required=true />
                    <TextField form={form.clone()} name="usage" label={t!(l, "claim-usage")} kind="number" />
                    <ChoiceField form={form.clone()} name="currency" label={t!(l, "claim-currency")} required=true choices={choices!(Currency, l)} />
                    <SearchSelect form={form.clone()} name="pre_authorization_id" label={t!(l, "claim-authorization")} hint={t!(l, "claim-authorization-hint")} finder={Finder::Authorization(form.get("unit_id").parse().ok(), l)} />
                    if campaign {
                        <SearchSelect form={form.clone()} name="campaign_id" label={t!(l, "claim-campaign")} required=true finder={Finder::Campaign} />
                    }
                    if goodwill {
                        <TextField form={form.clone()} name="goodwill/maker" label={t!(l, "claim-share-maker")} kind="number" required=true />
                        <TextField form={form.clone()} name="goodwill/dealer" label={t!(l, "claim-share-dealer")} kind="number" required=true />
                        <TextField form={form.clone()} name="goodwill/customer" label={t!(l, "claim-share-customer")} kind="number" required=true />
                    }
                </div>
            </fieldset>
            <Jobs form={form.clone()} known={choices} live={live.clone().map(Rc::new)} />
            <AreaField form={form.clone()} name="note" label={t!(l, "claim-note")} lines=2 max=2000 />
            <Panel title={t!(l, "claim-checks")}>
                if let Some(found) = &live {
                    { outcome(found, typed.as_ref().map_or(Currency::Cny, |input| input.currency), l) }
                    { checks(of(found, None), t!(l, "claim-checks-passed"), l) }
                } else {
                    <p class="sb-quiet">{ t!(l, "claim-checks-wait") }</p>
                }
            </Panel>
            <CheckField form={form.clone()} name={DRAFT} label={t!(l, "claim-only-draft")} />
        </FormFrame>
    }
}
