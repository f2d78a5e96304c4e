//! A unit's whole life on one page.

use super::actions::Actions;
use super::component::Components;
use super::label::LabelButton;
use super::warranty::Warranty;
use crate::api::unit;
use crate::components::async_view::{async_view, use_load};
use crate::components::button::Kind;
use crate::components::facts::{Panel, facts, words};
use crate::components::link::{Link, LinkButton};
use crate::components::page_head::PageHead;
use crate::components::status_badge::badge;
use crate::components::table::{Row, Table};
use crate::components::time::Time;
use crate::components::timeline::{Entry, Timeline};
use crate::format;
use crate::i18n::use_locale;
use crate::pages::campaign::OpenCampaigns;
use crate::route::{Record, Route};
use crate::session::{may, use_me};
use patternfly_yew::prelude::Icon;
use shared::auth::Permission;
use shared::i18n::Locale;
use shared::ids::UnitId;
use shared::records::unit::{Unit, UnitAction, UnitEvent, UnitLife, UnitOwner, UnitTicket};
use yew::prelude::*;

/// Properties of [`UnitPage`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The unit.
    pub id: UnitId,
}

/// A unit's whole life on one page.
#[component]
pub fn UnitPage(props: &Props) -> Html {
    let l = use_locale();
    let me = use_me();
    let loaded = use_load(props.id, unit::life);
    let reload = loaded.reload.clone();
    let title = loaded.data.as_ref().map_or_else(|| t!(l, "ticket-unit"), |life| life.unit.serial.clone());
    let badges = loaded.data.as_ref().map(|life| badge(life.unit.status, l)).unwrap_or_default();
    let manage = may(&me, Permission::UnitManage);
    let actions = loaded.data.as_ref().map(|life| {
        let about = AttrValue::from(format!("unit_id={}", life.unit.id));
        html! {
            <>
                if may(&me, Permission::TicketCreate) {
                    <LinkButton
                        to={Route::Tickets(Record::New)}
                        query={about}
                        label={t!(l, "ticket-new")}
                        kind={Kind::Primary}
                        icon={Icon::Plus}
                    />
                }
                <LabelButton id={life.unit.id} serial={life.unit.serial.clone()} product={life.unit.product_name.clone()} />
                <Actions unit={life.unit.clone()} reload={reload.clone()} />
                if manage {
                    <LinkButton to={Route::Units(Record::Edit(props.id))} label={t!(l, "page-edit")} icon={Icon::PencilAlt} />
                }
            </>
        }
    });
    let view = async_view(
        &loaded,
        |_| None,
        |life| {
            html! {
                <div class="sb-split">
                    <div>
                        <OpenCampaigns unit_id={props.id} all=true workable=true />
                        { identity(&life.unit, l) }
                        { tickets(life, l) }
                        <Components id={props.id} components={life.components.clone()} may_change={manage} reload={reload.clone()} />
                        { events(&life.events, l) }
                    </div>
                    <div class="sb-aside">
                        <Warranty unit={life.unit.clone()} reload={reload.clone()} />
                        { owners(&life.owners, l) }
                    </div>
                </div>
            }
        },
    );
    html! {
        <>
            <PageHead
                {title}
                parent={Some((Route::Units(Record::List), AttrValue::from(t!(l, "page-nav-units"))))}
                {badges}
                actions={actions.unwrap_or_default()}
            />
            { view }
        </>
    }
}

fn identity(unit: &Unit, l: Locale) -> Html {
    let owner = unit.customer_id.map(|id| {
        html! { <Link to={Route::Customers(Record::One(id))}>{ unit.customer_name.clone().unwrap_or_default() }</Link> }
    });
    let product = html! {
        <Link to={Route::Products(Record::One(unit.product_id))}>{ format!("{} {}", unit.product_code, unit.product_name) }</Link>
    };
    let usage = unit.usage_value.map(|value| format::usage(value, unit.usage_unit.as_deref(), l));
    let day = |day: Option<chrono::NaiveDate>| words(day.map(|d| d.to_string()));
    html! {
        <Panel title={t!(l, "unit-part-what")}>
            { facts(vec![
                (t!(l, "ticket-product"), Some(product)),
                (t!(l, "unit-owner"), owner),
                (t!(l, "ticket-site"), words(unit.site_name.as_ref())),
                (t!(l, "ticket-dealer"), words(unit.dealer_name.as_ref())),
                (t!(l, "unit-batch"), words(unit.batch.as_ref())),
                (t!(l, "unit-usage"), words(usage)),
                (t!(l, "unit-produced-on"), day(unit.produced_on)),
                (t!(l, "unit-shipped-on"), day(unit.shipped_on)),
                (t!(l, "unit-invoiced-on"), day(unit.invoiced_on)),
                (t!(l, "unit-installed-on"), day(unit.installed_on)),
                (t!(l, "unit-accepted-on"), day(unit.accepted_on)),
            ]) }
        </Panel>
    }
}

