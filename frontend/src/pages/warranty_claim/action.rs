//! What can be done with a warranty claim, each in a dialogue.

use crate::api::warranty_claim;
use crate::components::field::{AreaField, ChoiceField, TextField};
use crate::components::form::{Draft, Form, Values, put, use_form, use_submit};
use crate::components::money::{amount, words as money};
use crate::components::record_form::{FormModal, use_fresh};
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use serde_json::{Value, json};
use shared::i18n::Locale;
use shared::problem::Refusal;
use shared::records::warranty_claim::*;
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`ActionForm`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The claim.
    pub claim: Rc<WarrantyClaim>,
    /// What is done.
    pub doing: WarrantyClaimAction,
    /// Takes it as it is then.
    pub ondone: Callback<WarrantyClaim>,
    /// Reads it again.
    pub reload: Callback<()>,
    /// Closes the dialogue.
    pub onclose: Callback<()>,
}

/// Whether the answer to the appeal changes.
const REVISE: &str = "revise";

fn field(n: usize, name: &str) -> String {
    format!("lines/{n}/{name}")
}

fn lines(claim: &WarrantyClaim) -> impl Iterator<Item = &WarrantyClaimLine> {
    claim.jobs.iter().flat_map(|job| job.lines.iter())
}

/// Each line begins with what the checks left of it.
fn values(claim: &WarrantyClaim) -> Values {
    let mut values = Values::new();
    let v = &mut values;
    for name in ["question", "reason", "note"] {
        put(v, name, None::<String>);
    }
    put(v, REVISE, Some(false));
    let found = claim.versions.first().map(|version| &version.adjudication);
    for (n, line) in lines(claim).enumerate() {
        let allowed = line.approved.or(found.and_then(|f| f.lines.get(n)).map(|p| p.allowed));
        let allowed = allowed.unwrap_or(line.claimed);
        let verdict = match allowed {
            all if all == line.claimed => LineVerdict::Approve,
            none if none.value().is_zero() => LineVerdict::Reject,
            _ => LineVerdict::Change,
        };
        put(v, &field(n, "verdict"), Some(verdict));
        put(v, &field(n, "amount"), (verdict == LineVerdict::Change).then_some(allowed));
        put(v, &field(n, "reason"), line.reason.as_ref());
    }
    values
}

fn read_lines(d: &mut Draft<'_>, claim: &WarrantyClaim) -> Vec<LineDecisionInput> {
    let mut decisions = vec![];
    for (n, line) in lines(claim).enumerate() {
        let Some(verdict) = d.need::<LineVerdict>(&field(n, "verdict")) else { continue };
        let given = if verdict == LineVerdict::Change { amount(d, &field(n, "amount")) } else { None };
        let reason = d.maybe(&field(n, "reason")).filter(|_| verdict != LineVerdict::Approve);
        decisions.push(LineDecisionInput { line_id: line.id, verdict, amount: given, reason });
    }
    decisions
}

fn read(claim: &WarrantyClaim, doing: WarrantyClaimAction, values: &Values) -> Result<Value, Refusal> {
    use WarrantyClaimAction::*;
    let mut d = Draft::new(values);
    match doing {
        Submit | Withdraw | Accept => Ok(json!({})),
        Ask => {
            let question = d.need("question");
            d.finish(question.map(|question| AskClaim { question })).map(|body| json!(body))
        }
        Appeal | Restore | ChargeBack => {
            let reason = d.need("reason");
            d.finish(reason.map(|reason| ReasonClaim { reason })).map(|body| json!(body))
        }
        Decide => {
            let note = d.maybe("note");
            let lines = read_lines(&mut d, claim);
            let body = d.finish(Some(DecideClaim { lines, note }))?;
            known(claim, &body.lines)?;
            Ok(json!(body))
        }
        Rule => {
            let reason = d.need("reason");
            let revised = d.raw(REVISE) == "true";
            let lines = if revised { read_lines(&mut d, claim) } else { vec![] };
            let body = d.finish(reason.map(|reason| RuleClaim { reason, lines }))?;
            if revised {
                known(claim, &body.lines)?;
            }
            Ok(json!(body))
        }
    }
}

/// The same judgement as the server's.
fn known(claim: &WarrantyClaim, decisions: &[LineDecisionInput]) -> Result<(), Refusal> {
    let all: Vec<_> = lines(claim).map(|line| (line.id, line.claimed)).collect();
    decide(&all, decisions).map(|_| ())
}

