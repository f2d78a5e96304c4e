//! The page of a statement: what it comes to, its lines, and what is done next.

use super::action::ActionForm;
use super::lines::Lines;
use super::list::disputed;
use crate::api::statement;
use crate::components::async_view::{async_view, use_load};
use crate::components::button::{Button, Kind};
use crate::components::facts::{Panel, facts, words};
use crate::components::money::balance;
use crate::components::page_head::PageHead;
use crate::components::paper::Paper;
use crate::components::status_badge::badge;
use crate::components::time::maybe_time;
use crate::format;
use crate::i18n::use_locale;
use crate::route::{Record, Route};
use crate::session::use_me;
use shared::auth::OrganizationKind;
use shared::i18n::Locale;
use shared::ids::StatementId;
use shared::records::statement::{Statement, StatementAction, StatementForm};
use yew::prelude::*;

/// Properties of [`StatementPage`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The statement.
    pub id: StatementId,
}

/// The page.
#[component]
pub fn StatementPage(props: &Props) -> Html {
    let l = use_locale();
    let inside = use_me().organization_kind == OrganizationKind::Manufacturer;
    let loaded = use_load(props.id, statement::get);
    let doing = use_state_eq(|| None::<StatementAction>);
    let title = loaded
        .data
        .as_ref()
        .map_or_else(|| t!(l, "statement-nav"), |s| format!("{} · {}", s.head.number, s.head.month));
    let badges = loaded.data.as_ref().map(|s| {
        html! { <>{ badge(s.head.status, l) }{ disputed(s.head.disputed, l) }</> }
    });
    let actions = loaded.data.as_ref().map(|s| {
        let button = |action: &StatementAction| {
            let (doing, action) = (doing.setter(), *action);
            let onclick = Callback::from(move |()| doing.set(Some(action)));
            html! { <Button key={action.as_str()} label={action.label(l)} kind={Kind::Primary} {onclick} /> }
        };
        let path = |form: &StatementForm| AttrValue::from(format!("statements/{}/paper/{form}", s.head.id));
        let forms = StatementForm::ALL
            .iter()
            .map(|form| (AttrValue::from(form.label(l)), path(form)))
            .collect::<Vec<_>>();
        html! {
            <>
                { for s.available_actions.iter().map(button) }
                <Paper {forms} />
            </>
        }
    });
    let view = async_view(
        &loaded,
        |_| None,
        |s| {
            html! {
                <>
                    <div class="sb-split">
                        <div>
                            <Panel title={t!(l, "statement-sums")}>{ sums(s, l) }</Panel>
                        </div>
                        <div class="sb-aside">
                            <Panel title={t!(l, "statement-way")}>{ way(s, inside, l) }</Panel>
                        </div>
                    </div>
                    <Lines statement={s.clone()} ondone={loaded.set.clone()} reload={loaded.reload.clone()} />
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
                parent={Some((Route::Statements(Record::List), AttrValue::from(t!(l, "statement-nav"))))}
                badges={badges.unwrap_or_default()}
                actions={actions.unwrap_or_default()}
            />
            { view }
            if let Some((doing, statement)) = (*doing).zip(loaded.data.clone()) {
                <ActionForm {statement} {doing} ondone={loaded.set.clone()} reload={loaded.reload.clone()} {onclose} />
            }
        </>
    }
}

/// What it comes to, in all and by kind, and who owes it to whom.
fn sums(s: &Statement, l: Locale) -> Html {
    let currency = s.head.currency;
    let owed = match s.head.total.value() {
        total if total.is_zero() => t!(l, "statement-even"),
        total if total.is_sign_negative() => t!(l, "statement-by-maker"),
        _ => t!(l, "statement-to-maker"),
    };
    let mut all = vec![(
        t!(l, "statement-total"),
        Some(
            html! { <><strong>{ balance(s.head.total, currency) }</strong>{ " " }<span class="sb-quiet">{ owed }</span></> },
        ),
    )];
    all.extend(s.sums.iter().map(|sum| {
        let count = t!(l, "statement-line-count", count = sum.lines);
        let amount =
            html! { <>{ balance(sum.amount, currency) }{ " " }<span class="sb-quiet">{ count }</span></> };
        (sum.kind.label(l), Some(amount))
    }));
    facts(all)
}

fn way(s: &Statement, inside: bool, l: Locale) -> Html {
    let head = &s.head;
    let held =
        (s.unconfirmed_recoveries > 0).then(|| t!(l, "statement-held-by", count = s.unconfirmed_recoveries));
    let day = |day: Option<chrono::NaiveDate>| words(day.map(|day| day.to_string()));
    facts(vec![
        (t!(l, "statement-party"), words(inside.then_some(&head.party_name))),
        (t!(l, "statement-lines"), words(Some(format::number(head.lines.into())))),
        (t!(l, "statement-held"), words(held)),
        (t!(l, "statement-issued"), maybe_time(s.issued_at)),
        (t!(l, "statement-issued-by"), words(s.issued_by_name.as_ref())),
        (t!(l, "statement-agreed"), maybe_time(s.agreed_at)),
        (t!(l, "statement-agreed-by"), words(s.agreed_by_name.as_ref())),
        (t!(l, "statement-note"), words(s.agreed_note.as_ref())),
        (t!(l, "statement-invoice"), words(s.invoice_number.as_ref())),
        (t!(l, "statement-invoiced-on"), day(s.invoiced_on)),
        (t!(l, "statement-due"), day(head.due_on)),
        (t!(l, "statement-paid-on"), day(s.paid_on)),
        (t!(l, "statement-reference"), words(s.payment_reference.as_ref())),
        (t!(l, "statement-paid-by"), words(s.paid_by_name.as_ref())),
        (t!(l, "statement-locked"), maybe_time(s.locked_at)),
    ])
}
