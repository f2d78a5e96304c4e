//! What is typed of a claim: the values of the form, and what they say.

use crate::api::{Answer, part, unit, warranty_claim};
use crate::components::form::{Draft, Values, put};
use crate::components::money::amount;
use crate::components::search_select::words;
use chrono::NaiveDate;
use serde::Deserialize;
use shared::ids::*;
use shared::money::{Amount, Currency};
use shared::problem::{FieldProblem, Refusal};
use shared::records::warranty_claim::*;
use std::collections::BTreeMap;

/// What the form is about, as it stands in the address: two clicks from a ticket.
#[derive(Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(super) struct About {
    pub(super) ticket_id: Option<TicketId>,
    pub(super) ticket_number: Option<String>,
}

/// What the form begins with, and what the records in it are called.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Begin {
    pub(super) claim: Option<(WarrantyClaimId, i32)>,
    pub(super) input: Option<WarrantyClaimInput>,
    pub(super) names: BTreeMap<String, String>,
}

/// Fields of a line.
const FIELDS: [&str; 8] =
    ["class", "part_id", "operation_id", "description", "quantity", "nights", "amount", "rma_line_id"];
/// How many jobs the form shows.
pub(super) const JOBS: &str = "jobs#";
/// Whether it is only kept.
pub(super) const DRAFT: &str = "draft";

pub(super) fn field((job, line): (usize, usize), name: &str) -> String {
    format!("jobs/{job}/lines/{line}/{name}")
}

pub(super) fn job(job: usize, name: &str) -> String {
    format!("jobs/{job}/{name}")
}

/// How many lines of a job the form shows.
pub(super) fn count_field(job: usize) -> String {
    format!("jobs/{job}/lines#")
}

fn chosen_value(v: &mut Values, begin: &Begin, name: &str, id: Option<String>) {
    let said = id.as_ref().and_then(|id| begin.names.get(id).cloned());
    put(v, name, id);
    put(v, &words(name), said);
}

pub(super) fn line_values(v: &mut Values, begin: &Begin, at: (usize, usize), line: Option<&ClaimLineInput>) {
    for name in FIELDS {
        put(v, &field(at, name), None::<String>);
    }
    put(v, &field(at, "class"), Some(line.map_or(CostClass::Part, |line| line.class)));
    chosen_value(v, begin, &field(at, "part_id"), line.and_then(|l| l.part_id).map(|id| id.to_string()));
    put(v, &field(at, "operation_id"), line.and_then(|l| l.operation_id));
    put(v, &field(at, "description"), line.and_then(|l| l.description.as_ref()));
    put(v, &field(at, "quantity"), Some(line.map_or(1, |l| l.quantity)));
    put(v, &field(at, "nights"), line.and_then(|l| l.nights));
    put(v, &field(at, "amount"), line.map(|l| l.amount));
    put(v, &field(at, "rma_line_id"), line.and_then(|l| l.rma_line_id));
}

pub(super) fn job_values(v: &mut Values, begin: &Begin, n: usize, one: Option<&ClaimJobInput>) {
    for (name, id) in [
        ("fault_code_id", one.and_then(|j| j.fault_code_id).map(|id| id.to_string())),
        ("causal_part_id", one.and_then(|j| j.causal_part_id).map(|id| id.to_string())),
    ] {
        chosen_value(v, begin, &job(n, name), id);
    }
    put(v, &job(n, "complaint"), one.map(|j| &j.complaint));
    put(v, &job(n, "cause"), one.map(|j| &j.cause));
    put(v, &job(n, "correction"), one.map(|j| &j.correction));
    put(v, &job(n, "action"), Some(one.map_or(RepairAction::Replace, |j| j.action)));
    let lines = one.map(|j| j.lines.as_slice()).unwrap_or_default();
    put(v, &count_field(n), Some(lines.len().max(1)));
    if lines.is_empty() {
        line_values(v, begin, (n, 0), None);
    }
    for (m, line) in lines.iter().enumerate() {
        line_values(v, begin, (n, m), Some(line));
    }
}

