//! The one way to the server: adds the headers, reads the answers, renews the session silently.

use crate::{browser, i18n};
use eventsource_stream::Eventsource;
use futures_util::future::{LocalBoxFuture, Shared, ready};
use futures_util::{FutureExt, Stream, StreamExt};
use gloo_net::http::{Method, RequestBuilder, Response};
use js_sys::{Function, Promise, Reflect, Uint8Array};
use serde::{Serialize, de::DeserializeOwned};
use shared::problem::{Problem, ProblemCode};
use shared::records::account::LoggedIn;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use wasm_streams::ReadableStream;
use web_sys::{AbortSignal, Blob};
use yew::Callback;

/// An answer of the server, or what is wrong, in the reader's language.
pub type Answer<T> = Result<T, Problem>;

/// What makes a request that is sent twice one: a new key per intention of the person.
#[derive(Clone, Debug, PartialEq)]
pub struct Key(String);

impl Key {
    /// A key for a new intention.
    pub fn new() -> Self {
        Self(uuid::Uuid::new_v4().to_string())
    }
}

const BASE: &str = "/api/v1/";
/// An answer may take this long; a file of records longer.
const PATIENCE: u32 = 30_000;
const PATIENCE_FOR_FILES: u32 = 300_000;
const LARGE: usize = 200_000;
const EVENTS: &str = "text/event-stream, application/problem+json";

thread_local! {
    // The access token lives here and nowhere else: what is in storage, any script could read.
    static TOKEN: RefCell<Option<String>> = const { RefCell::new(None) };
    static REFRESHING: RefCell<Option<Shared<LocalBoxFuture<'static, Answer<LoggedIn>>>>> = const { RefCell::new(None) };
    static ON_SESSION_END: RefCell<Callback<()>> = RefCell::new(Callback::noop());
    static ROUND: Cell<u32> = const { Cell::new(0) };
}

/// Takes or forgets the access token.
pub fn set_token(token: Option<String>) {
    TOKEN.set(token);
    ROUND.set(ROUND.get() + 1);
}

/// Whom to tell when the session has ended and could not be renewed.
pub fn on_session_end(tell: Callback<()>) {
    ON_SESSION_END.set(tell);
}

/// Whether a request may have been carried out although no answer came: then it is sent again with the
/// same key.
pub fn uncertain(problem: &Problem) -> bool {
    problem.status == 0
        || matches!(
            problem.code,
            ProblemCode::Unavailable | ProblemCode::Internal | ProblemCode::RequestInFlight
        )
}

/// The page's own problem document: the server did not answer.
fn unreachable() -> Problem {
    let l = i18n::current();
    Problem {
        kind: "about:blank".into(),
        title: t!(l, "page-network"),
        status: 0,
        detail: t!(l, "page-network-detail"),
        code: ProblemCode::Unavailable,
        request_id: String::new(),
        errors: vec![],
        allowed: vec![],
    }
}

/// The page's own problem document: something answered that is not the API as we know it.
fn unreadable(status: u16) -> Problem {
    let l = i18n::current();
    Problem {
        title: t!(l, "page-unreadable"),
        status,
        detail: t!(l, "page-unreadable-detail", status = i64::from(status)),
        code: ProblemCode::Internal,
        ..unreachable()
    }
}

/// What is sent.
pub struct Call {
    method: Method,
    path: String,
    body: Option<String>,
    file: Option<Blob>,
    version: Option<i32>,
    key: Option<Key>,
    /// The answer may be a large file.
    large: bool,
    /// The answer is a stream of events without an end.
    endless: bool,
}

impl Call {
    fn new(method: Method, path: impl Into<String>) -> Self {
        Self {
            method,
            path: path.into(),
            body: None,
            file: None,
            version: None,
            key: None,
            large: false,
            endless: false,
        }
    }

    /// Without a body that cannot be written as JSON the server refuses, which is seen.
    fn body(mut self, body: &impl Serialize) -> Self {
        self.body = serde_json::to_string(body).ok();
        self
    }

    async fn once(&self) -> Answer<Response> {
        let large = self.large || self.file.is_some() || self.body.as_ref().is_some_and(|b| b.len() > LARGE);
        let patience = if large { PATIENCE_FOR_FILES } else { PATIENCE };
        let signal = (!self.endless).then(|| AbortSignal::timeout_with_u32(patience));
        let accept = match (self.endless, self.large) {
            (true, _) => EVENTS,
            (false, true) => "*/*",
            (false, false) => "application/json, application/problem+json",
        };
        let mut request = RequestBuilder::new(&format!("{BASE}{}", self.path))
            .method(self.method.clone())
            .header("Accept", accept)
            .header("Accept-Language", i18n::current().as_str())
            .abort_signal(signal.as_ref());
        if let Some(token) = TOKEN.with_borrow(Clone::clone) {
            request = request.header("Authorization", &format!("Bearer {token}"));
        }
        if let Some(version) = self.version {
            request = request.header("If-Match", &format!("\"{version}\""));
        }
        if let Some(key) = &self.key {
            request = request.header("Idempotency-Key", &key.0);
        }
        let request = match (&self.body, &self.file) {
            (Some(body), _) => request.header("Content-Type", "application/json").body(body.as_str()),
            (None, Some(file)) => {
                request.header("Content-Type", "application/octet-stream").body(JsValue::from(file))
            }
            (None, None) => request.build(),
        };
        request.map_err(|_| unreachable())?.send().await.map_err(|_| unreachable())
    }

