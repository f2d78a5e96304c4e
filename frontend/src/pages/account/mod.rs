//! One's own account.

pub mod api_tokens;
pub mod password;
pub mod profile;
pub mod sessions;

use crate::components::link::Link;
use crate::i18n::use_locale;
use crate::route::Route;
use yew::prelude::*;

/// Properties of [`Tabs`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The page that is open.
    pub here: Route,
}

/// The ways between the pages of one's account.
#[component]
pub fn Tabs(props: &Props) -> Html {
    let l = use_locale();
    let tabs = [
        (Route::Profile, t!(l, "account-profile")),
        (Route::Password, t!(l, "account-password")),
        (Route::Sessions, t!(l, "account-sessions")),
        (Route::ApiTokens, t!(l, "account-tokens")),
    ];
    html! {
        <nav class="pf-v6-c-tabs sb-tabs" aria-label={t!(l, "account-title")}>
            <ul class="pf-v6-c-tabs__list" role="list">
                { for tabs.iter().map(|(route, name)| {
                    let current = *route == props.here;
                    html! {
                        <li class={classes!("pf-v6-c-tabs__item", current.then_some("pf-m-current"))}>
                            <Link to={*route} class="pf-v6-c-tabs__link" {current}>
                                <span class="pf-v6-c-tabs__item-text">{ name }</span>
                            </Link>
                        </li>
                    }
                }) }
            </ul>
        </nav>
    }
}
