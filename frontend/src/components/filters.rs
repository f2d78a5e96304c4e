//! The bar of filters over a list.

use crate::components::button::{Button, Kind};
use crate::components::field::Choice;
use crate::i18n::use_locale;
use gloo_timers::callback::Timeout;
use patternfly_yew::prelude::Icon;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// Milliseconds without a stroke after which a search begins.
const PAUSE: u32 = 300;

/// Properties of [`SearchBox`].
#[derive(Clone, PartialEq, Properties)]
pub struct SearchProps {
    /// What is searched.
    pub label: AttrValue,
    /// What is searched for.
    pub value: AttrValue,
    /// Searches for something else.
    pub onchange: Callback<String>,
}

/// A box to search in the list; it searches while one types.
#[component]
pub fn SearchBox(props: &SearchProps) -> Html {
    let typed = use_state_eq(|| props.value.clone());
    let timer = use_mut_ref(|| None::<Timeout>);
    {
        // The address has changed another way: "back", or "clear filters".
        let typed = typed.setter();
        use_effect_with(props.value.clone(), move |value| typed.set(value.clone()));
    }
    let oninput = {
        let (typed, timer, onchange) = (typed.setter(), timer.clone(), props.onchange.clone());
        Callback::from(move |event: InputEvent| {
            let value = event.target_unchecked_into::<HtmlInputElement>().value();
            typed.set(value.clone().into());
            let onchange = onchange.clone();
            timer.replace(Some(Timeout::new(PAUSE, move || onchange.emit(value.trim().to_owned()))));
        })
    };
    let onkeydown = {
        let (timer, onchange, typed) = (timer, props.onchange.clone(), typed.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" {
                event.prevent_default();
                timer.replace(None);
                onchange.emit(typed.trim().to_owned());
            }
        })
    };
    html! {
        <div class="pf-v6-c-text-input-group sb-search">
            <div class="pf-v6-c-text-input-group__main pf-m-icon">
                <span class="pf-v6-c-text-input-group__text">
                    <span class="pf-v6-c-text-input-group__icon">{ Icon::Search }</span>
                    <input
                        class="pf-v6-c-text-input-group__text-input"
                        type="search"
                        id="list-search"
                        maxlength="100"
                        autocomplete="off"
                        aria-label={props.label.clone()}
                        placeholder={props.label.clone()}
                        value={(*typed).clone()}
                        {oninput}
                        {onkeydown}
                    />
                </span>
            </div>
        </div>
    }
}

/// Properties of [`Select`].
#[derive(Clone, PartialEq, Properties)]
pub struct SelectProps {
    /// What is chosen.
    pub label: AttrValue,
    /// The id of the control.
    pub id: AttrValue,
    /// The choice.
    pub value: AttrValue,
    /// What to choose from.
    pub choices: Vec<Choice>,
    /// What the absence of a choice says.
    #[prop_or_default]
    pub none: Option<AttrValue>,
    /// Chooses something else.
    pub onchange: Callback<String>,
}

/// A filter with a few values.
#[component]
pub fn Select(props: &SelectProps) -> Html {
    let onchange =
        props.onchange.reform(|event: Event| event.target_unchecked_into::<HtmlSelectElement>().value());
    html! {
        <span class="sb-filter">
            <label for={props.id.clone()}>{ &props.label }</label>
            <span class="pf-v6-c-form-control">
                <select id={props.id.clone()} {onchange}>
                    if let Some(none) = &props.none {
                        <option value="" selected={props.value.is_empty()}>{ none }</option>
                    }
                    { for props.choices.iter().map(|c| html! {
                        <option value={c.value.clone()} selected={props.value == c.value.as_str()}>
                            { &c.label }
                        </option>
                    }) }
                </select>
                <span class="pf-v6-c-form-control__utilities" aria-hidden="true">
                    <span class="pf-v6-c-form-control__toggle-icon">{ Icon::CaretDown }</span>
                </span>
            </span>
        </span>
    }
}

/// Properties of [`FilterBar`].
#[derive(Clone, PartialEq, Properties)]
pub struct BarProps {
    /// Takes all filters away; absent when there are none.
    #[prop_or_default]
    pub clear: Option<Callback<()>>,
    /// The filters.
    pub children: Html,
}

/// The bar of filters over a list.
#[component]
pub fn FilterBar(props: &BarProps) -> Html {
    let l = use_locale();
    html! {
        <div class="sb-filters" role="search" aria-label={t!(l, "page-filters")}>
            { props.children.clone() }
            if let Some(clear) = &props.clear {
                <Button label={t!(l, "page-clear-filters")} kind={Kind::Link} small=true onclick={clear.clone()} />
            }
        </div>
    }
}
