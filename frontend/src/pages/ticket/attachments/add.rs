//! Adding files: chosen, dropped, pasted, or taken with the camera of a telephone.

use crate::api::{Key, attachment};
use crate::components::button::{Button, Kind};
use crate::components::chosen::{file_name, files};
use crate::components::toast::use_toaster;
use crate::format;
use crate::i18n::use_locale;
use gloo_events::EventListener;
use gloo_utils::document;
use patternfly_yew::prelude::Icon;
use shared::ids::TicketId;
use shared::records::attachment::{CreateAttachment, LARGEST};
use shared::records::ticket::CommentVisibility;

use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{ClipboardEvent, File, HtmlInputElement};
use yew::prelude::*;

/// A file on its way.
#[derive(Clone, PartialEq)]
struct Sending {
    number: u32,
    file: File,
    key: Key,
    visibility: CommentVisibility,
    /// Why it did not arrive.
    failed: Option<String>,
}

#[derive(Default)]
struct Queue {
    next: u32,
    files: Vec<Sending>,
}

enum Change {
    Add(Vec<Sending>),
    Failed(u32, String),
    Again(u32),
    Gone(u32),
}

impl Reducible for Queue {
    type Action = Change;
    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let (mut next, mut files) = (self.next, self.files.clone());
        match change {
            Change::Add(more) => {
                next += u32::try_from(more.len()).unwrap_or(u32::MAX);
                files.extend(more);
            }
            Change::Gone(number) => files.retain(|f| f.number != number),
            Change::Failed(number, why) => {
                files.iter_mut().filter(|f| f.number == number).for_each(|f| f.failed = Some(why.clone()));
            }
            Change::Again(number) => {
                files.iter_mut().filter(|f| f.number == number).for_each(|f| f.failed = None);
            }
        }
        Rc::new(Self { next, files })
    }
}

/// Properties of [`Add`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The ticket.
    pub id: TicketId,
    /// Whether the reader may keep files inside the house.
    pub internal: bool,
    /// Told of each file that has arrived.
    pub onadded: Callback<()>,
}

