//! Jobs and lines of warranty claims.

use super::store::Row;
use crate::error::Failure;
use crate::schema::*;
use crate::views::warranty_claim_line_rows;
use chrono::NaiveDate;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use shared::ids::*;
use shared::money::Amount;
use shared::records::rma::RmaLineStatus;
use shared::records::warranty_claim::*;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = warranty_claim_jobs)]
struct JobRow {
    id: WarrantyClaimJobId,
    claim_id: WarrantyClaimId,
    position: i32,
    complaint: String,
    cause: String,
    correction: String,
    fault_code_id: Option<FaultCodeId>,
    causal_part_id: Option<PartId>,
    action: RepairAction,
}

#[derive(Insertable)]
#[diesel(table_name = warranty_claim_lines)]
struct NewLine {
    id: WarrantyClaimLineId,
    claim_id: WarrantyClaimId,
    job_id: WarrantyClaimJobId,
    position: i32,
    class: CostClass,
    part_id: Option<PartId>,
    operation_id: Option<LabourOperationId>,
    description: Option<String>,
    quantity: i32,
    nights: Option<i32>,
    claimed: Decimal,
    rma_line_id: Option<RmaLineId>,
}

#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = warranty_claim_line_rows)]
pub(super) struct LineRow {
    pub id: WarrantyClaimLineId,
    pub job_id: WarrantyClaimJobId,
    position: i32,
    class: CostClass,
    part_id: Option<PartId>,
    part_number: Option<String>,
    part_name: Option<String>,
    operation_id: Option<LabourOperationId>,
    operation_code: Option<String>,
    operation_name: Option<String>,
    description: Option<String>,
    quantity: i32,
    nights: Option<i32>,
    claimed: Decimal,
    approved: Option<Decimal>,
    verdict: Option<LineVerdict>,
    reason: Option<String>,
    pub rma_line_id: Option<RmaLineId>,
    rma_id: Option<RmaId>,
    rma_number: Option<String>,
    pub rma_status: Option<RmaLineStatus>,
    pub rma_deadline: Option<NaiveDate>,
    pub void_amount: Option<Decimal>,
}

impl LineRow {
    pub fn claimed(&self) -> Amount {
        Amount::stored(self.claimed)
    }

    /// What is approved of it; nothing before the answer.
    pub fn approved(&self) -> Amount {
        Amount::stored(self.approved.unwrap_or_default())
    }

    /// Something is approved, and its old part is still to come.
    pub fn is_owed(&self) -> bool {
        !self.approved.unwrap_or_default().is_zero()
            && self.rma_status.is_some_and(|status| OWED.contains(&status))
    }

    fn show(self) -> WarrantyClaimLine {
        let named = self.part_name.or(self.operation_name);
        WarrantyClaimLine {
            id: self.id,
            position: self.position,
            class: self.class,
            part_id: self.part_id,
            part_number: self.part_number,
            operation_id: self.operation_id,
            operation_code: self.operation_code,
            description: self.description.or(named).unwrap_or_default(),
            quantity: self.quantity,
            nights: self.nights,
            claimed: Amount::stored(self.claimed),
            approved: self.approved.map(Amount::stored),
            verdict: self.verdict,
            reason: self.reason,
            rma_line_id: self.rma_line_id,
            rma_id: self.rma_id,
            rma_number: self.rma_number,
            rma_status: self.rma_status,
            void: self.void_amount.is_some(),
        }
    }
}

/// Gives a claim these jobs and lines, and no others.
pub(super) fn replace(
    c: &mut PgConnection,
    id: WarrantyClaimId,
    input: &WarrantyClaimInput,
) -> Result<(), Failure> {
    diesel::delete(warranty_claim_lines::table.filter(warranty_claim_lines::claim_id.eq(id))).execute(c)?;
    diesel::delete(warranty_claim_jobs::table.filter(warranty_claim_jobs::claim_id.eq(id))).execute(c)?;
    let (mut jobs, mut lines) = (vec![], vec![]);
    for (position, job) in (0..).zip(&input.jobs) {
        let job_id = WarrantyClaimJobId(Uuid::now_v7());
        jobs.push(JobRow {
            id: job_id,
            claim_id: id,
            position,
            complaint: job.complaint.to_string(),
            cause: job.cause.to_string(),
            correction: job.correction.to_string(),
            fault_code_id: job.fault_code_id,
            causal_part_id: job.causal_part_id,
            action: job.action,
        });
        for line in &job.lines {
            lines.push(NewLine {
                id: WarrantyClaimLineId(Uuid::now_v7()),
                claim_id: id,
                job_id,
                position: i32::try_from(lines.len()).unwrap_or(i32::MAX),
                class: line.class,
                part_id: line.part_id,
                operation_id: line.operation_id,
                description: line.description.as_deref().map(str::to_owned),
                quantity: line.quantity,
                nights: line.nights,
                claimed: line.amount.value(),
                rma_line_id: line.rma_line_id,
            });
        }
    }
    diesel::insert_into(warranty_claim_jobs::table).values(jobs).execute(c)?;
    diesel::insert_into(warranty_claim_lines::table).values(lines).execute(c)?;
    Ok(())
}

