//! Facts about a record: term and value, in as many columns as there is room for.

use yew::prelude::*;

/// A fact: what it is and its value; without a value it is not shown.
pub type Fact = (String, Option<Html>);

/// A text as the value of a fact.
pub fn words(text: Option<impl AsRef<str>>) -> Option<Html> {
    let text = text?;
    let text = text.as_ref().to_owned();
    // A sentence takes the whole width.
    let long = (text.chars().count() > 60).then_some("sb-long");
    (!text.is_empty()).then(|| html! { <span class={classes!("sb-words", long)}>{ text }</span> })
}

/// A list of facts. Those without a value are left out, so that the eye finds what is known.
pub fn facts(facts: Vec<Fact>) -> Html {
    let known = facts.into_iter().filter_map(|(term, value)| {
        let value = value?;
        Some(html! {
            <div class="pf-v6-c-description-list__group">
                <dt class="pf-v6-c-description-list__term">
                    <span class="pf-v6-c-description-list__text">{ term }</span>
                </dt>
                <dd class="pf-v6-c-description-list__description">
                    <div class="pf-v6-c-description-list__text">{ value }</div>
                </dd>
            </div>
        })
    });
    html! { <dl class="pf-v6-c-description-list pf-m-compact sb-facts">{ for known }</dl> }
}

/// Properties of [`Panel`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// What it is about.
    pub title: AttrValue,
    /// What can be done.
    #[prop_or_default]
    pub actions: Html,
    /// What it says.
    pub children: Html,
}

/// A part of a page with a heading of its own.
#[component]
pub fn Panel(props: &Props) -> Html {
    html! {
        <section class="pf-v6-c-card pf-m-compact sb-panel">
            <div class="pf-v6-c-card__header sb-panel-head">
                <h2 class="pf-v6-c-card__title-text">{ &props.title }</h2>
                <div class="sb-panel-actions">{ props.actions.clone() }</div>
            </div>
            <div class="pf-v6-c-card__body">{ props.children.clone() }</div>
        </section>
    }
}
