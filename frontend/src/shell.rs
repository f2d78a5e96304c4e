//! The frame around every page: skip link, head, ways, and the place for the page itself.

use crate::api::account;
use crate::bell::Bell;
use crate::browser;
use crate::components::button::{Button, Kind};
use crate::components::link::Link;
use crate::components::popup::{Popup, use_popup};
use crate::i18n::use_language;
use crate::nav::GROUPS;
use crate::palette::PaletteButton;
use crate::route::Route;
use crate::session::{State, use_me, use_session};
use crate::theme;
use crate::unsaved;
use patternfly_yew::prelude::Icon;
use shared::i18n::Locale;
use shared::records::account::UpdateMe;
use shared::text::Line;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_nested_router::prelude::use_router;

/// From this width on the ways stand beside the page; below they lie over it.
const WIDE: &str = "(min-width: 75rem)";

/// Properties of [`Shell`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The page.
    pub children: Html,
}

/// The frame around every page.
#[component]
pub fn Shell(props: &Props) -> Html {
    let locale = use_language().locale;
    let open = use_state_eq(|| browser::matches(WIDE));
    let route = use_router::<Route>().and_then(|r| r.active_target);
    {
        let open = open.setter();
        use_effect_with(route, move |_| {
            if !browser::matches(WIDE) {
                open.set(false);
            }
        });
    }
    {
        let open = open.setter();
        use_effect_with((), move |()| {
            let listener = browser::on_match(WIDE, move |wide| open.set(wide));
            move || drop(listener)
        });
    }
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let onkeydown = {
        let open = open.setter();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && !browser::matches(WIDE) {
                open.set(false);
            }
        })
    };
    // Also when one goes where one is already, which changes no route.
    let onclick = {
        let open = open.setter();
        Callback::from(move |_: MouseEvent| {
            if !browser::matches(WIDE) {
                open.set(false);
            }
        })
    };
    html! {
        <div class="pf-v6-c-page sb-page" {onkeydown}>
            <SkipLink />
            <header class="pf-v6-c-masthead sb-masthead">
                <div class="pf-v6-c-masthead__main">
                    <span class="pf-v6-c-masthead__toggle">
                        <button
                            type="button"
                            class="pf-v6-c-button pf-m-plain"
                            aria-label={t!(locale, "page-nav-toggle")}
                            aria-expanded={open.to_string()}
                            aria-controls="ways"
                            onclick={toggle}
                        >
                            { Icon::Bars }
                        </button>
                    </span>
                    <div class="pf-v6-c-masthead__brand">
                        <Link to={Route::Home} class="pf-v6-c-masthead__logo sb-brand">
                            { t!(locale, "page-brand") }
                        </Link>
                    </div>
                </div>
                <div class="pf-v6-c-masthead__content sb-tools">
                    <PaletteButton />
                    <Bell />
                    <LanguageSwitch />
                    <ThemeSwitch />
                    <AccountMenu />
                </div>
            </header>
            <div
                id="ways"
                class={classes!("pf-v6-c-page__sidebar", if *open { "pf-m-expanded" } else { "pf-m-collapsed" })}
                hidden={!*open}
                {onclick}
            >
                <div class="pf-v6-c-page__sidebar-body"><Ways {route} /></div>
            </div>
            <div class="pf-v6-c-page__main-container">
                <main class="pf-v6-c-page__main" id="main" tabindex="-1">
                    <div class="sb-main">{ props.children.clone() }</div>
                </main>
            </div>
        </div>
    }
}

