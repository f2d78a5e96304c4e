//! The register of warranty claims.

use crate::api::warranty_claim;
use crate::components::async_view::use_load;
use crate::components::button::Kind;
use crate::components::export::Export;
use crate::components::filters::{FilterBar, Select};
use crate::components::link::{Link, LinkButton};
use crate::components::list::{Nothing, list_view};
use crate::components::money::total;
use crate::components::page_head::PageHead;
use crate::components::status_badge::badge;
use crate::components::table::{Row, kept};
use crate::components::time::maybe_time;
use crate::i18n::use_locale;
use crate::route::{Record, Route, use_query};
use crate::session::{may, use_me, use_reader};
use chrono::{Days, Utc};
use patternfly_yew::prelude::Icon;
use shared::auth::Permission;
use shared::i18n::Locale;
use shared::page::OneOf;
use shared::records::warranty_claim::*;
use yew::prelude::*;

fn row(one: &WarrantyClaimSummary, l: Locale) -> Row {
    let to = Route::Claims(Record::One(one.id));
    Row {
        key: one.id.to_string(),
        to: Some(to),
        cells: vec![
            html! { <><Link {to} class="sb-number">{ &one.number }</Link><div class="sb-quiet">{ one.kind.label(l) }</div></> },
            badge(one.status, l),
            html! { { &one.dealer_name } },
            html! {
                <>
                    <span class="sb-keep">{ one.unit_serial.clone().unwrap_or_default() }</span>
                    <div class="sb-quiet sb-keep">{ one.failed_on.to_string() }</div>
                </>
            },
            html! { <span class="sb-keep">{ total(one.claimed, one.currency) }</span> },
            kept(one.approved.map(|sum| total(sum, one.currency))),
            maybe_time(one.answer_due_at).unwrap_or_default(),
        ],
    }
}

/// What a list that came from a number is narrowed to beside what can be chosen here.
fn narrowed(query: &WarrantyClaimQuery) -> bool {
    let several = query.status.as_ref().is_some_and(|status| status.0.len() > 1);
    let open = WarrantyClaimQuery {
        status: None,
        kind: None,
        decided_by: None,
        due_until: None,
        cursor: None,
        limit: None,
        ..query.clone()
    };
    several || open != WarrantyClaimQuery::default()
}

/// The register.
#[component]
pub fn ClaimList() -> Html {
    let l = use_locale();
    let me = use_me();
    let week = use_reader().day(Utc::now()) + Days::new(7);
    let query = use_query::<WarrantyClaimQuery>();
    let filter = query.value.clone();
    let loaded = use_load(filter.clone(), |filter| async move { warranty_claim::list(&filter).await });
    let narrow =
        WarrantyClaimQuery { cursor: None, limit: None, ..filter.clone() } != WarrantyClaimQuery::default();
    let clear = narrow.then(|| query.push.reform(|()| WarrantyClaimQuery::default()));
    let with = |change: Callback<(WarrantyClaimQuery, String), WarrantyClaimQuery>| {
        let (filter, push) = (filter.clone(), query.push.clone());
        Callback::from(move |value: String| {
            push.emit(change.emit((WarrantyClaimQuery { cursor: None, ..filter.clone() }, value)));
        })
    };
    let by_status = with(Callback::from(|(filter, value): (WarrantyClaimQuery, String)| {
        WarrantyClaimQuery { status: value.parse().ok().map(|status| OneOf(vec![status])), ..filter }
    }));
    let by_kind = with(Callback::from(|(filter, value): (WarrantyClaimQuery, String)| WarrantyClaimQuery {
        kind: value.parse().ok().map(|kind| OneOf(vec![kind])),
        ..filter
    }));
    let by_decider = with(Callback::from(|(filter, value): (WarrantyClaimQuery, String)| {
        WarrantyClaimQuery { decided_by: value.parse().ok(), ..filter }
    }));
    let by_due = with(Callback::from(move |(filter, value): (WarrantyClaimQuery, String)| {
        WarrantyClaimQuery { due_until: (value == "week").then_some(week), ..filter }
    }));
    let one = |words: Option<&'static str>| words.unwrap_or_default();
    let address = AttrValue::from(serde_urlencoded::to_string(&filter).unwrap_or_default());
    let actions = html! {
        <>
            <Export list="warranty-claims" query={address} />
            if may(&me, Permission::ClaimFile) {
                <LinkButton to={Route::Claims(Record::New)} label={t!(l, "claim-new")} kind={Kind::Primary} icon={Icon::Plus} />
            }
        </>
    };
    let nothing =
        Nothing { title: t!(l, "claim-none"), hint: t!(l, "claim-none-hint"), clear: clear.clone() };
    let columns = vec![
        t!(l, "claim-number"),
        t!(l, "page-status"),
        t!(l, "claim-dealer"),
        format!("{} · {}", t!(l, "claim-unit"), t!(l, "claim-failed")),
        t!(l, "claim-claimed"),
        t!(l, "claim-approved"),
        t!(l, "claim-due"),
    ];
    html! {
        <>
            <PageHead title={t!(l, "claim-nav")} {actions} />
            <FilterBar {clear}>
                <Select
                    id="filter-status"
                    label={t!(l, "page-status")}
                    value={one(filter.status.as_ref().and_then(|s| s.0.first()).map(|s| s.as_str()))}
                    choices={choices!(WarrantyClaimStatus, l)}
                    none={t!(l, "page-all")}
                    onchange={by_status}
                />
                <Select
                    id="filter-kind"
                    label={t!(l, "claim-kind")}
                    value={one(filter.kind.as_ref().and_then(|k| k.0.first()).map(|k| k.as_str()))}
                    choices={choices!(WarrantyClaimKind, l)}
                    none={t!(l, "page-all")}
                    onchange={by_kind}
                />
                <Select
                    id="filter-decider"
                    label={t!(l, "claim-decider")}
                    value={filter.decided_by.map(ClaimDecider::as_str).unwrap_or_default()}
                    choices={choices!(ClaimDecider, l)}
                    none={t!(l, "page-all")}
                    onchange={by_decider}
                />
                <Select
                    id="filter-due"
                    label={t!(l, "claim-due")}
                    value={filter.due_until.map(|_| "week").unwrap_or_default()}
                    choices={vec![crate::components::field::Choice::new("week", t!(l, "claim-due-week"))]}
                    none={t!(l, "page-all")}
                    onchange={by_due}
                />
            </FilterBar>
            if narrowed(&filter) {
                <p class="sb-quiet">{ t!(l, "claim-of-number") }</p>
            }
            { list_view(&loaded, t!(l, "claim-nav"), columns, |one| row(one, l), nothing) }
        </>
    }
}
