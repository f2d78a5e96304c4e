//! Files as pictures. The browser shows only what the server says is a picture or a PDF, and from an address
//! that this page alone can open.

use crate::api::{Answer, attachment, rma};
use crate::browser;
use crate::components::alert::ProblemAlert;
use crate::components::button::{Button, Kind};
use crate::components::modal::Modal;
use crate::format;
use crate::i18n::use_locale;
use patternfly_yew::prelude::Icon;
use shared::ids::{AttachmentId, RmaPictureId};
use shared::problem::Problem;
use shared::records::attachment::{Attachment, is_shown};
use shared::records::rma::RmaPicture;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Where a file is read from.
#[derive(Clone, Copy, PartialEq)]
pub enum Source {
    /// From a ticket.
    Attachment(AttachmentId),
    /// From what came back.
    Picture(RmaPictureId),
}

impl Source {
    async fn content(self) -> Answer<Vec<u8>> {
        match self {
            Self::Attachment(id) => attachment::content(id).await,
            Self::Picture(id) => rma::picture(id).await,
        }
    }

    async fn thumbnail(self) -> Answer<Vec<u8>> {
        match self {
            Self::Attachment(id) => attachment::thumbnail(id).await,
            Self::Picture(id) => rma::thumbnail(id).await,
        }
    }

    /// Takes it away.
    pub async fn remove(self) -> Answer<()> {
        match self {
            Self::Attachment(id) => attachment::delete(id).await,
            Self::Picture(id) => rma::delete_picture(id).await,
        }
    }
}

/// A file as it is looked at.
#[derive(Clone, PartialEq)]
pub struct Shown {
    source: Source,
    name: String,
    media_type: String,
    size: i64,
    sha256: String,
}

impl From<&Attachment> for Shown {
    fn from(file: &Attachment) -> Self {
        Self {
            source: Source::Attachment(file.id),
            name: file.name.clone(),
            media_type: file.media_type.clone(),
            size: file.size,
            sha256: file.sha256.clone(),
        }
    }
}

impl From<&RmaPicture> for Shown {
    fn from(picture: &RmaPicture) -> Self {
        Self {
            source: Source::Picture(picture.id),
            name: picture.name.clone(),
            media_type: picture.media_type.clone(),
            size: picture.size,
            sha256: picture.sha256.clone(),
        }
    }
}

/// An address of bytes that lives as long as the component that asked for it.
#[hook]
fn use_address(bytes: Option<Rc<Vec<u8>>>, media_type: String) -> Option<String> {
    let address = use_state_eq(|| None::<String>);
    {
        let address = address.setter();
        use_effect_with((bytes, media_type), move |(bytes, media_type)| {
            let made = bytes.as_ref().and_then(|bytes| browser::address_of(bytes, media_type));
            address.set(made.clone());
            move || {
                if let Some(made) = made {
                    browser::forget(&made);
                }
            }
        });
    }
    (*address).clone()
}

/// Properties of [`Thumbnail`].
#[derive(Clone, PartialEq, Properties)]
pub struct ThumbnailProps {
    /// Of which file.
    pub source: Source,
}

/// The small picture of a file.
#[component]
pub fn Thumbnail(props: &ThumbnailProps) -> Html {
    let bytes = use_state(|| None::<Rc<Vec<u8>>>);
    {
        let bytes = bytes.setter();
        use_effect_with(props.source, move |source| {
            let source = *source;
            spawn_local(async move {
                // Without it the name is still there.
                if let Ok(read) = source.thumbnail().await {
                    bytes.set(Some(Rc::new(read)));
                }
            });
        });
    }
    let address = use_address((*bytes).clone(), "image/jpeg".into());
    html! {
        <span class="sb-file-icon">
            if let Some(address) = address {
                <img src={address} alt="" />
            } else {
                <span aria-hidden="true">{ Icon::Image }</span>
            }
        </span>
    }
}

/// Properties of [`Preview`].
#[derive(Clone, PartialEq, Properties)]
pub struct PreviewProps {
    /// The file.
    pub file: Shown,
    /// Closes it.
    pub onclose: Callback<()>,
}

/// A file, as large as the window allows.
#[component]
pub fn Preview(props: &PreviewProps) -> Html {
    let l = use_locale();
    let file = &props.file;
    let bytes = use_state(|| None::<Result<Rc<Vec<u8>>, Rc<Problem>>>);
    let read = {
        let (bytes, source) = (bytes.setter(), file.source);
        Callback::from(move |()| {
            let bytes = bytes.clone();
            bytes.set(None);
            spawn_local(async move {
                bytes.set(Some(source.content().await.map(Rc::new).map_err(Rc::new)));
            });
        })
    };
    {
        let read = read.clone();
        use_effect_with(file.source, move |_| read.emit(()));
    }
    let content = match &*bytes {
        Some(Ok(content)) => Some(content.clone()),
        _ => None,
    };
    let shown = is_shown(&file.media_type);
    let address = use_address(content.clone().filter(|_| shown), file.media_type.clone());
    let save = {
        let (content, name) = (content.clone(), file.name.clone());
        Callback::from(move |()| {
            if let Some(content) = &content {
                browser::save(content, &name);
            }
        })
    };
    let footer = html! {
        <>
            <Button label={t!(l, "attachment-save")} kind={Kind::Primary} icon={Icon::Download} disabled={content.is_none()} onclick={save} />
            <Button label={t!(l, "page-close")} kind={Kind::Link} onclick={props.onclose.clone()} />
        </>
    };
    html! {
        <Modal title={file.name.clone()} wide=true onclose={props.onclose.clone()} {footer}>
            { match (&*bytes, address) {
                (None, _) => html! { <p role="status">{ t!(l, "page-waiting") }</p> },
                (Some(Err(problem)), _) => html! { <ProblemAlert problem={problem.clone()} retry={read} /> },
                (_, Some(address)) if file.media_type == "application/pdf" => html! {
                    <iframe class="sb-preview-pdf" src={address} title={file.name.clone()}></iframe>
                },
                (_, Some(address)) => html! { <img class="sb-preview" src={address} alt={file.name.clone()} /> },
                _ => html! { <p>{ t!(l, "attachment-not-shown") }</p> },
            } }
            <p class="sb-quiet">{ &file.media_type }{ " · " }{ format::bytes(file.size) }</p>
            <p class="sb-quiet sb-code">{ "SHA-256 " }{ &file.sha256 }</p>
        </Modal>
    }
}
