//! The list of lines of returns: what came, from whom, and what was found.

use super::words::*;
use crate::ids::{OrganizationId, PartId, ProductId, RmaId, RmaLineId, UnitId};
use crate::page::OneOf;
use crate::records::report::ReturnDimension;
use crate::text::{Line, Text};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// A line of a return in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RmaLineSummary {
    /// Its id.
    pub id: RmaLineId,
    /// The return.
    pub rma_id: RmaId,
    /// The return's number.
    #[cfg_attr(feature = "openapi", schema(example = "RMA-2026-000001"))]
    pub rma_number: String,
    /// How far the return is.
    pub rma_status: RmaStatus,
    /// How far the line is; says nothing before the return is authorised, nor when it is not wanted.
    pub status: RmaLineStatus,
    /// What the tag on the part says.
    #[cfg_attr(feature = "openapi", schema(example = "7K2M9QXA4T"))]
    pub tag: String,
    /// Who sends it back.
    pub dealer_id: OrganizationId,
    /// That organisation's name.
    #[cfg_attr(feature = "openapi", schema(example = "杭州恒通电梯"))]
    pub dealer_name: String,
    /// The part.
    pub part_id: Option<PartId>,
    /// The part's number.
    #[cfg_attr(feature = "openapi", schema(example = "DM-2201"))]
    pub part_number: Option<String>,
    /// The part as whoever sends it calls it.
    #[cfg_attr(feature = "openapi", schema(example = "门机电机"))]
    pub name: String,
    /// Who supplies the part; told inside the maker's house.
    pub supplier_name: Option<String>,
    /// The unit it comes from.
    pub unit_id: Option<UnitId>,
    /// That unit's serial number.
    pub unit_serial: Option<String>,
    /// The product model of the unit, else of the ticket.
    pub product_name: Option<String>,
    /// Its own serial number.
    pub old_serial: Option<String>,
    /// Its batch.
    pub batch: Option<String>,
    /// What is wrong with it, in the sender's words.
    pub fault: Option<String>,
    /// How many are owed.
    pub quantity_due: i32,
    /// How many were sent.
    pub quantity_shipped: Option<i32>,
    /// How many came.
    pub quantity_received: Option<i32>,
    /// How it came.
    pub condition: Option<RmaCondition>,
    /// Until when it had to come.
    pub deadline: Option<NaiveDate>,
    /// When it came.
    pub received_at: Option<DateTime<Utc>>,
    /// What was found.
    pub verdict: Option<RmaVerdict>,
    /// How it failed.
    pub failure_mode: Option<String>,
    /// Who answers for it; told inside the maker's house.
    pub responsible: Option<RmaResponsible>,
    /// That party's share in percent; told inside the maker's house.
    pub share_percent: Option<i32>,
    /// When it was inspected.
    pub inspected_at: Option<DateTime<Utc>>,
    /// What becomes of it.
    pub disposition: Option<RmaDisposition>,
}

/// Filters of the list of lines of returns.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields, default)]
pub struct RmaLineQuery {
    /// Only those in these states, separated by commas.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(style = Form, explode = false, value_type = Option<Vec<RmaLineStatus>>))]
    pub status: Option<OneOf<RmaLineStatus>>,
    /// Only this dealer's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dealer_id: Option<OrganizationId>,
    /// Only this part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part_id: Option<PartId>,
    /// Only from units, else tickets, of this product model.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_id: Option<ProductId>,
    /// Only parts of this supplier; for the maker's people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supplier_id: Option<OrganizationId>,
    /// Only those with these verdicts, separated by commas.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(style = Form, explode = false, value_type = Option<Vec<RmaVerdict>>))]
    pub verdict: Option<OneOf<RmaVerdict>>,
    /// Only those that failed exactly so.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, max_length = 200))]
    pub failure_mode: Option<Line<200>>,
    /// Only those for which one of these answers, separated by commas; for the maker's people.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(style = Form, explode = false, value_type = Option<Vec<RmaResponsible>>))]
    pub responsible: Option<OneOf<RmaResponsible>>,
    /// Only those that are judged, or only others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub judged: Option<bool>,
    /// Only those in which no trouble was found, or only others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_trouble_found: Option<bool>,
    /// Only those that came at or after this instant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub received_from: Option<DateTime<Utc>>,
    /// Only those that came before this instant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub received_until: Option<DateTime<Utc>>,
    /// Only those that say nothing of these, separated by commas.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(style = Form, explode = false, value_type = Option<Vec<ReturnDimension>>))]
    pub without: Option<OneOf<ReturnDimension>>,
    /// Only those that say something of this, but none of `other_than`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_by: Option<ReturnDimension>,
    /// Values of `other_by`, each on a line: ids or words.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, max_length = 5000))]
    pub other_than: Option<Text<5000>>,
    /// Rows on a page, 1–100; 50 by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// From `next_cursor` of the page before.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 1000))]
    pub cursor: Option<String>,
}

impl RmaLineQuery {
    /// The filters by what is told inside the maker's house only, as they stand in the query.
    pub fn inner(&self) -> Option<&'static str> {
        let without = self.without.iter().flat_map(|some| &some.0);
        match () {
            () if self.supplier_id.is_some() => Some("?supplier_id"),
            () if self.responsible.is_some() => Some("?responsible"),
            () if without.clone().any(|by| by.is_inner()) => Some("?without"),
            () if self.other_by.is_some_and(ReturnDimension::is_inner) => Some("?other_by"),
            () => None,
        }
    }

    /// Whether it is about what came: such a list is in the order of coming, others in that of being asked for.
    pub fn by_receipt(&self) -> bool {
        self.received_from.is_some() || self.received_until.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_inside_the_house_is_no_filter_outside() {
        let inner = |query: &str| serde_urlencoded_like(query).inner();
        assert_eq!(inner(r#"{"part_id":"00000000-0000-7000-8000-00000000a001","without":"part"}"#), None);
        assert_eq!(inner(r#"{"responsible":"supplier"}"#), Some("?responsible"));
        assert_eq!(inner(r#"{"without":"part,supplier"}"#), Some("?without"));
        assert_eq!(inner(r#"{"other_by":"dealer"}"#), Some("?other_by"));
        assert_eq!(inner(r#"{"supplier_id":"00000000-0000-7000-8000-00000000a001"}"#), Some("?supplier_id"));
    }

    fn serde_urlencoded_like(query: &str) -> RmaLineQuery {
        serde_json::from_str(query).unwrap()
    }
}
