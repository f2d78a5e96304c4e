//! Beside the intake: what is known of the unit or the customer, so that nobody asks twice.

use super::{columns, row};
use crate::api;
use crate::components::async_view::{async_view, use_load};
use crate::components::facts::{Panel, facts, words};
use crate::components::link::Link;
use crate::components::status_badge::badge;
use crate::components::table::{Table, pick};
use crate::components::time::Time;
use crate::components::warranty_card::WarrantyCard;
use crate::i18n::use_locale;
use crate::route::{Record, Route};
use shared::i18n::Locale;
use shared::ids::{CustomerId, UnitId};
use shared::records::customer::Contact;
use shared::records::ticket::TicketQuery;
use shared::records::unit::{UnitLife, UnitTicket};
use yew::prelude::*;

/// Properties of [`UnitAside`].
#[derive(Clone, PartialEq, Properties)]
pub struct UnitProps {
    /// The unit.
    pub id: UnitId,
    /// Told what is known of it.
    #[prop_or_default]
    pub onload: Callback<std::rc::Rc<UnitLife>>,
}

/// The unit: owner, site, warranty with reasons, earlier tickets.
#[component]
pub fn UnitAside(props: &UnitProps) -> Html {
    let l = use_locale();
    let loaded = use_load(props.id, api::unit::life);
    {
        let onload = props.onload.clone();
        use_effect_with(loaded.data.clone(), move |life| {
            if let Some(life) = life {
                onload.emit(life.clone());
            }
        });
    }
    async_view(
        &loaded,
        |_| None,
        |life| {
            html! {
                <>
                    <Panel title={t!(l, "ticket-unit")} actions={html! { <Link to={Route::Units(Record::One(props.id))}>{ t!(l, "unit-whole-life") }</Link> }}>
                        { unit_facts(life, l) }
                        <h3 class="sb-h3">{ t!(l, "ticket-warranty") }</h3>
                        <WarrantyCard verdicts={life.unit.warranty.clone()} />
                    </Panel>
                    <Panel title={t!(l, "ticket-earlier", count = life.tickets.len() as i64)}>
                        { earlier(&life.tickets, l) }
                    </Panel>
                </>
            }
        },
    )
}

fn unit_facts(life: &UnitLife, l: Locale) -> Html {
    let unit = &life.unit;
    let owner = unit.customer_id.map(|id| {
        html! {
            <Link to={Route::Customers(Record::One(id))}>{ unit.customer_name.clone().unwrap_or_default() }</Link>
        }
    });
    facts(vec![
        (t!(l, "unit-serial"), words(Some(&unit.serial))),
        (t!(l, "ticket-product"), words(Some(format!("{} {}", unit.product_code, unit.product_name)))),
        (t!(l, "page-status"), Some(badge(unit.status, l))),
        (t!(l, "unit-owner"), owner),
        (t!(l, "ticket-site"), words(unit.site_name.as_ref())),
        (t!(l, "ticket-dealer"), words(unit.dealer_name.as_ref())),
    ])
}

fn earlier(tickets: &[UnitTicket], l: Locale) -> Html {
    if tickets.is_empty() {
        return html! { <p class="sb-quiet">{ t!(l, "ticket-earlier-none") }</p> };
    }
    html! {
        <ul class="sb-earlier">
            { for tickets.iter().take(10).map(|t| html! {
                <li>
                    <p>
                        <Link to={Route::Tickets(Record::One(t.id))}>{ &t.number }</Link>
                        { " " }{ badge(t.status, l) }{ " " }
                        <span class="sb-quiet"><Time at={t.reported_at} relative=true /></span>
                    </p>
                    <p>{ &t.subject }</p>
                    if let Some(solution) = &t.solution {
                        <p class="sb-quiet">{ t!(l, "ticket-solved-by", solution = solution.as_str()) }</p>
                    }
                </li>
            }) }
        </ul>
    }
}

/// Number, state and subject: the rest does not fit beside a form.
const KEPT: [usize; 3] = [0, 2, 3];

/// Properties of [`CustomerAside`].
#[derive(Clone, PartialEq, Properties)]
pub struct CustomerProps {
    /// The customer.
    pub id: CustomerId,
    /// Told which of its people was chosen.
    pub oncontact: Callback<Contact>,
    /// Shows its open tickets too.
    pub with_tickets: bool,
}

/// The customer: its people to choose from, and its open tickets.
#[component]
pub fn CustomerAside(props: &CustomerProps) -> Html {
    let l = use_locale();
    let contacts = use_load(props.id, api::customer::contacts);
    let tickets = use_load((props.id, props.with_tickets), |(id, wanted)| async move {
        let query = TicketQuery {
            customer_id: Some(id),
            open: Some(true),
            limit: Some(if wanted { 10 } else { 1 }),
            ..TicketQuery::default()
        };
        api::ticket::list(&query).await
    });
    let people = async_view(
        &contacts,
        |page| {
            page.items.is_empty().then(|| html! { <p class="sb-quiet">{ t!(l, "ticket-no-contacts") }</p> })
        },
        |page| {
            html! {
                <ul class="sb-contacts" role="list">
                    { for page.items.iter().map(|contact| {
                        let onclick = {
                            let (contact, oncontact) = (contact.clone(), props.oncontact.clone());
                            Callback::from(move |()| oncontact.emit(contact.clone()))
                        };
                        let phone = contact.phone.clone().unwrap_or_default();
                        html! {
                            <li>
                                <crate::components::button::Button
                                    label={format!("{} {phone}", contact.name)}
                                    small=true
                                    title={t!(l, "ticket-take-contact", name = contact.name.as_str())}
                                    {onclick}
                                />
                                if let Some(position) = &contact.position {
                                    <span class="sb-quiet">{ position }</span>
                                }
                            </li>
                        }
                    }) }
                </ul>
            }
        },
    );
    let open = async_view(
        &tickets,
        |page| {
            page.items
                .is_empty()
                .then(|| html! { <p class="sb-quiet">{ t!(l, "ticket-customer-none-open") }</p> })
        },
        |page| {
            let columns = pick(columns(l), &KEPT);
            let rows = page.items.iter().map(|t| row(t, l).pick(&KEPT)).collect::<Vec<_>>();
            html! { <Table label={t!(l, "ticket-customer-open")} {columns} {rows} /> }
        },
    );
    html! {
        <>
            <Panel title={t!(l, "ticket-contacts")}>{ people }</Panel>
            if props.with_tickets {
                <Panel title={t!(l, "ticket-customer-open")}>{ open }</Panel>
            }
        </>
    }
}
