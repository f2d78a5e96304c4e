//! How a return was dunned: each step, when it was taken, and what goes to the settlement.

use crate::api::rma;
use crate::components::async_view::use_load;
use crate::components::facts::Panel;
use crate::components::money::total;
use crate::components::status_badge::badge;
use crate::components::time::Time;
use crate::i18n::use_locale;
use shared::i18n::Locale;
use shared::ids::RmaId;
use shared::records::rma::{RmaDunning, RmaLine};
use yew::prelude::*;

/// Properties of [`Dunnings`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The return.
    pub id: RmaId,
    /// Its lines, to name them.
    pub lines: Vec<RmaLine>,
    /// What its version is: it is read again when something happened.
    pub version: i32,
}

/// What a charge comes to.
pub fn amount(step: &RmaDunning) -> Option<String> {
    step.amount.zip(step.currency).map(|(amount, currency)| total(amount, currency))
}

/// A step in a sentence, for one line.
pub fn step(step: &RmaDunning, l: Locale) -> Html {
    html! {
        <>
            { badge(step.stage, l) }{ " " }<Time at={step.at} />{ " " }
            <span class="sb-quiet">{ t!(l, "return-told", count = i64::from(step.told)) }</span>
            if let Some(amount) = amount(step) {
                { " " }<strong class="sb-keep">{ amount }</strong>
            }
            if !step.stands {
                { " " }<span class="sb-quiet">{ t!(l, "return-dunning-over") }</span>
            }
        </>
    }
}

/// The steps of a return, where any was taken.
#[component]
pub fn Dunnings(props: &Props) -> Html {
    let l = use_locale();
    let loaded = use_load((props.id, props.version), |(id, _)| rma::dunnings(id));
    let Some(known) = loaded.data.as_ref().filter(|known| !known.items.is_empty()) else { return html! {} };
    let name = |one: &RmaDunning| {
        let line = props.lines.iter().find(|line| line.id == one.line_id);
        line.map(|line| line.name.clone()).unwrap_or_default()
    };
    html! {
        <Panel title={t!(l, "return-dunnings")}>
            <ol class="sb-steps" aria-label={t!(l, "return-dunnings")}>
                { for known.items.iter().enumerate().map(|(n, one)| html! {
                    <li key={n}>{ name(one) }{ " · " }{ step(one, l) }</li>
                }) }
            </ol>
        </Panel>
    }
}
