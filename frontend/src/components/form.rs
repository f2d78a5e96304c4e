//! Forms: what is typed, what is wrong with it, and sending it once.
//!
//! Values are kept as typed, by the JSON pointer of their field without its first stroke, so that what the
//! server says about `/contact_name` finds the field `contact_name`.

use crate::api::{Answer, Key, uncertain};
use crate::browser;
pub use crate::components::draft::{Draft, Values, put};
use crate::i18n;
use crate::unsaved;
use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use gloo_timers::callback::Timeout;
use shared::problem::{Problem, ProblemCode, Refusal};
use std::any::Any;
use std::cell::Cell;
use std::future::Future;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// A form as its fields see it.
#[derive(Clone, PartialEq)]
pub struct Form {
    /// Tells it from the other forms of the page.
    pub id: u32,
    /// What is typed.
    pub values: Rc<Values>,
    /// What the form began with.
    pub base: Rc<Values>,
    /// What is wrong.
    pub problem: Option<Rc<Problem>>,
    /// Types something.
    pub edit: Callback<(String, String)>,
    /// Says what is wrong, or that nothing is.
    pub judge: Callback<Option<Problem>>,
    /// Takes fresh values for what was not touched.
    pub rebase: Callback<Values>,
    /// Empties the form, or fills it anew.
    pub reset: Callback<Values>,
}

impl Form {
    /// What is typed in a field.
    pub fn get(&self, name: &str) -> &str {
        self.values.get(name).map_or("", String::as_str)
    }

    /// Types something into a field.
    pub fn set(&self, name: &str, value: impl Into<String>) {
        self.edit.emit((name.to_owned(), value.into()));
    }

    /// What is wrong with a field.
    pub fn error(&self, name: &str) -> Option<String> {
        let problem = self.problem.as_ref()?;
        let found = problem.errors.iter().find(|e| e.pointer.strip_prefix('/') == Some(name))?;
        Some(found.detail.clone())
    }

    /// Pointers of the fields that show their problem themselves.
    pub fn pointers(&self) -> Vec<String> {
        self.values.keys().map(|name| format!("/{name}")).collect()
    }
}

thread_local! {
    /// The id of the next form.
    static NEXT: Cell<u32> = const { Cell::new(0) };
}

struct Store {
    values: Rc<Values>,
    base: Rc<Values>,
    problem: Option<Rc<Problem>>,
}

enum Change {
    Edit(String, String),
    Judge(Option<Problem>),
    Rebase(Values),
    Reset(Values),
}

/// What a form holds after the record under it has changed: what was typed stays, the rest is fresh.
pub fn rebased(typed: &Values, base: &Values, fresh: &Values) -> Values {
    let mut values = typed.clone();
    for (name, value) in fresh {
        if typed.get(name) == base.get(name) {
            values.insert(name.clone(), value.clone());
        }
    }
    values
}

/// The problem after a field was touched: what was wrong with it is not shown any more.
fn without(problem: Option<&Rc<Problem>>, name: &str) -> Option<Rc<Problem>> {
    let problem = problem?;
    let about = |pointer: &str| pointer.strip_prefix('/') == Some(name);
    if !problem.errors.iter().any(|e| about(&e.pointer)) {
        return Some(problem.clone());
    }
    let mut less = (**problem).clone();
    less.errors.retain(|e| !about(&e.pointer));
    (!less.errors.is_empty()).then(|| Rc::new(less))
}

impl Reducible for Store {
    type Action = Change;
    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let (mut values, mut base, mut problem) =
            (self.values.clone(), self.base.clone(), self.problem.clone());
        match change {
            Change::Edit(name, value) => {
                problem = without(problem.as_ref(), &name);
                Rc::make_mut(&mut values).insert(name, value);
            }
            Change::Judge(found) => problem = found.map(Rc::new),
            Change::Rebase(fresh) => {
                values = Rc::new(rebased(&values, &base, &fresh));
                base = Rc::new(fresh);
            }
            Change::Reset(fresh) => {
                values = Rc::new(fresh);
                base = values.clone();
                problem = None;
            }
        }
        Rc::new(Self { values, base, problem })
    }
}

/// A form that begins with these values. Every field must be named in them.
#[hook]
pub fn use_form(initial: impl FnOnce() -> Values) -> Form {
    let store = use_reducer(|| {
        let values = Rc::new(initial());
        Store { base: values.clone(), values, problem: None }
    });
    let id = *use_memo((), |()| NEXT.replace(NEXT.get() + 1));
    let dispatch = store.dispatcher();
    let (edit, judge, rebase, reset) = (*use_memo((), move |()| {
        let (a, b, c, d) = (dispatch.clone(), dispatch.clone(), dispatch.clone(), dispatch);
        (
            Callback::from(move |(name, value)| a.dispatch(Change::Edit(name, value))),
            Callback::from(move |problem| b.dispatch(Change::Judge(problem))),
            Callback::from(move |values| c.dispatch(Change::Rebase(values))),
            Callback::from(move |values| d.dispatch(Change::Reset(values))),
        )
    }))
    .clone();
    Form {
        id,
        values: store.values.clone(),
        base: store.base.clone(),
        problem: store.problem.clone(),
        edit,
        judge,
        rebase,
        reset,
    }
}

