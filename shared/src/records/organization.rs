//! Organisations: the maker, its dealers, service centres and suppliers, and customers with log-ins.

use crate::auth::OrganizationKind;
use crate::ids::OrganizationId;
use crate::text::{Line, Text};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// An organisation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Organization {
    /// Its id.
    pub id: OrganizationId,
    /// What it is. Fixed once created.
    pub kind: OrganizationKind,
    /// A short code used on documents, unique.
    #[cfg_attr(feature = "openapi", schema(example = "DL-HZ"))]
    pub code: String,
    /// Its name.
    #[cfg_attr(feature = "openapi", schema(example = "杭州恒升电梯工程有限公司"))]
    pub name: String,
    /// IANA time zone, for its calendar days and documents.
    #[cfg_attr(feature = "openapi", schema(example = "Asia/Shanghai"))]
    pub zone: String,
    /// Telephone.
    pub phone: Option<String>,
    /// Postal address.
    pub address: Option<String>,
    /// Whether its people may log in.
    pub active: bool,
    /// Grows with each change; the ETag.
    pub version: i32,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

/// What is sent to create or replace an organisation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OrganizationInput {
    /// What it is. Cannot be changed later; `manufacturer` exists once, from the start.
    pub kind: OrganizationKind,
    /// A short code used on documents, unique.
    #[cfg_attr(feature = "openapi", schema(example = "DL-HZ"))]
    pub code: Line<40>,
    /// Its name.
    #[cfg_attr(feature = "openapi", schema(example = "杭州恒升电梯工程有限公司"))]
    pub name: Line<200>,
    /// IANA time zone.
    #[cfg_attr(feature = "openapi", schema(example = "Asia/Shanghai"))]
    pub zone: Line<60>,
    /// Telephone.
    #[serde(default)]
    pub phone: Option<Line<40>>,
    /// Postal address.
    #[serde(default)]
    pub address: Option<Text<500>>,
    /// Whether its people may log in.
    #[serde(default = "yes")]
    pub active: bool,
}

pub(crate) fn yes() -> bool {
    true
}

text_enums! {
    /// Orders of the list of organisations.
    OrganizationSort in "organization_sort" {
        /// By name.
        Name = "name",
        /// Newest first.
        CreatedDesc = "-created_at",
    }
}

/// Filters of the list of organisations.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct OrganizationQuery {
    /// Only organisations of these kinds, separated by commas.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(style = Form, explode = false, value_type = Option<Vec<OrganizationKind>>))]
    pub kind: Option<crate::page::OneOf<OrganizationKind>>,
    /// Part of the name or the beginning of the code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, max_length = 100))]
    pub q: Option<Line<100>>,
    /// Order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<OrganizationSort>,
    /// Rows on a page, 1–100; 50 by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// From `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 1000))]
    pub cursor: Option<String>,
}
