//! What can be done with a count.

use crate::api::stock_count;
use crate::components::button::{Button, Kind};
use crate::components::field::AreaField;
use crate::components::form::{Draft, Values, use_form, use_submit};
use crate::components::record_form::FormModal;
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use shared::problem::Refusal;
use shared::records::stock_count::{StockCount, StockCountAction, StockCountActionInput};
use yew::prelude::*;

/// Properties of [`ActionButton`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The count.
    pub count: StockCount,
    /// What is done.
    pub action: StockCountAction,
    /// Reads it again.
    pub reload: Callback<()>,
}

/// A button for one thing that can be done, with a dialogue that asks.
#[component]
pub fn ActionButton(props: &Props) -> Html {
    let l = use_locale();
    let open = use_state_eq(|| false);
    let set = |to: bool| {
        let open = open.setter();
        Callback::from(move |()| open.set(to))
    };
    let kind = match props.action {
        StockCountAction::Submit | StockCountAction::Approve => Kind::Primary,
        StockCountAction::Recount | StockCountAction::Cancel => Kind::default(),
    };
    html! {
        <>
            <Button label={props.action.label(l)} {kind} onclick={set(true)} />
            if *open {
                <ActionForm
                    count={props.count.clone()}
                    action={props.action}
                    reload={props.reload.clone()}
                    onclose={set(false)}
                />
            }
        </>
    }
}

fn read(values: &Values) -> Result<StockCountActionInput, Refusal> {
    let mut d = Draft::new(values);
    let reason = d.maybe("reason");
    d.finish(Some(StockCountActionInput { reason }))
}

#[derive(Clone, PartialEq, Properties)]
struct FormProps {
    count: StockCount,
    action: StockCountAction,
    reload: Callback<()>,
    onclose: Callback<()>,
}

#[component]
fn ActionForm(props: &FormProps) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let (id, version, action) = (props.count.head.id, props.count.head.version, props.action);
    let form = use_form(|| Values::from([("reason".into(), String::new())]));
    let done = {
        let (reload, onclose) = (props.reload.clone(), props.onclose.clone());
        Callback::from(move |count: StockCount| {
            toaster.say(t!(l, "count-done", number = count.head.number, status = count.head.status.label(l)));
            reload.emit(());
            onclose.emit(());
        })
    };
    let submit =
        use_submit(&form, read, move |body, key| stock_count::act(id, action, body, version, key), done);
    let open = props.count.head.lines - props.count.head.counted_lines;
    let hint = match action {
        StockCountAction::Submit if open > 0 => t!(l, "count-submit-open", count = open),
        StockCountAction::Submit => t!(l, "count-submit-hint", count = props.count.head.differing_lines),
        StockCountAction::Approve => t!(l, "count-approve-hint", count = props.count.head.differing_lines),
        StockCountAction::Recount => t!(l, "count-recount-hint"),
        StockCountAction::Cancel => t!(l, "count-cancel-hint"),
    };
    html! {
        <FormModal
            title={format!("{} · {}", action.label(l), props.count.head.number)}
            label={action.label(l)}
            danger={action == StockCountAction::Cancel}
            form={form.clone()}
            {submit}
            onclose={props.onclose.clone()}
        >
            <p class="sb-quiet">{ hint }</p>
            <AreaField form={form.clone()} name="reason" label={t!(l, "stock-reason")} required={action == StockCountAction::Cancel} lines=2 max=500 autofocus=true />
        </FormModal>
    }
}