    /// Sends, and once more after renewing the session if it had ended.
    async fn send(&self) -> Answer<Response> {
        let round = ROUND.get();
        let response = self.once().await?;
        if response.status() != 401 || self.path.starts_with("auth/") {
            return Ok(response);
        }
        // Somebody else may have renewed it while we waited.
        if ROUND.get() == round
            && let Err(problem) = refresh().await
        {
            if problem.status == 401 {
                set_token(None);
                ON_SESSION_END.with_borrow(Clone::clone).emit(());
            }
            return Err(problem);
        }
        self.once().await
    }

    /// Sends and reads the words of a good answer; boxed, or each of a hundred kinds of answers would bring its own
    /// copy of all this.
    fn words(self) -> LocalBoxFuture<'static, Answer<(u16, String)>> {
        async move { text(self.send().await?).await }.boxed_local()
    }

    /// Sends and reads a good answer.
    async fn json<T: DeserializeOwned>(self) -> Answer<T> {
        let (status, text) = self.words().await?;
        serde_json::from_str(&text).map_err(|_| unreadable(status))
    }
}

async fn problem(response: Response) -> Problem {
    let status = response.status();
    match response.text().await.ok().and_then(|t| serde_json::from_str(&t).ok()) {
        Some(problem) => problem,
        None => unreadable(status),
    }
}

/// What a good answer says, and its status.
async fn text(response: Response) -> Answer<(u16, String)> {
    if !response.ok() {
        return Err(problem(response).await);
    }
    let status = response.status();
    Ok((status, response.text().await.map_err(|_| unreachable())?))
}

async fn nothing(response: Response) -> Answer<()> {
    if response.ok() { Ok(()) } else { Err(problem(response).await) }
}

/// Reads.
pub async fn get<T: DeserializeOwned>(path: impl Into<String>) -> Answer<T> {
    Call::new(Method::GET, path).json().await
}

/// Reads with a query.
pub async fn find<T: DeserializeOwned>(path: &str, query: &impl Serialize) -> Answer<T> {
    let query = serde_urlencoded::to_string(query).map_err(|_| unreadable(0))?;
    get(if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }).await
}

/// Sends a file; what is said of it stands behind `?`.
pub async fn upload<T: DeserializeOwned>(
    path: &str,
    query: &impl Serialize,
    file: &Blob,
    key: Key,
) -> Answer<T> {
    let query = serde_urlencoded::to_string(query).map_err(|_| unreadable(0))?;
    let mut call = Call::new(Method::POST, format!("{path}?{query}"));
    call.file = Some(file.clone());
    call.key = Some(key);
    call.json().await
}

/// Reads a file.
pub async fn bytes(path: impl Into<String>) -> Answer<Vec<u8>> {
    let mut call = Call::new(Method::GET, path);
    call.large = true;
    let response = call.send().await?;
    if !response.ok() {
        return Err(problem(response).await);
    }
    response.binary().await.map_err(|_| unreachable())
}

/// Creates, or does something that is not tied to a version.
pub async fn post<T: DeserializeOwned>(
    path: impl Into<String>,
    body: &impl Serialize,
    key: Key,
) -> Answer<T> {
    let mut call = Call::new(Method::POST, path).body(body);
    call.key = Some(key);
    call.json().await
}

/// Asks a question that is too long for an address; nothing changes.
pub async fn ask<T: DeserializeOwned>(path: impl Into<String>, body: &impl Serialize) -> Answer<T> {
    Call::new(Method::POST, path).body(body).json().await
}

/// Acts on a record as it was read.
pub async fn act<T: DeserializeOwned>(
    path: impl Into<String>,
    body: &impl Serialize,
    version: i32,
    key: Key,
) -> Answer<T> {
    let mut call = Call::new(Method::POST, path).body(body);
    call.key = Some(key);
    call.version = Some(version);
    call.json().await
}

/// Replaces a record as it was read.
pub async fn put<T: DeserializeOwned>(
    path: impl Into<String>,
    body: &impl Serialize,
    version: i32,
) -> Answer<T> {
    let mut call = Call::new(Method::PUT, path).body(body);
    call.version = Some(version);
    call.json().await
}

