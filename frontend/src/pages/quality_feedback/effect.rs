//! Whether what was changed helps: units made since against units made before, with the verdict and its reason.

use crate::api::quality_feedback;
use crate::components::async_view::{async_view, use_load};
use crate::components::facts::Panel;
use crate::components::status_badge::badge;
use crate::components::table::{Row, Table};
use crate::components::time::Time;
use crate::format;
use crate::i18n::use_locale;
use crate::pages::campaign::chance;
use crate::pages::dashboard::{Chart, chart};
use shared::i18n::Locale;
use shared::ids::QualityFeedbackId;
use shared::records::quality_feedback::*;
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`Effect`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The quality feedback.
    pub id: QualityFeedbackId,
    /// As it was read last.
    pub version: i32,
}

/// Whether there is something that can have helped.
pub fn is_measured(one: &QualityFeedback) -> bool {
    one.head.product_id.is_some()
        && (one.decisions.failure.is_some()
            || matches!(one.head.status, QualityStatus::Verifying | QualityStatus::Closed))
}

/// The effect.
#[component]
pub fn Effect(props: &Props) -> Html {
    let l = use_locale();
    let loaded = use_load((props.id, props.version), |(id, _)| quality_feedback::effect(id));
    let view = async_view(
        &loaded,
        |found| found.finding.is_none().then(|| html! { <p class="sb-quiet">{ t!(l, "effect-none") }</p> }),
        |found| html! { <Measured effect={found.clone()} /> },
    );
    html! { <Panel title={t!(l, "effect-title")}>{ view }</Panel> }
}

#[derive(Clone, PartialEq, Properties)]
struct MeasuredProps {
    effect: Rc<QualityEffect>,
}

/// Why.
fn reason(finding: &QualityEffectFinding, l: Locale) -> String {
    let expected = format!("{:.1}", finding.expected);
    let (seen, threshold) = (finding.after.incidents, chance(finding.threshold));
    match (finding.verdict, finding.chance_unchanged, finding.chance_halved) {
        (QualityEffectVerdict::Effective, Some(p), _) => {
            t!(
                l,
                "effect-effective",
                seen = seen,
                expected = expected,
                chance = chance(p),
                threshold = threshold
            )
        }
        (QualityEffectVerdict::NotEffective, _, Some(p)) => {
            t!(l, "effect-not", seen = seen, expected = expected, chance = chance(p), threshold = threshold)
        }
        _ => t!(l, "effect-undecided", seen = seen, expected = expected),
    }
}

fn rate(group: &QualityEffectGroup) -> String {
    group.rate.map_or_else(|| "–".to_owned(), |rate| format!("{rate:.1}"))
}

#[component]
fn Measured(props: &MeasuredProps) -> Html {
    let l = use_locale();
    let effect = &props.effect;
    let Some((finding, day)) = effect.finding.as_ref().zip(effect.changed_on) else { return html! {} };
    let row = |name: String, group: &QualityEffectGroup| Row {
        key: name.clone(),
        to: None,
        cells: vec![
            html! { { name } },
            html! { { format::number(group.units) } },
            html! { { format::number(group.unit_days) } },
            html! { { format::number(group.incidents) } },
            html! { <strong>{ rate(group) }</strong> },
        ],
    };
    let columns = vec![
        t!(l, "effect-made"),
        t!(l, "effect-units"),
        t!(l, "effect-days"),
        t!(l, "effect-incidents"),
        t!(l, "effect-rate"),
    ];
    let rows = vec![
        row(t!(l, "effect-before", day = day.to_string()), &finding.before),
        row(t!(l, "effect-after", day = day.to_string()), &finding.after),
    ];
    let draw = {
        let effect = effect.clone();
        Callback::from(move |narrow| {
            chart::effect(&effect.months, if narrow { (380, 220) } else { (760, 240) })
        })
    };
    let legend = vec![t!(l, "effect-bar-after"), t!(l, "effect-bar-before")];
    html! {
        <>
            <p>{ badge(finding.verdict, l) }{ " " }{ reason(finding, l) }</p>
            <Table label={t!(l, "effect-title")} {columns} {rows} />
            <p class="sb-quiet">{ t!(l, "effect-hint", days = effect.days) }</p>
            <Chart label={t!(l, "effect-chart")} {draw} {legend} />
            { effect.watch.as_ref().map(|watch| checks(watch, l)).unwrap_or_default() }
        </>
    }
}

/// What was found at each time, and when it is looked at next.
fn checks(watch: &QualityWatch, l: Locale) -> Html {
    let one = |check: &QualityEffectCheck| {
        html! {
            <li key={check.day}>
                { t!(l, "effect-day", day = i64::from(check.day)) }{ " " }{ badge(check.finding.verdict, l) }{ " " }
                { reason(&check.finding, l) }
                <span class="sb-quiet">{ " " }<Time at={check.at} /></span>
            </li>
        }
    };
    html! {
        <>
            <h3 class="sb-h3">{ t!(l, "effect-watch") }{ " " }{ watch.outcome.map(|outcome| badge(outcome, l)).unwrap_or_default() }</h3>
            <ul class="sb-steps" role="list">
                { for watch.checks.iter().map(one) }
                if let Some(at) = watch.next_at {
                    <li>{ t!(l, "effect-next") }{ " " }<Time {at} /></li>
                }
            </ul>
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_names_what_was_seen_and_what_was_to_be_expected() {
        let group = |incidents| QualityEffectGroup::of(100, 3000, incidents);
        let said = |before, after| reason(&judge_effect(group(before), group(after)), Locale::En);
        assert!(said(10, 0).contains("0 instead of 10.0"), "{}", said(10, 0));
        assert!(said(40, 40).contains("40 where 40.0"), "{}", said(40, 40));
        assert!(said(1, 0).contains("too few"), "{}", said(1, 0));
    }
}
