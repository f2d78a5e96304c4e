//! What is sent about units.

use super::words::{UnitSort, UnitStatus};
use crate::ids::{CustomerId, OrganizationId, ProductId, SiteId, UnitComponentId};
use crate::page::OneOf;
use crate::problem::{Checker, FieldProblem, Refusal};
use crate::text::{Line, Text};
use crate::warranty::{WarrantyExclusion, WarrantyExtension};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// What is sent to register or replace a unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UnitInput {
    /// Serial number, unique within the product model.
    #[cfg_attr(feature = "openapi", schema(example = "SB1000P-24-00017"))]
    pub serial: Line<80>,
    /// Its model.
    pub product_id: ProductId,
    /// Production batch.
    #[serde(default)]
    pub batch: Option<Line<80>>,
    /// Its owner. A change is kept in the owner history.
    #[serde(default)]
    pub customer_id: Option<CustomerId>,
    /// Where it stands: a site of the owner.
    #[serde(default)]
    pub site_id: Option<SiteId>,
    /// The dealer or service centre that looks after it.
    #[serde(default)]
    pub dealer_id: Option<OrganizationId>,
    /// Day of production.
    #[serde(default)]
    pub produced_on: Option<NaiveDate>,
    /// Day of shipment, not before production.
    #[serde(default)]
    pub shipped_on: Option<NaiveDate>,
    /// Day of the invoice.
    #[serde(default)]
    pub invoiced_on: Option<NaiveDate>,
    /// Day of installation, not before shipment.
    #[serde(default)]
    pub installed_on: Option<NaiveDate>,
    /// Day of acceptance, not before installation.
    #[serde(default)]
    pub accepted_on: Option<NaiveDate>,
    /// Last known usage, in the product's usage unit.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 1_000_000_000_000_i64))]
    pub usage_value: Option<i64>,
}

/// Nothing older is looked after, and the database's calendar does not begin with chrono's.
const FIRST_YEAR: i32 = 1800;

impl UnitInput {
    /// The days in the order in which they must come, with their JSON pointers.
    pub fn days(&self) -> [(&'static str, Option<NaiveDate>); 4] {
        [
            ("/produced_on", self.produced_on),
            ("/shipped_on", self.shipped_on),
            ("/installed_on", self.installed_on),
            ("/accepted_on", self.accepted_on),
        ]
    }

    /// Whether the days come in order and none lies after today, and the usage is no nonsense.
    ///
    /// # Errors
    /// `validation_failed` with each field that is wrong.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refusal> {
        let mut check = Checker::default();
        let mut latest: Option<NaiveDate> = None;
        for (pointer, day) in self.days() {
            let Some(day) = day else { continue };
            check.check(
                latest.is_none_or(|l| l <= day) && day.year() >= FIRST_YEAR,
                pointer,
                FieldProblem::TooEarly,
            );
            check.check(day <= today, pointer, FieldProblem::InFuture);
            latest = latest.max(Some(day));
        }
        if let Some(day) = self.invoiced_on {
            check.check(day.year() >= FIRST_YEAR, "/invoiced_on", FieldProblem::TooEarly);
            check.check(day <= today, "/invoiced_on", FieldProblem::InFuture);
        }
        if let Some(usage) = self.usage_value {
            check.range(usage, 0..=1_000_000_000_000, "/usage_value");
        }
        check.finish()
    }
}

/// What is sent with an action on a unit.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UnitActionInput {
    /// Why, for the unit's history.
    #[serde(default)]
    pub note: Option<Text<1000>>,
}

/// What is sent to add or replace a component.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UnitComponentInput {
    /// The component it is built into, if not into the unit itself.
    #[serde(default)]
    pub parent_id: Option<UnitComponentId>,
    /// What it is.
    #[cfg_attr(feature = "openapi", schema(example = "门机控制器"))]
    pub name: Line<200>,
    /// Class of part, for the warranty.
    #[serde(default)]
    pub part_class: Option<Line<100>>,
    /// Its own serial number.
    #[serde(default)]
    pub serial: Option<Line<80>>,
    /// Its supplier.
    #[serde(default)]
    pub supplier_id: Option<OrganizationId>,
    /// The supplier's batch.
    #[serde(default)]
    pub batch: Option<Line<80>>,
    /// When it was fitted.
    #[serde(default)]
    pub fitted_on: Option<NaiveDate>,
    /// When it was taken out; not before it was fitted.
    #[serde(default)]
    pub removed_on: Option<NaiveDate>,
    /// The last day of the supplier's own warranty.
    #[serde(default)]
    pub supplier_warranty_until: Option<NaiveDate>,
}