/// A place to add files.
#[component]
pub(super) fn Add(props: &Props) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let queue = use_reducer(Queue::default);
    let over = use_state_eq(|| false);
    // Inside first, as with comments: what was meant for colleagues must not reach the customer by a slip.
    let open = use_state_eq(|| !props.internal);
    let (chooser, camera) = (use_node_ref(), use_node_ref());

    let send = {
        let (queue, id, onadded, toaster) = (queue.dispatcher(), props.id, props.onadded.clone(), toaster);
        Callback::from(move |some: Vec<Sending>| {
            let (queue, onadded, toaster) = (queue.clone(), onadded.clone(), toaster.clone());
            spawn_local(async move {
                for one in some {
                    if one.file.size() > LARGEST as f64 {
                        let limit = format::bytes(LARGEST as i64);
                        queue.dispatch(Change::Failed(
                            one.number,
                            t!(l, "attachment-too-large", limit = limit),
                        ));
                        continue;
                    }
                    let what =
                        CreateAttachment { name: file_name(&one.file), visibility: Some(one.visibility) };
                    match attachment::create(id, &what, &one.file, one.key.clone()).await {
                        Ok(made) => {
                            queue.dispatch(Change::Gone(one.number));
                            toaster.say(t!(l, "attachment-added", name = made.name.as_str()));
                            onadded.emit(());
                        }
                        Err(problem) => queue.dispatch(Change::Failed(one.number, problem.detail)),
                    }
                }
            });
        })
    };
    let take = {
        let (queue, send) = (queue.clone(), send.clone());
        let visibility = if *open { CommentVisibility::Public } else { CommentVisibility::Internal };
        Callback::from(move |some: Vec<File>| {
            let next = queue.next;
            let some: Vec<Sending> = (next..)
                .zip(some)
                .map(|(number, file)| Sending { number, file, key: Key::new(), visibility, failed: None })
                .collect();
            if !some.is_empty() {
                queue.dispatch(Change::Add(some.clone()));
                send.emit(some);
            }
        })
    };
    {
        // Pasted anywhere on the page: a picture from the clipboard belongs to the ticket.
        let take = take.clone();
        use_effect_with(take, |take| {
            let take = take.clone();
            let listener = EventListener::new(&document(), "paste", move |event| {
                let data = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
                take.emit(files(data.and_then(|data| data.files())));
            });
            move || drop(listener)
        });
    }
    let onchange = {
        let take = take.clone();
        Callback::from(move |event: Event| {
            let input = event.target_unchecked_into::<HtmlInputElement>();
            take.emit(files(input.files()));
            // The same file can be chosen again.
            input.set_value("");
        })
    };
    let press = |node: &NodeRef| {
        let node = node.clone();
        Callback::from(move |()| {
            if let Some(input) = node.cast::<HtmlInputElement>() {
                input.click();
            }
        })
    };
    let ondragover = {
        let over = over.setter();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(true);
        })
    };
    let ondragleave = {
        let over = over.setter();
        Callback::from(move |_: DragEvent| over.set(false))
    };
    let ondrop = {
        let (over, take) = (over.setter(), take);
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(false);
            take.emit(files(event.data_transfer().and_then(|data| data.files())));
        })
    };
    let onopen = {
        let open = open.setter();
        Callback::from(move |event: Event| {
            open.set(event.target_unchecked_into::<HtmlInputElement>().checked());
        })
    };
    html! {
        <div class={classes!("sb-drop", over.then_some("sb-over"))} {ondragover} {ondragleave} {ondrop}>
            if !queue.files.is_empty() {
                <ul class="sb-sending" role="list" aria-live="polite">
                    { for queue.files.iter().map(|one| sending(one, &queue.dispatcher(), &send, l)) }
                </ul>
            }
            <input ref={chooser.clone()} type="file" multiple=true hidden=true tabindex="-1" data-test="attachment-file" onchange={onchange.clone()} />
            <input ref={camera.clone()} type="file" accept="image/*" capture="environment" hidden=true tabindex="-1" {onchange} />
            <div class="sb-form-foot">
                <Button label={t!(l, "attachment-add")} icon={Icon::Upload} onclick={press(&chooser)} />
                <span class="sb-touch"><Button label={t!(l, "attachment-camera")} icon={Icon::Image} onclick={press(&camera)} /></span>
                if props.internal {
                    <label class="pf-v6-c-check" for="attachment-open">
                        <input class="pf-v6-c-check__input" type="checkbox" id="attachment-open" checked={*open} onchange={onopen} />
                        <span class="pf-v6-c-check__label">{ t!(l, "attachment-open") }</span>
                    </label>
                }
            </div>
            <p class="sb-quiet">{ t!(l, "attachment-hint", limit = format::bytes(LARGEST as i64)) }</p>
        </div>
    }
}

fn sending(
    one: &Sending,
    queue: &UseReducerDispatcher<Queue>,
    send: &Callback<Vec<Sending>>,
    l: shared::i18n::Locale,
) -> Html {
    let again = {
        let (one, queue, send) = (one.clone(), queue.clone(), send.clone());
        Callback::from(move |()| {
            queue.dispatch(Change::Again(one.number));
            send.emit(vec![one.clone()]);
        })
    };
    let drop = {
        let (number, queue) = (one.number, queue.clone());
        Callback::from(move |()| queue.dispatch(Change::Gone(number)))
    };
    html! {
        <li key={one.number}>
            <strong>{ one.file.name() }</strong>
            if let Some(why) = &one.failed {
                <span class="sb-failed">{ why }</span>
                if one.file.size() <= LARGEST as f64 {
                    <Button label={t!(l, "page-retry")} small=true onclick={again} />
                }
                <Button label={t!(l, "page-dismiss")} kind={Kind::Plain} icon={Icon::Times} small=true onclick={drop} />
            } else {
                <span class="sb-quiet">{ t!(l, "attachment-sending", size = format::bytes(one.file.size() as i64)) }</span>
            }
        </li>
    }
}
