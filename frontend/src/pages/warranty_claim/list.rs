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
use crate::components::table::Row;
use crate::components::time::maybe_time;
use crate::i18n::use_locale;
use crate::route::{Record, Route, use_query};
use crate::session::{may, use_me, use_reader};
use chrono::{Days, Utc};
use patternfly_yew::prelude::Icon;
use serde::{Deserialize, Serialize};
use shared::auth::Permission;
use shared::i18n::Locale;
use shared::page::OneOf;
use shared::records::warranty_claim::*;
use yew::prelude::*;

/// What the list shows, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Filter {
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<WarrantyClaimStatus>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<WarrantyClaimKind>,
    /// By whom it was answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    decided_by: Option<ClaimDecider>,
    /// Those that silence decides within a week.
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<Due>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cursor: Option<String>,
}

/// When the answer is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Due {
    Week,
}

fn row(one: &WarrantyClaimSummary, l: Locale) -> Row {
    let to = Route::Claims(Record::One(one.id));
    Row {
        key: one.id.to_string(),
        to: Some(to),
        cells: vec![
            html! { <Link {to} class="sb-number">{ &one.number }</Link> },
            html! { { one.kind.label(l) } },
            badge(one.status, l),
            html! { { &one.dealer_name } },
            html! { <span class="sb-keep">{ one.unit_serial.clone().unwrap_or_default() }</span> },
            html! { <span class="sb-keep">{ one.failed_on.to_string() }</span> },
            html! { <span class="sb-keep">{ total(one.claimed, one.currency) }</span> },
            html! { <span class="sb-keep">{ one.approved.map(|sum| total(sum, one.currency)).unwrap_or_default() }</span> },
            maybe_time(one.answer_due_at).unwrap_or_default(),
        ],
    }
}

/// The register.
#[component]
pub fn ClaimList() -> Html {
    let l = use_locale();
    let me = use_me();
    let reader = use_reader();
    let week = reader.day(Utc::now()) + Days::new(7);
    let query = use_query::<Filter>();
    let filter = query.value.clone();
    let asked = WarrantyClaimQuery {
        status: filter.status.map(|status| OneOf(vec![status])),
        kind: filter.kind.map(|kind| OneOf(vec![kind])),
        decided_by: filter.decided_by,
        due_until: filter.due.map(|Due::Week| week),
        cursor: filter.cursor.clone(),
        ..WarrantyClaimQuery::default()
    };
    let loaded = use_load(asked.clone(), |asked| async move { warranty_claim::list(&asked).await });
    let narrow = Filter { cursor: None, ..filter.clone() } != Filter::default();
    let clear = narrow.then(|| query.push.reform(|()| Filter::default()));
    let with = |change: fn(&mut Filter, String)| {
        let (filter, push) = (filter.clone(), query.push.clone());
        Callback::from(move |value: String| {
            let mut filter = Filter { cursor: None, ..filter.clone() };
            change(&mut filter, value);
            push.emit(filter);
        })
    };
    let address = AttrValue::from(serde_urlencoded::to_string(&asked).unwrap_or_default());
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
        t!(l, "claim-kind"),
        t!(l, "page-status"),
        t!(l, "claim-dealer"),
        t!(l, "claim-unit"),
        t!(l, "claim-failed"),
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
                    value={filter.status.map(WarrantyClaimStatus::as_str).unwrap_or_default()}
                    choices={choices!(WarrantyClaimStatus, l)}
                    none={t!(l, "page-all")}
                    onchange={with(|f, v| f.status = v.parse().ok())}
                />
                <Select
                    id="filter-kind"
                    label={t!(l, "claim-kind")}
                    value={filter.kind.map(WarrantyClaimKind::as_str).unwrap_or_default()}
                    choices={choices!(WarrantyClaimKind, l)}
                    none={t!(l, "page-all")}
                    onchange={with(|f, v| f.kind = v.parse().ok())}
                />
                <Select
                    id="filter-decider"
                    label={t!(l, "claim-decider")}
                    value={filter.decided_by.map(ClaimDecider::as_str).unwrap_or_default()}
                    choices={choices!(ClaimDecider, l)}
                    none={t!(l, "page-all")}
                    onchange={with(|f, v| f.decided_by = v.parse().ok())}
                />
                <Select
                    id="filter-due"
                    label={t!(l, "claim-due")}
                    value={filter.due.map(|_| "week").unwrap_or_default()}
                    choices={vec![crate::components::field::Choice::new("week", t!(l, "claim-due-week"))]}
                    none={t!(l, "page-all")}
                    onchange={with(|f, v| f.due = (v == "week").then_some(Due::Week))}
                />
            </FilterBar>
            { list_view(&loaded, t!(l, "claim-nav"), columns, |one| row(one, l), nothing) }
        </>
    }
}
