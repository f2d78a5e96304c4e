//! Articles that fit a ticket, with why, beside it.

use crate::api::knowledge_article;
use crate::components::async_view::{async_view, use_load};
use crate::components::button::Button;
use crate::components::facts::Panel;
use crate::components::link::Link;
use crate::components::settled::use_settled;
use crate::components::status_badge::label;
use crate::i18n::use_locale;
use crate::route::{Record, Route};
use patternfly_yew::prelude::{Color, Icon};
use shared::i18n::Locale;
use shared::ids::{FaultCodeId, ProductId};
use shared::records::knowledge_article::{KnowledgeSuggestion, SuggestionQuery};
use shared::text::Line;
use yew::prelude::*;

/// Properties of [`Suggestions`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The fault.
    #[prop_or_default]
    pub fault_code_id: Option<FaultCodeId>,
    /// The model.
    #[prop_or_default]
    pub product_id: Option<ProductId>,
    /// What it is about, in a line.
    pub subject: AttrValue,
    /// Names an article in the comment: with it each has a button.
    #[prop_or_default]
    pub onname: Option<Callback<KnowledgeSuggestion>>,
}

/// Articles that fit a ticket.
#[component]
pub fn Suggestions(props: &Props) -> Html {
    let l = use_locale();
    // The subject as it was a moment ago: nobody asks at each stroke.
    let subject = use_settled(&props.subject);
    let query = SuggestionQuery {
        fault_code_id: props.fault_code_id,
        product_id: props.product_id,
        subject: Line::new(&subject).ok(),
    };
    let loaded = use_load(query, |query| async move {
        // Nothing is known yet that could fit.
        if query == SuggestionQuery::default() {
            return Ok(vec![]);
        }
        knowledge_article::suggest(&query).await
    });
    let view = async_view(
        &loaded,
        |found| {
            found.is_empty().then(|| html! { <p class="sb-quiet">{ t!(l, "knowledge-suggested-none") }</p> })
        },
        |found| {
            html! { <ul class="sb-earlier" role="list">{ for found.iter().map(|one| row(one, props.onname.as_ref(), l)) }</ul> }
        },
    );
    html! { <Panel title={t!(l, "knowledge-suggested")}>{ view }</Panel> }
}

fn row(one: &KnowledgeSuggestion, onname: Option<&Callback<KnowledgeSuggestion>>, l: Locale) -> Html {
    let reasons = one.reasons.iter().map(|reason| reason.text(l)).collect::<Vec<_>>().join(" · ");
    let button = onname.map(|onname| {
        let (onname, one) = (onname.clone(), one.clone());
        let label = t!(l, "knowledge-suggested-name", number = one.number.as_str());
        let onclick = Callback::from(move |()| onname.emit(one.clone()));
        html! { <Button {label} icon={Icon::ShareSquare} small=true {onclick} /> }
    });
    html! {
        <li key={one.id.to_string()}>
            <p><Link to={Route::Knowledge(Record::One(one.id))}>{ format!("{} {}", one.number, one.title) }</Link></p>
            <p class="sb-quiet">{ reasons }</p>
            if let Some(button) = button {
                <p class="sb-badges">
                    { button }
                    if !one.audience.leaves_house() {
                        { label(Color::Orange, Some(Icon::Lock), t!(l, "knowledge-suggested-internal")) }
                    }
                </p>
            }
        </li>
    }
}
