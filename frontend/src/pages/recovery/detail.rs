//! The page of a recovery: what is claimed for which parts, what was said, and what is done next.

use super::action::ActionForm;
use super::list::days;
use crate::api::{recovery, register};
use crate::browser;
use crate::components::async_view::{async_view, use_load};
use crate::components::button::{Button, Kind};
use crate::components::facts::{Panel, facts, words};
use crate::components::link::Link;
use crate::components::menu::Menu;
use crate::components::money::{money, words as money_words};
use crate::components::page_head::PageHead;
use crate::components::paper::Paper;
use crate::components::status_badge::badge;
use crate::components::table::{Row, Table};
use crate::components::time::{Time, maybe_time};
use crate::i18n::use_locale;
use crate::route::{Record, Route};
use futures_util::FutureExt;
use patternfly_yew::prelude::Icon;
use shared::i18n::Locale;
use shared::ids::RecoveryId;
use shared::records::recovery::{Recovery, RecoveryAction, RecoveryLine, RecoveryStep};
use shared::records::warranty_claim::WarrantyClaimStatus;
use yew::prelude::*;

/// Properties of [`RecoveryPage`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The recovery.
    pub id: RecoveryId,
}

/// The page.
#[component]
pub fn RecoveryPage(props: &Props) -> Html {
    let l = use_locale();
    let loaded = use_load(props.id, recovery::get);
    let doing = use_state_eq(|| None::<RecoveryAction>);
    let title = loaded.data.as_ref().map_or_else(|| t!(l, "recovery-nav"), |one| one.head.number.clone());
    let badges = loaded.data.as_ref().map(|one| {
        html! { <>{ badge(one.head.status, l) }{ one.head.days_left.map(|left| days(left, l)).unwrap_or_default() }</> }
    });
    let actions = loaded.data.as_ref().map(|one| {
        let button = |action: &RecoveryAction| {
            use RecoveryAction::{Appeal, Object, Withdraw};
            let (doing, action) = (doing.setter(), *action);
            let kind =
                if matches!(action, Object | Appeal | Withdraw) { Kind::Secondary } else { Kind::Primary };
            let onclick = Callback::from(move |()| doing.set(Some(action)));
            html! { <Button key={action.as_str()} label={action.label(l)} {kind} {onclick} /> }
        };
        let (id, number) = (one.head.id, one.head.number.clone());
        let take = Callback::from(move |_: usize| {
            let name = format!("{number}-evidence.zip");
            async move {
                let bytes = register::file(&format!("recoveries/{id}/evidence"), &format!("lang={l}")).await?;
                browser::save(&bytes, &name);
                Ok(())
            }
            .boxed_local()
        });
        let forms = vec![(
            AttrValue::from(t!(l, "recovery-paper")),
            AttrValue::from(format!("recoveries/{}/paper", one.head.id)),
        )];
        html! { <>{ for one.available_actions.iter().map(button) }<Paper {forms} /><Menu label={t!(l, "recovery-evidence")} icon={Icon::Download} choices={vec![AttrValue::from(t!(l, "recovery-evidence-zip"))]} {take} /></> }
    });
    let view = async_view(
        &loaded,
        |_| None,
        |one| {
            html! {
                <>
                    <div class="sb-split">
                        <div>
                            <Panel title={t!(l, "recovery-about")}>{ about(one, l) }</Panel>
                        </div>
                        <div class="sb-aside">
                            <Panel title={t!(l, "recovery-way")}>{ way(&one.steps, one, l) }</Panel>
                        </div>
                    </div>
                    <Panel title={t!(l, "recovery-lines")}>{ lines(one, l) }</Panel>
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
                parent={Some((Route::Recoveries(Record::List), AttrValue::from(t!(l, "recovery-nav"))))}
                badges={badges.unwrap_or_default()}
                actions={actions.unwrap_or_default()}
            />
            { view }
            if let Some((doing, recovery)) = (*doing).zip(loaded.data.clone()) {
                <ActionForm {recovery} {doing} ondone={loaded.set.clone()} reload={loaded.reload.clone()} {onclose} />
            }
        </>
    }
}

fn about(one: &Recovery, l: Locale) -> Html {
    let head = &one.head;
    facts(vec![
        (t!(l, "recovery-supplier"), words(Some(&head.supplier_name))),
        (t!(l, "recovery-claimed"), words(Some(money_words(head.claimed, head.currency)))),
        (t!(l, "recovery-amount"), Some(html! { <strong>{ money(head.amount, head.currency) }</strong> })),
        (t!(l, "recovery-until"), words(head.answer_until.map(|day| day.to_string()))),
        (t!(l, "recovery-delivery"), words(one.delivery.as_ref())),
        (t!(l, "recovery-note"), words(one.note.as_ref())),
        (t!(l, "recovery-created"), maybe_time(Some(one.created_at))),
        (t!(l, "recovery-created-by"), words(one.created_by_name.as_ref())),
    ])
}

fn way(steps: &[RecoveryStep], one: &Recovery, l: Locale) -> Html {
    let step = |step: &RecoveryStep| {
        html! {
            <li>
                { badge(step.status, l) }{ " " }<Time at={step.at} />
                if let Some(name) = &step.actor_name {
                    { " · " }{ name }
                }
                <span class="sb-quiet">{ " · " }{ money(step.amount, one.head.currency) }</span>
                if let Some(said) = &step.words {
                    <div class="sb-words">{ said }</div>
                }
            </li>
        }
    };
    html! { <ul class="sb-steps" role="list">{ for steps.iter().map(step) }</ul> }
}

fn lines(one: &Recovery, l: Locale) -> Html {
    let currency = one.head.currency;
    let row = |line: &RecoveryLine| {
        let part = [line.part_number.as_deref(), line.name.as_deref()];
        let part = part.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let rma = line.rma_id.zip(line.rma_number.clone()).map(|(id, number)| {
            html! { <Link to={Route::Rmas(Record::One(id))} class="sb-number">{ number }</Link> }
        });
        let claim = line.claim_id.zip(line.claim_number.clone()).map(|(id, number)| {
            html! { <Link to={Route::Claims(Record::One(id))} class="sb-number">{ number }</Link> }
        });
        // Its cost is the dealer's own again, so that this line should go.
        let back = line.claim_status.filter(|status| *status == WarrantyClaimStatus::ChargedBack);
        let basis = line.basis.map(|basis| basis.label(l)).unwrap_or_default();
        Row {
            key: line.position.to_string(),
            to: None,
            cells: vec![
                html! { { line.kind.label(l) } },
                html! { <>{ part }{ " " }<code>{ line.tag.clone().unwrap_or_default() }</code></> },
                html! { { line.failure_mode.clone().unwrap_or_default() } },
                html! { <>{ line.cost.map(|cost| money(cost, currency)).unwrap_or_default() }{ " " }<span class="sb-quiet">{ basis }</span></> },
                html! { { line.quantity } },
                html! { <span class="sb-keep">{ format!("{} %", line.share_percent) }</span> },
                money(line.amount, currency),
                html! { <>{ rma.unwrap_or_default() }{ " " }{ claim.unwrap_or_default() }{ " " }{ for back.map(|status| badge(status, l)) }</> },
            ],
        }
    };
    let columns = vec![
        t!(l, "statement-kind"),
        t!(l, "rma-part"),
        t!(l, "rma-failure-mode"),
        t!(l, "recovery-cost"),
        t!(l, "rma-quantity"),
        t!(l, "recovery-share"),
        t!(l, "statement-amount"),
        t!(l, "rma-one"),
    ];
    let rows = one.lines.iter().map(row).collect::<Vec<_>>();
    html! { <Table label={t!(l, "recovery-lines")} {columns} {rows} /> }
}
