//! Campaigns as they are read.

use super::input::{CampaignInput, ScopeInput};
use super::words::*;
use crate::ids::*;
use crate::money::{Amount, Currency};
use crate::records::quality_feedback::QualitySeverity;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// A campaign in a list. Outside the house units are one's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CampaignSummary {
    /// Its id.
    pub id: CampaignId,
    /// Its printed number.
    #[cfg_attr(feature = "openapi", schema(example = "CP-2026-000001"))]
    pub number: String,
    /// What it is.
    pub kind: CampaignKind,
    /// How far it is.
    pub status: CampaignStatus,
    /// In one line.
    #[cfg_attr(feature = "openapi", schema(example = "SB-1000P 门机皮带批量整改"))]
    pub title: String,
    /// How bad what it remedies is.
    pub severity: QualitySeverity,
    /// Units in it.
    pub counts: CampaignCounts,
    /// When it is to be finished.
    #[cfg_attr(feature = "openapi", schema(example = "2026-06-30"))]
    pub finish_on: Option<NaiveDate>,
    /// When it was drafted.
    pub created_at: DateTime<Utc>,
    /// Grows with each change; the ETag.
    pub version: i32,
}

/// Units of a campaign by how far they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CampaignCounts {
    /// All.
    pub units: i64,
    /// Whose owner was told, or more.
    pub notified: i64,
    /// For which a day is agreed.
    pub booked: i64,
    /// That are remedied.
    pub remedied: i64,
    /// With which nothing more is to be done, remedied or not.
    pub ended: i64,
}

impl CampaignCounts {
    /// Those of units that are so far.
    pub fn of(units: impl IntoIterator<Item = (CampaignUnitStatus, bool, i64)>) -> Self {
        let mut counts = Self::default();
        for (status, told, count) in units {
            counts.units += count;
            counts.notified += if told { count } else { 0 };
            counts.booked += if status == CampaignUnitStatus::Booked { count } else { 0 };
            counts.remedied += if status == CampaignUnitStatus::Remedied { count } else { 0 };
            counts.ended += if status.has_ended() { count } else { 0 };
        }
        counts
    }

    /// Units that are still to be done.
    pub fn open(&self) -> i64 {
        self.units - self.ended
    }
}

/// A campaign.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Campaign {
    /// What the list says of it.
    pub head: CampaignSummary,
    /// Why.
    #[cfg_attr(feature = "openapi", schema(example = "2026 年 3 月生产的门机皮带硬度不足。"))]
    pub reason: String,
    /// What is done to each unit.
    #[cfg_attr(feature = "openapi", schema(example = "更换门机皮带，调整张力。"))]
    pub remedy: String,
    /// The part that each unit needs.
    pub part_id: Option<crate::ids::PartId>,
    /// That part's number.
    #[cfg_attr(feature = "openapi", schema(example = "DM-2201"))]
    pub part_number: Option<String>,
    /// That part's name.
    #[cfg_attr(feature = "openapi", schema(example = "门机皮带 1200 mm"))]
    pub part_name: Option<String>,
    /// How many of it.
    #[cfg_attr(feature = "openapi", schema(example = 1))]
    pub part_quantity: Option<i32>,
    /// Standard time for a unit in minutes.
    #[cfg_attr(feature = "openapi", schema(example = 90))]
    pub standard_minutes: i32,
    /// What an hour of work costs; told inside the house.
    pub labour_rate: Option<Amount>,
    /// What that is counted in.
    pub currency: Option<Currency>,
    /// The quality feedback that it comes from; told inside the house.
    pub quality_feedback_id: Option<QualityFeedbackId>,
    /// Its number.
    #[cfg_attr(feature = "openapi", schema(example = "QF-2026-000001"))]
    pub quality_feedback_number: Option<String>,
    /// When the work is to begin.
    pub starts_on: Option<NaiveDate>,
    /// The version of the scope that holds; told inside the house, like the versions.
    pub scope_id: Option<CampaignScopeId>,
    /// The versions of its scope, the oldest first.
    pub scopes: Vec<CampaignScope>,
    /// Who drafted it.
    pub author_id: UserId,
    /// That person's name.
    #[cfg_attr(feature = "openapi", schema(example = "赵敏"))]
    pub author_name: String,
    /// Who approved it.
    #[cfg_attr(feature = "openapi", schema(example = "孙丽"))]
    pub approved_by_name: Option<String>,
    /// When.
    pub approved_at: Option<DateTime<Utc>>,
    /// When whom it concerns was told.
    pub published_at: Option<DateTime<Utc>>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// Why it was closed with units open, or given up.
    #[cfg_attr(feature = "openapi", schema(example = "其余 3 台已出口。"))]
    pub end_reason: Option<String>,
    /// How it went, day by day on which something happened.
    pub curve: Vec<CampaignDay>,
    /// Whether the caller may change what it says and add versions of its scope.
    pub editable: bool,
    /// What the caller can do with it.
    pub available_actions: Vec<CampaignAction>,
}

impl Campaign {
    /// What it says, as it would be sent again.
    pub fn input(&self) -> Option<CampaignInput> {
        Some(CampaignInput {
            kind: self.head.kind,
            title: self.head.title.parse().ok()?,
            reason: self.reason.parse().ok()?,
            remedy: self.remedy.parse().ok()?,
            severity: self.head.severity,
            part_id: self.part_id,
            part_quantity: self.part_quantity,
            standard_minutes: self.standard_minutes,
            labour_rate: self.labour_rate,
            currency: self.currency,
            quality_feedback_id: self.quality_feedback_id,
            starts_on: self.starts_on,
            finish_on: self.head.finish_on,
        })
    }
}

