//! What the versions of a scope would take, side by side.

use super::{scope, scopes, store};
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::policy;
use crate::records::calendar::schedules::Schedules;
use crate::records::part;
use crate::views::stock_rows;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::ids::{CampaignId, PartId};
use shared::records::campaign::*;
use shared::records::part::price_on;

/// What a part has in stock at places of the house that nobody has reserved.
fn available(c: &mut PgConnection, caller: &Caller, part: PartId) -> Result<i64, Failure> {
    use stock_rows as s;
    let rows: Vec<(i64, i64)> = policy::stock(caller, s::table.into_boxed())
        .filter(s::part_id.eq(part))
        .filter(s::location_active.eq(true))
        .filter(s::organization_id.eq(caller.actor.organization_id))
        .select((s::on_hand, s::reserved))
        .load(c)?;
    Ok(rows.into_iter().map(|(on_hand, reserved)| (on_hand - reserved).max(0)).sum())
}

/// Rehearses every version of a campaign's scope.
///
/// # Errors
/// For a capacity that is out of range; `not_found` when the campaign is not to be seen.
pub(super) fn rehearsal(
    c: &mut PgConnection,
    caller: &Caller,
    id: CampaignId,
    query: &RehearsalQuery,
) -> Result<Vec<ScopeRehearsal>, Failure> {
    let capacity = query.capacity()?;
    let row = store::find(c, caller, id)?;
    let schedule = Schedules::load(c)?.service_desk()?;
    let starts_on = query.starts_on.or(row.starts_on).unwrap_or_else(|| caller.today());
    let (mut parts_available, mut part_price) = (0, None);
    if let Some(part) = row.part_id {
        parts_available = available(c, caller, part)?;
        let prices = part::prices_of(c, caller, &[part])?.remove(&part).unwrap_or_default();
        part_price = price_on(&prices, caller.today()).map(|price| (price.price, price.currency));
    }
    let mut all = vec![];
    // At most twenty versions.
    for version in scopes::of(c, id)? {
        let found = scope::owners(c, caller, &version.criteria)?;
        let facts = RehearsalFacts {
            units: found.units,
            reachable: found.reachable,
            without_owner: found.without_owner,
            owners: found.owners,
            part_quantity: row.part_quantity.unwrap_or_default(),
            parts_available,
            part_price,
            standard_minutes: row.standard_minutes,
            labour_rate: row.rate(),
        };
        let rehearsal = rehearse(&facts, capacity, starts_on, (&schedule, caller.zone()));
        all.push(ScopeRehearsal { scope_id: version.id, number: version.number, rehearsal });
    }
    Ok(all)
}