/// Leads past head and ways to the page.
#[component]
pub fn SkipLink() -> Html {
    let locale = use_language().locale;
    let onclick = Callback::from(|event: MouseEvent| {
        event.prevent_default();
        browser::focus("#main");
    });
    html! {
        <div class="pf-v6-c-skip-to-content">
            <a class="pf-v6-c-button pf-m-primary" href="#main" {onclick}>{ t!(locale, "page-skip") }</a>
        </div>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct WaysProps {
    route: Option<Route>,
}

#[component]
fn Ways(props: &WaysProps) -> Html {
    let locale = use_language().locale;
    let me = use_me();
    let groups = GROUPS.iter().filter_map(|group| {
        let entries = group.open(&me.permissions);
        if entries.is_empty() {
            return None;
        }
        Some(html! {
            <section class="pf-v6-c-nav__section">
                <h2 class="pf-v6-c-nav__section-title">{ group.name(locale) }</h2>
                <ul class="pf-v6-c-nav__list" role="list">
                    { for entries.iter().map(|entry| {
                        let current = props.route.is_some_and(|r| entry.holds(&r));
                        html! {
                            <li class="pf-v6-c-nav__item">
                                <Link
                                    to={entry.route}
                                    query={entry.query.map(AttrValue::from)}
                                    {current}
                                    class={classes!("pf-v6-c-nav__link", current.then_some("pf-m-current"))}
                                >
                                    <span class="pf-v6-c-nav__link-icon">{ entry.icon }</span>
                                    <span class="pf-v6-c-nav__link-text">{ entry.name(locale) }</span>
                                </Link>
                            </li>
                        }
                    }) }
                </ul>
            </section>
        })
    });
    html! {
        <nav class="pf-v6-c-nav" aria-label={t!(locale, "page-nav")}>{ for groups }</nav>
    }
}

/// Switches between the two languages. Whoever is logged in finds it so everywhere.
#[component]
pub fn LanguageSwitch() -> Html {
    let language = use_language();
    let session = use_session();
    let other = match language.locale {
        Locale::ZhCn => Locale::En,
        Locale::En => Locale::ZhCn,
    };
    let onclick = Callback::from(move |_: MouseEvent| {
        language.set.emit(other);
        let State::In(me) = &session.state else { return };
        let Ok(name) = Line::new(&me.name) else { return };
        let phone = me.phone.as_deref().and_then(|p| Line::new(p).ok());
        let (body, version) = (UpdateMe { name, phone, locale: other }, me.version);
        let update = session.update.clone();
        spawn_local(async move {
            // The page has switched already; that the profile could not be changed is no news.
            if let Ok(me) = account::update(body, version).await {
                update.emit(me);
            }
        });
    });
    // Each language is named in itself, for those who cannot read the other.
    let (short, name) = match other {
        Locale::En => ("EN", "English"),
        Locale::ZhCn => ("中文", "切换到中文"),
    };
    html! {
        <button
            type="button"
            class="pf-v6-c-button pf-m-plain"
            lang={other.as_str()}
            aria-label={format!("{short} {name}")}
            title={name}
            {onclick}
        >
            { short }
        </button>
    }
}

/// Switches between light and dark.
#[component]
pub fn ThemeSwitch() -> Html {
    let locale = use_language().locale;
    let dark = use_state_eq(theme::is_dark);
    let onclick = {
        let dark = dark.clone();
        Callback::from(move |_: MouseEvent| {
            theme::set_dark(!*dark);
            dark.set(!*dark);
        })
    };
    let label = t!(locale, "page-dark");
    html! {
        <button
            type="button"
            class="pf-v6-c-button pf-m-plain"
            aria-pressed={dark.to_string()}
            aria-label={label.clone()}
            title={label}
            {onclick}
        >
            // A half-filled disc: the fonts at hand have neither sun nor moon.
            <svg class="sb-theme" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
                <circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" stroke-width="1.5" />
                <path d="M8 1.5a6.5 6.5 0 0 1 0 13z" fill="currentColor" />
            </svg>
        </button>
    }
}

#[component]
fn AccountMenu() -> Html {
    let locale = use_language().locale;
    let session = use_session();
    let me = use_me();
    let Popup { open, toggle, onkeydown, onfocusout, .. } = use_popup("#account-toggle", ".sb-account");
    let log_out = {
        let log_out = session.log_out.clone();
        Callback::from(move |()| unsaved::before(log_out.clone()))
    };
    let links = [
        (Route::Profile, t!(locale, "account-profile")),
        (Route::Password, t!(locale, "account-password")),
        (Route::Sessions, t!(locale, "account-sessions")),
        (Route::ApiTokens, t!(locale, "account-tokens")),
    ];
    html! {
        <div class="sb-account" {onkeydown} {onfocusout}>
            <button
                type="button"
                id="account-toggle"
                class="pf-v6-c-menu-toggle pf-m-plain-text pf-m-plain"
                aria-expanded={open.to_string()}
                aria-controls="account-menu"
                aria-label={t!(locale, "account-menu", name = me.name.as_str())}
                onclick={toggle}
            >
                <span class="pf-v6-c-menu-toggle__icon">{ Icon::User }</span>
                <span class="pf-v6-c-menu-toggle__text">{ &me.name }</span>
            </button>
            <div id="account-menu" class="sb-account-menu" hidden={!open}>
                <p>
                    <strong>{ &me.name }</strong>
                    <span class="sb-quiet">{ &me.organization_name }</span>
                    <span class="sb-quiet">
                        { me.roles.iter().map(|r| r.label(locale)).collect::<Vec<_>>().join(" · ") }
                    </span>
                </p>
                <ul role="list">
                    { for links.iter().map(|(to, name)| html! { <li><Link to={*to}>{ name }</Link></li> }) }
                </ul>
                <Button label={t!(locale, "account-log-out")} kind={Kind::Secondary} small=true onclick={log_out} />
            </div>
        </div>
    }
}
