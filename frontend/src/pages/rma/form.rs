//! Asking for a return.

use super::about::About;
use crate::api::rma;
use crate::browser;
use crate::components::button::{Button, Kind};
use crate::components::field::{AreaField, CheckField, ChoiceField, TextField};
use crate::components::finder::{Finder, Found};
use crate::components::form::{Draft, Form, Values, put, use_form, use_submit};
use crate::components::page_head::PageHead;
use crate::components::record_form::FormFrame;
use crate::components::search_select::{SearchSelect, words};
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::route::{self, Record, Route};
use crate::session::{use_me, use_reader};
use chrono::{NaiveDate, Utc};
use patternfly_yew::prelude::Icon;
use shared::auth::OrganizationKind;
use shared::i18n::Locale;
use shared::problem::{FieldProblem, Refusal};
use shared::records::rma::{
    ClaimFacts, ClaimRemedy, ClaimVerdict, CreateRma, CreateRmaClaim, CreateRmaLine, PurchaseCondition, Rma,
    RmaKind, judge_claim,
};
use yew::prelude::*;

/// Fields of a line.
const FIELDS: [&str; 7] = ["part_id", "name", "unit_id", "old_serial", "batch", "fault", "quantity"];

fn field(line: usize, name: &str) -> String {
    format!("lines/{line}/{name}")
}

/// Fields of a customer's claim.
const CLAIM: [&str; 7] =
    ["customer_id", "remedy", "purchased_on", "proof_number", "condition", "substitute", "substitute_agreed"];

fn claim(name: &str) -> String {
    format!("claim/{name}")
}

/// Which kind of return it is.
const KIND: &str = "kind";

/// How many lines the form shows; kept in the form, so that nothing typed is lost with the count.
const COUNT: &str = "count";

fn blank(values: &mut Values, line: usize, about: &About) {
    for name in FIELDS {
        put(values, &field(line, name), None::<String>);
    }
    for name in ["part_id", "unit_id"] {
        put(values, &words(&field(line, name)), None::<String>);
    }
    put(values, &field(line, "quantity"), Some(1));
    if let Some((id, serial)) = about.unit_id.clone().zip(about.unit_serial.clone()) {
        put(values, &field(line, "unit_id"), Some(id));
        put(values, &words(&field(line, "unit_id")), Some(serial));
    }
}

fn values(about: &About) -> Values {
    let mut values = Values::new();
    for name in ["dealer_id", "dealer_id#", "ticket_id", "ticket_id#", "reason"] {
        put(&mut values, name, None::<String>);
    }
    for name in CLAIM {
        put(&mut values, &claim(name), None::<String>);
    }
    put(&mut values, &words(&claim("customer_id")), None::<String>);
    put(&mut values, KIND, Some(RmaKind::DealerPart));
    if let Some((id, number)) = about.ticket_id.clone().zip(about.ticket_number.clone()) {
        put(&mut values, "ticket_id", Some(id));
        put(&mut values, "ticket_id#", Some(number));
    }
    if let Some((id, name)) = about.dealer_id.clone().zip(about.dealer_name.clone()) {
        put(&mut values, "dealer_id", Some(id));
        put(&mut values, "dealer_id#", Some(name));
    }
    let parts = about.parts();
    put(&mut values, COUNT, Some(parts.len().max(1)));
    blank(&mut values, 0, about);
    for (n, part) in parts.into_iter().enumerate() {
        blank(&mut values, n, about);
        put(&mut values, &words(&field(n, "part_id")), Some(format!("{} {}", part.number, part.name)));
        put(&mut values, &field(n, "part_id"), Some(part.part_id));
        put(&mut values, &field(n, "name"), Some(part.name));
        put(&mut values, &field(n, "quantity"), Some(part.quantity));
        put(&mut values, &field(n, "old_serial"), part.old_serial);
    }
    values
}

fn count(values: &Values) -> usize {
    values.get(COUNT).and_then(|n| n.parse().ok()).unwrap_or(1)
}

