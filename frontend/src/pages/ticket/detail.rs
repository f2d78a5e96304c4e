//! The page of one ticket.

use super::action::{Buttons, buttons};
use super::action_form::ActionForm;
use super::attachments::Attachments;
use super::checks::Checks;
use super::clocks::Clocks;
use super::comments::Comments;
use super::filter::Filter;
use super::links::Links;
use super::presence::Others;
use super::print::Print;
use super::repair::Repair;
use super::returns::Returns;
use super::split::Split;
use super::timeline::TicketTimelinePanel;
use super::watch::Watch;
use super::words::flags;
use crate::api::ticket;
use crate::components::async_view::{async_view, use_load};
use crate::components::button::{Button, Kind};
use crate::components::confirm::use_deed;
use crate::components::facts::{Panel, facts, words};
use crate::components::link::{Link, LinkButton};
use crate::components::page_head::PageHead;
use crate::components::status_badge::badge;
use crate::components::time::{Time, maybe_time};
use crate::components::toast::use_toaster;
use crate::components::warranty_card::WarrantyCard;
use crate::format::{self, Reader};
use crate::i18n::use_locale;
use crate::live::use_live;
use crate::pages::campaign::OpenCampaigns;
use crate::pages::knowledge_article::Suggestions;
use crate::pages::material_transfer::TicketTransfers;
use crate::pages::notification::use_reading;
use crate::pages::quality_feedback::QualityOfTicket;
use crate::route::{Record, Route};
use crate::session::{may, use_me, use_reader};
use chrono::Utc;
use gloo_timers::callback::Timeout;
use patternfly_yew::prelude::Icon;
use shared::auth::Permission;
use shared::i18n::Locale;
use shared::ids::TicketId;
use shared::records::knowledge_article::KnowledgeSuggestion;
use shared::records::ticket::*;
use yew::prelude::*;

/// Properties of [`TicketPage`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The ticket.
    pub id: TicketId,
}

/// Reads the ticket again when news name it, and counts how often: comments and clocks follow. What is being
/// typed stays, since nothing is built anew.
#[hook]
fn use_rounds(id: TicketId, reload: &Callback<()>) -> UseStateHandle<u32> {
    let live = use_live();
    let round = use_state_eq(|| 0_u32);
    let (unread, reading) = (live.unread_of(id), use_reading());
    // Whoever has the ticket before their eyes has read what it is about.
    use_effect_with(unread, move |unread| {
        if !unread.is_empty() && !gloo_utils::document().hidden() {
            reading.emit(Some(unread.clone()));
        }
    });
    {
        let (round, reload, named) = (round.clone(), reload.clone(), live.names(id));
        use_effect_with(live.round, move |_| {
            if named {
                round.set(round.wrapping_add(1));
                reload.emit(());
            }
        });
    }
    round
}

/// A tag, and the way to all tickets that have it.
fn tag_link(tag: &str) -> Html {
    let filter = Filter { tag: Some(tag.to_owned()), ..Filter::default() };
    html! {
        <Link to={Route::Tickets(Record::List)} query={Some(AttrValue::from(filter.address()))} class="sb-tag">{ tag }</Link>
    }
}

