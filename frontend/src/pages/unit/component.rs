//! What is fitted in a unit, and what was taken out.

use crate::api::unit;
use crate::components::button::{Button, Kind};
use crate::components::facts::Panel;
use crate::components::field::{Choice, ChoiceField, TextField};
use crate::components::finder::Finder;
use crate::components::form::{Draft, Values, put, use_form, use_submit};
use crate::components::record_form::{FormModal, use_fresh};
use crate::components::search_select::{SearchSelect, words};
use crate::components::table::{Row, Table};
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use patternfly_yew::prelude::Icon;
use shared::auth::OrganizationKind;
use shared::i18n::{Locale, known};
use shared::ids::{UnitComponentId, UnitId};
use shared::problem::{FieldProblem, Refusal};
use shared::records::unit::{UnitComponent, UnitComponentInput};
use yew::prelude::*;

/// Properties of [`Components`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The unit.
    pub id: UnitId,
    /// Its components, those taken out included.
    pub components: Vec<UnitComponent>,
    /// Whether they may be changed.
    pub may_change: bool,
    /// Reads the unit again.
    pub reload: Callback<()>,
}

#[derive(Clone, PartialEq)]
enum Doing {
    Nothing,
    Adding,
    Changing(UnitComponentId),
}

/// What is fitted in a unit.
#[component]
pub fn Components(props: &Props) -> Html {
    let l = use_locale();
    let doing = use_state_eq(|| Doing::Nothing);
    let set = |to: Doing| {
        let doing = doing.setter();
        Callback::from(move |()| doing.set(to.clone()))
    };
    let columns = vec![
        t!(l, "unit-component"),
        t!(l, "unit-part-class"),
        t!(l, "unit-serial"),
        t!(l, "unit-supplier"),
        t!(l, "unit-batch"),
        t!(l, "unit-fitted-on"),
        t!(l, "unit-removed-on"),
        t!(l, "page-actions"),
    ];
    let rows = ordered(&props.components)
        .into_iter()
        .map(|(depth, c)| {
            let change = props.may_change.then(|| set(Doing::Changing(c.id)));
            row(c, depth, change, l)
        })
        .collect::<Vec<_>>();
    let actions = html! {
        if props.may_change {
            <Button label={t!(l, "unit-add-component")} kind={Kind::Link} small=true icon={Icon::Plus} onclick={set(Doing::Adding)} />
        }
    };
    let changed = match &*doing {
        Doing::Nothing => None,
        Doing::Adding => Some(None),
        Doing::Changing(id) => Some(props.components.iter().find(|c| c.id == *id).cloned()),
    };
    html! {
        <Panel title={t!(l, "unit-components")} {actions}>
            if rows.is_empty() {
                <p class="sb-quiet">{ t!(l, "unit-no-components") }</p>
            } else {
                <Table label={t!(l, "unit-components")} {columns} {rows} />
            }
            if let Some(component) = changed {
                <ComponentForm
                    id={props.id}
                    {component}
                    others={props.components.clone()}
                    reload={props.reload.clone()}
                    onclose={set(Doing::Nothing)}
                />
            }
        </Panel>
    }
}

/// Components under what they are built into, with their depth. Every one is there once, whatever its
/// parents say.
pub fn ordered(components: &[UnitComponent]) -> Vec<(usize, &UnitComponent)> {
    fn below<'a>(
        all: &'a [UnitComponent],
        parent: Option<UnitComponentId>,
        depth: usize,
        found: &mut Vec<(usize, &'a UnitComponent)>,
    ) {
        for component in all.iter().filter(|c| c.parent_id == parent) {
            if found.iter().all(|(_, f)| f.id != component.id) {
                found.push((depth, component));
                below(all, Some(component.id), depth + 1, found);
            }
        }
    }
    let mut found = vec![];
    below(components, None, 0, &mut found);
    for component in components {
        if found.iter().all(|(_, f)| f.id != component.id) {
            found.push((0, component));
        }
    }
    found
}

/// Shows how deep something is built in.
fn indent(depth: usize) -> String {
    if depth == 0 { String::new() } else { format!("{}└ ", "\u{2003}".repeat(depth)) }
}

fn row(c: &UnitComponent, depth: usize, change: Option<Callback<()>>, l: Locale) -> Row {
    let day = |day: Option<chrono::NaiveDate>| {
        day.map(|d| html! { <span class="sb-keep">{ d.to_string() }</span> }).unwrap_or_default()
    };
    let words = |text: &Option<String>| html! { { text.clone().unwrap_or_default() } };
    Row {
        key: c.id.to_string(),
        to: None,
        cells: vec![
            html! {
                <span class={classes!(c.removed_on.map(|_| "sb-quiet"))}>
                    { indent(depth) }{ &c.name }
                </span>
            },
            words(&c.part_class.as_deref().map(|class| known(l, "part_class", class))),
            words(&c.serial),
            words(&c.supplier_name),
            words(&c.batch),
            day(c.fitted_on),
            day(c.removed_on),
            match change {
                Some(onclick) => {
                    html! { <Button label={t!(l, "page-edit")} kind={Kind::Link} small=true {onclick} /> }
                }
                None => html! {},
            },
        ],
    }
}

fn values(component: Option<&UnitComponent>) -> Values {
    let mut values = Values::new();
    let v = &mut values;
    put(v, "parent_id", component.and_then(|c| c.parent_id));
    put(v, "name", component.map(|c| &c.name));
    put(v, "part_class", component.and_then(|c| c.part_class.as_ref()));
    put(v, "serial", component.and_then(|c| c.serial.as_ref()));
    put(v, "supplier_id", component.and_then(|c| c.supplier_id));
    put(v, &words("supplier_id"), component.and_then(|c| c.supplier_name.as_ref()));
    put(v, "batch", component.and_then(|c| c.batch.as_ref()));
    put(v, "fitted_on", component.and_then(|c| c.fitted_on));
    put(v, "removed_on", component.and_then(|c| c.removed_on));
    put(v, "supplier_warranty_until", component.and_then(|c| c.supplier_warranty_until));
    values
}