/// A record that is looked for and not chosen is no record.
fn chosen<T: std::str::FromStr>(d: &mut Draft<'_>, name: &str) -> Option<T>
where
    T::Err: Into<crate::components::draft::Wrong>,
{
    if d.raw(name).is_empty() && !d.raw(&words(name)).is_empty() {
        d.refuse(name, FieldProblem::NoSuchRecord);
        return None;
    }
    d.maybe(name)
}

/// What a customer claims; nothing for a dealer's old parts.
fn read_claim(d: &mut Draft<'_>) -> Option<CreateRmaClaim> {
    if d.raw(KIND) != RmaKind::CustomerReturn.as_str() {
        return None;
    }
    let customer_id = chosen(d, &claim("customer_id"));
    if customer_id.is_none() && d.raw(&words(&claim("customer_id"))).is_empty() {
        d.refuse(&claim("customer_id"), FieldProblem::Required);
    }
    let (remedy, condition) = (d.need(&claim("remedy")), d.need(&claim("condition")));
    let (purchased_on, proof_number) = (d.maybe(&claim("purchased_on")), d.maybe(&claim("proof_number")));
    let (substitute, substitute_agreed) = (d.maybe(&claim("substitute")), d.on(&claim("substitute_agreed")));
    customer_id.zip(remedy).zip(condition).map(|((customer_id, remedy), condition)| CreateRmaClaim {
        customer_id,
        remedy,
        purchased_on,
        proof_number,
        condition,
        substitute,
        substitute_agreed,
    })
}

fn read(values: &Values, today: NaiveDate) -> Result<CreateRma, Refusal> {
    let mut d = Draft::new(values);
    let (dealer_id, ticket_id) = (chosen(&mut d, "dealer_id"), chosen(&mut d, "ticket_id"));
    let reason = d.maybe("reason");
    let claim = read_claim(&mut d);
    let mut lines = vec![];
    for n in 0..count(values) {
        let (part_id, unit_id) = (chosen(&mut d, &field(n, "part_id")), chosen(&mut d, &field(n, "unit_id")));
        let (name, old_serial) = (d.maybe(&field(n, "name")), d.maybe(&field(n, "old_serial")));
        let (batch, fault) = (d.maybe(&field(n, "batch")), d.maybe(&field(n, "fault")));
        if let Some(quantity) = d.need(&field(n, "quantity")) {
            lines.push(CreateRmaLine { part_id, name, unit_id, old_serial, batch, fault, quantity });
        }
    }
    let body = d.finish(Some(CreateRma { dealer_id, ticket_id, reason, claim, lines }))?;
    body.check()?;
    if let Some(claim) = &body.claim {
        claim.check(today)?;
    }
    Ok(body)
}

/// Dealers and service centres.
const DEALERS: &[OrganizationKind] = &[OrganizationKind::Dealer, OrganizationKind::ServiceCenter];

/// The form.
#[component]
pub fn RmaNew() -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let reader = use_reader();
    let inside = use_me().organization_kind == OrganizationKind::Manufacturer;
    let about = use_memo((), |()| serde_urlencoded::from_str::<About>(&browser::query()).unwrap_or_default());
    let form = use_form(|| values(&about));
    let done = Callback::from(move |made: Rma| {
        toaster.say(t!(l, "rma-filed", number = made.head.number.as_str()));
        route::go(Route::Rmas(Record::One(made.head.id)));
    });
    let submit =
        use_submit(&form, move |values: &Values| read(values, reader.day(Utc::now())), rma::create, done);
    let lines = count(&form.values);
    let more = {
        let (form, about) = (form.clone(), about.clone());
        Callback::from(move |()| {
            let mut fresh = Values::new();
            blank(&mut fresh, lines, &about);
            for (name, value) in fresh {
                form.set(&name, value);
            }
            form.set(COUNT, (lines + 1).to_string());
        })
    };
    let fewer = {
        let form = form.clone();
        Callback::from(move |()| form.set(COUNT, lines.saturating_sub(1).max(1).to_string()))
    };
    html! {
        <>
            <PageHead
                title={t!(l, "rma-new")}
                parent={Some((Route::Rmas(Record::List), AttrValue::from(t!(l, "rma-nav"))))}
            />
            <FormFrame form={form.clone()} {submit} cancel={Route::Rmas(Record::List)} label={t!(l, "rma-ask")}>
                <fieldset class="sb-fieldset">
                    <legend>{ t!(l, "rma-from") }</legend>
                    <div class="sb-grid sb-grid-3">
                        <SearchSelect form={form.clone()} name="ticket_id" label={t!(l, "rma-ticket")} finder={Finder::Ticket} />
                        if inside {
                            <SearchSelect form={form.clone()} name="dealer_id" label={t!(l, "rma-dealer")} hint={t!(l, "rma-dealer-hint")} finder={Finder::Organization(DEALERS)} />
                        }
                    </div>
                    <div class="sb-grid sb-grid-3">
                        <ChoiceField form={form.clone()} name={KIND} label={t!(l, "rma-kind")} required=true choices={choices!(RmaKind, l)} />
                    </div>
                    <AreaField form={form.clone()} name="reason" label={t!(l, "rma-reason")} lines=2 max=1000 />
                </fieldset>
                if form.get(KIND) == RmaKind::CustomerReturn.as_str() {
                    { of_customer(&form, reader.day(Utc::now()), l) }
                }
                { for (0..lines).map(|n| line(&form, n, l)) }
                <div class="sb-form-foot">
                    <Button label={t!(l, "rma-line-add")} kind={Kind::Link} icon={Icon::Plus} onclick={more} />
                    if lines > 1 {
                        <Button label={t!(l, "rma-line-remove")} kind={Kind::Link} icon={Icon::Times} onclick={fewer} />
                    }
                </div>
            </FormFrame>
        </>
    }
}

