//! What a clock says in words: its badge, and the sentence that explains to a person why it stands where it
//! stands.

use crate::components::status_badge::label;
use crate::format::Reader;
use chrono::{DateTime, Utc};
use patternfly_yew::prelude::{Color, Icon};
use shared::i18n::Locale;
use shared::records::clock::{Clock, ClockOutcome, ClockState, StretchKind, Target};
use yew::prelude::*;

/// How much time a promise leaves.
pub fn target_text(target: Target, reader: Reader) -> String {
    match target {
        Target::Minutes(minutes) => reader.length(i64::from(minutes) * 60),
        Target::WorkingDays(days) => t!(reader.locale, "clock-days", days = i64::from(days)),
    }
}

/// A clock as it stands at a later instant. Time is counted on only where it was being counted at the end:
/// when the desk closes or opens in between, the next look at the server puts it right.
pub fn at(clock: &Clock, computed: DateTime<Utc>, now: DateTime<Utc>) -> Clock {
    let mut clock = clock.clone();
    let open = clock
        .ribbon
        .last()
        .is_some_and(|s| matches!(s.kind, StretchKind::Counted | StretchKind::MakeUp) && s.to >= computed);
    let passed = (now - computed).num_seconds();
    if clock.state == ClockState::Running && open && passed > 0 {
        clock.counted_seconds += passed;
        clock.remaining_seconds = clock.remaining_seconds.map(|left| left - passed);
        if let Some(last) = clock.ribbon.last_mut() {
            last.to = now;
        }
        if clock.outcome.is_none() && clock.remaining_seconds.is_some_and(|left| left < 0) {
            clock.outcome = Some(ClockOutcome::Breached);
            clock.breached_at = clock.due_at;
        }
    }
    clock
}

/// The badge of a clock: colour, picture and word.
pub fn look(clock: &Clock, l: Locale) -> (Color, Icon, String) {
    match (clock.outcome, clock.state) {
        (Some(ClockOutcome::Breached), _) => {
            (Color::Red, Icon::ExclamationCircle, ClockOutcome::Breached.label(l))
        }
        (Some(ClockOutcome::Met), _) => (Color::Green, Icon::CheckCircle, ClockOutcome::Met.label(l)),
        (Some(ClockOutcome::Void), _) => (Color::Grey, Icon::Ban, ClockOutcome::Void.label(l)),
        (None, ClockState::Paused) => (Color::Orange, Icon::PauseCircle, ClockState::Paused.label(l)),
        (None, ClockState::Stopped) => (Color::Grey, Icon::Check, ClockState::Stopped.label(l)),
        (None, ClockState::Running) if is_near(clock) => {
            (Color::Orange, Icon::ExclamationTriangle, t!(l, "clock-near"))
        }
        (None, ClockState::Running) => (Color::Blue, Icon::Pending, ClockState::Running.label(l)),
    }
}

/// Whether less than a fifth of the target is left.
fn is_near(clock: &Clock) -> bool {
    clock.remaining_seconds.zip(clock.target_seconds).is_some_and(|(left, target)| left * 5 < target)
}

/// The badge of a clock.
pub fn clock_badge(clock: &Clock, l: Locale) -> Html {
    let (color, icon, word) = look(clock, l);
    label(color, Some(icon), word)
}

/// Pauses, and how long they were on the wall clock.
pub fn pauses(clock: &Clock) -> (usize, i64) {
    let paused = clock.ribbon.iter().filter(|s| s.kind == StretchKind::Paused);
    paused.fold((0, 0), |(count, seconds), s| (count + 1, seconds + (s.to - s.from).num_seconds()))
}

/// Explains where a clock stands.
pub fn explain(clock: &Clock, reader: Reader) -> String {
    let l = reader.locale;
    let counted = reader.length(clock.counted_seconds);
    let (Some(target), Some(left)) = (clock.target_seconds, clock.remaining_seconds) else {
        return t!(l, "clock-no-target", counted = counted);
    };
    let (target, left_text) = (reader.length(target), reader.length(left));
    let due = clock.due_at.or(clock.breached_at).map(|at| reader.time(at)).unwrap_or_default();
    let done = clock.stopped_at.map(|at| reader.time(at)).unwrap_or_default();
    let mut sentence = match (clock.outcome, clock.state) {
        (Some(ClockOutcome::Breached), ClockState::Stopped) => {
            t!(
                l,
                "clock-late-done",
                due = due,
                done = done,
                counted = counted,
                target = target,
                over = left_text
            )
        }
        (Some(ClockOutcome::Breached), _) => {
            t!(l, "clock-late", due = due, counted = counted, target = target, over = left_text)
        }
        (Some(ClockOutcome::Met), _) => {
            t!(l, "clock-kept", done = done, counted = counted, target = target, left = left_text)
        }
        (Some(ClockOutcome::Void), _) | (None, ClockState::Stopped) => {
            t!(l, "clock-void", done = done, counted = counted, target = target)
        }
        (None, ClockState::Paused) => {
            let since = clock.paused_at.map(|at| reader.time(at)).unwrap_or_default();
            let last = clock.ribbon.iter().rev().find(|s| s.kind == StretchKind::Paused);
            let why = last.map(|s| s.reason.label(l)).unwrap_or_default();
            let ball = last.map(|s| s.ball_holder.label(l)).unwrap_or_default();
            t!(
                l,
                "clock-stands",
                since = since,
                why = why,
                ball = ball,
                counted = counted,
                target = target,
                left = left_text
            )
        }
        (None, ClockState::Running) => {
            t!(l, "clock-runs", due = due, counted = counted, target = target, left = left_text)
        }
    };
    let (count, seconds) = pauses(clock);
    if count > 0 {
        if l == Locale::En {
            sentence.push(' ');
        }
        sentence += &t!(l, "clock-pauses", count = count as i64, length = reader.span(seconds));
    }
    sentence
}

#[cfg(test)]
#[path = "clock_words_tests.rs"]
mod tests;
