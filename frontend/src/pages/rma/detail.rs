//! The page of a return: its lines, where each part is, and what can be done.

use super::action::{ActionForm, Doing};
use super::claims::ClaimsOfReturn;
use super::dunning::Dunnings;
use super::pictures::Pictures;
use super::print::{Print, PrintTag};
use crate::api::rma;
use crate::components::async_view::{async_view, use_load};
use crate::components::button::{Button, Kind};
use crate::components::facts::{Panel, facts, words};
use crate::components::link::Link;
use crate::components::money::money;
use crate::components::page_head::PageHead;
use crate::components::status_badge::{badge, label};
use crate::components::time::{Time, maybe_time};
use crate::i18n::use_locale;
use crate::pages::quality_feedback::RaiseFromLine;
use crate::pages::supplier_return::charges;
use crate::route::{Record, Route};
use crate::session::{may, use_me};
use patternfly_yew::prelude::{Color, Icon};
use shared::auth::Permission;
use shared::i18n::Locale;
use shared::ids::RmaId;
use shared::records::rma::{
    Rma, RmaAction, RmaClaim, RmaLine, RmaLineAction, RmaRefund, RmaSupplierReturn, lines_stand, may_picture,
};
use yew::prelude::*;

/// Properties of [`RmaPage`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The return.
    pub id: RmaId,
}

