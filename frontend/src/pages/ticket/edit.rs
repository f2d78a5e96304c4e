//! Changing what a ticket says.

use super::draft;
use super::fields::{WhatFields, WhoFields};
use crate::api::ticket;
use crate::components::async_view::{async_view, use_load};
use crate::components::form::{use_form, use_submit};
use crate::components::page_head::PageHead;
use crate::components::record_form::{FormFrame, use_fresh};
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::route::{self, Record, Route};
use shared::ids::TicketId;
use shared::records::ticket::Ticket;
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`TicketEdit`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The ticket.
    pub id: TicketId,
}

/// The page to change a ticket.
#[component]
pub fn TicketEdit(props: &Props) -> Html {
    let l = use_locale();
    let loaded = use_load(props.id, ticket::get);
    let reload = loaded.reload.clone();
    let parent = loaded.data.as_ref().map_or_else(|| t!(l, "ticket-list"), |t| t.number.clone());
    html! {
        <>
            <PageHead
                title={t!(l, "ticket-edit")}
                parent={Some((Route::Tickets(Record::One(props.id)), AttrValue::from(parent)))}
            />
            { async_view(&loaded, |_| None, |ticket| html! { <EditForm ticket={ticket.clone()} {reload} /> }) }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct FormProps {
    ticket: Rc<Ticket>,
    reload: Callback<()>,
}

#[component]
fn EditForm(props: &FormProps) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let (id, version) = (props.ticket.id, props.ticket.version);
    let form = use_form(|| draft::of(&props.ticket));
    use_fresh(&form, Some(version), draft::of(&props.ticket), props.reload.clone());
    let done = Callback::from(move |ticket: Ticket| {
        toaster.say(t!(l, "page-saved"));
        route::go(Route::Tickets(Record::One(ticket.id)));
    });
    let base = form.base.clone();
    let submit = use_submit(
        &form,
        move |values| draft::update(&base, values),
        move |body, _| ticket::update(id, body, version),
        done,
    );
    html! {
        <FormFrame form={form.clone()} {submit} cancel={Route::Tickets(Record::One(id))}>
            <WhoFields form={form.clone()} />
            <WhatFields form={form.clone()} crisis={props.ticket.crisis_status} />
        </FormFrame>
    }
}
