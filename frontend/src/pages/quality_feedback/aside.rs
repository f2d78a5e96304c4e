//! What stands beside a quality feedback: what it is about, deadlines, sources, similar cases, timeline.

use super::action::Doing;
use crate::api::quality_feedback;
use crate::components::async_view::{async_view, use_load};
use crate::components::button::{Button, Kind};
use crate::components::facts::{Panel, facts, words};
use crate::components::link::Link;
use crate::components::status_badge::{badge, label};
use crate::components::time::{Time, maybe_time};
use crate::components::timeline::{Entry, Timeline};
use crate::i18n::use_locale;
use crate::route::{Record, Route};
use patternfly_yew::prelude::{Color, Icon};
use shared::i18n::Locale;
use shared::ids::QualityFeedbackId;
use shared::records::quality_feedback::{
    QualityAction, QualityCampaign, QualityDeadline, QualityFeedback, QualitySource, QualityStatus,
};
use std::rc::Rc;
use yew::prelude::*;

/// Who is responsible, and what it is about.
pub fn about(one: &QualityFeedback, l: Locale) -> Html {
    let head = &one.head;
    let part = [head.part_number.as_deref(), head.part_name.as_deref()];
    let part = part.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let unit = one.unit_id.zip(one.unit_serial.clone()).map(|(id, serial)| {
        html! { <Link to={Route::Units(Record::One(id))} class="sb-number">{ serial }</Link> }
    });
    let into = one.merged_into_id.zip(one.merged_into_number.clone()).map(|(id, number)| {
        html! { <Link to={Route::Quality(Record::One(id))} class="sb-number">{ number }</Link> }
    });
    let article = one.decisions.article_id.map(|id| {
        html! { <Link to={Route::Knowledge(Record::One(id))}>{ t!(l, "quality-article") }</Link> }
    });
    facts(vec![
        (t!(l, "quality-into"), into),
        (t!(l, "quality-extent"), words(head.extent.map(|e| e.label(l)))),
        (t!(l, "quality-method"), words(head.method.map(|m| m.label(l)))),
        (t!(l, "quality-responsible"), words(head.department.map(|d| d.label(l)))),
        (t!(l, "quality-owner"), words(head.owner_name.as_ref())),
        (t!(l, "quality-part"), words(Some(part).filter(|part| !part.is_empty()))),
        (t!(l, "quality-batch"), words(head.batch.as_ref())),
        (t!(l, "part-supplier"), words(head.supplier_name.as_ref())),
        (t!(l, "quality-product"), words(head.product_name.as_ref())),
        (t!(l, "quality-fault"), words(one.fault_code.as_ref())),
        (t!(l, "quality-unit"), unit),
        (t!(l, "quality-checked"), words(one.quantity_checked.map(|n| n.to_string()))),
        (t!(l, "quality-bad"), words(one.quantity_bad.map(|n| n.to_string()))),
        (t!(l, "quality-raised-by"), words(head.raised_by_name.as_ref())),
        (t!(l, "quality-raised-at"), maybe_time(Some(head.created_at))),
        (t!(l, "quality-ended-at"), maybe_time(head.ended_at)),
        (t!(l, "quality-article-title"), article),
    ])
}

/// The deadlines: met, late, or still to come.
pub fn deadlines(all: &[QualityDeadline], open: bool, l: Locale) -> Html {
    let now = chrono::Utc::now();
    let one = |deadline: &QualityDeadline| {
        let (color, icon, word) = match (deadline.met_at, deadline.is_late(now)) {
            (Some(_), false) => (Color::Green, Icon::CheckCircle, t!(l, "quality-met")),
            (Some(_), true) => (Color::Orange, Icon::CheckCircle, t!(l, "quality-met-late")),
            (None, true) => (Color::Red, Icon::ExclamationCircle, t!(l, "quality-overdue")),
            (None, false) => (Color::Blue, Icon::Pending, t!(l, "quality-coming")),
        };
        html! {
            <li>
                { deadline.step.label(l) }{ " " }
                if open || deadline.met_at.is_some() {
                    { label(color, Some(icon), word) }
                }
                <span class="sb-quiet">{ " " }<Time at={deadline.due_at} /></span>
            </li>
        }
    };
    html! { <ul class="sb-steps" role="list">{ for all.iter().map(one) }</ul> }
}