/// The page of a return.
#[component]
pub fn RmaPage(props: &Props) -> Html {
    let l = use_locale();
    let loaded = use_load(props.id, rma::get);
    let doing = use_state_eq(|| None::<Doing>);
    let begin = {
        let doing = doing.setter();
        Callback::from(move |what| doing.set(Some(what)))
    };
    let me = use_me();
    let desk = Desk {
        begin: begin.clone(),
        reload: loaded.reload.clone(),
        pictures: may(&me, Permission::RmaPictureCreate),
        returns: may(&me, Permission::SupplierReturnRead),
    };
    let title = loaded.data.as_ref().map_or_else(
        || t!(l, "rma-one"),
        |rma| {
            format!(
                "{} {}",
                rma.head.number,
                rma.head.customer_name.as_ref().unwrap_or(&rma.head.dealer_name)
            )
        },
    );
    let badges = loaded.data.as_ref().map(|rma| badge(rma.head.status, l)).unwrap_or_default();
    let actions = loaded.data.as_ref().map(|rma| {
        let button = |action: &RmaAction| {
            let (begin, action) = (begin.clone(), *action);
            let kind = match action {
                RmaAction::Refuse | RmaAction::Cancel | RmaAction::Overrule => Kind::Secondary,
                _ => Kind::Primary,
            };
            let onclick = Callback::from(move |()| begin.emit(Doing::Head(action)));
            html! { <Button key={action.as_str()} label={action.label(l)} {kind} {onclick} /> }
        };
        html! { <>{ for rma.available_actions.iter().map(button) }<Print id={rma.head.id} /></> }
    });
    let view = async_view(
        &loaded,
        |_| None,
        |rma| {
            html! {
                <div class="sb-split">
                    <div>
                        { for rma.lines.iter().map(|line| one(line, rma, &desk, l)) }
                    </div>
                    <div class="sb-aside">
                        if let Some(claim) = &rma.claim {
                            <Panel title={t!(l, "rma-claim")}>{ claimed(claim, l) }</Panel>
                        }
                        <Panel title={t!(l, "rma-about")}>{ about(rma, l) }</Panel>
                        if let Some(ticket_id) = rma.head.ticket_id {
                            <ClaimsOfReturn {ticket_id} />
                        }
                        <Dunnings id={rma.head.id} lines={rma.lines.clone()} version={rma.head.version} />
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
                parent={Some((Route::Rmas(Record::List), AttrValue::from(t!(l, "rma-nav"))))}
                {badges}
                actions={actions.unwrap_or_default()}
            />
            { view }
            if let Some((doing, rma)) = (*doing).zip(loaded.data.clone()) {
                <ActionForm {rma} {doing} ondone={loaded.set.clone()} reload={loaded.reload.clone()} {onclose} />
            }
        </>
    }
}

fn about(rma: &Rma, l: Locale) -> Html {
    let head = &rma.head;
    let ticket = head.ticket_id.zip(head.ticket_number.clone()).map(|(id, number)| {
        html! { <Link to={Route::Tickets(Record::One(id))} class="sb-number">{ number }</Link> }
    });
    facts(vec![
        (t!(l, "rma-dealer"), words(Some(&head.dealer_name))),
        (t!(l, "rma-ticket"), ticket),
        (t!(l, "rma-reason"), words(rma.reason.as_ref())),
        (t!(l, "rma-deadline"), words(head.deadline.map(|day| day.to_string()))),
        (t!(l, "rma-return-to"), words(rma.return_to_name.as_ref())),
        (t!(l, "rma-carrier"), words(head.carrier.as_ref())),
        (t!(l, "rma-waybill"), words(head.waybill.as_ref())),
        (t!(l, "rma-freight"), words(rma.freight_payer.map(|payer| payer.label(l)))),
        (t!(l, "rma-created-by"), words(Some(&rma.created_by_name))),
        (t!(l, "rma-created"), maybe_time(Some(head.created_at))),
        (t!(l, "rma-authorized-by"), words(rma.authorized_by_name.as_ref())),
        (t!(l, "rma-authorized"), maybe_time(rma.authorized_at)),
        (t!(l, "rma-shipped"), maybe_time(rma.shipped_at)),
        (t!(l, "rma-closed"), maybe_time(rma.closed_at)),
        (t!(l, "rma-end-reason"), words(rma.end_reason.as_ref())),
    ])
}

/// What a customer claims, and what the policy says to it.
fn claimed(claim: &RmaClaim, l: Locale) -> Html {
    let verdict = &claim.verdict;
    let word = if verdict.allowed {
        label(Color::Green, Some(Icon::CheckCircle), t!(l, "rma-claim-allowed"))
    } else {
        label(Color::Red, Some(Icon::TimesCircle), t!(l, "rma-claim-refused"))
    };
    let instead = verdict.instead.iter().map(|remedy| remedy.label(l)).collect::<Vec<_>>().join(" · ");
    let agreed = if claim.substitute_agreed { t!(l, "page-yes") } else { t!(l, "page-no") };
    let substitute = claim
        .substitute
        .as_ref()
        .map(|name| format!("{name} ({}: {agreed})", t!(l, "rma-substitute-agreed")));
    html! {
        <>
            <p>{ word }{ " " }{ claim.remedy.label(l) }</p>
            <ul class="sb-steps" role="list">
                { for verdict.reasons.iter().map(|reason| html! { <li>{ reason.text(l) }</li> }) }
            </ul>
            { facts(vec![
                (t!(l, "rma-claim-instead"), words(Some(instead))),
                (t!(l, "rma-customer"), words(Some(&claim.customer_name))),
                (t!(l, "rma-purchased"), words(claim.purchased_on.map(|day| day.to_string()))),
                (t!(l, "rma-proof"), words(claim.proof_number.as_ref())),
                (t!(l, "rma-purchase-condition"), words(Some(claim.condition.label(l)))),
                (t!(l, "rma-substitute"), words(substitute)),
                (t!(l, "rma-refund-due"), words(claim.refund_due.map(|day| day.to_string()))),
                (t!(l, "rma-refund-paid"), claim.refund.as_ref().map(refunded)),
                (t!(l, "rma-overruled-by"), words(claim.overruled_by_name.as_ref())),
                (t!(l, "rma-overruled"), maybe_time(claim.overruled_at)),
                (t!(l, "rma-grounds"), words(claim.grounds.as_ref())),
            ]) }
        </>
    }
}

/// The money that was paid back: how much, when, by which paper, and who said so.
fn refunded(refund: &RmaRefund) -> Html {
    html! {
        <>
            { money(refund.amount, refund.currency) }
            { format!(" · {} · {}", refund.paid_on, refund.reference) }
            <span class="sb-quiet">{ " " }{ &refund.paid_by_name }</span>
        </>
    }
}

/// How many are owed, were sent and came.
pub fn counted(due: i32, sent: Option<i32>, came: Option<i32>) -> String {
    let number = |n: Option<i32>| n.map_or_else(|| "–".to_owned(), |n| n.to_string());
    format!("{due} / {} / {}", number(sent), number(came))
}

/// What a reader can do with lines.
struct Desk {
    begin: Callback<Doing>,
    reload: Callback<()>,
    /// Whether they add pictures.
    pictures: bool,
    /// Whether they see what goes back to suppliers.
    returns: bool,
}

fn one(line: &RmaLine, rma: &Rma, desk: &Desk, l: Locale) -> Html {
    let owes = lines_stand(rma.head.status);
    let title = [line.part_number.as_deref().unwrap_or_default(), &line.name].join(" ").trim().to_owned();
    let button = |action: &RmaLineAction| {
        let (begin, action, id) = (desk.begin.clone(), *action, line.id);
        let kind = match action {
            RmaLineAction::Test
            | RmaLineAction::Judge
            | RmaLineAction::Dispose
            | RmaLineAction::ConfirmScrap => Kind::Secondary,
            RmaLineAction::Lose
            | RmaLineAction::Restore
            | RmaLineAction::Waive
            | RmaLineAction::Hold
            | RmaLineAction::LiftHold
            | RmaLineAction::Charge => Kind::Link,
        };
        let onclick = Callback::from(move |()| begin.emit(Doing::Line(action, id)));
        html! { <Button key={action.as_str()} label={action.label(l)} small=true {kind} {onclick} /> }
    };
    let actions = html! { <>if owes { { badge(line.status, l) } }{ for line.available_actions.iter().map(button) }<PrintTag id={rma.head.id} line={line.id} /><RaiseFromLine line={line.clone()} /></> };
    let unit = line.unit_id.zip(line.unit_serial.clone()).map(|(id, serial)| {
        html! { <Link to={Route::Units(Record::One(id))} class="sb-number">{ serial }</Link> }
    });
    let share = line.responsible.map(|who| {
        let share = line.share_percent.map(|share| format!(" {share} %")).unwrap_or_default();
        format!("{}{share}", who.label(l))
    });
    let onto = (desk.pictures && may_picture("", line.status, line.pictures.len()).is_ok())
        .then_some((rma.head.id, line.id));
    html! {
        <Panel key={line.id.to_string()} {title} {actions}>
            if let Some(hold) = &line.hold {
                <p>
                    { label(Color::Orange, Some(Icon::Lock), t!(l, "rma-held")) }{ " " }{ &hold.reason }
                    <span class="sb-quiet">{ " · " }{ &hold.held_by_name }{ " · " }<Time at={hold.held_at} /></span>
                </p>
            }
            { facts(vec![
                (t!(l, "rma-tag"), Some(html! { <code>{ &line.tag }</code> })),
                (t!(l, "rma-counted"), words(Some(counted(line.quantity_due, line.quantity_shipped, line.quantity_received)))),
                (t!(l, "rma-serial"), words(line.old_serial.as_ref())),
                (t!(l, "rma-batch"), words(line.batch.as_ref())),
                (t!(l, "rma-unit"), unit),
                (t!(l, "rma-fault"), words(line.fault.as_ref())),
                (t!(l, "rma-condition"), words(line.condition.map(|c| c.label(l)))),
                (t!(l, "rma-receipt-note"), words(line.receipt_note.as_ref())),
                (t!(l, "rma-standard-test"), words(line.standard_test.as_ref())),
                (t!(l, "rma-load-test"), words(line.load_test.as_ref())),
                (t!(l, "rma-verdict"), words(line.verdict.map(|v| v.label(l)))),
                (t!(l, "rma-failure-mode"), words(line.failure_mode.as_ref())),
                (t!(l, "rma-responsible"), words(share)),
                (t!(l, "rma-inspected-by"), words(line.inspected_by_name.as_ref())),
                (t!(l, "rma-disposition"), words(line.disposition.map(|d| d.label(l)))),
                (t!(l, "rma-disposed-by"), words(line.disposed_by_name.as_ref())),
                (t!(l, "rma-scrap-by"), words(line.scrap_confirmed_by_name.as_ref())),
                (t!(l, "rma-end-reason"), words(line.end_reason.as_ref())),
                (t!(l, "rma-supplier-return"), line.supplier_return.as_ref().map(|leg| supplier(line, leg, desk.returns, l))),
            ]) }
            if !line.charges.is_empty() {
                { charges(&line.charges, l) }
            }
            <Pictures pictures={line.pictures.clone()} {onto} onchange={desk.reload.clone()} />
            if !line.custody.is_empty() {
                <ol class="sb-steps" aria-label={t!(l, "rma-custody")}>
                    { for line.custody.iter().map(|step| html! {
                        <li>
                            { step.step.label(l) }{ " · " }{ &step.place }{ " · " }{ &step.person_name }{ " · " }<Time at={step.at} />
                        </li>
                    }) }
                </ol>
            }
        </Panel>
    }
}

/// How far a part is on its way back to its supplier.
fn supplier(line: &RmaLine, leg: &RmaSupplierReturn, linked: bool, l: Locale) -> Html {
    let name = leg.supplier_name.clone().unwrap_or_else(|| t!(l, "supplier-return-nobody"));
    let until = leg.deadline.map(|day| format!(" · {day}")).unwrap_or_default();
    html! {
        <>
            { badge(leg.status, l) }{ " " }
            if linked {
                <Link to={Route::SupplierReturns(Record::One(line.id))}>{ name }</Link>
            } else {
                { name }
            }
            { until }
        </>
    }
}
