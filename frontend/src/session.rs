//! Who is logged in. The access token is only in memory; the session itself is an HttpOnly cookie that no
//! script can read, so on start we ask the server whether there is one.

use crate::api::{self, account};
use crate::browser;
use crate::format::Reader;
use crate::i18n::{Language, use_language};
use chrono_tz::Tz;
use shared::auth::{Actor, OrganizationKind, Permission};
use shared::problem::Problem;
use shared::records::account::{LoggedIn, Me};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Where the log-in stands.
#[derive(Clone, PartialEq)]
pub enum State {
    /// The server has not said yet whether there is a session.
    Starting,
    /// The server could not be asked.
    Unknown(Rc<Problem>),
    /// Nobody is logged in.
    Out,
    /// Somebody is logged in.
    In(Rc<Me>),
    /// Somebody was; their page is kept until they log in again.
    Ended(Rc<Me>),
}

/// The log-in and what can be done about it.
#[derive(Clone, PartialEq)]
pub struct Session {
    /// Where it stands.
    pub state: State,
    /// After logging in.
    pub begin: Callback<LoggedIn>,
    /// Takes note of a changed profile.
    pub update: Callback<Me>,
    /// Logs out.
    pub log_out: Callback<()>,
    /// Asks the server once more.
    pub retry: Callback<()>,
}

enum Change {
    To(State),
    Ended,
}

struct Store(State);

impl Reducible for Store {
    type Action = Change;
    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        match (change, &self.0) {
            (Change::To(state), _) => Rc::new(Self(state)),
            (Change::Ended, State::In(me)) => Rc::new(Self(State::Ended(me.clone()))),
            (Change::Ended, _) => self,
        }
    }
}

fn ask(store: UseReducerDispatcher<Store>, language: Callback<shared::i18n::Locale>) {
    spawn_local(async move {
        let state = match account::refresh().await {
            Ok(answer) => {
                language.emit(answer.user.locale);
                State::In(Rc::new(answer.user))
            }
            Err(problem) if problem.status == 401 || problem.status == 403 => State::Out,
            Err(problem) => State::Unknown(Rc::new(problem)),
        };
        store.dispatch(Change::To(state));
    });
}

/// What is inside knows who is logged in.
#[component]
pub fn SessionProvider(props: &yew::html::ChildrenProps) -> Html {
    let store = use_reducer(|| Store(State::Starting));
    let Language { set: language, .. } = use_language();
    {
        let store = store.dispatcher();
        let language = language.clone();
        use_effect_with((), move |()| {
            let ended = store.clone();
            api::on_session_end(Callback::from(move |()| ended.dispatch(Change::Ended)));
            ask(store, language);
        });
    }
    let begin = {
        let store = store.dispatcher();
        let language = language.clone();
        Callback::from(move |answer: LoggedIn| {
            language.emit(answer.user.locale);
            store.dispatch(Change::To(State::In(Rc::new(answer.user))));
        })
    };
    let update = {
        let store = store.dispatcher();
        let language = language.clone();
        Callback::from(move |me: Me| {
            language.emit(me.locale);
            store.dispatch(Change::To(State::In(Rc::new(me))));
        })
    };
    let log_out = {
        let store = store.dispatcher();
        Callback::from(move |()| {
            let store = store.clone();
            spawn_local(async move {
                // Even if the server is away, this browser forgets who was here.
                let _ = account::logout().await;
                api::set_token(None);
                store.dispatch(Change::To(State::Out));
            });
        })
    };
    let retry = {
        let store = store.dispatcher();
        Callback::from(move |()| {
            store.dispatch(Change::To(State::Starting));
            ask(store.clone(), language.clone());
        })
    };
    let context = Session { state: store.0.clone(), begin, update, log_out, retry };
    html! {
        <ContextProvider<Session> {context}>{ props.children.clone() }</ContextProvider<Session>>
    }
}

/// The log-in and what can be done about it.
#[hook]
pub fn use_session() -> Session {
    use_context().unwrap_or_else(|| Session {
        state: State::Out,
        begin: Callback::noop(),
        update: Callback::noop(),
        log_out: Callback::noop(),
        retry: Callback::noop(),
    })
}

/// Who is logged in. Where nobody is, somebody without a name and without any right.
#[hook]
pub fn use_me() -> Rc<Me> {
    match use_session().state {
        State::In(me) | State::Ended(me) => me,
        _ => Rc::new(nobody()),
    }
}

fn nobody() -> Me {
    let nil = uuid::Uuid::nil();
    Me {
        id: shared::ids::UserId(nil),
        name: String::new(),
        email: String::new(),
        phone: None,
        locale: crate::i18n::current(),
        organization_id: shared::ids::OrganizationId(nil),
        organization_name: String::new(),
        organization_kind: OrganizationKind::Customer,
        zone: browser::zone(),
        customer_id: None,
        roles: vec![],
        permissions: vec![],
        version: 0,
    }
}

/// Language and zone of the reader.
#[hook]
pub fn use_reader() -> Reader {
    let locale = use_language().locale;
    Reader { locale, zone: zone(&use_me()) }
}

/// The zone of a person's organisation.
pub fn zone(me: &Me) -> Tz {
    me.zone.parse().unwrap_or(Tz::Asia__Shanghai)
}

/// Whether somebody holds a right.
pub fn may(me: &Me, permission: Permission) -> bool {
    me.permissions.contains(&permission)
}

/// The person as the shared rules see them.
pub fn actor(me: &Me) -> Actor {
    Actor {
        user_id: me.id,
        name: me.name.clone(),
        organization_id: me.organization_id,
        organization_kind: me.organization_kind,
        customer_id: me.customer_id,
        roles: me.roles.clone(),
        permissions: me.permissions.clone(),
    }
}
