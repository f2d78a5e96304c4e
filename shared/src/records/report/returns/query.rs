//! What is asked of the statistics of returns.

use super::super::desk::{Period, period};
use super::super::month::Month;
use crate::i18n::Locale;
use crate::ids::{OrganizationId, PartId};
use crate::problem::Refusal;
use crate::records::rma::RmaLineQuery;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// What the statistics of returns are about.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields, default)]
pub struct ReturnsQuery {
    /// The first month; eleven before the last one by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, example = "2026-01", pattern = "^[0-9]{4}-[0-9]{2}$"))]
    pub from: Option<Month>,
    /// The last month; this one by default. At most 60 months.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, example = "2026-03", pattern = "^[0-9]{4}-[0-9]{2}$"))]
    pub until: Option<Month>,
    /// Only this dealer's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dealer_id: Option<OrganizationId>,
    /// Only this part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part_id: Option<PartId>,
}

/// The same on paper, in a language.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields, default)]
pub struct ReturnsPaperQuery {
    /// The language of the form; the reader's own where it is not named.
    pub lang: Option<Locale>,
    /// The first month; eleven before the last one by default.
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, example = "2026-01", pattern = "^[0-9]{4}-[0-9]{2}$"))]
    pub from: Option<Month>,
    /// The last month; this one by default. At most 60 months.
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, example = "2026-03", pattern = "^[0-9]{4}-[0-9]{2}$"))]
    pub until: Option<Month>,
    /// Only this dealer's.
    pub dealer_id: Option<OrganizationId>,
    /// Only this part.
    pub part_id: Option<PartId>,
}

impl ReturnsPaperQuery {
    /// What it is about.
    pub fn query(&self) -> ReturnsQuery {
        ReturnsQuery { from: self.from, until: self.until, dealer_id: self.dealer_id, part_id: self.part_id }
    }
}

impl ReturnsQuery {
    /// The months, with their instants in a zone.
    ///
    /// # Errors
    /// `validation_failed` for months that lie ahead, run backwards, or are too many.
    pub fn period(&self, now: DateTime<Utc>, zone: Tz) -> Result<Period, Refusal> {
        period(self.from, self.until, now, zone)
    }

    /// The lines that it counts, of all months.
    pub fn lines(&self) -> RmaLineQuery {
        RmaLineQuery { dealer_id: self.dealer_id, part_id: self.part_id, ..RmaLineQuery::default() }
    }
}
