//! Which rows somebody sees and may act on. Nobody else writes such a condition.
//!
//! | organisation | customers, units, tickets | organisations | people | parts | locations, stock, transfers | to suppliers |
//! | --- | --- | --- | --- | --- | --- | --- |
//! | manufacturer | all | all | all | all | all | all |
//! | dealer, service centre | those it looks after | its own, the maker's | its own | those to be ordered | its own | none |
//! | customer | its own | its own, its dealer's, the maker's | none | none | none | none |
//! | supplier | none | its own, the maker's | none | those it supplies | none | what it is offered |

use crate::auth::caller::Caller;
use crate::schema::{
    canned_answers, knowledge_articles, knowledge_editions, notifications, organizations, saved_views,
    supplier_charges, team_members, teams,
};
use crate::views::{
    campaign_rows, campaign_unit_rows, customer_rows, location_rows, material_transfer_rows, movement_rows,
    part_rows, pre_authorization_rows, quality_feedback_rows, recovery_rows, return_line_rows, rma_line_rows,
    rma_picture_rows, rma_rows, settlement_entry_rows, statement_rows, stock_count_rows, stock_rows,
    supplier_return_rows, ticket_rows, unit_rows, user_rows, warranty_claim_rows,
};
use diesel::pg::Pg;
use diesel::prelude::*;
use shared::auth::OrganizationKind;
use shared::ids::{CustomerId, OrganizationId};
use shared::records::campaign::CampaignStatus;
use shared::records::knowledge_article::{KnowledgeAudience, KnowledgeStatus};
use shared::records::quality_feedback::QualityDepartment;
use shared::records::recovery::RecoveryStatus;
use shared::records::saved_view::ViewSharing;
use shared::records::statement::StatementStatus;
use shared::records::supplier_return::SupplierReturnStatus;

macro_rules! by_dealer_or_customer {
    ($(#[$doc:meta])* $name:ident, $table:ident, $customer:ident) => {
        $(#[$doc])*
        pub fn $name<'a>(caller: &Caller, query: $table::BoxedQuery<'a, Pg>) -> $table::BoxedQuery<'a, Pg> {
            let actor = &caller.actor;
            match (actor.organization_kind, actor.customer_id) {
                (OrganizationKind::Manufacturer, _) => query,
                (OrganizationKind::Dealer | OrganizationKind::ServiceCenter, _) => {
                    query.filter($table::dealer_id.eq(actor.organization_id))
                }
                (OrganizationKind::Customer, Some(customer)) => query.filter($table::$customer.eq(customer)),
                (OrganizationKind::Customer, None) | (OrganizationKind::Supplier, _) => query.filter(diesel::dsl::sql::<diesel::sql_types::Bool>("false")),
            }
        }
    };
}

by_dealer_or_customer! {
    /// The customers somebody sees.
    customers, customer_rows, id
}
by_dealer_or_customer! {
    /// The units somebody sees.
    units, unit_rows, customer_id
}
by_dealer_or_customer! {
    /// The tickets somebody sees.
    tickets, ticket_rows, customer_id
}

by_dealer_or_customer! {
    /// The units in campaigns that somebody sees, whether the campaign is told yet or not.
    units_in_campaigns, campaign_unit_rows, customer_id
}

/// The units in campaigns that somebody sees: as with units, outside the house once the campaign is published.
pub fn campaign_units<'a>(
    caller: &Caller,
    query: campaign_unit_rows::BoxedQuery<'a, Pg>,
) -> campaign_unit_rows::BoxedQuery<'a, Pg> {
    let own = units_in_campaigns(caller, query);
    if caller.actor.is_inside() {
        return own;
    }
    own.filter(campaign_unit_rows::campaign_status.eq_any(CampaignStatus::TOLD))
}

/// The campaigns somebody sees: outside the house those that concern units they see.
pub fn campaigns<'a>(
    caller: &Caller,
    query: campaign_rows::BoxedQuery<'a, Pg>,
) -> campaign_rows::BoxedQuery<'a, Pg> {
    if caller.actor.is_inside() {
        return query;
    }
    let own = campaign_units(caller, campaign_unit_rows::table.into_boxed());
    query.filter(campaign_rows::id.eq_any(own.select(campaign_unit_rows::campaign_id)))
}

/// Whether somebody sees a record of this dealer and customer: the same table for a row that is loaded.
pub fn sees(caller: &Caller, dealer: Option<OrganizationId>, customer: Option<CustomerId>) -> bool {
    let actor = &caller.actor;
    match actor.organization_kind {
        OrganizationKind::Manufacturer => true,
        OrganizationKind::Dealer | OrganizationKind::ServiceCenter => dealer == Some(actor.organization_id),
        OrganizationKind::Customer => customer.is_some() && customer == actor.customer_id,
        OrganizationKind::Supplier => false,
    }
}

