//! Beginning an import: the file, the mapping of its columns, a rehearsal first.

use super::template::{switched, template};
use crate::api::import;
use crate::components::field::{AreaField, CheckField, Choice, ChoiceField, Frame, id};
use crate::components::form::{Draft, Form, Values, use_form, use_submit};
use crate::components::page_head::PageHead;
use crate::components::record_form::FormFrame;
use crate::i18n::use_locale;
use crate::route::{self, Record, Route};
use serde_json::Value;
use shared::i18n::{Locale, Message};
use shared::malformed;
use shared::problem::{FieldProblem, FieldRefusal, Refusal};
use shared::records::import::{CreateImport, Import, ImportKind, RepairMapping, TicketMapping};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The largest file the server takes, in bytes.
const LARGEST: usize = 8 * 1024 * 1024;

fn empty() -> Values {
    Values::from([
        ("kind".into(), ImportKind::Repairs.as_str().into()),
        ("events".into(), String::new()),
        ("events#".into(), String::new()),
        ("csv".into(), String::new()),
        ("csv#".into(), String::new()),
        ("mapping".into(), template(ImportKind::Repairs).into()),
        ("dry_run".into(), "true".into()),
    ])
}

/// The names of the columns in the first line of a file.
pub fn header(csv: &str) -> Vec<String> {
    let line = csv.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
    line.split(',').map(|name| name.trim().trim_matches('"').to_owned()).filter(|n| !n.is_empty()).collect()
}

fn kind(values: &Values) -> ImportKind {
    values.get("kind").and_then(|word| word.parse().ok()).unwrap_or(ImportKind::Repairs)
}

/// The mapping, checked as the server will, and why it is not right.
fn mapping(kind: ImportKind, text: &str) -> Result<Value, Message> {
    let told = |error: serde_json::Error| malformed::json(&error);
    match kind {
        ImportKind::Repairs => serde_json::from_str::<RepairMapping>(text).map(drop).map_err(told)?,
        ImportKind::Tickets => serde_json::from_str::<TicketMapping>(text).map(drop).map_err(told)?,
    }
    serde_json::from_str(text).map_err(told)
}

fn read(values: &Values) -> Result<CreateImport, Refusal> {
    let mut d = Draft::new(values);
    let kind = kind(values);
    let file = |name: &str| values.get(name).cloned().unwrap_or_default();
    let csv = file("csv");
    let events = (kind == ImportKind::Tickets).then(|| file("events"));
    if csv.is_empty() {
        d.refuse("csv", FieldProblem::Required);
    }
    if events.as_ref().is_some_and(String::is_empty) {
        d.refuse("events", FieldProblem::Required);
    }
    let dry_run = d.on("dry_run");
    let mapping = mapping(kind, d.raw("mapping"));
    let mut wrong = d.finish(Some(())).err().map(|r| r.fields).unwrap_or_default();
    for (pointer, file) in [("/csv", Some(&csv)), ("/events", events.as_ref())] {
        if file.is_some_and(|text| text.len() > LARGEST) {
            wrong.push(FieldRefusal::new(pointer, FieldProblem::TooLong).arg("limit", LARGEST as i64));
        }
    }
    match mapping {
        Ok(mapping) if wrong.is_empty() => Ok(CreateImport { kind, dry_run, mapping, csv, events }),
        Ok(_) => Err(Refusal::fields(wrong)),
        Err(reason) => {
            wrong.push(FieldRefusal::new("/mapping", FieldProblem::Malformed).arg("reason", reason));
            Err(Refusal::fields(wrong))
        }
    }
}

/// Puts what a chosen file says into a field.
fn take_file(form: Form, name: &'static str) -> Callback<Event> {
    Callback::from(move |event: Event| {
        let input = event.target_unchecked_into::<HtmlInputElement>();
        let Some(file) = input.files().and_then(|f| f.get(0)) else { return };
        let form = form.clone();
        spawn_local(async move {
            if let Some(text) = JsFuture::from(file.text()).await.ok().and_then(|t| t.as_string()) {
                form.set(name, text);
                form.set(&format!("{name}#"), file.name());
            }
        });
    })
}

