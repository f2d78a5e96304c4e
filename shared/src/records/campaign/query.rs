//! Filters of the lists of campaigns and of their units, and what a rehearsal is asked.

use super::words::*;
use crate::page::OneOf;
use crate::problem::{Checker, Refusal};
use crate::text::Line;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Filters of the list of campaigns.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct CampaignQuery {
    /// Part of the number or the title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, max_length = 100))]
    pub q: Option<Line<100>>,
    /// Only in these states, separated by commas.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(style = Form, explode = false, value_type = Option<Vec<CampaignStatus>>))]
    pub status: Option<OneOf<CampaignStatus>>,
    /// Only of these kinds, separated by commas.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(style = Form, explode = false, value_type = Option<Vec<CampaignKind>>))]
    pub kind: Option<OneOf<CampaignKind>>,
    /// The order; newest first by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<CampaignSort>,
    /// Rows on a page, 1–100; 50 by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// From `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 1000))]
    pub cursor: Option<String>,
}

/// Filters of the units of a campaign, in the order of their serial numbers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct CampaignUnitQuery {
    /// Only in these states, separated by commas.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(style = Form, explode = false, value_type = Option<Vec<CampaignUnitStatus>>))]
    pub status: Option<OneOf<CampaignUnitStatus>>,
    /// Part of the serial number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, max_length = 100))]
    pub q: Option<Line<100>>,
    /// Rows on a page, 1–100; 50 by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// From `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 1000))]
    pub cursor: Option<String>,
}

/// With what a campaign is rehearsed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct RehearsalQuery {
    /// Technicians who work on it, 1–1000; 2 by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 1000))]
    pub technicians: Option<u16>,
    /// Hours that each gives it on a working day, 1–24; 6 by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 24))]
    pub hours_per_day: Option<u16>,
    /// The first day; by default the planned one, else today.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts_on: Option<NaiveDate>,
}

impl RehearsalQuery {
    /// Who works on it how long.
    ///
    /// # Errors
    /// `validation_failed` for numbers that are out of range.
    pub fn capacity(&self) -> Result<super::Capacity, Refusal> {
        use chrono::Datelike;
        let capacity = super::Capacity {
            technicians: self.technicians.unwrap_or(2),
            hours_per_day: self.hours_per_day.unwrap_or(6),
        };
        let mut check = Checker::default();
        check.range(capacity.technicians.into(), 1..=1000, "?technicians").range(
            capacity.hours_per_day.into(),
            1..=24,
            "?hours_per_day",
        );
        let years = crate::calendar::FIRST_YEAR..=crate::calendar::LAST_YEAR;
        if self.starts_on.is_some_and(|day| !years.contains(&day.year())) {
            check.push(crate::calendar::out_of_range("?starts_on"));
        }
        check.finish()?;
        Ok(capacity)
    }
}
