//! What can be done with a unit.

use crate::api::unit;
use crate::components::button::Button;
use crate::components::field::AreaField;
use crate::components::form::{Draft, Values, use_form, use_submit};
use crate::components::record_form::{FormModal, use_fresh};
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use shared::problem::Refusal;
use shared::records::unit::{Unit, UnitAction, UnitActionInput};
use yew::prelude::*;

/// Properties of [`Actions`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The unit.
    pub unit: Unit,
    /// Reads it again.
    pub reload: Callback<()>,
}

/// A button for each thing that can be done.
#[component]
pub fn Actions(props: &Props) -> Html {
    let l = use_locale();
    let doing = use_state_eq(|| None::<UnitAction>);
    let close = {
        let doing = doing.setter();
        Callback::from(move |()| doing.set(None))
    };
    html! {
        <>
            { for props.unit.available_actions.iter().map(|action| {
                let (action, doing) = (*action, doing.setter());
                let onclick = Callback::from(move |()| doing.set(Some(action)));
                html! { <Button key={action.as_str()} label={action.label(l)} {onclick} /> }
            }) }
            if let Some(action) = *doing {
                <ActionForm unit={props.unit.clone()} {action} reload={props.reload.clone()} onclose={close} />
            }
        </>
    }
}

fn read(values: &Values) -> Result<UnitActionInput, Refusal> {
    let mut draft = Draft::new(values);
    let note = draft.maybe("note");
    draft.finish(Some(UnitActionInput { note }))
}

#[derive(Clone, PartialEq, Properties)]
struct FormProps {
    unit: Unit,
    action: UnitAction,
    reload: Callback<()>,
    onclose: Callback<()>,
}

#[component]
fn ActionForm(props: &FormProps) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let (id, version, action) = (props.unit.id, props.unit.version, props.action);
    let form = use_form(|| Values::from([("note".into(), String::new())]));
    use_fresh(&form, None, Values::new(), props.reload.clone());
    let done = {
        let (reload, onclose) = (props.reload.clone(), props.onclose.clone());
        Callback::from(move |unit: Unit| {
            toaster.say(t!(l, "unit-done", status = unit.status.label(l)));
            reload.emit(());
            onclose.emit(());
        })
    };
    let submit = use_submit(&form, read, move |body, key| unit::act(id, action, body, version, key), done);
    html! {
        <FormModal
            title={format!("{} · {}", action.label(l), props.unit.serial)}
            label={action.label(l)}
            danger={action == UnitAction::Retire}
            form={form.clone()}
            {submit}
            onclose={props.onclose.clone()}
        >
            if action == UnitAction::Retire {
                <p class="sb-quiet">{ t!(l, "unit-retire-hint") }</p>
            }
            <AreaField form={form.clone()} name="note" label={t!(l, "unit-action-note")} lines=3 max=1000 autofocus=true />
        </FormModal>
    }
}
