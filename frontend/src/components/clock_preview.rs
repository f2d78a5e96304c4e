//! What a change of rules or calendars would move: which promises, from when to when.

use crate::components::async_view::{Loaded, async_view};
use crate::components::confirm::{Confirm, Deed};
use crate::components::link::Link;
use crate::components::status_badge::label;
use crate::components::table::{Row, Table};
use crate::components::time::Time;
use crate::i18n::use_locale;
use crate::route::{Record, Route};
use patternfly_yew::prelude::{Color, Icon};
use shared::i18n::Locale;
use shared::records::clock::{ClockMove, ClockPreview};
use std::rc::Rc;
use yew::prelude::*;

/// What happens to a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It would be broken and is not now.
    Broken,
    /// It is broken now and would be kept after all.
    Mended,
    /// It has less time.
    Earlier,
    /// It has more time.
    Later,
    /// Another rule, the same time.
    Same,
}

/// What happens to a promise.
pub fn fate(moved: &ClockMove) -> Fate {
    match (moved.breached_before, moved.breached_after, moved.due_before, moved.due_after) {
        (false, true, ..) => Fate::Broken,
        (true, false, ..) => Fate::Mended,
        (_, _, Some(before), Some(after)) if after < before => Fate::Earlier,
        (_, _, None, Some(_)) => Fate::Earlier,
        (_, _, before, after) if before == after => Fate::Same,
        _ => Fate::Later,
    }
}

fn fate_label(fate: Fate, l: Locale) -> Html {
    match fate {
        Fate::Broken => label(Color::Red, Some(Icon::ExclamationCircle), t!(l, "preview-broken")),
        Fate::Mended => label(Color::Green, Some(Icon::CheckCircle), t!(l, "preview-mended")),
        Fate::Earlier => label(Color::Orange, Some(Icon::LongArrowAltUp), t!(l, "preview-earlier")),
        Fate::Later => label(Color::Blue, Some(Icon::LongArrowAltDown), t!(l, "preview-later")),
        Fate::Same => label(Color::Grey, Some(Icon::Minus), t!(l, "preview-same")),
    }
}

/// Properties of [`ClockPreviewView`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// What would move.
    pub preview: Rc<ClockPreview>,
}

/// What would move.
#[component]
pub fn ClockPreviewView(props: &Props) -> Html {
    let l = use_locale();
    let p = &props.preview;
    let row = |m: &ClockMove| {
        let due = |at: Option<chrono::DateTime<chrono::Utc>>| match at {
            Some(at) => html! { <Time {at} /> },
            None => html! { <span class="sb-quiet">{ t!(l, "preview-no-due") }</span> },
        };
        let rule = match (&m.rule_before, &m.rule_after) {
            (before, after) if before == after => after.clone().unwrap_or_default(),
            (before, after) => {
                let name = |rule: &Option<String>| rule.clone().unwrap_or_else(|| t!(l, "preview-no-rule"));
                format!("{} → {}", name(before), name(after))
            }
        };
        Row {
            key: format!("{}{}", m.ticket_id, m.clock),
            to: None,
            cells: vec![
                html! { <Link to={Route::Tickets(Record::One(m.ticket_id))} class="sb-number" title={m.subject.clone()}>{ &m.number }</Link> },
                html! { { m.clock.label(l) } },
                due(m.due_before),
                due(m.due_after),
                fate_label(fate(m), l),
                html! { { rule } },
            ],
        }
    };
    let columns = vec![
        t!(l, "ticket-number"),
        t!(l, "preview-clock"),
        t!(l, "preview-before"),
        t!(l, "preview-after"),
        t!(l, "preview-change"),
        t!(l, "preview-rule"),
    ];
    html! {
        <div>
            <p role="status">
                { t!(l, "preview-summary", clocks = p.clocks, moved = p.moved, broken = p.newly_breached, mended = p.no_longer_breached) }
            </p>
            if !p.moves.is_empty() {
                <Table label={t!(l, "preview-moves")} {columns} rows={p.moves.iter().map(row).collect::<Vec<_>>()} />
            }
            if p.moved > p.moves.len() as i64 {
                <p class="sb-quiet">{ t!(l, "preview-first", count = p.moves.len() as i64) }</p>
            }
        </div>
    }
}

/// Properties of [`PreviewDialog`].
#[derive(Clone, PartialEq, Properties)]
pub struct DialogProps {
    /// What is about to be saved.
    pub title: AttrValue,
    /// What would move, or that it is being computed.
    pub preview: Loaded<ClockPreview>,
    /// Saves it.
    pub deed: Deed,
    /// Closes the dialogue.
    pub onclose: Callback<()>,
}

/// Shows what would move before it is saved.
#[component]
pub fn PreviewDialog(props: &DialogProps) -> Html {
    let l = use_locale();
    let view = async_view(
        &props.preview,
        |_| None,
        |preview| html! { <ClockPreviewView preview={preview.clone()} /> },
    );
    html! {
        <Confirm
            title={props.title.clone()}
            label={t!(l, "page-save")}
            deed={props.deed.clone()}
            wide=true
            onclose={props.onclose.clone()}
        >
            <p class="sb-quiet">{ t!(l, "preview-hint") }</p>
            { view }
        </Confirm>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn moved(before: Option<&str>, after: Option<&str>, broken: (bool, bool)) -> Fate {
        let moved: ClockMove = serde_json::from_value(json!({
            "ticket_id": "01933f6e-0000-7000-8000-000000000003", "number": "TK-2026-000001", "subject": "门机异响",
            "clock": "respond", "due_before": before, "due_after": after,
            "breached_before": broken.0, "breached_after": broken.1,
        }))
        .unwrap();
        fate(&moved)
    }

    #[test]
    fn what_becomes_of_a_promise_is_named() {
        let (early, late) = (Some("2026-07-21T06:00:00Z"), Some("2026-07-22T06:00:00Z"));
        assert_eq!(moved(late, early, (false, true)), Fate::Broken);
        assert_eq!(moved(early, late, (true, false)), Fate::Mended);
        assert_eq!(moved(late, early, (false, false)), Fate::Earlier);
        assert_eq!(moved(early, late, (true, true)), Fate::Later);
        assert_eq!(moved(None, early, (false, false)), Fate::Earlier);
        assert_eq!(moved(early, None, (false, false)), Fate::Later);
        assert_eq!(moved(early, early, (false, false)), Fate::Same);
    }
}
