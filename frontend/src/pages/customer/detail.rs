//! The page of a customer: who they are, whom to call, where they are, what they own, what they asked.

use super::contacts::Contacts;
use super::sites::Sites;
use crate::api::{self, customer};
use crate::components::async_view::{async_view, use_load};
use crate::components::button::Kind;
use crate::components::facts::{Panel, facts, words};
use crate::components::link::{Link, LinkButton};
use crate::components::page_head::PageHead;
use crate::components::table::{Table, pick};
use crate::i18n::use_locale;
use crate::pages::{ticket, unit};
use crate::route::{Record, Route};
use crate::session::{may, use_me};
use patternfly_yew::prelude::Icon;
use shared::auth::Permission;
use shared::i18n::Locale;
use shared::ids::CustomerId;
use shared::records::customer::Customer;
use shared::records::ticket::TicketQuery;
use shared::records::unit::UnitQuery;
use yew::prelude::*;

/// Rows of units and tickets shown here; the whole lists are a click away.
const SHOWN: u32 = 10;
/// Columns that do not say again whose page it is.
const TICKETS: [usize; 5] = [0, 2, 3, 6, 8];
const UNITS: [usize; 6] = [0, 1, 2, 4, 6, 7];

/// Properties of the parts of the page.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The customer.
    pub id: CustomerId,
}

/// The page of a customer.
#[component]
pub fn CustomerPage(props: &Props) -> Html {
    let l = use_locale();
    let me = use_me();
    let id = props.id;
    let loaded = use_load(id, customer::get);
    let manage = may(&me, Permission::CustomerManage);
    let title = loaded.data.as_ref().map_or_else(|| t!(l, "ticket-customer"), |c| c.name.clone());
    let actions = loaded.data.as_ref().map(|c| {
        let about = serde_urlencoded::to_string([("customer_id", id.to_string()), ("customer", c.name.clone())]);
        html! {
            <>
                if may(&me, Permission::TicketCreate) {
                    <LinkButton
                        to={Route::Tickets(Record::New)}
                        query={about.ok().map(AttrValue::from)}
                        label={t!(l, "ticket-new")}
                        kind={Kind::Primary}
                        icon={Icon::Plus}
                    />
                }
                if manage {
                    <LinkButton to={Route::Customers(Record::Edit(id))} label={t!(l, "page-edit")} icon={Icon::PencilAlt} />
                }
            </>
        }
    });
    let view = async_view(
        &loaded,
        |_| None,
        |c| {
            html! {
                <div class="sb-split">
                    <div>
                        { identity(c, l) }
                        <Tickets {id} />
                        <Units {id} />
                    </div>
                    <div class="sb-aside">
                        <Contacts {id} may_change={manage} />
                        <Sites {id} may_change={manage} />
                    </div>
                </div>
            }
        },
    );
    html! {
        <>
            <PageHead
                {title}
                parent={Some((Route::Customers(Record::List), AttrValue::from(t!(l, "page-nav-customers"))))}
                actions={actions.unwrap_or_default()}
            />
            { view }
        </>
    }
}

fn identity(c: &Customer, l: Locale) -> Html {
    let phone = c.phone.as_ref().map(|p| html! { <a href={format!("tel:{p}")}>{ p }</a> });
    let email = c.email.as_ref().map(|e| html! { <a href={format!("mailto:{e}")}>{ e }</a> });
    let organization = c.organization_id.map(|id| {
        html! { <Link to={Route::Organizations(Record::One(id))}>{ c.organization_name.clone().unwrap_or_default() }</Link> }
    });
    html! {
        <Panel title={t!(l, "customer-identity")}>
            { facts(vec![
                (t!(l, "customer-number"), words(Some(&c.number))),
                (t!(l, "customer-kind"), words(Some(c.kind.label(l)))),
                (t!(l, "people-phone"), phone),
                (t!(l, "account-email"), email),
                (t!(l, "customer-address"), words(c.address.as_ref())),
                (t!(l, "ticket-dealer"), words(c.dealer_name.as_ref())),
                (t!(l, "customer-organization"), organization),
                (t!(l, "customer-note"), words(c.note.as_ref())),
            ]) }
        </Panel>
    }
}

#[component]
fn Tickets(props: &Props) -> Html {
    let l = use_locale();
    let me = use_me();
    let allowed = may(&me, Permission::TicketRead);
    let loaded = use_load(props.id, |id| async move {
        let query = TicketQuery { customer_id: Some(id), limit: Some(SHOWN), ..TicketQuery::default() };
        api::ticket::list(&query).await
    });
    if !allowed {
        return html! {};
    }
    let all = AttrValue::from(format!("customer_id={}", props.id));
    let view = async_view(
        &loaded,
        |page| {
            page.items.is_empty().then(|| html! { <p class="sb-quiet">{ t!(l, "customer-no-tickets") }</p> })
        },
        |page| {
            let rows = page.items.iter().map(|t| ticket::row(t, l).pick(&TICKETS)).collect::<Vec<_>>();
            html! { <Table label={t!(l, "ticket-list")} columns={pick(ticket::columns(l), &TICKETS)} {rows} class="sb-tickets" /> }
        },
    );
    let actions =
        html! { <Link to={Route::Tickets(Record::List)} query={all}>{ t!(l, "unit-all-tickets") }</Link> };
    html! { <Panel title={t!(l, "ticket-list")} {actions}>{ view }</Panel> }
}

#[component]
fn Units(props: &Props) -> Html {
    let l = use_locale();
    let loaded = use_load(props.id, |id| async move {
        let query = UnitQuery { customer_id: Some(id), limit: Some(SHOWN), ..UnitQuery::default() };
        api::unit::list(&query).await
    });
    let all = AttrValue::from(format!("customer_id={}", props.id));
    let view = async_view(
        &loaded,
        |page| {
            page.items.is_empty().then(|| html! { <p class="sb-quiet">{ t!(l, "customer-no-units") }</p> })
        },
        |page| {
            let rows = page.items.iter().map(|u| unit::row(u, l).pick(&UNITS)).collect::<Vec<_>>();
            html! { <Table label={t!(l, "page-nav-units")} columns={pick(unit::columns(l), &UNITS)} {rows} /> }
        },
    );
    let actions =
        html! { <Link to={Route::Units(Record::List)} query={all}>{ t!(l, "customer-all-units") }</Link> };
    html! { <Panel title={t!(l, "page-nav-units")} {actions}>{ view }</Panel> }
}
