//! Filters of the list of parts.

use super::words::PartSort;
use crate::ids::{OrganizationId, ProductId};
use crate::text::Line;
use serde::{Deserialize, Serialize};

/// Filters of the list of parts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct PartQuery {
    /// Words of number, name and description, each of which must stand there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, max_length = 100))]
    pub q: Option<Line<100>>,
    /// Only parts that fit this product model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product_id: Option<ProductId>,
    /// Only parts of this supplier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supplier_id: Option<OrganizationId>,
    /// Only those that can be ordered, or only those that cannot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
    /// Only those in whose place another has come, or only those in whose place none has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub superseded: Option<bool>,
    /// Order; by number by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<PartSort>,
    /// Rows on a page, 1–100; 50 by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// From `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 1000))]
    pub cursor: Option<String>,
}
