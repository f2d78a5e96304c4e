//! Filing a warranty claim: what the checks say stands beside each line while it is typed.

use super::checks::{checks, of, outcome};
use crate::api::{Answer, Key, part, rma, unit, warranty_claim};
use crate::browser;
use crate::components::async_view::{async_view, use_load};
use crate::components::button::{Button, Kind};
use crate::components::facts::Panel;
use crate::components::field::{AreaField, CheckField, Choice, ChoiceField, TextField};
use crate::components::finder::Finder;
use crate::components::form::{Draft, Form, Values, put, use_form, use_submit};
use crate::components::money::{amount, words as money};
use crate::components::page_head::PageHead;
use crate::components::record_form::{FormFrame, use_fresh};
use crate::components::search_select::{SearchSelect, words};
use crate::components::settled::use_settled;
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::route::{self, Record, Route};
use crate::session::{use_me, use_reader};
use chrono::{NaiveDate, Utc};
use patternfly_yew::prelude::Icon;
use serde::Deserialize;
use serde_json::json;
use shared::auth::OrganizationKind;
use shared::i18n::Locale;
use shared::ids::*;
use shared::money::{Amount, Currency};
use shared::problem::{FieldProblem, Refusal};
use shared::records::labour::{LabourOperation, LabourOperationQuery};
use shared::records::rma::{RmaLineQuery, RmaLineSummary};
use shared::records::warranty_claim::*;
use std::collections::BTreeMap;
use std::rc::Rc;
use yew::prelude::*;

/// What the form is about, as it stands in the address: two clicks from a ticket.
#[derive(Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
struct About {
    ticket_id: Option<TicketId>,
    ticket_number: Option<String>,
}

/// What the form begins with, and what the records in it are called.
#[derive(Clone, Default, PartialEq)]
struct Begin {
    claim: Option<(WarrantyClaimId, i32)>,
    input: Option<WarrantyClaimInput>,
    names: BTreeMap<String, String>,
}

/// Fields of a line.
const FIELDS: [&str; 8] =
    ["class", "part_id", "operation_id", "description", "quantity", "nights", "amount", "rma_line_id"];
/// How many lines the form shows.
const COUNT: &str = "count";
/// Whether it is only kept.
const DRAFT: &str = "draft";

fn field(line: usize, name: &str) -> String {
    format!("jobs/0/lines/{line}/{name}")
}

fn job(name: &str) -> String {
    format!("jobs/0/{name}")
}

fn chosen_value(v: &mut Values, begin: &Begin, name: &str, id: Option<String>) {
    let said = id.as_ref().and_then(|id| begin.names.get(id).cloned());
    put(v, name, id);
    put(v, &words(name), said);
}

fn line_values(v: &mut Values, begin: &Begin, n: usize, line: Option<&ClaimLineInput>) {
    for name in FIELDS {
        put(v, &field(n, name), None::<String>);
    }
    put(v, &field(n, "class"), Some(line.map_or(CostClass::Part, |line| line.class)));
    chosen_value(v, begin, &field(n, "part_id"), line.and_then(|l| l.part_id).map(|id| id.to_string()));
    put(v, &field(n, "operation_id"), line.and_then(|l| l.operation_id));
    put(v, &field(n, "description"), line.and_then(|l| l.description.as_ref()));
    put(v, &field(n, "quantity"), Some(line.map_or(1, |l| l.quantity)));
    put(v, &field(n, "nights"), line.and_then(|l| l.nights));
    put(v, &field(n, "amount"), line.map(|l| l.amount));
    put(v, &field(n, "rma_line_id"), line.and_then(|l| l.rma_line_id));
}

