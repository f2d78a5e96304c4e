//! Short notes that something worked or has come. They go by themselves; what failed stays where it failed.

use crate::components::alert::{Alert, Gravity};
use crate::components::link::Link;
use crate::i18n::use_locale;
use crate::route::Route;
use gloo_timers::callback::Timeout;
use shared::problem::Problem;
use std::rc::Rc;
use yew::prelude::*;

/// How long a note stays, in milliseconds: long enough to read twice.
const STAYS: u32 = 6_000;
/// A note that leads somewhere must stay until one has reached it.
const LEADS: u32 = 15_000;

/// What a note says.
#[derive(Clone, PartialEq)]
pub struct Said {
    /// How grave it is.
    pub gravity: Gravity,
    /// In short.
    pub text: AttrValue,
    /// Where it leads.
    pub to: Option<Route>,
}

impl Said {
    /// What went wrong, and the first reason for it.
    pub fn problem(problem: &Problem) -> Self {
        let why = problem.errors.first().map_or(&problem.detail, |e| &e.detail);
        let text = format!("{} {why}", problem.title);
        Self { gravity: Gravity::Danger, text: text.into(), to: None }
    }
}

#[derive(Clone, PartialEq)]
struct Note {
    id: u32,
    said: Said,
}

#[derive(Default)]
struct Notes {
    next: u32,
    notes: Vec<Note>,
}

enum Change {
    Add(Said),
    Remove(u32),
}

impl Reducible for Notes {
    type Action = Change;
    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let mut notes = self.notes.clone();
        let mut next = self.next;
        match change {
            Change::Add(said) => {
                notes.push(Note { id: next, said });
                next += 1;
            }
            Change::Remove(id) => notes.retain(|n| n.id != id),
        }
        Rc::new(Self { next, notes })
    }
}

/// Says that something worked or has come.
#[derive(Clone, PartialEq)]
pub struct Toaster(Callback<Said>);

impl Toaster {
    /// Says that something worked.
    pub fn say(&self, text: impl Into<AttrValue>) {
        self.tell(Said { gravity: Gravity::Success, text: text.into(), to: None });
    }

    /// Says something.
    pub fn tell(&self, said: Said) {
        self.0.emit(said);
    }
}

/// Shows the notes of what is inside.
#[component]
pub fn ToastProvider(props: &yew::html::ChildrenProps) -> Html {
    let notes = use_reducer(Notes::default);
    let toaster = {
        let notes = notes.dispatcher();
        use_memo((), move |()| Toaster(Callback::from(move |said| notes.dispatch(Change::Add(said)))))
    };
    let shown = notes.notes.iter().map(|note| {
        let id = note.id;
        let dispatch = notes.dispatcher();
        let gone = Callback::from(move |()| dispatch.dispatch(Change::Remove(id)));
        html! { <Shown key={id} said={note.said.clone()} {gone} /> }
    });
    html! {
        <ContextProvider<Toaster> context={(*toaster).clone()}>
            { props.children.clone() }
            // Always there, so that screen readers hear what is added.
            <div role="status" aria-live="polite" class="sb-toasts">
                <ul class="pf-v6-c-alert-group pf-m-toast" role="list">{ for shown }</ul>
            </div>
        </ContextProvider<Toaster>>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ShownProps {
    said: Said,
    gone: Callback<()>,
}

#[component]
fn Shown(props: &ShownProps) -> Html {
    let l = use_locale();
    {
        let gone = props.gone.clone();
        let stays = if props.said.to.is_some() { LEADS } else { STAYS };
        use_effect_with((), move |()| {
            let timer = Timeout::new(stays, move || gone.emit(()));
            move || drop(timer)
        });
    }
    html! {
        <li class="pf-v6-c-alert-group__item">
            <Alert gravity={props.said.gravity} floating=true title={props.said.text.clone()} onclose={props.gone.clone()}>
                if let Some(to) = props.said.to {
                    <Link {to}>{ t!(l, "page-look") }</Link>
                }
            </Alert>
        </li>
    }
}

/// The way to say that something worked.
#[hook]
pub fn use_toaster() -> Toaster {
    use_context().unwrap_or_else(|| Toaster(Callback::noop()))
}
