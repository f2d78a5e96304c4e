//! The warranty claims of the ticket that a return belongs to.

use crate::api::warranty_claim;
use crate::components::async_view::{async_view, use_load};
use crate::components::facts::Panel;
use crate::components::link::Link;
use crate::components::status_badge::badge;
use crate::i18n::use_locale;
use crate::route::{Record, Route};
use crate::session::{may, use_me};
use shared::auth::Permission;
use shared::ids::TicketId;
use shared::page::Page;
use shared::records::warranty_claim::WarrantyClaimQuery;
use yew::prelude::*;

/// Properties of [`ClaimsOfReturn`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The ticket.
    pub ticket_id: TicketId,
}

/// Its claims; nothing where there are none.
#[component]
pub fn ClaimsOfReturn(props: &Props) -> Html {
    let l = use_locale();
    let sees = may(&use_me(), Permission::ClaimRead);
    let loaded = use_load((props.ticket_id, sees), |(id, sees)| async move {
        let query = WarrantyClaimQuery { ticket_id: Some(id), ..WarrantyClaimQuery::default() };
        if sees {
            warranty_claim::list(&query).await
        } else {
            Ok(Page { items: vec![], next_cursor: None, total: None })
        }
    });
    if loaded.data.as_ref().is_none_or(|page| page.items.is_empty()) {
        return html! {};
    }
    let view = async_view(
        &loaded,
        |_| None,
        |page| {
            html! {
                <ul class="sb-earlier">
                    { for page.items.iter().map(|one| html! {
                        <li key={one.id.to_string()}>
                            <Link to={Route::Claims(Record::One(one.id))} class="sb-number">{ &one.number }</Link>
                            { " " }{ badge(one.status, l) }
                        </li>
                    }) }
                </ul>
            }
        },
    );
    html! { <Panel title={t!(l, "claim-nav")}>{ view }</Panel> }
}
