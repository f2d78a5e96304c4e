//! Choosing a record by typing a part of its name (the combobox of the ARIA patterns).

use crate::browser;
use crate::components::field::{Frame, id};
use crate::components::finder::{Finder, Found};
use crate::components::form::Form;
use crate::i18n::use_locale;
use gloo_timers::callback::Timeout;
use patternfly_yew::prelude::Icon;
use shared::problem::Problem;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Milliseconds without a stroke after which a search begins.
const PAUSE: u32 = 200;

/// Properties of [`SearchSelect`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The form it belongs to.
    pub form: Form,
    /// Its name; the form keeps the id under it and the words under `name#`.
    pub name: AttrValue,
    /// Its label.
    pub label: AttrValue,
    /// Whether it must be filled.
    #[prop_or_default]
    pub required: bool,
    /// A word of help.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What is looked through.
    pub finder: Finder,
    /// Told what was chosen, or that nothing is any more.
    #[prop_or_default]
    pub onpick: Callback<Option<Found>>,
    /// Has the focus when the form opens.
    #[prop_or_default]
    pub autofocus: bool,
    /// Shows the first few at once, before anything is typed.
    #[prop_or_default]
    pub eager: bool,
}

/// Where the form keeps the words of what was chosen.
pub fn words(name: &str) -> String {
    format!("{name}#")
}

#[derive(Clone, PartialEq)]
enum Search {
    Closed,
    Running,
    Found(Vec<Found>),
    Failed(Box<Problem>),
}

/// The place of the mark after an arrow key, around the ends.
pub fn moved(at: Option<usize>, down: bool, len: usize) -> Option<usize> {
    match (at, down, len) {
        (_, _, 0) => None,
        (None, true, _) => Some(0),
        (None, false, len) => Some(len - 1),
        (Some(at), true, len) => Some((at + 1) % len),
        (Some(at), false, len) => Some((at + len - 1) % len),
    }
}

