//! The page of a quality feedback: where it is, what is next, what is still missing for that, and its 8D report.

use super::action::{ActionForm, Doing};
use super::aside::{Similar, about, campaigns, deadlines, sources, timeline};
use super::effect::{Effect, is_measured};
use super::sections::{Desk, report};
use crate::api::quality_feedback;
use crate::components::alert::{Alert, Gravity};
use crate::components::async_view::{async_view, use_load};
use crate::components::button::{Button, Kind};
use crate::components::facts::Panel;
use crate::components::link::LinkButton;
use crate::components::page_head::PageHead;
use crate::components::paper::Paper;
use crate::components::status_badge::badge;
use crate::format;
use crate::i18n::use_locale;
use crate::pages::campaign::Proposal;
use crate::route::{Record, Route};
use crate::session::{actor, use_me};
use shared::auth::Permission;
use shared::i18n::Locale;
use shared::ids::QualityFeedbackId;
use shared::records::quality_feedback::*;
use yew::prelude::*;

/// Properties of [`QualityPage`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The quality feedback.
    pub id: QualityFeedbackId,
}

/// How a step stands among the buttons: what leads on first, then what is beside the way.
fn kind(action: QualityAction) -> Kind {
    match action {
        QualityAction::Triage
        | QualityAction::Contain
        | QualityAction::Analyse
        | QualityAction::SubmitPlan
        | QualityAction::ApprovePlan
        | QualityAction::Begin
        | QualityAction::Complete
        | QualityAction::Verify
        | QualityAction::Close => Kind::Primary,
        QualityAction::Answer
        | QualityAction::Instruct
        | QualityAction::RefusePlan
        | QualityAction::Zero
        | QualityAction::Reopen
        | QualityAction::Reply
        | QualityAction::Reject => Kind::Secondary,
        QualityAction::Merge | QualityAction::Cancel => Kind::Link,
    }
}

/// What is missing for an action.
fn missing(one: &QualityFeedback, action: QualityAction) -> &[QualityGate] {
    one.gates.iter().find(|gate| gate.action == action).map_or(&[][..], |gate| gate.missing.as_slice())
}

fn gate_words(gates: &[QualityGate], l: Locale) -> String {
    gates.iter().map(|gate| gate.label(l)).collect::<Vec<_>>().join(format::semicolon(l))
}

/// What is still missing, before anybody presses a button in vain.
fn gates(one: &QualityFeedback, l: Locale) -> Html {
    if one.gates.is_empty() {
        return html! {};
    }
    let row = |of: &QualityMissing| {
        html! {
            <li key={of.action.as_str()}>
                <strong>{ of.action.label(l) }</strong>{ format::colon(l) }{ gate_words(&of.missing, l) }
            </li>
        }
    };
    html! {
        <Panel title={t!(l, "quality-gates")}>
            <ul class="sb-steps" role="list">{ for one.gates.iter().map(row) }</ul>
        </Panel>
    }
}

/// A group over its threshold asks for a campaign.
fn proposal(one: &QualityFeedback, l: Locale) -> Html {
    let query = AttrValue::from(serde_urlencoded::to_string(Proposal::of_case(one)).unwrap_or_default());
    let actions = html! {
        <LinkButton
            to={Route::Campaigns(Record::New)}
            {query}
            label={t!(l, "warning-propose")}
            kind={Kind::Primary}
        />
    };
    html! {
        <Alert gravity={Gravity::Warning} title={t!(l, "quality-campaign")} {actions}>
            <p>{ t!(l, "quality-campaign-why", sources = one.head.sources) }</p>
        </Alert>
    }
}

