//! Forms: what is typed, what is wrong with it, and sending it once.
//!
//! Values are kept as typed, by the JSON pointer of their field without its first stroke, so that what the
//! server says about `/contact_name` finds the field `contact_name`.

use crate::api::{Answer, Key, uncertain};
use crate::browser;
use crate::i18n;
use gloo_timers::callback::Timeout;
use shared::problem::{FieldProblem, FieldRefusal, Problem, ProblemCode, Refusal};
use shared::text::{Email, TextError};
use std::collections::BTreeMap;
use std::future::Future;
use std::rc::Rc;
use std::str::FromStr;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// What is typed, by field.
pub type Values = BTreeMap<String, String>;

/// Puts a value under a field, if there is one.
pub fn put(values: &mut Values, name: &str, value: Option<impl ToString>) {
    values.insert(name.to_owned(), value.map(|v| v.to_string()).unwrap_or_default());
}

/// A form as its fields see it.
#[derive(Clone, PartialEq)]
pub struct Form {
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
    let busy = use_state_eq(|| false);
    let kept = use_mut_ref(|| None::<(Rc<Values>, Key)>);
    let send = {
        let (form, busy_now, busy) = (form.clone(), *busy, busy.setter());
        Callback::from(move |()| {
            if busy_now {
                return;
            }
            let input = match read(&form.values) {
                Ok(input) => input,
                Err(refusal) => {
                    form.judge.emit(Some(refusal.into_problem(i18n::current(), 422, String::new())));
                    show_first_error();
                    return;
                }
            };
            let key = match &*kept.borrow() {
                Some((values, key)) if *values == form.values => key.clone(),
                _ => Key::new(),
            };
            kept.replace(Some((form.values.clone(), key.clone())));
            busy.set(true);
            form.judge.emit(None);
            let answer = send(input, key);
            let (form, busy, kept, done) = (form.clone(), busy.clone(), kept.clone(), done.clone());
            spawn_local(async move {
                let answer = answer.await;
                busy.set(false);
                match answer {
                    Ok(answer) => {
                        kept.replace(None);
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

/// Why a text is not a value.
pub struct Wrong(FieldProblem, Option<usize>);

impl From<TextError> for Wrong {
    fn from(error: TextError) -> Self {
        match error {
            TextError::Blank => Self(FieldProblem::Blank, None),
            TextError::TooLong(limit) => Self(FieldProblem::TooLong, Some(limit)),
            TextError::ControlCharacter => Self(FieldProblem::ControlCharacter, None),
            TextError::Email => Self(FieldProblem::EmailMalformed, None),
        }
    }
}

macro_rules! malformed {
    ($($error:ty),+) => {$(
        impl From<$error> for Wrong {
            fn from(_: $error) -> Self {
                Self(FieldProblem::NotAllowed, None)
            }
        }
    )+};
}

malformed!(
    strum::ParseError,
    uuid::Error,
    chrono::ParseError,
    std::num::ParseIntError,
    std::str::ParseBoolError
);

/// Reads typed values out of a form and collects all that is wrong.
pub struct Draft<'a> {
    values: &'a Values,
    wrong: Vec<FieldRefusal>,
}

impl<'a> Draft<'a> {
    /// Begins to read.
    pub fn new(values: &'a Values) -> Self {
        Self { values, wrong: vec![] }
    }

    /// What is typed, trimmed.
    pub fn raw(&self, name: &str) -> &'a str {
        self.values.get(name).map_or("", |v| v.trim())
    }

    /// Notes that a field is wrong.
    pub fn refuse(&mut self, name: &str, problem: FieldProblem) {
        self.wrong.push(FieldRefusal::new(format!("/{name}"), problem));
    }

    fn note(&mut self, name: &str, Wrong(code, limit): Wrong) {
        let refusal = FieldRefusal::new(format!("/{name}"), code);
        self.wrong.push(match limit {
            Some(limit) => refusal.arg("limit", i64::try_from(limit).unwrap_or(i64::MAX)),
            None => refusal,
        });
    }

    /// A value that must be there.
    pub fn need<T: FromStr>(&mut self, name: &str) -> Option<T>
    where
        T::Err: Into<Wrong>,
    {
        if self.raw(name).is_empty() {
            self.refuse(name, FieldProblem::Required);
            return None;
        }
        self.maybe(name)
    }

    /// A value that may be missing.
    pub fn maybe<T: FromStr>(&mut self, name: &str) -> Option<T>
    where
        T::Err: Into<Wrong>,
    {
        let raw = self.raw(name);
        if raw.is_empty() {
            return None;
        }
        match raw.parse() {
            Ok(value) => Some(value),
            Err(error) => {
                self.note(name, error.into());
                None
            }
        }
    }

    /// An e-mail address that may be missing.
    pub fn email(&mut self, name: &str) -> Option<Email> {
        let raw = self.raw(name);
        if raw.is_empty() {
            return None;
        }
        Email::new(raw).map_err(|error| self.note(name, error.into())).ok()
    }

    /// Whether a box is ticked.
    pub fn on(&self, name: &str) -> bool {
        self.raw(name) == "true"
    }

    /// Several values, as check boxes give them. Words that are no value are left out.
    pub fn many<T: FromStr>(&self, name: &str) -> Vec<T> {
        self.raw(name).split(',').filter_map(|word| word.parse().ok()).collect()
    }

    /// What was read, or all that is wrong.
    ///
    /// # Errors
    /// `validation_failed` with every field that is wrong.
    pub fn finish<T>(self, built: Option<T>) -> Result<T, Refusal> {
        match built {
            Some(built) if self.wrong.is_empty() => Ok(built),
            _ => Err(Refusal::fields(self.wrong)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::records::ticket::TicketKind;
    use shared::text::Line;

    fn values(pairs: &[(&str, &str)]) -> Values {
        pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect()
    }

    #[test]
    fn all_that_is_wrong_is_said_at_once() {
        let typed = values(&[("name", "  "), ("kind", "nonsense"), ("email", "x"), ("phone", "12345")]);
        let mut draft = Draft::new(&typed);
        let name = draft.need::<Line<20>>("name");
        let kind = draft.need::<TicketKind>("kind");
        let email = draft.email("email");
        let phone = draft.maybe::<Line<3>>("phone");
        assert!(
            (name.is_none(), kind.is_none(), email.is_none(), phone.is_none()) == (true, true, true, true)
        );
        let refusal = draft.finish(Some(())).unwrap_err();
        let found: Vec<_> = refusal.fields.iter().map(|f| (f.pointer.as_str(), f.code)).collect();
        assert_eq!(
            found,
            [
                ("/name", FieldProblem::Required),
                ("/kind", FieldProblem::NotAllowed),
                ("/email", FieldProblem::EmailMalformed),
                ("/phone", FieldProblem::TooLong),
            ]
        );
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