pub(super) fn values(begin: &Begin, today: NaiveDate) -> Values {
    let mut values = Values::new();
    let v = &mut values;
    let input = begin.input.as_ref();
    put(v, "kind", Some(input.map_or(WarrantyClaimKind::Standard, |i| i.kind)));
    for (name, id) in [
        ("dealer_id", input.and_then(|i| i.dealer_id).map(|id| id.to_string())),
        ("unit_id", input.and_then(|i| i.unit_id).map(|id| id.to_string())),
        ("ticket_id", input.and_then(|i| i.ticket_id).map(|id| id.to_string())),
        ("pre_authorization_id", input.and_then(|i| i.pre_authorization_id).map(|id| id.to_string())),
        ("campaign_id", input.and_then(|i| i.campaign_id).map(|id| id.to_string())),
    ] {
        chosen_value(v, begin, name, id);
    }
    put(v, "order_number", input.and_then(|i| i.order_number.as_ref()));
    put(v, "failed_on", Some(input.map_or(today, |i| i.failed_on)));
    put(v, "repaired_on", Some(input.map_or(today, |i| i.repaired_on)));
    put(v, "usage", input.and_then(|i| i.usage));
    put(v, "currency", Some(input.map_or(Currency::Cny, |i| i.currency)));
    let shares = input.and_then(|i| i.goodwill);
    put(v, "goodwill/maker", shares.map(|s| s.maker));
    put(v, "goodwill/dealer", shares.map(|s| s.dealer));
    put(v, "goodwill/customer", shares.map(|s| s.customer));
    put(v, "note", input.and_then(|i| i.note.as_ref()));
    let jobs = input.map(|i| i.jobs.as_slice()).unwrap_or_default();
    put(v, JOBS, Some(jobs.len().max(1)));
    if jobs.is_empty() {
        job_values(v, begin, 0, None);
    }
    for (n, one) in jobs.iter().enumerate() {
        job_values(v, begin, n, Some(one));
    }
    put(v, DRAFT, Some(false));
    values
}

fn number(values: &Values, name: &str) -> usize {
    values.get(name).and_then(|n| n.parse().ok()).unwrap_or(1)
}

/// How many jobs there are.
pub(super) fn jobs(values: &Values) -> usize {
    number(values, JOBS)
}

