//! A unit's warranty: the answer for any day, extensions, exclusions.

use crate::api::unit;
use crate::components::async_view::{async_view, use_load};
use crate::components::button::{Button, Kind};
use crate::components::facts::Panel;
use crate::components::field::{AreaField, Choice, ChoiceField, TextField};
use crate::components::form::{Draft, Form, Values, put, use_form, use_submit};
use crate::components::record_form::{FormModal, use_fresh};
use crate::components::toast::use_toaster;
use crate::components::warranty_card::WarrantyCard;
use crate::i18n::use_locale;
use crate::session::{may, use_me, use_reader};
use chrono::Utc;
use patternfly_yew::prelude::Icon;
use shared::auth::Permission;
use shared::i18n::{Locale, known};
use shared::problem::Refusal;
use shared::records::unit::{Unit, WarrantyInput, WarrantyQuery};
use shared::text::Line;
use shared::warranty::{CoverageClass, ExclusionKind, WarrantyExclusion, WarrantyExtension};
use yew::prelude::*;

/// Properties of [`Warranty`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The unit.
    pub unit: Unit,
    /// Reads it again.
    pub reload: Callback<()>,
}

/// What is asked; nonsense in a field counts as nothing.
pub fn question(values: &Values) -> WarrantyQuery {
    let mut draft = Draft::new(values);
    WarrantyQuery {
        on: draft.maybe("on"),
        part_class: Line::new(draft.raw("part_class")).ok(),
        usage: draft.maybe("usage").filter(|u| *u >= 0),
    }
}

/// The answer for any day, and what lengthens or limits the warranty.
#[component]
pub fn Warranty(props: &Props) -> Html {
    let l = use_locale();
    let me = use_me();
    let reader = use_reader();
    let unit = &props.unit;
    let changing = use_state_eq(|| false);
    let form = use_form(|| {
        let mut values = Values::new();
        put(&mut values, "on", Some(reader.day(Utc::now())));
        put(&mut values, "part_class", None::<&str>);
        put(&mut values, "usage", None::<&str>);
        values
    });
    let asked = question(&form.values);
    let loaded =
        use_load(
            (unit.id, unit.version, asked),
            |(id, _, query)| async move { unit::warranty(id, &query).await },
        );
    let answer = async_view(&loaded, |_| None, |v| html! { <WarrantyCard verdicts={(**v).clone()} /> });
    let open = {
        let changing = changing.setter();
        Callback::from(move |()| changing.set(true))
    };
    let close = {
        let changing = changing.setter();
        Callback::from(move |()| changing.set(false))
    };
    let actions = html! {
        if may(&me, Permission::WarrantyDecide) {
            <Button label={t!(l, "unit-warranty-change")} kind={Kind::Link} small=true onclick={open} />
        }
    };
    html! {
        <Panel title={t!(l, "ticket-warranty")} {actions}>
            <div class="pf-v6-c-form sb-grid">
                <TextField form={form.clone()} name="on" label={t!(l, "unit-warranty-on")} kind="date" />
                <TextField form={form.clone()} name="part_class" label={t!(l, "unit-part-class")} max=100 choices={Choice::known("part_class", l)} />
                <TextField form={form.clone()} name="usage" label={t!(l, "unit-usage")} kind="number" />
            </div>
            { answer }
            { granted(unit, l) }
            if *changing {
                <Change unit={unit.clone()} reload={props.reload.clone()} onclose={close} />
            }
        </Panel>
    }
}

fn granted(unit: &Unit, l: Locale) -> Html {
    html! {
        <>
            if !unit.extensions.is_empty() {
                <h3 class="sb-h3">{ t!(l, "unit-extensions") }</h3>
                <ul class="sb-earlier">
                    { for unit.extensions.iter().map(|e| html! {
                        <li>
                            <p>
                                { t!(l, "unit-warranty-until", date = e.until.to_string()) }{ " · " }
                                { e.coverage.map_or_else(|| t!(l, "unit-all-costs"), |c| c.label(l)) }
                                if let Some(class) = &e.part_class { { format!(" · {}", known(l, "part_class", class)) } }
                            </p>
                            <p class="sb-quiet sb-words">{ e.reason.as_str() }</p>
                        </li>
                    }) }
                </ul>
            }
            if !unit.exclusions.is_empty() {
                <h3 class="sb-h3">{ t!(l, "unit-exclusions") }</h3>
                <ul class="sb-earlier">
                    { for unit.exclusions.iter().map(|e| html! {
                        <li>
                            <p>
                                { e.kind.label(l) }{ " · " }{ t!(l, "unit-from", date = e.from.to_string()) }
                                if let Some(class) = &e.part_class { { format!(" · {}", known(l, "part_class", class)) } }
                            </p>
                            <p class="sb-quiet sb-words">{ e.note.as_str() }</p>
                        </li>
                    }) }
                </ul>
            }
        </>
    }
}

