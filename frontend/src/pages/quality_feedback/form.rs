//! Raising a quality feedback: from a complaint or a return two clicks, as everything is carried over.

use super::fields::origin_fields;
use super::typed::{ORIGIN, origin};
use crate::api::quality_feedback;
use crate::browser;
use crate::components::field::{AreaField, TextField};
use crate::components::finder::Finder;
use crate::components::form::{Draft, Values, put, use_form, use_submit};
use crate::components::page_head::PageHead;
use crate::components::record_form::FormFrame;
use crate::components::search_select::{SearchSelect, words};
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::route::{self, Record, Route};
use chrono::{Days, Utc};
use serde::Deserialize;
use shared::problem::{FieldProblem, Refusal};
use shared::records::quality_feedback::{CreateQualityFeedback, QualityFeedback};
use yew::prelude::*;

/// Where it comes from, as it stands in the address.
#[derive(Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
struct About {
    ticket_id: Option<String>,
    rma_line_id: Option<String>,
    /// What that is called.
    source: Option<String>,
}

const FIELDS: [&str; 13] = [
    "ticket_id",
    "rma_line_id",
    "subject",
    "description",
    "product_id",
    "product_id#",
    "part_id",
    "part_id#",
    "fault_code_id",
    "fault_code_id#",
    "batch",
    "quantity_checked",
    "quantity_bad",
];

fn values(about: &About) -> Values {
    let mut values = Values::new();
    for name in FIELDS.iter().chain(&ORIGIN) {
        put(&mut values, name, None::<String>);
    }
    put(&mut values, "ticket_id", about.ticket_id.as_ref());
    put(&mut values, "rma_line_id", about.rma_line_id.as_ref());
    values
}

fn read(values: &Values) -> Result<CreateQualityFeedback, Refusal> {
    let mut d = Draft::new(values);
    for name in ["product_id", "part_id", "fault_code_id"] {
        if d.raw(name).is_empty() && !d.raw(&words(name)).is_empty() {
            d.refuse(name, FieldProblem::NoSuchRecord);
        }
    }
    let origin = origin(&mut d);
    let body = CreateQualityFeedback {
        origin,
        ticket_id: d.maybe("ticket_id"),
        rma_line_id: d.maybe("rma_line_id"),
        subject: d.maybe("subject"),
        description: d.maybe("description"),
        unit_id: None,
        product_id: d.maybe("product_id"),
        part_id: d.maybe("part_id"),
        fault_code_id: d.maybe("fault_code_id"),
        batch: d.maybe("batch"),
        quantity_checked: d.maybe("quantity_checked"),
        quantity_bad: d.maybe("quantity_bad"),
    };
    let body = d.finish(Some(body))?;
    body.check(Utc::now().date_naive() + Days::new(1))?;
    Ok(body)
}

/// The form.
#[component]
pub fn QualityNew() -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let about = use_memo((), |()| serde_urlencoded::from_str::<About>(&browser::query()).unwrap_or_default());
    let form = use_form(|| values(&about));
    let done = Callback::from(move |made: QualityFeedback| {
        toaster.say(t!(l, "quality-raised", number = made.head.number.as_str()));
        route::go(Route::Quality(Record::One(made.head.id)));
    });
    let submit = use_submit(&form, read, quality_feedback::create, done);
    html! {
        <>
            <PageHead
                title={t!(l, "quality-new")}
                parent={Some((Route::Quality(Record::List), AttrValue::from(t!(l, "quality-nav"))))}
            />
            <FormFrame form={form.clone()} {submit} cancel={Route::Quality(Record::List)} label={t!(l, "quality-raise")}>
                if let Some(source) = &about.source {
                    <p>{ t!(l, "quality-from", name = source.as_str()) }</p>
                    <p class="sb-quiet">{ t!(l, "quality-carried") }</p>
                }
                <fieldset class="sb-fieldset">
                    <legend>{ t!(l, "quality-found") }</legend>
                    <TextField form={form.clone()} name="subject" label={t!(l, "quality-subject")} required={about.source.is_none()} max=200 />
                    <AreaField form={form.clone()} name="description" label={t!(l, "quality-description")} lines=3 max=4000 />
                    <div class="sb-grid sb-grid-3">
                        <SearchSelect form={form.clone()} name="product_id" label={t!(l, "quality-product")} finder={Finder::Product} />
                        <SearchSelect form={form.clone()} name="part_id" label={t!(l, "quality-part")} finder={Finder::Part} />
                        <SearchSelect form={form.clone()} name="fault_code_id" label={t!(l, "quality-fault")} finder={Finder::FaultCode(l)} />
                        <TextField form={form.clone()} name="batch" label={t!(l, "quality-batch")} max=100 />
                        <TextField form={form.clone()} name="quantity_checked" label={t!(l, "quality-checked")} kind="number" />
                        <TextField form={form.clone()} name="quantity_bad" label={t!(l, "quality-bad")} kind="number" />
                    </div>
                </fieldset>
                if about.source.is_none() {
                    <fieldset class="sb-fieldset">
                        <legend>{ t!(l, "quality-origin") }</legend>
                        <p class="sb-quiet">{ t!(l, "quality-origin-hint") }</p>
                        { origin_fields(&form, false, l) }
                    </fieldset>
                }
            </FormFrame>
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_from_a_complaint_needs_no_words_of_its_own() {
        let id = "01933f6e-0000-7000-8000-000000000001";
        let about = About { ticket_id: Some(id.into()), ..About::default() };
        let body = read(&values(&about)).unwrap();
        assert_eq!((body.ticket_id, body.subject), (id.parse().ok(), None));
        let refused = read(&values(&About::default())).unwrap_err();
        assert_eq!(refused.fields[0].pointer, "/subject");
    }

    #[test]
    fn what_was_heard_elsewhere_is_said_whole() {
        let mut v = values(&About::default());
        put(&mut v, "subject", Some("平层误差"));
        assert_eq!(read(&v).unwrap().origin, None);
        put(&mut v, "origin/kind", Some("visit"));
        let refused = read(&v).unwrap_err();
        let missing: Vec<_> = refused.fields.iter().map(|field| field.pointer.as_str()).collect();
        assert_eq!(missing, ["/origin/reference", "/origin/told_on", "/origin/told_by"]);
        for (name, value) in [("reference", "走访 12"), ("told_on", "2026-01-05"), ("told_by", "林建国")]
        {
            put(&mut v, &format!("origin/{name}"), Some(value));
        }
        assert_eq!(read(&v).unwrap().origin.unwrap().kind.as_str(), "visit");
    }

    #[test]
    fn more_bad_than_checked_is_refused_where_it_stands() {
        let mut v = values(&About::default());
        for (name, value) in [("subject", "跳齿"), ("quantity_checked", "3"), ("quantity_bad", "4")] {
            put(&mut v, name, Some(value));
        }
        assert_eq!(read(&v).unwrap_err().fields[0].pointer, "/quantity_bad");
    }
}
