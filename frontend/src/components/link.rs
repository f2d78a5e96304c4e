//! Links between pages. A click with Ctrl, Shift, Alt, Meta or the middle button is the browser's: people
//! at a desk open several tickets side by side.

use crate::components::button::Kind;
use crate::route::{self, Route};
use patternfly_yew::prelude::Icon;
use yew::prelude::*;

/// Properties of [`Link`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Where to.
    pub to: Route,
    /// What is to be shown there: the part after `?`.
    #[prop_or_default]
    pub query: Option<AttrValue>,
    /// More classes.
    #[prop_or_default]
    pub class: Classes,
    /// Marks the page that is open.
    #[prop_or_default]
    pub current: bool,
    /// Its title.
    #[prop_or_default]
    pub title: Option<AttrValue>,
    /// Its name for those who cannot see it.
    #[prop_or_default]
    pub aria_label: Option<AttrValue>,
    /// What is shown.
    #[prop_or_default]
    pub children: Html,
}

/// Whether a click is for us to handle, not for the browser.
pub fn is_plain(event: &MouseEvent) -> bool {
    event.button() == 0
        && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key())
        && !event.default_prevented()
}

fn address(to: Route, query: Option<&AttrValue>) -> String {
    match query {
        Some(query) => format!("{}?{query}", to.path()),
        None => to.path(),
    }
}

/// A link to a page.
#[component]
pub fn Link(props: &Props) -> Html {
    let href = address(props.to, props.query.as_ref());
    let onclick = {
        let href = href.clone();
        Callback::from(move |event: MouseEvent| {
            if is_plain(&event) {
                event.prevent_default();
                route::go_to(&href);
            }
        })
    };
    html! {
        <a
            {href}
            class={props.class.clone()}
            aria-current={props.current.then_some("page")}
            title={props.title.clone()}
            aria-label={props.aria_label.clone()}
            {onclick}
        >
            { props.children.clone() }
        </a>
    }
}

/// Properties of [`LinkButton`].
#[derive(Clone, PartialEq, Properties)]
pub struct LinkButtonProps {
    /// Where to.
    pub to: Route,
    /// What is to be shown there: the part after `?`.
    #[prop_or_default]
    pub query: Option<AttrValue>,
    /// What it says.
    pub label: AttrValue,
    /// How much it asks to be pressed.
    #[prop_or_default]
    pub kind: Kind,
    /// A picture beside the label.
    #[prop_or_default]
    pub icon: Option<Icon>,
    /// Takes less room.
    #[prop_or_default]
    pub small: bool,
}

/// A link that looks like a button.
#[component]
pub fn LinkButton(props: &LinkButtonProps) -> Html {
    let class = classes!("pf-v6-c-button", props.kind.class(), props.small.then_some("pf-m-small"));
    html! {
        <Link to={props.to} query={props.query.clone()} {class}>
            if let Some(icon) = props.icon {
                <span class="pf-v6-c-button__icon pf-m-start">{ icon }</span>
            }
            <span class="pf-v6-c-button__text">{ &props.label }</span>
        </Link>
    }
}