/// Lists in a form: how many lines each has, and the names of a line's fields.
const EXTENSIONS: (&str, [&str; 4]) = ("extensions", ["coverage", "part_class", "until", "reason"]);
const EXCLUSIONS: (&str, [&str; 4]) = ("exclusions", ["kind", "part_class", "from", "note"]);

fn values(unit: &Unit) -> Values {
    let mut values = Values::new();
    let v = &mut values;
    put(v, "extensions#", Some(unit.extensions.len()));
    put(v, "exclusions#", Some(unit.exclusions.len()));
    for (i, e) in unit.extensions.iter().enumerate() {
        put(v, &format!("extensions/{i}/coverage"), e.coverage);
        put(v, &format!("extensions/{i}/part_class"), e.part_class.as_ref());
        put(v, &format!("extensions/{i}/until"), Some(e.until));
        put(v, &format!("extensions/{i}/reason"), Some(&e.reason));
    }
    for (i, e) in unit.exclusions.iter().enumerate() {
        put(v, &format!("exclusions/{i}/kind"), Some(e.kind));
        put(v, &format!("exclusions/{i}/part_class"), e.part_class.as_ref());
        put(v, &format!("exclusions/{i}/from"), Some(e.from));
        put(v, &format!("exclusions/{i}/note"), Some(&e.note));
    }
    values
}

fn read(values: &Values) -> Result<WarrantyInput, Refusal> {
    let mut d = Draft::new(values);
    let lines = |d: &Draft<'_>, name: &str| d.raw(&format!("{name}#")).parse::<usize>().unwrap_or_default();
    let mut extensions = vec![];
    for i in 0..lines(&d, "extensions") {
        let name = |field: &str| format!("extensions/{i}/{field}");
        let (coverage, part_class) = (d.maybe(&name("coverage")), d.maybe(&name("part_class")));
        let (until, reason) = (d.need(&name("until")), d.need(&name("reason")));
        extensions.extend(until.zip(reason).map(|(until, reason)| WarrantyExtension {
            coverage,
            part_class,
            until,
            reason,
        }));
    }
    let mut exclusions = vec![];
    for i in 0..lines(&d, "exclusions") {
        let name = |field: &str| format!("exclusions/{i}/{field}");
        let (kind, part_class) = (d.need(&name("kind")), d.maybe(&name("part_class")));
        let (from, note) = (d.need(&name("from")), d.need(&name("note")));
        exclusions.extend(kind.zip(from).zip(note).map(|((kind, from), note)| WarrantyExclusion {
            kind,
            part_class,
            from,
            note,
        }));
    }
    d.finish(Some(WarrantyInput { extensions, exclusions }))
}

/// Adds an empty line.
fn add(form: &Form, (list, fields): (&str, [&str; 4])) {
    let lines: usize = form.get(&format!("{list}#")).parse().unwrap_or_default();
    for field in fields {
        let value = if field == "kind" { ExclusionKind::Misuse.as_str() } else { "" };
        form.set(&format!("{list}/{lines}/{field}"), value);
    }
    form.set(&format!("{list}#"), (lines + 1).to_string());
}

/// Takes a line out; those after it move up.
fn remove(form: &Form, (list, fields): (&str, [&str; 4]), line: usize) {
    let lines: usize = form.get(&format!("{list}#")).parse().unwrap_or_default();
    for i in line..lines.saturating_sub(1) {
        for field in fields {
            form.set(&format!("{list}/{i}/{field}"), form.get(&format!("{list}/{}/{field}", i + 1)));
        }
    }
    form.set(&format!("{list}#"), lines.saturating_sub(1).to_string());
}

#[derive(Clone, PartialEq, Properties)]
struct ChangeProps {
    unit: Unit,
    reload: Callback<()>,
    onclose: Callback<()>,
}

