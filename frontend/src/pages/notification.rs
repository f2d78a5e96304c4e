//! One's own notifications: all of them, and how each is said.

use crate::api::{Key, notification};
use crate::components::async_view::{Empty, async_view, use_load};
use crate::components::button::{Button, Kind};
use crate::components::field::Choice;
use crate::components::filters::{FilterBar, Select};
use crate::components::link::Link;
use crate::components::page_head::PageHead;
use crate::components::pager::Pager;
use crate::components::time::Time;
use crate::format::Reader;
use crate::i18n::use_locale;
use crate::live::use_live;
use crate::route::{Record, Route, use_query};
use crate::session::use_reader;
use patternfly_yew::prelude::{Color, Icon};
use serde::{Deserialize, Serialize};
use shared::i18n::Locale;
use shared::ids::NotificationId;
use shared::records::notification::{
    Notification, NotificationKind, NotificationQuery, ReadNotifications, Shown, digest,
};
use std::collections::BTreeSet;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// The colour and picture of a kind.
pub fn look(kind: NotificationKind) -> (Color, Icon) {
    use NotificationKind::*;
    match kind {
        Assigned => (Color::Blue, Icon::User),
        Queued => (Color::Blue, Icon::Users),
        Mentioned => (Color::Teal, Icon::InfoCircle),
        Answered => (Color::Teal, Icon::Undo),
        Warned => (Color::Orange, Icon::ExclamationTriangle),
        Breached => (Color::Red, Icon::ExclamationCircle),
        Escalated => (Color::Red, Icon::LongArrowAltUp),
        Crisis => (Color::Red, Icon::Flag),
        IndividualCase => (Color::Purple, Icon::Flag),
        Watched => (Color::Grey, Icon::Eye),
        ReturnRequested => (Color::Blue, Icon::Undo),
        ReturnAuthorized | TransferApproved => (Color::Green, Icon::CheckCircle),
        ReturnRefused | TransferRejected => (Color::Red, Icon::Ban),
        ReturnReminded => (Color::Orange, Icon::Pending),
        ReturnWarned => (Color::Orange, Icon::ExclamationTriangle),
        ReturnCharged => (Color::Red, Icon::ExclamationCircle),
        TransferShipped => (Color::Teal, Icon::ShareSquare),
        Offered => (Color::Orange, Icon::Package),
        OfferRefused => (Color::Orange, Icon::TimesCircle),
        QualityRaised | QualityPlanned | QualityVerifying => (Color::Orange, Icon::Pending),
        QualityAssigned => (Color::Blue, Icon::User),
        QualityInstructed => (Color::Red, Icon::ExclamationCircle),
        QualityAnswered => (Color::Teal, Icon::Undo),
        QualityRefused | QualityReopened => (Color::Red, Icon::TimesCircle),
        QualityEnded | QualityWatched => (Color::Grey, Icon::CheckCircle),
        CampaignScoped => (Color::Orange, Icon::Flag),
        CampaignPublished => (Color::Red, Icon::Flag),
        ClaimWaits => (Color::Blue, Icon::Bell),
        ClaimAsked => (Color::Orange, Icon::QuestionCircle),
        ClaimDecided => (Color::Green, Icon::Check),
        AuthorizationAsked => (Color::Blue, Icon::Lock),
        AuthorizationDecided => (Color::Green, Icon::LockOpen),
        ClaimDue => (Color::Orange, Icon::ExclamationTriangle),
        StatementIssued | StatementAgreed => (Color::Blue, Icon::Pending),
        StatementDisputed => (Color::Orange, Icon::ExclamationTriangle),
        StatementAnswered => (Color::Teal, Icon::Undo),
        RecoveryNotified | RecoveryObjected => (Color::Orange, Icon::ExclamationCircle),
        RecoveryReminded => (Color::Orange, Icon::Pending),
        RecoveryDecided => (Color::Purple, Icon::Flag),
        RecoveryAccepted | RecoveryLapsed => (Color::Green, Icon::CheckCircle),
        StatementDue => (Color::Red, Icon::ExclamationCircle),
    }
}

