//! Canned answers on a comment: found by words, filled from the ticket, put in where the cursor stands.

use crate::api::canned_answer;
use crate::browser;
use crate::components::alert::{Alert, Gravity, ProblemAlert};
use crate::components::caret;
use crate::components::finder::{Finder, Found};
use crate::components::form::{Form, Values, put, use_form};
use crate::components::search_select::{SearchSelect, words};
use crate::i18n::use_locale;
use crate::session::{use_me, use_reader};
use shared::records::canned_answer::{GAP, Placeholder, fill, value};
use shared::records::ticket::Ticket;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Where the finder keeps its choice.
const NAME: &str = "canned";

fn nothing() -> Values {
    let mut values = Values::new();
    put(&mut values, NAME, None::<String>);
    put(&mut values, &words(NAME), None::<String>);
    values
}

/// Properties of [`CannedFinder`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The ticket that fills the text.
    pub ticket: Rc<Ticket>,
    /// The form whose field `body` takes it.
    pub form: Form,
    /// Told what the ticket could not fill.
    pub onput: Callback<Vec<Placeholder>>,
    /// Closes it.
    pub onclose: Callback<()>,
}

/// A box to find a canned answer.
#[component]
pub(super) fn CannedFinder(props: &Props) -> Html {
    let l = use_locale();
    let me = use_me();
    let reader = use_reader();
    let failed = use_state(|| None);
    let own = use_form(nothing);
    let onpick = {
        let Props { ticket, form, onput, onclose } = props.clone();
        let (me, failed) = (me.name.clone(), failed.setter());
        Callback::from(move |found: Option<Found>| {
            let Some(id) = found.and_then(|found| found.id.parse().ok()) else { return };
            let (ticket, form, onput, onclose) =
                (ticket.clone(), form.clone(), onput.clone(), onclose.clone());
            let (me, failed) = (me.clone(), failed.clone());
            spawn_local(async move {
                match canned_answer::get(id).await {
                    Ok(answer) => {
                        let due = ticket.next_due_at.map(|at| reader.time(at));
                        let filled = fill(&answer.body, |place| value(place, &ticket, &me, due.as_deref()));
                        onclose.emit(());
                        onput.emit(filled.gaps);
                        caret::put_in(&form, "body", &filled.text);
                    }
                    Err(problem) => failed.set(Some(Rc::new(problem))),
                }
            });
        })
    };
    let onkeydown = {
        let onclose = props.onclose.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                event.prevent_default();
                onclose.emit(());
                browser::focus("#field-body");
            }
        })
    };
    html! {
        <div {onkeydown}>
            if let Some(problem) = &*failed {
                <ProblemAlert problem={problem.clone()} />
            }
            <SearchSelect
                form={own}
                name={NAME}
                label={t!(l, "canned-find")}
                hint={t!(l, "canned-use-hint")}
                finder={Finder::CannedAnswer(props.ticket.id)}
                {onpick}
                autofocus=true
                eager=true
            />
        </div>
    }
}

/// Properties of [`Gaps`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct GapsProps {
    /// What is written.
    pub body: AttrValue,
    /// What the ticket could not fill.
    pub missing: Vec<Placeholder>,
}

/// What is still to be filled in before it is sent.
#[component]
pub(super) fn Gaps(props: &GapsProps) -> Html {
    let l = use_locale();
    if !props.body.contains(GAP) {
        return html! {};
    }
    let names = props.missing.iter().map(|place| place.label(l)).collect::<Vec<_>>().join(" · ");
    html! {
        <Alert gravity={Gravity::Warning} title={t!(l, "canned-gaps")} live=true>
            if names.is_empty() {
                <p>{ t!(l, "canned-gaps-left") }</p>
            } else {
                <p>{ t!(l, "canned-gaps-which", names = names) }</p>
            }
        </Alert>
    }
}
