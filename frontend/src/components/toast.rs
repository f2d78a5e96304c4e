//! Short notes that something worked. They go by themselves; what failed stays where it failed.

use crate::components::alert::{Alert, Gravity};
use gloo_timers::callback::Timeout;
use std::rc::Rc;
use yew::prelude::*;

/// How long a note stays, in milliseconds: long enough to read twice.
const STAYS: u32 = 6_000;

#[derive(Clone, PartialEq)]
struct Note {
    id: u32,
    text: AttrValue,
}

#[derive(Default)]
struct Notes {
    next: u32,
    notes: Vec<Note>,
}

enum Change {
    Add(AttrValue),
    Remove(u32),
}

impl Reducible for Notes {
    type Action = Change;
    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let mut notes = self.notes.clone();
        let mut next = self.next;
        match change {
            Change::Add(text) => {
                notes.push(Note { id: next, text });
                next += 1;
            }
            Change::Remove(id) => notes.retain(|n| n.id != id),
        }
        Rc::new(Self { next, notes })
    }
}

/// Says that something worked.
#[derive(Clone, PartialEq)]
pub struct Toaster(Callback<AttrValue>);

impl Toaster {
    /// Says it.
    pub fn say(&self, text: impl Into<AttrValue>) {
        self.0.emit(text.into());
    }
}

/// Shows the notes of what is inside.
#[component]
pub fn ToastProvider(props: &yew::html::ChildrenProps) -> Html {
    let notes = use_reducer(Notes::default);
    let toaster = {
        let notes = notes.dispatcher();
        use_memo((), move |()| Toaster(Callback::from(move |text| notes.dispatch(Change::Add(text)))))
    };
    let shown = notes.notes.iter().map(|note| {
        let id = note.id;
        let dispatch = notes.dispatcher();
        let gone = Callback::from(move |()| dispatch.dispatch(Change::Remove(id)));
        html! { <Shown key={id} text={note.text.clone()} {gone} /> }
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
    text: AttrValue,
    gone: Callback<()>,
}

#[component]
fn Shown(props: &ShownProps) -> Html {
    {
        let gone = props.gone.clone();
        use_effect_with((), move |()| {
            let timer = Timeout::new(STAYS, move || gone.emit(()));
            move || drop(timer)
        });
    }
    html! {
        <li class="pf-v6-c-alert-group__item">
            <Alert gravity={Gravity::Success} floating=true title={props.text.clone()} onclose={props.gone.clone()} />
        </li>
    }
}

/// The way to say that something worked.
#[hook]
pub fn use_toaster() -> Toaster {
    use_context().unwrap_or_else(|| Toaster(Callback::noop()))
}
