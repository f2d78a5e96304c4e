//! The forms of a return on paper.

use crate::components::button::{Button, Kind};
use crate::components::paper::Paper;
use crate::components::toast::{Said, use_toaster};
use crate::i18n::use_locale;
use crate::session::{actor, use_me};
use crate::{api, browser};
use shared::ids::{RmaId, RmaLineId};
use shared::records::rma::RmaForm;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Properties of [`Print`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The return.
    pub id: RmaId,
}

/// A button that offers what the reader may print of a return.
#[component]
pub fn Print(props: &Props) -> Html {
    let l = use_locale();
    let me = use_me();
    let reader = actor(&me);
    let forms = RmaForm::ALL.iter().filter(|form| form.open_to(&reader));
    let path = |form: &RmaForm| AttrValue::from(format!("rmas/{}/paper/{form}", props.id));
    let forms = forms.map(|form| (AttrValue::from(form.label(l)), path(form))).collect::<Vec<_>>();
    html! { <Paper {forms} /> }
}

/// Properties of [`PrintTag`].
#[derive(Clone, PartialEq, Properties)]
pub struct TagProps {
    /// The return.
    pub id: RmaId,
    /// The line whose tag is printed.
    pub line: RmaLineId,
}

/// Prints the tag of one part once more, on a roll.
#[component]
pub fn PrintTag(props: &TagProps) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let (id, line) = (props.id, props.line);
    let onclick = Callback::from(move |()| {
        let toaster = toaster.clone();
        spawn_local(async move {
            let path = format!("rmas/{id}/paper/{}", RmaForm::TagRoll);
            match api::register::file(&path, &format!("lang={l}&line_id={line}")).await {
                Ok(bytes) => browser::open(&bytes, "application/pdf"),
                Err(problem) => toaster.tell(Said::problem(&problem)),
            }
        });
    });
    html! { <Button label={t!(l, "return-print-tag")} small=true kind={Kind::Link} {onclick} /> }
}
