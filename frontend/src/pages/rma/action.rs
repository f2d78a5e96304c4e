//! What can be done with a return and with its lines, each in a dialogue.

use crate::api::rma;
use crate::components::field::{AreaField, ChoiceField, TextField};
use crate::components::finder::Finder;
use crate::components::form::{Draft, Form, Values, put, use_form, use_submit};
use crate::components::money::{amount, words as money};
use crate::components::record_form::{FormModal, use_fresh};
use crate::components::search_select::{SearchSelect, words};
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use serde_json::{Value, json};
use shared::auth::OrganizationKind;
use shared::i18n::Locale;
use shared::ids::RmaLineId;
use shared::money::Currency;
use shared::problem::{FieldProblem, Refusal};
use shared::records::rma::*;
use shared::records::supplier_return::ChargeSupplier;
use std::rc::Rc;
use yew::prelude::*;

/// What is being done.
#[derive(Clone, Copy, PartialEq)]
pub enum Doing {
    /// Something with the return.
    Head(RmaAction),
    /// Something with a line.
    Line(RmaLineAction, RmaLineId),
}

impl Doing {
    fn label(self, l: Locale) -> String {
        match self {
            Self::Head(action) => action.label(l),
            Self::Line(action, _) => action.label(l),
        }
    }

    fn is_grave(self) -> bool {
        use RmaLineAction::{ConfirmScrap, Lose, Waive};
        matches!(
            self,
            Self::Head(RmaAction::Refuse | RmaAction::Cancel) | Self::Line(Lose | Waive | ConfirmScrap, _)
        )
    }
}

/// The lines that an action of the return is about.
fn concerned(rma: &Rma, doing: Doing) -> Vec<&RmaLine> {
    let status = match doing {
        Doing::Head(RmaAction::Ship) => RmaLineStatus::Due,
        Doing::Head(RmaAction::Receive) => RmaLineStatus::Shipped,
        _ => return vec![],
    };
    rma.lines.iter().filter(|line| line.status == status).collect()
}

/// The line that is worked on.
fn line_of(rma: &Rma, doing: Doing) -> Option<&RmaLine> {
    let Doing::Line(_, id) = doing else { return None };
    rma.lines.iter().find(|line| line.id == id)
}

fn quantity(n: usize) -> String {
    format!("lines/{n}/quantity")
}

fn condition(n: usize) -> String {
    format!("lines/{n}/condition")
}

/// Everything that any of the dialogues asks for; each shows its own.
fn values(rma: &Rma, doing: Doing) -> Values {
    let mut values = Values::new();
    let v = &mut values;
    for name in [
        "deadline",
        "return_to_id",
        "return_to_id#",
        "reason",
        "carrier",
        "waybill",
        "freight_payer",
        "standard_test",
        "load_test",
        "verdict",
        "failure_mode",
        "responsible",
        "share_percent",
        "disposition",
        "supplier_id",
        "supplier_id#",
        "amount",
        "currency",
        "note",
        "reference",
        "paid_on",
    ] {
        put(v, name, None::<String>);
    }
    if doing == Doing::Head(RmaAction::PayRefund) {
        put(v, "currency", Some(Currency::Cny));
    }
    if let Some(proposal) = line_of(rma, doing).and_then(|line| line.charge_proposal.as_ref()) {
        put(v, "amount", Some(proposal.amount));
        put(v, "currency", Some(proposal.currency));
    }
    for (n, line) in concerned(rma, doing).into_iter().enumerate() {
        put(v, &quantity(n), Some(line.quantity_shipped.unwrap_or(line.quantity_due)));
        put(v, &condition(n), Some(RmaCondition::Intact));
    }
    values
}

