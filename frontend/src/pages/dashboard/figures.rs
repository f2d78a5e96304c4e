//! The parts of the dashboard.

use super::chart;
use super::parts::{Chart, number, percent};
use crate::components::facts::Panel;
use crate::components::table::{Row, Table};
use crate::format::Reader;
use crate::pages::ticket::queues;
use crate::session::use_reader;
use shared::i18n::Locale;
use shared::records::clock::ClockOutcome;
use shared::records::report::*;
use shared::records::ticket::{TicketQuery, TicketQueue, TicketTopic};
use std::rc::Rc;
use yew::prelude::*;

/// Properties of each part.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The figures.
    pub report: Rc<DeskReport>,
    /// What was asked.
    pub query: DeskQuery,
}

fn counted(key: impl ToString, name: String, count: i64, list: &TicketQuery) -> Row {
    Row { key: key.to_string(), to: None, cells: vec![html! { { name } }, number(count, list)] }
}

/// What is open now.
#[component]
pub fn Open(props: &Props) -> Html {
    let reader = use_reader();
    let l = reader.locale;
    let lists = DeskLists::new(&props.report, &props.query);
    let open = &props.report.open;
    let states = open
        .by_status
        .iter()
        .map(|s| counted(s.status, s.status.label(l), s.count, &lists.status(s.status)))
        .collect::<Vec<_>>();
    let ages = open
        .by_age
        .iter()
        .map(|a| counted(a.band, a.band.label(l), a.count, &lists.age(a.band)))
        .collect::<Vec<_>>();
    let named = |q: &DeskQueue| {
        let count = shared::page::CappedCount::new(q.count);
        let queue = TicketQueue { queue: q.queue, team_id: q.team_id, team_name: q.team_name.clone(), count };
        queues::name(&queue, l)
    };
    let places = open
        .by_queue
        .iter()
        .enumerate()
        .map(|(place, q)| counted(place, named(q), q.count, &lists.queue(q)))
        .collect::<Vec<_>>();
    let count = t!(l, "dashboard-count");
    let columns = |name: String| vec![name, count.clone()];
    html! {
        <Panel title={t!(l, "dashboard-open", time = reader.time(props.report.at))} actions={html! {
            <span class="sb-big">{ number(open.total, &lists.open()) }</span>
        }}>
            <div class="sb-thirds">
                <Table label={t!(l, "dashboard-open-states")} columns={columns(t!(l, "page-status"))} rows={states} class="sb-figures sb-pair" />
                <Table label={t!(l, "dashboard-open-queues")} columns={columns(t!(l, "dashboard-queue"))} rows={places} class="sb-figures sb-pair" />
                <Table label={t!(l, "dashboard-open-ages")} columns={columns(t!(l, "dashboard-age"))} rows={ages} class="sb-figures sb-pair" />
            </div>
        </Panel>
    }
}

/// Month by month.
#[component]
pub fn Months(props: &Props) -> Html {
    let l = use_reader().locale;
    let lists = DeskLists::new(&props.report, &props.query);
    let rows = props
        .report
        .months
        .iter()
        .map(|m| Row {
            key: m.month.to_string(),
            to: None,
            cells: vec![
                html! { <span class="sb-keep">{ m.month.to_string() }</span> },
                number(m.backlog, &lists.backlog(m)),
                number(m.opened, &lists.opened(m)),
                number(m.resolved, &lists.resolved(m)),
                number(m.closed, &lists.closed(m)),
                number(m.reopened, &lists.reopened(m)),
            ],
        })
        .collect::<Vec<_>>();
    let columns = vec![
        t!(l, "dashboard-month"),
        t!(l, "dashboard-backlog"),
        t!(l, "dashboard-opened"),
        t!(l, "dashboard-resolved"),
        t!(l, "dashboard-closed"),
        t!(l, "dashboard-reopened"),
    ];
    let draw = {
        let report = props.report.clone();
        Callback::from(move |narrow| {
            chart::months(&report.months, if narrow { (380, 240) } else { (960, 300) })
        })
    };
    let legend = vec![t!(l, "dashboard-opened"), t!(l, "dashboard-resolved"), t!(l, "dashboard-backlog")];
    html! {
        <Panel title={t!(l, "dashboard-months")}>
            <Chart label={t!(l, "dashboard-months-chart")} {draw} {legend} />
            <Table label={t!(l, "dashboard-months")} {columns} {rows} class="sb-figures" />
            <p class="sb-quiet">{ t!(l, "dashboard-months-hint") }</p>
        </Panel>
    }
}

