//! Setting the reorder point of a line of stock.

use crate::api::stock;
use crate::components::button::{Button, Kind};
use crate::components::field::TextField;
use crate::components::form::{Draft, Values, put, use_form, use_submit};
use crate::components::record_form::FormModal;
use crate::components::toast::use_toaster;
use crate::format;
use crate::i18n::use_locale;
use crate::session::{may, use_me};
use shared::auth::Permission;
use shared::problem::Refusal;
use shared::records::stock::{StockLevel, UpdateStockLevel, check_reorder_point};
use yew::prelude::*;

/// Properties of [`ReorderPoint`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The line.
    pub level: StockLevel,
    /// Reads it again.
    pub reload: Callback<()>,
}

/// The reorder point; a press changes it.
#[component]
pub fn ReorderPoint(props: &Props) -> Html {
    let l = use_locale();
    let me = use_me();
    let open = use_state_eq(|| false);
    let point = props.level.reorder_point;
    if !may(&me, Permission::StockMove) {
        return html! { { format::number(point) } };
    }
    let set = |to: bool| {
        let open = open.setter();
        Callback::from(move |()| open.set(to))
    };
    let title = t!(
        l,
        "stock-set-reorder",
        part = props.level.part_number.as_str(),
        location = props.level.location_name.as_str()
    );
    html! {
        <>
            <Button label={format::number(point)} kind={Kind::Link} small=true {title} onclick={set(true)} />
            if *open {
                <ReorderForm level={props.level.clone()} reload={props.reload.clone()} onclose={set(false)} />
            }
        </>
    }
}

fn read(values: &Values) -> Result<UpdateStockLevel, Refusal> {
    let mut d = Draft::new(values);
    let point = d.need("reorder_point");
    let body = d.finish(point.map(|reorder_point| UpdateStockLevel { reorder_point }))?;
    check_reorder_point(body.reorder_point)?;
    Ok(body)
}

#[derive(Clone, PartialEq, Properties)]
struct FormProps {
    level: StockLevel,
    reload: Callback<()>,
    onclose: Callback<()>,
}

#[component]
fn ReorderForm(props: &FormProps) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let (id, version) = (props.level.id, props.level.version);
    let form = use_form(|| {
        let mut values = Values::new();
        put(&mut values, "reorder_point", Some(props.level.reorder_point));
        values
    });
    let done = {
        let (reload, onclose) = (props.reload.clone(), props.onclose.clone());
        Callback::from(move |_: StockLevel| {
            toaster.say(t!(l, "page-saved"));
            reload.emit(());
            onclose.emit(());
        })
    };
    let submit = use_submit(&form, read, move |body, _| stock::update(id, body, version), done);
    let title = format!("{} · {}", props.level.part_number, props.level.location_name);
    html! {
        <FormModal {title} form={form.clone()} {submit} onclose={props.onclose.clone()}>
            <TextField form={form.clone()} name="reorder_point" label={t!(l, "stock-reorder-point")} hint={t!(l, "stock-reorder-hint")} kind="number" required=true autofocus=true />
        </FormModal>
    }
}