/// The sending of a form.
#[derive(Clone, PartialEq)]
pub struct Submit {
    /// It is under way.
    pub busy: bool,
    /// Sends it.
    pub send: Callback<()>,
}

impl Submit {
    /// For the `onsubmit` of a `<form>`.
    pub fn onsubmit(&self) -> Callback<SubmitEvent> {
        let send = self.send.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            event.stop_propagation();
            send.emit(());
        })
    }
}

/// What a form's sending answers, of whatever kind.
type Sent = LocalBoxFuture<'static, Answer<Box<dyn Any>>>;
type Work = Rc<dyn Fn(&Values, Key) -> Result<Sent, Refusal>>;

/// Reads the form, sends what it says and tells what came of it. While no clear answer comes, trying
/// again sends the same under the same key, so that nothing is done twice.
#[hook]
pub fn use_submit<I, T, R, S, Fut>(form: &Form, read: R, send: S, done: Callback<T>) -> Submit
where
    I: 'static,
    T: 'static,
    R: Fn(&Values) -> Result<I, Refusal> + 'static,
    S: Fn(I, Key) -> Fut + 'static,
    Fut: Future<Output = Answer<T>> + 'static,
{
    let work: Work = Rc::new(move |values, key| {
        let answer = send(read(values)?, key);
        Ok(async move { answer.await.map(|answer| Box::new(answer) as Box<dyn Any>) }.boxed_local())
    });
    use_sending(form, work, unboxed(done))
}

/// Hands on what it is given, of which the kind was lost on the way.
pub fn unboxed<T: 'static>(done: Callback<T>) -> Callback<Box<dyn Any>> {
    Callback::from(move |answer: Box<dyn Any>| {
        if let Ok(answer) = answer.downcast() {
            done.emit(*answer);
        }
    })
}

/// The sending of any form, compiled once.
#[hook]
fn use_sending(form: &Form, work: Work, done: Callback<Box<dyn Any>>) -> Submit {
    let busy = use_state_eq(|| false);
    let kept = use_mut_ref(|| None::<(Rc<Values>, Key)>);
    let send = {
        let (form, busy_now, busy) = (form.clone(), *busy, busy.setter());
        Callback::from(move |()| {
            if busy_now {
                return;
            }
            let key = match &*kept.borrow() {
                Some((values, key)) if *values == form.values => key.clone(),
                _ => Key::new(),
            };
            let answer = match work(&form.values, key.clone()) {
                Ok(answer) => answer,
                Err(refusal) => {
                    form.judge.emit(Some(refusal.into_problem(i18n::current(), 422, String::new())));
                    show_first_error();
                    return;
                }
            };
            kept.replace(Some((form.values.clone(), key)));
            busy.set(true);
            form.judge.emit(None);
            let (form, busy, kept, done) = (form.clone(), busy.clone(), kept.clone(), done.clone());
            spawn_local(async move {
                let answer = answer.await;
                busy.set(false);
                match answer {
                    Ok(answer) => {
                        kept.replace(None);
                        unsaved::release(form.id);
                        done.emit(answer);
                    }
                    Err(problem) => {
                        if !uncertain(&problem) {
                            kept.replace(None);
                        }
                        form.judge.emit(Some(problem));
                        show_first_error();
                    }
                }
            });
        })
    };
    Submit { busy: *busy, send }
}

/// Whether somebody else has changed the record under the form.
pub fn is_stale(problem: Option<&Rc<Problem>>) -> bool {
    problem.is_some_and(|p| p.code == ProblemCode::VersionStale)
}

/// Brings the first wrong field, else the note of what is wrong, into sight.
fn show_first_error() {
    Timeout::new(50, || {
        let _ = browser::focus("[aria-invalid=true]") || browser::focus("[data-problem]");
    })
    .forget();
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::problem::FieldProblem;

    fn values(pairs: &[(&str, &str)]) -> Values {
        pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect()
    }

    #[test]
    fn what_was_typed_survives_a_change_by_somebody_else() {
        let base = values(&[("name", "a"), ("phone", "1")]);
        let typed = values(&[("name", "b"), ("phone", "1")]);
        let fresh = values(&[("name", "c"), ("phone", "2")]);
        assert_eq!(rebased(&typed, &base, &fresh), values(&[("name", "b"), ("phone", "2")]));
    }

    #[test]
    fn a_touched_field_is_not_wrong_any_more() {
        let refusal = Refusal::field("/name", FieldProblem::Required);
        let problem = Rc::new(refusal.into_problem(shared::i18n::Locale::En, 422, String::new()));
        assert!(without(Some(&problem), "name").is_none());
        assert!(without(Some(&problem), "phone").is_some());
    }
}
