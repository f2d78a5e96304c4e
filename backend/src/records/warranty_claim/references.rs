//! Whether what a claim names is there, and to be seen by whoever files it.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::policy;
use crate::records::organization::service::check_reference;
use crate::records::ticket;
use crate::schema::{fault_codes, labour_operations};
use crate::views::*;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::auth::OrganizationKind;
use shared::ids::*;
use shared::problem::{Checker, FieldProblem, FieldRefusal};
use shared::records::warranty_claim::*;
use std::collections::BTreeSet;

/// Those who file claims.
const DEALERS: &[OrganizationKind] = &[OrganizationKind::Dealer, OrganizationKind::ServiceCenter];

/// Whose claim it is: one's own organisation's, or that of the dealer whom the maker's people name.
///
/// # Errors
/// `validation_failed` at `/dealer_id` for nobody, another's, or who is no dealer.
pub fn dealer(
    c: &mut PgConnection,
    caller: &Caller,
    named: Option<OrganizationId>,
) -> Result<OrganizationId, Failure> {
    if !caller.actor.is_inside() {
        let own = caller.actor.organization_id;
        return match named {
            Some(other) if other != own => Err(Failure::field("/dealer_id", FieldProblem::NoSuchRecord)),
            _ => Ok(own),
        };
    }
    let named = named.ok_or_else(|| Failure::field("/dealer_id", FieldProblem::Required))?;
    let mut check = Checker::default();
    check_reference(c, caller, Some(named), DEALERS, "/dealer_id", &mut check)?;
    check.finish()?;
    Ok(named)
}

fn seen<T: Ord + Copy>(check: &mut Checker, known: Vec<T>, named: impl IntoIterator<Item = (String, T)>) {
    let known: BTreeSet<T> = known.into_iter().collect();
    for (pointer, id) in named {
        if !known.contains(&id) {
            check.push(FieldRefusal::new(pointer, FieldProblem::NoSuchRecord));
        }
    }
}

/// Looks at all of it: a statement for each kind of record.
///
/// # Errors
/// `validation_failed` with each field that names what is not there.
pub(super) fn check(
    c: &mut PgConnection,
    caller: &Caller,
    input: &WarrantyClaimInput,
) -> Result<(), Failure> {
    let mut check = Checker::default();
    if let Some(unit) = input.unit_id {
        let rows = policy::units(caller, unit_rows::table.into_boxed()).filter(unit_rows::id.eq(unit));
        let known: Vec<UnitId> = rows.select(unit_rows::id).load(c)?;
        seen(&mut check, known, [("/unit_id".to_owned(), unit)]);
    }
    if let Some(id) = input.ticket_id {
        let found = ticket::service::find_visible(c, caller, id).map_err(|no| no.missing_at("/ticket_id"))?;
        let fits = found.unit_id.is_none() || input.unit_id.is_none() || found.unit_id == input.unit_id;
        check.check(fits, "/ticket_id", FieldProblem::Inconsistent);
    }
    if let Some(campaign) = input.campaign_id {
        let rows = policy::campaigns(caller, campaign_rows::table.into_boxed());
        let known: Vec<CampaignId> =
            rows.filter(campaign_rows::id.eq(campaign)).select(campaign_rows::id).load(c)?;
        seen(&mut check, known, [("/campaign_id".to_owned(), campaign)]);
    }
    if let Some(id) = input.pre_authorization_id {
        use pre_authorization_rows as a;
        let rows = policy::pre_authorizations(caller, a::table.into_boxed());
        let known: Vec<PreAuthorizationId> = rows.filter(a::id.eq(id)).select(a::id).load(c)?;
        seen(&mut check, known, [("/pre_authorization_id".to_owned(), id)]);
    }
    named_by_lines(c, caller, input, &mut check)?;
    Ok(check.finish()?)
}

fn named_by_lines(
    c: &mut PgConnection,
    caller: &Caller,
    input: &WarrantyClaimInput,
    check: &mut Checker,
) -> Result<(), Failure> {
    let (mut parts, mut faults, mut operations, mut returns) = (vec![], vec![], vec![], vec![]);
    for (n, job) in input.jobs.iter().enumerate() {
        parts.extend(job.causal_part_id.map(|id| (format!("/jobs/{n}/causal_part_id"), id)));
        faults.extend(job.fault_code_id.map(|id| (format!("/jobs/{n}/fault_code_id"), id)));
        for (m, line) in job.lines.iter().enumerate() {
            let at = |name: &str| format!("/jobs/{n}/lines/{m}/{name}");
            parts.extend(line.part_id.map(|id| (at("part_id"), id)));
            operations.extend(line.operation_id.map(|id| (at("operation_id"), id)));
            returns.extend(line.rma_line_id.map(|id| (at("rma_line_id"), id)));
        }
    }
    if !parts.is_empty() {
        let ids: Vec<PartId> = parts.iter().map(|(_, id)| *id).collect();
        let rows = policy::parts(caller, part_rows::table.into_boxed()).filter(part_rows::id.eq_any(ids));
        seen(check, rows.select(part_rows::id).load(c)?, parts);
    }
    if !faults.is_empty() {
        let ids: Vec<FaultCodeId> = faults.iter().map(|(_, id)| *id).collect();
        let rows = fault_codes::table.filter(fault_codes::id.eq_any(ids)).select(fault_codes::id);
        seen(check, rows.load(c)?, faults);
    }
    if !operations.is_empty() {
        use labour_operations as o;
        let ids: Vec<LabourOperationId> = operations.iter().map(|(_, id)| *id).collect();
        let rows = o::table.filter(o::id.eq_any(ids)).filter(o::active.eq(true)).select(o::id);
        seen(check, rows.load(c)?, operations);
    }
    if !returns.is_empty() {
        use rma_line_rows as r;
        let ids: Vec<RmaLineId> = returns.iter().map(|(_, id)| *id).collect();
        let rows = policy::rma_lines(caller, r::table.into_boxed()).filter(r::id.eq_any(ids));
        seen(check, rows.select(r::id).load(c)?, returns);
    }
    Ok(())
}
