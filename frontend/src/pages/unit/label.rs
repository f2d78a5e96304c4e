//! The label of a unit: a QR code by which whoever stands in front of it reports a fault.

use crate::api::{Key, public_report};
use crate::browser;
use crate::components::async_view::{async_view, use_load};
use crate::components::button::{Button, Kind};
use crate::components::copy_box::CopyBox;
use crate::components::modal::Modal;
use crate::i18n::use_locale;
use patternfly_yew::prelude::Icon;
use shared::ids::UnitId;
use yew::prelude::*;

/// Empty modules around a QR code: without them no camera finds it.
const QUIET: i32 = 4;

/// Properties of [`LabelButton`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The unit.
    pub id: UnitId,
    /// Its serial number.
    pub serial: AttrValue,
    /// Its product model.
    pub product: AttrValue,
}

/// A button that shows the label.
#[component]
pub fn LabelButton(props: &Props) -> Html {
    let l = use_locale();
    let open = use_state_eq(|| false);
    let (show, hide) = (open.setter(), open.setter());
    html! {
        <>
            <Button label={t!(l, "public-label")} icon={Icon::Print} onclick={move |()| show.set(true)} />
            if *open {
                <Label
                    id={props.id}
                    serial={props.serial.clone()}
                    product={props.product.clone()}
                    onclose={Callback::from(move |()| hide.set(false))}
                />
            }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct LabelProps {
    id: UnitId,
    serial: AttrValue,
    product: AttrValue,
    onclose: Callback<()>,
}

#[component]
fn Label(props: &LabelProps) -> Html {
    let l = use_locale();
    let loaded = use_load(props.id, |id| public_report::label(id, Key::new()));
    let view = async_view(
        &loaded,
        |_| None,
        |label| {
            let side = label.modules + 2 * QUIET;
            html! {
                <>
                    <div class="sb-label">
                        <svg
                            viewBox={format!("{0} {0} {side} {side}", -QUIET)}
                            role="img"
                            aria-label={t!(l, "public-label-title", serial = props.serial.as_str())}
                            shape-rendering="crispEdges"
                        >
                            <path d={label.path.clone()} />
                        </svg>
                        <div>
                            <p class="sb-label-title">{ t!(l, "public-label-scan") }</p>
                            <p class="sb-number">{ &props.serial }</p>
                            <p>{ &props.product }</p>
                        </div>
                    </div>
                    <CopyBox label={t!(l, "public-label-link")} text={label.address.clone()} />
                </>
            }
        },
    );
    let footer = html! {
        <Button
            label={t!(l, "public-label-print")}
            kind={Kind::Primary}
            disabled={loaded.data.is_none()}
            onclick={|()| browser::print()}
        />
    };
    html! {
        <Modal
            title={t!(l, "public-label-title", serial = props.serial.as_str())}
            onclose={props.onclose.clone()}
            {footer}
        >
            <p class="sb-quiet">{ t!(l, "public-label-hint") }</p>
            { view }
        </Modal>
    }
}
