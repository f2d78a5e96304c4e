//! Asks whether a file is to go, and takes it away.

use crate::components::confirm::{Confirm, use_deed};
use crate::components::preview::Source;
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use yew::prelude::*;

/// Properties of [`RemoveFile`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The file.
    pub source: Source,
    /// Closes the question.
    pub onclose: Callback<()>,
    /// Told when it is gone.
    pub onremoved: Callback<()>,
    /// What goes, and what stays of it.
    pub children: Html,
}

/// The question.
#[component]
pub fn RemoveFile(props: &Props) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let source = props.source;
    let done = {
        let (onclose, onremoved) = (props.onclose.clone(), props.onremoved.clone());
        Callback::from(move |()| {
            toaster.say(t!(l, "attachment-removed"));
            onclose.emit(());
            onremoved.emit(());
        })
    };
    let deed = use_deed(move |_| source.remove(), done);
    html! {
        <Confirm
            title={t!(l, "attachment-remove-ask")}
            label={t!(l, "attachment-remove")}
            {deed}
            danger=true
            onclose={props.onclose.clone()}
        >
            <p>{ props.children.clone() }</p>
        </Confirm>
    }
}
