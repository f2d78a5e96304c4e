//! What can be done with a material transfer: a button each, and the dialogue behind it.

use crate::api::material_transfer;
use crate::components::button::{Button, Kind};
use crate::components::field::{AreaField, TextField};
use crate::components::finder::Finder;
use crate::components::form::{Draft, Form, Values, put, use_form, use_submit};
use crate::components::record_form::FormModal;
use crate::components::search_select::{SearchSelect, words};
use crate::components::toast::use_toaster;
use crate::format;
use crate::i18n::use_locale;
use shared::i18n::Locale;
use shared::problem::{FieldProblem, Refusal};
use shared::records::material_transfer::*;
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`ActionButton`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The transfer.
    pub transfer: Rc<MaterialTransfer>,
    /// What is done.
    pub action: TransferAction,
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
        TransferAction::Reject | TransferAction::Cancel => Kind::default(),
        _ => Kind::Primary,
    };
    html! {
        <>
            <Button label={props.action.label(l)} {kind} onclick={set(true)} />
            if *open {
                <ActionForm
                    transfer={props.transfer.clone()}
                    action={props.action}
                    reload={props.reload.clone()}
                    onclose={set(false)}
                />
            }
        </>
    }
}

fn name(line: usize, field: &str) -> String {
    format!("lines/{line}/{field}")
}

fn values(transfer: &MaterialTransfer) -> Values {
    let mut values = Values::new();
    let v = &mut values;
    for field in ["reason", "carrier", "waybill"] {
        put(v, field, None::<String>);
    }
    put(v, "from_location_id", transfer.head.from_location_id);
    put(v, &words("from_location_id"), transfer.head.from_location_name.as_ref());
    for (n, line) in transfer.lines.iter().enumerate() {
        put(v, &name(n, "shipped"), Some(line.quantity));
        put(v, &name(n, "received"), line.shipped);
        for field in ["batch", "old_serial", "new_serial"] {
            put(v, &name(n, field), None::<String>);
        }
    }
    values
}

fn read(transfer: &MaterialTransfer, action: TransferAction, values: &Values) -> Result<Doing, Refusal> {
    let mut d = Draft::new(values);
    let from = words("from_location_id");
    let from_seen = asks_from(transfer, action);
    if from_seen && d.raw("from_location_id").is_empty() && !d.raw(&from).is_empty() {
        d.refuse("from_location_id", FieldProblem::NoSuchRecord);
    }
    let from_location_id = if from_seen { d.need("from_location_id") } else { None };
    let doing = match action {
        TransferAction::Submit => Doing::Submit,
        TransferAction::Pick => Doing::Pick,
        TransferAction::Regularise => Doing::Regularise,
        TransferAction::Reconcile => Doing::Reconcile,
        TransferAction::Approve => Doing::Approve(ApproveTransfer { from_location_id }),
        TransferAction::Reject => Doing::Reject(TransferActionInput { reason: d.need("reason") }),
        TransferAction::Cancel => Doing::Cancel(TransferActionInput { reason: d.need("reason") }),
        TransferAction::Ship => {
            let mut lines = vec![];
            for (n, line) in transfer.lines.iter().enumerate() {
                let (shipped, batch) = (d.need(&name(n, "shipped")), d.maybe(&name(n, "batch")));
                if line.batch_tracked && batch.is_none() && shipped != Some(0) {
                    d.refuse(&name(n, "batch"), FieldProblem::Required);
                }
                lines.push(ShippedLine { line_id: line.id, shipped, batch });
            }
            let (carrier, waybill) = (d.maybe("carrier"), d.maybe("waybill"));
            Doing::Ship(ShipTransfer { from_location_id, carrier, waybill, lines })
        }
        TransferAction::Receive => {
            let mut lines = vec![];
            for (n, line) in transfer.lines.iter().enumerate() {
                let received: Option<i64> = d.need(&name(n, "received"));
                if received > line.shipped {
                    d.refuse(&name(n, "received"), FieldProblem::Inconsistent);
                }
                lines.push(ReceivedLine {
                    line_id: line.id,
                    received,
                    old_serial: d.maybe(&name(n, "old_serial")),
                    new_serial: d.maybe(&name(n, "new_serial")),
                });
            }
            Doing::Receive(ReceiveTransfer { lines })
        }
    };
    d.finish(Some(doing))
}

/// Whether the dialogue asks where the parts are taken: as long as none are reserved.
fn asks_from(transfer: &MaterialTransfer, action: TransferAction) -> bool {
    let open = transfer.head.status == TransferStatus::Submitted;
    open && matches!(action, TransferAction::Approve | TransferAction::Ship)
}

