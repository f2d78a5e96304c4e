//! The forms of a ticket on paper: a menu of what it prints.

use crate::api::ticket;
use crate::browser;
use crate::components::menu::Menu;
use crate::i18n::use_locale;
use futures_util::FutureExt;
use patternfly_yew::prelude::Icon;
use shared::ids::TicketId;
use shared::records::ticket::TicketForm;
use yew::prelude::*;

/// Properties of [`Print`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The ticket.
    pub id: TicketId,
}

/// A button that offers the forms; each opens in a tab of its own, in the language of the page.
#[component]
pub fn Print(props: &Props) -> Html {
    let l = use_locale();
    let id = props.id;
    let take = Callback::from(move |n: usize| {
        async move {
            browser::open(&ticket::paper(id, TicketForm::ALL[n], l).await?, "application/pdf");
            Ok(())
        }
        .boxed_local()
    });
    let choices = TicketForm::ALL.iter().map(|form| form.label(l).into()).collect::<Vec<_>>();
    html! { <Menu label={t!(l, "ticket-print")} icon={Icon::Print} {choices} {take} /> }
}