fn read(values: &Values) -> Result<UnitComponentInput, Refusal> {
    let mut d = Draft::new(values);
    if d.raw("supplier_id").is_empty() && !d.raw(&words("supplier_id")).is_empty() {
        d.refuse("supplier_id", FieldProblem::NoSuchRecord);
    }
    let name = d.need("name");
    let (parent_id, part_class, serial) = (d.maybe("parent_id"), d.maybe("part_class"), d.maybe("serial"));
    let (supplier_id, batch) = (d.maybe("supplier_id"), d.maybe("batch"));
    let fitted_on: Option<chrono::NaiveDate> = d.maybe("fitted_on");
    let removed_on: Option<chrono::NaiveDate> = d.maybe("removed_on");
    let supplier_warranty_until = d.maybe("supplier_warranty_until");
    if fitted_on.zip(removed_on).is_some_and(|(fitted, removed)| removed < fitted) {
        d.refuse("removed_on", FieldProblem::TooEarly);
    }
    d.finish(name.map(|name| UnitComponentInput {
        parent_id,
        name,
        part_class,
        serial,
        supplier_id,
        batch,
        fitted_on,
        removed_on,
        supplier_warranty_until,
    }))
}

#[derive(Clone, PartialEq, Properties)]
struct FormProps {
    id: UnitId,
    component: Option<UnitComponent>,
    others: Vec<UnitComponent>,
    reload: Callback<()>,
    onclose: Callback<()>,
}

#[component]
fn ComponentForm(props: &FormProps) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let component = props.component.as_ref();
    let (id, at) = (props.id, component.map(|c| (c.id, c.version)));
    let form = use_form(|| values(component));
    use_fresh(&form, at.map(|(_, v)| v), values(component), props.reload.clone());
    let done = {
        let (reload, onclose) = (props.reload.clone(), props.onclose.clone());
        Callback::from(move |_: UnitComponent| {
            toaster.say(t!(l, "page-saved"));
            reload.emit(());
            onclose.emit(());
        })
    };
    let submit = use_submit(
        &form,
        read,
        move |body, key| async move {
            match at {
                Some((component, version)) => unit::update_component(id, component, body, version).await,
                None => unit::create_component(id, body, key).await,
            }
        },
        done,
    );
    let parents: Vec<Choice> = props
        .others
        .iter()
        .filter(|c| Some(c.id) != at.map(|(id, _)| id) && c.removed_on.is_none())
        .map(|c| Choice::new(c.id.to_string(), c.name.clone()))
        .collect();
    let title = if at.is_some() { t!(l, "unit-edit-component") } else { t!(l, "unit-add-component") };
    html! {
        <FormModal {title} form={form.clone()} {submit} onclose={props.onclose.clone()}>
            <TextField form={form.clone()} name="name" label={t!(l, "unit-component")} required=true max=200 autofocus=true />
            <div class="sb-grid">
                <ChoiceField form={form.clone()} name="parent_id" label={t!(l, "unit-built-into")} choices={parents} none={t!(l, "unit-itself")} />
                <TextField form={form.clone()} name="part_class" label={t!(l, "unit-part-class")} hint={t!(l, "unit-part-class-hint")} max=100 choices={Choice::known("part_class", l)} />
                <TextField form={form.clone()} name="serial" label={t!(l, "unit-serial")} max=80 />
                <SearchSelect form={form.clone()} name="supplier_id" label={t!(l, "unit-supplier")} finder={Finder::Organization(&[OrganizationKind::Supplier])} />
                <TextField form={form.clone()} name="batch" label={t!(l, "unit-batch")} max=80 />
                <TextField form={form.clone()} name="supplier_warranty_until" label={t!(l, "unit-supplier-warranty")} kind="date" />
                <TextField form={form.clone()} name="fitted_on" label={t!(l, "unit-fitted-on")} kind="date" />
                <TextField form={form.clone()} name="removed_on" label={t!(l, "unit-removed-on")} kind="date" />
            </div>
        </FormModal>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn component(id: u8, parent: Option<u8>) -> UnitComponent {
        let id_of = |n: u8| -> UnitComponentId {
            format!("01933f6e-0000-7000-8000-0000000000{n:02}").parse().unwrap()
        };
        UnitComponent {
            id: id_of(id),
            parent_id: parent.map(id_of),
            name: String::new(),
            part_class: None,
            serial: None,
            supplier_id: None,
            supplier_name: None,
            batch: None,
            fitted_on: None,
            removed_on: None,
            supplier_warranty_until: None,
            version: 1,
        }
    }

    #[test]
    fn components_stand_under_what_they_are_built_into() {
        let all = [component(1, Some(2)), component(2, None), component(3, Some(3)), component(4, Some(9))];
        let found: Vec<_> = ordered(&all).iter().map(|(d, c)| (*d, c.id)).collect();
        assert_eq!(found, [(0, all[1].id), (1, all[0].id), (0, all[2].id), (0, all[3].id)]);
    }

    #[test]
    fn nothing_is_taken_out_before_it_was_fitted() {
        let mut v = values(None);
        put(&mut v, "name", Some("门机控制器"));
        put(&mut v, "fitted_on", Some("2026-02-01"));
        put(&mut v, "removed_on", Some("2026-01-01"));
        assert_eq!(read(&v).unwrap_err().fields[0].pointer, "/removed_on");
    }
}
