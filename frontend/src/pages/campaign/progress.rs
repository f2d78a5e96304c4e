//! How far the units of a campaign are, and working on several at once.

use crate::api::campaign;
use crate::components::async_view::use_load;
use crate::components::button::Button;
use crate::components::export::Export;
use crate::components::facts::Panel;
use crate::components::field::{AreaField, TextField};
use crate::components::filters::{FilterBar, Select as Choose};
use crate::components::form::{Draft, Values, put, use_form, use_submit};
use crate::components::link::Link;
use crate::components::list::{Look, Nothing, styled_list_view};
use crate::components::record_form::FormModal;
use crate::components::status_badge::badge;
use crate::components::table::{Row, Select, kept};
use crate::components::time::Time;
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::route::{Record, Route, use_query};
use crate::session::use_reader;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use shared::i18n::Locale;
use shared::ids::{CampaignId, TicketId, UnitId};
use shared::page::OneOf;
use shared::problem::Refusal;
use shared::records::campaign::*;
use std::collections::BTreeSet;
use std::rc::Rc;
use yew::prelude::*;

/// What the list shows, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Filter {
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<CampaignUnitStatus>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cursor: Option<String>,
}

/// An instant without how long ago it was: a row has two of them.
fn exact(at: Option<DateTime<Utc>>) -> Html {
    html! { if let Some(at) = at { <span class="sb-keep"><Time {at} /></span> } }
}

fn row(one: &CampaignUnit, l: Locale) -> Row {
    let to = Route::Units(Record::One(one.unit_id));
    let owner = one.customer_id.map(|id| {
        html! { <Link to={Route::Customers(Record::One(id))}>{ one.customer_name.clone().unwrap_or_default() }</Link> }
    });
    let ticket = one.ticket_id.zip(one.ticket_number.clone()).map(|(id, number)| {
        html! { <Link to={Route::Tickets(Record::One(id))} class="sb-number">{ number }</Link> }
    });
    Row {
        key: one.unit_id.to_string(),
        to: None,
        cells: vec![
            html! { <Link {to} class="sb-number">{ &one.serial }</Link> },
            badge(one.status, l),
            html! {
                <>
                    { owner.unwrap_or_default() }
                    if let Some(phone) = &one.customer_phone {
                        { " " }
                        <span class="sb-quiet sb-keep">{ phone }</span>
                    }
                </>
            },
            html! { { one.dealer_name.clone().unwrap_or_default() } },
            exact(one.notified_at),
            kept(one.booked_for),
            ticket.unwrap_or_default(),
            exact(one.ended_at),
            html! { { one.note.clone().unwrap_or_default() } },
        ],
    }
}

/// Properties of [`Units`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The campaign.
    pub campaign: Rc<Campaign>,
    /// Reads it again.
    pub reload: Callback<()>,
}

