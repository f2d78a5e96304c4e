//! A clock as a ribbon: what counted, what did not, and where the marks of its ladder lie.

use crate::format::{self, Reader};
use crate::session::use_reader;
use chrono::{DateTime, Utc};
use shared::i18n::Locale;
use shared::records::clock::{Clock, ClockState, Stretch, StretchKind};
use yew::prelude::*;

/// A part of the ribbon, in thousandths of its width.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// Where it begins.
    pub at: f64,
    /// How wide it is.
    pub width: f64,
    /// The stretch; nothing for what lies ahead.
    pub stretch: Option<Stretch>,
}

/// A mark on the ribbon.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Where it stands, in thousandths.
    pub at: f64,
    /// Percent of the target.
    pub percent: u16,
    /// Whether there is room for its words.
    pub worded: bool,
}

/// Room that a stretch takes. What counts takes as much as it lasts; what does not count is drawn shorter
/// the longer it is, so that a holiday does not swallow an hour of work.
fn room(seconds: f64, kind: StretchKind) -> f64 {
    const HOUR: f64 = 3600.0;
    match kind {
        StretchKind::Counted | StretchKind::MakeUp => seconds,
        _ if seconds > HOUR => HOUR * (seconds / HOUR).sqrt(),
        _ => seconds,
    }
}

/// Working seconds that are drawn ahead of now: what is left of the target while the clock may still use it.
fn ahead(clock: &Clock) -> f64 {
    match (clock.state, clock.remaining_seconds) {
        (ClockState::Running | ClockState::Paused, Some(left)) if left > 0 => left as f64,
        _ => 0.0,
    }
}

/// Lays the ribbon out.
pub fn pieces(clock: &Clock) -> Vec<Piece> {
    let seconds = |s: &Stretch| (s.to - s.from).num_seconds().max(0) as f64;
    let rooms: Vec<f64> = clock.ribbon.iter().map(|s| room(seconds(s), s.kind)).collect();
    let ahead = ahead(clock);
    let all: f64 = rooms.iter().sum::<f64>() + ahead;
    if all <= 0.0 {
        return vec![];
    }
    let mut at = 0.0;
    let drawn =
        clock.ribbon.iter().cloned().map(Some).zip(rooms).chain((ahead > 0.0).then_some((None, ahead)));
    drawn
        .map(|(stretch, room)| {
            let width = room / all * 1000.0;
            let piece = Piece { at, width, stretch };
            at += width;
            piece
        })
        .collect()
}

/// Where an instant that the ribbon covers lies.
fn place(pieces: &[Piece], at: DateTime<Utc>) -> Option<f64> {
    pieces.iter().find_map(|piece| {
        let stretch = piece.stretch.as_ref().filter(|s| s.from <= at && at <= s.to)?;
        let whole = (stretch.to - stretch.from).num_seconds().max(1) as f64;
        Some(piece.at + piece.width * (at - stretch.from).num_seconds() as f64 / whole)
    })
}

/// The marks of the ladder, and the due time as the mark of 100 percent.
pub fn marks(clock: &Clock, pieces: &[Piece]) -> Vec<Mark> {
    let Some(target) = clock.target_seconds.filter(|t| *t > 0) else { return vec![] };
    let mut wanted: Vec<(u16, Option<DateTime<Utc>>)> =
        clock.steps.iter().map(|s| (s.at_percent, s.at)).collect();
    if !wanted.iter().any(|(percent, _)| *percent == 100) {
        wanted.push((100, clock.due_at));
    }
    wanted.sort_by_key(|(percent, _)| *percent);
    let future = pieces.iter().find(|p| p.stretch.is_none());
    let mut found: Vec<Mark> = wanted
        .into_iter()
        .filter_map(|(percent, at)| {
            let counted = clock.counted_seconds as f64;
            let wanted = target as f64 * f64::from(percent) / 100.0;
            let behind = at.and_then(|at| place(pieces, at)).filter(|_| wanted <= counted);
            let before = || {
                let piece = future.filter(|_| wanted > counted && percent <= 100)?;
                let left = (target as f64 - counted).max(1.0);
                Some(piece.at + piece.width * ((wanted - counted) / left).min(1.0))
            };
            Some(Mark { at: behind.or_else(before)?, percent, worded: false })
        })
        .collect();
    // Where two stand close the later one, and above all the due time, keeps its words.
    let mut taken: Vec<f64> = vec![];
    let order = (0..found.len()).rev().filter(|i| found[*i].percent == 100);
    for i in order.chain((0..found.len()).rev().filter(|i| found[*i].percent != 100)).collect::<Vec<_>>() {
        let at = found[i].at;
        if taken.iter().all(|other| (other - at).abs() >= 90.0) {
            taken.push(at);
            found[i].worded = true;
        }
    }
    found
}

