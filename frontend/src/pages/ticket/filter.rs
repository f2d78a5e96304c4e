//! What the list of tickets shows, and the bar to change it.

use crate::components::field::Choice;
use crate::components::filters::{FilterBar, SearchBox, Select};
use crate::i18n::use_locale;
use chrono::{DateTime, Duration, NaiveDate, Utc};
use patternfly_yew::prelude::Icon;
use serde::{Deserialize, Serialize};
use shared::ids::{CustomerId, FaultCodeId, OrganizationId, ProductId, TeamId, UnitId, UserId};
use shared::page::OneOf;
use shared::records::clock::{ClockKind, ClockOutcome};
use shared::records::report::TicketDimension;
use shared::records::ticket::*;
use shared::text::Line;
use yew::prelude::*;

/// What the list shows, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// Part of number, subject or contact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub q: Option<String>,
    /// Only those on which work is owed, or only the others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open: Option<bool>,
    /// Only those given to oneself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mine: Option<bool>,
    /// Only in this state.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<TicketStatus>,
    /// Only of this kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<TicketKind>,
    /// Only of this priority.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<TicketPriority>,
    /// Only those that nobody in particular has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unassigned: Option<bool>,
    /// Only those of which a promise is broken, or only the others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub breached: Option<bool>,
    /// Only those on which something is due within so many hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_within: Option<u16>,
    /// Only individual cases (个案).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub individual_case: Option<bool>,
    /// Only of this team.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team_id: Option<TeamId>,
    /// Only special cases (专案).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub special_case: Option<bool>,
    /// Only of this customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<CustomerId>,
    /// Only about this unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit_id: Option<UnitId>,
    /// Only with this tag.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// Words of the columns shown; those of this device where it is absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub columns: Option<String>,
    /// Only those filed at or after this instant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_from: Option<DateTime<Utc>>,
    /// Only those filed before this instant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_until: Option<DateTime<Utc>>,
    /// Only those resolved at or after this instant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resolved_from: Option<DateTime<Utc>>,
    /// Only those resolved before this instant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resolved_until: Option<DateTime<Utc>>,
    /// Only those closed, cancelled or merged at or after this instant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed_from: Option<DateTime<Utc>>,
    /// Only those closed, cancelled or merged before this instant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed_until: Option<DateTime<Utc>>,
    /// Only those opened again at or after this instant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reopened_from: Option<DateTime<Utc>>,
    /// Only those opened again before this instant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reopened_until: Option<DateTime<Utc>>,
    /// Only those ever opened again, or only the others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reopened: Option<bool>,
    /// Only those open at this instant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open_at: Option<DateTime<Utc>>,
    /// Only those on which something is due before this instant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_before: Option<DateTime<Utc>>,
    /// Only about this topic.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic: Option<TicketTopic>,
    /// Only with this fault.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fault_code_id: Option<FaultCodeId>,
    /// Only about this product model.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_id: Option<ProductId>,
    /// Only about units produced on this day or later.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub produced_from: Option<NaiveDate>,
    /// Only about units produced on this day or earlier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub produced_until: Option<NaiveDate>,
    /// Only those given to this person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assignee_id: Option<UserId>,
    /// Only of this dealer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dealer_id: Option<OrganizationId>,
    /// Only those that say nothing of these.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub without: Option<OneOf<TicketDimension>>,
    /// Only those that say something of this, but none of the following.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_by: Option<TicketDimension>,
    /// What `other_by` leaves out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_than: Option<OneOf<String>>,
    /// Only those with such a promise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clock: Option<ClockKind>,
    /// Only those of which a promise came out like this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clock_outcome: Option<ClockOutcome>,
    /// Only those of which it came out at or after this instant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided_from: Option<DateTime<Utc>>,
    /// Only those of which it came out before this instant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided_until: Option<DateTime<Utc>>,
    /// Order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort: Option<TicketSort>,
    /// Which page of the list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