/// Where a notification leads.
pub fn target(n: &Notification) -> Route {
    let rma = n.rma_id.map(|id| Route::Rmas(Record::One(id)));
    let transfer = n.transfer_id.map(|id| Route::Transfers(Record::One(id)));
    let ticket = n.ticket_id.map(|id| Route::Tickets(Record::One(id)));
    let offered = n.supplier_return_id.map(|id| Route::SupplierReturns(Record::One(id)));
    let quality = n.quality_feedback_id.map(|id| Route::Quality(Record::One(id)));
    let campaign = n.campaign_id.map(|id| Route::Campaigns(Record::One(id)));
    let claim = n.warranty_claim_id.map(|id| Route::Claims(Record::One(id)));
    let statement = n.statement_id.map(|id| Route::Statements(Record::One(id)));
    let recovery = n.recovery_id.map(|id| Route::Recoveries(Record::One(id)));
    let goods = ticket.or(rma).or(transfer).or(offered);
    let leave = n.pre_authorization_id.map(|id| Route::Authorizations(Record::One(id)));
    let money = claim.or(statement).or(recovery).or(leave);
    goods.or(quality).or(campaign).or(money).unwrap_or(Route::Notifications)
}

/// What more there is to say: the clock, or who did it.
pub fn detail(n: &Notification, reader: Reader) -> Option<String> {
    let l = reader.locale;
    let Some(clock) = n.clock else {
        return n.actor_name.clone().or(n.due_at.map(|at| reader.time(at)));
    };
    let clock = clock.label(l);
    let due = n.due_at.map(|at| reader.time(at)).unwrap_or_default();
    let percent = i64::from(n.at_percent.unwrap_or_default());
    Some(match n.kind {
        NotificationKind::Warned => t!(l, "notification-warned", clock = clock, percent = percent, due = due),
        NotificationKind::Escalated => {
            t!(l, "notification-escalated", clock = clock, percent = percent, due = due)
        }
        _ => t!(l, "notification-breached", clock = clock, due = due),
    })
}

/// How what a notification is about is called.
pub fn called(n: &Notification) -> String {
    [n.number.as_str(), n.subject.as_str()].join(" ")
}

/// What is told at once, and where it leads; nothing where it can wait for the bell.
pub fn toast(came: &[Notification], l: Locale) -> Option<(String, Option<Route>)> {
    use NotificationKind::*;
    let urgent: Vec<_> = came
        .iter()
        .filter(|n| {
            matches!(
                n.kind,
                Assigned | Breached | Escalated | Crisis | Offered | OfferRefused | QualityInstructed
            )
        })
        .collect();
    let records: BTreeSet<_> =
        urgent.iter().map(|n| (n.ticket_id, n.supplier_return_id, n.quality_feedback_id)).collect();
    let mut kinds: Vec<_> = urgent.iter().map(|n| n.kind).collect();
    kinds.sort();
    kinds.dedup();
    let kinds = kinds.iter().map(|k| k.label(l)).collect::<Vec<_>>().join(" · ");
    match (urgent.as_slice(), records.len()) {
        ([], _) => None,
        ([first, ..], 1) => {
            let name = called(first);
            Some((t!(l, "notification-one", kind = kinds, name = name), Some(target(first))))
        }
        (many, _) => {
            let text = t!(l, "notification-many", count = many.len() as i64, kinds = kinds);
            Some((text, Some(Route::Notifications)))
        }
    }
}

/// Marks notifications as read: those named, or all.
#[hook]
pub fn use_reading() -> Callback<Option<Vec<NotificationId>>> {
    let live = use_live();
    Callback::from(move |ids: Option<Vec<NotificationId>>| {
        let done = live.read.clone();
        spawn_local(async move {
            let body = ReadNotifications { ids };
            // If it cannot be written down they stay unread, which is seen.
            if let Ok(left) = notification::read(body.clone(), Key::new()).await {
                done.emit((body, left.unread));
            }
        });
    })
}

/// Properties of [`Line`].
#[derive(Clone, PartialEq, Properties)]
pub struct LineProps {
    /// One, or several of a kind.
    pub shown: Shown,
    /// A digest leads to the page of all instead of unfolding.
    #[prop_or_default]
    pub short: bool,
    /// Told when one goes to a ticket.
    #[prop_or_default]
    pub onleave: Callback<()>,
}