/// Says what is so now, whatever was so before.
pub async fn say<T: DeserializeOwned>(path: impl Into<String>, body: &impl Serialize) -> Answer<T> {
    Call::new(Method::PUT, path).body(body).json().await
}

/// Changes fields of a record as it was read.
pub async fn patch<T: DeserializeOwned>(
    path: impl Into<String>,
    body: &impl Serialize,
    version: i32,
) -> Answer<T> {
    let mut call = Call::new(Method::PATCH, path).body(body);
    call.version = Some(version);
    call.json().await
}

/// Takes a record away. Records of one's own account have no version.
pub async fn delete(path: impl Into<String>, version: Option<i32>) -> Answer<()> {
    let mut call = Call::new(Method::DELETE, path);
    call.version = version;
    nothing(call.send().await?).await
}

/// Posts what needs no key and is answered by nothing: log-out, passwords.
pub async fn tell(path: &str, body: Option<&impl Serialize>) -> Answer<()> {
    let call = Call::new(Method::POST, path);
    let call = if let Some(body) = body { call.body(body) } else { call };
    nothing(call.send().await?).await
}

/// Follows a stream of events: the name of each, and what it says. It ends when the connection does.
pub async fn events(path: &str) -> Answer<impl Stream<Item = (String, String)>> {
    let mut call = Call::new(Method::GET, path);
    call.endless = true;
    let response = call.send().await?;
    if !response.ok() {
        return Err(problem(response).await);
    }
    let body = response.body().ok_or_else(unreachable)?;
    let bytes =
        ReadableStream::from_raw(body).into_stream().map(|part| part.map(|p| Uint8Array::new(&p).to_vec()));
    Ok(bytes
        .eventsource()
        .take_while(|event| ready(event.is_ok()))
        .filter_map(|event| ready(event.ok()))
        .map(|event| (event.event, event.data)))
}

/// Logs in.
pub async fn log_in(body: &impl Serialize) -> Answer<LoggedIn> {
    let answer: LoggedIn = Call::new(Method::POST, "auth/login").body(body).json().await?;
    set_token(Some(answer.access_token.clone()));
    Ok(answer)
}

/// Renews the session by its cookie. However many ask at once, one request is sent.
pub async fn refresh() -> Answer<LoggedIn> {
    let running = REFRESHING.with_borrow_mut(|running| {
        running
            .get_or_insert_with(|| {
                async {
                    let answer = one_tab_at_a_time().await;
                    REFRESHING.set(None);
                    if let Ok(answer) = &answer {
                        set_token(Some(answer.access_token.clone()));
                    }
                    answer
                }
                .boxed_local()
                .shared()
            })
            .clone()
    });
    running.await
}

async fn renew() -> Answer<LoggedIn> {
    let (status, text) = text(Call::new(Method::POST, "auth/refresh").once().await?).await?;
    serde_json::from_str(&text).map_err(|_| unreadable(status))
}

/// The refresh token works once, and a second use looks like theft. So tabs of one browser take turns,
/// where the browser offers locks (it does over HTTPS and on localhost).
async fn one_tab_at_a_time() -> Answer<LoggedIn> {
    let answer: Rc<RefCell<Option<Answer<LoggedIn>>>> = Rc::default();
    let work = {
        let answer = answer.clone();
        Closure::once_into_js(move |_lock: JsValue| {
            future_to_promise(async move {
                let renewed = renew().await;
                answer.replace(Some(renewed));
                Ok(JsValue::UNDEFINED)
            })
        })
    };
    if let Some(held) = lock("sanbao.refresh", &work) {
        let _ = JsFuture::from(held).await;
    }
    let answer = answer.take();
    match answer {
        Some(answer) => answer,
        None => renew().await,
    }
}

/// `navigator.locks.request`, which web-sys does not offer yet.
fn lock(name: &str, work: &JsValue) -> Option<Promise> {
    let locks = Reflect::get(&gloo_utils::window().navigator(), &"locks".into()).ok()?;
    let request: Function = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    request.call2(&locks, &name.into(), work).ok()?.dyn_into().ok()
}

/// The address for links that are handed over.
pub fn full(link: &str) -> String {
    format!("{}{link}", browser::origin())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_request_without_a_clear_answer_keeps_its_key() {
        assert!(uncertain(&unreachable()));
        assert!(uncertain(&unreadable(502)));
        let refused = Problem { status: 409, code: ProblemCode::TransitionRefused, ..unreachable() };
        assert!(!uncertain(&refused));
    }

    #[test]
    fn every_intention_has_its_own_key() {
        assert_ne!(Key::new(), Key::new());
    }
}
