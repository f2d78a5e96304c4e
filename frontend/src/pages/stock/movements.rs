//! The list of movements, and taking one back.

use crate::api::stock;
use crate::components::async_view::use_load;
use crate::components::button::{Button, Kind};
use crate::components::export::Export;
use crate::components::field::AreaField;
use crate::components::filters::{FilterBar, Select};
use crate::components::finder::{Finder, Found};
use crate::components::form::{Draft, Values, put, use_form, use_submit};
use crate::components::link::Link;
use crate::components::list::{Nothing, list_view};
use crate::components::page_head::PageHead;
use crate::components::record_form::FormModal;
use crate::components::search_select::{SearchSelect, words};
use crate::components::table::{Row, kept};
use crate::components::time::Time;
use crate::components::toast::use_toaster;
use crate::format;
use crate::i18n::use_locale;
use crate::route::{Record, Route, use_query};
use crate::session::{may, use_me};
use serde::{Deserialize, Serialize};
use shared::auth::Permission;
use shared::i18n::Locale;
use shared::ids::{LocationId, PartId};
use shared::page::OneOf;
use shared::problem::Refusal;
use shared::records::stock::{CorrectMovement, MovementKind, MovementQuery, StockMovement};
use yew::prelude::*;

/// What the list shows, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Filter {
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<MovementKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location_id: Option<LocationId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    part_id: Option<PartId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cursor: Option<String>,
}

impl Filter {
    fn query(&self) -> MovementQuery {
        MovementQuery {
            location_id: self.location_id,
            part_id: self.part_id,
            kind: self.kind.map(|kind| OneOf(vec![kind])),
            cursor: self.cursor.clone(),
            ..MovementQuery::default()
        }
    }

    fn chosen(&self) -> Values {
        let mut values = Values::new();
        put(&mut values, "location_id", self.location_id);
        put(&mut values, &words("location_id"), self.location.as_ref());
        put(&mut values, "part_id", self.part_id);
        put(&mut values, &words("part_id"), self.part.as_ref());
        values
    }
}

/// The columns of movements.
pub(super) fn columns(l: Locale) -> Vec<String> {
    vec![
        t!(l, "stock-at"),
        t!(l, "stock-kind"),
        t!(l, "part-one"),
        t!(l, "stock-quantity"),
        t!(l, "stock-from"),
        t!(l, "stock-to"),
        t!(l, "stock-batch"),
        t!(l, "stock-reason"),
        t!(l, "stock-actor"),
    ]
}

