//! The forms of a material transfer on paper: a menu of what it prints.

use crate::api::material_transfer;
use crate::browser;
use crate::components::menu::Menu;
use crate::i18n::use_locale;
use futures_util::FutureExt;
use patternfly_yew::prelude::Icon;
use shared::ids::MaterialTransferId;
use shared::records::material_transfer::TransferForm;
use yew::prelude::*;

/// Properties of [`Print`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The transfer.
    pub id: MaterialTransferId,
}

/// A button that offers the forms; each opens in a tab of its own, in the language of the page.
#[component]
pub fn Print(props: &Props) -> Html {
    let l = use_locale();
    let id = props.id;
    let take = Callback::from(move |n: usize| {
        async move {
            browser::open(&material_transfer::paper(id, TransferForm::ALL[n], l).await?, "application/pdf");
            Ok(())
        }
        .boxed_local()
    });
    let choices = TransferForm::ALL.iter().map(|form| form.label(l).into()).collect::<Vec<_>>();
    html! { <Menu label={t!(l, "ticket-print")} icon={Icon::Print} {choices} {take} /> }
}
