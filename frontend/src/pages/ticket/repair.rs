//! Repair time: what was estimated, what it took, what the catalogue allows.

use crate::api::ticket;
use crate::components::async_view::{async_view, use_load};
use crate::components::facts::{Panel, facts, words};
use crate::components::time::{Time, maybe_time};
use crate::format::Reader;
use crate::session::use_reader;
use shared::ids::TicketId;
use shared::records::ticket::RepairTime;
use yew::prelude::*;

/// Properties of [`Repair`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The ticket.
    pub id: TicketId,
    /// Grows when something happened to it.
    pub version: i32,
}

/// A difference in words: how much longer or shorter.
pub fn difference(seconds: i64, reader: Reader) -> String {
    let l = reader.locale;
    match seconds {
        0 => t!(l, "repair-same"),
        over @ 1.. => t!(l, "repair-over", length = reader.length(over)),
        under => t!(l, "repair-under", length = reader.length(under)),
    }
}

/// Whether there is anything to show.
fn is_known(time: &RepairTime) -> bool {
    !time.estimates.is_empty() || time.actual_seconds.is_some() || time.standard_minutes.is_some()
}

/// The repair time of a ticket.
#[component]
pub fn Repair(props: &Props) -> Html {
    let reader = use_reader();
    let l = reader.locale;
    let loaded = use_load((props.id, props.version), |(id, _)| ticket::repair_time(id));
    let view = async_view(
        &loaded,
        |time| (!is_known(time)).then(|| html! { <p class="sb-quiet">{ t!(l, "repair-none") }</p> }),
        |time| view(time, reader),
    );
    html! { <Panel title={t!(l, "repair-panel")}>{ view }</Panel> }
}

fn view(time: &RepairTime, reader: Reader) -> Html {
    let l = reader.locale;
    let compared = |length: String, over: Option<i64>| {
        let over = over.map(|seconds| difference(seconds, reader));
        html! { <>{ length }if let Some(over) = over { <span class="sb-quiet">{ " · " }{ over }</span> }</> }
    };
    let estimate =
        time.estimated_minutes().map(|m| compared(reader.minutes(m), time.over_estimate_seconds()));
    let standard = time.standard_minutes.map(|m| {
        let name = time.fault_code.as_ref().map(|code| format!(" ({code})")).unwrap_or_default();
        compared(format!("{}{name}", reader.minutes(m)), time.over_standard_seconds())
    });
    let actual = time.actual_seconds.map(|seconds| {
        let goes_on = time.done_at.is_none().then(|| t!(l, "repair-goes-on"));
        [Some(reader.length(seconds)), goes_on].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    });
    let history = time.estimates.iter().rev().map(|e| {
        html! {
            <li>
                <strong>{ reader.minutes(e.minutes) }</strong>
                <span class="sb-quiet">
                    { if e.told_customer { t!(l, "repair-promised") } else { t!(l, "repair-inside") } }
                    { " · " }{ &e.actor_name }{ " · " }<Time at={e.at} />
                </span>
                if let Some(note) = &e.note {
                    <p class="sb-words">{ note }</p>
                }
            </li>
        }
    });
    html! {
        <>
            { facts(vec![
                (t!(l, "repair-actual"), words(actual)),
                (t!(l, "repair-estimate"), estimate),
                (t!(l, "repair-standard"), standard),
                (t!(l, "repair-began"), maybe_time(time.started_at)),
                (t!(l, "repair-done"), maybe_time(time.done_at)),
            ]) }
            if time.estimates.len() > 1 {
                <details class="sb-details">
                    <summary>{ t!(l, "repair-history", count = time.estimates.len() as i64) }</summary>
                    <ul class="sb-estimates" role="list">{ for history }</ul>
                </details>
            }
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::i18n::Locale;

    #[test]
    fn differences_are_said_as_longer_or_shorter() {
        let reader = Reader { locale: Locale::En, zone: chrono_tz::Tz::Asia__Shanghai };
        assert_eq!(difference(1200, reader), "20 min longer");
        assert_eq!(difference(-5400, reader), "1 h 30 min shorter");
        assert_eq!(difference(0, reader), "as long");
    }

    #[test]
    fn nothing_known_says_so() {
        let time: RepairTime = serde_json::from_value(serde_json::json!({"estimates": []})).unwrap();
        assert!(!is_known(&time));
        assert!(is_known(&RepairTime { standard_minutes: Some(60), ..time }));
    }
}
