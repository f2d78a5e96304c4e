//! What is sent about campaigns.

use super::words::*;
use crate::calendar::{FIRST_YEAR, LAST_YEAR, out_of_range};
use crate::ids::{CampaignScopeId, OrganizationId, PartId, ProductId, QualityFeedbackId, TicketId, UnitId};
use crate::money::{Amount, Currency};
use crate::problem::{Checker, FieldProblem, Refusal};
use crate::records::quality_feedback::QualitySeverity;
use crate::text::{Line, Text};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// The most units one request works on.
pub const MAX_UNITS: usize = 100;
/// The most versions of a scope.
pub const MAX_SCOPES: i32 = 20;
/// The most units that one campaign concerns.
pub const MOST_UNITS: i64 = 20_000;

fn check_day(check: &mut Checker, pointer: &str, day: Option<NaiveDate>) {
    if day.is_some_and(|day| !(FIRST_YEAR..=LAST_YEAR).contains(&day.year())) {
        check.push(out_of_range(pointer));
    }
}

fn check_order<T: PartialOrd>(check: &mut Checker, pointer: &str, from: Option<&T>, until: Option<&T>) {
    let in_order = from.zip(until).is_none_or(|(from, until)| from <= until);
    check.check(in_order, pointer, FieldProblem::TooEarly);
}

/// What a campaign says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CampaignInput {
    /// What it is.
    pub kind: CampaignKind,
    /// In one line.
    #[cfg_attr(feature = "openapi", schema(example = "SB-1000P 门机皮带批量整改"))]
    pub title: Line<200>,
    /// Why.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "2026 年 3 月生产的门机皮带硬度不足，使用 4 个月后断裂。")
    )]
    pub reason: Text<5000>,
    /// What is done to each unit.
    #[cfg_attr(feature = "openapi", schema(example = "更换门机皮带，调整张力，试运行 20 次。"))]
    pub remedy: Text<5000>,
    /// How bad it is.
    pub severity: QualitySeverity,
    /// The part that each unit needs.
    #[serde(default)]
    pub part_id: Option<PartId>,
    /// How many of it; needed with a part, and only there.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1000, example = 1))]
    pub part_quantity: Option<i32>,
    /// Standard time for a unit in minutes.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 60_000, example = 90))]
    pub standard_minutes: i32,
    /// What an hour of work costs.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "180.00"))]
    pub labour_rate: Option<Amount>,
    /// What that is counted in; needed with a rate, and only there.
    #[serde(default)]
    pub currency: Option<Currency>,
    /// The quality feedback that it comes from.
    #[serde(default)]
    pub quality_feedback_id: Option<QualityFeedbackId>,
    /// When the work is to begin.
    #[serde(default)]
    pub starts_on: Option<NaiveDate>,
    /// When it is to be finished; not before it begins.
    #[serde(default)]
    pub finish_on: Option<NaiveDate>,
}

impl CampaignInput {
    /// Whether the fields make sense together.
    ///
    /// # Errors
    /// `validation_failed` with each field that is wrong.
    pub fn check(&self) -> Result<(), Refusal> {
        let mut check = Checker::default();
        check.range(self.standard_minutes.into(), 1..=60_000, "/standard_minutes");
        if let Some(quantity) = self.part_quantity {
            check.range(quantity.into(), 1..=1000, "/part_quantity");
        }
        let both =
            |a: bool, b: bool| if a && !b { FieldProblem::Required } else { FieldProblem::Inconsistent };
        let (part, quantity) = (self.part_id.is_some(), self.part_quantity.is_some());
        check.check(part == quantity, "/part_quantity", both(part, quantity));
        let (rate, currency) = (self.labour_rate.is_some(), self.currency.is_some());
        check.check(rate == currency, "/currency", both(rate, currency));
        check_day(&mut check, "/starts_on", self.starts_on);
        check_day(&mut check, "/finish_on", self.finish_on);
        check_order(&mut check, "/finish_on", self.starts_on.as_ref(), self.finish_on.as_ref());
        check.finish()
    }
}

