//! What is asked of the report of warranty costs.

use super::super::desk::{Period, period};
use super::super::month::Month;
use super::words::CostDimension;
use crate::money::Currency;
use crate::page::OneOf;
use crate::problem::Refusal;
use crate::records::warranty_claim::{WarrantyClaimQuery, WarrantyClaimStatus};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// What the report of warranty costs is about.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields, default)]
pub struct WarrantyCostQuery {
    /// The first month, by when claims were answered; eleven before the last one by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, example = "2026-01", pattern = "^[0-9]{4}-[0-9]{2}$"))]
    pub from: Option<Month>,
    /// The last month; this one by default. At most 60 months.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, example = "2026-03", pattern = "^[0-9]{4}-[0-9]{2}$"))]
    pub until: Option<Month>,
    /// What the rows are told apart by; the model by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<CostDimension>,
    /// The currency; yuan by default. Amounts in different currencies are not added up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
}

impl WarrantyCostQuery {
    /// The months, with their instants in a zone.
    ///
    /// # Errors
    /// `validation_failed` for months that lie ahead, run backwards, or are too many.
    pub fn period(&self, now: DateTime<Utc>, zone: Tz) -> Result<Period, Refusal> {
        period(self.from, self.until, now, zone)
    }

    /// What the rows are told apart by.
    pub fn by(&self) -> CostDimension {
        self.by.unwrap_or(CostDimension::Product)
    }

    /// The currency.
    pub fn currency(&self) -> Currency {
        self.currency.unwrap_or(Currency::Cny)
    }

    /// The claims that it counts, of all months: those that cost something and were not taken back.
    pub fn claims(&self) -> WarrantyClaimQuery {
        WarrantyClaimQuery {
            status: Some(OneOf(WarrantyClaimStatus::COSTED.to_vec())),
            currency: Some(self.currency()),
            ..WarrantyClaimQuery::default()
        }
    }
}
