//! The page of a campaign: what it is, whom it concerns, what it would take and how far it is.

use super::action::ActionForm;
use super::progress::Units;
use super::scopes::Scopes;
use crate::api::campaign;
use crate::components::async_view::{async_view, use_load};
use crate::components::button::{Button, Kind};
use crate::components::facts::{Panel, facts, words};
use crate::components::link::{Link, LinkButton};
use crate::components::money::words as money;
use crate::components::page_head::PageHead;
use crate::components::paper::Paper;
use crate::components::status_badge::badge;
use crate::components::time::maybe_time;
use crate::format;
use crate::i18n::use_locale;
use crate::pages::dashboard::{Chart, chart};
use crate::route::{Record, Route};
use crate::session::use_me;
use patternfly_yew::prelude::Icon;
use shared::auth::OrganizationKind;
use shared::i18n::Locale;
use shared::ids::CampaignId;
use shared::records::campaign::{Campaign, CampaignAction, CampaignForm, CampaignScope};
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`CampaignPage`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The campaign.
    pub id: CampaignId,
}

/// The page.
#[component]
pub fn CampaignPage(props: &Props) -> Html {
    let l = use_locale();
    let inside = use_me().organization_kind == OrganizationKind::Manufacturer;
    let loaded = use_load(props.id, campaign::get);
    let doing = use_state_eq(|| None::<(CampaignAction, Option<CampaignScope>)>);
    let title = loaded
        .data
        .as_ref()
        .map_or_else(|| t!(l, "campaign-nav"), |c| format!("{} {}", c.head.number, c.head.title));
    let badges = loaded.data.as_ref().map(|c| {
        html! { <>{ badge(c.head.status, l) }{ badge(c.head.severity, l) }</> }
    });
    let actions = loaded.data.as_ref().map(|c| {
        // A version is chosen where the versions stand.
        let offered = c.available_actions.iter().copied().filter(|action| *action != CampaignAction::Scope);
        let button = |action: CampaignAction| {
            let doing = doing.setter();
            let kind = if action == CampaignAction::Cancel { Kind::Secondary } else { Kind::Primary };
            let onclick = Callback::from(move |()| doing.set(Some((action, None))));
            html! { <Button key={action.as_str()} label={action.label(l)} {kind} {onclick} /> }
        };
        let path = |form: &CampaignForm| AttrValue::from(format!("campaigns/{}/paper/{form}", c.head.id));
        let forms = CampaignForm::ALL.iter().map(|form| (AttrValue::from(form.label(l)), path(form))).collect::<Vec<_>>();
        html! {
            <>
                { for offered.map(button) }
                if c.head.counts.units > 0 {
                    <Paper {forms} />
                }
                if c.editable {
                    <LinkButton to={Route::Campaigns(Record::Edit(props.id))} label={t!(l, "page-edit")} icon={Icon::PencilAlt} />
                }
            </>
        }
    });
    let onchoose = {
        let doing = doing.setter();
        Callback::from(move |scope| doing.set(Some((CampaignAction::Scope, Some(scope)))))
    };
    let view = async_view(
        &loaded,
        |_| None,
        |c| {
            html! {
                <>
                    <div class="sb-split">
                        <div>
                            <Panel title={t!(l, "campaign-about")}>{ about(c, l) }</Panel>
                            if inside {
                                <Scopes campaign={c.clone()} ondone={loaded.set.clone()} onchoose={onchoose.clone()} />
                            }
                            if c.head.counts.units > 0 {
                                <Completion campaign={c.clone()} />
                            }
                        </div>
                        <div class="sb-aside">
                            <Panel title={t!(l, "campaign-way")}>{ way(c, l) }</Panel>
                        </div>
                    </div>
                    // Whom to call takes the whole width.
                    if c.head.counts.units > 0 {
                        <Units campaign={c.clone()} reload={loaded.reload.clone()} />
                    }
                </>
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
                parent={Some((Route::Campaigns(Record::List), AttrValue::from(t!(l, "campaign-nav"))))}
                badges={badges.unwrap_or_default()}
                actions={actions.unwrap_or_default()}
            />
            { view }
            if let Some(((action, scope), campaign)) = (*doing).clone().zip(loaded.data.clone()) {
                <ActionForm
                    {campaign}
                    doing={action}
                    {scope}
                    ondone={loaded.set.clone()}
                    reload={loaded.reload.clone()}
                    {onclose}
                />
            }
        </>
    }
}

fn about(c: &Campaign, l: Locale) -> Html {
    let part = c.part_id.zip(c.part_number.clone()).map(|(id, number)| {
        let name = c.part_name.clone().unwrap_or_default();
        html! {
            <>
                <Link to={Route::Parts(Record::One(id))}>{ format!("{number} {name}") }</Link>
                { format!(" × {}", c.part_quantity.unwrap_or_default()) }
            </>
        }
    });
    let rate = c.labour_rate.zip(c.currency).map(|(rate, currency)| money(rate, currency));
    let case = c.quality_feedback_id.zip(c.quality_feedback_number.clone()).map(|(id, number)| {
        html! { <Link to={Route::Quality(Record::One(id))} class="sb-number">{ number }</Link> }
    });
    facts(vec![
        (t!(l, "quality-one"), case),
        (t!(l, "campaign-kind"), words(Some(c.head.kind.label(l)))),
        (t!(l, "campaign-reason"), words(Some(&c.reason))),
        (t!(l, "campaign-remedy"), words(Some(&c.remedy))),
        (t!(l, "campaign-part"), part),
        (t!(l, "campaign-minutes"), words(Some(format::number(c.standard_minutes.into())))),
        (t!(l, "campaign-rate"), words(rate)),
        (t!(l, "campaign-starts"), words(c.starts_on.map(|day| day.to_string()))),
        (t!(l, "campaign-finish"), words(c.head.finish_on.map(|day| day.to_string()))),
    ])
}

fn way(c: &Campaign, l: Locale) -> Html {
    let head = &c.head;
    facts(vec![
        (t!(l, "campaign-author"), words(Some(&c.author_name))),
        (t!(l, "campaign-drafted"), maybe_time(Some(head.created_at))),
        (t!(l, "campaign-approved-by"), words(c.approved_by_name.as_ref())),
        (t!(l, "campaign-approved"), maybe_time(c.approved_at)),
        (t!(l, "campaign-published"), maybe_time(c.published_at)),
        (t!(l, "campaign-ended"), maybe_time(c.ended_at)),
        (t!(l, "campaign-end-reason"), words(c.end_reason.as_ref())),
    ])
}

#[derive(Clone, PartialEq, Properties)]
struct CompletionProps {
    campaign: Rc<Campaign>,
}

/// How many units are how far, and the curve.
#[component]
fn Completion(props: &CompletionProps) -> Html {
    let l = use_locale();
    let counts = props.campaign.head.counts;
    let percent = counts.remedied * 100 / counts.units.max(1);
    let draw = {
        let campaign = props.campaign.clone();
        Callback::from(move |narrow| {
            chart::completion(&campaign.curve, if narrow { (380, 240) } else { (640, 240) })
        })
    };
    let legend = vec![t!(l, "campaign-told"), t!(l, "campaign-remedied"), t!(l, "campaign-identified")];
    html! {
        <Panel title={t!(l, "campaign-completion")}>
            { facts(vec![
                (t!(l, "campaign-units"), words(Some(format::number(counts.units)))),
                (t!(l, "campaign-told"), words(Some(format::number(counts.notified)))),
                (t!(l, "campaign-booked"), words(Some(format::number(counts.booked)))),
                (t!(l, "campaign-remedied"), words(Some(format!("{} · {percent} %", format::number(counts.remedied))))),
                (t!(l, "campaign-open"), words(Some(format::number(counts.open())))),
            ]) }
            <Chart label={t!(l, "campaign-curve")} {draw} {legend} />
        </Panel>
    }
}