/// The cells of a movement.
pub(super) fn cells(m: &StockMovement, l: Locale) -> Vec<Html> {
    let why = [m.reference.clone(), m.reason.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let name = |name: &Option<String>| html! { { name.clone().unwrap_or_default() } };
    vec![
        html! { <Time at={m.at} /> },
        html! {
            <span class={classes!("sb-keep", m.corrected.then_some("sb-quiet"))}>
                { m.kind.label(l) }
                if m.corrected {
                    { " " }{ t!(l, "stock-corrected") }
                }
            </span>
        },
        html! { <Link to={Route::Parts(Record::One(m.part_id))}>{ format!("{} {}", m.part_number, m.part_name) }</Link> },
        html! { <strong class="sb-keep">{ format!("{} {}", format::number(m.quantity), m.measure.label(l)) }</strong> },
        name(&m.from_location_name),
        name(&m.to_location_name),
        kept(m.batch.as_ref()),
        html! { <span class="sb-words">{ why }</span> },
        html! { { &m.actor_name } },
    ]
}

fn row(m: &StockMovement, may_correct: bool, reload: &Callback<()>, l: Locale) -> Row {
    let mut cells = cells(m, l);
    if may_correct {
        let open = !m.corrected && m.kind != MovementKind::Correction;
        cells.push(html! {
            if open {
                <Correct movement={m.clone()} reload={reload.clone()} />
            }
        });
    }
    Row { key: m.id.to_string(), to: None, cells }
}

/// The list of movements.
#[component]
pub fn MovementsPage() -> Html {
    let l = use_locale();
    let may_correct = may(&use_me(), Permission::StockAdjust);
    let query = use_query::<Filter>();
    let filter = query.value.clone();
    let loaded = use_load(filter.clone(), |filter| async move { stock::movements(&filter.query()).await });
    let form = use_form(|| filter.chosen());
    {
        // The address has changed another way: "back", or "clear filters".
        let (reset, chosen) = (form.reset.clone(), filter.chosen());
        use_effect_with((filter.location_id, filter.part_id), move |_| reset.emit(chosen));
    }
    let narrow = Filter { cursor: None, ..filter.clone() } != Filter::default();
    let clear = narrow.then(|| query.push.reform(|()| Filter::default()));
    let choose = {
        let (filter, push) = (filter.clone(), query.push.clone());
        Callback::from(move |value: String| {
            push.emit(Filter { kind: value.parse().ok(), cursor: None, ..filter.clone() });
        })
    };
    let picked = |change: fn(&mut Filter, Option<Found>)| {
        let (filter, push) = (filter.clone(), query.push.clone());
        Callback::from(move |found: Option<Found>| {
            let before = filter.clone();
            let mut filter = Filter { cursor: None, ..filter.clone() };
            change(&mut filter, found);
            if filter != before {
                push.emit(filter);
            }
        })
    };
    let nothing = Nothing {
        title: t!(l, "stock-no-movements"),
        hint: t!(l, "stock-no-movements-hint"),
        clear: clear.clone(),
    };
    let mut columns = columns(l);
    if may_correct {
        columns.push(t!(l, "page-actions"));
    }
    let reload = loaded.reload.clone();
    let asked = AttrValue::from(serde_urlencoded::to_string(filter.query()).unwrap_or_default());
    html! {
        <>
            <PageHead
                title={t!(l, "stock-nav-movements")}
                parent={Some((Route::Stock, AttrValue::from(t!(l, "stock-nav"))))}
                actions={html! { <Export list="stock/movements" query={asked} /> }}
            />
            <FilterBar {clear}>
                <Select
                    id="filter-kind"
                    label={t!(l, "stock-kind")}
                    value={filter.kind.map(MovementKind::as_str).unwrap_or_default()}
                    choices={choices!(MovementKind, l)}
                    none={t!(l, "page-all")}
                    onchange={choose}
                />
                <div class="sb-about" role="group" aria-label={t!(l, "stock-filter")}>
                    <SearchSelect
                        form={form.clone()}
                        name="part_id"
                        label={t!(l, "part-one")}
                        finder={Finder::Part}
                        onpick={picked(|f, found| {
                            f.part_id = found.as_ref().and_then(|one| one.id.parse().ok());
                            f.part = found.map(|one| one.label);
                        })}
                    />
                    <SearchSelect
                        form={form.clone()}
                        name="location_id"
                        label={t!(l, "stock-location")}
                        finder={Finder::Location}
                        onpick={picked(|f, found| {
                            f.location_id = found.as_ref().and_then(|one| one.id.parse().ok());
                            f.location = found.map(|one| one.label);
                        })}
                    />
                </div>
            </FilterBar>
            { list_view(&loaded, t!(l, "stock-nav-movements"), columns, |m| row(m, may_correct, &reload, l), nothing) }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct CorrectProps {
    movement: StockMovement,
    reload: Callback<()>,
}

/// A button that takes a movement back.
#[component]
fn Correct(props: &CorrectProps) -> Html {
    let l = use_locale();
    let open = use_state_eq(|| false);
    let set = |to: bool| {
        let open = open.setter();
        Callback::from(move |()| open.set(to))
    };
    html! {
        <>
            <Button label={t!(l, "stock-correct")} kind={Kind::Link} small=true onclick={set(true)} />
            if *open {
                <CorrectForm movement={props.movement.clone()} reload={props.reload.clone()} onclose={set(false)} />
            }
        </>
    }
}

fn read(values: &Values) -> Result<CorrectMovement, Refusal> {
    let mut d = Draft::new(values);
    let reason = d.need("reason");
    d.finish(reason.map(|reason| CorrectMovement { reason }))
}

#[derive(Clone, PartialEq, Properties)]
struct FormProps {
    movement: StockMovement,
    reload: Callback<()>,
    onclose: Callback<()>,
}

#[component]
fn CorrectForm(props: &FormProps) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let m = &props.movement;
    let id = m.id;
    let form = use_form(|| Values::from([("reason".into(), String::new())]));
    let done = {
        let (reload, onclose) = (props.reload.clone(), props.onclose.clone());
        Callback::from(move |made: StockMovement| {
            toaster.say(t!(
                l,
                "stock-moved",
                kind = made.kind.label(l),
                part = made.part_number,
                count = made.quantity
            ));
            reload.emit(());
            onclose.emit(());
        })
    };
    let submit = use_submit(&form, read, move |body, key| stock::correct(id, body, key), done);
    let title = format!("{} · {} {}", t!(l, "stock-correct"), m.part_number, format::number(m.quantity));
    html! {
        <FormModal {title} label={t!(l, "stock-correct")} form={form.clone()} {submit} onclose={props.onclose.clone()}>
            <p class="sb-quiet">{ t!(l, "stock-correct-hint") }</p>
            <AreaField form={form.clone()} name="reason" label={t!(l, "stock-reason")} required=true lines=2 max=500 autofocus=true />
        </FormModal>
    }
}
