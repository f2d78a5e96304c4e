//! Drafting a campaign, and changing one.

use crate::api::{Key, campaign};
use crate::browser;
use crate::components::async_view::{async_view, use_load};
use crate::components::field::{AreaField, ChoiceField, TextField};
use crate::components::finder::Finder;
use crate::components::form::{Draft, Values, put, use_form, use_submit};
use crate::components::money::amount;
use crate::components::page_head::PageHead;
use crate::components::record_form::{FormFrame, use_fresh};
use crate::components::search_select::{SearchSelect, words};
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::route::{self, Record, Route};
use serde::{Deserialize, Serialize};
use shared::i18n::Locale;
use shared::ids::{CampaignId, ProductId};
use shared::money::Currency;
use shared::problem::{FieldProblem, Refusal};
use shared::records::campaign::*;
use shared::records::quality_feedback::QualitySeverity;
use shared::records::report::Month;
use std::rc::Rc;
use yew::prelude::*;

/// What the early warning proposes, as it stands in the address.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Proposal {
    /// The model.
    pub product_id: ProductId,
    /// Its code.
    pub product: String,
    /// The month of production that stands out.
    pub month: Month,
    /// Units of it.
    pub units: i64,
    /// Complaints and returns about them.
    pub incidents: i64,
    /// How many there would be by chance.
    pub expected: String,
}

impl Proposal {
    /// The units that are meant.
    pub fn scope(&self) -> ScopeInput {
        ScopeInput {
            product_id: Some(self.product_id),
            produced_from: Some(self.month.first_day()),
            produced_until: Some(self.month.last_day()),
            ..ScopeInput::default()
        }
    }
}

fn values(campaign: Option<&Campaign>, proposal: Option<&Proposal>, l: Locale) -> Values {
    let mut values = Values::new();
    let v = &mut values;
    let input = campaign.and_then(Campaign::input);
    let input = input.as_ref();
    let month = proposal.map(|p| p.month.to_string());
    let title = proposal
        .zip(month.clone())
        .map(|(p, month)| t!(l, "campaign-proposed-title", product = p.product.as_str(), month = month));
    let reason = proposal.zip(month).map(|(p, month)| {
        t!(
            l,
            "campaign-proposed-reason",
            product = p.product.as_str(),
            month = month,
            units = p.units,
            incidents = p.incidents,
            expected = p.expected.as_str()
        )
    });
    put(v, "kind", Some(input.map_or(CampaignKind::BatchRectification, |i| i.kind)));
    put(v, "title", input.map(|i| i.title.to_string()).or(title));
    put(v, "reason", input.map(|i| i.reason.to_string()).or(reason));
    put(v, "remedy", input.map(|i| &i.remedy));
    put(v, "severity", Some(input.map_or(QualitySeverity::Major, |i| i.severity)));
    put(v, "part_id", input.and_then(|i| i.part_id));
    let part = campaign.and_then(|c| c.part_number.clone().zip(c.part_name.clone()));
    put(v, &words("part_id"), part.map(|(number, name)| format!("{number} {name}")));
    put(v, "part_quantity", input.and_then(|i| i.part_quantity));
    put(v, "standard_minutes", input.map(|i| i.standard_minutes));
    put(v, "labour_rate", input.and_then(|i| i.labour_rate));
    put(v, "currency", Some(input.and_then(|i| i.currency).unwrap_or(Currency::Cny)));
    put(v, "starts_on", input.and_then(|i| i.starts_on));
    put(v, "finish_on", input.and_then(|i| i.finish_on));
    values
}

fn read(values: &Values) -> Result<CampaignInput, Refusal> {
    let mut d = Draft::new(values);
    if d.raw("part_id").is_empty() && !d.raw(&words("part_id")).is_empty() {
        d.refuse("part_id", FieldProblem::NoSuchRecord);
    }
    let (kind, severity) = (d.need("kind"), d.need("severity"));
    let (title, reason, remedy) = (d.need("title"), d.need("reason"), d.need("remedy"));
    let standard_minutes = d.need("standard_minutes");
    let (part_id, part_quantity) = (d.maybe("part_id"), d.maybe("part_quantity"));
    let labour_rate = amount(&mut d, "labour_rate");
    let currency = d.maybe("currency").filter(|_| labour_rate.is_some());
    let (starts_on, finish_on) = (d.maybe("starts_on"), d.maybe("finish_on"));
    let built = kind.zip(severity).zip(title.zip(reason)).zip(remedy.zip(standard_minutes));
    let input =
        d.finish(built.map(|(((kind, severity), (title, reason)), (remedy, standard_minutes))| {
            CampaignInput {
                kind,
                title,
                reason,
                remedy,
                severity,
                part_id,
                part_quantity,
                standard_minutes,
                labour_rate,
                currency,
                starts_on,
                finish_on,
            }
        }))?;
    input.check()?;
    Ok(input)
}

/// Drafting one, perhaps as the early warning proposes it.
#[component]
pub fn CampaignNew() -> Html {
    let l = use_locale();
    let proposal = use_memo((), |()| serde_urlencoded::from_str::<Proposal>(&browser::query()).ok());
    html! {
        <>
            <PageHead
                title={t!(l, "campaign-new")}
                parent={Some((Route::Campaigns(Record::List), AttrValue::from(t!(l, "campaign-nav"))))}
            />
            <CampaignForm proposal={(*proposal).clone()} />
        </>
    }
}

