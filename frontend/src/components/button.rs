//! Buttons that keep the focus and show that they work.

use patternfly_yew::prelude::Icon;
use yew::prelude::*;

/// How much a button asks to be pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// The one thing to do here.
    Primary,
    /// One of several things.
    #[default]
    Secondary,
    /// Something that cannot be undone.
    Danger,
    /// Like a link.
    Link,
    /// Only an icon; needs `label` for those who cannot see it.
    Plain,
}

impl Kind {
    /// PatternFly's class.
    pub fn class(self) -> &'static str {
        match self {
            Self::Primary => "pf-m-primary",
            Self::Secondary => "pf-m-secondary",
            Self::Danger => "pf-m-danger",
            Self::Link => "pf-m-link",
            Self::Plain => "pf-m-plain",
        }
    }
}

/// Properties of [`Button`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// What it does.
    pub label: AttrValue,
    /// How much it asks to be pressed.
    #[prop_or_default]
    pub kind: Kind,
    /// A picture beside the label.
    #[prop_or_default]
    pub icon: Option<Icon>,
    /// What happens.
    #[prop_or_default]
    pub onclick: Callback<()>,
    /// Sends the form it stands in.
    #[prop_or_default]
    pub submit: bool,
    /// The form it sends, if it stands outside of it.
    #[prop_or_default]
    pub form: Option<AttrValue>,
    /// It is being done; pressing again does nothing.
    #[prop_or_default]
    pub busy: bool,
    /// Cannot be pressed now.
    #[prop_or_default]
    pub disabled: bool,
    /// Takes less room.
    #[prop_or_default]
    pub small: bool,
    /// For switches: whether it is on.
    #[prop_or_default]
    pub pressed: Option<bool>,
    /// Why, or what more there is to know.
    #[prop_or_default]
    pub title: Option<AttrValue>,
    /// More classes.
    #[prop_or_default]
    pub class: Classes,
}

/// A button.
#[component]
pub fn Button(props: &Props) -> Html {
    let onclick = {
        let (onclick, busy) = (props.onclick.clone(), props.busy);
        Callback::from(move |_: MouseEvent| {
            if !busy {
                onclick.emit(());
            }
        })
    };
    let plain = props.kind == Kind::Plain;
    let class = classes!(
        "pf-v6-c-button",
        props.kind.class(),
        props.small.then_some("pf-m-small"),
        props.busy.then_some("pf-m-progress pf-m-in-progress"),
        props.class.clone()
    );
    html! {
        <button
            {class}
            type={if props.submit { "submit" } else { "button" }}
            form={props.form.clone()}
            disabled={props.disabled}
            aria-disabled={props.busy.then_some("true")}
            aria-busy={props.busy.then_some("true")}
            aria-pressed={props.pressed.map(|p| p.to_string())}
            aria-label={plain.then(|| props.label.clone())}
            title={props.title.clone().or_else(|| plain.then(|| props.label.clone()))}
            {onclick}
        >
            if props.busy {
                <span class="pf-v6-c-button__progress" aria-hidden="true">
                    <svg class="pf-v6-c-spinner pf-m-md" viewBox="0 0 100 100">
                        <circle class="pf-v6-c-spinner__path" cx="50" cy="50" r="45" fill="none" />
                    </svg>
                </span>
            }
            if let Some(icon) = props.icon {
                <span class={classes!("pf-v6-c-button__icon", (!plain).then_some("pf-m-start"))}>{ icon }</span>
            }
            if !plain {
                <span class="pf-v6-c-button__text">{ &props.label }</span>
            }
        </button>
    }
}
