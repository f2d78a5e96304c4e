//! One's own log-ins, device by device.

use super::Tabs;
use crate::api::session;
use crate::components::async_view::{async_view, use_load};
use crate::components::button::Button;
use crate::components::confirm::{Confirm, use_deed};
use crate::components::page_head::PageHead;
use crate::components::status_badge::label;
use crate::components::table::{Row, Table};
use crate::components::time::Time;
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::route::Route;
use patternfly_yew::prelude::{Color, Icon};
use shared::ids::SessionId;
use shared::records::session::Session;
use yew::prelude::*;

/// Browser and system in two words, as far as the device names them.
pub fn device(agent: &str) -> String {
    let find = |table: &[(&str, &str)]| {
        table.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| (*name).to_owned())
    };
    let browser = find(&[
        ("Edg/", "Edge"),
        ("MicroMessenger", "微信"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = find(&[
        ("Windows", "Windows"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser} · {system}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => agent.chars().take(60).collect(),
    }
}

/// One's own log-ins.
#[component]
pub fn SessionsPage() -> Html {
    let l = use_locale();
    let loaded = use_load((), |()| session::list());
    let ending = use_state_eq(|| None::<SessionId>);
    let view = async_view(
        &loaded,
        |_| None,
        |sessions| {
            let rows = sessions.iter().map(|s| row(s, l, &ending)).collect::<Vec<_>>();
            let columns = vec![
                t!(l, "account-device"),
                t!(l, "account-address"),
                t!(l, "account-began"),
                t!(l, "account-last-used"),
                t!(l, "account-ends"),
                t!(l, "page-actions"),
            ];
            html! { <Table label={t!(l, "account-sessions")} {columns} {rows} /> }
        },
    );
    let close = {
        let ending = ending.setter();
        Callback::from(move |()| ending.set(None))
    };
    html! {
        <>
            <PageHead title={t!(l, "account-title")}><Tabs here={Route::Sessions} /></PageHead>
            { view }
            if let Some(id) = *ending {
                <End {id} reload={loaded.reload.clone()} onclose={close} />
            }
        </>
    }
}

fn row(session: &Session, l: shared::i18n::Locale, ending: &UseStateHandle<Option<SessionId>>) -> Row {
    let id = session.id;
    let onclick = {
        let ending = ending.setter();
        Callback::from(move |()| ending.set(Some(id)))
    };
    let agent = session.user_agent.clone().unwrap_or_default();
    Row {
        key: id.to_string(),
        to: None,
        cells: vec![
            html! { <span title={agent.clone()}>{ device(&agent) }</span> },
            html! { { session.address.clone().unwrap_or_default() } },
            html! { <Time at={session.created_at} /> },
            html! { <Time at={session.last_used_at} relative=true /> },
            html! { <Time at={session.expires_at} /> },
            if session.current {
                label(Color::Green, Some(Icon::Check), t!(l, "account-this-device"))
            } else {
                html! { <Button label={t!(l, "account-end-session")} small=true {onclick} /> }
            },
        ],
    }
}

#[derive(Clone, PartialEq, Properties)]
struct EndProps {
    id: SessionId,
    reload: Callback<()>,
    onclose: Callback<()>,
}

#[component]
fn End(props: &EndProps) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let id = props.id;
    let done = {
        let (reload, onclose) = (props.reload.clone(), props.onclose.clone());
        Callback::from(move |()| {
            toaster.say(t!(l, "account-session-ended"));
            reload.emit(());
            onclose.emit(());
        })
    };
    let deed = use_deed(move |_| session::end(id), done);
    html! {
        <Confirm title={t!(l, "account-end-session")} label={t!(l, "account-end-session")} danger=true {deed} onclose={props.onclose.clone()}>
            <p>{ t!(l, "account-end-session-hint") }</p>
        </Confirm>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_are_named_in_two_words() {
        let chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36";
        assert_eq!(device(chrome), "Chrome · Windows");
        assert_eq!(device("curl/8.5"), "curl/8.5");
    }
}
