//! The files of a ticket: seen at a glance, opened, added, taken away.

mod add;

use crate::api::attachment;
use crate::components::async_view::{async_view, use_load};
use crate::components::button::{Button, Kind};
use crate::components::facts::Panel;
use crate::components::preview::{Preview, Shown, Source, Thumbnail};
use crate::components::remove_file::RemoveFile;
use crate::components::status_badge::label;
use crate::components::time::Time;
use crate::format;
use crate::i18n::use_locale;
use crate::session::{may, use_me};
use add::Add;
use patternfly_yew::prelude::{Color, Icon};
use shared::auth::Permission;
use shared::i18n::Locale;
use shared::ids::TicketId;
use shared::records::attachment::Attachment;
use shared::records::ticket::CommentVisibility;
use yew::prelude::*;

/// Properties of [`Attachments`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The ticket.
    pub id: TicketId,
    /// Grows when something happened to the ticket.
    pub round: u32,
    /// Told when a file came or went.
    pub onchange: Callback<()>,
}

/// A picture for a kind of file.
fn icon(media_type: &str) -> Icon {
    match media_type.split('/').next() {
        Some("image") => Icon::Image,
        Some("video") => Icon::Play,
        _ => Icon::File,
    }
}

/// The files of a ticket, and a place to add some.
#[component]
pub fn Attachments(props: &Props) -> Html {
    let l = use_locale();
    let me = use_me();
    let id = props.id;
    let loaded = use_load((id, props.round), |(id, _)| attachment::list(id));
    let open = use_state_eq(|| None::<Attachment>);
    let leaving = use_state_eq(|| None::<Attachment>);
    let changed = {
        let (reload, onchange) = (loaded.reload.clone(), props.onchange.clone());
        Callback::from(move |()| {
            reload.emit(());
            onchange.emit(());
        })
    };
    let view = async_view(
        &loaded,
        |page| page.items.is_empty().then(|| html! { <p class="sb-quiet">{ t!(l, "attachment-none") }</p> }),
        |page| {
            html! {
                <>
                    <ul class="sb-files" role="list">
                        { for page.items.iter().map(|file| {
                            let (open, leaving) = (open.setter(), leaving.setter());
                            row(file, l, Callback::from(move |file| open.set(Some(file))), Callback::from(move |file| leaving.set(Some(file))))
                        }) }
                    </ul>
                    if page.next_cursor.is_some() {
                        <p class="sb-quiet">{ t!(l, "attachment-more") }</p>
                    }
                </>
            }
        },
    );
    let close = {
        let (open, leaving) = (open.setter(), leaving.setter());
        Callback::from(move |()| {
            open.set(None);
            leaving.set(None);
        })
    };
    html! {
        <Panel title={t!(l, "attachment-list")}>
            { view }
            if may(&me, Permission::CommentCreate) {
                <Add {id} internal={may(&me, Permission::CommentInternal)} onadded={changed.clone()} />
            }
            if let Some(file) = &*open {
                <Preview file={Shown::from(file)} onclose={close.clone()} />
            }
            if let Some(file) = &*leaving {
                <RemoveFile source={Source::Attachment(file.id)} onclose={close} onremoved={changed}>
                    { t!(l, "attachment-remove-hint", name = file.name.as_str()) }
                </RemoveFile>
            }
        </Panel>
    }
}

fn row(file: &Attachment, l: Locale, open: Callback<Attachment>, remove: Callback<Attachment>) -> Html {
    let internal = file.visibility == CommentVisibility::Internal;
    let opened = {
        let (file, open) = (file.clone(), open);
        Callback::from(move |_: MouseEvent| open.emit(file.clone()))
    };
    let removed = {
        let (file, remove) = (file.clone(), remove);
        Callback::from(move |()| remove.emit(file.clone()))
    };
    html! {
        <li key={file.id.to_string()} class={classes!("sb-file", internal.then_some("sb-internal"))}>
            <button type="button" class="sb-file-open" onclick={opened}>
                if file.has_thumbnail {
                    <Thumbnail source={Source::Attachment(file.id)} />
                } else {
                    <span class="sb-file-icon" aria-hidden="true">{ icon(&file.media_type) }</span>
                }
                <span class="sb-file-name">{ &file.name }</span>
            </button>
            <p class="sb-quiet">
                { format::bytes(file.size) }{ " · " }{ &file.uploaded_by_name }{ " · " }<Time at={file.created_at} />
            </p>
            <p class="sb-file-foot">
                if internal {
                    { label(Color::Orange, Some(Icon::Lock), file.visibility.label(l)) }
                }
                if file.removable {
                    <Button
                        label={t!(l, "attachment-remove-one", name = file.name.as_str())}
                        kind={Kind::Plain}
                        icon={Icon::Trash}
                        small=true
                        onclick={removed}
                    />
                }
            </p>
        </li>
    }
}