/// The organisations somebody sees: their own and the maker's, and for a customer the dealer that looks
/// after it.
pub fn organizations<'a>(
    caller: &Caller,
    query: organizations::BoxedQuery<'a, Pg>,
) -> organizations::BoxedQuery<'a, Pg> {
    let actor = &caller.actor;
    if actor.is_inside() {
        return query;
    }
    let own = organizations::id
        .eq(actor.organization_id)
        .or(organizations::kind.eq(OrganizationKind::Manufacturer));
    match actor.customer_id {
        Some(customer) => {
            use crate::schema::customers;
            let dealer = customers::table.find(customer).select(customers::dealer_id);
            query.filter(own.or(organizations::id.nullable().eq_any(dealer)))
        }
        None => query.filter(own),
    }
}

/// The parts somebody sees.
pub fn parts<'a>(caller: &Caller, query: part_rows::BoxedQuery<'a, Pg>) -> part_rows::BoxedQuery<'a, Pg> {
    match caller.actor.organization_kind {
        OrganizationKind::Manufacturer => query,
        OrganizationKind::Dealer | OrganizationKind::ServiceCenter => {
            query.filter(part_rows::active.eq(true))
        }
        OrganizationKind::Supplier => query.filter(part_rows::supplier_id.eq(caller.actor.organization_id)),
        OrganizationKind::Customer => query.filter(diesel::dsl::sql::<diesel::sql_types::Bool>("false")),
    }
}

/// Whether somebody sees a part: the same table for a row that is loaded.
pub fn sees_part(caller: &Caller, active: bool, supplier: Option<OrganizationId>) -> bool {
    match caller.actor.organization_kind {
        OrganizationKind::Manufacturer => true,
        OrganizationKind::Dealer | OrganizationKind::ServiceCenter => active,
        OrganizationKind::Supplier => supplier == Some(caller.actor.organization_id),
        OrganizationKind::Customer => false,
    }
}

/// Whether somebody sees only what lies at locations of their own, all of it, or none.
enum Shelves {
    All,
    Own(OrganizationId),
    None,
}

fn shelves(caller: &Caller) -> Shelves {
    match caller.actor.organization_kind {
        OrganizationKind::Manufacturer => Shelves::All,
        OrganizationKind::Dealer | OrganizationKind::ServiceCenter => {
            Shelves::Own(caller.actor.organization_id)
        }
        OrganizationKind::Customer | OrganizationKind::Supplier => Shelves::None,
    }
}

macro_rules! by_shelves {
    ($(#[$doc:meta])* $name:ident, $table:ident, $own:expr) => {
        $(#[$doc])*
        pub fn $name<'a>(caller: &Caller, query: $table::BoxedQuery<'a, Pg>) -> $table::BoxedQuery<'a, Pg> {
            match shelves(caller) {
                Shelves::All => query,
                Shelves::Own(organization) => query.filter($own(organization)),
                Shelves::None => query.filter(diesel::dsl::sql::<diesel::sql_types::Bool>("false")),
            }
        }
    };
}

by_shelves! {
    /// The locations somebody sees.
    locations, location_rows, |own: OrganizationId| location_rows::organization_id.eq(own)
}
by_shelves! {
    /// The stock somebody sees.
    stock, stock_rows, |own: OrganizationId| stock_rows::organization_id.eq(own)
}
by_shelves! {
    /// The counts somebody sees.
    stock_counts, stock_count_rows, |own: OrganizationId| stock_count_rows::organization_id.eq(own)
}
by_shelves! {
    /// The material transfers somebody sees: those that are theirs or are sent to them.
    material_transfers, material_transfer_rows, |own: OrganizationId| {
        let theirs = material_transfer_rows::organization_id.eq(own);
        theirs.nullable().or(material_transfer_rows::receiver_id.eq(own)).assume_not_null()
    }
}
by_shelves! {
    /// The movements somebody sees: from or to what is theirs.
    movements, movement_rows, |own: OrganizationId| {
        let from = movement_rows::from_organization_id.eq(own);
        from.or(movement_rows::to_organization_id.eq(own)).assume_not_null()
    }
}

by_shelves! {
    /// The returns somebody sees: the maker's people all, dealers and service centres what they send back.
    rmas, rma_rows, |own: OrganizationId| rma_rows::dealer_id.eq(own)
}
by_shelves! {
    /// The lines of the returns somebody sees.
    rma_lines, rma_line_rows, |own: OrganizationId| rma_line_rows::dealer_id.eq(own)
}

