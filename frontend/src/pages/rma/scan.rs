//! Where a part changes hands: its tag is scanned or typed.

use crate::api::rma;
use crate::browser;
use crate::components::button::{Button, Kind};
use crate::components::field::TextField;
use crate::components::form::{Draft, Values, put, use_form, use_submit};
use crate::components::link::Link;
use crate::components::page_head::PageHead;
use crate::components::record_form::Problems;
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::route::{Record, Route};
use shared::problem::Refusal;
use shared::records::rma::{Rma, ScanRmaTag, scanned_tag};
use yew::prelude::*;

fn read(values: &Values) -> Result<ScanRmaTag, Refusal> {
    let mut values = values.clone();
    // A scanner types what the QR code holds: the address of this page.
    if let Some(read) = values.get_mut("tag") {
        *read = scanned_tag(read).to_owned();
    }
    let mut d = Draft::new(&values);
    let (tag, place) = (d.need("tag"), d.need("place"));
    d.finish(tag.zip(place).map(|(tag, place)| ScanRmaTag { tag, place }))
}

/// The page on which tags are scanned, one after the other: a scanner types the tag and presses Enter.
#[component]
pub fn ScanPage() -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let last = use_state_eq(|| None::<Rma>);
    let form = use_form(|| {
        let mut values = Values::new();
        // The QR code of a tag leads here with it.
        let here = format!("/scan?{}", browser::query());
        let tag = Some(scanned_tag(&here)).filter(|tag| !tag.starts_with('/'));
        put(&mut values, "tag", tag);
        put(&mut values, "place", None::<String>);
        values
    });
    let done = {
        let (form, last) = (form.clone(), last.setter());
        Callback::from(move |found: Rma| {
            toaster.say(t!(l, "rma-scanned", number = found.head.number.as_str()));
            form.set("tag", "");
            browser::focus("#field-tag");
            last.set(Some(found));
        })
    };
    let submit = use_submit(&form, read, rma::scan, done);
    html! {
        <>
            <PageHead
                title={t!(l, "rma-scan")}
                parent={Some((Route::Rmas(Record::List), AttrValue::from(t!(l, "rma-nav"))))}
            />
            <p class="sb-quiet">{ t!(l, "rma-scan-hint") }</p>
            <form class="pf-v6-c-form sb-intake" novalidate=true onsubmit={submit.onsubmit()}>
                <Problems form={form.clone()} />
                <div class="sb-grid sb-grid-3">
                    <TextField form={form.clone()} name="place" label={t!(l, "rma-place")} hint={t!(l, "rma-place-hint")} required=true max=200 />
                    <TextField form={form.clone()} name="tag" label={t!(l, "rma-tag")} required=true max=200 autofocus=true />
                </div>
                <div class="sb-form-foot">
                    <Button label={t!(l, "rma-scan-go")} kind={Kind::Primary} submit=true busy={submit.busy} />
                </div>
            </form>
            if let Some(found) = &*last {
                <p>
                    { t!(l, "rma-scanned-last") }{ " " }
                    <Link to={Route::Rmas(Record::One(found.head.id))} class="sb-number">{ &found.head.number }</Link>
                    { " · " }{ &found.head.dealer_name }
                </p>
            }
        </>
    }
}