fn target(t: &DeskTarget, lists: &DeskLists<'_>, reader: Reader) -> Row {
    let span = |seconds: Option<i64>| match seconds {
        Some(seconds) => html! { <span class="sb-keep">{ reader.span(seconds) }</span> },
        None => html! {},
    };
    Row {
        key: t.clock.to_string(),
        to: None,
        cells: vec![
            html! { { t.clock.label(reader.locale) } },
            number(t.kept, &lists.target(t.clock, ClockOutcome::Met)),
            number(t.broken, &lists.target(t.clock, ClockOutcome::Breached)),
            html! { { t.kept_share.map(percent).unwrap_or_default() } },
            span(t.median_seconds),
            span(t.p90_seconds),
            span(t.mean_seconds),
        ],
    }
}

/// Promises kept and broken, and how many solved tickets came back.
#[component]
pub fn Targets(props: &Props) -> Html {
    let reader = use_reader();
    let l = reader.locale;
    let lists = DeskLists::new(&props.report, &props.query);
    let rows = props.report.targets.iter().map(|t| target(t, &lists, reader)).collect::<Vec<_>>();
    let columns = vec![
        t!(l, "dashboard-promise"),
        ClockOutcome::Met.label(l),
        ClockOutcome::Breached.label(l),
        t!(l, "dashboard-kept-share"),
        t!(l, "dashboard-median"),
        t!(l, "dashboard-p90"),
        t!(l, "dashboard-mean"),
    ];
    let r = &props.report.reopening;
    html! {
        <Panel title={t!(l, "dashboard-targets")}>
            if rows.is_empty() {
                <p class="sb-quiet">{ t!(l, "dashboard-no-targets") }</p>
            } else {
                <Table label={t!(l, "dashboard-targets")} {columns} {rows} class="sb-figures" />
                <p class="sb-quiet">{ t!(l, "dashboard-targets-hint") }</p>
            }
            <p class="sb-below">
                <strong>{ t!(l, "dashboard-reopen-rate") }{ " " }{ r.rate.map_or_else(|| "–".to_owned(), percent) }</strong>
                { " · " }{ t!(l, "dashboard-resolved") }{ " " }{ number(r.resolved, &lists.all_resolved()) }
                { " · " }{ t!(l, "dashboard-came-back") }{ " " }{ number(r.reopened, &lists.came_back()) }
            </p>
        </Panel>
    }
}

/// What a row of a Pareto is called.
pub fn slice_name(by: TicketDimension, row: &DeskParetoRow, l: Locale) -> String {
    match (row.slice, &row.value) {
        (ParetoSlice::Value, Some(value)) if by == TicketDimension::Topic => {
            value.parse().map_or_else(|_| value.clone(), |topic: TicketTopic| topic.label(l))
        }
        (ParetoSlice::Value, value) => row.label.clone().or_else(|| value.clone()).unwrap_or_default(),
        (slice, _) => slice.label(l),
    }
}

/// Properties of [`Pareto`].
#[derive(Clone, PartialEq, Properties)]
pub struct ParetoProps {
    /// The figures.
    pub report: Rc<DeskReport>,
    /// What was asked.
    pub query: DeskQuery,
    /// Which of its Paretos.
    pub place: usize,
}

/// What the tickets were about, or with whom.
#[component]
pub fn Pareto(props: &ParetoProps) -> Html {
    let l = use_reader().locale;
    let Some(pareto) = props.report.paretos.get(props.place) else { return html! {} };
    let lists = DeskLists::new(&props.report, &props.query);
    let name = pareto.by.label(l);
    let rows = pareto
        .rows
        .iter()
        .enumerate()
        .map(|(place, row)| Row {
            key: place.to_string(),
            to: None,
            cells: vec![
                html! { <>{ format!("{}. ", place + 1) }{ slice_name(pareto.by, row, l) }</> },
                number(row.count, &lists.slice(pareto, row)),
                html! { { percent(row.share) } },
                html! { { percent(row.cumulated) } },
            ],
        })
        .collect::<Vec<_>>();
    let columns =
        vec![name.clone(), t!(l, "dashboard-count"), t!(l, "dashboard-share"), t!(l, "dashboard-cumulated")];
    let draw = {
        let (report, place) = (props.report.clone(), props.place);
        Callback::from(move |narrow| {
            chart::pareto(report.paretos.get(place)?, if narrow { (380, 200) } else { (560, 220) })
        })
    };
    let legend = vec![t!(l, "dashboard-share"), t!(l, "dashboard-cumulated")];
    html! {
        <Panel title={t!(l, "dashboard-pareto", by = name.clone())}>
            if rows.is_empty() {
                <p class="sb-quiet">{ t!(l, "dashboard-no-tickets") }</p>
            } else {
                <Chart label={t!(l, "dashboard-pareto-chart", by = name.clone())} {draw} {legend} />
                <Table label={t!(l, "dashboard-pareto", by = name)} {columns} {rows} class="sb-figures" />
            }
        </Panel>
    }
}