by_shelves! {
    /// The warranty claims somebody sees: the maker's people all, dealers and service centres their own.
    warranty_claims, warranty_claim_rows, |own: OrganizationId| warranty_claim_rows::dealer_id.eq(own)
}
by_shelves! {
    /// The pre-authorisations somebody sees: as with claims.
    pre_authorizations, pre_authorization_rows, |own: OrganizationId| pre_authorization_rows::dealer_id.eq(own)
}

by_shelves! {
    /// The same lines, where they are counted and looked for.
    return_lines, return_line_rows, |own: OrganizationId| return_line_rows::dealer_id.eq(own)
}

/// What goes back to suppliers, as somebody sees it: the maker's people all of it, suppliers what they are offered.
pub fn supplier_returns<'a>(
    caller: &Caller,
    query: supplier_return_rows::BoxedQuery<'a, Pg>,
) -> supplier_return_rows::BoxedQuery<'a, Pg> {
    use supplier_return_rows as s;
    match caller.actor.organization_kind {
        OrganizationKind::Manufacturer => query,
        OrganizationKind::Supplier => query
            .filter(s::supplier_id.eq(caller.actor.organization_id))
            .filter(s::status.ne(SupplierReturnStatus::ToOffer)),
        _ => query.filter(diesel::dsl::sql::<diesel::sql_types::Bool>("false")),
    }
}

/// The quality feedback somebody sees: the maker's people all of it, suppliers what they are ordered to put right.
pub fn quality_feedbacks<'a>(
    caller: &Caller,
    query: quality_feedback_rows::BoxedQuery<'a, Pg>,
) -> quality_feedback_rows::BoxedQuery<'a, Pg> {
    use quality_feedback_rows as q;
    match caller.actor.organization_kind {
        OrganizationKind::Manufacturer => query,
        OrganizationKind::Supplier => query
            .filter(q::supplier_id.eq(caller.actor.organization_id))
            .filter(q::department.eq(QualityDepartment::Supplier))
            .filter(q::instructed_at.is_not_null()),
        _ => query.filter(diesel::dsl::sql::<diesel::sql_types::Bool>("false")),
    }
}

/// The recoveries somebody sees: the maker's people all, suppliers those on them that they were told of.
pub fn recoveries<'a>(
    caller: &Caller,
    query: recovery_rows::BoxedQuery<'a, Pg>,
) -> recovery_rows::BoxedQuery<'a, Pg> {
    use recovery_rows as r;
    match caller.actor.organization_kind {
        OrganizationKind::Manufacturer => query,
        OrganizationKind::Supplier => query
            .filter(r::supplier_id.eq(caller.actor.organization_id))
            .filter(r::status.ne(RecoveryStatus::Candidate))
            .filter(r::delivery.is_not_null()),
        _ => query.filter(diesel::dsl::sql::<diesel::sql_types::Bool>("false")),
    }
}

/// The statements somebody sees: the maker's people all, others their own once they are issued.
pub fn statements<'a>(
    caller: &Caller,
    query: statement_rows::BoxedQuery<'a, Pg>,
) -> statement_rows::BoxedQuery<'a, Pg> {
    use statement_rows as s;
    if caller.actor.is_inside() {
        return query;
    }
    query
        .filter(s::party_id.eq(caller.actor.organization_id))
        .filter(s::status.ne(StatementStatus::Collecting))
}

/// The settlement entries somebody sees: the maker's people all, others their own once a statement with them is issued.
pub fn settlement_entries<'a>(
    caller: &Caller,
    query: settlement_entry_rows::BoxedQuery<'a, Pg>,
) -> settlement_entry_rows::BoxedQuery<'a, Pg> {
    use settlement_entry_rows as e;
    if caller.actor.is_inside() {
        return query;
    }
    query
        .filter(e::party_id.eq(caller.actor.organization_id))
        .filter(e::statement_status.is_not_null())
        .filter(e::statement_status.assume_not_null().ne(StatementStatus::Collecting))
}

/// What suppliers are to bear, as somebody sees it: the maker's people all of it, suppliers their own.
pub fn supplier_charges<'a>(
    caller: &Caller,
    query: supplier_charges::BoxedQuery<'a, Pg>,
) -> supplier_charges::BoxedQuery<'a, Pg> {
    match caller.actor.organization_kind {
        OrganizationKind::Manufacturer => query,
        OrganizationKind::Supplier => {
            query.filter(supplier_charges::supplier_id.eq(caller.actor.organization_id))
        }
        _ => query.filter(diesel::dsl::sql::<diesel::sql_types::Bool>("false")),
    }
}

