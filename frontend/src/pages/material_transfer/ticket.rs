//! The material transfers of a ticket, on its page, and the way to ask for parts.

use super::detail::badges;
use super::draft::About;
use crate::api::material_transfer;
use crate::components::async_view::{async_view, use_load};
use crate::components::facts::Panel;
use crate::components::link::{Link, LinkButton};
use crate::i18n::use_locale;
use crate::route::{Record, Route};
use crate::session::{may, use_me};
use patternfly_yew::prelude::Icon;
use shared::auth::Permission;
use shared::records::material_transfer::TransferQuery;
use shared::records::ticket::Ticket;
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`TicketTransfers`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The ticket.
    pub ticket: Rc<Ticket>,
}

fn about(ticket: &Ticket) -> About {
    About {
        ticket_id: Some(ticket.id),
        ticket: ticket.number.clone(),
        unit_id: ticket.unit_id,
        unit: ticket.unit_serial.clone().unwrap_or_default(),
        customer_id: ticket.customer_id,
        customer: ticket.customer_name.clone().unwrap_or_default(),
        address: ticket.site_name.clone().unwrap_or_default(),
    }
}

/// The transfers of a ticket.
#[component]
pub fn TicketTransfers(props: &Props) -> Html {
    let l = use_locale();
    let me = use_me();
    if !may(&me, Permission::TransferRead) {
        return html! {};
    }
    let query = serde_urlencoded::to_string(about(&props.ticket)).unwrap_or_default();
    let actions = html! {
        if may(&me, Permission::TransferRequest) && props.ticket.status.is_open() {
            <LinkButton to={Route::Transfers(Record::New)} query={Some(AttrValue::from(query))} label={t!(l, "transfer-ask")} icon={Icon::Plus} small=true />
        }
    };
    html! {
        <Panel title={t!(l, "transfer-nav")} {actions}>
            <Asked ticket={props.ticket.clone()} />
        </Panel>
    }
}

#[component]
fn Asked(props: &Props) -> Html {
    let l = use_locale();
    let loaded = use_load(props.ticket.id, |id| async move {
        let query = TransferQuery { ticket_id: Some(id), ..TransferQuery::default() };
        material_transfer::list(&query).await
    });
    async_view(
        &loaded,
        |page| {
            page.items.is_empty().then(|| html! { <p class="sb-quiet">{ t!(l, "transfer-ticket-none") }</p> })
        },
        |page| {
            html! {
                <ul role="list">
                    { for page.items.iter().map(|one| html! {
                        <li key={one.id.to_string()}>
                            <Link to={Route::Transfers(Record::One(one.id))} class="sb-number">{ &one.number }</Link>
                            { " " }
                            { badges(one, l) }
                        </li>
                    }) }
                </ul>
            }
        },
    )
}
