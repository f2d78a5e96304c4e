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
    // By their column here, whose they are, and the columns of their id, number and name.
    macro_rules! named {
        ($($field:ident: $id:ty, $visible:ident($table:ident.$key:ident), $number:ident, $name:ident;)+) => {$({
            let ids: Vec<$id> = rows.iter().filter_map(|row| row.$field).collect();
            if !ids.is_empty() {
                let found = policy::$visible(caller, $table::table.into_boxed())
                    .filter($table::$key.eq_any(ids))
                    .select(($table::$key, ($table::$number, $table::$name)))
                    .load::<($id, (String, String))>(c)?;
                seen.extend(found.into_iter().map(|(id, names)| (About::from(id), names)));
            }
        })+};
    }
    named! {
        ticket_id: TicketId, tickets(ticket_rows.id), number, subject;
        rma_id: RmaId, rmas(rma_rows.id), number, dealer_name;
        line_id: RmaLineId, supplier_returns(supplier_return_rows.line_id), tag, name;
        campaign_id: CampaignId, campaigns(campaign_rows.id), number, title;
        warranty_claim_id: WarrantyClaimId, warranty_claims(warranty_claim_rows.id), number, dealer_name;
        pre_authorization_id: PreAuthorizationId, pre_authorizations(pre_authorization_rows.id), number, dealer_name;
        statement_id: StatementId, statements(statement_rows.id), number, party_name;
        recovery_id: RecoveryId, recoveries(recovery_rows.id), number, supplier_name;
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
    Ok(seen)
}