/// The dialogue.
#[component]
pub fn ActionForm(props: &Props) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let (claim, doing) = (props.claim.clone(), props.doing);
    let (id, version) = (claim.head.id, claim.head.version);
    let form = use_form(|| values(&claim));
    use_fresh(&form, Some(version), values(&claim), props.reload.clone());
    let done = {
        let (ondone, onclose) = (props.ondone.clone(), props.onclose.clone());
        Callback::from(move |one: WarrantyClaim| {
            let (number, status) = (one.head.number.as_str(), one.head.status.label(l));
            toaster.say(t!(l, "claim-done", number = number, status = status));
            ondone.emit(one);
            onclose.emit(());
        })
    };
    let submit = {
        let claim = claim.clone();
        use_submit(
            &form,
            move |values: &Values| read(&claim, doing, values),
            move |body, key| async move { warranty_claim::act(id, doing, body, version, key).await },
            done,
        )
    };
    use WarrantyClaimAction::*;
    let hint = match doing {
        Submit => t!(l, "claim-hint-submit"),
        Withdraw => t!(l, "claim-hint-withdraw"),
        Ask => t!(l, "claim-hint-ask"),
        Decide => t!(l, "claim-hint-decide"),
        Accept => t!(l, "claim-hint-accept"),
        Appeal => t!(l, "claim-hint-appeal"),
        Rule => t!(l, "claim-hint-rule"),
        Restore => t!(l, "claim-hint-restore"),
        ChargeBack => t!(l, "claim-hint-charge-back"),
    };
    let reasoned = matches!(doing, Appeal | Rule | Restore | ChargeBack);
    let revised = form.get(REVISE) == "true";
    let ways = vec![
        crate::components::field::Choice::new("false", t!(l, "claim-stands")),
        crate::components::field::Choice::new("true", t!(l, "claim-changes")),
    ];
    html! {
        <FormModal
            title={format!("{} · {}", doing.label(l), claim.head.number)}
            label={doing.label(l)}
            danger={matches!(doing, Withdraw | ChargeBack)}
            form={form.clone()}
            {submit}
            onclose={props.onclose.clone()}
        >
            <p class="sb-quiet">{ hint }</p>
            if doing == Ask {
                <AreaField form={form.clone()} name="question" label={t!(l, "claim-question")} required=true lines=3 max=2000 autofocus=true />
            }
            if doing == Rule {
                <ChoiceField form={form.clone()} name={REVISE} label={t!(l, "claim-ruling")} required=true choices={ways} />
            }
            if doing == Decide || (doing == Rule && revised) {
                { for lines(&claim).enumerate().map(|(n, one)| line(&form, n, one, &claim, l)) }
            }
            if reasoned {
                <AreaField form={form.clone()} name="reason" label={t!(l, "claim-reason")} required=true lines=3 max=2000 />
            }
            if doing == Decide {
                <AreaField form={form.clone()} name="note" label={t!(l, "claim-note")} lines=2 max=2000 />
            }
        </FormModal>
    }
}

fn line(form: &Form, n: usize, line: &WarrantyClaimLine, claim: &WarrantyClaim, l: Locale) -> Html {
    let verdict = form.get(&field(n, "verdict")).parse().unwrap_or(LineVerdict::Approve);
    let code = line.part_number.clone().or(line.operation_code.clone()).unwrap_or_default();
    let name = format!("{} {code} {}", line.class.label(l), line.description);
    html! {
        <fieldset class="sb-fieldset" key={n}>
            <legend>{ format!("{}. {} · {}", n + 1, name.trim(), money(line.claimed, claim.head.currency)) }</legend>
            <div class="sb-grid sb-grid-3">
                <ChoiceField form={form.clone()} name={field(n, "verdict")} label={t!(l, "claim-decision")} required=true choices={choices!(LineVerdict, l)} />
                if verdict == LineVerdict::Change {
                    <TextField form={form.clone()} name={field(n, "amount")} label={t!(l, "claim-approved")} required=true />
                }
                if verdict != LineVerdict::Approve {
                    <TextField form={form.clone()} name={field(n, "reason")} label={t!(l, "claim-reason")} required=true max=1000 />
                }
            </div>
        </fieldset>
    }
}