/// What the policy would say to a claim, as far as it is filled in: the same as the server, which knows the warranty of the
/// unit, too.
fn foreseen(form: &Form, today: NaiveDate) -> Option<ClaimVerdict> {
    let (remedy, condition) =
        (form.get(&claim("remedy")).parse().ok()?, form.get(&claim("condition")).parse().ok()?);
    // A repair depends on the warranty of the unit.
    let known = remedy != ClaimRemedy::Repair;
    known.then(|| {
        judge_claim(&ClaimFacts {
            asked_on: today,
            remedy,
            purchased_on: form.get(&claim("purchased_on")).parse().ok(),
            proved: !form.get(&claim("proof_number")).is_empty(),
            condition,
            substitute: (!form.get(&claim("substitute")).is_empty())
                .then(|| form.get(&claim("substitute_agreed")) == "true"),
            warranty_until: None,
        })
    })
}

fn of_customer(form: &Form, today: NaiveDate, l: Locale) -> Html {
    let exchange = form.get(&claim("remedy")) == ClaimRemedy::Exchange.as_str();
    let verdict = foreseen(form, today);
    html! {
        <fieldset class="sb-fieldset">
            <legend>{ t!(l, "rma-claim") }</legend>
            <div class="sb-grid sb-grid-3">
                <SearchSelect form={form.clone()} name={claim("customer_id")} label={t!(l, "rma-customer")} required=true finder={Finder::Customer} />
                <ChoiceField form={form.clone()} name={claim("remedy")} label={t!(l, "rma-remedy")} required=true choices={choices!(ClaimRemedy, l)} />
                <ChoiceField form={form.clone()} name={claim("condition")} label={t!(l, "rma-purchase-condition")} required=true choices={choices!(PurchaseCondition, l)} />
                <TextField form={form.clone()} name={claim("purchased_on")} label={t!(l, "rma-purchased")} kind="date" />
                <TextField form={form.clone()} name={claim("proof_number")} label={t!(l, "rma-proof")} hint={t!(l, "rma-proof-hint")} max=100 />
                if exchange {
                    <TextField form={form.clone()} name={claim("substitute")} label={t!(l, "rma-substitute")} hint={t!(l, "rma-substitute-hint")} max=200 />
                }
            </div>
            if exchange && !form.get(&claim("substitute")).is_empty() {
                <CheckField form={form.clone()} name={claim("substitute_agreed")} label={t!(l, "rma-substitute-agreed")} />
            }
            if let Some(verdict) = verdict {
                <ul class="sb-steps" role="list" aria-live="polite">
                    { for verdict.reasons.iter().map(|reason| html! { <li>{ reason.text(l) }</li> }) }
                </ul>
            }
        </fieldset>
    }
}

