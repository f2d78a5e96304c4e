//! Product models and their warranty terms.

use crate::ids::ProductId;
use crate::problem::{Checker, Refusal};
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

impl ProductInput {
    /// Whether the warranty terms are few enough and their numbers within range.
    ///
    /// # Errors
    /// `validation_failed` with each number that is not.
    pub fn check(&self) -> Result<(), Refusal> {
        let mut check = Checker::default();
        let count = i64::try_from(self.warranty_terms.len()).unwrap_or(i64::MAX);
        check.range(count, 0..=50, "/warranty_terms");
        for (n, term) in self.warranty_terms.iter().enumerate() {
            check.range(term.months.into(), 0..=600, &format!("/warranty_terms/{n}/months"));
            check.range(term.percent.into(), 1..=100, &format!("/warranty_terms/{n}/percent"));
            if let Some(limit) = term.usage_limit {
                check.range(limit, 1..=1_000_000_000_000, &format!("/warranty_terms/{n}/usage_limit"));
            }
        }
        check.finish()
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn product(terms: &[(u16, u8, Option<i64>)]) -> ProductInput {
        ProductInput {
            code: Line::new("SB-1000P").unwrap(),
            name: Line::new("乘客电梯 1000 kg").unwrap(),
            line: Line::new("passenger_lift").unwrap(),
            brand: None,
            usage_unit: None,
            warranty_terms: terms
                .iter()
                .map(|&(months, percent, usage_limit)| WarrantyTerm {
                    coverage: None,
                    part_class: None,
                    months,
                    percent,
                    usage_limit,
                })
                .collect(),
            active: true,
        }
    }

    #[test]
    fn terms_at_the_edge_of_their_ranges_are_taken() {
        assert!(product(&[(0, 1, Some(1)), (600, 100, None)]).check().is_ok());
        assert!(product(&[(24, 100, None); 50]).check().is_ok());
    }

    #[test]
    fn every_number_out_of_range_is_named_with_its_term() {
        let refusal = product(&[(24, 100, None), (601, 0, Some(0)), (1, 101, None)]).check().unwrap_err();
        assert_eq!(
            refusal.fields.iter().map(|f| f.pointer.as_str()).collect::<Vec<_>>(),
            [
                "/warranty_terms/1/months",
                "/warranty_terms/1/percent",
                "/warranty_terms/1/usage_limit",
                "/warranty_terms/2/percent"
            ]
        );
        assert_eq!(product(&[(24, 100, None); 51]).check().unwrap_err().fields[0].pointer, "/warranty_terms");
    }
}
