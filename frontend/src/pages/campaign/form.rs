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
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use shared::i18n::Locale;
use shared::ids::{CampaignId, PartId, ProductId, QualityFeedbackId};
use shared::money::Currency;
use shared::problem::{FieldProblem, Refusal};
use shared::records::campaign::*;
use shared::records::quality_feedback::{QualityFeedback, QualitySeverity};
use shared::records::report::{WarningModel, WarningPart, WarningRow};
use std::rc::Rc;
use yew::prelude::*;

/// What is proposed, by the early warning or by a quality feedback, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Proposal {
    /// In one line.
    pub title: String,
    /// Why.
    pub reason: String,
    /// The model of the units that are meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product_id: Option<ProductId>,
    /// Produced from this day on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub produced_from: Option<NaiveDate>,
    /// Produced until this day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub produced_until: Option<NaiveDate>,
    /// With a component of this lot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub component_batch: Option<String>,
    /// The part that is to be replaced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_id: Option<PartId>,
    /// What that part is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// How bad it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<QualitySeverity>,
    /// The case it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quality_feedback_id: Option<QualityFeedbackId>,
}

impl Proposal {
    /// For a month of production that stands out.
    pub fn of_month(model: &WarningModel, part: Option<&WarningPart>, row: &WarningRow, l: Locale) -> Self {
        let (product, month) = (model.product_code.as_str(), row.month.to_string());
        Self {
            title: t!(l, "campaign-proposed-title", product = product, month = month.clone()),
            reason: t!(
                l,
                "campaign-proposed-reason",
                product = product,
                month = month,
                units = row.units,
                incidents = row.incidents,
                expected = format!("{:.1}", row.expected)
            ),
            product_id: Some(model.product_id),
            produced_from: Some(row.month.first_day()),
            produced_until: Some(row.month.last_day()),
            part_id: part.map(|part| part.part_id),
            part: part.map(|part| format!("{} {}", part.part_number, part.part_name)),
            ..Self::default()
        }
    }

    /// For a case whose group went over its threshold.
    pub fn of_case(one: &QualityFeedback) -> Self {
        let head = &one.head;
        let part = [head.part_number.as_deref(), head.part_name.as_deref()];
        Self {
            title: head.subject.clone(),
            reason: one.report.causes.occurrence.as_ref().map_or_else(
                || format!("{} {}", head.number, head.subject),
                |cause| format!("{} {cause}", head.number),
            ),
            product_id: head.product_id,
            component_batch: head.batch.clone(),
            part_id: head.part_id,
            part: head.part_id.map(|_| part.into_iter().flatten().collect::<Vec<_>>().join(" ")),
            severity: head.severity,
            quality_feedback_id: Some(head.id),
            ..Self::default()
        }
    }

    /// The units that are meant.
    pub fn scope(&self) -> ScopeInput {
        ScopeInput {
            product_id: self.product_id,
            produced_from: self.produced_from,
            produced_until: self.produced_until,
            component_batch: self.component_batch.as_deref().and_then(|batch| batch.parse().ok()),
            ..ScopeInput::default()
        }
    }
}

fn values(campaign: Option<&Campaign>, proposal: Option<&Proposal>) -> Values {
    let mut values = Values::new();
    let v = &mut values;
    let input = campaign.and_then(Campaign::input);
    let input = input.as_ref();
    put(v, "kind", Some(input.map_or(CampaignKind::BatchRectification, |i| i.kind)));
    put(v, "title", input.map(|i| i.title.to_string()).or(proposal.map(|p| p.title.clone())));
    put(v, "reason", input.map(|i| i.reason.to_string()).or(proposal.map(|p| p.reason.clone())));
    put(v, "remedy", input.map(|i| &i.remedy));
    let severity = input.map(|i| i.severity).or(proposal.and_then(|p| p.severity));
    put(v, "severity", Some(severity.unwrap_or(QualitySeverity::Major)));
    put(v, "part_id", input.and_then(|i| i.part_id).or(proposal.and_then(|p| p.part_id)));
    let part = campaign.and_then(|c| c.part_number.clone().zip(c.part_name.clone()));
    let part = part.map(|(number, name)| format!("{number} {name}"));
    put(v, &words("part_id"), part.or(proposal.and_then(|p| p.part.clone())));
    let case = input.and_then(|i| i.quality_feedback_id);
    put(v, "quality_feedback_id", case.or(proposal.and_then(|p| p.quality_feedback_id)));
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
    let quality_feedback_id = d.maybe("quality_feedback_id");
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
                quality_feedback_id,
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
    let begin = || values(campaign, props.proposal.as_ref());
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
            if props.proposal.is_some() {
                <p class="sb-quiet">{ t!(l, "campaign-proposed-hint") }</p>
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
        let model = WarningModel {
            product_id: "01933f6e-0000-7000-8000-000000000001".parse().unwrap(),
            product_code: "SB-1000P".into(),
            product_name: "乘客电梯".into(),
            units: 40,
            incidents: 12,
            alarms: vec![],
        };
        let row = WarningRow {
            month: "2026-02".parse().unwrap(),
            units: 40,
            incidents: 12,
            expected: 2.8,
            chance: None,
            alarm: true,
            cells: vec![],
        };
        let proposal = Proposal::of_month(&model, None, &row, Locale::En);
        let address = serde_urlencoded::to_string(&proposal).unwrap();
        assert_eq!(serde_urlencoded::from_str::<Proposal>(&address).unwrap(), proposal);
        let scope = proposal.scope();
        assert_eq!(scope.check(), Ok(()));
        assert_eq!(scope.produced_until.unwrap().to_string(), "2026-02-28");
        let filled = values(None, Some(&proposal));
        assert!(filled["title"].contains("SB-1000P") && filled["reason"].contains("12"));
        // What is needed and not proposed is asked for.
        let missing = read(&filled).unwrap_err();
        let pointers: Vec<_> = missing.fields.iter().map(|f| f.pointer.as_str()).collect();
        assert_eq!(pointers, ["/remedy", "/standard_minutes"]);
    }
}