fn ticket_row(t: &UnitTicket, l: Locale) -> Row {
    let to = Route::Tickets(Record::One(t.id));
    Row {
        key: t.id.to_string(),
        to: Some(to),
        cells: vec![
            html! { <Link {to} class="sb-number">{ &t.number }</Link> },
            badge(t.status, l),
            html! { <span class="sb-keep">{ t.kind.label(l) }</span> },
            html! { { &t.subject } },
            html! { { t.solution.clone().unwrap_or_default() } },
            html! { <Time at={t.reported_at} /> },
        ],
    }
}

fn tickets(life: &UnitLife, l: Locale) -> Html {
    let columns = vec![
        t!(l, "ticket-number"),
        t!(l, "page-status"),
        t!(l, "ticket-kind"),
        t!(l, "ticket-subject"),
        t!(l, "ticket-solution"),
        t!(l, "ticket-reported-at"),
    ];
    let all = AttrValue::from(format!("unit_id={}", life.unit.id));
    let actions = html! {
        if !life.tickets.is_empty() {
            <Link to={Route::Tickets(Record::List)} query={all}>{ t!(l, "unit-all-tickets") }</Link>
        }
    };
    html! {
        <Panel title={t!(l, "ticket-list")} {actions}>
            if life.tickets.is_empty() {
                <p class="sb-quiet">{ t!(l, "ticket-earlier-none") }</p>
            } else {
                <Table
                    label={t!(l, "ticket-list")}
                    {columns}
                    rows={life.tickets.iter().take(20).map(|t| ticket_row(t, l)).collect::<Vec<_>>()}
                />
            }
        </Panel>
    }
}

fn owners(owners: &[UnitOwner], l: Locale) -> Html {
    html! {
        <Panel title={t!(l, "unit-owners")}>
            if owners.is_empty() {
                <p class="sb-quiet">{ t!(l, "unit-no-owners") }</p>
            }
            <ol class="sb-earlier" reversed=true>
                { for owners.iter().rev().map(|owner| html! {
                    <li>
                        <p><Link to={Route::Customers(Record::One(owner.customer_id))}>{ &owner.customer_name }</Link></p>
                        <p class="sb-quiet">
                            <Time at={owner.from_at} />{ " – " }
                            { match owner.until_at {
                                Some(at) => html! { <Time {at} /> },
                                None => html! { { t!(l, "unit-owner-now") } },
                            } }
                        </p>
                    </li>
                }) }
            </ol>
        </Panel>
    }
}

/// What an event of a unit is called: an action, or one of a few words of its own.
pub fn event_name(kind: &str, l: Locale) -> String {
    if let Ok(action) = kind.parse::<UnitAction>() {
        return action.label(l);
    }
    match kind {
        "created" => t!(l, "unit-event-created"),
        "updated" => t!(l, "unit-event-updated"),
        "warranty" => t!(l, "unit-event-warranty"),
        "component" => t!(l, "unit-event-component"),
        "campaign" => t!(l, "unit-event-campaign"),
        other => other.to_owned(),
    }
}

fn events(events: &[UnitEvent], l: Locale) -> Html {
    let entries = events
        .iter()
        .map(|e| Entry {
            at: e.at,
            icon: match e.kind.as_str() {
                "created" => Icon::Plus,
                "updated" => Icon::PencilAlt,
                "warranty" => Icon::ClipboardCheck,
                "component" => Icon::Cubes,
                _ => Icon::Flag,
            },
            title: html! { <strong>{ event_name(&e.kind, l) }</strong> },
            actor: e.actor_name.clone(),
            note: e.note.clone(),
            details: vec![],
        })
        .collect::<Vec<_>>();
    html! {
        <Panel title={t!(l, "unit-events")}>
            if entries.is_empty() {
                <p class="sb-quiet">{ t!(l, "unit-no-events") }</p>
            } else {
                <Timeline label={t!(l, "unit-events")} {entries} />
            }
        </Panel>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_are_named_in_words() {
        assert_eq!(event_name("retire", Locale::ZhCn), "报废");
        assert_ne!(event_name("created", Locale::En), "created");
        assert_eq!(event_name("unheard_of", Locale::En), "unheard_of");
    }
}
