//! Rows and SQL of the versions of scopes.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::jsonb::Json;
use crate::schema::{campaign_scopes, organizations, products, users};
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::ids::{CampaignId, CampaignScopeId, OrganizationId, ProductId};
use shared::records::campaign::{CampaignScope, ScopeInput};
use std::collections::HashMap;
use uuid::Uuid;

/// The versions of a campaign's scope, the oldest first.
pub(super) fn of(c: &mut PgConnection, campaign: CampaignId) -> Result<Vec<CampaignScope>, Failure> {
    use campaign_scopes as s;
    type Row = (CampaignScopeId, i32, Json<ScopeInput>, DateTime<Utc>, String);
    let rows: Vec<Row> = s::table
        .inner_join(users::table)
        .filter(s::campaign_id.eq(campaign))
        .order(s::number)
        .select((s::id, s::number, s::criteria, s::created_at, users::name))
        .load(c)?;
    let of_products: Vec<ProductId> = rows.iter().filter_map(|row| row.2.0.product_id).collect();
    let codes: HashMap<ProductId, String> = products::table
        .filter(products::id.eq_any(of_products))
        .select((products::id, products::code))
        .load(c)?
        .into_iter()
        .collect();
    let of_suppliers: Vec<OrganizationId> = rows.iter().filter_map(|row| row.2.0.supplier_id).collect();
    let names: HashMap<OrganizationId, String> = organizations::table
        .filter(organizations::id.eq_any(of_suppliers))
        .select((organizations::id, organizations::name))
        .load(c)?
        .into_iter()
        .collect();
    let one = |(id, number, Json(criteria), created_at, author_name): Row| CampaignScope {
        id,
        number,
        product_code: criteria.product_id.and_then(|id| codes.get(&id).cloned()),
        supplier_name: criteria.supplier_id.and_then(|id| names.get(&id).cloned()),
        criteria,
        author_name,
        created_at,
    };
    Ok(rows.into_iter().map(one).collect())
}

/// Adds a version.
pub(super) fn insert(
    c: &mut PgConnection,
    caller: &Caller,
    campaign: CampaignId,
    number: i32,
    criteria: &ScopeInput,
) -> Result<(), Failure> {
    use campaign_scopes as s;
    diesel::insert_into(s::table)
        .values((
            s::id.eq(CampaignScopeId(Uuid::now_v7())),
            s::campaign_id.eq(campaign),
            s::number.eq(number),
            s::criteria.eq(Json(criteria.clone())),
            s::author_id.eq(caller.actor.user_id),
            s::created_at.eq(caller.now),
        ))
        .execute(c)?;
    Ok(())
}
