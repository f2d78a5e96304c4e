//! Splitting a matter off into a ticket of its own.

use crate::api::ticket;
use crate::components::field::{AreaField, ChoiceField, TextField};
use crate::components::form::{Draft, Values, use_form, use_submit};
use crate::components::record_form::FormModal;
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::route::{self, Record, Route};
use shared::problem::Refusal;
use shared::records::ticket::{SplitTicket, Ticket, TicketKind};
use std::rc::Rc;
use yew::prelude::*;

fn read(values: &Values) -> Result<SplitTicket, Refusal> {
    let mut draft = Draft::new(values);
    let subject = draft.need("subject");
    let (description, kind) = (draft.maybe("description"), draft.maybe("kind"));
    draft.finish(subject.map(|subject| SplitTicket { subject, description, kind }))
}

/// Properties of [`Split`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The ticket.
    pub ticket: Rc<Ticket>,
    /// Closes the dialogue.
    pub onclose: Callback<()>,
}

/// The dialogue to split a ticket; then the new one opens.
#[component]
pub fn Split(props: &Props) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let (id, version) = (props.ticket.id, props.ticket.version);
    let form = use_form(|| {
        Values::from([
            ("subject".into(), String::new()),
            ("description".into(), String::new()),
            ("kind".into(), props.ticket.kind.to_string()),
        ])
    });
    let done = {
        let onclose = props.onclose.clone();
        Callback::from(move |ticket: Ticket| {
            onclose.emit(());
            toaster.say(t!(l, "ticket-filed", number = ticket.number.as_str()));
            route::go(Route::Tickets(Record::One(ticket.id)));
        })
    };
    let submit = use_submit(&form, read, move |body, key| ticket::split(id, body, version, key), done);
    html! {
        <FormModal title={t!(l, "ticket-split")} label={t!(l, "ticket-split")} form={form.clone()} {submit} onclose={props.onclose.clone()}>
            <p class="sb-quiet">{ t!(l, "ticket-split-hint") }</p>
            <TextField form={form.clone()} name="subject" label={t!(l, "ticket-subject")} required=true max=200 autofocus=true />
            <AreaField form={form.clone()} name="description" label={t!(l, "ticket-description")} max=20000 lines=4 />
            <ChoiceField form={form.clone()} name="kind" label={t!(l, "ticket-kind")} choices={choices!(TicketKind, l)} />
        </FormModal>
    }
}