/// Which units a campaign concerns. A unit is found when everything that is given fits; retired units never are.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct ScopeInput {
    /// Of this model.
    pub product_id: Option<ProductId>,
    /// From this serial number on.
    #[cfg_attr(feature = "openapi", schema(example = "SB1000P-26-00100"))]
    pub serial_from: Option<Line<80>>,
    /// Up to this one, which is as long: numbers of another length are another series.
    #[cfg_attr(feature = "openapi", schema(example = "SB1000P-26-00250"))]
    pub serial_until: Option<Line<80>>,
    /// Of this production batch.
    pub batch: Option<Line<80>>,
    /// Produced on this day or later.
    pub produced_from: Option<NaiveDate>,
    /// Produced on this day or earlier.
    pub produced_until: Option<NaiveDate>,
    /// Shipped on this day or later.
    pub shipped_from: Option<NaiveDate>,
    /// Shipped on this day or earlier.
    pub shipped_until: Option<NaiveDate>,
    /// Installed on this day or later.
    pub installed_from: Option<NaiveDate>,
    /// Installed on this day or earlier.
    pub installed_until: Option<NaiveDate>,
    /// With a component of this supplier fitted.
    pub supplier_id: Option<OrganizationId>,
    /// With a component of this lot fitted; of that supplier, where one is named.
    #[cfg_attr(feature = "openapi", schema(example = "DM-2603-A"))]
    pub component_batch: Option<Line<80>>,
    /// Why this version.
    #[cfg_attr(feature = "openapi", schema(example = "只含 3 月上半月"))]
    pub note: Option<Text<1000>>,
}

impl ScopeInput {
    /// Whether it narrows anything, and its ranges are ranges.
    ///
    /// # Errors
    /// `validation_failed` with each field that is wrong; `requirement_missing` never.
    pub fn check(&self) -> Result<(), Refusal> {
        let mut check = Checker::default();
        let narrowed = self.product_id.is_some()
            || self.serial_from.is_some()
            || self.batch.is_some()
            || self.supplier_id.is_some()
            || self.component_batch.is_some()
            || [self.produced_from, self.shipped_from, self.installed_from].iter().any(Option::is_some);
        check.check(narrowed, "/product_id", FieldProblem::Required);
        let (from, until) = (self.serial_from.as_deref(), self.serial_until.as_deref());
        check.check(from.is_some() || until.is_none(), "/serial_from", FieldProblem::Required);
        check.check(until.is_some() || from.is_none(), "/serial_until", FieldProblem::Required);
        let length = |text: &str| text.chars().count();
        let same = from.zip(until).is_none_or(|(from, until)| length(from) == length(until));
        check.check(same, "/serial_until", FieldProblem::Inconsistent);
        check_order(&mut check, "/serial_until", from.as_ref(), until.as_ref());
        for (pointer, until_at, from, until) in [
            ("/produced_from", "/produced_until", self.produced_from, self.produced_until),
            ("/shipped_from", "/shipped_until", self.shipped_from, self.shipped_until),
            ("/installed_from", "/installed_until", self.installed_from, self.installed_until),
        ] {
            check_day(&mut check, pointer, from);
            check_day(&mut check, until_at, until);
            check_order(&mut check, until_at, from.as_ref(), until.as_ref());
        }
        check.finish()
    }
}

/// What is sent to choose the version of the scope that holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ScopeCampaign {
    /// The version.
    pub scope_id: CampaignScopeId,
}

/// What is sent to close a campaign or to give it up.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct EndCampaign {
    /// Why; needed to give it up, and to close it while units are open.
    #[cfg_attr(feature = "openapi", schema(example = "其余 3 台已出口，由当地代理处理。"))]
    pub reason: Option<Text<1000>>,
}

/// What is sent to work on units of a campaign: all of them, or none where one refuses.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ProgressUnits {
    /// Which, at most 100.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 100))]
    pub unit_ids: Vec<UnitId>,
    /// For which day they are booked.
    #[serde(default)]
    pub booked_for: Option<NaiveDate>,
    /// The ticket in which it was done, of a single unit.
    #[serde(default)]
    pub ticket_id: Option<TicketId>,
    /// How, or why not; needed for a unit that is not remedied.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "已换新皮带"))]
    pub note: Option<Text<1000>>,
}