impl UnitComponentInput {
    /// Whether the component was taken out after it was fitted, and neither lies after today.
    ///
    /// # Errors
    /// `validation_failed` with each field that is wrong.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refusal> {
        let mut check = Checker::default();
        for (pointer, day) in [("/fitted_on", self.fitted_on), ("/removed_on", self.removed_on)] {
            check.check(day.is_none_or(|d| d <= today), pointer, FieldProblem::InFuture);
            check.check(day.is_none_or(|d| d.year() >= FIRST_YEAR), pointer, FieldProblem::TooEarly);
        }
        let in_order = self.removed_on.is_none_or(|r| self.fitted_on.is_none_or(|f| f <= r));
        check.check(in_order, "/removed_on", FieldProblem::TooEarly);
        let known = self.supplier_warranty_until.is_none_or(|d| d.year() >= FIRST_YEAR);
        check.check(known, "/supplier_warranty_until", FieldProblem::TooEarly);
        check.finish()
    }
}

/// What is sent to extend a unit's warranty or exclude something from it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WarrantyInput {
    /// All extensions, at most 50.
    #[cfg_attr(feature = "openapi", schema(max_items = 50))]
    pub extensions: Vec<WarrantyExtension>,
    /// All exclusions, at most 50.
    #[cfg_attr(feature = "openapi", schema(max_items = 50))]
    pub exclusions: Vec<WarrantyExclusion>,
}

impl WarrantyInput {
    /// Whether they are few enough to be read.
    ///
    /// # Errors
    /// `validation_failed` when they are not.
    pub fn check(&self) -> Result<(), Refusal> {
        let mut check = Checker::default();
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        check.range(count(self.extensions.len()), 0..=50, "/extensions").range(
            count(self.exclusions.len()),
            0..=50,
            "/exclusions",
        );
        check.finish()
    }
}

/// What is asked about a unit's warranty.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct WarrantyQuery {
    /// The day; today by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
    /// Class of the part that failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, max_length = 100))]
    pub part_class: Option<Line<100>>,
    /// Usage on that day; the last known by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 0, maximum = 1_000_000_000_000_i64))]
    pub usage: Option<i64>,
}

impl WarrantyQuery {
    /// Whether the usage is no nonsense.
    ///
    /// # Errors
    /// `validation_failed` when it is.
    pub fn check(&self) -> Result<(), Refusal> {
        let mut check = Checker::default();
        if let Some(usage) = self.usage {
            check.range(usage, 0..=1_000_000_000_000, "?usage");
        }
        check.finish()
    }
}

/// Filters of the list of units.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct UnitQuery {
    /// Part of the serial number, or of the owner's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, max_length = 100))]
    pub q: Option<Line<100>>,
    /// Only units of this customer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<CustomerId>,
    /// Only units of this model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product_id: Option<ProductId>,
    /// Only units looked after by this dealer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dealer_id: Option<OrganizationId>,
    /// Only units in these states, separated by commas.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(style = Form, explode = false, value_type = Option<Vec<UnitStatus>>))]
    pub status: Option<OneOf<UnitStatus>>,
    /// Only units produced on this day or later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub produced_from: Option<NaiveDate>,
    /// Only units produced on this day or earlier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub produced_until: Option<NaiveDate>,
    /// Order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<UnitSort>,
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

    fn pointers(result: Result<(), Refusal>) -> Vec<String> {
        result.map_or_else(|r| r.fields.into_iter().map(|f| f.pointer).collect(), |()| vec![])
    }

    #[test]
    fn a_component_is_taken_out_after_it_was_fitted_and_not_tomorrow() {
        let day = |s: &str| Some(s.parse::<NaiveDate>().unwrap());
        let check = |fitted: &str, removed: &str| {
            pointers(
                UnitComponentInput {
                    parent_id: None,
                    name: Line::new("门机控制器").unwrap(),
                    part_class: None,
                    serial: None,
                    supplier_id: None,
                    batch: None,
                    fitted_on: day(fitted),
                    removed_on: day(removed),
                    supplier_warranty_until: None,
                }
                .check(day("2026-05-01").unwrap()),
            )
        };
        assert!(check("2026-05-01", "2026-05-01").is_empty());
        assert_eq!(check("2026-04-02", "2026-04-01"), ["/removed_on"]);
        assert_eq!(check("2026-04-02", "2026-05-02"), ["/removed_on"]);
        assert_eq!(check("-4999-01-01", "2026-04-01"), ["/fitted_on"]);
    }

    #[test]
    fn more_extensions_than_anybody_reads_are_refused() {
        let extension = WarrantyExtension {
            coverage: None,
            part_class: None,
            until: "2028-01-01".parse().unwrap(),
            reason: Text::new("延保").unwrap(),
        };
        let check = |n| {
            pointers(WarrantyInput { extensions: vec![extension.clone(); n], exclusions: vec![] }.check())
        };
        assert!(check(50).is_empty());
        assert_eq!(check(51), ["/extensions"]);
    }
}