/// What a stretch says to whoever points at it or hears it.
pub fn words(stretch: &Stretch, reader: Reader) -> String {
    let l = reader.locale;
    let (from, to) = (reader.time(stretch.from), reader.time(stretch.to));
    // The day once, where it is one day.
    let to = match (from.split_once(' '), to.split_once(' ')) {
        (Some((day, _)), Some((other, time))) if day == other => time.to_owned(),
        _ => to,
    };
    let length = reader.span((stretch.to - stretch.from).num_seconds());
    let what = stretch.kind.label(l);
    match stretch.kind {
        StretchKind::Paused => t!(
            l,
            "clock-stretch-held",
            from = from,
            to = to,
            length = length,
            what = what,
            why = stretch.reason.label(l),
            ball = stretch.ball_holder.label(l),
        ),
        _ => t!(l, "clock-stretch", from = from, to = to, length = length, what = what),
    }
}

/// The ribbon in one sentence: how much of each kind, each pause, and what is left. Never empty where something is drawn.
pub fn summary(clock: &Clock, reader: Reader) -> String {
    let l = reader.locale;
    let comma = format::semicolon(l);
    let kinds = StretchKind::ALL.iter().filter_map(|kind| {
        let of_kind = clock.ribbon.iter().filter(|s| s.kind == *kind);
        let seconds: i64 = of_kind.map(|s| (s.to - s.from).num_seconds()).sum();
        (seconds > 0).then(|| format!("{} {}", kind.label(l), reader.span(seconds)))
    });
    let paused = clock.ribbon.iter().filter(|s| s.kind == StretchKind::Paused).map(|s| words(s, reader));
    let left = ahead(clock);
    let ahead = (left > 0.0).then(|| t!(l, "clock-ahead", length = reader.length(left as i64)));
    kinds.chain(paused).chain(ahead).collect::<Vec<_>>().join(comma)
}

fn class(piece: &Piece) -> &'static str {
    match piece.stretch.as_ref().map(|s| s.kind) {
        Some(StretchKind::Counted) => "sb-ribbon-counted",
        Some(StretchKind::MakeUp) => "sb-ribbon-make-up",
        Some(StretchKind::OffHours) => "sb-ribbon-off",
        Some(StretchKind::Paused) => "sb-ribbon-paused",
        Some(StretchKind::Ended) => "sb-ribbon-ended",
        None => "sb-ribbon-ahead",
    }
}

/// Top and height of a piece in pixels: what counts is tall, what does not is low.
fn height(piece: &Piece) -> (u32, u32) {
    match piece.stretch.as_ref().map(|s| s.kind) {
        Some(StretchKind::Counted | StretchKind::MakeUp) => (16, 24),
        Some(StretchKind::Paused) | None => (20, 16),
        Some(StretchKind::OffHours | StretchKind::Ended) => (25, 6),
    }
}

fn percent(thousandths: f64) -> String {
    format!("{:.2}%", thousandths / 10.0)
}

/// Properties of [`Ribbon`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The clock.
    pub clock: Clock,
}