/// Properties of [`CampaignEdit`].
#[derive(Clone, PartialEq, Properties)]
pub struct EditProps {
    /// The campaign.
    pub id: CampaignId,
}

/// Changing one.
#[component]
pub fn CampaignEdit(props: &EditProps) -> Html {
    let l = use_locale();
    let loaded = use_load(props.id, campaign::get);
    let reload = loaded.reload.clone();
    let parent = loaded.data.as_ref().map_or_else(|| t!(l, "campaign-nav"), |c| c.head.number.clone());
    html! {
        <>
            <PageHead
                title={t!(l, "campaign-edit")}
                parent={Some((Route::Campaigns(Record::One(props.id)), AttrValue::from(parent)))}
            />
            { async_view(&loaded, |_| None, |c| html! { <CampaignForm campaign={c.clone()} {reload} /> }) }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct Props {
    #[prop_or_default]
    campaign: Option<Rc<Campaign>>,
    #[prop_or_default]
    proposal: Option<Proposal>,
    #[prop_or_default]
    reload: Callback<()>,
}

#[component]
fn CampaignForm(props: &Props) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let campaign = props.campaign.as_deref();
    let at = campaign.map(|c| (c.head.id, c.head.version));
    let begin = || values(campaign, props.proposal.as_ref(), l);
    let form = use_form(begin);
    use_fresh(&form, at.map(|(_, version)| version), begin(), props.reload.clone());
    let done = Callback::from(move |one: Campaign| {
        toaster.say(t!(l, "page-saved"));
        route::go(Route::Campaigns(Record::One(one.head.id)));
    });
    let scope = props.proposal.as_ref().map(Proposal::scope);
    let submit = use_submit(
        &form,
        read,
        move |body, key| {
            let scope = scope.clone();
            async move {
                let Some((id, version)) = at else {
                    let made = campaign::create(body, key).await?;
                    return match scope {
                        Some(scope) => campaign::add_scope(made.head.id, scope, Key::new()).await,
                        None => Ok(made),
                    };
                };
                campaign::update(id, body, version).await
            }
        },
        done,
    );
    let cancel = Route::Campaigns(at.map_or(Record::List, |(id, _)| Record::One(id)));
    html! {
        <FormFrame form={form.clone()} {submit} {cancel}>
            if let Some(p) = &props.proposal {
                <p class="sb-quiet">{ t!(l, "campaign-proposed-hint", product = p.product.as_str(), month = p.month.to_string()) }</p>
            }
            <TextField form={form.clone()} name="title" label={t!(l, "campaign-title")} required=true max=200 autofocus=true />
            <div class="sb-grid sb-grid-3">
                <ChoiceField form={form.clone()} name="kind" label={t!(l, "campaign-kind")} required=true choices={choices!(CampaignKind, l)} />
                <ChoiceField form={form.clone()} name="severity" label={t!(l, "campaign-severity")} required=true choices={choices!(QualitySeverity, l)} />
            </div>
            <AreaField form={form.clone()} name="reason" label={t!(l, "campaign-reason")} required=true lines=4 max=5000 />
            <AreaField form={form.clone()} name="remedy" label={t!(l, "campaign-remedy")} hint={t!(l, "campaign-remedy-hint")} required=true lines=4 max=5000 />
            <div class="sb-grid sb-grid-3">
                <SearchSelect form={form.clone()} name="part_id" label={t!(l, "campaign-part")} finder={Finder::Part} />
                <TextField form={form.clone()} name="part_quantity" label={t!(l, "campaign-part-quantity")} kind="number" />
                <TextField form={form.clone()} name="standard_minutes" label={t!(l, "campaign-minutes")} required=true kind="number" />
                <TextField form={form.clone()} name="labour_rate" label={t!(l, "campaign-rate")} />
                <ChoiceField form={form.clone()} name="currency" label={t!(l, "supplier-return-currency")} required=true choices={choices!(Currency, l)} />
            </div>
            <div class="sb-grid sb-grid-3">
                <TextField form={form.clone()} name="starts_on" label={t!(l, "campaign-starts")} kind="date" />
                <TextField form={form.clone()} name="finish_on" label={t!(l, "campaign-finish")} kind="date" />
            </div>
        </FormFrame>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proposal_travels_in_the_address_and_fills_title_and_scope() {
        let proposal = Proposal {
            product_id: "01933f6e-0000-7000-8000-000000000001".parse().unwrap(),
            product: "SB-1000P".into(),
            month: "2026-02".parse().unwrap(),
            units: 40,
            incidents: 12,
            expected: "2.8".into(),
        };
        let address = serde_urlencoded::to_string(&proposal).unwrap();
        assert_eq!(serde_urlencoded::from_str::<Proposal>(&address).unwrap(), proposal);
        let scope = proposal.scope();
        assert_eq!(scope.check(), Ok(()));
        assert_eq!(scope.produced_until.unwrap().to_string(), "2026-02-28");
        let filled = values(None, Some(&proposal), Locale::En);
        assert!(filled["title"].contains("SB-1000P") && filled["reason"].contains("12"));
        // What is needed and not proposed is asked for.
        let missing = read(&filled).unwrap_err();
        let pointers: Vec<_> = missing.fields.iter().map(|f| f.pointer.as_str()).collect();
        assert_eq!(pointers, ["/remedy", "/standard_minutes"]);
    }
}
