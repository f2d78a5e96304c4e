//! The list of campaigns.

use crate::api::campaign;
use crate::components::async_view::use_load;
use crate::components::button::Kind;
use crate::components::export::Export;
use crate::components::filters::{FilterBar, SearchBox, Select};
use crate::components::link::{Link, LinkButton};
use crate::components::list::{Nothing, list_view};
use crate::components::page_head::PageHead;
use crate::components::status_badge::badge;
use crate::components::table::{Row, kept};
use crate::components::time::Time;
use crate::format;
use crate::i18n::use_locale;
use crate::route::{Record, Route, use_query};
use crate::session::{may, use_me};
use patternfly_yew::prelude::Icon;
use serde::{Deserialize, Serialize};
use shared::auth::Permission;
use shared::i18n::Locale;
use shared::page::OneOf;
use shared::records::campaign::{CampaignKind, CampaignQuery, CampaignStatus, CampaignSummary};
use yew::prelude::*;

/// What the list shows, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Filter {
    #[serde(skip_serializing_if = "Option::is_none")]
    q: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<CampaignStatus>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<CampaignKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cursor: Option<String>,
}

impl Filter {
    fn query(&self) -> CampaignQuery {
        CampaignQuery {
            q: self.q.as_deref().and_then(|q| q.parse().ok()),
            status: self.status.map(|status| OneOf(vec![status])),
            kind: self.kind.map(|kind| OneOf(vec![kind])),
            cursor: self.cursor.clone(),
            ..CampaignQuery::default()
        }
    }
}

fn row(one: &CampaignSummary, l: Locale) -> Row {
    let to = Route::Campaigns(Record::One(one.id));
    let done = format!("{} / {}", format::number(one.counts.remedied), format::number(one.counts.units));
    Row {
        key: one.id.to_string(),
        to: Some(to),
        cells: vec![
            html! { <Link {to} class="sb-number">{ &one.number }</Link> },
            html! { { &one.title } },
            html! { { one.kind.label(l) } },
            badge(one.severity, l),
            badge(one.status, l),
            kept((one.counts.units > 0).then_some(done)),
            kept(one.finish_on),
            html! { <Time at={one.created_at} /> },
        ],
    }
}

/// The list of campaigns.
#[component]
pub fn CampaignList() -> Html {
    let l = use_locale();
    let me = use_me();
    let query = use_query::<Filter>();
    let filter = query.value.clone();
    let loaded = use_load(filter.clone(), |filter| async move { campaign::list(&filter.query()).await });
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
    let search = {
        let (filter, replace) = (filter.clone(), query.replace.clone());
        Callback::from(move |q: String| {
            replace.emit(Filter { q: (!q.is_empty()).then_some(q), cursor: None, ..filter.clone() });
        })
    };
    let asked = AttrValue::from(serde_urlencoded::to_string(filter.query()).unwrap_or_default());
    let actions = html! {
        <>
            <Export list="campaigns" query={asked} />
            if may(&me, Permission::CampaignDraft) {
                <LinkButton
                    to={Route::Campaigns(Record::New)}
                    label={t!(l, "campaign-new")}
                    kind={Kind::Primary}
                    icon={Icon::Plus}
                />
            }
        </>
    };
    let nothing =
        Nothing { title: t!(l, "campaign-none"), hint: t!(l, "campaign-none-hint"), clear: clear.clone() };
    let columns = vec![
        t!(l, "campaign-number"),
        t!(l, "campaign-title"),
        t!(l, "campaign-kind"),
        t!(l, "campaign-severity"),
        t!(l, "page-status"),
        t!(l, "campaign-remedied"),
        t!(l, "campaign-finish"),
        t!(l, "campaign-drafted"),
    ];
    html! {
        <>
            <PageHead title={t!(l, "campaign-nav")} {actions} />
            <FilterBar {clear}>
                <SearchBox label={t!(l, "campaign-search")} value={filter.q.clone().unwrap_or_default()} onchange={search} />
                <Select
                    id="filter-status"
                    label={t!(l, "page-status")}
                    value={filter.status.map(CampaignStatus::as_str).unwrap_or_default()}
                    choices={choices!(CampaignStatus, l)}
                    none={t!(l, "page-all")}
                    onchange={with(|f, v| f.status = v.parse().ok())}
                />
                <Select
                    id="filter-kind"
                    label={t!(l, "campaign-kind")}
                    value={filter.kind.map(CampaignKind::as_str).unwrap_or_default()}
                    choices={choices!(CampaignKind, l)}
                    none={t!(l, "page-all")}
                    onchange={with(|f, v| f.kind = v.parse().ok())}
                />
            </FilterBar>
            { list_view(&loaded, t!(l, "campaign-nav"), columns, |one| row(one, l), nothing) }
        </>
    }
}