/// The units.
#[component]
pub fn Units(props: &Props) -> Html {
    let l = use_locale();
    let id = props.campaign.head.id;
    let query = use_query::<Filter>();
    let filter = query.value.clone();
    let chosen = use_state_eq(|| Rc::new(BTreeSet::<String>::new()));
    let doing = use_state_eq(|| None::<CampaignUnitAction>);
    let loaded = use_load((id, filter.clone()), |(id, filter)| async move {
        let query = CampaignUnitQuery {
            status: filter.status.map(|status| OneOf(vec![status])),
            cursor: filter.cursor,
            ..CampaignUnitQuery::default()
        };
        campaign::units(id, &query).await
    });
    let items: Vec<CampaignUnit> = loaded.data.as_ref().map(|page| page.items.clone()).unwrap_or_default();
    let picked: Vec<CampaignUnit> =
        items.iter().filter(|one| chosen.contains(&one.unit_id.to_string())).cloned().collect();
    let workable = items.iter().any(|one| !one.available_actions.is_empty());
    let select = workable.then(|| {
        let (toggled, whole) = (chosen.clone(), chosen.setter());
        let keys: Vec<String> = items.iter().map(|one| one.unit_id.to_string()).collect();
        Select {
            chosen: (*chosen).clone(),
            names: Rc::new(items.iter().map(|one| (one.unit_id.to_string(), one.serial.clone())).collect()),
            toggle: Callback::from(move |(key, on): (String, bool)| {
                let mut next = (**toggled).clone();
                if on {
                    next.insert(key)
                } else {
                    next.remove(&key)
                };
                toggled.set(Rc::new(next));
            }),
            all: Callback::from(move |on: bool| {
                whole.set(Rc::new(if on { keys.iter().cloned().collect() } else { BTreeSet::new() }));
            }),
        }
    });
    // What can be done with all of them.
    let common = CampaignUnitAction::ALL.iter().copied().filter(|action| {
        !picked.is_empty() && picked.iter().all(|one| one.available_actions.contains(action))
    });
    let buttons = common.map(|action| {
        let doing = doing.setter();
        let onclick = Callback::from(move |()| doing.set(Some(action)));
        html! { <Button key={action.as_str()} label={action.label(l)} small=true {onclick} /> }
    });
    let clear = filter.status.is_some().then(|| query.push.reform(|()| Filter::default()));
    let choose = query.push.reform(|value: String| Filter { status: value.parse().ok(), cursor: None });
    let nothing = Nothing {
        title: t!(l, "campaign-no-units"),
        hint: t!(l, "campaign-no-units-hint"),
        clear: clear.clone(),
    };
    let columns = vec![
        t!(l, "unit-serial"),
        t!(l, "page-status"),
        t!(l, "unit-owner"),
        t!(l, "ticket-dealer"),
        t!(l, "campaign-notified"),
        t!(l, "campaign-booked-for"),
        t!(l, "ticket-one"),
        t!(l, "campaign-ended"),
        t!(l, "campaign-note"),
    ];
    let asked = filter.status.map(|status| AttrValue::from(format!("status={status}"))).unwrap_or_default();
    let look = Look { columns, select, ..Look::default() };
    let ondone = {
        let (chosen, reload, again) = (chosen.setter(), loaded.reload.clone(), props.reload.clone());
        Callback::from(move |_: CampaignSummary| {
            chosen.set(Rc::new(BTreeSet::new()));
            reload.emit(());
            again.emit(());
        })
    };
    let onclose = {
        let doing = doing.setter();
        Callback::from(move |()| doing.set(None))
    };
    html! {
        <Panel title={t!(l, "campaign-units")} actions={html! { <Export list={format!("campaigns/{id}/units")} query={asked} /> }}>
            <FilterBar {clear}>
                <Choose
                    id="filter-unit-status"
                    label={t!(l, "page-status")}
                    value={filter.status.map(CampaignUnitStatus::as_str).unwrap_or_default()}
                    choices={choices!(CampaignUnitStatus, l)}
                    none={t!(l, "page-all")}
                    onchange={choose}
                />
            </FilterBar>
            if !picked.is_empty() {
                <div class="sb-bulk" role="toolbar" aria-label={t!(l, "campaign-picked", count = picked.len() as i64)}>
                    <span>{ t!(l, "campaign-picked", count = picked.len() as i64) }</span>
                    { for buttons }
                </div>
            }
            { styled_list_view(&loaded, t!(l, "campaign-units"), look, |one| row(one, l), nothing) }
            if let Some(action) = *doing {
                <ProgressForm
                    {id}
                    {action}
                    units={picked.iter().map(|one| one.unit_id).collect::<Vec<_>>()}
                    {ondone}
                    {onclose}
                />
            }
        </Panel>
    }
}

fn values() -> Values {
    let mut values = Values::new();
    put(&mut values, "booked_for", None::<String>);
    put(&mut values, "note", None::<String>);
    values
}

/// Properties of [`ProgressForm`].
#[derive(Clone, PartialEq, Properties)]
pub struct FormProps {
    /// The campaign.
    pub id: CampaignId,
    /// What is done.
    pub action: CampaignUnitAction,
    /// With which units.
    pub units: Vec<UnitId>,
    /// The ticket in which it is done.
    #[prop_or_default]
    pub ticket_id: Option<TicketId>,
    /// Told what came of it.
    pub ondone: Callback<CampaignSummary>,
    /// Closes the dialogue.
    pub onclose: Callback<()>,
}

/// The dialogue in which is noted how far units are.
#[component]
pub fn ProgressForm(props: &FormProps) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let reader = use_reader();
    let (id, action, count) = (props.id, props.action, props.units.len() as i64);
    let form = use_form(values);
    let done = {
        let (ondone, onclose) = (props.ondone.clone(), props.onclose.clone());
        Callback::from(move |head: CampaignSummary| {
            let left = head.counts.open();
            toaster.say(t!(l, "campaign-progressed", number = head.number.as_str(), count = left));
            ondone.emit(head);
            onclose.emit(());
        })
    };
    let (units, ticket_id) = (props.units.clone(), props.ticket_id);
    let read = move |values: &Values| -> Result<ProgressUnits, Refusal> {
        let mut d = Draft::new(values);
        let (booked_for, note) = (d.maybe("booked_for"), d.maybe("note"));
        let input = d.finish(Some(ProgressUnits { unit_ids: units.clone(), booked_for, ticket_id, note }))?;
        input.check(action, reader.day(Utc::now()))?;
        Ok(input)
    };
    let submit = use_submit(&form, read, move |body, key| campaign::progress(id, action, body, key), done);
    use CampaignUnitAction::{Book, GiveUp, Refuse, Scrap};
    let why = matches!(action, GiveUp | Refuse | Scrap);
    html! {
        <FormModal title={t!(l, "campaign-progress", action = action.label(l), count = count)} label={action.label(l)} form={form.clone()} {submit} onclose={props.onclose.clone()}>
            if action == Book {
                <p class="sb-quiet">{ t!(l, "campaign-book-hint") }</p>
                <TextField form={form.clone()} name="booked_for" label={t!(l, "campaign-booked-for")} required=true kind="date" autofocus=true />
            }
            <AreaField form={form.clone()} name="note" label={t!(l, "campaign-note")} required={why} lines=2 max=1000 autofocus={action != Book} />
        </FormModal>
    }
}
