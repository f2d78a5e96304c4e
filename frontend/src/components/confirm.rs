//! "Are you sure?", for what cannot be undone.

use crate::api::{Answer, Key, uncertain};
use crate::components::alert::ProblemAlert;
use crate::components::button::{Button, Kind};
use crate::components::form::unboxed;
use crate::components::modal::Modal;
use crate::i18n::use_locale;
use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use std::any::Any;
use std::future::Future;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// One thing that is done at the press of a button.
#[derive(Clone, PartialEq)]
pub struct Deed {
    /// It is under way.
    pub busy: bool,
    /// Why it failed.
    pub problem: Option<Rc<shared::problem::Problem>>,
    /// Does it.
    pub run: Callback<()>,
}

/// What is done, and answers something of whatever kind.
type Work = Rc<dyn Fn(Key) -> LocalBoxFuture<'static, Answer<Box<dyn Any>>>>;

/// Does one thing, once, however often the button is pressed.
#[hook]
pub fn use_deed<T, F, Fut>(deed: F, done: Callback<T>) -> Deed
where
    T: 'static,
    F: Fn(Key) -> Fut + 'static,
    Fut: Future<Output = Answer<T>> + 'static,
{
    let work: Work = Rc::new(move |key| {
        let answer = deed(key);
        async move { answer.await.map(|answer| Box::new(answer) as Box<dyn Any>) }.boxed_local()
    });
    use_doing(work, unboxed(done))
}

/// The doing of anything, compiled once.
#[hook]
fn use_doing(work: Work, done: Callback<Box<dyn Any>>) -> Deed {
    let busy = use_state_eq(|| false);
    let problem = use_state(|| None);
    let kept = use_mut_ref(|| None::<Key>);
    let run = {
        let (busy_now, busy, problem) = (*busy, busy.setter(), problem.setter());
        Callback::from(move |()| {
            if busy_now {
                return;
            }
            let key = kept.borrow().clone().unwrap_or_else(Key::new);
            kept.replace(Some(key.clone()));
            busy.set(true);
            problem.set(None);
            let (answer, busy, problem, kept, done) =
                (work(key), busy.clone(), problem.clone(), kept.clone(), done.clone());
            spawn_local(async move {
                let answer = answer.await;
                busy.set(false);
                match answer {
                    Ok(answer) => {
                        kept.replace(None);
                        done.emit(answer);
                    }
                    Err(wrong) => {
                        if !uncertain(&wrong) {
                            kept.replace(None);
                        }
                        problem.set(Some(Rc::new(wrong)));
                    }
                }
            });
        })
    };
    Deed { busy: *busy, problem: (*problem).clone(), run }
}

/// Properties of [`Confirm`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The question.
    pub title: AttrValue,
    /// What the button says.
    pub label: AttrValue,
    /// What is done.
    pub deed: Deed,
    /// It cannot be undone.
    #[prop_or_default]
    pub danger: bool,
    /// What it means takes room.
    #[prop_or_default]
    pub wide: bool,
    /// Closes the question.
    pub onclose: Callback<()>,
    /// What it means.
    #[prop_or_default]
    pub children: Html,
}

/// Asks before something is done.
#[component]
pub fn Confirm(props: &Props) -> Html {
    let l = use_locale();
    let kind = if props.danger { Kind::Danger } else { Kind::Primary };
    let footer = html! {
        <>
            <Button label={props.label.clone()} {kind} busy={props.deed.busy} onclick={props.deed.run.clone()} />
            <Button label={t!(l, "page-cancel")} kind={Kind::Link} onclick={props.onclose.clone()} />
        </>
    };
    html! {
        <Modal title={props.title.clone()} wide={props.wide} onclose={props.onclose.clone()} {footer}>
            if let Some(problem) = &props.deed.problem {
                <ProblemAlert problem={problem.clone()} />
            }
            { props.children.clone() }
        </Modal>
    }
}