/// The ribbon of a clock.
#[component]
pub fn Ribbon(props: &Props) -> Html {
    let reader = use_reader();
    let l = reader.locale;
    let clock = &props.clock;
    let pieces = pieces(clock);
    if pieces.is_empty() {
        return html! {};
    }
    let marks = marks(clock, &pieces);
    let hatch = format!("ribbon-{}", clock.kind);
    let drawn = pieces.iter().map(|piece| {
        let (y, height) = height(piece);
        let title = match &piece.stretch {
            Some(stretch) => words(stretch, reader),
            None => t!(l, "clock-ahead", length = reader.length(clock.remaining_seconds.unwrap_or_default())),
        };
        let rect = |fill: Option<String>, class: Option<&'static str>| {
            html! {
                <rect x={percent(piece.at)} width={percent(piece.width)} y={y.to_string()} height={height.to_string()} {class} {fill} />
            }
        };
        let striped = matches!(piece.stretch.as_ref().map(|s| s.kind), Some(StretchKind::Paused | StretchKind::MakeUp));
        html! {
            <g>
                <title>{ title }</title>
                { rect(None, Some(class(piece))) }
                if striped { { rect(Some(format!("url(#{hatch})")), None) } }
            </g>
        }
    });
    let lines = marks.iter().map(|mark| {
        let due = mark.percent == 100;
        let anchor = if mark.at > 930.0 { "end" } else if mark.at < 70.0 { "start" } else { "middle" };
        let text = if due { t!(l, "clock-mark-due") } else { format!("{} %", mark.percent) };
        html! {
            <>
                <line x1={percent(mark.at)} x2={percent(mark.at)} y1="12" y2="44" class={if due { "sb-ribbon-due" } else { "sb-ribbon-mark" }} />
                if mark.worded {
                    <text x={percent(mark.at)} y="9" text-anchor={anchor} class="sb-ribbon-text">{ text }</text>
                }
            </>
        }
    });
    let first = clock.ribbon.first().map(|s| reader.time(s.from)).unwrap_or_default();
    // What is still ahead is drawn as far as the due time.
    let last = if ahead(clock) > 0.0 { clock.due_at } else { clock.ribbon.last().map(|s| s.to) };
    let last = last.map(|at| reader.time(at)).unwrap_or_default();
    html! {
        <div class="sb-ribbon">
            <svg role="img" aria-label={summary(clock, reader)} width="100%" height="46">
                <defs>
                    <pattern id={hatch.clone()} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                        <line x1="0" y1="0" x2="0" y2="6" class="sb-ribbon-hatch" />
                    </pattern>
                </defs>
                { for drawn }
                { for lines }
            </svg>
            <p class="sb-ribbon-ends"><span>{ first }</span><span>{ last }</span></p>
        </div>
    }
}

/// What the colours and heights of ribbons mean, as far as they are seen.
pub fn legend(clocks: &[Clock], l: Locale) -> Html {
    let seen = |kind: StretchKind| clocks.iter().any(|c| c.ribbon.iter().any(|s| s.kind == kind));
    let mut entries: Vec<(Piece, String)> = StretchKind::ALL
        .iter()
        .filter(|kind| seen(**kind))
        .filter_map(|kind| {
            let stretch = clocks.iter().flat_map(|c| &c.ribbon).find(|s| s.kind == *kind)?.clone();
            Some((Piece { at: 0.0, width: 0.0, stretch: Some(stretch) }, kind.label(l)))
        })
        .collect();
    if clocks.iter().any(|c| ahead(c) > 0.0) {
        entries.push((Piece { at: 0.0, width: 0.0, stretch: None }, t!(l, "clock-left")));
    }
    html! {
        <ul class="sb-legend" role="list" aria-label={t!(l, "clock-legend")}>
            { for entries.iter().map(|(piece, name)| {
                let (y, height) = height(piece);
                html! {
                    <li>
                        <svg width="20" height="24" aria-hidden="true">
                            <rect x="0" width="20" y={(y - 16).to_string()} height={height.to_string()} class={class(piece)} />
                        </svg>
                        { name }
                    </li>
                }
            }) }
        </ul>
    }
}

#[cfg(test)]
#[path = "ribbon_tests.rs"]
mod tests;