/// A notification, or a digest of several.
#[component]
pub fn Line(props: &LineProps) -> Html {
    let reader = use_reader();
    let l = reader.locale;
    let reading = use_reading();
    match &props.shown {
        Shown::One(n) => one(n, reader, &reading, &props.onleave),
        Shown::Digest(group) => {
            let Some(first) = group.first() else { return html! {} };
            let (_, icon) = look(first.kind);
            let title = t!(l, "notification-digest", kind = first.kind.label(l), count = group.len() as i64);
            let head = html! {
                <>
                    <span class="sb-note-icon" aria-hidden="true">{ icon }</span>
                    <strong>{ title }</strong>{ " " }
                    <span class="sb-quiet"><Time at={first.created_at} relative=true /></span>
                </>
            };
            let unread = first.read_at.is_none();
            html! {
                <li class={classes!("sb-note", unread.then_some("sb-unread"))}>
                    if props.short {
                        <Link to={Route::Notifications}>{ head }</Link>
                    } else {
                        <details>
                            <summary>{ head }</summary>
                            <ul class="sb-notes" role="list">
                                { for group.iter().map(|n| one(n, reader, &reading, &props.onleave)) }
                            </ul>
                        </details>
                    }
                </li>
            }
        }
    }
}

fn one(
    n: &Notification,
    reader: Reader,
    reading: &Callback<Option<Vec<NotificationId>>>,
    onleave: &Callback<()>,
) -> Html {
    let l = reader.locale;
    let unread = n.read_at.is_none();
    let (color, icon) = look(n.kind);
    let onclick = {
        let (reading, onleave, id) = (reading.clone(), onleave.clone(), n.id);
        Callback::from(move |_: MouseEvent| {
            if unread {
                reading.emit(Some(vec![id]));
            }
            onleave.emit(());
        })
    };
    html! {
        <li key={n.id.to_string()} class={classes!("sb-note", unread.then_some("sb-unread"))}>
            // The click of the link inside comes here too.
            <div {onclick}>
                <p class="sb-note-head">
                    { crate::components::status_badge::label(color, Some(icon), n.kind.label(l)) }
                    if unread {
                        <span class="pf-v6-screen-reader">{ t!(l, "notification-unread") }</span>
                    }
                    <span class="sb-quiet"><Time at={n.created_at} relative=true /></span>
                </p>
                <Link to={target(n)}>{ called(n) }</Link>
                if let Some(detail) = detail(n, reader) {
                    <p class="sb-quiet">{ detail }</p>
                }
            </div>
        </li>
    }
}

/// What the page shows, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Filter {
    #[serde(skip_serializing_if = "Option::is_none")]
    unread: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cursor: Option<String>,
}

/// All of one's notifications.
#[component]
pub fn NotificationsPage() -> Html {
    let l = use_locale();
    let live = use_live();
    let reading = use_reading();
    let query = use_query::<Filter>();
    let filter = query.value.clone();
    let loaded = use_load((filter.clone(), live.round, live.unread), |(filter, ..)| async move {
        let Filter { unread, cursor } = filter;
        notification::list(&NotificationQuery { unread, cursor, limit: None }).await
    });
    let choices = vec![
        Choice::new("true", t!(l, "notification-only-unread")),
        Choice::new("false", t!(l, "notification-only-read")),
    ];
    let onchange = {
        let push = query.push.clone();
        Callback::from(move |value: String| push.emit(Filter { unread: value.parse().ok(), cursor: None }))
    };
    let all = Callback::from(move |()| reading.emit(None));
    let actions = html! {
        if live.unread > 0 {
            <Button label={t!(l, "notification-read-all")} kind={Kind::Secondary} icon={Icon::Check} onclick={all} />
        }
    };
    let view = async_view(
        &loaded,
        |page| {
            page.items.is_empty().then(|| {
                html! {
                    <Empty title={t!(l, "notification-none")} icon={Icon::Bell}>
                        <p>{ t!(l, "notification-none-hint") }</p>
                    </Empty>
                }
            })
        },
        |page| {
            html! {
                <>
                    <ul class="sb-notes sb-all-notes" role="list" aria-label={t!(l, "notification-list")}>
                        { for digest(&page.items).into_iter().map(|shown| html! { <Line {shown} /> }) }
                    </ul>
                    <Pager rows={page.items.len()} total={None} next={page.next_cursor.clone()} />
                </>
            }
        },
    );
    html! {
        <>
            <PageHead title={t!(l, "notification-list")} {actions} />
            <FilterBar>
                <Select
                    id="filter-unread"
                    label={t!(l, "ticket-scope")}
                    value={filter.unread.map(|u| u.to_string()).unwrap_or_default()}
                    {choices}
                    none={t!(l, "page-all")}
                    {onchange}
                />
            </FilterBar>
            { view }
        </>
    }
}

#[cfg(test)]
#[path = "notification_tests.rs"]
mod tests;
