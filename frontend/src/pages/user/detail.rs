//! The page of a person: who they are, and what an administrator can do about their log-in.

use crate::api::user;
use crate::components::alert::{Alert, Gravity};
use crate::components::async_view::{async_view, use_load};
use crate::components::button::Button;
use crate::components::confirm::{Confirm, use_deed};
use crate::components::copy_box::CopyBox;
use crate::components::facts::{Panel, facts, words};
use crate::components::link::{Link, LinkButton};
use crate::components::page_head::PageHead;
use crate::components::status_badge::badge;
use crate::components::time::Time;
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::route::{Record, Route};
use crate::session::{may, use_me, use_reader};
use patternfly_yew::prelude::Icon;
use shared::auth::Permission;
use shared::i18n::Locale;
use shared::ids::UserId;
use shared::records::user::{OneUseLink, User, UserStatus};
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`UserPage`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The person.
    pub id: UserId,
}

#[derive(Clone, Copy, PartialEq)]
enum Doing {
    Nothing,
    Disabling,
    Enabling,
    Linking,
}

/// The page of a person.
#[component]
pub fn UserPage(props: &Props) -> Html {
    let l = use_locale();
    let me = use_me();
    let loaded = use_load(props.id, user::get);
    let doing = use_state_eq(|| Doing::Nothing);
    let link = use_state(|| None::<OneUseLink>);
    let set = |to: Doing| {
        let doing = doing.setter();
        Callback::from(move |()| doing.set(to))
    };
    let title = loaded.data.as_ref().map_or_else(|| t!(l, "people-name"), |u| u.name.clone());
    let badges = loaded.data.as_ref().map(|u| badge(u.status, l)).unwrap_or_default();
    let manage = may(&me, Permission::UserManage);
    let actions = loaded.data.as_ref().filter(|_| manage).map(|u| {
        html! {
            <>
                if u.status != UserStatus::Disabled {
                    <Button label={link_label(u, l)} icon={Icon::Key} onclick={set(Doing::Linking)} />
                }
                if u.status == UserStatus::Disabled {
                    <Button label={t!(l, "people-enable")} onclick={set(Doing::Enabling)} />
                } else if u.id != me.id {
                    // Nobody locks themselves out.
                    <Button label={t!(l, "people-disable")} onclick={set(Doing::Disabling)} />
                }
                <LinkButton to={Route::Users(Record::Edit(props.id))} label={t!(l, "page-edit")} icon={Icon::PencilAlt} />
            </>
        }
    });
    let view = async_view(&loaded, |_| None, |u| facts_of(u, l));
    let dialogue = match (&loaded.data, *doing) {
        (Some(user), Doing::Disabling | Doing::Enabling) => html! {
            <Switch user={user.clone()} on={*doing == Doing::Enabling} ondone={loaded.set.clone()} onclose={set(Doing::Nothing)} />
        },
        (Some(user), Doing::Linking) => {
            let (link, set_user) = (link.setter(), loaded.set.clone());
            let ondone = Callback::from(move |made: OneUseLink| {
                set_user.emit(made.user.clone());
                link.set(Some(made));
            });
            html! { <MakeLink user={user.clone()} {ondone} onclose={set(Doing::Nothing)} /> }
        }
        _ => html! {},
    };
    html! {
        <>
            <PageHead
                {title}
                parent={Some((Route::Users(Record::List), AttrValue::from(t!(l, "page-nav-users"))))}
                {badges}
                actions={actions.unwrap_or_default()}
            />
            if let Some(link) = &*link {
                <LinkBox link={link.clone()} />
            }
            { view }
            { dialogue }
        </>
    }
}

fn link_label(user: &User, l: Locale) -> String {
    if user.status == UserStatus::Invited { t!(l, "people-invite-again") } else { t!(l, "people-reset") }
}

fn facts_of(u: &User, l: Locale) -> Html {
    let organization = html! {
        <Link to={Route::Organizations(Record::One(u.organization_id))}>{ &u.organization_name }</Link>
    };
    html! {
        <Panel title={t!(l, "people-person")}>
            { facts(vec![
                (t!(l, "account-email"), words(Some(&u.email))),
                (t!(l, "people-phone"), words(u.phone.as_ref())),
                (t!(l, "people-organization"), Some(organization)),
                (t!(l, "people-roles"), words(Some(u.roles.iter().map(|r| r.label(l)).collect::<Vec<_>>().join(" · ")))),
                (t!(l, "people-language"), words(Some(u.locale.label(l)))),
                (t!(l, "people-invited-at"), Some(html! { <Time at={u.created_at} both=true /> })),
            ]) }
        </Panel>
    }
}

/// Properties of [`LinkBox`].
#[derive(Clone, PartialEq, Properties)]
pub struct LinkProps {
    /// The link.
    pub link: OneUseLink,
}

/// A link to hand over. It is shown this once.
#[component]
pub fn LinkBox(props: &LinkProps) -> Html {
    let reader = use_reader();
    let l = reader.locale;
    let link = &props.link;
    html! {
        <div class="sb-secret">
            <Alert gravity={Gravity::Success} live=true title={t!(l, "people-link-ready", name = link.user.name.as_str())}>
                <p>{ t!(l, "people-link-hint", until = reader.time(link.expires_at)) }</p>
                <CopyBox label={t!(l, "people-link")} text={user::full_link(link)} />
            </Alert>
        </div>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct SwitchProps {
    user: Rc<User>,
    on: bool,
    ondone: Callback<User>,
    onclose: Callback<()>,
}

#[component]
fn Switch(props: &SwitchProps) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let (id, version, on) = (props.user.id, props.user.version, props.on);
    let done = {
        let (ondone, onclose) = (props.ondone.clone(), props.onclose.clone());
        Callback::from(move |user: User| {
            toaster.say(t!(l, "page-saved"));
            ondone.emit(user);
            onclose.emit(());
        })
    };
    let deed = use_deed(
        move |key| async move {
            if on { user::enable(id, version, key).await } else { user::disable(id, version, key).await }
        },
        done,
    );
    let label = if on { t!(l, "people-enable") } else { t!(l, "people-disable") };
    let hint = if on { t!(l, "people-enable-hint") } else { t!(l, "people-disable-hint") };
    html! {
        <Confirm title={format!("{label} · {}", props.user.name)} {label} danger={!on} {deed} onclose={props.onclose.clone()}>
            <p>{ hint }</p>
        </Confirm>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct MakeLinkProps {
    user: Rc<User>,
    ondone: Callback<OneUseLink>,
    onclose: Callback<()>,
}

#[component]
fn MakeLink(props: &MakeLinkProps) -> Html {
    let l = use_locale();
    let (id, version) = (props.user.id, props.user.version);
    let done = {
        let (ondone, onclose) = (props.ondone.clone(), props.onclose.clone());
        Callback::from(move |link| {
            ondone.emit(link);
            onclose.emit(());
        })
    };
    let deed = use_deed(move |key| user::reset_link(id, version, key), done);
    let label = link_label(&props.user, l);
    html! {
        <Confirm title={format!("{label} · {}", props.user.name)} {label} {deed} onclose={props.onclose.clone()}>
            <p>{ t!(l, "people-reset-hint") }</p>
        </Confirm>
    }
}