fn read(rma: &Rma, doing: Doing, values: &Values) -> Result<Value, Refusal> {
    let mut d = Draft::new(values);
    match doing {
        Doing::Head(RmaAction::Authorize) => {
            if d.raw("return_to_id").is_empty() && !d.raw(&words("return_to_id")).is_empty() {
                d.refuse("return_to_id", FieldProblem::NoSuchRecord);
            }
            let (deadline, return_to_id) = (d.maybe("deadline"), d.maybe("return_to_id"));
            d.finish(Some(AuthorizeRma { deadline, return_to_id })).map(|body| json!(body))
        }
        Doing::Head(RmaAction::Refuse | RmaAction::Cancel | RmaAction::Overrule)
        | Doing::Line(RmaLineAction::Lose | RmaLineAction::Waive | RmaLineAction::Hold, _) => {
            let reason = d.need("reason");
            d.finish(reason.map(|reason| RmaReason { reason })).map(|body| json!(body))
        }
        Doing::Head(RmaAction::PayRefund) => {
            let amount = amount(&mut d, "amount");
            if amount.is_none() && d.raw("amount").is_empty() {
                d.refuse("amount", FieldProblem::Required);
            }
            let said = amount.zip(d.need("currency")).zip(d.need("reference")).zip(d.need("paid_on"));
            let paid = |(((amount, currency), reference), paid_on)| PayRefund {
                amount,
                currency,
                reference,
                paid_on,
            };
            d.finish(said.map(paid)).map(|body| json!(body))
        }
        Doing::Head(RmaAction::Ship) => {
            let (carrier, waybill, payer) = (d.need("carrier"), d.need("waybill"), d.need("freight_payer"));
            let mut lines = vec![];
            for (n, line) in concerned(rma, doing).into_iter().enumerate() {
                // Left empty, or none: this one stays here.
                if let Some(quantity) = d.maybe(&quantity(n)).filter(|quantity| *quantity != 0) {
                    lines.push(ShipRmaLine { line_id: line.id, quantity });
                }
            }
            let built = carrier.zip(waybill).zip(payer).map(|((carrier, waybill), freight_payer)| ShipRma {
                carrier,
                waybill,
                freight_payer,
                lines,
            });
            let body = d.finish(built)?;
            body.check()?;
            Ok(json!(body))
        }
        Doing::Head(RmaAction::Receive) => {
            let mut lines = vec![];
            for (n, line) in concerned(rma, doing).into_iter().enumerate() {
                // Left empty: it has not come yet.
                let condition = d.need(&condition(n));
                if let Some((quantity, condition)) = d.maybe(&quantity(n)).zip(condition) {
                    lines.push(ReceiveRmaLine { line_id: line.id, quantity, condition, note: None });
                }
            }
            let body = d.finish(Some(ReceiveRma { lines }))?;
            body.check()?;
            Ok(json!(body))
        }
        Doing::Line(RmaLineAction::Judge, _) => {
            let (standard_test, load_test) = (d.need("standard_test"), d.maybe("load_test"));
            let (verdict, failure_mode) = (d.need("verdict"), d.maybe("failure_mode"));
            let (responsible, share) = (d.need("responsible"), d.need("share_percent"));
            let built = standard_test.zip(verdict).zip(responsible).zip(share).map(
                |(((standard_test, verdict), responsible), share_percent)| JudgeRmaLine {
                    standard_test,
                    load_test,
                    verdict,
                    failure_mode,
                    responsible,
                    share_percent,
                },
            );
            let body = d.finish(built)?;
            body.check()?;
            Ok(json!(body))
        }
        Doing::Line(RmaLineAction::Dispose, _) => {
            let disposition = d.need("disposition");
            d.finish(disposition.map(|disposition| DisposeRmaLine { disposition })).map(|body| json!(body))
        }
        Doing::Head(RmaAction::Close)
        | Doing::Line(
            RmaLineAction::Restore
            | RmaLineAction::Test
            | RmaLineAction::ConfirmScrap
            | RmaLineAction::LiftHold,
            _,
        ) => Ok(json!({})),
        Doing::Line(RmaLineAction::Charge, _) => {
            if d.raw("supplier_id").is_empty() && !d.raw(&words("supplier_id")).is_empty() {
                d.refuse("supplier_id", FieldProblem::NoSuchRecord);
            }
            if d.raw("amount").is_empty() {
                d.refuse("amount", FieldProblem::Required);
            }
            let (amount, currency) = (amount(&mut d, "amount"), d.need("currency"));
            let (supplier_id, note) = (d.maybe("supplier_id"), d.maybe("note"));
            let built = amount.zip(currency);
            let built =
                built.map(|(amount, currency)| ChargeSupplier { amount, currency, supplier_id, note });
            let body = d.finish(built)?;
            let line = line_of(rma, doing);
            let before = line.and_then(|line| line.charges.first()).map(|charge| charge.currency);
            body.check(line.and_then(|line| line.charge_proposal.as_ref()), before)?;
            Ok(json!(body))
        }
    }
}

