//! The clocks of a ticket: what was promised, where each promise stands, and the ribbon that shows why.

use super::clock_words::{at, clock_badge, explain, target_text};
use crate::api::ticket;
use crate::components::async_view::{async_view, use_load};
use crate::components::facts::Panel;
use crate::components::ribbon::{Ribbon, legend};
use crate::components::table::{Row, Table};
use crate::components::time::Time;
use crate::format::Reader;
use crate::session::use_reader;
use chrono::{DateTime, Utc};
use gloo_timers::callback::Interval;
use shared::ids::TicketId;
use shared::records::clock::{BallTime, Clock, ClockEvent, TicketClocks};
use yew::prelude::*;

/// Milliseconds between two looks at the watch.
const TICK: u32 = 20_000;
/// Ticks after which the server is asked again: a desk that opens or closes changes what counts.
const ASK_AFTER: u32 = 15;

/// Properties of [`Clocks`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The ticket.
    pub id: TicketId,
    /// Its version.
    pub version: i32,
    /// Grows when something happened to the ticket.
    pub round: u32,
}

/// Grows with time, so that what is left is drawn anew.
#[hook]
fn use_ticks() -> u32 {
    let ticks = use_state_eq(|| 0_u32);
    let count = use_mut_ref(|| 0_u32);
    {
        let ticks = ticks.setter();
        use_effect_with((), move |()| {
            let timer = Interval::new(TICK, move || {
                let next = count.borrow().wrapping_add(1);
                count.replace(next);
                ticks.set(next);
            });
            move || drop(timer)
        });
    }
    *ticks
}

/// The clocks of a ticket.
#[component]
pub fn Clocks(props: &Props) -> Html {
    let reader = use_reader();
    let l = reader.locale;
    let ticks = use_ticks();
    let depends = (props.id, props.version, props.round, ticks / ASK_AFTER);
    let loaded = use_load(depends, |(id, ..)| ticket::clocks(id));
    // By how much the watch here differs from the server's.
    let arrived = use_memo(loaded.data.clone(), |_| Utc::now());
    let view = async_view(
        &loaded,
        |known| known.clocks.is_empty().then(|| html! { <p class="sb-quiet">{ t!(l, "clock-none") }</p> }),
        |known| {
            let now = known.at + (Utc::now() - *arrived);
            view(known, now, reader)
        },
    );
    html! { <Panel title={t!(l, "clock-panel")}>{ view }</Panel> }
}

fn view(known: &TicketClocks, now: DateTime<Utc>, reader: Reader) -> Html {
    let l = reader.locale;
    let clocks: Vec<Clock> = known.clocks.iter().map(|c| at(c, known.at, now)).collect();
    html! {
        <>
            <ul class="sb-clocks" role="list">{ for clocks.iter().map(|c| one(c, reader)) }</ul>
            { legend(&clocks, l) }
            { ball_times(&known.ball_times, reader) }
        </>
    }
}

fn one(clock: &Clock, reader: Reader) -> Html {
    let l = reader.locale;
    let promise = clock.target.zip(clock.rule.as_ref()).map(|(target, rule)| {
        t!(
            l,
            "clock-promise",
            target = target_text(target, reader),
            rule = rule.as_str(),
            calendar = clock.calendar_name.as_str(),
        )
    });
    html! {
        <li key={clock.kind.as_str()} class="sb-clock">
            <p class="sb-clock-head">
                <strong>{ clock.kind.label(l) }</strong>
                { clock_badge(clock, l) }
                if let Some(due) = clock.due_at {
                    <span class="sb-keep">{ t!(l, "clock-due") }{ " " }<Time at={due} both=true /></span>
                }
            </p>
            <p>{ explain(clock, reader) }</p>
            if let Some(promise) = promise {
                <p class="sb-quiet">{ promise }</p>
            }
            <Ribbon clock={clock.clone()} />
            if !clock.events.is_empty() {
                <details class="sb-details">
                    <summary>{ t!(l, "clock-ledger", count = clock.events.len() as i64) }</summary>
                    { ledger(clock, reader) }
                </details>
            }
        </li>
    }
}

fn ledger(clock: &Clock, reader: Reader) -> Html {
    let l = reader.locale;
    let columns = vec![
        t!(l, "clock-when"),
        t!(l, "clock-what"),
        t!(l, "clock-why"),
        t!(l, "clock-ball"),
        t!(l, "clock-who"),
        t!(l, "clock-new-target"),
    ];
    let row = |(place, event): (usize, &ClockEvent)| Row {
        key: place.to_string(),
        to: None,
        cells: vec![
            html! { <Time at={event.at} /> },
            html! { { event.kind.label(l) } },
            html! { { event.reason.label(l) } },
            html! { { event.ball_holder.label(l) } },
            html! { { event.actor_name.clone().unwrap_or_else(|| t!(l, "clock-by-rule")) } },
            html! { { event.target.map(|target| match &event.rule {
                Some(rule) => format!("{} · {rule}", target_text(target, reader)),
                None => target_text(target, reader),
            }).unwrap_or_default() } },
        ],
    };
    let rows = clock.events.iter().enumerate().map(row).collect::<Vec<_>>();
    html! { <Table label={t!(l, "clock-ledger-of", clock = clock.kind.label(l))} {columns} {rows} /> }
}

/// Each party's part of the time, in percent of the longest.
pub fn parts(times: &[BallTime]) -> Vec<(BallTime, f64)> {
    let longest = times.iter().map(|t| t.seconds).max().unwrap_or(0).max(1) as f64;
    let mut parts: Vec<_> = times.iter().map(|t| (t.clone(), t.seconds as f64 / longest * 100.0)).collect();
    parts.sort_by_key(|(time, _)| std::cmp::Reverse(time.seconds));
    parts
}

fn ball_times(times: &[BallTime], reader: Reader) -> Html {
    let l = reader.locale;
    if times.is_empty() {
        return html! {};
    }
    let rows = parts(times).into_iter().map(|(time, part)| {
        let (all, work) = (reader.span(time.seconds), reader.length(time.business_seconds));
        html! {
            <li>
                <span>{ time.ball_holder.label(l) }</span>
                <svg width="100%" height="10" aria-hidden="true">
                    <rect width="100%" height="10" class="sb-ball-room" />
                    <rect width={format!("{part:.1}%")} height="10" class="sb-ball-part" />
                </svg>
                <span>{ t!(l, "clock-ball-time", all = all, work = work) }</span>
            </li>
        }
    });
    html! {
        <>
            <h3 class="sb-h3">{ t!(l, "clock-ball-times") }</h3>
            <ul class="sb-balls" role="list">{ for rows }</ul>
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::records::ticket::BallHolder;

    #[test]
    fn whoever_held_the_case_longest_comes_first() {
        let time = |ball_holder, seconds| BallTime { ball_holder, seconds, business_seconds: 0 };
        let found = parts(&[time(BallHolder::Us, 60), time(BallHolder::Customer, 120)]);
        let found: Vec<_> = found.iter().map(|(t, part)| (t.ball_holder, *part)).collect();
        assert_eq!(found, [(BallHolder::Customer, 100.0), (BallHolder::Us, 50.0)]);
        assert!(parts(&[]).is_empty());
    }
}