impl Filter {
    /// What is asked of the server.
    pub fn query(&self, me: UserId, now: DateTime<Utc>) -> TicketQuery {
        TicketQuery {
            q: self.q.as_deref().and_then(|q| Line::new(q).ok()),
            open: self.open,
            assignee_id: self.mine.filter(|m| *m).map(|_| me).or(self.assignee_id),
            status: self.status.map(|s| OneOf(vec![s])),
            kind: self.kind.map(|k| OneOf(vec![k])),
            priority: self.priority.map(|p| OneOf(vec![p])),
            special_case: self.special_case,
            individual_case: self.individual_case,
            team_id: self.team_id,
            unassigned: self.unassigned,
            breached: self.breached,
            due_before: self.due_within.map(|hours| now + Duration::hours(hours.into())).or(self.due_before),
            customer_id: self.customer_id,
            unit_id: self.unit_id,
            tag: self.tag.as_deref().and_then(|tag| Tag::new(tag).ok()),
            created_from: self.created_from,
            created_until: self.created_until,
            resolved_from: self.resolved_from,
            resolved_until: self.resolved_until,
            closed_from: self.closed_from,
            closed_until: self.closed_until,
            reopened_from: self.reopened_from,
            reopened_until: self.reopened_until,
            reopened: self.reopened,
            open_at: self.open_at,
            fault_code_id: self.fault_code_id,
            product_id: self.product_id,
            produced_from: self.produced_from,
            produced_until: self.produced_until,
            dealer_id: self.dealer_id,
            other_by: self.other_by,
            clock: self.clock,
            clock_outcome: self.clock_outcome,
            decided_from: self.decided_from,
            decided_until: self.decided_until,
            topic: self.topic.map(|t| OneOf(vec![t])),
            without: self.without.clone(),
            other_than: self.other_than.clone(),
            sort: self.sort,
            cursor: self.cursor.clone(),
            ..TicketQuery::default()
        }
    }

    /// The tickets of a queue.
    pub fn of_queue(queue: QueueKind, team_id: Option<TeamId>) -> Self {
        let open = Self { open: Some(true), ..Self::default() };
        match queue {
            QueueKind::Mine => Self { mine: Some(true), ..open },
            QueueKind::Team => Self { team_id, ..open },
            QueueKind::Unassigned => Self { unassigned: Some(true), ..open },
            QueueKind::DueSoon => {
                Self { due_within: Some(DUE_SOON_HOURS), sort: Some(TicketSort::Due), ..open }
            }
            QueueKind::Breached => Self { breached: Some(true), ..open },
            QueueKind::SpecialCase => Self { special_case: Some(true), ..open },
            QueueKind::IndividualCase => Self { individual_case: Some(true), ..open },
        }
    }

    /// The part of the address after `?`.
    pub fn address(&self) -> String {
        serde_urlencoded::to_string(self).unwrap_or_default()
    }

    /// Whether anything but the order is asked for.
    pub fn is_narrow(&self) -> bool {
        Self { sort: None, cursor: None, columns: None, ..self.clone() } != Self::default()
    }
}

/// Properties of [`Filters`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// What is shown.
    pub filter: Filter,
    /// Shows something else.
    pub push: Callback<Filter>,
    /// Shows something else in place of this.
    pub replace: Callback<Filter>,
    /// Takes all filters away.
    pub clear: Option<Callback<()>>,
    /// What stands beside them.
    #[prop_or_default]
    pub children: Html,
}