/// Properties of [`ActionForm`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The return.
    pub rma: Rc<Rma>,
    /// What is being done.
    pub doing: Doing,
    /// Takes the return as it is then.
    pub ondone: Callback<Rma>,
    /// Reads it again.
    pub reload: Callback<()>,
    /// Closes the dialogue.
    pub onclose: Callback<()>,
}

/// The dialogue.
#[component]
pub fn ActionForm(props: &Props) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let (doing, id, version) = (props.doing, props.rma.head.id, props.rma.head.version);
    let form = use_form(|| values(&props.rma, doing));
    use_fresh(&form, Some(version), values(&props.rma, doing), props.reload.clone());
    let done = {
        let (ondone, onclose) = (props.ondone.clone(), props.onclose.clone());
        Callback::from(move |rma: Rma| {
            toaster.say(t!(
                l,
                "rma-done",
                number = rma.head.number.as_str(),
                status = rma.head.status.label(l)
            ));
            ondone.emit(rma);
            onclose.emit(());
        })
    };
    let rma = props.rma.clone();
    let submit = use_submit(
        &form,
        move |values: &Values| read(&rma, doing, values),
        move |body, key| async move {
            match doing {
                Doing::Head(action) => rma::act(id, action, body, version, key).await,
                Doing::Line(action, line) => rma::act_on(id, (line, action), body, version, key).await,
            }
        },
        done,
    );
    html! {
        <FormModal
            title={format!("{} · {}", doing.label(l), props.rma.head.number)}
            label={doing.label(l)}
            danger={doing.is_grave()}
            form={form.clone()}
            {submit}
            onclose={props.onclose.clone()}
        >
            { fields(&form, &props.rma, doing, l) }
        </FormModal>
    }
}