impl ProgressUnits {
    /// Whether that makes sense for what is done.
    ///
    /// # Errors
    /// `validation_failed` with each field that is wrong.
    pub fn check(&self, action: CampaignUnitAction, today: NaiveDate) -> Result<(), Refusal> {
        use CampaignUnitAction::{Book, GiveUp, Refuse, Scrap};
        let mut check = Checker::default();
        let count = i64::try_from(self.unit_ids.len()).unwrap_or(i64::MAX);
        check.range(count, 1..=MAX_UNITS as i64, "/unit_ids");
        let booking = action == Book;
        check.check(self.booked_for.is_some() || !booking, "/booked_for", FieldProblem::Required);
        check.check(self.booked_for.is_none() || booking, "/booked_for", FieldProblem::NotAllowed);
        check.check(self.booked_for.is_none_or(|day| day >= today), "/booked_for", FieldProblem::TooEarly);
        check_day(&mut check, "/booked_for", self.booked_for);
        check.check(self.ticket_id.is_none() || count == 1, "/ticket_id", FieldProblem::Inconsistent);
        let why = matches!(action, GiveUp | Refuse | Scrap);
        check.check(self.note.is_some() || !why, "/note", FieldProblem::Required);
        check.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(refused: Result<(), Refusal>) -> Vec<String> {
        refused.map_or_else(|r| r.fields.into_iter().map(|f| f.pointer).collect(), |()| vec![])
    }

    fn scope(json: serde_json::Value) -> Vec<String> {
        wrong(serde_json::from_value::<ScopeInput>(json).unwrap().check())
    }

    #[test]
    fn a_scope_narrows_something_and_its_ranges_are_ranges() {
        use serde_json::json;
        assert_eq!(scope(json!({})), ["/product_id"]);
        assert_eq!(scope(json!({ "batch": "B1" })), [""; 0]);
        assert_eq!(scope(json!({ "serial_from": "A-10" })), ["/serial_until"]);
        assert_eq!(scope(json!({ "serial_from": "A-9", "serial_until": "A-10" })), ["/serial_until"; 2]);
        assert_eq!(scope(json!({ "serial_from": "A-09", "serial_until": "A-10" })), [""; 0]);
        let days = |from: &str, until: &str| scope(json!({ "produced_from": from, "produced_until": until }));
        assert_eq!(days("2026-03-01", "2026-03-01"), [""; 0]);
        assert_eq!(days("2026-03-02", "2026-03-01"), ["/produced_until"]);
        assert_eq!(days("0001-03-02", "2026-03-01"), ["/produced_from"]);
    }

    #[test]
    fn a_booking_needs_a_day_and_giving_up_a_reason() {
        let today = "2026-05-01".parse().unwrap();
        let sent = |day: Option<&str>, note: Option<&str>, units: usize| ProgressUnits {
            unit_ids: vec![UnitId(uuid::Uuid::nil()); units],
            booked_for: day.map(|day| day.parse().unwrap()),
            ticket_id: None,
            note: note.map(|note| note.parse().unwrap()),
        };
        let check = |sent: ProgressUnits, action| wrong(sent.check(action, today));
        assert_eq!(check(sent(None, None, 1), CampaignUnitAction::Book), ["/booked_for"]);
        assert_eq!(check(sent(Some("2026-04-30"), None, 1), CampaignUnitAction::Book), ["/booked_for"]);
        assert_eq!(check(sent(Some("2026-05-01"), None, 1), CampaignUnitAction::Book), [""; 0]);
        assert_eq!(check(sent(None, None, 1), CampaignUnitAction::Remedy), [""; 0]);
        assert_eq!(check(sent(None, None, 1), CampaignUnitAction::Scrap), ["/note"]);
        assert_eq!(check(sent(None, Some("已拆除"), 101), CampaignUnitAction::Scrap), ["/unit_ids"]);
        assert_eq!(check(sent(None, None, 0), CampaignUnitAction::Notify), ["/unit_ids"]);
    }
}
