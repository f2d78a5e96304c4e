//! The old parts that come back from a ticket.

use crate::api::rma;
use crate::components::async_view::{async_view, use_load};
use crate::components::button::Kind;
use crate::components::facts::Panel;
use crate::components::link::{Link, LinkButton};
use crate::components::status_badge::badge;
use crate::i18n::use_locale;
use crate::pages::rma::About;
use crate::route::{Record, Route};
use crate::session::{may, use_me};
use patternfly_yew::prelude::Icon;
use shared::auth::Permission;
use shared::page::Page;
use shared::records::rma::RmaQuery;
use shared::records::ticket::Ticket;
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`Returns`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The ticket.
    pub ticket: Rc<Ticket>,
}

/// The returns of a ticket, and the way to a new one.
#[component]
pub fn Returns(props: &Props) -> Html {
    let l = use_locale();
    let me = use_me();
    let t = &props.ticket;
    let sees = may(&me, Permission::RmaRead);
    let loaded = use_load((t.id, sees), |(id, sees)| async move {
        let query = RmaQuery { ticket_id: Some(id), ..RmaQuery::default() };
        if sees {
            rma::list(&query).await
        } else {
            Ok(Page { items: vec![], next_cursor: None, total: None })
        }
    });
    if !sees {
        return html! {};
    }
    let about = About {
        ticket_id: Some(t.id.to_string()),
        ticket_number: Some(t.number.clone()),
        unit_id: t.unit_id.map(|id| id.to_string()),
        unit_serial: t.unit_serial.clone(),
        ..About::default()
    };
    let query = about.query();
    let claim = [("ticket_id", t.id.to_string()), ("ticket_number", t.number.clone())];
    let claim = AttrValue::from(serde_urlencoded::to_string(claim).unwrap_or_default());
    let actions = html! {
        <>
            if may(&me, Permission::RmaRequest) {
                <LinkButton to={Route::Rmas(Record::New)} query={Some(query)} label={t!(l, "rma-new")} kind={Kind::Link} small=true icon={Icon::Plus} />
            }
            if may(&me, Permission::ClaimFile) && t.dealer_id.is_some() {
                <LinkButton to={Route::Claims(Record::New)} query={Some(claim)} label={t!(l, "claim-from-ticket")} kind={Kind::Link} small=true icon={Icon::Plus} />
            }
        </>
    };
    let view = async_view(
        &loaded,
        |page| {
            page.items.is_empty().then(|| html! { <p class="sb-quiet">{ t!(l, "rma-of-ticket-none") }</p> })
        },
        |page| {
            html! {
                <ul class="sb-earlier">
                    { for page.items.iter().map(|one| html! {
                        <li key={one.id.to_string()}>
                            <Link to={Route::Rmas(Record::One(one.id))} class="sb-number">{ &one.number }</Link>
                            { " " }{ badge(one.status, l) }
                        </li>
                    }) }
                </ul>
            }
        },
    );
    html! { <Panel title={t!(l, "rma-of-ticket")} {actions}>{ view }</Panel> }
}
