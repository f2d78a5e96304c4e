//! Notes of something good, odd or wrong, with an icon and, for screen readers, a word for the colour.

use crate::i18n::use_locale;
use patternfly_yew::prelude::Icon;
use shared::i18n::Locale;
use shared::problem::Problem;
use std::rc::Rc;
use yew::prelude::*;

/// How grave it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Gravity {
    /// Good to know.
    #[default]
    Info,
    /// It worked.
    Success,
    /// Odd.
    Warning,
    /// Wrong.
    Danger,
}

impl Gravity {
    fn class(self) -> &'static str {
        match self {
            Self::Info => "pf-m-info",
            Self::Success => "pf-m-success",
            Self::Warning => "pf-m-warning",
            Self::Danger => "pf-m-danger",
        }
    }

    fn icon(self) -> Icon {
        match self {
            Self::Info => Icon::InfoCircle,
            Self::Success => Icon::CheckCircle,
            Self::Warning => Icon::ExclamationTriangle,
            Self::Danger => Icon::ExclamationCircle,
        }
    }

    fn word(self, locale: Locale) -> String {
        match self {
            Self::Info => t!(locale, "page-gravity-info"),
            Self::Success => t!(locale, "page-gravity-success"),
            Self::Warning => t!(locale, "page-gravity-warning"),
            Self::Danger => t!(locale, "page-gravity-danger"),
        }
    }
}

/// Properties of [`Alert`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// How grave it is.
    #[prop_or_default]
    pub gravity: Gravity,
    /// In short.
    pub title: AttrValue,
    /// Read out at once when it appears.
    #[prop_or_default]
    pub live: bool,
    /// Takes it away.
    #[prop_or_default]
    pub onclose: Option<Callback<()>>,
    /// Buttons under it.
    #[prop_or_default]
    pub actions: Html,
    /// Floats over the page.
    #[prop_or_default]
    pub floating: bool,
    /// In full.
    #[prop_or_default]
    pub children: Html,
}

/// A note.
#[component]
pub fn Alert(props: &Props) -> Html {
    let l = use_locale();
    let role = props.live.then_some(if props.gravity == Gravity::Danger { "alert" } else { "status" });
    html! {
        <div
            class={classes!(
                "pf-v6-c-alert",
                props.gravity.class(),
                (!props.floating).then_some("pf-m-inline")
            )}
            {role}
        >
            <div class="pf-v6-c-alert__icon">{ props.gravity.icon() }</div>
            <p class="pf-v6-c-alert__title">
                <span class="pf-v6-screen-reader">{ props.gravity.word(l) }</span>
                { &props.title }
            </p>
            if let Some(onclose) = &props.onclose {
                <div class="pf-v6-c-alert__action">
                    <crate::components::button::Button
                        label={t!(l, "page-dismiss")}
                        kind={crate::components::button::Kind::Plain}
                        icon={Icon::Times}
                        onclick={onclose.clone()}
                    />
                </div>
            }
            if props.children != Html::default() {
                <div class="pf-v6-c-alert__description">{ props.children.clone() }</div>
            }
            if props.actions != Html::default() {
                <div class="pf-v6-c-alert__action-group">{ props.actions.clone() }</div>
            }
        </div>
    }
}

/// Properties of [`ProblemAlert`].
#[derive(Clone, PartialEq, Properties)]
pub struct ProblemProps {
    /// What is wrong.
    pub problem: Rc<Problem>,
    /// Pointers of fields that show their problem themselves.
    #[prop_or_default]
    pub shown: Vec<String>,
    /// Tries again.
    #[prop_or_default]
    pub retry: Option<Callback<()>>,
}

/// A problem document as people read it.
#[component]
pub fn ProblemAlert(props: &ProblemProps) -> Html {
    let l = use_locale();
    let problem = &props.problem;
    let rest: Vec<_> = problem.errors.iter().filter(|e| !props.shown.contains(&e.pointer)).collect();
    let actions = props.retry.as_ref().map(|retry| {
        html! {
            <crate::components::button::Button
                label={t!(l, "page-retry")}
                small=true
                onclick={retry.clone()}
            />
        }
    });
    html! {
        <Alert
            gravity={Gravity::Danger}
            live=true
            title={problem.title.clone()}
            actions={actions.unwrap_or_default()}
        >
            <p>{ summary(problem, l) }</p>
            if !rest.is_empty() {
                <ul class="pf-v6-c-list">
                    { for rest.iter().map(|e| html! { <li><code>{ &e.pointer }</code>{ " " }{ &e.detail }</li> }) }
                </ul>
            }
            if problem.status >= 500 && !problem.request_id.is_empty() {
                <p class="sb-quiet">{ t!(l, "page-request-id", id = problem.request_id.as_str()) }</p>
            }
        </Alert>
    }
}

/// The detail of a problem. "See errors" is for programs: a form says that the fields say it.
pub fn summary(problem: &Problem, locale: Locale) -> String {
    use shared::problem::ProblemCode::*;
    match problem.code {
        ValidationFailed | AlreadyExists if !problem.errors.is_empty() => t!(locale, "page-see-fields"),
        RequirementMissing if !problem.errors.is_empty() => t!(locale, "page-see-missing"),
        _ => problem.detail.clone(),
    }
}
