//! The page of something that goes back to its supplier: what was found, until when, and what can be done.

use super::action::ActionForm;
use super::list::days;
use crate::api::supplier_return;
use crate::components::async_view::{async_view, use_load};
use crate::components::button::{Button, Kind};
use crate::components::facts::{Panel, facts, words};
use crate::components::link::Link;
use crate::components::money::{money, words as money_words};
use crate::components::page_head::PageHead;
use crate::components::status_badge::badge;
use crate::components::time::{Time, maybe_time};
use crate::i18n::use_locale;
use crate::pages::rma::Pictures;
use crate::route::{Record, Route};
use shared::i18n::Locale;
use shared::ids::RmaLineId;
use shared::records::supplier_return::{SupplierCharge, SupplierReturn, SupplierReturnAction};
use yew::prelude::*;

/// Properties of [`SupplierReturnPage`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The line of the return that it came with.
    pub id: RmaLineId,
}

/// The page.
#[component]
pub fn SupplierReturnPage(props: &Props) -> Html {
    let l = use_locale();
    let loaded = use_load(props.id, supplier_return::get);
    let doing = use_state_eq(|| None::<SupplierReturnAction>);
    let title = loaded.data.as_ref().map_or_else(
        || t!(l, "supplier-return-one"),
        |one| {
            [one.head.part_number.as_deref().unwrap_or_default(), &one.head.name].join(" ").trim().to_owned()
        },
    );
    let badges = loaded.data.as_ref().map(|one| {
        html! { <>{ badge(one.head.status, l) }{ one.head.days_left.map(|left| days(left, l)).unwrap_or_default() }</> }
    });
    let actions = loaded.data.as_ref().map(|one| {
        let button = |action: &SupplierReturnAction| {
            let (doing, action) = (doing.setter(), *action);
            let kind = match action {
                SupplierReturnAction::Offer | SupplierReturnAction::Collect => Kind::Primary,
                SupplierReturnAction::Refuse | SupplierReturnAction::DisposeLocally => Kind::Secondary,
            };
            let onclick = Callback::from(move |()| doing.set(Some(action)));
            html! { <Button key={action.as_str()} label={action.label(l)} {kind} {onclick} /> }
        };
        one.available_actions.iter().map(button).collect::<Html>()
    });
    let view = async_view(
        &loaded,
        |_| None,
        |one| {
            html! {
                <div class="sb-split">
                    <div>
                        <Panel title={t!(l, "supplier-return-found")}>
                            { found(one, l) }
                            <Pictures pictures={one.pictures.clone()} />
                        </Panel>
                        <Panel title={t!(l, "supplier-return-charges")}>{ charges(&one.charges, l) }</Panel>
                    </div>
                    <div class="sb-aside">
                        <Panel title={t!(l, "supplier-return-way")}>{ way(one, l) }</Panel>
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
                parent={Some((Route::SupplierReturns(Record::List), AttrValue::from(t!(l, "supplier-return-nav"))))}
                badges={badges.unwrap_or_default()}
                actions={actions.unwrap_or_default()}
            />
            { view }
            if let Some((doing, one)) = (*doing).zip(loaded.data.clone()) {
                <ActionForm {one} {doing} ondone={loaded.set.clone()} reload={loaded.reload.clone()} {onclose} />
            }
        </>
    }
}

fn found(one: &SupplierReturn, l: Locale) -> Html {
    let share = one.responsible.map(|who| {
        let share = one.share_percent.map(|share| format!(" {share} %")).unwrap_or_default();
        format!("{}{share}", who.label(l))
    });
    facts(vec![
        (t!(l, "rma-tag"), Some(html! { <code>{ &one.head.tag }</code> })),
        (t!(l, "rma-quantity"), words(Some(one.head.quantity.to_string()))),
        (t!(l, "rma-serial"), words(one.head.old_serial.as_ref())),
        (t!(l, "rma-batch"), words(one.batch.as_ref())),
        (t!(l, "rma-verdict"), words(one.head.verdict.map(|verdict| verdict.label(l)))),
        (t!(l, "rma-failure-mode"), words(one.failure_mode.as_ref())),
        (t!(l, "rma-standard-test"), words(one.standard_test.as_ref())),
        (t!(l, "rma-load-test"), words(one.load_test.as_ref())),
        (t!(l, "rma-responsible"), words(share)),
        (t!(l, "supplier-return-inspected"), maybe_time(one.inspected_at)),
    ])
}

fn way(one: &SupplierReturn, l: Locale) -> Html {
    let rma = one.rma_id.zip(one.rma_number.clone()).map(|(id, number)| {
        html! { <Link to={Route::Rmas(Record::One(id))} class="sb-number">{ number }</Link> }
    });
    let name = one.head.supplier_name.clone().unwrap_or_else(|| t!(l, "supplier-return-nobody"));
    facts(vec![
        (t!(l, "part-supplier"), words(Some(name))),
        (t!(l, "supplier-return-deadline"), words(one.head.deadline.map(|day| day.to_string()))),
        (t!(l, "supplier-return-note"), words(one.note.as_ref())),
        (t!(l, "supplier-return-offered"), maybe_time(one.offered_at)),
        (t!(l, "supplier-return-offered-by"), words(one.offered_by_name.as_ref())),
        (t!(l, "supplier-return-waybill"), words(one.waybill.as_ref())),
        (t!(l, "supplier-return-collected-by"), words(one.collected_by.as_ref())),
        (t!(l, "supplier-return-grounds"), words(one.grounds.as_ref())),
        (t!(l, "supplier-return-answered"), maybe_time(one.answered_at)),
        (t!(l, "supplier-return-answered-by"), words(one.answered_by_name.as_ref())),
        (t!(l, "supplier-return-disposed"), maybe_time(one.disposed_at)),
        (t!(l, "supplier-return-disposed-by"), words(one.disposed_by_name.as_ref())),
        (t!(l, "supplier-return-disposal-note"), words(one.disposal_note.as_ref())),
        (t!(l, "rma-one"), rma),
    ])
}

/// How an amount was reckoned: `CNY 760.00 × 2 × 80 %`.
pub fn reckoned(charge: &SupplierCharge, l: Locale) -> Option<String> {
    let unit = money_words(charge.unit_price?, charge.currency);
    let (quantity, share) = (charge.quantity?, charge.share_percent?);
    let basis = charge.basis.map(|basis| basis.label(l)).unwrap_or_default();
    Some(format!("{basis} {unit} × {quantity} × {share} %"))
}

/// What a supplier is to bear.
pub fn charges(charges: &[SupplierCharge], l: Locale) -> Html {
    if charges.is_empty() {
        return html! { <p class="sb-quiet">{ t!(l, "supplier-return-no-charges") }</p> };
    }
    let one = |charge: &SupplierCharge| {
        html! {
            <li>
                { charge.kind.label(l) }{ " · " }<strong>{ money(charge.amount, charge.currency) }</strong>
                if let Some(how) = reckoned(charge, l) {
                    <span class="sb-quiet">{ " · " }{ how }</span>
                }
                if let Some(note) = &charge.note {
                    { " · " }{ note }
                }
                <span class="sb-quiet">
                    { " · " }
                    if let Some(name) = &charge.recorded_by_name {
                        { name }{ " · " }
                    }
                    <Time at={charge.recorded_at} />
                </span>
            </li>
        }
    };
    html! { <ul class="sb-steps" role="list">{ for charges.iter().map(one) }</ul> }
}
