//! Places where parts are kept: the central depot, service centres, vans (handbook 4).

use crate::auth::OrganizationKind;
use crate::ids::{LocationId, OrganizationId, UserId};
use crate::page::OneOf;
use crate::problem::{Checker, FieldProblem, Refusal};
use crate::text::{Line, Text};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

text_enums! {
    /// What a location is.
    LocationKind in "location_kind" {
        /// The maker's own depot.
        CentralDepot = "central_depot",
        /// The shelves of a service centre or a dealer.
        ServiceCenter = "service_center",
        /// A technician's van.
        Van = "van",
    }
}

impl LocationKind {
    /// The kinds of organisation that have such a location.
    pub fn homes(self) -> &'static [OrganizationKind] {
        use OrganizationKind::*;
        match self {
            Self::CentralDepot => &[Manufacturer],
            Self::ServiceCenter => &[ServiceCenter, Dealer],
            Self::Van => &[Manufacturer, ServiceCenter, Dealer],
        }
    }
}

/// A place where parts are kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Location {
    /// Its id.
    pub id: LocationId,
    /// What it is.
    pub kind: LocationKind,
    /// A short code used on documents, unique.
    #[cfg_attr(feature = "openapi", schema(example = "CD-01"))]
    pub code: String,
    /// Its name.
    #[cfg_attr(feature = "openapi", schema(example = "杭州中心库"))]
    pub name: String,
    /// Whose it is.
    pub organization_id: OrganizationId,
    /// That organisation's name.
    pub organization_name: String,
    /// Who answers for a van.
    pub responsible_id: Option<UserId>,
    /// That person's name.
    #[cfg_attr(feature = "openapi", schema(example = "张伟"))]
    pub responsible_name: Option<String>,
    /// Postal address.
    pub address: Option<String>,
    /// Whether parts may come here.
    pub active: bool,
    /// Grows with each change; the ETag.
    pub version: i32,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

/// What is sent to create or replace a location.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LocationInput {
    /// What it is.
    pub kind: LocationKind,
    /// A short code used on documents, unique.
    pub code: Line<40>,
    /// Its name.
    pub name: Line<200>,
    /// Whose it is: the maker's for a depot, a service centre's or dealer's for its shelves, any of them for a van.
    pub organization_id: OrganizationId,
    /// Who answers for a van; needed for one, and only for one.
    #[serde(default)]
    pub responsible_id: Option<UserId>,
    /// Postal address.
    #[serde(default)]
    pub address: Option<Text<500>>,
    /// Whether parts may come here.
    #[serde(default = "super::organization::yes")]
    pub active: bool,
}

impl LocationInput {
    /// Whether a van, and nothing else, has somebody who answers for it.
    ///
    /// # Errors
    /// `validation_failed` when it is otherwise.
    pub fn check(&self) -> Result<(), Refusal> {
        let mut check = Checker::default();
        match (self.kind, self.responsible_id) {
            (LocationKind::Van, None) => check.check(false, "/responsible_id", FieldProblem::Required),
            (LocationKind::Van, Some(_)) | (_, None) => &mut check,
            (_, Some(_)) => check.check(false, "/responsible_id", FieldProblem::Inconsistent),
        };
        check.finish()
    }
}

/// Filters of the list of locations.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct LocationQuery {
    /// Words of code and name, each of which must stand there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, max_length = 100))]
    pub q: Option<Line<100>>,
    /// Only locations of these kinds, separated by commas.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(style = Form, explode = false, value_type = Option<Vec<LocationKind>>))]
    pub kind: Option<OneOf<LocationKind>>,
    /// Only those of this organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<OrganizationId>,
    /// Only those where parts may come, or only those where they may not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
    /// Rows on a page, 1–100; 50 by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// From `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 1000))]
    pub cursor: Option<String>,
}