fn fields(form: &Form, rma: &Rma, doing: Doing, l: Locale) -> Html {
    let text = |name: &'static str, label: String, required: bool| {
        html! { <TextField form={form.clone()} {name} {label} {required} max=500 /> }
    };
    match doing {
        Doing::Head(RmaAction::Authorize) => html! {
            <>
                <TextField form={form.clone()} name="deadline" label={t!(l, "rma-deadline")} hint={t!(l, "rma-deadline-hint")} kind="date" autofocus=true />
                <SearchSelect form={form.clone()} name="return_to_id" label={t!(l, "rma-return-to")} finder={Finder::Location} />
            </>
        },
        Doing::Head(RmaAction::Refuse | RmaAction::Cancel | RmaAction::Overrule)
        | Doing::Line(RmaLineAction::Lose | RmaLineAction::Waive | RmaLineAction::Hold, _) => html! {
            <AreaField form={form.clone()} name="reason" label={t!(l, "rma-why")} required=true lines=3 max=1000 autofocus=true />
        },
        Doing::Head(RmaAction::PayRefund) => html! {
            <div class="sb-grid">
                <TextField form={form.clone()} name="amount" label={t!(l, "rma-refund-amount")} required=true autofocus=true />
                <ChoiceField form={form.clone()} name="currency" label={t!(l, "supplier-return-currency")} required=true choices={choices!(Currency, l)} />
                <TextField form={form.clone()} name="reference" label={t!(l, "rma-refund-reference")} required=true max=100 />
                <TextField form={form.clone()} name="paid_on" label={t!(l, "rma-refund-paid-on")} kind="date" required=true />
            </div>
        },
        Doing::Head(RmaAction::Ship) => html! {
            <>
                <div class="sb-grid sb-grid-3">
                    <TextField form={form.clone()} name="carrier" label={t!(l, "rma-carrier")} required=true max=100 autofocus=true />
                    <TextField form={form.clone()} name="waybill" label={t!(l, "rma-waybill")} required=true max=100 />
                    <ChoiceField form={form.clone()} name="freight_payer" label={t!(l, "rma-freight")} required=true choices={choices!(FreightPayer, l)} />
                </div>
                <p class="sb-quiet">{ t!(l, "rma-ship-hint") }</p>
                { for concerned(rma, doing).into_iter().enumerate().map(|(n, line)| html! {
                    <TextField key={n} form={form.clone()} name={quantity(n)} label={t!(l, "rma-how-many", name = line.name.as_str(), tag = line.tag.as_str())} kind="number" />
                }) }
            </>
        },
        Doing::Head(RmaAction::Receive) => html! {
            <>
                <p class="sb-quiet">{ t!(l, "rma-receive-hint") }</p>
                { for concerned(rma, doing).into_iter().enumerate().map(|(n, line)| html! {
                    <div class="sb-grid sb-grid-3" key={n}>
                        <TextField form={form.clone()} name={quantity(n)} label={t!(l, "rma-how-many", name = line.name.as_str(), tag = line.tag.as_str())} kind="number" />
                        <ChoiceField form={form.clone()} name={condition(n)} label={t!(l, "rma-condition")} required=true choices={choices!(RmaCondition, l)} />
                    </div>
                }) }
            </>
        },
        Doing::Line(RmaLineAction::Judge, _) => html! {
            <>
                { text("standard_test", t!(l, "rma-standard-test"), true) }
                { text("load_test", t!(l, "rma-load-test"), false) }
                <div class="sb-grid sb-grid-3">
                    <ChoiceField form={form.clone()} name="verdict" label={t!(l, "rma-verdict")} required=true choices={choices!(RmaVerdict, l)} />
                    <TextField form={form.clone()} name="failure_mode" label={t!(l, "rma-failure-mode")} required={form.get("verdict") == RmaVerdict::ConfirmedDefect.as_str()} max=200 />
                    <ChoiceField form={form.clone()} name="responsible" label={t!(l, "rma-responsible")} required=true choices={choices!(RmaResponsible, l)} />
                    <TextField form={form.clone()} name="share_percent" label={t!(l, "rma-share")} kind="number" required=true />
                </div>
            </>
        },
        Doing::Line(RmaLineAction::Dispose, _) => html! {
            <>
                <ChoiceField form={form.clone()} name="disposition" label={t!(l, "rma-disposition")} required=true choices={choices!(RmaDisposition, l)} autofocus=true />
                if form.get("disposition") == RmaDisposition::Scrap.as_str() {
                    <p class="sb-quiet">
                        if line_of(rma, doing).is_some_and(|line| !line.pictures.is_empty()) {
                            { t!(l, "rma-scrap-pictured-hint") }
                        } else {
                            { t!(l, "rma-scrap-hint") }
                        }
                    </p>
                }
                if form.get("disposition") == RmaDisposition::ReturnToSupplier.as_str() {
                    <p class="sb-quiet">{ t!(l, "rma-to-supplier-hint") }</p>
                }
            </>
        },
        Doing::Head(RmaAction::Close) => html! { <p>{ t!(l, "rma-close-hint") }</p> },
        Doing::Line(RmaLineAction::Restore, _) => html! { <p>{ t!(l, "rma-restore-hint") }</p> },
        Doing::Line(RmaLineAction::Test, _) => html! { <p>{ t!(l, "rma-test-hint") }</p> },
        Doing::Line(RmaLineAction::LiftHold, _) => html! { <p>{ t!(l, "rma-lift-hold-hint") }</p> },
        Doing::Line(RmaLineAction::Charge, _) => html! {
            <>
                <p class="sb-quiet">
                    { line_of(rma, doing).and_then(|line| line.charge_proposal.as_ref()).map_or_else(
                        || t!(l, "rma-charge-unknown"),
                        |p| t!(
                            l,
                            "rma-charge-proposed",
                            day = p.day.to_string(),
                            basis = p.basis.label(l),
                            price = money(p.unit_price, p.currency),
                            quantity = i64::from(p.quantity),
                            share = i64::from(p.share_percent),
                            amount = money(p.amount, p.currency),
                        ),
                    ) }
                </p>
                <div class="sb-grid sb-grid-3">
                    <TextField form={form.clone()} name="amount" label={t!(l, "rma-charge-amount")} required=true autofocus=true />
                    <ChoiceField form={form.clone()} name="currency" label={t!(l, "supplier-return-currency")} required=true choices={choices!(Currency, l)} />
                    <SearchSelect form={form.clone()} name="supplier_id" label={t!(l, "part-supplier")} hint={t!(l, "rma-charge-supplier-hint")} finder={Finder::Organization(&[OrganizationKind::Supplier])} />
                </div>
                <AreaField form={form.clone()} name="note" label={t!(l, "rma-charge-note")} hint={t!(l, "rma-charge-note-hint")} lines=2 max=1000 />
            </>
        },
        Doing::Line(RmaLineAction::ConfirmScrap, _) => html! { <p>{ t!(l, "rma-confirm-scrap-hint") }</p> },
    }
}
