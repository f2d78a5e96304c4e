//! Labour operations with their standard times, and what an hour is paid (handbook 6, 8).

use crate::ids::*;
use crate::problem::{Checker, FieldProblem, Refusal};
use crate::records::warranty_claim::LabourRate;
use crate::text::Line;
use chrono::Datelike;
use serde::{Deserialize, Serialize};

/// The most lines of a dealer's rates.
pub const MAX_RATES: usize = 100;

/// What is sent to create or replace an operation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LabourOperationInput {
    /// Its code, unique within the maker.
    #[cfg_attr(feature = "openapi", schema(example = "DM-010"))]
    pub code: Line<40>,
    /// Its name.
    #[cfg_attr(feature = "openapi", schema(example = "更换门机皮带"))]
    pub name: Line<200>,
    /// Its standard time in minutes.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 60_000, example = 90))]
    pub standard_minutes: i32,
    /// The fault that it remedies.
    #[serde(default)]
    pub fault_code_id: Option<FaultCodeId>,
    /// The model that it is for.
    #[serde(default)]
    pub product_id: Option<ProductId>,
    /// Whether it can be claimed.
    #[serde(default = "crate::records::organization::yes")]
    pub active: bool,
}

impl LabourOperationInput {
    /// Whether it makes sense.
    ///
    /// # Errors
    /// `validation_failed` with each field that does not.
    pub fn check(&self) -> Result<(), Refusal> {
        let mut check = Checker::default();
        check.range(self.standard_minutes.into(), 1..=60_000, "/standard_minutes");
        check.finish()
    }
}

/// An operation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LabourOperation {
    /// Its id.
    pub id: LabourOperationId,
    /// Its code.
    #[cfg_attr(feature = "openapi", schema(example = "DM-010"))]
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its standard time in minutes.
    pub standard_minutes: i32,
    /// The fault that it remedies.
    pub fault_code_id: Option<FaultCodeId>,
    /// That fault's code.
    pub fault_code: Option<String>,
    /// The model that it is for.
    pub product_id: Option<ProductId>,
    /// That model's code.
    pub product_code: Option<String>,
    /// Whether it can be claimed.
    pub active: bool,
    /// Grows with each change; the ETag.
    pub version: i32,
}

/// Filters of the operations, in the order of their codes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct LabourOperationQuery {
    /// Part of the code or the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, max_length = 100))]
    pub q: Option<Line<100>>,
    /// Only those that can be claimed, or only the others.
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

/// What an hour of a dealer's work is paid, from which day on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LabourRates {
    /// One line per first day, at most 100.
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    pub rates: Vec<LabourRate>,
}

impl LabourRates {
    /// Whether there is one rate for each day.
    ///
    /// # Errors
    /// `validation_failed` with each line that is wrong.
    pub fn check(&self) -> Result<(), Refusal> {
        let mut check = Checker::default();
        let count = i64::try_from(self.rates.len()).unwrap_or(i64::MAX);
        check.range(count, 0..=i64::try_from(MAX_RATES).unwrap_or(i64::MAX), "/rates");
        for (n, line) in self.rates.iter().enumerate() {
            let pointer = format!("/rates/{n}/valid_from");
            if !(crate::calendar::FIRST_YEAR..=crate::calendar::LAST_YEAR).contains(&line.valid_from.year()) {
                check.push(crate::calendar::out_of_range(&pointer));
            } else if self.rates[..n].iter().any(|other| other.valid_from == line.valid_from) {
                check.check(false, &pointer, FieldProblem::DayTwice);
            }
        }
        check.finish()
    }
}

/// The rates of a dealer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DealerRates {
    /// The dealer.
    pub dealer_id: OrganizationId,
    /// Its name.
    pub dealer_name: String,
    /// The newest first.
    pub rates: Vec<LabourRate>,
    /// The dealer's version; the ETag.
    pub version: i32,
}
