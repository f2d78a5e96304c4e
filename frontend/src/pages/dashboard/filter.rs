//! Which tickets and which months the dashboard is about: it stands in the address.

use crate::api::{self, Answer};
use crate::components::async_view::use_load;
use crate::components::field::Choice;
use crate::components::filters::{FilterBar, Select};
use crate::session::{use_me, use_reader};
use chrono::Utc;
use shared::auth::OrganizationKind;
use shared::page::{MAX_LIMIT, OneOf};
use shared::records::import::PageQuery;
use shared::records::organization::OrganizationQuery;
use shared::records::product::{Product, ProductQuery};
use shared::records::report::{DeskQuery, MOST_MONTHS, Month, USUAL_MONTHS};
use shared::records::ticket::TicketKind;
use shared::records::user::UserQuery;
use yew::prelude::*;

/// What there is to choose from.
#[derive(Clone, Default, PartialEq)]
struct Choices {
    teams: Vec<Choice>,
    people: Vec<Choice>,
    dealers: Vec<Choice>,
    products: Vec<Choice>,
}

async fn choices(inside: bool) -> Answer<Choices> {
    let limit = Some(MAX_LIMIT);
    let products = api::product::list(&ProductQuery { limit, ..Default::default() }).await?;
    let model = |p: &Product| Choice::new(p.id.to_string(), format!("{} {}", p.code, p.name));
    let products = products.items.iter().map(model).collect();
    if !inside {
        return Ok(Choices { products, ..Choices::default() });
    }
    let teams = api::team::list(&PageQuery { limit, cursor: None }).await?;
    let people = api::user::list(&UserQuery { limit, ..Default::default() }).await?;
    let kind = Some(OneOf(vec![OrganizationKind::Dealer, OrganizationKind::ServiceCenter]));
    let dealers = api::organization::list(&OrganizationQuery { limit, kind, ..Default::default() }).await?;
    Ok(Choices {
        teams: teams.items.iter().map(|t| Choice::new(t.id.to_string(), t.name.clone())).collect(),
        people: people.items.iter().map(|u| Choice::new(u.id.to_string(), u.name.clone())).collect(),
        dealers: dealers.items.iter().map(|o| Choice::new(o.id.to_string(), o.name.clone())).collect(),
        products,
    })
}

/// The choices, with the one that is chosen among them whatever was read.
pub fn with_chosen(mut choices: Vec<Choice>, chosen: &str) -> Vec<Choice> {
    if !chosen.is_empty() && !choices.iter().any(|c| c.value == chosen) {
        choices.push(Choice::new(chosen.to_owned(), "…"));
    }
    choices
}

/// The months that can be chosen, newest first, with the first and the last of the period.
pub fn months(from: Option<Month>, until: Option<Month>, this: Month) -> (Vec<Choice>, Month, Month) {
    let until = until.unwrap_or(this);
    let from = from.unwrap_or(until.minus(USUAL_MONTHS - 1));
    let mut all: Vec<Month> = from.min(this.minus(MOST_MONTHS - 1)).through(this).collect();
    all.reverse();
    (all.iter().map(|m| Choice::new(m.to_string(), m.to_string())).collect(), from, until)
}

/// Properties of [`Filters`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// What is shown.
    pub query: DeskQuery,
    /// Shows something else.
    pub push: Callback<DeskQuery>,
}

/// The filters over the dashboard.
#[component]
pub fn Filters(props: &Props) -> Html {
    let reader = use_reader();
    let l = reader.locale;
    // Teams and people of the house are its own; whoever stands outside sees the tickets of one dealer.
    let inside = use_me().organization_kind == OrganizationKind::Manufacturer;
    let loaded = use_load(inside, choices);
    let known = loaded.data.as_deref().cloned().unwrap_or_default();
    let query = &props.query;
    let this = Month::at(Utc::now(), reader.zone);
    let (all, from, until) = months(query.from, query.until, this);
    let with = |change: fn(&mut DeskQuery, String)| {
        let (query, push) = (query.clone(), props.push.clone());
        Callback::from(move |value: String| {
            let mut query = query.clone();
            change(&mut query, value);
            push.emit(query);
        })
    };
    // The months stay in order whichever of the two is changed.
    let begin = {
        let (query, push) = (query.clone(), props.push.clone());
        Callback::from(move |value: String| {
            let Ok(from) = value.parse::<Month>() else { return };
            push.emit(DeskQuery { from: Some(from), until: Some(until.max(from)), ..query.clone() });
        })
    };
    let end = {
        let (query, push) = (query.clone(), props.push.clone());
        Callback::from(move |value: String| {
            let Ok(until) = value.parse::<Month>() else { return };
            push.emit(DeskQuery { from: Some(from.min(until)), until: Some(until), ..query.clone() });
        })
    };
    let text = |id: Option<String>| id.unwrap_or_default();
    let (team, person) =
        (text(query.team_id.map(|i| i.to_string())), text(query.assignee_id.map(|i| i.to_string())));
    let (dealer, product) =
        (text(query.dealer_id.map(|i| i.to_string())), text(query.product_id.map(|i| i.to_string())));
    let clear = (*query != DeskQuery::default()).then(|| props.push.reform(|()| DeskQuery::default()));
    let select = |id: &'static str, label: String, value: String, choices: Vec<Choice>, change| {
        html! {
            <Select {id} {label} choices={with_chosen(choices, &value)} {value} none={t!(l, "page-all")} onchange={with(change)} />
        }
    };
    html! {
        <FilterBar {clear}>
            <Select id="filter-from" label={t!(l, "dashboard-from")} value={from.to_string()} choices={all.clone()} onchange={begin} />
            <Select id="filter-until" label={t!(l, "dashboard-until")} value={until.to_string()} choices={all} onchange={end} />
            <Select
                id="filter-kind"
                label={t!(l, "ticket-kind")}
                value={query.kind.map(TicketKind::as_str).unwrap_or_default()}
                choices={choices!(TicketKind, l)}
                none={t!(l, "page-all")}
                onchange={with(|q, v| q.kind = v.parse().ok())}
            />
            if inside {
            { select("filter-team", t!(l, "dashboard-team"), team, known.teams, |q, v| q.team_id = v.parse().ok()) }
            { select("filter-person", t!(l, "ticket-assignee"), person, known.people, |q, v| q.assignee_id = v.parse().ok()) }
            { select("filter-dealer", t!(l, "ticket-dealer"), dealer, known.dealers, |q, v| q.dealer_id = v.parse().ok()) }
            }
            { select("filter-product", t!(l, "ticket-product"), product, known.products, |q, v| q.product_id = v.parse().ok()) }
        </FilterBar>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_months_reach_five_years_back_and_hold_what_is_chosen() {
        let this: Month = "2026-03".parse().unwrap();
        let (all, from, until) = months(None, None, this);
        assert_eq!((all.len(), all[0].value.as_str(), from.to_string()), (60, "2026-03", "2025-04".into()));
        assert_eq!(until, this);
        assert_eq!(months("2010-01".parse().ok(), None, this).0.last().unwrap().value, "2010-01");
    }

    #[test]
    fn what_is_asked_lives_in_the_address() {
        let query: DeskQuery = serde_urlencoded::from_str("from=2026-01&kind=complaint").unwrap();
        assert_eq!(query.kind, Some(TicketKind::Complaint));
        assert_eq!(serde_urlencoded::to_string(&query).unwrap(), "from=2026-01&kind=complaint");
    }
}
