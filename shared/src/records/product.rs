//! Product models and their warranty terms.

use crate::ids::ProductId;
use crate::text::Line;
use crate::warranty::WarrantyTerm;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A product model.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Product {
    /// Its id.
    pub id: ProductId,
    /// The model's code, unique.
    #[cfg_attr(feature = "openapi", schema(example = "SB-1000P"))]
    pub code: String,
    /// Its name.
    #[cfg_attr(feature = "openapi", schema(example = "乘客电梯 1000 kg"))]
    pub name: String,
    /// Product line or category.
    #[cfg_attr(feature = "openapi", schema(example = "passenger_lift"))]
    pub line: String,
    /// Brand, where it is not the maker's own.
    pub brand: Option<String>,
    /// What usage is counted in: runs, km, hours.
    pub usage_unit: Option<String>,
    /// Warranty terms, first match wins; where none matches the policy's default applies.
    pub warranty_terms: Vec<WarrantyTerm>,
    /// Whether it can be chosen.
    pub active: bool,
    /// Grows with each change; the ETag.
    pub version: i32,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

/// What is sent to create or replace a product model.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ProductInput {
    /// The model's code, unique.
    #[cfg_attr(feature = "openapi", schema(example = "SB-1000P"))]
    pub code: Line<80>,
    /// Its name.
    #[cfg_attr(feature = "openapi", schema(example = "乘客电梯 1000 kg"))]
    pub name: Line<200>,
    /// Product line or category.
    #[cfg_attr(feature = "openapi", schema(example = "passenger_lift"))]
    pub line: Line<100>,
    /// Brand, where it is not the maker's own.
    #[serde(default)]
    pub brand: Option<Line<100>>,
    /// What usage is counted in: runs, km, hours.
    #[serde(default)]
    pub usage_unit: Option<Line<20>>,
    /// Warranty terms, first match wins; at most 50.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_items = 50))]
    pub warranty_terms: Vec<WarrantyTerm>,
    /// Whether it can be chosen.
    #[serde(default = "super::organization::yes")]
    pub active: bool,
}

/// Filters of the list of product models.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ProductQuery {
    /// Part of the name, or the beginning of the code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, max_length = 100))]
    pub q: Option<Line<100>>,
    /// Only this product line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, max_length = 100))]
    pub line: Option<Line<100>>,
    /// Only those that can be chosen, or only those that cannot.
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
