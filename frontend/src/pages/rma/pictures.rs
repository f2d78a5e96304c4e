//! Pictures of what came back: seen at a glance, opened, taken with the camera of a telephone, taken away.

use crate::api::{Key, rma};
use crate::components::alert::ProblemAlert;
use crate::components::button::{Button, Kind};
use crate::components::chosen::{file_name, files};
use crate::components::preview::{Preview, Shown, Source, Thumbnail};
use crate::components::remove_file::RemoveFile;
use crate::components::toast::use_toaster;
use crate::format;
use crate::i18n::use_locale;
use patternfly_yew::prelude::Icon;
use shared::ids::{RmaId, RmaLineId};
use shared::problem::Problem;
use shared::records::attachment::LARGEST;
use shared::records::rma::{CreateRmaPicture, MOST_PICTURES, RmaPicture};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Properties of [`Pictures`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Those there are.
    pub pictures: Vec<RmaPicture>,
    /// Where more are added, for those who may.
    #[prop_or_default]
    pub onto: Option<(RmaId, RmaLineId)>,
    /// Told when one came or went.
    #[prop_or_default]
    pub onchange: Callback<()>,
}

/// The pictures of a part.
#[component]
pub fn Pictures(props: &Props) -> Html {
    let l = use_locale();
    let open = use_state_eq(|| None::<RmaPicture>);
    let leaving = use_state_eq(|| None::<RmaPicture>);
    let close = {
        let (open, leaving) = (open.setter(), leaving.setter());
        Callback::from(move |()| {
            open.set(None);
            leaving.set(None);
        })
    };
    let one = |picture: &RmaPicture| {
        let opened = {
            let (open, picture) = (open.setter(), picture.clone());
            Callback::from(move |_: MouseEvent| open.set(Some(picture.clone())))
        };
        let removed = {
            let (leaving, picture) = (leaving.setter(), picture.clone());
            Callback::from(move |()| leaving.set(Some(picture.clone())))
        };
        html! {
            <li key={picture.id.to_string()} class="sb-file">
                <button type="button" class="sb-file-open" onclick={opened}>
                    if picture.has_thumbnail {
                        <Thumbnail source={Source::Picture(picture.id)} />
                    } else {
                        <span class="sb-file-icon" aria-hidden="true">{ Icon::Image }</span>
                    }
                    <span class="sb-file-name">{ &picture.name }</span>
                </button>
                if picture.removable {
                    <p class="sb-file-foot">
                        <Button
                            label={t!(l, "attachment-remove-one", name = picture.name.as_str())}
                            kind={Kind::Plain}
                            icon={Icon::Trash}
                            small=true
                            onclick={removed}
                        />
                    </p>
                }
            </li>
        }
    };
    let room = props.onto.filter(|_| props.pictures.len() < MOST_PICTURES);
    html! {
        <>
            if !props.pictures.is_empty() {
                <ul class="sb-files" role="list" aria-label={t!(l, "rma-pictures")}>
                    { for props.pictures.iter().map(one) }
                </ul>
            }
            if let Some(onto) = room {
                <Add {onto} onadded={props.onchange.clone()} />
            }
            if let Some(picture) = &*open {
                <Preview file={Shown::from(picture)} onclose={close.clone()} />
            }
            if let Some(picture) = &*leaving {
                <RemoveFile source={Source::Picture(picture.id)} onclose={close} onremoved={props.onchange.clone()}>
                    { t!(l, "rma-picture-remove-hint", name = picture.name.as_str()) }
                </RemoveFile>
            }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct AddProps {
    onto: (RmaId, RmaLineId),
    onadded: Callback<()>,
}

/// What came of the last attempt.
#[derive(Clone, PartialEq)]
enum Sending {
    Idle,
    Busy,
    TooLarge,
    Failed(Rc<Problem>),
}

#[component]
fn Add(props: &AddProps) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let sending = use_state_eq(|| Sending::Idle);
    let (chooser, camera) = (use_node_ref(), use_node_ref());
    let onchange = {
        let (sending, onto, onadded) = (sending.setter(), props.onto, props.onadded.clone());
        Callback::from(move |event: Event| {
            let input = event.target_unchecked_into::<HtmlInputElement>();
            let files = files(input.files());
            // The same picture can be chosen again.
            input.set_value("");
            let (sending, onadded, toaster) = (sending.clone(), onadded.clone(), toaster.clone());
            sending.set(Sending::Busy);
            spawn_local(async move {
                let mut end = Sending::Idle;
                for file in files {
                    if file.size() > LARGEST as f64 {
                        end = Sending::TooLarge;
                        continue;
                    }
                    let what = CreateRmaPicture { name: file_name(&file) };
                    match rma::add_picture(onto, &what, &file, Key::new()).await {
                        Ok(made) => toaster.say(t!(l, "attachment-added", name = made.name.as_str())),
                        Err(problem) => end = Sending::Failed(Rc::new(problem)),
                    }
                }
                sending.set(end);
                onadded.emit(());
            });
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
    let busy = *sending == Sending::Busy;
    html! {
        <div class="sb-picture-add">
            <input ref={chooser.clone()} type="file" accept="image/*" multiple=true hidden=true tabindex="-1" data-test="rma-picture" onchange={onchange.clone()} />
            <input ref={camera.clone()} type="file" accept="image/*" capture="environment" hidden=true tabindex="-1" {onchange} />
            <Button label={t!(l, "rma-picture-add")} icon={Icon::Image} kind={Kind::Link} small=true {busy} onclick={press(&chooser)} />
            <span class="sb-touch"><Button label={t!(l, "attachment-camera")} icon={Icon::Image} small=true {busy} onclick={press(&camera)} /></span>
            { match &*sending {
                Sending::TooLarge => html! { <p class="sb-failed">{ t!(l, "attachment-too-large", limit = format::bytes(LARGEST as i64)) }</p> },
                Sending::Failed(problem) => html! { <ProblemAlert problem={problem.clone()} /> },
                Sending::Idle | Sending::Busy => html! {},
            } }
        </div>
    }
}
