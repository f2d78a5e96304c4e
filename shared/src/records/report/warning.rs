//! What is asked of the early warning, and what it tells.

use super::Month;
use super::early_warning::MOST_AGE;
use crate::ids::{PartId, ProductId, RmaId, TicketId, UnitId};
use crate::problem::{Checker, FieldProblem, Refusal};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The most months of production that one table holds.
pub const MOST_COHORTS: u32 = 36;
/// What is asked of the early warning.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct EarlyWarningQuery {
    /// The table of this model; without it, which models have alarms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product_id: Option<ProductId>,
    /// Only what this part caused; with a model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_id: Option<PartId>,
    /// How many months of production, the present one included: 1–36, 24 by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 36))]
    pub months: Option<u32>,
}

impl EarlyWarningQuery {
    /// How many months.
    ///
    /// # Errors
    /// `validation_failed` when it is not 1–36, or a part stands there without a model.
    pub fn months(&self) -> Result<u32, Refusal> {
        let months = self.months.unwrap_or(24);
        let mut check = Checker::default();
        check.range(months.into(), 1..=MOST_COHORTS.into(), "?months");
        check.check(
            self.part_id.is_none() || self.product_id.is_some(),
            "?product_id",
            FieldProblem::Required,
        );
        check.finish()?;
        Ok(months)
    }
}

/// The early warning.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EarlyWarning {
    /// The first month of production.
    pub from: Month,
    /// The last one.
    pub until: Month,
    /// Every model with units produced in them; the most alarms first.
    pub models: Vec<WarningModel>,
    /// The parts that caused something of these models, at most 50; the most alarms first.
    pub parts: Vec<WarningPart>,
    /// The table of the model that was asked for; absent without one, or where it has no units.
    pub table: Option<WarningTable>,
}

/// How a model stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WarningModel {
    /// The model.
    pub product_id: ProductId,
    /// Its code.
    pub product_code: String,
    /// Its name.
    pub product_name: String,
    /// Units produced in these months.
    pub units: i64,
    /// Complaints and returns about them.
    pub incidents: i64,
    /// Months of production with an alarm.
    pub alarms: Vec<Month>,
}

/// What a part caused of a model: what was returned, and complaints for which it was returned, or which a quality feedback or a
/// claim puts down to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WarningPart {
    /// The model.
    pub product_id: ProductId,
    /// Its code.
    pub product_code: String,
    /// The part.
    pub part_id: PartId,
    /// Its number.
    pub part_number: String,
    /// Its name.
    pub part_name: String,
    /// Complaints and returns.
    pub incidents: i64,
    /// Months of production with an alarm.
    pub alarms: Vec<Month>,
}

/// The most parts that are told.
pub const MOST_WARNED_PARTS: usize = 50;
/// The most incidents that are listed behind a number.
pub const MOST_BEHIND: usize = 500;

/// Which number of a table is opened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct WarningIncidentQuery {
    /// The model.
    pub product_id: ProductId,
    /// Only what this part caused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_id: Option<PartId>,
    /// The month of production.
    #[cfg_attr(feature = "openapi", param(value_type = String, example = "2026-03", pattern = "^[0-9]{4}-[0-9]{2}$"))]
    pub month: Month,
    /// Only in this month of service, the first being 1; up to 25.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 25))]
    pub service_month: Option<u32>,
}

impl WarningIncidentQuery {
    /// Between which whole months of service, both included.
    ///
    /// # Errors
    /// `validation_failed` when the month of service is not 1–25, or the other is none that is reckoned with.
    pub fn ages(&self) -> Result<(usize, usize), Refusal> {
        use chrono::Datelike;
        let mut check = Checker::default();
        let last = i64::try_from(MOST_AGE).unwrap_or(i64::MAX);
        if let Some(month) = self.service_month {
            check.range(month.into(), 1..=last + 1, "?service_month");
        }
        let years = crate::calendar::FIRST_YEAR..=crate::calendar::LAST_YEAR;
        if !years.contains(&self.month.first_day().year()) {
            check.push(crate::calendar::out_of_range("?month"));
        }
        check.finish()?;
        let age = |month: u32| usize::try_from(month.saturating_sub(1)).unwrap_or(MOST_AGE);
        Ok(self.service_month.map_or((0, MOST_AGE), |month| (age(month), age(month))))
    }
}