/// A version of what a campaign concerns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CampaignScope {
    /// Its id.
    pub id: CampaignScopeId,
    /// Its number in the campaign, counted from one.
    #[cfg_attr(feature = "openapi", schema(example = 1))]
    pub number: i32,
    /// Which units.
    pub criteria: ScopeInput,
    /// The model's code.
    pub product_code: Option<String>,
    /// The supplier's name.
    pub supplier_name: Option<String>,
    /// Who wrote it.
    #[cfg_attr(feature = "openapi", schema(example = "赵敏"))]
    pub author_name: String,
    /// When.
    pub created_at: DateTime<Utc>,
}

/// What a scope finds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScopePreview {
    /// How many units.
    pub units: i64,
    /// The first hundred, by serial number.
    pub items: Vec<ScopeUnit>,
}

/// A unit that a scope finds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScopeUnit {
    /// Its id.
    pub unit_id: UnitId,
    /// Its serial number.
    pub serial: String,
    /// The model's code.
    pub product_code: String,
    /// Its batch.
    pub batch: Option<String>,
    /// Day of production.
    pub produced_on: Option<NaiveDate>,
    /// The owner's name.
    pub customer_name: Option<String>,
    /// Name of the dealer that looks after it.
    pub dealer_name: Option<String>,
}

/// A unit in a campaign.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CampaignUnit {
    /// The unit.
    pub unit_id: UnitId,
    /// Its serial number.
    pub serial: String,
    /// The model's code.
    pub product_code: String,
    /// How far it is.
    pub status: CampaignUnitStatus,
    /// Its owner.
    pub customer_id: Option<CustomerId>,
    /// The owner's name.
    pub customer_name: Option<String>,
    /// The owner's telephone.
    #[cfg_attr(feature = "openapi", schema(example = "0571-8888 6666"))]
    pub customer_phone: Option<String>,
    /// The dealer that looks after it.
    pub dealer_id: Option<OrganizationId>,
    /// That dealer's name.
    pub dealer_name: Option<String>,
    /// When its owner was told.
    pub notified_at: Option<DateTime<Utc>>,
    /// For which day it is booked.
    #[cfg_attr(feature = "openapi", schema(example = "2026-05-12"))]
    pub booked_for: Option<NaiveDate>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// How, or why not.
    #[cfg_attr(feature = "openapi", schema(example = "已换新皮带"))]
    pub note: Option<String>,
    /// The ticket in which it is done.
    pub ticket_id: Option<TicketId>,
    /// That ticket's number.
    #[cfg_attr(feature = "openapi", schema(example = "TK-2026-000123"))]
    pub ticket_number: Option<String>,
    /// What the caller can do with it.
    pub available_actions: Vec<CampaignUnitAction>,
}

/// A campaign that concerns a unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnitCampaign {
    /// The campaign.
    pub campaign_id: CampaignId,
    /// Its number.
    #[cfg_attr(feature = "openapi", schema(example = "CP-2026-000001"))]
    pub number: String,
    /// What it is.
    pub kind: CampaignKind,
    /// How far the campaign is.
    pub status: CampaignStatus,
    /// In one line.
    #[cfg_attr(feature = "openapi", schema(example = "SB-1000P 门机皮带批量整改"))]
    pub title: String,
    /// What is done to the unit.
    #[cfg_attr(feature = "openapi", schema(example = "更换门机皮带，调整张力。"))]
    pub remedy: String,
    /// How bad what it remedies is.
    pub severity: QualitySeverity,
    /// Something is still to be done to this unit: it is flagged on every ticket.
    pub due: bool,
    /// How far the unit is in it.
    pub unit: CampaignUnit,
}

/// How many units were so far at the end of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CampaignDay {
    /// The day, in the caller's zone.
    pub day: NaiveDate,
    /// Units that were identified.
    pub identified: i64,
    /// Units whose owner was told.
    pub notified: i64,
    /// Units that were remedied.
    pub remedied: i64,
}

/// The completion curve, from how many units were identified, notified and remedied on each day, in the order of days: each
/// with what had happened until its end.
pub fn curve(days: impl IntoIterator<Item = (NaiveDate, i64, i64, i64)>) -> Vec<CampaignDay> {
    let mut until = (0, 0, 0);
    days.into_iter()
        .map(|(day, identified, notified, remedied)| {
            until = (until.0 + identified, until.1 + notified, until.2 + remedied);
            CampaignDay { day, identified: until.0, notified: until.1, remedied: until.2 }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curve_only_rises_and_names_each_day_once() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 5, d).unwrap();
        let found = curve([(day(1), 10, 0, 0), (day(2), 0, 4, 0), (day(4), 0, 0, 1), (day(5), 0, 6, 3)]);
        let rows: Vec<_> = found.iter().map(|d| (d.day, d.identified, d.notified, d.remedied)).collect();
        let expected = [(day(1), 10, 0, 0), (day(2), 10, 4, 0), (day(4), 10, 4, 1), (day(5), 10, 10, 4)];
        assert_eq!(rows, expected);
    }

    #[test]
    fn counts_add_up() {
        use CampaignUnitStatus::*;
        let found = CampaignCounts::of([
            (Identified, false, 5),
            (Booked, true, 2),
            (Remedied, true, 3),
            (Scrapped, false, 1),
        ]);
        assert_eq!(found, CampaignCounts { units: 11, notified: 5, booked: 2, remedied: 3, ended: 4 });
        assert_eq!(found.open(), 7);
    }
}