/// Beginning an import.
#[component]
pub fn ImportForm() -> Html {
    let l = use_locale();
    let form = use_form(empty);
    let done = Callback::from(|import: Import| route::go(Route::Imports(Record::One(import.id))));
    let submit = use_submit(&form, read, import::create, done);
    let dry = form.get("dry_run") == "true";
    let chosen = kind(&form.values);
    let tickets = chosen == ImportKind::Tickets;
    {
        let form = form.clone();
        use_effect_with(chosen, move |kind| {
            let fitting = switched(form.get("mapping"), *kind);
            if fitting != form.get("mapping") {
                form.set("mapping", fitting);
            }
        });
    }
    let kinds: Vec<Choice> = ImportKind::ALL.iter().map(|k| Choice::new(k.as_str(), k.label(l))).collect();
    let csv = if tickets { t!(l, "import-cases") } else { t!(l, "import-csv") };
    let label = if dry { t!(l, "import-rehearse") } else { t!(l, "import-run") };
    html! {
        <>
            <PageHead
                title={t!(l, "import-new")}
                parent={Some((Route::Imports(Record::List), AttrValue::from(t!(l, "page-nav-imports"))))}
            />
            <FormFrame form={form.clone()} {submit} cancel={Route::Imports(Record::List)} {label}>
                <fieldset class="sb-fieldset">
                    <legend>{ t!(l, "import-file") }</legend>
                    <ChoiceField form={form.clone()} name="kind" label={t!(l, "import-kind")} choices={kinds} required=true />
                    <CheckField form={form.clone()} name="dry_run" label={t!(l, "import-dry-run")} hint={t!(l, "import-dry-run-hint")} />
                    { file_field(&form, "csv", ".csv,text/csv", csv, t!(l, "import-csv-hint"), true) }
                    { columns(&form, "csv", l) }
                    if tickets {
                        { file_field(&form, "events", ".csv,text/csv", t!(l, "import-events"), t!(l, "import-events-hint"), true) }
                        { columns(&form, "events", l) }
                    }
                </fieldset>
                <fieldset class="sb-fieldset">
                    <legend>{ t!(l, "import-mapping") }</legend>
                    <p class="sb-quiet">{ t!(l, "import-mapping-hint") }</p>
                    { file_field(&form, "mapping_file", ".json,application/json", t!(l, "import-mapping-file"), String::new(), false) }
                    <AreaField form={form.clone()} name="mapping" label={t!(l, "import-mapping-text")} lines=16 required=true />
                </fieldset>
            </FormFrame>
        </>
    }
}

fn file_field(
    form: &Form,
    name: &'static str,
    accept: &'static str,
    label: String,
    hint: String,
    required: bool,
) -> Html {
    let target = if name == "mapping_file" { "mapping" } else { name };
    html! {
        <Frame
            {name}
            {label}
            {required}
            hint={(!hint.is_empty()).then(|| AttrValue::from(hint))}
            error={form.error(name).map(AttrValue::from)}
        >
            <input
                id={id(name)}
                type="file"
                {accept}
                aria-invalid={form.error(name).map(|_| "true")}
                aria-describedby={format!("{}-help", id(name))}
                onchange={take_file(form.clone(), target)}
            />
        </Frame>
    }
}

/// What the chosen file holds, so that the mapping can be written beside it.
fn columns(form: &Form, name: &str, l: Locale) -> Html {
    let csv = form.get(name);
    if csv.is_empty() {
        return html! {};
    }
    let rows = csv.lines().count().saturating_sub(1);
    html! {
        <div role="status">
            <p>{ t!(l, "import-read", name = form.get(&format!("{name}#")), rows = rows as i64) }</p>
            <p class="sb-code">{ header(csv).join("  ·  ") }</p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_template_is_a_mapping() {
        let mut values = empty();
        assert_eq!(read(&values).unwrap_err().fields[0].pointer, "/csv");
        values.insert("csv".into(), "id,event_date,product_category\n1,2026-01-31,Toaster\n".into());
        let body = read(&values).unwrap();
        assert!(body.dry_run);
        assert_eq!(
            (body.kind, body.mapping["columns"]["reference"].as_str()),
            (ImportKind::Repairs, Some("id"))
        );
        assert_eq!(body.events, None);
    }

    #[test]
    fn tickets_come_in_two_files() {
        let mut values = empty();
        values.insert("kind".into(), "tickets".into());
        values.insert("mapping".into(), template(ImportKind::Tickets).into());
        values.insert("csv".into(), "case_id,created_utc\n1,2026-01-31T08:00:00Z\n".into());
        assert_eq!(read(&values).unwrap_err().fields[0].pointer, "/events");
        values.insert("events".into(), "case_id,ts_utc,to_state\n1,2026-01-31T09:00:00Z,CLOSED\n".into());
        let body = read(&values).unwrap();
        assert_eq!(body.kind, ImportKind::Tickets);
        // A mapping of repairs does not fit.
        values.insert("mapping".into(), template(ImportKind::Repairs).into());
        assert_eq!(read(&values).unwrap_err().fields[0].pointer, "/mapping");
    }

    #[test]
    fn a_broken_mapping_says_where() {
        let mut values = empty();
        values.insert("csv".into(), "id\n1\n".into());
        values.insert("mapping".into(), "{".into());
        let refusal = read(&values).unwrap_err();
        assert_eq!(
            (refusal.fields[0].pointer.as_str(), refusal.fields[0].code),
            ("/mapping", FieldProblem::Malformed)
        );
    }

    #[test]
    fn columns_are_read_without_quotes_and_byte_order_mark() {
        assert_eq!(header("\u{feff}\"id\", brand,\n1,x,"), ["id", "brand"]);
    }
}
