//! "Is it under warranty?", with the reasons.

use crate::components::status_badge::badge;
use crate::i18n::use_locale;
use shared::i18n::Locale;
use shared::warranty::{CoverageClass, WarrantyVerdict};
use yew::prelude::*;

/// Verdicts that say the same about several classes of cost, told once.
pub fn grouped(verdicts: &[WarrantyVerdict]) -> Vec<(Vec<CoverageClass>, &WarrantyVerdict)> {
    let mut groups: Vec<(Vec<CoverageClass>, &WarrantyVerdict)> = vec![];
    for verdict in verdicts {
        let same = |other: &WarrantyVerdict| {
            (other.status, other.percent, other.ends_on) == (verdict.status, verdict.percent, verdict.ends_on)
                && other.reasons == verdict.reasons
        };
        match groups.iter_mut().find(|(_, other)| same(other)) {
            Some((classes, _)) => classes.push(verdict.coverage),
            None => groups.push((vec![verdict.coverage], verdict)),
        }
    }
    groups
}

fn classes_text(classes: &[CoverageClass], locale: Locale) -> String {
    let comma = if locale == Locale::ZhCn { "、" } else { ", " };
    classes.iter().map(|c| c.label(locale)).collect::<Vec<_>>().join(comma)
}

/// Properties of [`WarrantyCard`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The answers, one per class of cost.
    pub verdicts: Vec<WarrantyVerdict>,
}

/// The answers with their reasons.
#[component]
pub fn WarrantyCard(props: &Props) -> Html {
    let l = use_locale();
    if props.verdicts.is_empty() {
        return html! { <p class="sb-quiet">{ t!(l, "unit-warranty-none") }</p> };
    }
    let groups = grouped(&props.verdicts).into_iter().map(|(classes, verdict)| {
        html! {
            <div class="sb-verdict">
                <p class="sb-verdict-line">
                    { badge(verdict.status, l) }
                    <span>{ classes_text(&classes, l) }</span>
                    if let Some(ends_on) = verdict.ends_on {
                        <span class="sb-quiet">{ t!(l, "unit-warranty-until", date = ends_on.to_string()) }</span>
                    }
                    if verdict.percent > 0 && verdict.percent < 100 {
                        <span class="sb-quiet">{ t!(l, "unit-warranty-percent", percent = i64::from(verdict.percent)) }</span>
                    }
                </p>
                <ul class="sb-reasons" aria-label={t!(l, "unit-warranty-reasons")}>
                    { for verdict.reasons.iter().map(|r| html! { <li>{ r.text(l) }</li> }) }
                </ul>
            </div>
        }
    });
    html! { <div class="sb-verdicts">{ for groups }</div> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::records::policy::Policy;
    use shared::warranty::{WarrantyFacts, verdicts};

    #[test]
    fn what_is_the_same_for_part_labour_and_travel_is_told_once() {
        let day = |s: &str| s.parse().unwrap();
        let facts = WarrantyFacts {
            shipped_on: None,
            installed_on: None,
            accepted_on: Some(day("2026-01-01")),
            terms: &[],
            extensions: &[],
            exclusions: &[],
        };
        let all = verdicts(&facts, day("2026-02-01"), None, None, &Policy::default());
        let groups = grouped(&all);
        assert_eq!(groups.len(), 1);
        assert_eq!(groups[0].0, CoverageClass::ALL);
    }
}
