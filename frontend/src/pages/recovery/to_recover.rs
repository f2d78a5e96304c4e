//! What is to be recovered: parts of one supplier, and what claims cost because of them, are chosen and made a claim.

use super::claim::ClaimForm;
use crate::api::recovery;
use crate::components::async_view::use_load;
use crate::components::button::{Button, Kind};
use crate::components::link::Link;
use crate::components::list::{Look, Nothing, styled_list_view};
use crate::components::money::money;
use crate::components::page_head::PageHead;
use crate::components::table::{Row, Select};
use crate::components::time::Time;
use crate::format;
use crate::i18n::use_locale;
use crate::route::{Record, Route, use_query};
use serde::{Deserialize, Serialize};
use shared::i18n::Locale;
use shared::records::recovery::{ToRecover, ToRecoverQuery};
use std::collections::BTreeSet;
use std::rc::Rc;
use yew::prelude::*;

/// What the list shows, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Filter {
    #[serde(skip_serializing_if = "Option::is_none")]
    cursor: Option<String>,
}

fn row(one: &ToRecover, l: Locale) -> Row {
    let part = [one.part_number.as_deref().unwrap_or_default(), &one.name].join(" ").trim().to_owned();
    let what =
        one.description.as_ref().map(|what| html! { <span class="sb-quiet">{ format!(" · {what}") }</span> });
    let claim = one.claim_id.zip(one.claim_number.clone()).map(|(id, number)| {
        html! { <Link to={Route::Claims(Record::One(id))} class="sb-number">{ number }</Link> }
    });
    let supplier = one.supplier_name.clone().unwrap_or_else(|| t!(l, "supplier-return-nobody"));
    Row {
        key: one.key(),
        to: None,
        cells: vec![
            html! { <span class="sb-keep">{ one.kind.label(l) }</span> },
            html! { <div>{ part }{ " " }<code>{ &one.tag }</code>{ what }</div> },
            html! { { supplier } },
            html! { { format::number(one.quantity.into()) } },
            html! { <span class="sb-keep">{ format!("{} %", one.share_percent) }</span> },
            one.amount
                .zip(one.currency)
                .map(|(amount, currency)| money(amount, currency))
                .unwrap_or_default(),
            html! { { one.failure_mode.clone().unwrap_or_default() } },
            html! { <Time at={one.inspected_at} /> },
            html! { <Link to={Route::Rmas(Record::One(one.rma_id))} class="sb-number">{ &one.rma_number }</Link> },
            claim.unwrap_or_default(),
        ],
    }
}

/// The page.
#[component]
pub fn ToRecoverPage() -> Html {
    let l = use_locale();
    let query = use_query::<Filter>();
    let filter = query.value.clone();
    let chosen = use_state_eq(|| Rc::new(BTreeSet::<String>::new()));
    let claiming = use_state_eq(|| false);
    let loaded = use_load(filter, |filter| async move {
        recovery::to_recover(&ToRecoverQuery { cursor: filter.cursor, ..ToRecoverQuery::default() }).await
    });
    let items: Vec<ToRecover> = loaded.data.as_ref().map(|page| page.items.clone()).unwrap_or_default();
    let picked: Vec<ToRecover> = items.iter().filter(|one| chosen.contains(&one.key())).cloned().collect();
    let suppliers: BTreeSet<_> = picked.iter().map(|one| one.supplier_id).collect();
    let select = (!items.is_empty()).then(|| {
        let (toggled, whole) = (chosen.clone(), chosen.setter());
        let keys: Vec<String> = items.iter().map(ToRecover::key).collect();
        Select {
            chosen: (*chosen).clone(),
            names: Rc::new(
                items.iter().map(|one| (one.key(), format!("{} {}", one.kind.label(l), one.tag))).collect(),
            ),
            toggle: Callback::from(move |(key, on): (String, bool)| {
                let mut next = (**toggled).clone();
                if on {
                    next.insert(key)
                } else {
                    next.remove(&key)
                };
                toggled.set(Rc::new(next));
            }),
            all: Callback::from(move |on: bool| {
                whole.set(Rc::new(if on { keys.iter().cloned().collect() } else { BTreeSet::new() }));
            }),
        }
    });
    let open = |on: bool| {
        let claiming = claiming.setter();
        Callback::from(move |()| claiming.set(on))
    };
    let nothing =
        Nothing { title: t!(l, "recovery-nothing"), hint: t!(l, "recovery-nothing-hint"), clear: None };
    let columns = vec![
        t!(l, "recovery-what"),
        t!(l, "rma-part"),
        t!(l, "recovery-supplier"),
        t!(l, "rma-quantity"),
        t!(l, "recovery-share"),
        t!(l, "recovery-comes-to"),
        t!(l, "rma-failure-mode"),
        t!(l, "supplier-return-inspected"),
        t!(l, "rma-one"),
        t!(l, "claim-one"),
    ];
    let any = select.is_some();
    let look = Look { columns, select, ..Look::default() };
    let count = picked.len() as i64;
    html! {
        <>
            <PageHead title={t!(l, "recovery-to-recover")} />
            if count > 0 {
                <div class="sb-bulk" role="toolbar" aria-label={t!(l, "recovery-picked", count = count)}>
                    <span>{ t!(l, "recovery-picked", count = count) }</span>
                    if suppliers.len() == 1 {
                        <Button label={t!(l, "recovery-claim")} kind={Kind::Primary} small=true onclick={open(true)} />
                    } else {
                        <span class="sb-quiet">{ t!(l, "recovery-one-supplier") }</span>
                    }
                </div>
            } else if any {
                <p class="sb-quiet">{ t!(l, "recovery-pick") }</p>
            }
            { styled_list_view(&loaded, t!(l, "recovery-to-recover"), look, |one| row(one, l), nothing) }
            if *claiming {
                <ClaimForm parts={picked} onclose={open(false)} />
            }
        </>
    }
}