fn job_rows(c: &mut PgConnection, id: WarrantyClaimId) -> Result<Vec<JobRow>, Failure> {
    let rows = warranty_claim_jobs::table.filter(warranty_claim_jobs::claim_id.eq(id));
    Ok(rows.order(warranty_claim_jobs::position).select(JobRow::as_select()).load(c)?)
}

/// The lines of a claim, in their order.
pub(super) fn lines(c: &mut PgConnection, id: WarrantyClaimId) -> Result<Vec<LineRow>, Failure> {
    use warranty_claim_line_rows as l;
    Ok(l::table.filter(l::claim_id.eq(id)).order(l::position).select(LineRow::as_select()).load(c)?)
}

/// What a claim says, as it was sent.
pub(super) fn input(c: &mut PgConnection, row: &Row) -> Result<WarrantyClaimInput, Failure> {
    let lines = lines(c, row.id)?;
    let of = |job: &JobRow| -> Vec<Value> {
        let own = lines.iter().filter(|line| line.job_id == job.id);
        own.map(|line| {
            json!({
                "class": line.class, "part_id": line.part_id, "operation_id": line.operation_id, "description": line.description,
                "quantity": line.quantity, "nights": line.nights, "amount": line.claimed(), "rma_line_id": line.rma_line_id,
            })
        })
        .collect()
    };
    let jobs: Vec<Value> = job_rows(c, row.id)?
        .iter()
        .map(|job| {
            json!({
                "complaint": job.complaint, "cause": job.cause, "correction": job.correction, "fault_code_id": job.fault_code_id,
                "causal_part_id": job.causal_part_id, "action": job.action, "lines": of(job),
            })
        })
        .collect();
    let said = json!({
        "kind": row.kind, "dealer_id": row.dealer_id, "unit_id": row.unit_id, "ticket_id": row.ticket_id,
        "order_number": row.order_number, "failed_on": row.failed_on, "repaired_on": row.repaired_on, "usage": row.usage_value,
        "currency": row.currency, "campaign_id": row.campaign_id, "pre_authorization_id": row.pre_authorization_id,
        "goodwill": row.goodwill.as_ref().map(|shares| shares.0), "note": row.note, "jobs": jobs,
    });
    serde_json::from_value(said).map_err(|error| Failure::Internal(error.into()))
}

/// The jobs of a claim with their lines, as they are shown.
pub(super) fn jobs(c: &mut PgConnection, id: WarrantyClaimId) -> Result<Vec<WarrantyClaimJob>, Failure> {
    let rows = job_rows(c, id)?;
    let faults: Vec<FaultCodeId> = rows.iter().filter_map(|job| job.fault_code_id).collect();
    let faults: HashMap<FaultCodeId, String> = fault_codes::table
        .filter(fault_codes::id.eq_any(faults))
        .select((fault_codes::id, fault_codes::code))
        .load::<(FaultCodeId, String)>(c)?
        .into_iter()
        .collect();
    let causes: Vec<PartId> = rows.iter().filter_map(|job| job.causal_part_id).collect();
    let causes: HashMap<PartId, String> = parts::table
        .filter(parts::id.eq_any(causes))
        .select((parts::id, parts::number))
        .load::<(PartId, String)>(c)?
        .into_iter()
        .collect();
    let mut lines_of: HashMap<WarrantyClaimJobId, Vec<WarrantyClaimLine>> = HashMap::new();
    for line in lines(c, id)? {
        lines_of.entry(line.job_id).or_default().push(line.show());
    }
    let show = |job: JobRow| WarrantyClaimJob {
        id: job.id,
        complaint: job.complaint,
        cause: job.cause,
        correction: job.correction,
        fault_code: job.fault_code_id.and_then(|id| faults.get(&id).cloned()),
        fault_code_id: job.fault_code_id,
        causal_part_number: job.causal_part_id.and_then(|id| causes.get(&id).cloned()),
        causal_part_id: job.causal_part_id,
        action: job.action,
        lines: lines_of.remove(&job.id).unwrap_or_default(),
    };
    Ok(rows.into_iter().map(show).collect())
}

/// What is decided of a line.
pub(super) fn decide(
    c: &mut PgConnection,
    id: WarrantyClaimLineId,
    (approved, verdict, reason): (Amount, LineVerdict, Option<&str>),
) -> Result<(), Failure> {
    use warranty_claim_lines as l;
    diesel::update(l::table.find(id))
        .set((
            l::approved.eq(approved.value()),
            l::verdict.eq(verdict),
            l::reason.eq(reason),
            l::void_amount.eq(None::<Decimal>),
        ))
        .execute(c)?;
    Ok(())
}

/// Makes a line void, or restores it.
pub(super) fn set_void(c: &mut PgConnection, line: &LineRow, void: bool) -> Result<(), Failure> {
    use warranty_claim_lines as l;
    let (approved, kept) = if void { (Some(Decimal::ZERO), line.approved) } else { (line.void_amount, None) };
    diesel::update(l::table.find(line.id))
        .set((l::approved.eq(approved), l::void_amount.eq(kept)))
        .execute(c)?;
    Ok(())
}
