//! What the checks found, as it is shown: live while a claim is typed, and on its page.

use crate::components::money::total;
use crate::components::status_badge::badge;
use shared::i18n::Locale;
use shared::money::Currency;
use shared::records::warranty_claim::*;
use yew::prelude::*;

/// One check: what came of it, and why.
fn found(check: &CheckResult, l: Locale) -> Html {
    html! {
        <li class="sb-check-result" key={format!("{}{:?}{}", check.check, check.line, check.message.key)}>
            { badge(check.outcome, l) }
            <span><strong>{ check.check.label(l) }</strong>{ " " }{ check.message.text(l) }</span>
        </li>
    }
}

/// Those that somebody must know of, and then the others on demand.
pub fn checks<'a>(all: impl Iterator<Item = &'a CheckResult> + Clone, more: String, l: Locale) -> Html {
    let told = all.clone().filter(|check| check.outcome != CheckOutcome::Pass);
    let passed: Vec<&CheckResult> = all.filter(|check| check.outcome == CheckOutcome::Pass).collect();
    html! {
        <>
            <ul class="sb-checks" role="list">{ for told.map(|check| found(check, l)) }</ul>
            if !passed.is_empty() {
                <details>
                    <summary>{ more }</summary>
                    <ul class="sb-checks" role="list">{ for passed.into_iter().map(|check| found(check, l)) }</ul>
                </details>
            }
        </>
    }
}

/// What would come of it, in one line.
pub fn outcome(adjudication: &Adjudication, currency: Currency, l: Locale) -> Html {
    html! {
        <p aria-live="polite">
            { badge(adjudication.outcome, l) }{ " " }{ proposed(adjudication, currency, l) }
        </p>
    }
}

/// What it would come to, and what was claimed.
pub fn proposed(adjudication: &Adjudication, currency: Currency, l: Locale) -> String {
    let (found, claimed) = (adjudication.proposed, adjudication.claimed);
    t!(l, "claim-proposed-of", proposed = total(found, currency), claimed = total(claimed, currency))
}

/// The checks of the whole claim, or of one of its lines.
pub fn of(adjudication: &Adjudication, line: Option<usize>) -> impl Iterator<Item = &CheckResult> + Clone {
    adjudication.checks.iter().filter(move |check| check.line.map(usize::from) == line)
}
