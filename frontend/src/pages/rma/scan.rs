//! Where a part changes hands: its tag is scanned or typed.

use crate::api::rma;
use crate::browser;
use crate::components::button::{Button, Kind};
use crate::components::camera::Camera;
use crate::components::field::TextField;
use crate::components::form::{Draft, Values, put, use_form, use_submit};
use crate::components::link::Link;
use crate::components::page_head::PageHead;
use crate::components::record_form::Problems;
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::route::{Record, Route};
use shared::problem::Refusal;
use shared::records::rma::{Rma, ScanRmaTag, tag_in};
use yew::prelude::*;

/// Where this browser keeps the place: whoever takes parts over mostly does so in the same one.
const PLACE: &str = "sanbao.scan.place";

fn read(values: &Values) -> Result<ScanRmaTag, Refusal> {
    // A scanner types the whole address that the code holds.
    let mut values = values.clone();
    if let Some(tag) = values.get("tag").and_then(|read| tag_in(read)) {
        put(&mut values, "tag", Some(tag));
    }
    let mut d = Draft::new(&values);
    let (tag, place) = (d.need("tag"), d.need("place"));
    d.finish(tag.zip(place).map(|(tag, place)| ScanRmaTag { tag, place }))
}

/// The page on which tags are scanned, one after the other: by the camera, or by a scanner that types the tag and
/// presses Enter. A phone's own camera leads here with the tag behind `#`.
#[component]
pub fn ScanPage() -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let last = use_state_eq(|| None::<Rma>);
    let form = use_form(|| {
        let mut values = Values::new();
        put(&mut values, "tag", tag_in(&browser::fragment()));
        put(&mut values, "place", browser::stored(PLACE));
        values
    });
    let done = {
        let (form, last) = (form.clone(), last.setter());
        Callback::from(move |found: Rma| {
            toaster.say(t!(l, "rma-scanned", number = found.head.number.as_str()));
            browser::store(PLACE, form.get("place"));
            form.set("tag", "");
            browser::focus("#field-tag");
            last.set(Some(found));
        })
    };
    let submit = use_submit(&form, read, rma::scan, done);
    // What the camera read is sent as soon as it stands in the form.
    let caught = use_state_eq(|| None::<String>);
    let onread = {
        let (form, caught) = (form.clone(), caught.setter());
        Callback::from(move |read: String| {
            if let Some(tag) = tag_in(&read) {
                form.set("tag", tag.clone());
                caught.set(Some(tag));
            }
        })
    };
    {
        let (send, caught, typed) = (submit.send.clone(), caught.clone(), form.get("tag").to_owned());
        use_effect_with(((*caught).clone(), typed), move |(tag, typed)| {
            if tag.as_ref() == Some(typed) {
                caught.set(None);
                send.emit(());
            }
        });
    }
    html! {
        <>
            <PageHead
                title={t!(l, "rma-scan")}
                parent={Some((Route::Rmas(Record::List), AttrValue::from(t!(l, "rma-nav"))))}
            />
            <p class="sb-quiet">{ t!(l, "rma-scan-hint") }</p>
            <Camera {onread} />
            <form class="pf-v6-c-form sb-intake" novalidate=true onsubmit={submit.onsubmit()}>
                <Problems form={form.clone()} />
                <div class="sb-grid sb-grid-3">
                    <TextField form={form.clone()} name="place" label={t!(l, "rma-place")} hint={t!(l, "rma-place-hint")} required=true max=200 />
                    <TextField form={form.clone()} name="tag" label={t!(l, "rma-tag")} required=true max=400 autofocus=true />
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
