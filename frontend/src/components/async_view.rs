//! Data on its way: waiting, failed, empty, there, and there but old.

use crate::api::Answer;
use crate::components::alert::ProblemAlert;
use crate::components::button::{Button, Kind};
use crate::i18n::use_locale;
use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use patternfly_yew::prelude::Icon;
use shared::problem::{Problem, ProblemCode};
use std::any::Any;
use std::future::Future;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// What is known of the data.
pub struct Loaded<T> {
    /// The data, perhaps old.
    pub data: Option<Rc<T>>,
    /// Why the last attempt failed.
    pub problem: Option<Rc<Problem>>,
    /// Whether an attempt is under way.
    pub waiting: bool,
    /// Asks again.
    pub reload: Callback<()>,
    /// Takes data that came another way, as the answer to a change.
    pub set: Callback<T>,
}

impl<T> Clone for Loaded<T> {
    fn clone(&self) -> Self {
        Self {
            data: self.data.clone(),
            problem: self.problem.clone(),
            waiting: self.waiting,
            reload: self.reload.clone(),
            set: self.set.clone(),
        }
    }
}

impl<T: PartialEq> PartialEq for Loaded<T> {
    fn eq(&self, other: &Self) -> bool {
        self.data == other.data && self.problem == other.problem && self.waiting == other.waiting
    }
}

/// Data of whatever kind. What follows is compiled once for all of them: a hundred copies of it would be a tenth of
/// the page.
type Anything = Rc<dyn Any>;

struct Store {
    data: Option<Anything>,
    problem: Option<Rc<Problem>>,
    /// The number of the attempt under way; answers to older ones are thrown away.
    attempt: u32,
    waiting: bool,
}

enum Change {
    Began(u32),
    Ended(u32, Answer<Anything>),
    Set(Anything),
}

impl Reducible for Store {
    type Action = Change;
    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let (data, problem) = (self.data.clone(), self.problem.clone());
        Rc::new(match change {
            Change::Began(attempt) => Self { data, problem, attempt, waiting: true },
            Change::Ended(attempt, _) if attempt != self.attempt => return self,
            Change::Ended(attempt, Ok(data)) => {
                Self { data: Some(data), problem: None, attempt, waiting: false }
            }
            // Old data stays in sight, unless it is not there for us any more.
            Change::Ended(attempt, Err(problem)) => Self {
                data: data.filter(|_| problem.code != ProblemCode::NotFound),
                problem: Some(Rc::new(problem)),
                attempt,
                waiting: false,
            },
            Change::Set(data) => Self {
                data: Some(data),
                problem: None,
                attempt: self.attempt.wrapping_add(1),
                waiting: false,
            },
        })
    }
}

type Fetch = Rc<dyn Fn() -> LocalBoxFuture<'static, Answer<Anything>>>;

#[hook]
fn use_anything(fetch: Fetch) -> Loaded<Anything> {
    let store = use_reducer(|| Store { data: None, problem: None, attempt: 0, waiting: true });
    let attempt = use_mut_ref(|| 0_u32);
    let reload = {
        let (dispatch, attempt) = (store.dispatcher(), attempt.clone());
        Callback::from(move |()| {
            let number = attempt.borrow().wrapping_add(1);
            attempt.replace(number);
            dispatch.dispatch(Change::Began(number));
            let (dispatch, answer) = (dispatch.clone(), fetch());
            spawn_local(async move { dispatch.dispatch(Change::Ended(number, answer.await)) });
        })
    };
    let set = {
        let dispatch = store.dispatcher();
        Callback::from(move |data| {
            // An answer still under way is older than this.
            attempt.replace_with(|number| number.wrapping_add(1));
            dispatch.dispatch(Change::Set(data));
        })
    };
    let data = store.data.clone().map(Rc::new);
    Loaded { data, problem: store.problem.clone(), waiting: store.waiting, reload, set }
}

/// Loads data now and whenever what it depends on changes; old data stays meanwhile.
#[hook]
pub fn use_load<D, T, F, Fut>(depends: D, fetch: F) -> Loaded<T>
where
    D: Clone + PartialEq + 'static,
    T: 'static,
    F: Fn(D) -> Fut + 'static,
    Fut: Future<Output = Answer<T>> + 'static,
{
    let boxed: Fetch = {
        let depends = depends.clone();
        Rc::new(move || {
            let answer = fetch(depends.clone());
            async move { answer.await.map(|data| Rc::new(data) as Anything) }.boxed_local()
        })
    };
    let loaded = use_anything(boxed);
    {
        let start = loaded.reload.clone();
        use_effect_with(depends, move |_| start.emit(()));
    }
    Loaded {
        data: loaded.data.and_then(|data| (*data).clone().downcast().ok()),
        problem: loaded.problem,
        waiting: loaded.waiting,
        reload: loaded.reload,
        set: loaded.set.reform(|data: T| Rc::new(data) as Anything),
    }
}

/// What the reader is to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// That it is on its way.
    Waiting,
    /// Why it is not there.
    Failed,
    /// That there is nothing, and what to do about it.
    Empty,
    /// The data; and whether they are old.
    Data {
        /// The last attempt to renew them failed.
        old: bool,
    },
}

