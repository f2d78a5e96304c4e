//! Reporting what is wrong with the unit in front of one.

use super::use_code;
use crate::api::public_report;
use crate::browser;
use crate::components::alert::{Alert, Gravity};
use crate::components::async_view::{async_view, use_load};
use crate::components::button::{Button, Kind};
use crate::components::copy_box::CopyBox;
use crate::components::facts::{facts, words};
use crate::components::field::{AreaField, CheckField, TextField};
use crate::components::form::{Draft, Values, use_form, use_submit};
use crate::components::record_form::Problems;
use crate::components::time::Time;
use crate::i18n::use_locale;
use crate::pages::login::Outside;
use crate::unsaved::use_unsaved;
use shared::problem::Refusal;
use shared::records::public_report::{CreatePublicReport, PublicReceipt, PublicUnit};
use yew::prelude::*;

fn read(values: &Values) -> Result<CreatePublicReport, Refusal> {
    let mut d = Draft::new(values);
    let description = d.need("description");
    let (contact_name, contact_phone) = (d.need("contact_name"), d.need("contact_phone"));
    let danger = d.on("danger");
    let built = description.zip(contact_name).zip(contact_phone).map(
        |((description, contact_name), contact_phone)| CreatePublicReport {
            description,
            contact_name,
            contact_phone,
            danger,
        },
    );
    d.finish(built)
}

/// The page behind the QR code on a unit.
#[component]
pub fn ReportPage() -> Html {
    let l = use_locale();
    let code = use_code();
    html! {
        <Outside title={t!(l, "public-report")}>
            if let Some(code) = code {
                <Known {code} />
            } else {
                <Alert gravity={Gravity::Warning} title={t!(l, "public-no-code")}>
                    <p>{ t!(l, "public-no-code-hint") }</p>
                </Alert>
            }
        </Outside>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct KnownProps {
    code: String,
}

#[component]
fn Known(props: &KnownProps) -> Html {
    let loaded = use_load(props.code.clone(), public_report::unit);
    let code = props.code.clone();
    async_view(
        &loaded,
        |_| None,
        move |unit| html! { <ReportForm code={code.clone()} unit={(**unit).clone()} /> },
    )
}

#[derive(Clone, PartialEq, Properties)]
struct FormProps {
    code: String,
    unit: PublicUnit,
}

#[component]
fn ReportForm(props: &FormProps) -> Html {
    let l = use_locale();
    let sent = use_state_eq(|| None::<PublicReceipt>);
    let form = use_form(|| {
        let names = ["description", "contact_name", "contact_phone", "danger"];
        names.into_iter().map(|name| (name.into(), String::new())).collect::<Values>()
    });
    use_unsaved(&form);
    let code = props.code.clone();
    let done = sent.setter();
    let submit = use_submit(
        &form,
        read,
        move |body, key| {
            let code = code.clone();
            async move { public_report::report(&code, body, key).await }
        },
        Callback::from(move |receipt| done.set(Some(receipt))),
    );
    if let Some(receipt) = &*sent {
        return html! { <Receipt receipt={receipt.clone()} /> };
    }
    let unit = &props.unit;
    let danger = form.get("danger") == "true";
    html! {
        <>
            { facts(vec![
                (t!(l, "public-unit"), words(Some(&unit.serial))),
                (t!(l, "ticket-product"), words(Some(&unit.product_name))),
                (t!(l, "public-service"), words(Some(&unit.service_name))),
            ]) }
            if let Some(at) = unit.open_since {
                <Alert gravity={Gravity::Info} title={t!(l, "public-known")}>
                    <p><Time {at} both=true /></p>
                    <p>{ t!(l, "public-known-hint") }</p>
                </Alert>
            }
            <Problems form={form.clone()} />
            <form class="pf-v6-c-form" novalidate=true onsubmit={submit.onsubmit()}>
                <CheckField form={form.clone()} name="danger" label={t!(l, "public-danger")} />
                if danger {
                    { call(unit.service_phone.as_deref(), t!(l, "public-danger-call")) }
                }
                <AreaField
                    form={form.clone()}
                    name="description"
                    label={t!(l, "public-description")}
                    hint={t!(l, "public-description-hint")}
                    max=2000
                    required=true
                />
                <TextField form={form.clone()} name="contact_name" label={t!(l, "public-name")} autocomplete="name" max=100 required=true />
                <TextField
                    form={form.clone()}
                    name="contact_phone"
                    label={t!(l, "public-phone")}
                    kind="tel"
                    autocomplete="tel"
                    max=40
                    required=true
                />
                <Button label={t!(l, "public-send")} kind={Kind::Primary} submit=true busy={submit.busy} class="pf-m-block" />
            </form>
        </>
    }
}

/// Whom to call, by one touch.
fn call(phone: Option<&str>, title: String) -> Html {
    html! {
        <Alert gravity={Gravity::Danger} live=true {title}>
            if let Some(phone) = phone {
                <p><a href={format!("tel:{}", phone.replace(' ', ""))} class="sb-number">{ phone }</a></p>
            }
        </Alert>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ReceiptProps {
    receipt: PublicReceipt,
}

#[component]
fn Receipt(props: &ReceiptProps) -> Html {
    let l = use_locale();
    let receipt = &props.receipt;
    let path = format!("/track#{}", receipt.tracking_code);
    html! {
        <>
            <Alert gravity={Gravity::Success} live=true title={t!(l, "public-thanks", number = receipt.number.clone())}>
                <p>{ t!(l, "public-thanks-hint") }</p>
            </Alert>
            <CopyBox label={t!(l, "public-link")} text={format!("{}{path}", browser::origin())} />
            <p><a href={path}>{ t!(l, "public-follow") }</a></p>
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(danger: &str, phone: &str) -> Values {
        [
            ("description", "门打不开"),
            ("contact_name", "王师傅"),
            ("contact_phone", phone),
            ("danger", danger),
        ]
        .into_iter()
        .map(|(name, value)| (name.into(), value.to_owned()))
        .collect()
    }

    #[test]
    fn a_report_needs_words_and_somebody_to_call() {
        let report = read(&values("true", "138")).unwrap();
        assert!(report.danger);
        assert_eq!(report.description.as_str(), "门打不开");
        assert!(!read(&values("", "138")).unwrap().danger);
        assert_eq!(read(&values("", " ")).unwrap_err().fields[0].pointer, "/contact_phone");
    }
}
