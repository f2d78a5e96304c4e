//! How what notifications are about is called, as far as whoever reads them sees it.

use super::{About, Row};
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::policy;
use crate::views::{
    campaign_rows, material_transfer_rows, pre_authorization_rows, quality_feedback_rows, recovery_rows,
    rma_rows, statement_rows, supplier_return_rows, ticket_rows, warranty_claim_rows,
};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::ids::{
    CampaignId, MaterialTransferId, PreAuthorizationId, QualityFeedbackId, RecoveryId, RmaId, RmaLineId,
    StatementId, TicketId, WarrantyClaimId,
};
use std::collections::HashMap;

/// Number and name of what notifications are about, as far as the caller sees it: a statement for each kind that is there.
pub(super) fn names(
    c: &mut PgConnection,
    caller: &Caller,
    rows: &[Row],
) -> Result<HashMap<About, (String, String)>, Failure> {
    let mut seen = HashMap::new();
    let tickets: Vec<TicketId> = rows.iter().filter_map(|r| r.ticket_id).collect();
    if !tickets.is_empty() {
        let found = policy::tickets(caller, ticket_rows::table.into_boxed())
            .filter(ticket_rows::id.eq_any(tickets))
            .select((ticket_rows::id, (ticket_rows::number, ticket_rows::subject)))
            .load::<(TicketId, (String, String))>(c)?;
        seen.extend(found.into_iter().map(|(id, names)| (About::from(id), names)));
    }
    let rmas: Vec<RmaId> = rows.iter().filter_map(|r| r.rma_id).collect();
    if !rmas.is_empty() {
        let found = policy::rmas(caller, rma_rows::table.into_boxed())
            .filter(rma_rows::id.eq_any(rmas))
            .select((rma_rows::id, (rma_rows::number, rma_rows::dealer_name)))
            .load::<(RmaId, (String, String))>(c)?;
        seen.extend(found.into_iter().map(|(id, names)| (About::from(id), names)));
    }
    let transfers: Vec<MaterialTransferId> = rows.iter().filter_map(|r| r.transfer_id).collect();
    if !transfers.is_empty() {
        use material_transfer_rows as m;
        type Goal = (Option<String>, Option<String>, Option<String>);
        let found = policy::material_transfers(caller, m::table.into_boxed())
            .filter(m::id.eq_any(transfers))
            .select((m::id, m::number, (m::to_location_name, m::to_organization_name, m::to_customer_name)))
            .load::<(MaterialTransferId, String, Goal)>(c)?;
        let goal = |(location, organization, customer): Goal| location.or(organization).or(customer);
        let named = |(id, number, to)| (About::from(id), (number, goal(to).unwrap_or_default()));
        seen.extend(found.into_iter().map(named));
    }
    let offered: Vec<RmaLineId> = rows.iter().filter_map(|r| r.line_id).collect();
    if !offered.is_empty() {
        use supplier_return_rows as s;
        let found = policy::supplier_returns(caller, s::table.into_boxed())
            .filter(s::line_id.eq_any(offered))
            .select((s::line_id, (s::tag, s::name)))
            .load::<(RmaLineId, (String, String))>(c)?;
        seen.extend(found.into_iter().map(|(id, names)| (About::from(id), names)));
    }
    let quality: Vec<QualityFeedbackId> = rows.iter().filter_map(|r| r.quality_feedback_id).collect();
    if !quality.is_empty() {
        use quality_feedback_rows as q;
        let found = policy::quality_feedbacks(caller, q::table.into_boxed())
            .filter(q::id.eq_any(quality))
            .select((q::id, q::number, q::subject, q::part_name))
            .load::<(QualityFeedbackId, String, String, Option<String>)>(c)?;
        // What it is about is said in the house's words; a supplier knows its part.
        let told = caller.actor.is_inside();
        seen.extend(found.into_iter().map(|(id, number, subject, part)| {
            let name = if told { subject } else { part.unwrap_or_default() };
            (About::from(id), (number, name))
        }));
    }
    let campaigns: Vec<CampaignId> = rows.iter().filter_map(|r| r.campaign_id).collect();
    if !campaigns.is_empty() {
        use campaign_rows as k;
        let found = policy::campaigns(caller, k::table.into_boxed())
            .filter(k::id.eq_any(campaigns))
            .select((k::id, (k::number, k::title)))
            .load::<(CampaignId, (String, String))>(c)?;
        seen.extend(found.into_iter().map(|(id, names)| (About::from(id), names)));
    }
    let claims: Vec<WarrantyClaimId> = rows.iter().filter_map(|r| r.warranty_claim_id).collect();
    if !claims.is_empty() {
        use warranty_claim_rows as k;
        let found = policy::warranty_claims(caller, k::table.into_boxed())
            .filter(k::id.eq_any(claims))
            .select((k::id, (k::number, k::dealer_name)))
            .load::<(WarrantyClaimId, (String, String))>(c)?;
        seen.extend(found.into_iter().map(|(id, names)| (About::from(id), names)));
    }
    let statements: Vec<StatementId> = rows.iter().filter_map(|r| r.statement_id).collect();
    if !statements.is_empty() {
        use statement_rows as s;
        let found = policy::statements(caller, s::table.into_boxed())
            .filter(s::id.eq_any(statements))
            .select((s::id, (s::number, s::party_name)))
            .load::<(StatementId, (String, String))>(c)?;
        seen.extend(found.into_iter().map(|(id, names)| (About::from(id), names)));
    }
    let recoveries: Vec<RecoveryId> = rows.iter().filter_map(|r| r.recovery_id).collect();
    if !recoveries.is_empty() {
        use recovery_rows as r;
        let found = policy::recoveries(caller, r::table.into_boxed())
            .filter(r::id.eq_any(recoveries))
            .select((r::id, (r::number, r::supplier_name)))
            .load::<(RecoveryId, (String, String))>(c)?;
        seen.extend(found.into_iter().map(|(id, names)| (About::from(id), names)));
    }
    let authorizations: Vec<PreAuthorizationId> =
        rows.iter().filter_map(|r| r.pre_authorization_id).collect();
    if !authorizations.is_empty() {
        use pre_authorization_rows as a;
        let found = policy::pre_authorizations(caller, a::table.into_boxed())
            .filter(a::id.eq_any(authorizations))
            .select((a::id, (a::number, a::dealer_name)))
            .load::<(PreAuthorizationId, (String, String))>(c)?;
        seen.extend(found.into_iter().map(|(id, names)| (About::from(id), names)));
    }
    Ok(seen)
}