/// The page of one ticket.
#[component]
pub fn TicketPage(props: &Props) -> Html {
    let l = use_locale();
    let reader = use_reader();
    let me = use_me();
    let loaded = use_load(props.id, ticket::get);
    let round = use_rounds(props.id, &loaded.reload);
    let doing = use_state_eq(|| None::<TicketActionKind>);
    let splitting = use_state_eq(|| false);
    let begin = {
        let doing = doing.setter();
        Callback::from(move |action| doing.set(Some(action)))
    };
    let close = {
        let (doing, splitting) = (doing.setter(), splitting.setter());
        Callback::from(move |()| {
            doing.set(None);
            splitting.set(false);
        })
    };
    let title =
        loaded.data.as_ref().map_or_else(|| t!(l, "ticket-one"), |t| format!("{} {}", t.number, t.subject));
    let badges = loaded.data.as_ref().map(|t| {
        html! {
            <>
                { badge(t.status, l) }
                { badge(t.priority, l) }
                { flags(t.special_case, t.individual_case, t.reopen_count, t.escalation_level, l) }
                { for t.tags.iter().map(|tag| tag_link(tag)) }
                <Others id={t.id} />
            </>
        }
    });
    let actions = loaded.data.as_ref().map(|t| {
        let may_edit = may(&me, Permission::TicketUpdate) && t.status.is_open();
        let may_split = may(&me, Permission::TicketCreate) && may(&me, Permission::TicketWork);
        let split = may_split.then(|| {
            let splitting = splitting.setter();
            Callback::from(move |()| splitting.set(true))
        });
        html! {
            <>
                if let Some(offer) = t.undo {
                    <Undo id={t.id} version={t.version} {offer} ondone={loaded.set.clone()} reload={loaded.reload.clone()} />
                }
                <Actions offered={buttons(&t.available_actions)} id={t.id} {may_edit} {begin} {split} />
            </>
        }
    });
    // The timeline tells of files that came and went.
    let told = {
        let round = round.clone();
        Callback::from(move |()| round.set(round.wrapping_add(1)))
    };
    // What is to be put into the comment; the number tells the same article from itself a moment ago.
    let named = use_state_eq(|| None::<(u32, AttrValue)>);
    let onname = may(&me, Permission::CommentCreate).then(|| {
        let named = named.clone();
        Callback::from(move |one: KnowledgeSuggestion| {
            let round = named.as_ref().map_or(0, |(round, _)| round.wrapping_add(1));
            let text = t!(l, "knowledge-named", title = one.title, number = one.number);
            named.set(Some((round, text.into())));
        })
    });
    let view = async_view(
        &loaded,
        |_| None,
        |t| {
            html! {
                <div class="sb-split">
                    <div>
                        if let Some(unit_id) = t.unit_id {
                            <OpenCampaigns {unit_id} ticket_id={Some(t.id)} workable=true />
                        }
                        { waiting(t, l, reader) }
                        { outcome(t, l, reader) }
                        { matter(t, l, reader) }
                        <Checks ticket={t.clone()} round={*round} onchange={told.clone()} />
                        <Attachments id={t.id} round={*round} onchange={told.clone()} />
                        <Clocks id={t.id} version={t.version} round={*round} />
                        <Comments ticket={t.clone()} round={*round} put_in={(*named).clone()} />
                        <TicketTimelinePanel id={t.id} version={t.version} round={*round} />
                    </div>
                    <div class="sb-aside">
                        { people(t, l) }
                        { unit(t, l) }
                        if may(&me, Permission::KnowledgeRead) {
                            <Suggestions
                                fault_code_id={t.fault_code_id}
                                product_id={t.product_id}
                                subject={t.subject.clone()}
                                onname={onname.clone()}
                            />
                        }
                        <TicketTransfers ticket={t.clone()} />
                        <Repair id={t.id} version={t.version} />
                        <Returns ticket={t.clone()} />
                        <QualityOfTicket ticket={t.clone()} />
                        <Links ticket={t.clone()} />
                        <Watch id={t.id} />
                    </div>
                </div>
            }
        },
    );
    let dialogue = match (*doing, *splitting, &loaded.data) {
        (Some(action), _, Some(t)) => html! {
            <ActionForm
                key={action.as_str()}
                ticket={t.clone()}
                {action}
                ondone={loaded.set.clone()}
                reload={loaded.reload.clone()}
                onclose={close}
            />
        },
        (None, true, Some(t)) => html! { <Split ticket={t.clone()} onclose={close} /> },
        _ => html! {},
    };
    html! {
        <>
            <PageHead
                {title}
                parent={Some((Route::Tickets(Record::List), AttrValue::from(t!(l, "ticket-list"))))}
                badges={badges.unwrap_or_default()}
                actions={actions.unwrap_or_default()}
            />
            { view }
            { dialogue }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct UndoProps {
    id: TicketId,
    version: i32,
    offer: UndoOffer,
    ondone: Callback<Ticket>,
    reload: Callback<()>,
}

/// Takes back one's own last change, as long as that can be done.
#[component]
fn Undo(props: &UndoProps) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let (id, version, until) = (props.id, props.version, props.offer.until);
    let over = use_state_eq(|| false);
    {
        let over = over.setter();
        use_effect_with(until, move |until| {
            let left = (*until - Utc::now()).num_milliseconds();
            over.set(left <= 0);
            let timer = u32::try_from(left).ok().map(|left| Timeout::new(left, move || over.set(true)));
            move || drop(timer)
        });
    }
    let what = props.offer.action.map_or_else(|| TicketEventKind::Updated.label(l), |action| action.label(l));
    let done = {
        let (ondone, what) = (props.ondone.clone(), what.clone());
        Callback::from(move |ticket| {
            toaster.say(t!(l, "ticket-undone", what = what.as_str()));
            ondone.emit(ticket);
        })
    };
    let deed = use_deed(move |key| ticket::undo(id, version, key), done);
    {
        // Something came after it: what can be done now is read anew.
        let reload = props.reload.clone();
        use_effect_with(deed.problem.is_some(), move |failed| {
            if *failed {
                reload.emit(());
            }
        });
    }
    if *over {
        return html! {};
    }
    html! {
        <>
            if let Some(problem) = &deed.problem {
                <p role="alert">{ problem.detail.clone() }</p>
            }
            <Button label={t!(l, "ticket-undo", what = what.as_str())} kind={Kind::Secondary} icon={Icon::Undo} busy={deed.busy} onclick={deed.run.clone()} />
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ActionsProps {
    offered: Buttons,
    id: TicketId,
    may_edit: bool,
    begin: Callback<TicketActionKind>,
    split: Option<Callback<()>>,
}

#[component]
fn Actions(props: &ActionsProps) -> Html {
    let l = use_locale();
    let rare_open = use_state_eq(|| false);
    let button = |action: TicketActionKind, kind: Kind| {
        let begin = props.begin.clone();
        let onclick = Callback::from(move |()| begin.emit(action));
        html! { <Button key={action.as_str()} label={action.label(l)} {kind} {onclick} /> }
    };
    let toggle = {
        let rare_open = rare_open.clone();
        Callback::from(move |()| rare_open.set(!*rare_open))
    };
    let has_rare = !props.offered.rare.is_empty() || props.split.is_some();
    html! {
        <>
            { props.offered.first.map(|a| button(a, Kind::Primary)).unwrap_or_default() }
            { for props.offered.more.iter().map(|a| button(*a, Kind::Secondary)) }
            if *rare_open {
                { for props.offered.rare.iter().map(|a| button(*a, Kind::Secondary)) }
                if let Some(split) = &props.split {
                    <Button label={t!(l, "ticket-split")} kind={Kind::Secondary} onclick={split.clone()} />
                }
            }
            if props.may_edit {
                <LinkButton to={Route::Tickets(Record::Edit(props.id))} label={t!(l, "page-edit")} icon={Icon::PencilAlt} />
            }
            <Print id={props.id} />
            if has_rare {
                <Button
                    label={if *rare_open { t!(l, "page-less") } else { t!(l, "page-more") }}
                    kind={Kind::Link}
                    onclick={toggle}
                />
            }
        </>
    }
}

/// Why it waits, while it does.
fn waiting(t: &Ticket, l: Locale, _: Reader) -> Html {
    if t.status != TicketStatus::Waiting {
        return html! {};
    }
    html! {
        <Panel title={t!(l, "ticket-waits")}>
            { facts(vec![
                (t!(l, "ticket-wait-reason"), words(t.wait_reason.map(|r| r.label(l)))),
                (t!(l, "ticket-ball-holder"), words(t.ball_holder.map(|b| b.label(l)))),
                (t!(l, "ticket-wait-until"), maybe_time(t.wait_until)),
            ]) }
        </Panel>
    }
}

/// What came of it.
fn outcome(t: &Ticket, l: Locale, _: Reader) -> Html {
    let merged = t.merged_into_id.map(|id| {
        html! { <Link to={Route::Tickets(Record::One(id))}>{ t!(l, "ticket-open-merged") }</Link> }
    });
    let valid =
        t.valid_complaint.map(|v| if v { t!(l, "ticket-valid-yes") } else { t!(l, "ticket-valid-no") });
    let said = [t.solution.is_some(), valid.is_some(), t.cancel_reason.is_some(), merged.is_some()];
    if !said.contains(&true) && t.repair_outcome.is_none() {
        return html! {};
    }
    let confirmed = t.confirmed_by.as_ref().map(|by| {
        html! { <>{ by }if let Some(at) = t.confirmed_at { { " " }<Time {at} both=true /> }</> }
    });
    html! {
        <Panel title={t!(l, "ticket-outcome")}>
            { facts(vec![
                (t!(l, "ticket-solution"), words(t.solution.as_ref())),
                (t!(l, "ticket-cause"), words(t.cause.as_ref())),
                (t!(l, "ticket-repair-outcome"), words(t.repair_outcome.map(|o| o.label(l)))),
                (t!(l, "ticket-repair-barrier"), words(t.repair_barrier.as_ref())),
                (t!(l, "ticket-resolved-at"), maybe_time(t.resolved_at)),
                (t!(l, "ticket-notice-given"), maybe_time(t.notice_given_at)),
                (t!(l, "ticket-confirmed-by"), confirmed),
                (t!(l, "ticket-valid"), words(valid)),
                (t!(l, "ticket-grounds"), words(t.verdict_grounds.as_ref())),
                (t!(l, "ticket-cancel-reason"), words(t.cancel_reason.as_ref())),
                (t!(l, "ticket-merged-into"), merged),
                (t!(l, "ticket-closed-at"), maybe_time(t.closed_at)),
            ]) }
        </Panel>
    }
}

/// What it is about.
fn matter(t: &Ticket, l: Locale, reader: Reader) -> Html {
    let repeat = t.repeat_of_id.map(|id| {
        html! { <Link to={Route::Tickets(Record::One(id))}>{ t!(l, "ticket-open-earlier") }</Link> }
    });
    let crisis = (t.crisis_status != CrisisStatus::None).then(|| {
        let kinds = t.crisis_kinds.iter().map(|k| k.label(l)).collect::<Vec<_>>().join(" · ");
        format!("{} {kinds}", t.crisis_status.label(l))
    });
    let source = t.external_source.as_ref().or(t.external_reference.as_ref()).map(|_| {
        [t.external_source.as_deref(), t.external_reference.as_deref()]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · ")
    });
    html! {
        <Panel title={t!(l, "ticket-part-what")}>
            if let Some(description) = &t.description {
                <p class="sb-words sb-description">{ description }</p>
            } else {
                <p class="sb-quiet">{ t!(l, "ticket-no-description") }</p>
            }
            { facts(vec![
                (t!(l, "ticket-kind"), words(Some(t.kind.label(l)))),
                (t!(l, "ticket-topic"), words(Some(t.topic.label(l)))),
                (t!(l, "ticket-fault-code"), words(t.fault_code.as_ref())),
                (t!(l, "ticket-severity"), words(Some(t.severity.label(l)))),
                (t!(l, "ticket-impact"), words(Some(t.impact.label(l)))),
                (t!(l, "ticket-safety"), t.safety_risk.then(|| html! { <strong>{ t!(l, "page-yes") }</strong> })),
                (t!(l, "ticket-crisis"), words(crisis)),
                (t!(l, "ticket-remedy"), words(t.remedy_wanted.map(|r| r.label(l)))),
                (t!(l, "ticket-estimate"), words(t.estimate_minutes.map(|m| reader.minutes(m)))),
                (t!(l, "ticket-service-class"), words(t.service_class.map(|c| c.label(l)))),
                (t!(l, "ticket-complaint-count"), words((t.complaint_count > 1).then(|| t.complaint_count.to_string()))),
                (t!(l, "ticket-repeat-of"), repeat),
                (t!(l, "ticket-channel"), words(Some(t.channel.label(l)))),
                (t!(l, "ticket-reported-at"), Some(html! { <Time at={t.reported_at} both=true /> })),
                (t!(l, "ticket-received-by"), words(t.received_by_name.as_ref())),
                (t!(l, "ticket-source"), words(source)),
            ]) }
        </Panel>
    }
}

/// Who has it, and for whom.
fn people(t: &Ticket, l: Locale) -> Html {
    let customer = t.customer_id.map(|id| {
        html! { <Link to={Route::Customers(Record::One(id))}>{ t.customer_name.clone().unwrap_or_default() }</Link> }
    });
    let phone = t.contact_phone.as_ref().map(|p| html! { <a href={format!("tel:{p}")}>{ p }</a> });
    let email = t.contact_email.as_ref().map(|e| html! { <a href={format!("mailto:{e}")}>{ e }</a> });
    let nobody = t.assignee_id.is_none() && t.team_id.is_none() && t.status.is_open();
    html! {
        <>
            <Panel title={t!(l, "ticket-handled-by")}>
                if nobody {
                    <p class="sb-quiet">{ t!(l, "ticket-unassigned") }</p>
                }
                { facts(vec![
                    (t!(l, "ticket-assignee"), words(t.assignee_name.as_ref())),
                    (t!(l, "ticket-team"), words(t.team_name.as_ref())),
                    (t!(l, "ticket-dealer"), words(t.dealer_name.as_ref())),
                    (t!(l, "ticket-routed-by"), words(t.routed_by.as_ref())),
                    (t!(l, "ticket-onsite-called"), maybe_time(t.onsite_called_at)),
                    (t!(l, "ticket-onsite-arrived"), maybe_time(t.onsite_arrived_at)),
                ]) }
            </Panel>
            <Panel title={t!(l, "ticket-customer")}>
                if customer.is_none() && t.contact_name.is_none() {
                    <p class="sb-quiet">{ t!(l, "ticket-no-customer") }</p>
                }
                { facts(vec![
                    (t!(l, "ticket-customer"), customer),
                    (t!(l, "ticket-contact-name"), words(t.contact_name.as_ref())),
                    (t!(l, "ticket-contact-phone"), phone),
                    (t!(l, "ticket-contact-email"), email),
                    (t!(l, "ticket-site"), words(t.site_name.as_ref())),
                ]) }
            </Panel>
        </>
    }
}

/// The equipment and its warranty as it was at verification.
fn unit(t: &Ticket, l: Locale) -> Html {
    let serial = t.unit_id.map(|id| {
        html! { <Link to={Route::Units(Record::One(id))}>{ t.unit_serial.clone().unwrap_or_default() }</Link> }
    });
    let product = t.product_name.as_ref().map(|name| match &t.product_code {
        Some(code) => format!("{code} {name}"),
        None => name.clone(),
    });
    let none = serial.is_none() && product.is_none();
    html! {
        <Panel title={t!(l, "ticket-unit")}>
            if none {
                <p class="sb-quiet">{ t!(l, "ticket-no-unit") }</p>
            }
            { facts(vec![
                (t!(l, "unit-serial"), serial),
                (t!(l, "ticket-product"), words(product)),
                (t!(l, "ticket-usage"), words(t.usage_value.map(format::number))),
                (t!(l, "ticket-age"), words(t.product_age_years.map(|a| a.normalize().to_string()))),
                (t!(l, "ticket-made-in"), words(t.manufactured_year.map(|y| y.to_string()))),
            ]) }
            if !none {
                <h3 class="sb-h3">{ t!(l, "ticket-warranty") }</h3>
                if t.warranty.is_empty() {
                    <p class="sb-quiet">{ t!(l, "ticket-warranty-later") }</p>
                } else {
                    <WarrantyCard verdicts={t.warranty.clone()} />
                }
            }
        </Panel>
    }
}