fn hint(transfer: &MaterialTransfer, action: TransferAction, l: Locale) -> String {
    match action {
        TransferAction::Submit if transfer.head.urgent => t!(l, "transfer-submit-urgent-hint"),
        TransferAction::Submit => t!(l, "transfer-submit-hint"),
        TransferAction::Approve => t!(l, "transfer-approve-hint"),
        TransferAction::Reject | TransferAction::Cancel => t!(l, "transfer-refuse-hint"),
        TransferAction::Pick => t!(l, "transfer-pick-hint"),
        TransferAction::Ship if asks_from(transfer, action) => {
            t!(l, "transfer-ship-urgent-hint", hours = PAPERS_HOURS)
        }
        TransferAction::Ship => t!(l, "transfer-ship-hint"),
        TransferAction::Receive => t!(l, "transfer-receive-hint"),
        TransferAction::Regularise => t!(l, "transfer-regularise-hint"),
        TransferAction::Reconcile => t!(l, "transfer-reconcile-hint", count = transfer.head.short),
    }
}

#[derive(Clone, PartialEq, Properties)]
struct FormProps {
    transfer: Rc<MaterialTransfer>,
    action: TransferAction,
    reload: Callback<()>,
    onclose: Callback<()>,
}

#[component]
fn ActionForm(props: &FormProps) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let (transfer, action) = (&props.transfer, props.action);
    let (id, version) = (transfer.head.id, transfer.head.version);
    let form = use_form(|| values(transfer));
    let done = {
        let (reload, onclose) = (props.reload.clone(), props.onclose.clone());
        Callback::from(move |after: MaterialTransfer| {
            toaster.say(t!(
                l,
                "transfer-done",
                number = after.head.number,
                status = after.head.status.label(l)
            ));
            reload.emit(());
            onclose.emit(());
        })
    };
    let said = transfer.clone();
    let submit = use_submit(
        &form,
        move |values: &Values| read(&said, action, values),
        move |doing, key| material_transfer::act(id, doing, version, key),
        done,
    );
    let refuses = matches!(action, TransferAction::Reject | TransferAction::Cancel);
    html! {
        <FormModal
            title={format!("{} · {}", action.label(l), transfer.head.number)}
            label={action.label(l)}
            danger={refuses}
            form={form.clone()}
            {submit}
            onclose={props.onclose.clone()}
        >
            <p class="sb-quiet">{ hint(transfer, action, l) }</p>
            if asks_from(transfer, action) {
                <SearchSelect form={form.clone()} name="from_location_id" label={t!(l, "stock-from")} required=true finder={Finder::Location} />
            }
            if refuses {
                <AreaField form={form.clone()} name="reason" label={t!(l, "stock-reason")} required=true lines=2 max=500 autofocus=true />
            }
            if action == TransferAction::Ship {
                <div class="sb-grid">
                    <TextField form={form.clone()} name="carrier" label={t!(l, "transfer-carrier")} max=100 autofocus=true />
                    <TextField form={form.clone()} name="waybill" label={t!(l, "transfer-waybill")} max=100 />
                </div>
                { for transfer.lines.iter().enumerate().map(|(n, line)| shipped(&form, n, line, l)) }
            }
            if action == TransferAction::Receive {
                { for transfer.lines.iter().enumerate().map(|(n, line)| received(&form, n, line, transfer.head.unit_id.is_some(), l)) }
            }
        </FormModal>
    }
}

fn shipped(form: &Form, n: usize, line: &TransferLine, l: Locale) -> Html {
    html! {
        <fieldset class="sb-fieldset" key={n}>
            <legend>{ format!("{} {}", line.part_number, line.part_name) }</legend>
            <div class="sb-grid">
                <TextField form={form.clone()} name={name(n, "shipped")} label={t!(l, "transfer-shipped")} hint={t!(l, "transfer-asked-hint", count = format::number(line.quantity))} kind="number" required=true />
                if line.batch_tracked {
                    <TextField form={form.clone()} name={name(n, "batch")} label={t!(l, "stock-batch")} required=true max=80 />
                }
            </div>
        </fieldset>
    }
}

fn received(form: &Form, n: usize, line: &TransferLine, on_unit: bool, l: Locale) -> Html {
    html! {
        <fieldset class="sb-fieldset" key={n}>
            <legend>{ format!("{} {}", line.part_number, line.part_name) }</legend>
            <div class="sb-grid">
                <TextField form={form.clone()} name={name(n, "received")} label={t!(l, "transfer-received")} hint={t!(l, "transfer-shipped-hint", count = format::number(line.shipped.unwrap_or(0)))} kind="number" required=true />
                if on_unit {
                    <TextField form={form.clone()} name={name(n, "old_serial")} label={t!(l, "transfer-old-serial")} max=80 />
                    <TextField form={form.clone()} name={name(n, "new_serial")} label={t!(l, "transfer-new-serial")} max=80 />
                }
            </div>
        </fieldset>
    }
}
