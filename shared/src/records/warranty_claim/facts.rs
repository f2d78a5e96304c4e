//! What the server knows of a claim: everything that the checks ask for. Price lists and rates come whole, so that the page can
//! follow a date while it is typed.

use crate::ids::*;
use crate::money::{Amount, Currency, Total};
use crate::records::part::PartPrice;
use crate::records::policy::Policy;
use crate::records::pre_authorization::PreAuthorizationStatus;
use crate::records::rma::RmaLineStatus;
use crate::warranty::{WarrantyExclusion, WarrantyExtension, WarrantyFacts, WarrantyTerm};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What is known of the unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnitFacts {
    /// Its serial number.
    pub serial: String,
    /// Its model.
    pub product_id: ProductId,
    /// The dealer that looks after it.
    pub dealer_id: Option<OrganizationId>,
    /// Day of shipment.
    pub shipped_on: Option<NaiveDate>,
    /// Day of installation.
    pub installed_on: Option<NaiveDate>,
    /// Day of acceptance.
    pub accepted_on: Option<NaiveDate>,
    /// Terms of its model.
    pub terms: Vec<WarrantyTerm>,
    /// Its extensions.
    pub extensions: Vec<WarrantyExtension>,
    /// Its exclusions.
    pub exclusions: Vec<WarrantyExclusion>,
}

impl UnitFacts {
    /// As far as its warranty goes.
    pub fn warranty(&self) -> WarrantyFacts<'_> {
        WarrantyFacts {
            shipped_on: self.shipped_on,
            installed_on: self.installed_on,
            accepted_on: self.accepted_on,
            terms: &self.terms,
            extensions: &self.extensions,
            exclusions: &self.exclusions,
        }
    }
}

/// Another claim that could be the same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EarlierClaim {
    /// Its number.
    #[cfg_attr(feature = "openapi", schema(example = "WC-2026-000001"))]
    pub number: String,
    /// It is about the same unit.
    pub same_unit: bool,
    /// It is of the same dealer and has this order number.
    pub order_number: Option<String>,
    /// When it failed.
    pub failed_on: NaiveDate,
    /// When it was repaired.
    pub repaired_on: NaiveDate,
    /// Usage at the failure.
    pub usage: Option<i64>,
    /// Its faults.
    pub fault_code_ids: Vec<FaultCodeId>,
}

/// What is known of a part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PartFacts {
    /// The part.
    pub id: PartId,
    /// Its number.
    pub number: String,
    /// Its class, as warranty terms name it.
    pub part_class: Option<String>,
    /// Whether the old one must come back.
    pub return_owed: bool,
    /// The models it fits; none for all.
    pub product_ids: Vec<ProductId>,
    /// Its price list, without costs.
    pub prices: Vec<PartPrice>,
}

/// What is known of an operation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OperationFacts {
    /// The operation.
    pub id: LabourOperationId,
    /// Its code.
    #[cfg_attr(feature = "openapi", schema(example = "DM-010"))]
    pub code: String,
    /// Its standard time in minutes.
    pub standard_minutes: i32,
}

/// What an hour is paid, from a day on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LabourRate {
    /// The first day.
    pub valid_from: NaiveDate,
    /// What it is counted in.
    pub currency: Currency,
    /// What an hour is paid.
    #[cfg_attr(feature = "openapi", schema(example = "180.00"))]
    pub rate: Amount,
}

/// The rate that holds on a day; none before the first begins.
pub fn rate_on(rates: &[LabourRate], day: NaiveDate) -> Option<&LabourRate> {
    rates.iter().filter(|rate| rate.valid_from <= day).max_by_key(|rate| rate.valid_from)
}

/// What is known of an old part that comes back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReturnFacts {
    /// The line of its return.
    pub id: RmaLineId,
    /// The return's number.
    #[cfg_attr(feature = "openapi", schema(example = "RMA-2026-000001"))]
    pub number: String,
    /// The part.
    pub part_id: Option<PartId>,
    /// Who sends it.
    pub dealer_id: OrganizationId,
    /// How far it is.
    pub status: RmaLineStatus,
    /// Until when it is due.
    pub deadline: Option<NaiveDate>,
    /// Another claim stands on it already.
    pub claimed_by: Option<String>,
}

/// What is known of a pre-authorisation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuthorizationFacts {
    /// Its number.
    #[cfg_attr(feature = "openapi", schema(example = "PA-2026-000001"))]
    pub number: String,
    /// How far it is.
    pub status: PreAuthorizationStatus,
    /// Whose it is.
    pub dealer_id: OrganizationId,
    /// The unit.
    pub unit_id: UnitId,
    /// Up to how much.
    pub limit: Option<Amount>,
    /// What that is counted in.
    pub currency: Currency,
    /// Until when.
    pub valid_until: Option<NaiveDate>,
}

/// A campaign in which something is still to be done to the unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CampaignFacts {
    /// The campaign.
    pub id: CampaignId,
    /// Its number.
    #[cfg_attr(feature = "openapi", schema(example = "CP-2026-000001"))]
    pub number: String,
}

/// What the dealer usually claims.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HistoryFacts {
    /// Claims of the twelve months before the last thirty days.
    pub claims: i64,
    /// What they claimed in this currency, in cents.
    pub claimed_cents: i64,
    /// What those of the last thirty days claimed, in cents.
    pub this_month_cents: i64,
}

/// All that the checks ask for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClaimFacts {
    /// The day on which it is adjudicated.
    pub today: NaiveDate,
    /// Whose claim it is.
    pub dealer_id: OrganizationId,
    /// The numbers of the policy that the warranty goes by.
    pub policy: Policy,
    /// The unit.
    pub unit: Option<UnitFacts>,
    /// Other claims of the unit, or with this order number.
    pub earlier: Vec<EarlierClaim>,
    /// The parts.
    pub parts: Vec<PartFacts>,
    /// The operations.
    pub operations: Vec<OperationFacts>,
    /// The dealer's rates.
    pub rates: Vec<LabourRate>,
    /// The returns.
    pub returns: Vec<ReturnFacts>,
    /// Files of its ticket.
    pub evidence: i64,
    /// The pre-authorisation.
    pub authorization: Option<AuthorizationFacts>,
    /// Campaigns in which something is still to be done to the unit.
    pub campaigns: Vec<CampaignFacts>,
    /// What the dealer usually claims.
    pub history: HistoryFacts,
}

impl ClaimFacts {
    /// What is known of a part.
    pub fn part(&self, id: PartId) -> Option<&PartFacts> {
        self.parts.iter().find(|part| part.id == id)
    }

    /// The claimed sum of the months before, as money.
    pub fn usual_month(&self) -> Total {
        Total::stored(rust_decimal::Decimal::new(self.history.claimed_cents / 12, 2))
    }
}
