//! What a ticket points at must be there and visible to whoever points.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::policy;
use crate::schema::{fault_codes, organizations, products, sites, team_members, teams};
use crate::views::{customer_rows, unit_rows, user_rows};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::auth::OrganizationKind;
use shared::ids::{CustomerId, FaultCodeId, OrganizationId, ProductId, SiteId, TeamId, UnitId, UserId};
use shared::problem::FieldProblem;
use shared::records::user::UserStatus;

fn missing(pointer: &str) -> impl Fn() -> Failure {
    move || Failure::field(pointer, FieldProblem::NoSuchRecord)
}

/// What follows from a unit.
#[derive(Queryable, Selectable)]
#[diesel(table_name = unit_rows)]
pub(super) struct UnitRef {
    pub product_id: ProductId,
    pub customer_id: Option<CustomerId>,
    pub site_id: Option<SiteId>,
    pub dealer_id: Option<OrganizationId>,
}

/// The unit.
pub(super) fn unit(c: &mut PgConnection, caller: &Caller, id: UnitId) -> Result<UnitRef, Failure> {
    policy::units(caller, unit_rows::table.into_boxed())
        .filter(unit_rows::id.eq(id))
        .select(UnitRef::as_select())
        .first(c)
        .optional()?
        .ok_or_else(missing("/unit_id"))
}

/// The customer; gives its dealer.
pub(super) fn customer(
    c: &mut PgConnection,
    caller: &Caller,
    id: CustomerId,
) -> Result<Option<OrganizationId>, Failure> {
    policy::customers(caller, customer_rows::table.into_boxed())
        .filter(customer_rows::id.eq(id))
        .select(customer_rows::dealer_id)
        .first(c)
        .optional()?
        .ok_or_else(missing("/customer_id"))
}

/// The site, which must be the customer's.
pub(super) fn site(c: &mut PgConnection, id: SiteId, customer: Option<CustomerId>) -> Result<(), Failure> {
    let owner: Option<CustomerId> = sites::table.find(id).select(sites::customer_id).first(c).optional()?;
    // A foreign site is answered like one that is not there: nothing is told of other customers.
    if owner.is_some() && owner == customer { Ok(()) } else { Err(missing("/site_id")()) }
}

/// The product model.
pub(super) fn product(c: &mut PgConnection, id: ProductId) -> Result<(), Failure> {
    let found: Option<bool> = products::table.find(id).select(products::active).first(c).optional()?;
    found.map(|_| ()).ok_or_else(missing("/product_id"))
}

/// The fault code.
pub(super) fn fault_code(c: &mut PgConnection, id: FaultCodeId) -> Result<(), Failure> {
    let found: Option<bool> = fault_codes::table.find(id).select(fault_codes::active).first(c).optional()?;
    found.map(|_| ()).ok_or_else(missing("/fault_code_id"))
}

/// A dealer or service centre that the caller sees.
pub(super) fn dealer(c: &mut PgConnection, caller: &Caller, id: OrganizationId) -> Result<(), Failure> {
    let kinds = [OrganizationKind::Dealer, OrganizationKind::ServiceCenter];
    policy::organizations(caller, organizations::table.into_boxed())
        .filter(organizations::id.eq(id))
        .filter(organizations::kind.eq_any(kinds))
        .select(organizations::id)
        .first::<OrganizationId>(c)
        .optional()?
        .map(|_| ())
        .ok_or_else(missing("/dealer_id"))
}

/// A person who can take the ticket: active, and able to see it (of the maker, or of the ticket's dealer).
/// Gives their name.
pub(super) fn assignee(
    c: &mut PgConnection,
    caller: &Caller,
    id: UserId,
    dealer: Option<OrganizationId>,
) -> Result<String, Failure> {
    let found: Option<(OrganizationId, OrganizationKind, String)> =
        policy::users(caller, user_rows::table.into_boxed())
            .filter(user_rows::id.eq(id))
            .filter(user_rows::status.eq(UserStatus::Active))
            .select((user_rows::organization_id, user_rows::organization_kind, user_rows::name))
            .first(c)
            .optional()?;
    let (organization, kind, name) = found.ok_or_else(missing("/assignee_id"))?;
    if kind == OrganizationKind::Manufacturer || Some(organization) == dealer {
        Ok(name)
    } else {
        Err(Failure::field("/assignee_id", FieldProblem::NotAllowed))
    }
}

/// Those of these people who are active and of the maker's house, or of this dealer.
pub(super) fn readers(
    c: &mut PgConnection,
    caller: &Caller,
    people: &[UserId],
    dealer: Option<OrganizationId>,
) -> Result<Vec<UserId>, Failure> {
    let inside = user_rows::organization_kind.eq(OrganizationKind::Manufacturer);
    let of_dealer = user_rows::organization_id.nullable().eq(dealer).is_not_distinct_from(true);
    let readers = policy::users(caller, user_rows::table.into_boxed())
        .filter(user_rows::id.eq_any(people.to_vec()))
        .filter(user_rows::status.eq(UserStatus::Active))
        .filter(inside.or(of_dealer))
        .select(user_rows::id);
    Ok(readers.load(c)?)
}

/// A team that can take the ticket. Gives its name.
pub(super) fn team(
    c: &mut PgConnection,
    caller: &Caller,
    id: TeamId,
    member: Option<UserId>,
) -> Result<String, Failure> {
    let name: String = policy::teams(caller, teams::table.into_boxed())
        .filter(teams::id.eq(id))
        .select(teams::name)
        .first(c)
        .optional()?
        .ok_or_else(missing("/team_id"))?;
    let Some(member) = member else { return Ok(name) };
    let belongs =
        team_members::table.find((id, member)).select(team_members::user_id).first::<UserId>(c).optional()?;
    if belongs.is_some() { Ok(name) } else { Err(Failure::field("/assignee_id", FieldProblem::Inconsistent)) }
}
