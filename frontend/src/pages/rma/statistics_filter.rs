//! Which months, dealer and part the statistics are about: it stands in the address.

use crate::api::{self, Answer};
use crate::components::async_view::use_load;
use crate::components::field::Choice;
use crate::components::filters::{FilterBar, Select};
use crate::pages::dashboard::{months, with_chosen};
use crate::session::{use_me, use_reader};
use chrono::Utc;
use shared::auth::OrganizationKind;
use shared::page::{MAX_LIMIT, OneOf};
use shared::records::organization::OrganizationQuery;
use shared::records::part::PartQuery;
use shared::records::report::{Month, ReturnsQuery};
use yew::prelude::*;

/// What there is to choose from.
#[derive(Clone, Default, PartialEq)]
struct Choices {
    dealers: Vec<Choice>,
    parts: Vec<Choice>,
}

async fn choices(inside: bool) -> Answer<Choices> {
    let limit = Some(MAX_LIMIT);
    let parts = api::part::list(&PartQuery { limit, ..Default::default() }).await?;
    let part = |p: &shared::records::part::PartSummary| {
        Choice::new(p.id.to_string(), format!("{} {}", p.number, p.name))
    };
    let parts = parts.items.iter().map(part).collect();
    if !inside {
        return Ok(Choices { parts, dealers: vec![] });
    }
    let kind = Some(OneOf(vec![OrganizationKind::Dealer, OrganizationKind::ServiceCenter]));
    let dealers = api::organization::list(&OrganizationQuery { limit, kind, ..Default::default() }).await?;
    let dealers = dealers.items.iter().map(|o| Choice::new(o.id.to_string(), o.name.clone())).collect();
    Ok(Choices { parts, dealers })
}

/// Properties of [`Filters`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// What is shown.
    pub query: ReturnsQuery,
    /// Shows something else.
    pub push: Callback<ReturnsQuery>,
}

/// The filters over the statistics.
#[component]
pub fn Filters(props: &Props) -> Html {
    let reader = use_reader();
    let l = reader.locale;
    let inside = use_me().organization_kind == OrganizationKind::Manufacturer;
    let loaded = use_load(inside, choices);
    let known = loaded.data.as_deref().cloned().unwrap_or_default();
    let query = &props.query;
    let this = Month::at(Utc::now(), reader.zone);
    let (all, from, until) = months(query.from, query.until, this);
    let with = |change: Callback<(ReturnsQuery, String), Option<ReturnsQuery>>| {
        let (query, push) = (query.clone(), props.push.clone());
        Callback::from(move |value: String| {
            if let Some(changed) = change.emit((query.clone(), value)) {
                push.emit(changed);
            }
        })
    };
    // The months stay in order whichever of the two is changed.
    let begin = with(Callback::from(move |(query, value): (ReturnsQuery, String)| {
        let from = value.parse::<Month>().ok()?;
        Some(ReturnsQuery { from: Some(from), until: Some(until.max(from)), ..query })
    }));
    let end = with(Callback::from(move |(query, value): (ReturnsQuery, String)| {
        let until = value.parse::<Month>().ok()?;
        Some(ReturnsQuery { from: Some(from.min(until)), until: Some(until), ..query })
    }));
    let dealer = with(Callback::from(|(query, value): (ReturnsQuery, String)| {
        Some(ReturnsQuery { dealer_id: value.parse().ok(), ..query })
    }));
    let part = with(Callback::from(|(query, value): (ReturnsQuery, String)| {
        Some(ReturnsQuery { part_id: value.parse().ok(), ..query })
    }));
    let clear = (*query != ReturnsQuery::default()).then(|| props.push.reform(|()| ReturnsQuery::default()));
    let text = |id: Option<String>| id.unwrap_or_default();
    let chosen_dealer = text(query.dealer_id.map(|id| id.to_string()));
    let chosen_part = text(query.part_id.map(|id| id.to_string()));
    html! {
        <FilterBar {clear}>
            <Select id="filter-from" label={t!(l, "dashboard-from")} value={from.to_string()} choices={all.clone()} onchange={begin} />
            <Select id="filter-until" label={t!(l, "dashboard-until")} value={until.to_string()} choices={all} onchange={end} />
            if inside {
                <Select
                    id="filter-dealer"
                    label={t!(l, "rma-dealer")}
                    choices={with_chosen(known.dealers, &chosen_dealer)}
                    value={chosen_dealer}
                    none={t!(l, "page-all")}
                    onchange={dealer}
                />
            }
            <Select
                id="filter-part"
                label={t!(l, "rma-part")}
                choices={with_chosen(known.parts, &chosen_part)}
                value={chosen_part}
                none={t!(l, "page-all")}
                onchange={part}
            />
        </FilterBar>
    }
}
