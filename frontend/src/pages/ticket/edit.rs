//! Changing what a ticket says.

use super::draft;
use super::fields::{WhatFields, WhoFields};
use crate::api::ticket;
use crate::components::alert::ProblemAlert;
use crate::components::async_view::{async_view, use_load};
use crate::components::button::{Button, Kind};
use crate::components::form::{is_stale, use_form, use_submit};
use crate::components::link::LinkButton;
use crate::components::page_head::PageHead;
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
    {
        let (rebase, ticket) = (form.rebase.clone(), props.ticket.clone());
        use_effect_with(version, move |_| rebase.emit(draft::of(&ticket)));
    }
    {
        // Somebody else was quicker: take theirs, keep what was typed here.
        let reload = props.reload.clone();
        use_effect_with(is_stale(form.problem.as_ref()), move |stale| {
            if *stale {
                reload.emit(());
            }
        });
    }
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
        <form class="pf-v6-c-form sb-intake" novalidate=true onsubmit={submit.onsubmit()}>
            if let Some(problem) = &form.problem {
                <div data-problem="true" tabindex="-1">
                    <ProblemAlert problem={problem.clone()} shown={form.pointers()} />
                    if is_stale(Some(problem)) {
                        <p class="sb-quiet">{ t!(l, "page-stale-kept") }</p>
                    }
                </div>
            }
            <WhoFields form={form.clone()} />
            <WhatFields form={form.clone()} crisis={props.ticket.crisis_status} />
            <div class="sb-form-foot sb-sticky-foot">
                <Button label={t!(l, "page-save")} kind={Kind::Primary} submit=true busy={submit.busy} />
                <LinkButton to={Route::Tickets(Record::One(id))} label={t!(l, "page-cancel")} kind={Kind::Link} />
            </div>
        </form>
    }
}