fn line(form: &Form, n: usize, l: Locale) -> Html {
    let onpick = {
        let form = form.clone();
        Callback::from(move |found: Option<Found>| {
            // What the catalogue calls it is a good beginning.
            if let Some(found) = found.filter(|_| form.get(&field(n, "name")).is_empty()) {
                form.set(
                    &field(n, "name"),
                    found.label.split_once(' ').map_or(found.label.clone(), |(_, name)| name.to_owned()),
                );
            }
        })
    };
    html! {
        <fieldset class="sb-fieldset" key={n}>
            <legend>{ t!(l, "rma-line", n = i64::try_from(n).unwrap_or_default() + 1) }</legend>
            <div class="sb-grid sb-grid-3">
                <SearchSelect form={form.clone()} name={field(n, "part_id")} label={t!(l, "rma-part")} finder={Finder::Part} {onpick} />
                <TextField form={form.clone()} name={field(n, "name")} label={t!(l, "rma-name")} hint={t!(l, "rma-name-hint")} max=200 />
                <TextField form={form.clone()} name={field(n, "quantity")} label={t!(l, "rma-quantity")} kind="number" required=true />
                <TextField form={form.clone()} name={field(n, "old_serial")} label={t!(l, "rma-serial")} max=100 />
                <TextField form={form.clone()} name={field(n, "batch")} label={t!(l, "rma-batch")} max=100 />
                <SearchSelect form={form.clone()} name={field(n, "unit_id")} label={t!(l, "rma-unit")} finder={Finder::Unit(None)} />
            </div>
            <TextField form={form.clone()} name={field(n, "fault")} label={t!(l, "rma-fault")} max=500 />
        </fieldset>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::rma::OldPart;

    #[test]
    fn old_parts_in_the_address_are_its_lines() {
        let part = |n: i64| OldPart {
            part_id: uuid::Uuid::from_u128(7).to_string(),
            number: format!("DM-{n}"),
            name: "门机皮带 & 轮".into(),
            quantity: n,
            old_serial: (n == 1).then(|| "M=1".into()),
        };
        let asked = About { unit_serial: Some("SB+1".into()), ..About::default() }.with(&[part(1), part(2)]);
        let about: About = serde_urlencoded::from_str(&asked.query()).unwrap();
        assert_eq!(about, asked);
        let lines = read(&values(&about), NaiveDate::MAX).unwrap().lines;
        let said = lines.iter().map(|one| (one.quantity, one.old_serial.as_deref(), one.part_id.is_some()));
        assert_eq!(said.collect::<Vec<_>>(), [(1, Some("M=1"), true), (2, None, true)]);
    }

    #[test]
    fn each_line_is_read_and_what_is_wrong_stands_beside_it() {
        let mut v = values(&About::default());
        let read = |v: &Values| read(v, NaiveDate::MAX);
        assert_eq!(read(&v).unwrap_err().fields[0].pointer, "/lines/0/name");
        put(&mut v, &field(0, "name"), Some("门机电机"));
        assert_eq!(read(&v).unwrap().lines[0].quantity, 1);
        put(&mut v, COUNT, Some(2));
        blank(&mut v, 1, &About::default());
        put(&mut v, &field(1, "quantity"), Some("多"));
        assert_eq!(read(&v).unwrap_err().fields[0].pointer, "/lines/1/quantity");
        put(&mut v, &words(&field(0, "part_id")), Some("DM"));
        assert_eq!(read(&v).unwrap_err().fields[0].pointer, "/lines/0/part_id");
    }
}
