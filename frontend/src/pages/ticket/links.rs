//! How a ticket belongs to others.

use crate::api::ticket;
use crate::components::async_view::{async_view, use_load};
use crate::components::button::{Button, Kind};
use crate::components::confirm::{Confirm, use_deed};
use crate::components::facts::Panel;
use crate::components::field::ChoiceField;
use crate::components::finder::Finder;
use crate::components::form::{Draft, Values, use_form, use_submit};
use crate::components::link::Link;
use crate::components::record_form::FormModal;
use crate::components::search_select::{SearchSelect, words};
use crate::components::status_badge::badge;
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::route::{Record, Route};
use crate::session::{may, use_me};
use patternfly_yew::prelude::Icon;
use shared::auth::Permission;
use shared::i18n::Locale;
use shared::ids::{TicketId, TicketLinkId};
use shared::problem::Refusal;
use shared::records::ticket::{CreateTicketLink, Ticket, TicketLink, TicketLinkKind};
use std::rc::Rc;
use yew::prelude::*;

/// How this ticket belongs to the other, seen from here.
pub fn relation(kind: TicketLinkKind, outgoing: bool, l: Locale) -> String {
    match (kind, outgoing) {
        (TicketLinkKind::Related, _) => t!(l, "ticket-link-related"),
        (TicketLinkKind::RepeatOf, true) => t!(l, "ticket-link-repeats"),
        (TicketLinkKind::RepeatOf, false) => t!(l, "ticket-link-repeated-by"),
        (TicketLinkKind::SplitFrom, true) => t!(l, "ticket-link-split-from"),
        (TicketLinkKind::SplitFrom, false) => t!(l, "ticket-link-split-into"),
        (TicketLinkKind::DuplicateOf, true) => t!(l, "ticket-link-duplicate-of"),
        (TicketLinkKind::DuplicateOf, false) => t!(l, "ticket-link-duplicated-by"),
    }
}

fn read(values: &Values) -> Result<CreateTicketLink, Refusal> {
    let mut draft = Draft::new(values);
    let (kind, other_id) = (draft.need("kind"), draft.need("other_id"));
    draft.finish(kind.zip(other_id).map(|(kind, other_id)| CreateTicketLink { kind, other_id }))
}

/// Properties of [`Links`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The ticket.
    pub ticket: Rc<Ticket>,
}

/// How a ticket belongs to others.
#[component]
pub fn Links(props: &Props) -> Html {
    let l = use_locale();
    let me = use_me();
    let id = props.ticket.id;
    let loaded = use_load((id, props.ticket.version), |(id, _)| ticket::links(id));
    let making = use_state_eq(|| false);
    let removing = use_state_eq(|| None::<TicketLinkId>);
    let may_link = may(&me, Permission::TicketWork);
    let view = async_view(
        &loaded,
        |links| links.is_empty().then(|| html! { <p class="sb-quiet">{ t!(l, "ticket-no-links") }</p> }),
        |links| {
            html! {
                <ul class="sb-earlier">
                    { for links.iter().map(|link| {
                        let remove = may_link.then(|| {
                            let (removing, id) = (removing.setter(), link.id);
                            Callback::from(move |()| removing.set(Some(id)))
                        });
                        one(link, remove, l)
                    }) }
                </ul>
            }
        },
    );
    let actions = if may_link {
        let making = making.setter();
        let onclick = Callback::from(move |()| making.set(true));
        html! { <Button label={t!(l, "ticket-add-link")} kind={Kind::Link} small=true icon={Icon::Plus} {onclick} /> }
    } else {
        html! {}
    };
    let close = {
        let (making, removing) = (making.setter(), removing.setter());
        Callback::from(move |()| {
            making.set(false);
            removing.set(None);
        })
    };
    html! {
        <Panel title={t!(l, "ticket-links")} {actions}>
            { view }
            if *making {
                <Make {id} reload={loaded.reload.clone()} onclose={close.clone()} />
            }
            if let Some(link) = *removing {
                <Remove {id} {link} reload={loaded.reload.clone()} onclose={close} />
            }
        </Panel>
    }
}

fn one(link: &TicketLink, remove: Option<Callback<()>>, l: Locale) -> Html {
    html! {
        <li key={link.id.to_string()}>
            <p>
                <span class="sb-quiet">{ relation(link.kind, link.outgoing, l) }{ " " }</span>
                <Link to={Route::Tickets(Record::One(link.other_id))}>{ &link.other_number }</Link>
                { " " }{ badge(link.other_status, l) }
                if let Some(onclick) = remove {
                    <Button
                        label={t!(l, "ticket-remove-link", number = link.other_number.as_str())}
                        kind={Kind::Plain}
                        small=true
                        icon={Icon::Times}
                        {onclick}
                    />
                }
            </p>
            <p>{ &link.other_subject }</p>
        </li>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct MakeProps {
    id: TicketId,
    reload: Callback<()>,
    onclose: Callback<()>,
}

#[component]
fn Make(props: &MakeProps) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let id = props.id;
    let form = use_form(|| {
        Values::from([
            ("kind".into(), TicketLinkKind::Related.to_string()),
            ("other_id".into(), String::new()),
            (words("other_id"), String::new()),
        ])
    });
    let done = {
        let (reload, onclose) = (props.reload.clone(), props.onclose.clone());
        Callback::from(move |_: Vec<TicketLink>| {
            toaster.say(t!(l, "ticket-linked"));
            reload.emit(());
            onclose.emit(());
        })
    };
    let submit = use_submit(&form, read, move |body, key| ticket::create_link(id, body, key), done);
    html! {
        <FormModal title={t!(l, "ticket-add-link")} label={t!(l, "ticket-add-link")} form={form.clone()} {submit} onclose={props.onclose.clone()}>
            <ChoiceField form={form.clone()} name="kind" label={t!(l, "ticket-link-kind")} required=true choices={choices!(TicketLinkKind, l)} />
            <SearchSelect form={form.clone()} name="other_id" label={t!(l, "ticket-other")} required=true finder={Finder::Ticket} autofocus=true />
        </FormModal>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct RemoveProps {
    id: TicketId,
    link: TicketLinkId,
    reload: Callback<()>,
    onclose: Callback<()>,
}

#[component]
fn Remove(props: &RemoveProps) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let (id, link) = (props.id, props.link);
    let done = {
        let (reload, onclose) = (props.reload.clone(), props.onclose.clone());
        Callback::from(move |()| {
            toaster.say(t!(l, "ticket-unlinked"));
            reload.emit(());
            onclose.emit(());
        })
    };
    let deed = use_deed(move |_| ticket::delete_link(id, link), done);
    html! {
        <Confirm title={t!(l, "ticket-unlink")} label={t!(l, "ticket-unlink")} danger=true {deed} onclose={props.onclose.clone()}>
            <p>{ t!(l, "ticket-unlink-hint") }</p>
        </Confirm>
    }
}