/// How many lines a job has.
pub(super) fn count(values: &Values, job: usize) -> usize {
    number(values, &count_field(job))
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

fn read_line(d: &mut Draft<'_>, n: (usize, usize)) -> Option<ClaimLineInput> {
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

fn read_job(d: &mut Draft<'_>, values: &Values, n: usize) -> Option<ClaimJobInput> {
    let (complaint, cause) = (d.need(&job(n, "complaint")), d.need(&job(n, "cause")));
    let (correction, action) = (d.need(&job(n, "correction")), d.need(&job(n, "action")));
    let fault_code_id = chosen(d, &job(n, "fault_code_id"));
    let causal_part_id = chosen(d, &job(n, "causal_part_id"));
    let mut lines = vec![];
    for m in 0..count(values, n) {
        lines.extend(read_line(d, (n, m)));
    }
    let ((complaint, cause), (correction, action)) = complaint.zip(cause).zip(correction.zip(action))?;
    Some(ClaimJobInput { complaint, cause, correction, fault_code_id, causal_part_id, action, lines })
}

/// What is typed.
pub(super) fn read(values: &Values, today: NaiveDate) -> Result<WarrantyClaimInput, Refusal> {
    let mut d = Draft::new(values);
    let kind = d.need("kind");
    let (dealer_id, unit_id) = (chosen(&mut d, "dealer_id"), chosen(&mut d, "unit_id"));
    let ticket_id = chosen(&mut d, "ticket_id");
    let (order_number, usage, note) = (d.maybe("order_number"), d.maybe("usage"), d.maybe("note"));
    let (failed_on, repaired_on) = (d.need("failed_on"), d.need("repaired_on"));
    let currency = d.need("currency");
    let campaign = kind == Some(WarrantyClaimKind::Campaign);
    let campaign_id = campaign.then(|| chosen(&mut d, "campaign_id")).flatten();
    let pre_authorization_id = chosen(&mut d, "pre_authorization_id");
    let goodwill = (kind == Some(WarrantyClaimKind::Goodwill))
        .then(|| {
            let (maker, dealer) = (d.need("goodwill/maker"), d.need("goodwill/dealer"));
            let customer = d.need("goodwill/customer");
            maker.zip(dealer).zip(customer)
        })
        .flatten()
        .map(|((maker, dealer), customer)| GoodwillShares { maker, dealer, customer });
    let mut done = vec![];
    for n in 0..jobs(values) {
        done.extend(read_job(&mut d, values, n));
    }
    let built = kind.zip(currency).zip(failed_on.zip(repaired_on));
    let input = d.finish(built.map(|((kind, currency), (failed_on, repaired_on))| WarrantyClaimInput {
        kind,
        dealer_id,
        unit_id,
        ticket_id,
        order_number,
        failed_on,
        repaired_on,
        usage,
        currency,
        campaign_id,
        pre_authorization_id,
        goodwill,
        note,
        jobs: done,
    }))?;
    input.check(today)?;
    Ok(input)
}

/// What of a claim the server has to look up: while this stays, the page reckons by itself.
pub(super) fn skeleton(input: &WarrantyClaimInput) -> WarrantyClaimInput {
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

pub(super) async fn named(input: WarrantyClaimInput, ticket: Option<String>) -> Answer<Begin> {
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
    if let Some(id) = input.campaign_id {
        let campaign = crate::api::campaign::get(id).await?;
        names.insert(id.to_string(), campaign.head.number);
    }
    if let Some(id) = input.pre_authorization_id {
        names.insert(id.to_string(), warranty_claim::authorization(id).await?.number);
    }
    if let Some(id) = input.dealer_id {
        names.insert(id.to_string(), crate::api::organization::get(id).await?.name);
    }
    Ok(Begin { claim: None, input: Some(input), names })
}

/// What a claim says, as it was sent.
pub(super) fn input_of(claim: &WarrantyClaim) -> WarrantyClaimInput {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_read_and_what_is_wrong_stands_beside_it() {
        let begin = Begin::default();
        let today: NaiveDate = "2026-11-27".parse().unwrap();
        let mut v = values(&begin, today);
        let pointers = |v: &Values| {
            let fields = read(v, today).err().map(|r| r.fields).unwrap_or_default();
            fields.into_iter().map(|f| f.pointer).collect::<Vec<_>>()
        };
        assert_eq!(
            pointers(&v),
            ["/jobs/0/complaint", "/jobs/0/cause", "/jobs/0/correction", "/jobs/0/lines/0/amount"]
        );
        for name in ["complaint", "cause", "correction"] {
            put(&mut v, &job(0, name), Some("异响"));
        }
        put(&mut v, &field((0, 0), "amount"), Some("120"));
        put(&mut v, "unit_id", Some("01933f6e-0000-7000-8000-000000000001"));
        assert_eq!(pointers(&v), ["/jobs/0/lines/0/part_id"]);
        put(&mut v, &field((0, 0), "part_id"), Some("01933f6e-0000-7000-8000-000000000002"));
        let input = read(&v, today).unwrap();
        // Amounts are the page's to reckon with: typing one asks the server nothing.
        let mut dearer = input.clone();
        dearer.jobs[0].lines[0].amount = "999".parse().unwrap();
        assert_eq!(skeleton(&input), skeleton(&dearer));
        dearer.jobs[0].lines[0].part_id = None;
        assert_ne!(skeleton(&input), skeleton(&dearer));
    }

    #[test]
    fn jobs_that_are_shown_are_read_as_they_were() {
        let today: NaiveDate = "2026-11-27".parse().unwrap();
        let begin = Begin::default();
        let mut v = values(&begin, today);
        put(&mut v, JOBS, Some(2));
        job_values(&mut v, &begin, 1, None);
        put(&mut v, "unit_id", Some("01933f6e-0000-7000-8000-000000000001"));
        for n in 0..2 {
            for name in ["complaint", "cause", "correction"] {
                put(&mut v, &job(n, name), Some(format!("{name} {n}")));
            }
            put(&mut v, &count_field(n), Some(n + 1));
            for m in 0..=n {
                line_values(&mut v, &begin, (n, m), None);
                put(&mut v, &field((n, m), "class"), Some(CostClass::Travel));
                put(&mut v, &field((n, m), "amount"), Some(format!("{n}{m}.50")));
            }
        }
        let input = read(&v, today).unwrap();
        let lines: Vec<_> = input.jobs.iter().map(|job| job.lines.len()).collect();
        assert_eq!(lines, [1, 2]);
        let again = values(&Begin { input: Some(input.clone()), ..Begin::default() }, today);
        assert_eq!(read(&again, today).unwrap(), input);
    }
}