/// Decides what the reader is to see.
pub fn shows(has_data: bool, failed: bool, waiting: bool, empty: bool) -> Shows {
    match (has_data, failed, waiting) {
        (true, false, _) if empty => Shows::Empty,
        (true, failed, _) => Shows::Data { old: failed },
        (false, _, true) => Shows::Waiting,
        (false, true, false) => Shows::Failed,
        (false, false, false) => Shows::Waiting,
    }
}

/// Draws what is known of the data. `empty` says what to show when there is nothing.
pub fn async_view<T>(
    loaded: &Loaded<T>,
    empty: impl FnOnce(&T) -> Option<Html>,
    view: impl FnOnce(&Rc<T>) -> Html,
) -> Html {
    let nothing = loaded.data.as_ref().and_then(|d| empty(d));
    match shows(loaded.data.is_some(), loaded.problem.is_some(), loaded.waiting, nothing.is_some()) {
        Shows::Waiting => html! { <Outline /> },
        Shows::Failed => match &loaded.problem {
            Some(problem) => {
                html! { <ProblemAlert problem={problem.clone()} retry={loaded.reload.clone()} /> }
            }
            None => html! { <Outline /> },
        },
        Shows::Empty => nothing.unwrap_or_default(),
        Shows::Data { .. } => html! {
            <div class={classes!("sb-loaded", loaded.waiting.then_some("sb-renewing"))} aria-busy={loaded.waiting.to_string()}>
                if let Some(problem) = &loaded.problem {
                    <ProblemAlert problem={problem.clone()} retry={loaded.reload.clone()} />
                }
                { loaded.data.as_ref().map(view).unwrap_or_default() }
            </div>
        },
    }
}

/// Widths of the bars that stand for text, in percent; uneven, as text is.
const BARS: [&str; 6] = ["38%", "100%", "92%", "97%", "64%", "81%"];

/// The outline of what is on its way. It takes the room that the data will take, so that nothing jumps.
#[component]
pub fn Outline() -> Html {
    let l = use_locale();
    html! {
        <div class="sb-outline sb-waiting" role="status">
            <span class="pf-v6-u-screen-reader">{ t!(l, "page-waiting") }</span>
            { for BARS.iter().map(|width| html! {
                <div class="pf-v6-c-skeleton" style={format!("inline-size:{width}")} aria-hidden="true" />
            }) }
        </div>
    }
}

/// That something is on its way, where nobody knows yet what.
#[component]
pub fn Waiting() -> Html {
    let l = use_locale();
    html! {
        <div class="sb-waiting" role="status">
            <svg class="pf-v6-c-spinner pf-m-lg" viewBox="0 0 100 100" aria-hidden="true">
                <circle class="pf-v6-c-spinner__path" cx="50" cy="50" r="45" fill="none" />
            </svg>
            <span>{ t!(l, "page-waiting") }</span>
        </div>
    }
}

/// Properties of [`Empty`].
#[derive(Clone, PartialEq, Properties)]
pub struct EmptyProps {
    /// In short: what is not there.
    pub title: AttrValue,
    /// A picture.
    #[prop_or(Icon::Search)]
    pub icon: Icon,
    /// Takes the filters away, if there are any.
    #[prop_or_default]
    pub clear: Option<Callback<()>>,
    /// What to do next.
    #[prop_or_default]
    pub children: Html,
}

/// Nothing, and what to do about it.
#[component]
pub fn Empty(props: &EmptyProps) -> Html {
    let l = use_locale();
    html! {
        <div class="pf-v6-c-empty-state pf-m-sm">
            <div class="pf-v6-c-empty-state__content">
                <div class="pf-v6-c-empty-state__header">
                    <div class="pf-v6-c-empty-state__icon">{ props.icon }</div>
                    <div class="pf-v6-c-empty-state__title">
                        <p class="pf-v6-c-empty-state__title-text">{ &props.title }</p>
                    </div>
                </div>
                <div class="pf-v6-c-empty-state__body">{ props.children.clone() }</div>
                if let Some(clear) = &props.clear {
                    <div class="pf-v6-c-empty-state__footer">
                        <div class="pf-v6-c-empty-state__actions">
                            <Button label={t!(l, "page-clear-filters")} kind={Kind::Link} onclick={clear.clone()} />
                        </div>
                    </div>
                }
            </div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_data_stays_in_sight_when_renewing_fails() {
        assert_eq!(shows(true, true, false, false), Shows::Data { old: true });
        assert_eq!(shows(true, false, true, false), Shows::Data { old: false });
        assert_eq!(shows(true, true, false, true), Shows::Data { old: true });
    }

    #[test]
    fn without_data_the_reader_sees_why() {
        assert_eq!(shows(false, false, true, false), Shows::Waiting);
        assert_eq!(shows(false, true, false, false), Shows::Failed);
        assert_eq!(shows(false, true, true, false), Shows::Waiting);
        assert_eq!(shows(true, false, false, true), Shows::Empty);
    }
}
