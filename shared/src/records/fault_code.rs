//! The fault catalogue, with standard repair times (MGT fault-repair-time 2.3–2.7).

use crate::i18n::Locale;
use crate::ids::FaultCodeId;
use crate::problem::{Checker, Refusal};
use crate::text::Line;
use serde::{Deserialize, Serialize};

/// An entry of the fault catalogue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FaultCode {
    /// Its id.
    pub id: FaultCodeId,
    /// The code, unique.
    #[cfg_attr(feature = "openapi", schema(example = "DR-03"))]
    pub code: String,
    /// What it is, in Chinese.
    #[cfg_attr(feature = "openapi", schema(example = "门机异响"))]
    pub name_zh: String,
    /// What it is, in English.
    #[cfg_attr(feature = "openapi", schema(example = "Door operator noisy"))]
    pub name_en: String,
    /// Product line it belongs to; absent for all.
    pub line: Option<String>,
    /// Standard repair time in minutes, without transport.
    pub standard_minutes: Option<i32>,
    /// Whether it can be chosen.
    pub active: bool,
    /// Grows with each change; the ETag.
    pub version: i32,
}

/// A fault code where another record names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FaultName {
    /// The fault code.
    pub id: FaultCodeId,
    /// Its code.
    #[cfg_attr(feature = "openapi", schema(example = "DR-03"))]
    pub code: String,
    /// What it is, in Chinese.
    #[cfg_attr(feature = "openapi", schema(example = "门机异响"))]
    pub name_zh: String,
    /// What it is, in English.
    #[cfg_attr(feature = "openapi", schema(example = "Door operator noisy"))]
    pub name_en: String,
}

fn label(code: &str, name_zh: &str, name_en: &str, locale: Locale) -> String {
    let name = if locale == Locale::ZhCn { name_zh } else { name_en };
    format!("{code} {name}")
}

impl FaultName {
    /// The code and what it is, in the reader's language.
    pub fn label(&self, locale: Locale) -> String {
        label(&self.code, &self.name_zh, &self.name_en, locale)
    }
}

impl FaultCode {
    /// The code and what it is, in the reader's language.
    pub fn label(&self, locale: Locale) -> String {
        label(&self.code, &self.name_zh, &self.name_en, locale)
    }
}

/// What is sent to create or replace a fault code.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FaultCodeInput {
    /// The code, unique.
    #[cfg_attr(feature = "openapi", schema(example = "DR-03"))]
    pub code: Line<40>,
    /// What it is, in Chinese.
    #[cfg_attr(feature = "openapi", schema(example = "门机异响"))]
    pub name_zh: Line<200>,
    /// What it is, in English.
    #[cfg_attr(feature = "openapi", schema(example = "Door operator noisy"))]
    pub name_en: Line<200>,
    /// Product line it belongs to; absent for all.
    #[serde(default)]
    pub line: Option<Line<100>>,
    /// Standard repair time in minutes, 1–100 000, without transport.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 100_000, example = 90))]
    pub standard_minutes: Option<i32>,
    /// Whether it can be chosen.
    #[serde(default = "super::organization::yes")]
    pub active: bool,
}

impl FaultCodeInput {
    /// Whether the standard repair time is one that a repair can take.
    ///
    /// # Errors
    /// `validation_failed` when it is not.
    pub fn check(&self) -> Result<(), Refusal> {
        let mut check = Checker::default();
        if let Some(minutes) = self.standard_minutes {
            check.range(minutes.into(), 1..=100_000, "/standard_minutes");
        }
        check.finish()
    }
}

/// Filters of the fault catalogue.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct FaultCodeQuery {
    /// Part of a name, or the beginning of the code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, max_length = 100))]
    pub q: Option<Line<100>>,
    /// Only those of this product line, and those of all lines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, max_length = 100))]
    pub line: Option<Line<100>>,
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

    #[test]
    fn a_standard_time_of_no_minutes_or_of_months_is_refused() {
        let with = |standard_minutes| FaultCodeInput {
            code: Line::new("DR-03").unwrap(),
            name_zh: Line::new("门机异响").unwrap(),
            name_en: Line::new("Door operator noisy").unwrap(),
            line: None,
            standard_minutes,
            active: true,
        };
        for good in [None, Some(1), Some(100_000)] {
            assert!(with(good).check().is_ok(), "{good:?}");
        }
        for bad in [0, -1, 100_001] {
            assert_eq!(with(Some(bad)).check().unwrap_err().fields[0].pointer, "/standard_minutes");
        }
    }
}
