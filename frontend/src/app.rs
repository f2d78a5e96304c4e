//! The whole: language, session, notes, routes.

use crate::area;
use crate::components::alert::ProblemAlert;
use crate::components::async_view::{Empty, Waiting};
use crate::components::page_head::PageHead;
use crate::components::toast::ToastProvider;
use crate::i18n::{LanguageProvider, use_locale};
use crate::live::LiveProvider;
use crate::nav;
use crate::pages;
use crate::route::{self, Route};
use crate::session::{SessionProvider, State, may, use_me, use_session};
use crate::shell::Shell;
use crate::unsaved::UnsavedGuard;
use patternfly_yew::prelude::Icon;
use shared::auth::Permission;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_nested_router::prelude::*;

/// The page.
#[component]
pub fn App() -> Html {
    html! {
        <LanguageProvider>
            <SessionProvider>
                <ToastProvider>
                    <Router<Route>>
                        <Gate />
                    </Router<Route>>
                </ToastProvider>
            </SessionProvider>
        </LanguageProvider>
    }
}

/// Lets in who is logged in. Whose session has ended logs in over the page, which is kept with all that
/// was typed.
#[component]
fn Gate() -> Html {
    let session = use_session();
    let route = use_router::<Route>().and_then(|r| r.active_target);
    match route {
        Some(Route::Welcome) => return html! { <pages::welcome::Welcome /> },
        Some(Route::Report) => return html! { <pages::public_report::ReportPage /> },
        Some(Route::Track) => return html! { <pages::public_report::TrackPage /> },
        _ => {}
    }
    match &session.state {
        State::Starting => html! { <main id="main" class="sb-alone"><Waiting /></main> },
        State::Unknown(problem) => html! {
            <main id="main" class="sb-alone">
                <ProblemAlert problem={problem.clone()} retry={session.retry.clone()} />
            </main>
        },
        State::Out => html! { <pages::login::Login /> },
        // One shape for both, or the page would be built anew and lose what was typed.
        State::In(me) | State::Ended(me) => {
            let ended = matches!(session.state, State::Ended(_));
            html! {
                <>
                    if ended {
                        <pages::login::Login ended=true email={me.email.clone()} />
                    }
                    <div key={me.id.to_string()} hidden={ended}><Inside /></div>
                </>
            }
        }
    }
}

#[component]
fn Inside() -> Html {
    let me = use_me();
    use_effect_with(me.permissions.clone(), |held| spawn_local(area::fetch_ahead(held.clone())));
    let render = Callback::from(move |route| match nav::needs(route) {
        Some(permission) if !may(&me, permission) => html! { <Closed {permission} /> },
        _ => area::page(route),
    });
    html! {
        <LiveProvider>
            <Shell>
                <Switch<Route> {render} default={html! { <Lost /> }} />
                <UnsavedGuard />
            </Shell>
        </LiveProvider>
    }
}

/// Leads to the first page that the person may see.
#[component]
pub fn Home() -> Html {
    let first = nav::first(&use_me().permissions);
    use_effect_with(first, |(route, query)| route::replace(*route, *query));
    html! { <Waiting /> }
}

/// An address that leads nowhere.
#[component]
pub fn Lost() -> Html {
    let l = use_locale();
    html! {
        <>
            <PageHead title={t!(l, "page-lost")} />
            <Empty title={t!(l, "page-lost")} icon={Icon::QuestionCircle}>
                <p>{ t!(l, "page-lost-hint") }</p>
                <crate::components::link::LinkButton to={Route::Home} label={t!(l, "page-lost-home")} />
            </Empty>
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ClosedProps {
    permission: Permission,
}

/// A page that needs a right which the person does not hold.
#[component]
fn Closed(props: &ClosedProps) -> Html {
    let l = use_locale();
    html! {
        <>
            <PageHead title={t!(l, "page-closed")} />
            <Empty title={t!(l, "page-closed")} icon={Icon::Lock}>
                <p>{ t!(l, "page-closed-hint", permission = props.permission.label(l)) }</p>
                <crate::components::link::LinkButton to={Route::Home} label={t!(l, "page-lost-home")} />
            </Empty>
        </>
    }
}