#[component]
fn Change(props: &ChangeProps) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let (id, version) = (props.unit.id, props.unit.version);
    let form = use_form(|| values(&props.unit));
    use_fresh(&form, None, Values::new(), props.reload.clone());
    let done = {
        let (reload, onclose) = (props.reload.clone(), props.onclose.clone());
        Callback::from(move |_: Unit| {
            toaster.say(t!(l, "page-saved"));
            reload.emit(());
            onclose.emit(());
        })
    };
    let submit = use_submit(&form, read, move |body, _| unit::update_warranty(id, body, version), done);
    let lines = |name: &str| form.get(&format!("{name}#")).parse::<usize>().unwrap_or_default();
    let adder = |list: (&'static str, [&'static str; 4]), label: String| {
        let form = form.clone();
        let onclick = Callback::from(move |()| add(&form, list));
        html! { <Button {label} kind={Kind::Link} small=true icon={Icon::Plus} {onclick} /> }
    };
    let remover = |list: (&'static str, [&'static str; 4]), line: usize| {
        let form = form.clone();
        let onclick = Callback::from(move |()| remove(&form, list, line));
        let label = t!(l, "unit-remove-line", line = line as i64 + 1);
        html! { <Button {label} kind={Kind::Plain} icon={Icon::Trash} {onclick} /> }
    };
    html! {
        <FormModal title={t!(l, "unit-warranty-change")} form={form.clone()} {submit} onclose={props.onclose.clone()}>
            <h3 class="sb-h3">{ t!(l, "unit-extensions") }</h3>
            { for (0..lines("extensions")).map(|i| html! {
                <div class="sb-lot" key={i}>
                    <TextField form={form.clone()} name={format!("extensions/{i}/until")} label={t!(l, "unit-until")} kind="date" required=true />
                    <ChoiceField form={form.clone()} name={format!("extensions/{i}/coverage")} label={t!(l, "unit-coverage")} choices={choices!(CoverageClass, l)} none={t!(l, "unit-all-costs")} />
                    <TextField form={form.clone()} name={format!("extensions/{i}/part_class")} label={t!(l, "unit-part-class")} max=100 choices={Choice::known("part_class", l)} />
                    <AreaField form={form.clone()} name={format!("extensions/{i}/reason")} label={t!(l, "unit-reason")} required=true lines=2 max=1000 />
                    { remover(EXTENSIONS, i) }
                </div>
            }) }
            { adder(EXTENSIONS, t!(l, "unit-add-extension")) }
            <h3 class="sb-h3">{ t!(l, "unit-exclusions") }</h3>
            { for (0..lines("exclusions")).map(|i| html! {
                <div class="sb-lot" key={i}>
                    <ChoiceField form={form.clone()} name={format!("exclusions/{i}/kind")} label={t!(l, "unit-exclusion-kind")} required=true choices={choices!(ExclusionKind, l)} />
                    <TextField form={form.clone()} name={format!("exclusions/{i}/from")} label={t!(l, "unit-from-day")} kind="date" required=true />
                    <TextField form={form.clone()} name={format!("exclusions/{i}/part_class")} label={t!(l, "unit-part-class")} max=100 choices={Choice::known("part_class", l)} />
                    <AreaField form={form.clone()} name={format!("exclusions/{i}/note")} label={t!(l, "unit-what-happened")} required=true lines=2 max=1000 />
                    { remover(EXCLUSIONS, i) }
                </div>
            }) }
            { adder(EXCLUSIONS, t!(l, "unit-add-exclusion")) }
        </FormModal>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_not_complete_names_its_fields() {
        let mut v = Values::from([("extensions#".into(), "1".into()), ("exclusions#".into(), "0".into())]);
        put(&mut v, "extensions/0/until", Some("2027-12-31"));
        let refusal = read(&v).unwrap_err();
        assert_eq!(refusal.fields[0].pointer, "/extensions/0/reason");
        put(&mut v, "extensions/0/reason", Some("延保合同 2026-018"));
        assert_eq!(read(&v).unwrap().extensions.len(), 1);
    }

    #[test]
    fn nonsense_asks_for_nothing() {
        let v = Values::from([("on".into(), "soon".into()), ("usage".into(), "-1".into())]);
        assert_eq!(question(&v), WarrantyQuery::default());
    }
}