/// The pictures of what came back that somebody sees: the maker's people all, dealers those of what they sent, suppliers
/// those of what they are offered.
pub fn rma_pictures<'a>(
    caller: &Caller,
    query: rma_picture_rows::BoxedQuery<'a, Pg>,
) -> rma_picture_rows::BoxedQuery<'a, Pg> {
    use rma_picture_rows as y;
    let own = caller.actor.organization_id;
    match caller.actor.organization_kind {
        OrganizationKind::Manufacturer => query,
        OrganizationKind::Dealer | OrganizationKind::ServiceCenter => query.filter(y::dealer_id.eq(own)),
        OrganizationKind::Supplier => {
            query.filter(y::supplier_id.eq(own)).filter(y::supplier_status.ne(SupplierReturnStatus::ToOffer))
        }
        OrganizationKind::Customer => query.filter(diesel::dsl::sql::<diesel::sql_types::Bool>("false")),
    }
}

/// Whether somebody is told who supplies the parts they see.
pub fn sees_supplier(caller: &Caller) -> bool {
    matches!(caller.actor.organization_kind, OrganizationKind::Manufacturer | OrganizationKind::Supplier)
}

/// Whether somebody is told what the maker charges for parts: not those who supply them.
pub fn sees_prices(caller: &Caller) -> bool {
    caller.actor.organization_kind != OrganizationKind::Supplier
}

/// The people somebody sees: the maker's staff all of them, others those of their own organisation.
pub fn users<'a>(caller: &Caller, query: user_rows::BoxedQuery<'a, Pg>) -> user_rows::BoxedQuery<'a, Pg> {
    if caller.actor.is_inside() {
        query
    } else {
        query.filter(user_rows::organization_id.eq(caller.actor.organization_id))
    }
}

/// The notifications somebody sees: their own.
pub fn notifications<'a>(
    caller: &Caller,
    query: notifications::BoxedQuery<'a, Pg>,
) -> notifications::BoxedQuery<'a, Pg> {
    query.filter(notifications::user_id.eq(caller.actor.user_id))
}

/// The saved views somebody sees: their own, those of their teams, and for the maker's staff those of the house.
pub fn saved_views<'a>(
    caller: &Caller,
    query: saved_views::BoxedQuery<'a, Pg>,
) -> saved_views::BoxedQuery<'a, Pg> {
    let own = saved_views::owner_id.eq(caller.actor.user_id);
    if !caller.actor.is_inside() {
        return query.filter(own);
    }
    let teams = team_members::table
        .filter(team_members::user_id.eq(caller.actor.user_id))
        .select(team_members::team_id.nullable());
    query.filter(own.or(saved_views::sharing.eq(ViewSharing::House)).or(saved_views::team_id.eq_any(teams)))
}

/// The canned answers somebody sees: those of the house, and their own.
pub fn canned_answers<'a>(
    caller: &Caller,
    query: canned_answers::BoxedQuery<'a, Pg>,
) -> canned_answers::BoxedQuery<'a, Pg> {
    let own = canned_answers::owner_id.eq(caller.actor.user_id);
    query.filter(canned_answers::owner_id.is_null().or(own.assume_not_null()))
}

/// The knowledge articles somebody sees: the maker's people all, others what is published for them.
pub fn knowledge_articles<'a>(
    caller: &Caller,
    query: knowledge_articles::BoxedQuery<'a, Pg>,
) -> knowledge_articles::BoxedQuery<'a, Pg> {
    if caller.actor.is_inside() {
        return query;
    }
    query.filter(knowledge_articles::status.eq(KnowledgeStatus::Published)).filter(
        knowledge_articles::audience.eq_any(KnowledgeAudience::read_by(caller.actor.organization_kind)),
    )
}

/// The editions of articles somebody reads: those that were published for them.
pub fn knowledge_editions<'a>(
    caller: &Caller,
    query: knowledge_editions::BoxedQuery<'a, Pg>,
) -> knowledge_editions::BoxedQuery<'a, Pg> {
    query.filter(
        knowledge_editions::audience.eq_any(KnowledgeAudience::read_by(caller.actor.organization_kind)),
    )
}

/// The teams somebody sees: as with people.
pub fn teams<'a>(caller: &Caller, query: teams::BoxedQuery<'a, Pg>) -> teams::BoxedQuery<'a, Pg> {
    if caller.actor.is_inside() {
        query
    } else {
        query.filter(teams::organization_id.eq(caller.actor.organization_id))
    }
}
