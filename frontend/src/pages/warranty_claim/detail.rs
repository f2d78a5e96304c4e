//! The page of a warranty claim: what is claimed, what the checks found, what was decided and what happened.

use super::action::ActionForm;
use super::checks::{checks, of, outcome, proposed};
use crate::api::warranty_claim;
use crate::components::async_view::{async_view, use_load};
use crate::components::button::{Button, Kind};
use crate::components::facts::{Panel, facts, words};
use crate::components::link::{Link, LinkButton};
use crate::components::money::{money, total};
use crate::components::page_head::PageHead;
use crate::components::paper::Paper;
use crate::components::status_badge::badge;
use crate::components::table::{Row, Table};
use crate::components::time::{Time, maybe_time};
use crate::format;
use crate::i18n::use_locale;
use crate::pages::rma::{About, OldPart};
use crate::route::{Record, Route};
use crate::session::{may, use_me};
use patternfly_yew::prelude::Icon;
use shared::auth::Permission;
use shared::i18n::{Locale, known};
use shared::ids::WarrantyClaimId;
use shared::money::Currency;
use shared::records::ticket::TicketForm;
use shared::records::warranty_claim::*;
use yew::prelude::*;

/// Properties of [`ClaimPage`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The claim.
    pub id: WarrantyClaimId,
}