fn values(begin: &Begin, today: NaiveDate) -> Values {
    let mut values = Values::new();
    let v = &mut values;
    let input = begin.input.as_ref();
    let first = input.and_then(|i| i.jobs.first());
    put(v, "kind", Some(input.map_or(WarrantyClaimKind::Standard, |i| i.kind)));
    for (name, id) in [
        ("dealer_id", input.and_then(|i| i.dealer_id).map(|id| id.to_string())),
        ("unit_id", input.and_then(|i| i.unit_id).map(|id| id.to_string())),
        ("ticket_id", input.and_then(|i| i.ticket_id).map(|id| id.to_string())),
        ("jobs/0/fault_code_id", first.and_then(|j| j.fault_code_id).map(|id| id.to_string())),
        ("jobs/0/causal_part_id", first.and_then(|j| j.causal_part_id).map(|id| id.to_string())),
    ] {
        chosen_value(v, begin, name, id);
    }
    put(v, "order_number", input.and_then(|i| i.order_number.as_ref()));
    put(v, "failed_on", Some(input.map_or(today, |i| i.failed_on)));
    put(v, "repaired_on", Some(input.map_or(today, |i| i.repaired_on)));
    put(v, "usage", input.and_then(|i| i.usage));
    put(v, "currency", Some(input.map_or(Currency::Cny, |i| i.currency)));
    put(v, "pre_authorization_id", input.and_then(|i| i.pre_authorization_id));
    put(v, "campaign_id", input.and_then(|i| i.campaign_id));
    let shares = input.and_then(|i| i.goodwill);
    put(v, "goodwill/maker", shares.map(|s| s.maker));
    put(v, "goodwill/dealer", shares.map(|s| s.dealer));
    put(v, "goodwill/customer", shares.map(|s| s.customer));
    put(v, "note", input.and_then(|i| i.note.as_ref()));
    put(v, &job("complaint"), first.map(|j| &j.complaint));
    put(v, &job("cause"), first.map(|j| &j.cause));
    put(v, &job("correction"), first.map(|j| &j.correction));
    put(v, &job("action"), Some(first.map_or(RepairAction::Replace, |j| j.action)));
    let lines = first.map(|j| j.lines.as_slice()).unwrap_or_default();
    put(v, COUNT, Some(lines.len().max(1)));
    if lines.is_empty() {
        line_values(v, begin, 0, None);
    }
    for (n, line) in lines.iter().enumerate() {
        line_values(v, begin, n, Some(line));
    }
    put(v, DRAFT, Some(false));
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

fn read_line(d: &mut Draft<'_>, n: usize) -> Option<ClaimLineInput> {
    let class: CostClass = d.need(&field(n, "class"))?;
    let part_id = chosen(d, &field(n, "part_id")).filter(|_| class == CostClass::Part);
    let operation_id = d.maybe(&field(n, "operation_id")).filter(|_| class == CostClass::Labour);
    let description = d.maybe(&field(n, "description"));
    let nights = d.maybe(&field(n, "nights")).filter(|_| class == CostClass::Travel);
    let rma_line_id = d.maybe(&field(n, "rma_line_id")).filter(|_| class == CostClass::Part);
    let quantity = d.need(&field(n, "quantity"));
    let name = field(n, "amount");
    let amount = amount(d, &name);
    if amount.is_none() && d.raw(&name).is_empty() {
        d.refuse(&name, FieldProblem::Required);
    }
    let (quantity, amount) = quantity.zip(amount)?;
    Some(ClaimLineInput { class, part_id, operation_id, description, quantity, nights, amount, rma_line_id })
}

/// What is typed. Jobs that the form does not show stay as they are.
fn read(values: &Values, begin: &Begin, today: NaiveDate) -> Result<WarrantyClaimInput, Refusal> {
    let mut d = Draft::new(values);
    let kind = d.need("kind");
    let (dealer_id, unit_id) = (chosen(&mut d, "dealer_id"), chosen(&mut d, "unit_id"));
    let ticket_id = chosen(&mut d, "ticket_id");
    let (order_number, usage, note) = (d.maybe("order_number"), d.maybe("usage"), d.maybe("note"));
    let (failed_on, repaired_on) = (d.need("failed_on"), d.need("repaired_on"));
    let currency = d.need("currency");
    let (campaign_id, pre_authorization_id) = (d.maybe("campaign_id"), d.maybe("pre_authorization_id"));
    let goodwill = (kind == Some(WarrantyClaimKind::Goodwill))
        .then(|| {
            let (maker, dealer) = (d.need("goodwill/maker"), d.need("goodwill/dealer"));
            let customer = d.need("goodwill/customer");
            maker.zip(dealer).zip(customer)
        })
        .flatten()
        .map(|((maker, dealer), customer)| GoodwillShares { maker, dealer, customer });
    let (complaint, cause) = (d.need(&job("complaint")), d.need(&job("cause")));
    let (correction, action) = (d.need(&job("correction")), d.need(&job("action")));
    let fault_code_id = chosen(&mut d, &job("fault_code_id"));
    let causal_part_id = chosen(&mut d, &job("causal_part_id"));
    let mut lines = vec![];
    for n in 0..count(values) {
        lines.extend(read_line(&mut d, n));
    }
    let said = complaint.zip(cause).zip(correction.zip(action));
    let first = said.map(|((complaint, cause), (correction, action))| ClaimJobInput {
        complaint,
        cause,
        correction,
        fault_code_id,
        causal_part_id,
        action,
        lines,
    });
    let rest = begin.input.iter().flat_map(|input| input.jobs.iter().skip(1).cloned());
    let built = kind.zip(currency).zip(failed_on.zip(repaired_on)).zip(first);
    let input =
        d.finish(built.map(|(((kind, currency), (failed_on, repaired_on)), first)| WarrantyClaimInput {
            kind,
            dealer_id,
            unit_id,
            ticket_id,
            order_number,
            failed_on,
            repaired_on,
            usage,
            currency,
            campaign_id: campaign_id.filter(|_| kind == WarrantyClaimKind::Campaign),
            pre_authorization_id,
            goodwill,
            note,
            jobs: std::iter::once(first).chain(rest).collect(),
        }))?;
    input.check(today)?;
    Ok(input)
}

/// What of a claim the server has to look up: while this stays, the page reckons by itself.
fn skeleton(input: &WarrantyClaimInput) -> WarrantyClaimInput {
    let mut bare = input.clone();
    bare.usage = None;
    bare.note = None;
    for job in &mut bare.jobs {
        for line in &mut job.lines {
            line.amount = Amount::stored(0.into());
            line.quantity = 1;
            line.nights = None;
        }
    }
    bare
}

async fn named(input: WarrantyClaimInput, ticket: Option<String>) -> Answer<Begin> {
    let mut names = BTreeMap::new();
    if let Some(id) = input.unit_id {
        names.insert(id.to_string(), unit::get(id).await?.serial);
    }
    if let Some((id, number)) = input.ticket_id.zip(ticket) {
        names.insert(id.to_string(), number);
    }
    let parts = input.lines().flat_map(|(job, line)| [job.causal_part_id, line.part_id]).flatten();
    for id in parts.collect::<std::collections::BTreeSet<_>>() {
        let part = part::get(id).await?;
        names.insert(id.to_string(), format!("{} {}", part.number, part.name));
    }
    for job in &input.jobs {
        if let Some(id) = job.fault_code_id {
            let fault = crate::api::fault_code::get(id).await?;
            names.insert(id.to_string(), fault.code);
        }
    }
    if let Some(id) = input.dealer_id {
        names.insert(id.to_string(), crate::api::organization::get(id).await?.name);
    }
    Ok(Begin { claim: None, input: Some(input), names })
}

/// Filing one, perhaps from a ticket.
#[component]
pub fn ClaimNew() -> Html {
    let l = use_locale();
    let about = use_memo((), |()| serde_urlencoded::from_str::<About>(&browser::query()).unwrap_or_default());
    let loaded = use_load((*about).clone(), |about| async move {
        match about.ticket_id {
            Some(ticket) => named(warranty_claim::proposal(ticket).await?, about.ticket_number).await,
            None => Ok(Begin::default()),
        }
    });
    html! {
        <>
            <PageHead
                title={t!(l, "claim-new")}
                parent={Some((Route::Claims(Record::List), AttrValue::from(t!(l, "claim-nav"))))}
            />
            { async_view(&loaded, |_| None, |begin| html! { <ClaimForm begin={begin.clone()} /> }) }
        </>
    }
}

/// Properties of [`ClaimEdit`].
#[derive(Clone, PartialEq, Properties)]
pub struct EditProps {
    /// The claim.
    pub id: WarrantyClaimId,
}

/// Changing one.
#[component]
pub fn ClaimEdit(props: &EditProps) -> Html {
    let l = use_locale();
    let loaded = use_load(props.id, |id| async move {
        let claim = warranty_claim::get(id).await?;
        let begin = named(input_of(&claim), claim.ticket_number.clone()).await?;
        Ok(Begin { claim: Some((id, claim.head.version)), ..begin })
    });
    let reload = loaded.reload.clone();
    html! {
        <>
            <PageHead
                title={t!(l, "claim-edit")}
                parent={Some((Route::Claims(Record::One(props.id)), AttrValue::from(t!(l, "claim-one"))))}
            />
            { async_view(&loaded, |_| None, |begin| html! { <ClaimForm begin={begin.clone()} {reload} /> }) }
        </>
    }
}

/// What a claim says, as it was sent.
fn input_of(claim: &WarrantyClaim) -> WarrantyClaimInput {
    let text = |words: &str| words.parse().ok();
    let jobs = claim.jobs.iter().filter_map(|job| {
        Some(ClaimJobInput {
            complaint: text(&job.complaint)?,
            cause: text(&job.cause)?,
            correction: text(&job.correction)?,
            fault_code_id: job.fault_code_id,
            causal_part_id: job.causal_part_id,
            action: job.action,
            lines: job
                .lines
                .iter()
                .map(|line| ClaimLineInput {
                    class: line.class,
                    part_id: line.part_id,
                    operation_id: line.operation_id,
                    description: line.description.parse().ok(),
                    quantity: line.quantity,
                    nights: line.nights,
                    amount: line.claimed,
                    rma_line_id: line.rma_line_id,
                })
                .collect(),
        })
    });
    WarrantyClaimInput {
        kind: claim.head.kind,
        dealer_id: Some(claim.head.dealer_id),
        unit_id: claim.head.unit_id,
        ticket_id: claim.ticket_id,
        order_number: claim.head.order_number.as_ref().and_then(|number| number.parse().ok()),
        failed_on: claim.head.failed_on,
        repaired_on: claim.head.repaired_on,
        usage: claim.usage,
        currency: claim.head.currency,
        campaign_id: claim.campaign_id,
        pre_authorization_id: claim.pre_authorization_id,
        goodwill: claim.goodwill,
        note: claim.note.as_ref().and_then(|note| note.parse().ok()),
        jobs: jobs.collect(),
    }
}

#[derive(Clone, PartialEq, Properties)]
struct Props {
    begin: Rc<Begin>,
    #[prop_or_default]
    reload: Callback<()>,
}

/// What can be chosen from.
#[derive(Clone, Default, PartialEq)]
struct Known {
    operations: Vec<LabourOperation>,
    returns: Vec<RmaLineSummary>,
}

async fn known() -> Answer<Known> {
    let asked =
        LabourOperationQuery { active: Some(true), limit: Some(100), ..LabourOperationQuery::default() };
    let operations = warranty_claim::operations(&asked).await?.items;
    let returns = rma::lines(&RmaLineQuery { limit: Some(100), ..RmaLineQuery::default() }).await?.items;
    Ok(Known { operations, returns })
}

/// Dealers and service centres.
const DEALERS: &[OrganizationKind] = &[OrganizationKind::Dealer, OrganizationKind::ServiceCenter];

#[component]
fn ClaimForm(props: &Props) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let reader = use_reader();
    let today = reader.day(Utc::now());
    let inside = use_me().organization_kind == OrganizationKind::Manufacturer;
    let begin = props.begin.clone();
    let form = use_form(|| values(&begin, today));
    use_fresh(&form, begin.claim.map(|(_, version)| version), values(&begin, today), props.reload.clone());
    let known = use_load((), |()| known());
    let typed = read(&form.values, &begin, today).ok();
    let asked = use_settled(&typed.as_ref().map(skeleton));
    let facts = use_load(asked, |asked| async move {
        match asked {
            Some(input) => warranty_claim::dry_run(input).await.map(Some),
            None => Ok(None),
        }
    });
    // The same function as the server's, on the same facts and rules.
    let live = typed.as_ref().and_then(|input| {
        let known = facts.data.as_ref()?.as_ref().as_ref()?;
        Some(adjudicate(input, &known.facts, &known.rules))
    });
    let done = Callback::from(move |one: WarrantyClaim| {
        toaster.say(t!(
            l,
            "claim-done",
            number = one.head.number.as_str(),
            status = one.head.status.label(l)
        ));
        route::go(Route::Claims(Record::One(one.head.id)));
    });
    let only_kept = form.get(DRAFT) == "true";
    let at = begin.claim;
    let submit = {
        let begin = begin.clone();
        use_submit(
            &form,
            move |values: &Values| read(values, &begin, today),
            move |body, key| async move {
                let kept = match at {
                    Some((id, version)) => warranty_claim::update(id, body, version).await?,
                    None => warranty_claim::create(body, key).await?,
                };
                if only_kept {
                    return Ok(kept);
                }
                let (id, version) = (kept.head.id, kept.head.version);
                warranty_claim::act(id, WarrantyClaimAction::Submit, json!({}), version, Key::new()).await
            },
            done,
        )
    };
    let cancel = Route::Claims(at.map_or(Record::List, |(id, _)| Record::One(id)));
    let label = if only_kept { t!(l, "page-save") } else { t!(l, "claim-submit") };
    let lines = count(&form.values);
    let choices = known.data.as_deref().cloned().unwrap_or_default();
    let goodwill = form.get("kind") == WarrantyClaimKind::Goodwill.as_str();
    let campaign = form.get("kind") == WarrantyClaimKind::Campaign.as_str();
    html! {
        <FormFrame form={form.clone()} {submit} {cancel} {label}>
            <fieldset class="sb-fieldset">
                <legend>{ t!(l, "claim-about") }</legend>
                <div class="sb-grid sb-grid-3">
                    <ChoiceField form={form.clone()} name="kind" label={t!(l, "claim-kind")} required=true choices={choices!(WarrantyClaimKind, l)} />
                    <SearchSelect form={form.clone()} name="unit_id" label={t!(l, "claim-unit")} finder={Finder::Unit(None)} />
                    <SearchSelect form={form.clone()} name="ticket_id" label={t!(l, "claim-ticket")} hint={t!(l, "claim-ticket-hint")} finder={Finder::Ticket} />
                    if inside {
                        <SearchSelect form={form.clone()} name="dealer_id" label={t!(l, "claim-dealer")} required=true finder={Finder::Organization(DEALERS)} />
                    }
                    <TextField form={form.clone()} name="order_number" label={t!(l, "claim-order")} max=80 />
                    <TextField form={form.clone()} name="failed_on" label={t!(l, "claim-failed")} kind="date" required=true />
                    <TextField form={form.clone()} name="repaired_on" label={t!(l, "claim-repaired")} kind="date" required=true />
                    <TextField form={form.clone()} name="usage" label={t!(l, "claim-usage")} kind="number" />
                    <ChoiceField form={form.clone()} name="currency" label={t!(l, "claim-currency")} required=true choices={choices!(Currency, l)} />
                    <TextField form={form.clone()} name="pre_authorization_id" label={t!(l, "claim-authorization-id")} hint={t!(l, "claim-authorization-hint")} max=36 />
                    if campaign {
                        <TextField form={form.clone()} name="campaign_id" label={t!(l, "claim-campaign-id")} required=true max=36 />
                    }
                    if goodwill {
                        <TextField form={form.clone()} name="goodwill/maker" label={t!(l, "claim-share-maker")} kind="number" required=true />
                        <TextField form={form.clone()} name="goodwill/dealer" label={t!(l, "claim-share-dealer")} kind="number" required=true />
                        <TextField form={form.clone()} name="goodwill/customer" label={t!(l, "claim-share-customer")} kind="number" required=true />
                    }
                </div>
            </fieldset>
            <fieldset class="sb-fieldset">
                <legend>{ t!(l, "claim-job") }</legend>
                <AreaField form={form.clone()} name={job("complaint")} label={t!(l, "claim-complaint")} required=true lines=2 max=2000 />
                <AreaField form={form.clone()} name={job("cause")} label={t!(l, "claim-cause")} required=true lines=2 max=2000 />
                <AreaField form={form.clone()} name={job("correction")} label={t!(l, "claim-correction")} required=true lines=2 max=2000 />
                <div class="sb-grid sb-grid-3">
                    <ChoiceField form={form.clone()} name={job("action")} label={t!(l, "claim-action")} required=true choices={choices!(RepairAction, l)} />
                    <SearchSelect form={form.clone()} name={job("fault_code_id")} label={t!(l, "claim-fault")} finder={Finder::FaultCode(l)} />
                    <SearchSelect form={form.clone()} name={job("causal_part_id")} label={t!(l, "claim-causal-part")} finder={Finder::Part} />
                </div>
            </fieldset>
            { for (0..lines).map(|n| line(&form, n, &choices, live.as_ref(), l)) }
            { foot(&form, lines) }
            <AreaField form={form.clone()} name="note" label={t!(l, "claim-note")} lines=2 max=2000 />
            <Panel title={t!(l, "claim-checks")}>
                if let Some(found) = &live {
                    { outcome(found, typed.as_ref().map_or(Currency::Cny, |input| input.currency), l) }
                    { checks(of(found, None), t!(l, "claim-checks-passed"), l) }
                } else {
                    <p class="sb-quiet">{ t!(l, "claim-checks-wait") }</p>
                }
            </Panel>
            <CheckField form={form.clone()} name={DRAFT} label={t!(l, "claim-only-draft")} />
        </FormFrame>
    }
}

