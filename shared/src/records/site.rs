//! Places where units stand.

use crate::ids::{CustomerId, SiteId};
use crate::text::{Line, Text};
use serde::{Deserialize, Serialize};

/// A place of a customer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Site {
    /// Its id.
    pub id: SiteId,
    /// Whose it is.
    pub customer_id: CustomerId,
    /// Its name.
    #[cfg_attr(feature = "openapi", schema(example = "西湖花园 3 幢"))]
    pub name: String,
    /// Postal address.
    pub address: Option<String>,
    /// Region, for queues.
    #[cfg_attr(feature = "openapi", schema(example = "浙江"))]
    pub region: Option<String>,
    /// Remote area: excepted from the one-day clearing time (ELE 5.2 art. 3).
    pub remote: bool,
    /// Grows with each change; the ETag.
    pub version: i32,
}

/// What is sent to create or replace a site.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SiteInput {
    /// Its name.
    #[cfg_attr(feature = "openapi", schema(example = "西湖花园 3 幢"))]
    pub name: Line<200>,
    /// Postal address.
    #[serde(default)]
    pub address: Option<Text<500>>,
    /// Region, for queues.
    #[serde(default)]
    pub region: Option<Line<100>>,
    /// Remote area: excepted from the one-day clearing time (ELE 5.2 art. 3).
    #[serde(default)]
    pub remote: bool,
}