fn source(one: &QualitySource, l: Locale) -> Html {
    let ticket = one.ticket_id.zip(one.ticket_number.clone()).map(|(id, number)| {
        html! {
            <>
                <Link to={Route::Tickets(Record::One(id))} class="sb-number">{ number }</Link>
                { " " }{ one.ticket_subject.clone().unwrap_or_default() }
            </>
        }
    });
    let line = one.rma_id.zip(one.rma_number.clone()).map(|(id, number)| {
        html! {
            <>
                <Link to={Route::Rmas(Record::One(id))} class="sb-number">{ number }</Link>
                { " " }{ one.rma_line_name.clone().unwrap_or_default() }
            </>
        }
    });
    let heard = one.origin.as_ref().map(|heard| {
        html! {
            <>
                <strong>{ heard.kind.label(l) }</strong>{ " " }{ heard.reference.to_string() }
                <span class="sb-quiet">{ " · " }{ heard.told_by.to_string() }{ " · " }{ heard.told_on.to_string() }</span>
            </>
        }
    });
    html! { <li>{ ticket.or(line).or(heard).unwrap_or_default() }</li> }
}

/// Where it comes from.
pub fn sources(all: &[QualitySource], l: Locale) -> Html {
    if all.is_empty() {
        return html! { <p class="sb-quiet">{ t!(l, "quality-sources-none") }</p> };
    }
    html! { <ul class="sb-steps" role="list">{ for all.iter().map(|one| source(one, l)) }</ul> }
}

/// Campaigns that come from it.
pub fn campaigns(all: &[QualityCampaign], l: Locale) -> Html {
    let one = |one: &QualityCampaign| {
        html! {
            <li key={one.id.to_string()}>
                <Link to={Route::Campaigns(Record::One(one.id))} class="sb-number">{ &one.number }</Link>
                { " " }{ badge(one.status, l) }{ " " }{ &one.title }
            </li>
        }
    };
    html! { <ul class="sb-steps" role="list">{ for all.iter().map(one) }</ul> }
}

/// What happened, from its raising on.
pub fn timeline(one: &QualityFeedback, l: Locale) -> Html {
    let icon = |action: QualityAction| match action {
        QualityAction::Triage | QualityAction::ApprovePlan | QualityAction::Verify => Icon::CheckCircle,
        QualityAction::Reject | QualityAction::RefusePlan | QualityAction::Reopen | QualityAction::Cancel => {
            Icon::TimesCircle
        }
        QualityAction::Merge => Icon::CodeBranch,
        QualityAction::Close => Icon::Check,
        _ => Icon::Flag,
    };
    let raised = Entry {
        at: one.head.created_at,
        icon: Icon::Plus,
        title: html! { { QualityStatus::Reported.label(l) } },
        actor: one.head.raised_by_name.clone().unwrap_or_default(),
        note: None,
        details: vec![],
    };
    let entries = one.events.iter().rev().map(|event| Entry {
        at: event.at,
        icon: icon(event.action),
        title: html! { <>{ event.action.label(l) }{ " · " }{ event.status.label(l) }</> },
        actor: event.actor_name.clone(),
        note: event.note.clone(),
        details: vec![],
    });
    html! { <Timeline entries={entries.chain([raised]).collect::<Vec<_>>()} label={t!(l, "quality-timeline")} /> }
}

/// Properties of [`Similar`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The quality feedback.
    pub one: Rc<QualityFeedback>,
    /// Does something.
    pub begin: Callback<Doing>,
}

/// Cases that are like it; it can become part of one that goes on.
#[component]
pub fn Similar(props: &Props) -> Html {
    let l = use_locale();
    let depends: (QualityFeedbackId, i32) = (props.one.head.id, props.one.head.version);
    let loaded = use_load(depends, |(id, _)| quality_feedback::similar(id));
    let may_merge = props.one.available_actions.contains(&QualityAction::Merge);
    let view = async_view(
        &loaded,
        |found| found.is_empty().then(|| html! { <p class="sb-quiet">{ t!(l, "quality-similar-none") }</p> }),
        |found| {
            let row = |one: &shared::records::quality_feedback::SimilarQuality| {
                let alike = one.alike.iter().map(|what| what.label(l)).collect::<Vec<_>>().join(" · ");
                let name = format!("{} {}", one.head.number, one.head.subject);
                let onclick = {
                    let (begin, id, name) = (props.begin.clone(), one.head.id, name.clone());
                    Callback::from(move |()| begin.emit(Doing::Into(id, name.clone())))
                };
                html! {
                    <li key={one.head.id.to_string()}>
                        <Link to={Route::Quality(Record::One(one.head.id))} class="sb-number">{ &one.head.number }</Link>
                        { " " }{ badge(one.head.status, l) }{ " " }{ &one.head.subject }
                        <span class="sb-quiet">{ " · " }{ alike }</span>
                        if may_merge && one.head.status.is_open() {
                            <Button label={t!(l, "quality-merge-into", number = one.head.number.as_str())} small=true kind={Kind::Link} {onclick} />
                        }
                    </li>
                }
            };
            html! { <ul class="sb-steps" role="list">{ for found.iter().map(row) }</ul> }
        },
    );
    html! { <Panel title={t!(l, "quality-similar")}>{ view }</Panel> }
}