#[component]
fn Foot(props: &FootProps) -> Html {
    let l = use_locale();
    let (form, lines) = (props.form.clone(), props.lines);
    let more = {
        let form = form.clone();
        Callback::from(move |()| {
            let mut fresh = Values::new();
            line_values(&mut fresh, &Begin::default(), lines, None);
            for (name, value) in fresh {
                form.set(&name, value);
            }
            form.set(COUNT, (lines + 1).to_string());
        })
    };
    let fewer = Callback::from(move |()| form.set(COUNT, lines.saturating_sub(1).max(1).to_string()));
    html! {
        <div class="sb-form-foot">
            <Button label={t!(l, "claim-line-add")} kind={Kind::Link} icon={Icon::Plus} onclick={more} />
            if lines > 1 {
                <Button label={t!(l, "claim-line-remove")} kind={Kind::Link} icon={Icon::Times} onclick={fewer} />
            }
        </div>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct FootProps {
    form: Form,
    lines: usize,
}

fn foot(form: &Form, lines: usize) -> Html {
    html! { <Foot form={form.clone()} {lines} /> }
}

fn line(form: &Form, n: usize, known: &Known, live: Option<&Adjudication>, l: Locale) -> Html {
    let class = form.get(&field(n, "class")).parse().unwrap_or(CostClass::Part);
    let place = i64::try_from(n).unwrap_or_default() + 1;
    let quantity = match class {
        CostClass::Labour => t!(l, "claim-minutes"),
        CostClass::Travel => t!(l, "claim-km"),
        _ => t!(l, "claim-quantity"),
    };
    let operations: Vec<Choice> = known
        .operations
        .iter()
        .map(|o| Choice::new(o.id.to_string(), format!("{} {} · {} min", o.code, o.name, o.standard_minutes)))
        .collect();
    let part = form.get(&field(n, "part_id")).to_owned();
    let returns: Vec<Choice> = known
        .returns
        .iter()
        .filter(|back| back.part_id.is_some_and(|id| id.to_string() == part))
        .map(|back| Choice::new(back.id.to_string(), format!("{} {}", back.rma_number, back.status.label(l))))
        .collect();
    let currency = form.get("currency").parse().unwrap_or(Currency::Cny);
    let proposal = live.and_then(|found| found.lines.get(n));
    html! {
        <fieldset class="sb-fieldset" key={n}>
            <legend>{ t!(l, "claim-line", n = place) }</legend>
            <div class="sb-grid sb-grid-3">
                <ChoiceField form={form.clone()} name={field(n, "class")} label={t!(l, "claim-class")} required=true choices={choices!(CostClass, l)} />
                if class == CostClass::Part {
                    <SearchSelect form={form.clone()} name={field(n, "part_id")} label={t!(l, "claim-part")} required=true finder={Finder::Part} />
                }
                if class == CostClass::Labour {
                    <ChoiceField form={form.clone()} name={field(n, "operation_id")} label={t!(l, "claim-operation")} required=true none={t!(l, "claim-choose")} choices={operations} />
                }
                <TextField form={form.clone()} name={field(n, "quantity")} label={quantity} kind="number" required=true />
                if class == CostClass::Travel {
                    <TextField form={form.clone()} name={field(n, "nights")} label={t!(l, "claim-nights")} kind="number" />
                }
                <TextField form={form.clone()} name={field(n, "amount")} label={t!(l, "claim-amount")} required=true />
                if class == CostClass::Part {
                    <ChoiceField form={form.clone()} name={field(n, "rma_line_id")} label={t!(l, "claim-return")} none={t!(l, "claim-return-none")} choices={returns} />
                }
                if matches!(class, CostClass::Outside | CostClass::Misc) {
                    <TextField form={form.clone()} name={field(n, "description")} label={t!(l, "claim-what")} required=true max=200 />
                }
            </div>
            if let (Some(found), Some(proposal)) = (live, proposal) {
                if proposal.allowed != proposal.claimed {
                    <p class="sb-quiet">{ t!(l, "claim-allowed", amount = money(proposal.allowed, currency)) }</p>
                }
                { checks(of(found, Some(n)), t!(l, "claim-checks-passed"), l) }
            }
        </fieldset>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_read_and_what_is_wrong_stands_beside_it() {
        let begin = Begin::default();
        let today: NaiveDate = "2026-11-27".parse().unwrap();
        let mut v = values(&begin, today);
        let pointers = |v: &Values| {
            let fields = read(v, &begin, today).err().map(|r| r.fields).unwrap_or_default();
            fields.into_iter().map(|f| f.pointer).collect::<Vec<_>>()
        };
        assert_eq!(
            pointers(&v),
            ["/jobs/0/complaint", "/jobs/0/cause", "/jobs/0/correction", "/jobs/0/lines/0/amount"]
        );
        for name in ["complaint", "cause", "correction"] {
            put(&mut v, &job(name), Some("异响"));
        }
        put(&mut v, &field(0, "amount"), Some("120"));
        put(&mut v, "unit_id", Some("01933f6e-0000-7000-8000-000000000001"));
        assert_eq!(pointers(&v), ["/jobs/0/lines/0/part_id"]);
        put(&mut v, &field(0, "part_id"), Some("01933f6e-0000-7000-8000-000000000002"));
        let input = read(&v, &begin, today).unwrap();
        // Amounts are the page's to reckon with: typing one asks the server nothing.
        let mut dearer = input.clone();
        dearer.jobs[0].lines[0].amount = "999".parse().unwrap();
        assert_eq!(skeleton(&input), skeleton(&dearer));
        dearer.jobs[0].lines[0].part_id = None;
        assert_ne!(skeleton(&input), skeleton(&dearer));
    }
}
