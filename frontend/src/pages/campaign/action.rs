//! What can be done with a campaign, each in a dialogue.

use crate::api::campaign;
use crate::components::field::AreaField;
use crate::components::form::{Draft, Values, put, use_form, use_submit};
use crate::components::record_form::{FormModal, use_fresh};
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use serde_json::json;
use shared::problem::Refusal;
use shared::records::campaign::*;
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`ActionForm`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The campaign.
    pub campaign: Rc<Campaign>,
    /// What is done.
    pub doing: CampaignAction,
    /// The version that is chosen, for [`CampaignAction::Scope`].
    #[prop_or_default]
    pub scope: Option<CampaignScope>,
    /// Takes it as it is then.
    pub ondone: Callback<Campaign>,
    /// Reads it again.
    pub reload: Callback<()>,
    /// Closes the dialogue.
    pub onclose: Callback<()>,
}

fn values() -> Values {
    let mut values = Values::new();
    put(&mut values, "reason", None::<String>);
    values
}

/// The dialogue.
#[component]
pub fn ActionForm(props: &Props) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let (doing, head) = (props.doing, &props.campaign.head);
    let (id, version, open) = (head.id, head.version, head.counts.open());
    let form = use_form(values);
    use_fresh(&form, Some(version), values(), props.reload.clone());
    let done = {
        let (ondone, onclose) = (props.ondone.clone(), props.onclose.clone());
        Callback::from(move |one: Campaign| {
            toaster.say(t!(
                l,
                "campaign-done",
                number = one.head.number.as_str(),
                status = one.head.status.label(l)
            ));
            ondone.emit(one);
            onclose.emit(());
        })
    };
    let chosen = props.scope.as_ref().map(|scope| scope.id);
    let read = move |values: &Values| -> Result<serde_json::Value, Refusal> {
        let mut d = Draft::new(values);
        let reason = d.maybe("reason");
        let input = d.finish(Some(EndCampaign { reason }))?;
        Ok(match doing {
            CampaignAction::Scope => json!({ "scope_id": chosen }),
            CampaignAction::Approve | CampaignAction::Publish => json!({}),
            CampaignAction::Close => {
                may_close(open, input.reason.as_deref())?;
                json!(input)
            }
            CampaignAction::Cancel => json!(input),
        })
    };
    let submit = use_submit(
        &form,
        read,
        move |body, key| async move { campaign::act(id, doing, body, version, key).await },
        done,
    );
    let hint = match doing {
        CampaignAction::Scope => {
            t!(l, "campaign-scope-hint", number = props.scope.as_ref().map_or(0, |s| i64::from(s.number)))
        }
        CampaignAction::Approve => t!(l, "campaign-approve-hint"),
        CampaignAction::Publish => t!(l, "campaign-publish-hint"),
        CampaignAction::Close if open > 0 => t!(l, "campaign-close-open", count = open),
        CampaignAction::Close => t!(l, "campaign-close-hint"),
        CampaignAction::Cancel => t!(l, "campaign-cancel-hint"),
    };
    let reason = matches!(doing, CampaignAction::Cancel) || (doing == CampaignAction::Close && open > 0);
    html! {
        <FormModal
            title={format!("{} · {}", doing.label(l), head.number)}
            label={doing.label(l)}
            danger={doing == CampaignAction::Cancel}
            form={form.clone()}
            {submit}
            onclose={props.onclose.clone()}
        >
            <p class="sb-quiet">{ hint }</p>
            if reason {
                <AreaField form={form.clone()} name="reason" label={t!(l, "campaign-end-reason")} required=true lines=3 max=1000 autofocus=true />
            }
        </FormModal>
    }
}
