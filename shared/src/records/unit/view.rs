//! What is shown of units.

use super::words::{UnitAction, UnitStatus};
use crate::ids::{CustomerId, OrganizationId, ProductId, SiteId, TicketId, UnitComponentId, UnitId, UserId};
use crate::warranty::{WarrantyExclusion, WarrantyExtension, WarrantyStatus, WarrantyVerdict};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// A serialised piece of equipment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Unit {
    /// Its id.
    pub id: UnitId,
    /// Serial number, unique within the product model.
    #[cfg_attr(feature = "openapi", schema(example = "SB1000P-24-00017"))]
    pub serial: String,
    /// Its model.
    pub product_id: ProductId,
    /// The model's code.
    pub product_code: String,
    /// The model's name.
    pub product_name: String,
    /// Production batch.
    pub batch: Option<String>,
    /// Where it is in its life.
    pub status: UnitStatus,
    /// Its owner.
    pub customer_id: Option<CustomerId>,
    /// The owner's name.
    pub customer_name: Option<String>,
    /// Where it stands.
    pub site_id: Option<SiteId>,
    /// Name of that place.
    pub site_name: Option<String>,
    /// The dealer or service centre that looks after it.
    pub dealer_id: Option<OrganizationId>,
    /// Its name.
    pub dealer_name: Option<String>,
    /// Day of production.
    pub produced_on: Option<NaiveDate>,
    /// Day of shipment.
    pub shipped_on: Option<NaiveDate>,
    /// Day of the invoice.
    pub invoiced_on: Option<NaiveDate>,
    /// Day of installation.
    pub installed_on: Option<NaiveDate>,
    /// Day of acceptance.
    pub accepted_on: Option<NaiveDate>,
    /// Last known usage, in the product's usage unit.
    pub usage_value: Option<i64>,
    /// What usage is counted in.
    pub usage_unit: Option<String>,
    /// Longer warranty granted to it.
    pub extensions: Vec<WarrantyExtension>,
    /// What its warranty does not cover.
    pub exclusions: Vec<WarrantyExclusion>,
    /// Today's warranty: part, labour, travel.
    pub warranty: Vec<WarrantyVerdict>,
    /// What the caller can do with it now.
    pub available_actions: Vec<UnitAction>,
    /// Grows with each change; the ETag.
    pub version: i32,
    /// When it was registered.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

/// A unit as a row of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnitSummary {
    /// Its id.
    pub id: UnitId,
    /// Serial number.
    pub serial: String,
    /// The model's code.
    pub product_code: String,
    /// The model's name.
    pub product_name: String,
    /// Where it is in its life.
    pub status: UnitStatus,
    /// Its owner.
    pub customer_id: Option<CustomerId>,
    /// The owner's name.
    pub customer_name: Option<String>,
    /// Name of the place where it stands.
    pub site_name: Option<String>,
    /// Name of the dealer that looks after it.
    pub dealer_name: Option<String>,
    /// Today's warranty for parts.
    pub warranty: WarrantyStatus,
    /// The last day of that warranty.
    pub warranty_ends_on: Option<NaiveDate>,
}

/// A component fitted in a unit, with its own history.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnitComponent {
    /// Its id.
    pub id: UnitComponentId,
    /// The component it is built into, if not into the unit itself.
    pub parent_id: Option<UnitComponentId>,
    /// What it is.
    #[cfg_attr(feature = "openapi", schema(example = "门机控制器"))]
    pub name: String,
    /// Class of part, for the warranty.
    #[cfg_attr(feature = "openapi", schema(example = "door_operator"))]
    pub part_class: Option<String>,
    /// Its own serial number.
    pub serial: Option<String>,
    /// Its supplier.
    pub supplier_id: Option<OrganizationId>,
    /// The supplier's name.
    pub supplier_name: Option<String>,
    /// The supplier's batch.
    pub batch: Option<String>,
    /// When it was fitted.
    pub fitted_on: Option<NaiveDate>,
    /// When it was taken out.
    pub removed_on: Option<NaiveDate>,
    /// The last day of the supplier's own warranty.
    pub supplier_warranty_until: Option<NaiveDate>,
    /// Grows with each change; the ETag.
    pub version: i32,
}

/// A unit's whole life in one answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnitLife {
    /// The unit.
    pub unit: Unit,
    /// Its components, those taken out included.
    pub components: Vec<UnitComponent>,
    /// Its owners, the present one last.
    pub owners: Vec<UnitOwner>,
    /// Its tickets, newest first, at most 100.
    pub tickets: Vec<UnitTicket>,
    /// What happened to it, newest first, at most 200.
    pub events: Vec<UnitEvent>,
}

/// An owner of a unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnitOwner {
    /// The owner.
    pub customer_id: CustomerId,
    /// The owner's name.
    pub customer_name: String,
    /// From when.
    pub from_at: DateTime<Utc>,
    /// Until when; absent for the present owner.
    pub until_at: Option<DateTime<Utc>>,
}

/// A ticket in a unit's life.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnitTicket {
    /// Its id.
    pub id: TicketId,
    /// Its printed number.
    pub number: String,
    /// What it is about.
    pub subject: String,
    /// Its kind.
    pub kind: crate::records::ticket::TicketKind,
    /// Its state.
    pub status: crate::records::ticket::TicketStatus,
    /// When the customer reported it.
    pub reported_at: DateTime<Utc>,
    /// What was done.
    pub solution: Option<String>,
}

/// Something that happened to a unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnitEvent {
    /// When.
    pub at: DateTime<Utc>,
    /// What: an action, `created`, `updated`, `warranty`, `component`.
    pub kind: String,
    /// Who.
    pub actor_id: Option<UserId>,
    /// Who, by the name of that day.
    pub actor_name: String,
    /// A note.
    pub note: Option<String>,
}