/// The page.
#[component]
pub fn QualityPage(props: &Props) -> Html {
    let l = use_locale();
    let me = actor(&use_me());
    let inside = me.is_inside();
    let loaded = use_load(props.id, quality_feedback::get);
    let doing = use_state_eq(|| None::<Doing>);
    let begin = {
        let doing = doing.setter();
        Callback::from(move |what| doing.set(Some(what)))
    };
    let title = loaded
        .data
        .as_ref()
        .map_or_else(|| t!(l, "quality-one"), |one| format!("{} {}", one.head.number, one.head.subject));
    let badges = loaded.data.as_ref().map(|one| {
        html! {
            <>
                { badge(one.head.status, l) }
                { one.head.severity.map(|severity| badge(severity, l)).unwrap_or_default() }
            </>
        }
    });
    let actions = loaded.data.as_ref().map(|one| {
        let button = |action: &QualityAction| {
            let (begin, action) = (begin.clone(), *action);
            let open = missing(one, action);
            let title = (!open.is_empty()).then(|| AttrValue::from(gate_words(open, l)));
            let onclick = Callback::from(move |()| begin.emit(Doing::Act(action)));
            html! {
                <Button key={action.as_str()} label={action.label(l)} kind={kind(action)} disabled={!open.is_empty()} {title} {onclick} />
            }
        };
        let forms = QualityForm::ALL.iter().filter(|form| form.open_to(&me));
        let path = |form: &QualityForm| AttrValue::from(format!("quality-feedback/{}/paper/{form}", props.id));
        let forms = forms.map(|form| (AttrValue::from(form.label(l)), path(form))).collect::<Vec<_>>();
        html! { <>{ for one.available_actions.iter().map(button) }<Paper {forms} /></> }
    });
    let desk = Desk { me: me.clone(), begin: begin.clone() };
    let view = async_view(
        &loaded,
        |_| None,
        |one| {
            let writable = may_write("", one.head.status, QualitySection::Facts).is_ok();
            let add = {
                let begin = begin.clone();
                Callback::from(move |()| begin.emit(Doing::Source))
            };
            let heard = {
                let begin = begin.clone();
                Callback::from(move |()| begin.emit(Doing::Heard))
            };
            let actions = html! {
                if writable && me.may(Permission::QualityWork) {
                    <Button label={t!(l, "quality-source-add")} small=true kind={Kind::Link} onclick={add} />
                    <Button label={t!(l, "quality-origin-add")} small=true kind={Kind::Link} onclick={heard} />
                }
            };
            html! {
                <div class="sb-split">
                    <div>
                        if inside && one.asks_for_campaign() && me.may(Permission::CampaignDraft) {
                            { proposal(one, l) }
                        }
                        { gates(one, l) }
                        if inside && is_measured(one) && me.may(Permission::QualityRaise) {
                            <Effect id={one.head.id} version={one.head.version} />
                        }
                        { report(one, &desk, l) }
                    </div>
                    <div class="sb-aside">
                        if inside {
                            <Panel title={t!(l, "quality-deadlines")}>{ deadlines(&one.deadlines, one.head.status.is_open(), l) }</Panel>
                        }
                        <Panel title={t!(l, "quality-about")}>{ about(one, l) }</Panel>
                        if inside {
                            <Panel title={t!(l, "quality-sources-title")} {actions}>{ sources(&one.sources, l) }</Panel>
                            if !one.campaigns.is_empty() {
                                <Panel title={t!(l, "campaign-nav")}>{ campaigns(&one.campaigns, l) }</Panel>
                            }
                            if me.may(Permission::QualityRaise) {
                                <Similar one={(*one).clone()} begin={begin.clone()} />
                            }
                            <Panel title={t!(l, "quality-timeline")}>{ timeline(one, l) }</Panel>
                        }
                    </div>
                </div>
            }
        },
    );
    let onclose = {
        let doing = doing.setter();
        Callback::from(move |()| doing.set(None))
    };
    html! {
        <>
            <PageHead
                {title}
                parent={Some((Route::Quality(Record::List), AttrValue::from(t!(l, "quality-nav"))))}
                badges={badges.unwrap_or_default()}
                actions={actions.unwrap_or_default()}
            />
            { view }
            if let Some((doing, one)) = (*doing).clone().zip(loaded.data.clone()) {
                <ActionForm {one} {doing} ondone={loaded.set.clone()} reload={loaded.reload.clone()} {onclose} />
            }
        </>
    }
}
