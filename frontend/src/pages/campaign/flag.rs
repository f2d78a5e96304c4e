//! The flag of a unit in open campaigns: on its page, on every ticket, and at intake as soon as it is chosen.

use super::progress::ProgressForm;
use crate::api::campaign;
use crate::components::alert::{Alert, Gravity};
use crate::components::async_view::use_load;
use crate::components::button::{Button, Kind};
use crate::components::facts::Panel;
use crate::components::link::Link;
use crate::components::status_badge::badge;
use crate::i18n::use_locale;
use crate::route::{Record, Route};
use crate::session::{may, use_me};
use shared::auth::Permission;
use shared::i18n::Locale;
use shared::ids::{CampaignId, TicketId, UnitId};
use shared::records::campaign::{CampaignSummary, CampaignUnitAction, UnitCampaign};
use yew::prelude::*;

/// Properties of [`OpenCampaigns`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The unit.
    pub unit_id: UnitId,
    /// The ticket on which it is flagged.
    #[prop_or_default]
    pub ticket_id: Option<TicketId>,
    /// Shows those in which nothing is to be done, too.
    #[prop_or_default]
    pub all: bool,
    /// Something can be done at once.
    #[prop_or_default]
    pub workable: bool,
}

/// What is to be done to a unit, and what was.
#[component]
pub fn OpenCampaigns(props: &Props) -> Html {
    let l = use_locale();
    let allowed = may(&use_me(), Permission::CampaignRead);
    let doing = use_state_eq(|| None::<(CampaignId, CampaignUnitAction)>);
    let loaded = use_load((props.unit_id, allowed), |(unit, allowed)| async move {
        if allowed { campaign::of_unit(unit).await } else { Ok(vec![]) }
    });
    let Some(found) = loaded.data.clone() else { return html! {} };
    let flag = |one: &UnitCampaign| {
        let to = Route::Campaigns(Record::One(one.campaign_id));
        let buttons = [CampaignUnitAction::Remedy, CampaignUnitAction::Book]
            .into_iter()
            .filter(|action| props.workable && one.unit.available_actions.contains(action));
        let buttons = buttons.map(|action| {
            let (doing, id) = (doing.setter(), one.campaign_id);
            let onclick = Callback::from(move |()| doing.set(Some((id, action))));
            let kind = if action == CampaignUnitAction::Remedy { Kind::Primary } else { Kind::Secondary };
            html! { <Button key={action.as_str()} label={action.label(l)} {kind} small=true {onclick} /> }
        });
        html! {
            <Alert
                key={one.campaign_id.to_string()}
                gravity={Gravity::Warning}
                title={t!(l, "campaign-due", kind = one.kind.label(l), title = one.title.as_str())}
                actions={html! { <>{ for buttons }</> }}
            >
                <p><Link {to} class="sb-number">{ &one.number }</Link>{ " " }{ badge(one.unit.status, l) }</p>
                <p class="sb-words">{ &one.remedy }</p>
            </Alert>
        }
    };
    let ondone = {
        let reload = loaded.reload.clone();
        Callback::from(move |_: CampaignSummary| reload.emit(()))
    };
    let onclose = {
        let doing = doing.setter();
        Callback::from(move |()| doing.set(None))
    };
    html! {
        <>
            { for found.iter().filter(|one| one.due).map(flag) }
            if props.all && !found.is_empty() {
                { history(&found, l) }
            }
            if let Some((id, action)) = *doing {
                <ProgressForm {id} {action} units={vec![props.unit_id]} ticket_id={props.ticket_id} {ondone} {onclose} />
            }
        </>
    }
}

fn history(all: &[UnitCampaign], l: Locale) -> Html {
    html! {
        <Panel title={t!(l, "campaign-nav")}>
            <ul class="sb-steps" role="list">
                { for all.iter().map(|one| html! {
                    <li key={one.campaign_id.to_string()}>
                        <Link to={Route::Campaigns(Record::One(one.campaign_id))} class="sb-number">{ &one.number }</Link>
                        { " " }{ &one.title }{ " " }{ badge(one.unit.status, l) }
                    </li>
                }) }
            </ul>
        </Panel>
    }
}