/// A box in which one types and chooses from what is found.
#[component]
pub fn SearchSelect(props: &Props) -> Html {
    let l = use_locale();
    let search = use_state_eq(|| Search::Closed);
    let at = use_state_eq(|| None::<usize>);
    let timer = use_mut_ref(|| None::<Timeout>);
    let round = use_mut_ref(|| 0_u32);
    // What is listed answers what was typed before the last stroke.
    let behind = use_mut_ref(|| false);
    // Enter came before the answer: what it finds alone is chosen.
    let entered = use_mut_ref(|| false);
    let node = use_node_ref();
    {
        let (node, wanted) = (node.clone(), props.autofocus);
        use_effect_with((), move |()| {
            if wanted && let Some(input) = node.cast::<HtmlInputElement>() {
                let _ = input.focus();
            }
        });
    }
    let start = {
        let (search, at, round, finder) = (search.setter(), at.setter(), round.clone(), props.finder.clone());
        let behind = behind.clone();
        Callback::from(move |typed: String| {
            let number = round.borrow().wrapping_add(1);
            round.replace(number);
            search.set(Search::Running);
            at.set(None);
            let (search, round, finder) = (search.clone(), round.clone(), finder.clone());
            let behind = behind.clone();
            spawn_local(async move {
                let answer = finder.find(&typed).await;
                if *round.borrow() == number {
                    behind.replace(false);
                    search.set(match answer {
                        Ok(found) => Search::Found(found),
                        Err(problem) => Search::Failed(Box::new(problem)),
                    });
                }
            });
        })
    };
    {
        let (start, eager) = (start.clone(), props.eager);
        use_effect_with((), move |()| {
            if eager {
                start.emit(String::new());
            }
        });
    }
    // A mark below the edge of a long list would be lost.
    use_effect_with((*at, id(&props.name)), |(at, id)| {
        if let Some(at) = at {
            browser::scroll_to(&format!("[id='{id}-list-{at}']"));
        }
    });
    let close = {
        let (search, at, round, timer) = (search.setter(), at.setter(), round.clone(), timer.clone());
        let (behind, entered) = (behind.clone(), entered.clone());
        Callback::from(move |()| {
            timer.replace(None);
            round.replace_with(|number| number.wrapping_add(1));
            behind.replace(false);
            entered.replace(false);
            search.set(Search::Closed);
            at.set(None);
        })
    };
    let pick = {
        let (form, name, onpick, close) =
            (props.form.clone(), props.name.clone(), props.onpick.clone(), close.clone());
        Callback::from(move |found: Option<Found>| {
            form.set(&name, found.as_ref().map(|f| f.id.clone()).unwrap_or_default());
            form.set(&words(&name), found.as_ref().map(|f| f.label.clone()).unwrap_or_default());
            close.emit(());
            onpick.emit(found);
        })
    };
    {
        let (pick, entered) = (pick.clone(), entered.clone());
        use_effect_with((*search).clone(), move |search| {
            if let Search::Found(found) = search
                && entered.replace(false)
                && let [only] = found.as_slice()
            {
                pick.emit(Some(only.clone()));
            }
        });
    }
    let oninput = {
        let (form, name, start, timer) = (props.form.clone(), props.name.clone(), start.clone(), timer);
        let onpick = props.onpick.clone();
        let (at, round, behind, entered) = (at.setter(), round, behind.clone(), entered.clone());
        Callback::from(move |event: InputEvent| {
            let typed = event.target_unchecked_into::<HtmlInputElement>().value();
            // Neither an answer that is under way nor a mark in the list was meant for what is typed now.
            round.replace_with(|number| number.wrapping_add(1));
            at.set(None);
            behind.replace(true);
            entered.replace(false);
            if !form.get(&name).is_empty() {
                form.set(&name, "");
                onpick.emit(None);
            }
            form.set(&words(&name), typed.clone());
            let start = start.clone();
            timer.replace(Some(Timeout::new(PAUSE, move || start.emit(typed.trim().to_owned()))));
        })
    };
    let found: Vec<Found> = match &*search {
        Search::Found(found) => found.clone(),
        _ => vec![],
    };
    let onkeydown = {
        let (at, found, pick, close, start) =
            (at.clone(), found.clone(), pick.clone(), close.clone(), start.clone());
        let closed = *search == Search::Closed;
        let running = *search == Search::Running;
        Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
            key @ ("ArrowDown" | "ArrowUp") => {
                event.prevent_default();
                entered.replace(false);
                if closed {
                    start.emit(String::new());
                } else {
                    at.set(moved(*at, key == "ArrowDown", found.len()));
                }
            }
            // Ctrl+Enter saves the form; Enter alone must not.
            "Enter" if (!closed || *behind.borrow()) && !event.ctrl_key() => {
                event.prevent_default();
                if running || *behind.borrow() {
                    entered.replace(true);
                } else if let Some(found) =
                    at.or((found.len() == 1).then_some(0)).and_then(|at| found.get(at))
                {
                    pick.emit(Some(found.clone()));
                }
            }
            "Escape" if !closed => {
                event.prevent_default();
                event.stop_propagation();
                close.emit(());
            }
            _ => {}
        })
    };
    let onfocusout = {
        let close = close.clone();
        Callback::from(move |_: FocusEvent| close.emit(()))
    };
    let onclick = {
        let (start, closed, chosen) =
            (start, *search == Search::Closed, !props.form.get(&props.name).is_empty());
        let typed = props.form.get(&words(&props.name)).to_owned();
        Callback::from(move |_: MouseEvent| {
            if closed && !chosen {
                start.emit(typed.clone());
            }
        })
    };
    let id = id(&props.name);
    let list = format!("{id}-list");
    let chosen = !props.form.get(&props.name).is_empty();
    let error = props.form.error(&props.name);
    let open = *search != Search::Closed;
    let clear = {
        let pick = pick.clone();
        Callback::from(move |()| pick.emit(None))
    };
    html! {
        <Frame
            name={props.name.clone()}
            label={props.label.clone()}
            required={props.required}
            hint={props.hint.clone()}
            error={error.clone().map(AttrValue::from)}
        >
            <div class="sb-combo" {onfocusout}>
                <span class={classes!("pf-v6-c-form-control", error.as_ref().map(|_| "pf-m-error"), chosen.then_some("sb-chosen"))}>
                    <input
                        ref={node}
                        autofocus={props.autofocus}
                        id={id.clone()}
                        type="text"
                        role="combobox"
                        autocomplete="off"
                        aria-autocomplete="list"
                        aria-expanded={open.to_string()}
                        aria-controls={list.clone()}
                        aria-activedescendant={at.map(|at| format!("{list}-{at}"))}
                        aria-required={props.required.then_some("true")}
                        aria-invalid={error.as_ref().map(|_| "true")}
                        aria-describedby={format!("{id}-help")}
                        placeholder={t!(l, "page-type-to-search")}
                        value={props.form.get(&words(&props.name)).to_owned()}
                        {oninput}
                        {onkeydown}
                        {onclick}
                    />
                    <span class="pf-v6-c-form-control__utilities">
                        if chosen {
                            <span class="sb-chosen-mark" title={t!(l, "page-chosen")}>{ Icon::CheckCircle }</span>
                            <crate::components::button::Button
                                label={t!(l, "page-clear-choice", field = props.label.as_str())}
                                kind={crate::components::button::Kind::Plain}
                                small=true
                                icon={Icon::Times}
                                onclick={clear}
                            />
                        } else {
                            <span aria-hidden="true">{ Icon::Search }</span>
                        }
                    </span>
                </span>
                <div class="sb-combo-list" hidden={!open}>
                    <ul id={list.clone()} role="listbox" aria-label={props.label.clone()}>
                        { for found.iter().enumerate().map(|(place, one)| {
                            let onmousedown = {
                                let (pick, one) = (pick.clone(), one.clone());
                                Callback::from(move |event: MouseEvent| {
                                    // Before the box loses the focus, which would close the list.
                                    event.prevent_default();
                                    pick.emit(Some(one.clone()));
                                })
                            };
                            let marked = *at == Some(place);
                            html! {
                                <li
                                    id={format!("{list}-{place}")}
                                    role="option"
                                    aria-selected={marked.to_string()}
                                    class={classes!(marked.then_some("sb-marked"))}
                                    {onmousedown}
                                >
                                    <span>{ &one.label }</span>
                                    if !one.note.is_empty() {
                                        <span class="sb-quiet">{ &one.note }</span>
                                    }
                                </li>
                            }
                        }) }
                    </ul>
                    <p role="status">
                        { match &*search {
                            Search::Running => t!(l, "page-searching"),
                            Search::Found(found) if found.is_empty() => t!(l, "page-none-found"),
                            Search::Failed(problem) => problem.title.clone(),
                            _ => String::new(),
                        } }
                    </p>
                </div>
            </div>
        </Frame>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_goes_around_the_ends() {
        assert_eq!(moved(None, true, 3), Some(0));
        assert_eq!(moved(Some(2), true, 3), Some(0));
        assert_eq!(moved(Some(0), false, 3), Some(2));
        assert_eq!(moved(None, true, 0), None);
    }
}