/// What is behind a number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WarningIncidents {
    /// The complaints and returns, the first first; at most 500.
    pub incidents: Vec<WarningIncident>,
    /// Whether there are more.
    pub more: bool,
}

/// A complaint or a return about a unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WarningIncident {
    /// When it was reported, or came to be returned.
    pub day: NaiveDate,
    /// In which month of the unit's service, the first being 1.
    pub service_month: u32,
    /// The unit.
    pub unit_id: UnitId,
    /// Its serial number.
    pub unit_serial: String,
    /// The complaint.
    pub ticket_id: Option<TicketId>,
    /// The return, where no complaint stands behind it.
    pub rma_id: Option<RmaId>,
    /// The number of either.
    #[cfg_attr(feature = "openapi", schema(example = "TK-2026-000123"))]
    pub number: String,
    /// What it is about, or what came back.
    #[cfg_attr(feature = "openapi", schema(example = "门机异响"))]
    pub subject: String,
}

/// The table of a model.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WarningTable {
    /// The model.
    pub product_id: ProductId,
    /// Only what this part caused is counted.
    pub part_id: Option<PartId>,
    /// Its months of production with units, the oldest first.
    pub rows: Vec<WarningRow>,
    /// All of them together, by month in service.
    pub all: Vec<WarningCell>,
    /// Months that were tested together.
    pub tested: i64,
    /// An alarm is a chance below this: one percent, divided by the months that were tested (Bonferroni).
    #[cfg_attr(feature = "openapi", schema(example = 0.000_5))]
    pub threshold: f64,
}

/// A month of production.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WarningRow {
    /// The month.
    pub month: Month,
    /// Units produced in it.
    pub units: i64,
    /// Complaints and returns about them.
    pub incidents: i64,
    /// How many there would be if its units were like all of the model's at the same age.
    #[cfg_attr(feature = "openapi", schema(example = 2.4))]
    pub expected: f64,
    /// The chance of so many or more if they were; absent where there is nothing to compare it with.
    #[cfg_attr(feature = "openapi", schema(example = 0.000_02))]
    pub chance: Option<f64>,
    /// That is too small to be chance.
    pub alarm: bool,
    /// By month in service, the first month first.
    pub cells: Vec<WarningCell>,
}

/// A month in service of a month of production.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WarningCell {
    /// Units that are already in that month of service.
    pub units: i64,
    /// Complaints and returns in it.
    pub incidents: i64,
    /// Incidents per thousand of these units; absent where there are none.
    #[cfg_attr(feature = "openapi", schema(example = 12.5))]
    pub per_thousand: Option<f64>,
}

impl WarningCell {
    pub(super) fn of(units: i64, incidents: i64) -> Self {
        let per_thousand = (units > 0).then(|| (incidents as f64 * 10_000.0 / units as f64).round() / 10.0);
        Self { units, incidents, per_thousand }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_needs_its_model_and_a_month_of_service_is_counted_from_one() {
        let part =
            EarlyWarningQuery { part_id: Some(PartId(uuid::Uuid::nil())), ..EarlyWarningQuery::default() };
        assert_eq!(part.months().unwrap_err().fields[0].pointer, "?product_id");
        let behind = |service_month, month: &str| {
            let (product_id, part_id) = (ProductId(uuid::Uuid::nil()), None);
            let query =
                WarningIncidentQuery { product_id, part_id, month: month.parse().unwrap(), service_month };
            query.ages().map_err(|refusal| refusal.fields[0].pointer.clone())
        };
        assert_eq!(behind(None, "2026-03"), Ok((0, 24)));
        assert_eq!(behind(Some(1), "2026-03"), Ok((0, 0)));
        assert_eq!(behind(Some(25), "2026-03"), Ok((24, 24)));
        assert_eq!(behind(Some(0), "2026-03"), Err("?service_month".into()));
        assert_eq!(behind(Some(26), "2026-03"), Err("?service_month".into()));
        assert_eq!(behind(None, "1200-03"), Err("?month".into()));
    }
}