/// The filters over the list.
#[component]
pub fn Filters(props: &Props) -> Html {
    let l = use_locale();
    let filter = &props.filter;
    // Every other filter begins at the first page again.
    let with = |change: fn(&mut Filter, String)| {
        let (filter, push) = (filter.clone(), props.push.clone());
        Callback::from(move |value: String| {
            let mut filter = Filter { cursor: None, ..filter.clone() };
            change(&mut filter, value);
            push.emit(filter);
        })
    };
    let search = {
        let (filter, replace) = (filter.clone(), props.replace.clone());
        Callback::from(move |q: String| {
            replace.emit(Filter { q: (!q.is_empty()).then_some(q), cursor: None, ..filter.clone() });
        })
    };
    let scope = match filter.open {
        Some(true) => "open",
        Some(false) => "done",
        None => "",
    };
    let scopes = vec![
        Choice::new("open", t!(l, "ticket-scope-open")),
        Choice::new("done", t!(l, "ticket-scope-done")),
    ];
    let word = |w: Option<&'static str>| w.unwrap_or_default();
    let mine = {
        let (filter, push) = (filter.clone(), props.push.clone());
        Callback::from(move |()| {
            let mine = if filter.mine == Some(true) { None } else { Some(true) };
            push.emit(Filter { mine, cursor: None, ..filter.clone() });
        })
    };
    let unassigned = {
        let (filter, push) = (filter.clone(), props.push.clone());
        Callback::from(move |()| {
            let unassigned = if filter.unassigned == Some(true) { None } else { Some(true) };
            push.emit(Filter { unassigned, cursor: None, ..filter.clone() });
        })
    };
    let untag = {
        let (filter, push) = (filter.clone(), props.push.clone());
        Callback::from(move |()| push.emit(Filter { tag: None, cursor: None, ..filter.clone() }))
    };
    let due = match (filter.breached, filter.due_within) {
        (Some(true), _) => "broken".to_owned(),
        (_, Some(hours)) => hours.to_string(),
        _ => String::new(),
    };
    let mut dues = vec![
        Choice::new("broken", t!(l, "ticket-due-broken")),
        Choice::new("4", t!(l, "ticket-due-hours", hours = 4)),
        Choice::new("24", t!(l, "ticket-due-hours", hours = 24)),
        Choice::new("72", t!(l, "ticket-due-hours", hours = 72)),
    ];
    // An address may ask for any number of hours.
    if let Some(hours) = filter.due_within.filter(|h| ![4, 24, 72].contains(h)) {
        dues.push(Choice::new(hours.to_string(), t!(l, "ticket-due-hours", hours = i64::from(hours))));
    }
    html! {
        <FilterBar clear={props.clear.clone()}>
            <SearchBox label={t!(l, "ticket-search")} value={filter.q.clone().unwrap_or_default()} onchange={search} />
            <Select
                id="filter-open"
                label={t!(l, "ticket-scope")}
                value={scope}
                choices={scopes}
                none={t!(l, "page-all")}
                onchange={with(|f, v| f.open = match v.as_str() { "open" => Some(true), "done" => Some(false), _ => None })}
            />
            <Select
                id="filter-status"
                label={t!(l, "page-status")}
                value={word(filter.status.map(TicketStatus::as_str))}
                choices={choices!(TicketStatus, l)}
                none={t!(l, "page-all")}
                onchange={with(|f, v| f.status = v.parse().ok())}
            />
            <Select
                id="filter-kind"
                label={t!(l, "ticket-kind")}
                value={word(filter.kind.map(TicketKind::as_str))}
                choices={choices!(TicketKind, l)}
                none={t!(l, "page-all")}
                onchange={with(|f, v| f.kind = v.parse().ok())}
            />
            <Select
                id="filter-priority"
                label={t!(l, "ticket-priority")}
                value={word(filter.priority.map(TicketPriority::as_str))}
                choices={choices!(TicketPriority, l)}
                none={t!(l, "page-all")}
                onchange={with(|f, v| f.priority = v.parse().ok())}
            />
            <Select
                id="filter-due"
                label={t!(l, "ticket-due")}
                value={due}
                choices={dues}
                none={t!(l, "page-all")}
                onchange={with(|f, v| {
                    f.breached = (v == "broken").then_some(true);
                    f.due_within = v.parse().ok();
                })}
            />
            <Select
                id="filter-sort"
                label={t!(l, "page-sort")}
                value={word(Some(filter.sort.unwrap_or(TicketSort::CreatedDesc).as_str()))}
                choices={choices!(TicketSort, l)}
                onchange={with(|f, v| f.sort = v.parse().ok().filter(|s| *s != TicketSort::CreatedDesc))}
            />
            <crate::components::button::Button
                label={t!(l, "ticket-mine")}
                icon={Icon::User}
                small=true
                pressed={filter.mine == Some(true)}
                class={classes!((filter.mine == Some(true)).then_some("sb-pressed"))}
                onclick={mine}
            />
            <crate::components::button::Button
                label={t!(l, "ticket-unassigned")}
                small=true
                pressed={filter.unassigned == Some(true)}
                class={classes!((filter.unassigned == Some(true)).then_some("sb-pressed"))}
                onclick={unassigned}
            />
            if let Some(tag) = &filter.tag {
                <crate::components::button::Button
                    label={t!(l, "ticket-tag-filter", tag = tag.as_str())}
                    icon={Icon::Times}
                    small=true
                    pressed=true
                    class="sb-pressed"
                    onclick={untag}
                />
            }
            { props.children.clone() }
        </FilterBar>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: DateTime<Utc> = DateTime::UNIX_EPOCH;

    #[test]
    fn the_filter_lives_in_the_address() {
        let filter: Filter =
            serde_urlencoded::from_str("open=true&priority=p1&sort=-updated_at&q=%E9%97%A8%E6%9C%BA")
                .unwrap();
        assert_eq!(filter.sort, Some(TicketSort::UpdatedDesc));
        assert_eq!(filter.q.as_deref(), Some("门机"));
        let written = serde_urlencoded::to_string(&filter).unwrap();
        assert_eq!(serde_urlencoded::from_str::<Filter>(&written).unwrap(), filter);
    }

    #[test]
    fn every_queue_has_an_address_that_leads_back_to_it() {
        let team = "01933f6e-0000-7000-8000-000000000002".parse().ok();
        for queue in QueueKind::ALL {
            let filter = Filter::of_queue(*queue, team.filter(|_| *queue == QueueKind::Team));
            assert!(filter.is_narrow() && filter.open == Some(true), "{queue}");
            assert_eq!(serde_urlencoded::from_str::<Filter>(&filter.address()).unwrap(), filter);
        }
        let me: UserId = "01933f6e-0000-7000-8000-000000000001".parse().unwrap();
        let soon = Filter::of_queue(QueueKind::DueSoon, None).query(me, NOW);
        assert_eq!((soon.due_before, soon.sort), (Some(NOW + Duration::hours(24)), Some(TicketSort::Due)));
    }

    /// What a number of the dashboard counts is what its list asks for.
    #[test]
    fn the_lists_of_the_dashboard_come_through_the_address_unchanged() {
        use serde_json::json;
        use shared::records::report::{AgeBand, DeskLists, DeskQuery, DeskReport};
        const ID: &str = "01933f6e-0000-7000-8000-000000000001";
        let queue = |queue: &QueueKind| {
            let team = (*queue == QueueKind::Team).then_some(ID);
            json!({ "queue": queue, "team_id": team, "team_name": null, "count": 1 })
        };
        let pareto = |by: &TicketDimension| {
            let value = if *by == TicketDimension::Topic { "billing" } else { ID };
            let row = |slice, value: Option<&str>| json!({ "slice": slice, "value": value, "label": null, "count": 1, "share": 0, "cumulated": 0 });
            let rows = [row("value", Some(value)), row("others", None), row("without", None)];
            json!({ "by": by, "total": 3, "rows": rows })
        };
        let report = json!({
            "at": "2026-03-31T10:00:00.123456Z", "zone": "Asia/Shanghai",
            "starts_at": "2026-02-28T16:00:00Z", "ends_at": "2026-03-31T16:00:00Z",
            "open": {
                "total": 1,
                "by_status": TicketStatus::OPEN.iter().map(|s| json!({ "status": s, "count": 1 })).collect::<Vec<_>>(),
                // One's own queue is on one's own page.
                "by_queue": QueueKind::ALL.iter().filter(|q| **q != QueueKind::Mine).map(queue).collect::<Vec<_>>(),
                "by_age": AgeBand::ALL.iter().map(|band| json!({ "band": band, "count": 1 })).collect::<Vec<_>>(),
            },
            "months": [{
                "month": "2026-03", "starts_at": "2026-02-28T16:00:00Z", "ends_at": "2026-03-31T16:00:00Z",
                "opened": 1, "resolved": 1, "closed": 1, "reopened": 1, "backlog": 1,
            }],
            "targets": [{
                "clock": "respond", "kept": 1, "broken": 1, "kept_share": 500, "measured": 2,
                "median_seconds": 1, "p90_seconds": 1, "mean_seconds": 1,
            }],
            "reopening": { "resolved": 1, "reopened": 1, "rate": 1000 },
            "paretos": TicketDimension::ALL.iter().map(pareto).collect::<Vec<_>>(),
        });
        let report: DeskReport = serde_json::from_value(report).unwrap();
        let query: DeskQuery = serde_urlencoded::from_str("kind=complaint").unwrap();
        let me: UserId = "01933f6e-0000-7000-8000-000000000001".parse().unwrap();
        let lists = DeskLists::new(&report, &query).all();
        assert_eq!(lists.len(), 1 + 6 + 6 + 5 + 5 + 2 + 2 + 18);
        for (name, _, list) in lists {
            let address = serde_urlencoded::to_string(&list).unwrap();
            let filter: Filter = serde_urlencoded::from_str(&address).unwrap();
            assert_eq!(filter.query(me, NOW), list, "{name}: {address}");
        }
    }

    #[test]
    fn mine_asks_for_the_reader() {
        let me: UserId = "01933f6e-0000-7000-8000-000000000001".parse().unwrap();
        assert_eq!(Filter { mine: Some(true), ..Filter::default() }.query(me, NOW).assignee_id, Some(me));
        assert_eq!(Filter::default().query(me, NOW), TicketQuery::default());
        assert!(!Filter { sort: Some(TicketSort::Priority), ..Filter::default() }.is_narrow());
    }
}