/// The page.
#[component]
pub fn ClaimPage(props: &Props) -> Html {
    let l = use_locale();
    let me = use_me();
    let loaded = use_load(props.id, warranty_claim::get);
    let doing = use_state_eq(|| None::<WarrantyClaimAction>);
    let title = loaded.data.as_ref().map_or_else(|| t!(l, "claim-one"), |c| c.head.number.clone());
    let badges = loaded.data.as_ref().map(|c| badge(c.head.status, l));
    let actions = loaded.data.as_ref().map(|c| {
        let button = |action: WarrantyClaimAction| {
            let doing = doing.setter();
            let onclick = Callback::from(move |()| doing.set(Some(action)));
            let kind = if is_grave(action) { Kind::Secondary } else { Kind::Primary };
            html! { <Button key={action.as_str()} label={action.label(l)} {kind} {onclick} /> }
        };
        let path = |form: &WarrantyClaimForm| AttrValue::from(format!("warranty-claims/{}/paper/{form}", c.head.id));
        // The order to do the work is a form of its ticket.
        let order = c.ticket_id.map(|ticket| {
            let form = TicketForm::ServiceOrder;
            (AttrValue::from(form.label(l)), AttrValue::from(format!("tickets/{ticket}/paper/{form}")))
        });
        let own = WarrantyClaimForm::ALL.iter().map(|form| (AttrValue::from(form.label(l)), path(form)));
        let forms = own.chain(order).collect::<Vec<_>>();
        html! {
            <>
                { for c.available_actions.iter().copied().map(button) }
                <Paper {forms} />
                if let Some(query) = old_parts(c).filter(|_| may(&me, Permission::RmaRequest)) {
                    <LinkButton to={Route::Rmas(Record::New)} query={Some(query)} label={t!(l, "rma-new")} icon={Icon::Undo} />
                }
                if c.editable {
                    <LinkButton to={Route::Claims(Record::Edit(props.id))} label={t!(l, "page-edit")} icon={Icon::PencilAlt} />
                }
            </>
        }
    });
    let view = async_view(
        &loaded,
        |_| None,
        |c| {
            let last = c.versions.first().map(|version| &version.adjudication);
            html! {
                <div class="sb-split">
                    <div>
                        <Panel title={t!(l, "claim-about")}>{ about(c, l) }</Panel>
                        { for c.jobs.iter().map(|one| job(c, one, last, l)) }
                        if let Some(found) = last {
                            <Panel title={t!(l, "claim-checks")}>
                                { outcome(found, c.head.currency, l) }
                                { checks(of(found, None), t!(l, "claim-checks-passed"), l) }
                            </Panel>
                        }
                    </div>
                    <div class="sb-aside">
                        <Panel title={t!(l, "claim-answer")}>{ answer(c, l) }</Panel>
                        <Panel title={t!(l, "claim-events")}>{ events(c, l) }</Panel>
                        if !c.versions.is_empty() {
                            <Panel title={t!(l, "claim-versions")}>{ versions(c, l) }</Panel>
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
                parent={Some((Route::Claims(Record::List), AttrValue::from(t!(l, "claim-nav"))))}
                badges={badges.unwrap_or_default()}
                actions={actions.unwrap_or_default()}
            />
            { view }
            if let Some((action, claim)) = (*doing).zip(loaded.data.clone()) {
                <ActionForm {claim} doing={action} ondone={loaded.set.clone()} reload={loaded.reload.clone()} {onclose} />
            }
        </>
    }
}

/// Its parts of which no old one is named, as a new return; nothing once their lines cannot name it any more.
fn old_parts(c: &WarrantyClaim) -> Option<AttrValue> {
    let lines =
        c.jobs.iter().flat_map(|job| &job.lines).filter(|line| c.editable && line.rma_line_id.is_none());
    let parts = lines.filter_map(|line| {
        Some(OldPart {
            part_id: line.part_id?.to_string(),
            number: line.part_number.clone()?,
            name: line.description.clone(),
            quantity: line.quantity.into(),
            old_serial: None,
        })
    });
    let parts = parts.collect::<Vec<_>>();
    let about = About {
        dealer_id: Some(c.head.dealer_id.to_string()),
        dealer_name: Some(c.head.dealer_name.clone()),
        ticket_id: c.ticket_id.map(|id| id.to_string()),
        ticket_number: c.ticket_number.clone(),
        unit_id: c.head.unit_id.map(|id| id.to_string()),
        unit_serial: c.head.unit_serial.clone(),
        ..About::default()
    };
    (!parts.is_empty()).then(|| about.with(&parts).query())
}

/// What is not what one mostly comes for.
fn is_grave(action: WarrantyClaimAction) -> bool {
    use WarrantyClaimAction::{Appeal, Ask, ChargeBack, Withdraw};
    matches!(action, Withdraw | ChargeBack | Ask | Appeal)
}

fn about(c: &WarrantyClaim, l: Locale) -> Html {
    let unit = c.head.unit_id.zip(c.head.unit_serial.clone()).map(|(id, serial)| {
        html! { <Link to={Route::Units(Record::One(id))}>{ serial }</Link> }
    });
    let ticket = c.ticket_id.zip(c.ticket_number.clone()).map(|(id, number)| {
        html! { <Link to={Route::Tickets(Record::One(id))}>{ number }</Link> }
    });
    let campaign = c.campaign_id.zip(c.campaign_number.clone()).map(|(id, number)| {
        html! { <Link to={Route::Campaigns(Record::One(id))}>{ number }</Link> }
    });
    let leave = c.pre_authorization_id.zip(c.pre_authorization_number.clone()).map(|(id, number)| {
        html! { <Link to={Route::Authorizations(Record::One(id))}>{ number }</Link> }
    });
    let shares = c.goodwill.map(|s| {
        t!(
            l,
            "claim-shares",
            maker = i64::from(s.maker),
            dealer = i64::from(s.dealer),
            customer = i64::from(s.customer)
        )
    });
    facts(vec![
        (t!(l, "claim-kind"), words(Some(c.head.kind.label(l)))),
        (t!(l, "claim-dealer"), words(Some(&c.head.dealer_name))),
        (t!(l, "claim-unit"), unit),
        (t!(l, "claim-ticket"), ticket),
        (t!(l, "claim-order"), words(c.head.order_number.as_ref())),
        (t!(l, "claim-failed"), words(Some(c.head.failed_on.to_string()))),
        (t!(l, "claim-repaired"), words(Some(c.head.repaired_on.to_string()))),
        (t!(l, "claim-usage"), words(c.usage.map(format::number))),
        (t!(l, "claim-campaign"), campaign),
        (t!(l, "claim-authorization"), leave),
        (t!(l, "claim-goodwill"), words(shares)),
        (t!(l, "claim-note"), words(c.note.as_ref())),
    ])
}

fn answer(c: &WarrantyClaim, l: Locale) -> Html {
    let sum = |sum| total(sum, c.head.currency);
    facts(vec![
        (t!(l, "claim-claimed"), words(Some(sum(c.head.claimed)))),
        (t!(l, "claim-approved"), words(c.head.approved.map(sum))),
        (t!(l, "claim-answer"), words(c.head.answer.map(|answer| answer.label(l)))),
        (t!(l, "claim-decider"), words(c.head.decided_by.map(|decider| decider.label(l)))),
        (t!(l, "claim-decided-by"), words(c.decided_by_name.as_ref())),
        (t!(l, "claim-filed-by"), words(Some(&c.filed_by_name))),
        (t!(l, "claim-submitted"), maybe_time(c.head.submitted_at)),
        (t!(l, "claim-due"), maybe_time(c.head.answer_due_at)),
        (t!(l, "claim-question-until"), maybe_time(c.question_until)),
        (t!(l, "claim-answered"), maybe_time(c.head.answered_at)),
        (t!(l, "claim-payable"), maybe_time(c.payable_at)),
    ])
}

/// How much of it, in what it is measured in.
fn quantity(line: &WarrantyClaimLine, l: Locale) -> String {
    let count = i64::from(line.quantity);
    match line.class {
        CostClass::Labour => t!(l, "claim-quantity-minutes", count = count),
        CostClass::Travel => t!(l, "claim-quantity-km", count = count),
        CostClass::Part | CostClass::Outside | CostClass::Misc => format::number(count),
    }
}

fn row(line: &WarrantyClaimLine, currency: Currency, l: Locale) -> Row {
    let code = line.part_number.clone().or(line.operation_code.clone()).unwrap_or_default();
    let back = line.rma_id.zip(line.rma_number.clone()).map(|(id, number)| {
        let state = line.rma_status.map(|status| status.label(l)).unwrap_or_default();
        html! { <Link to={Route::Rmas(Record::One(id))}>{ format!("{number} {state}") }</Link> }
    });
    let verdict = line.verdict.map(|verdict| verdict.label(l)).unwrap_or_default();
    let said = [Some(verdict), line.reason.clone(), line.void.then(|| t!(l, "claim-void"))];
    let said: Vec<String> = said.into_iter().flatten().filter(|words| !words.is_empty()).collect();
    Row {
        key: line.id.to_string(),
        to: None,
        cells: vec![
            html! { { line.class.label(l) } },
            html! { { format!("{code} {}", line.description).trim().to_owned() } },
            html! { <span class="sb-keep">{ quantity(line, l) }</span> },
            money(line.claimed, currency),
            line.approved.map(|amount| money(amount, currency)).unwrap_or_default(),
            html! { { said.join(" · ") } },
            back.unwrap_or_default(),
        ],
    }
}

fn job(c: &WarrantyClaim, job: &WarrantyClaimJob, found: Option<&Adjudication>, l: Locale) -> Html {
    let columns = vec![
        t!(l, "claim-class"),
        t!(l, "claim-what"),
        t!(l, "claim-quantity"),
        t!(l, "claim-claimed"),
        t!(l, "claim-approved"),
        t!(l, "claim-decision"),
        t!(l, "claim-return"),
    ];
    let rows = job.lines.iter().map(|line| row(line, c.head.currency, l)).collect::<Vec<_>>();
    let told = job.lines.iter().filter_map(|line| {
        let place = usize::try_from(line.position).ok()?;
        let found = found?;
        let any = of(found, Some(place)).any(|check| check.outcome != CheckOutcome::Pass);
        any.then(|| {
            html! {
                <div key={place}>
                    <strong>{ t!(l, "claim-line", n = i64::from(line.position) + 1) }</strong>
                    { checks(of(found, Some(place)), t!(l, "claim-checks-passed"), l) }
                </div>
            }
        })
    });
    html! {
        <Panel key={job.id.to_string()} title={t!(l, "claim-job")}>
            { facts(vec![
                (t!(l, "claim-complaint"), words(Some(&job.complaint))),
                (t!(l, "claim-cause"), words(Some(&job.cause))),
                (t!(l, "claim-correction"), words(Some(&job.correction))),
                (t!(l, "claim-action"), words(Some(job.action.label(l)))),
                (t!(l, "claim-fault"), words(job.fault_code.as_ref())),
                (t!(l, "claim-causal-part"), words(job.causal_part_number.as_ref())),
            ]) }
            <Table label={t!(l, "claim-lines")} {columns} {rows} />
            { for told }
        </Panel>
    }
}

/// What an event is called: an action's word, or one of its own.
fn event_word(kind: &str, l: Locale) -> String {
    let own = known(l, "warranty_claim_event", kind);
    if own == kind { known(l, "warranty_claim_action", kind) } else { own }
}

fn events(c: &WarrantyClaim, l: Locale) -> Html {
    html! {
        <ol class="sb-steps" role="list">
            { for c.events.iter().enumerate().map(|(n, event)| html! {
                <li key={n}>
                    <strong>{ event_word(&event.kind, l) }</strong>
                    { " → " }{ event.status.label(l) }
                    <div class="sb-quiet">
                        <Time at={event.at} />
                        if let Some(name) = &event.actor_name { { format!(" · {name}") } }
                        if let Some(sum) = event.approved { { format!(" · {}", total(sum, c.head.currency)) } }
                    </div>
                    if let Some(note) = &event.note { <p class="sb-words">{ note }</p> }
                </li>
            }) }
        </ol>
    }
}

fn versions(c: &WarrantyClaim, l: Locale) -> Html {
    html! {
        <ol class="sb-steps" role="list">
            { for c.versions.iter().map(|version| html! {
                <li key={version.number}>
                    <strong>{ t!(l, "claim-version", n = i64::from(version.number)) }</strong>
                    { " " }{ badge(version.adjudication.outcome, l) }
                    <div class="sb-quiet">
                        <Time at={version.at} />
                        { format!(" · {} · {}", version.by_name, version.rule_set_name) }
                    </div>
                    <div>{ proposed(&version.adjudication, c.head.currency, l) }</div>
                </li>
            }) }
        </ol>
    }
}
