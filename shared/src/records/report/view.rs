//! What is asked of reports and what they show.

use super::TicketTimes;
use crate::ids::TicketId;
use crate::records::ticket::TicketStatus;
use crate::text::Line;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

text_enums! {
    /// How a report is written.
    ReportFormat in "report_format" {
        /// JSON, by the page.
        Json = "json",
        /// CSV, all rows.
        Csv = "csv",
    }
}

/// How long a ticket took, in seconds. The spans are absent until it is resolved for the first time; where
/// it never was, its being closed or cancelled stands for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TicketTimesRow {
    /// The ticket.
    pub ticket_id: TicketId,
    /// Its printed number.
    #[cfg_attr(feature = "openapi", schema(example = "TK-2026-000123"))]
    pub number: String,
    /// Name of the system it came from.
    pub external_source: Option<String>,
    /// Its number there.
    pub external_reference: Option<String>,
    /// Where it is.
    pub status: TicketStatus,
    /// When it was filed.
    pub created_at: DateTime<Utc>,
    /// When it was resolved for the first time.
    pub first_resolved_at: Option<DateTime<Utc>>,
    /// When it was resolved for the last time.
    pub last_resolved_at: Option<DateTime<Utc>>,
    /// When it was closed, cancelled or merged for the last time.
    pub closed_at: Option<DateTime<Utc>>,
    /// How often it was opened again.
    pub reopen_count: i32,
    /// From its creation to its last solution.
    pub gross_seconds: Option<i64>,
    /// Of that, waiting.
    pub paused_seconds: Option<i64>,
    /// Of that, resolved or ended before it was opened again.
    pub parked_seconds: Option<i64>,
    /// The rest.
    pub net_seconds: Option<i64>,
    /// The rest in working time.
    pub net_business_seconds: Option<i64>,
}

impl TicketTimesRow {
    /// Takes the figures over.
    pub fn with(self, times: &TicketTimes) -> Self {
        Self {
            first_resolved_at: times.first_resolved_at,
            last_resolved_at: times.last_resolved_at,
            closed_at: times.closed_at,
            reopen_count: times.reopen_count,
            gross_seconds: times.gross_seconds,
            paused_seconds: times.paused_seconds,
            parked_seconds: times.parked_seconds,
            net_seconds: times.net_seconds,
            net_business_seconds: times.net_business_seconds,
            ..self
        }
    }
}

/// Which tickets a report is about, and how it is written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields, default)]
pub struct TicketTimesQuery {
    /// Only tickets that an import brought under this name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, max_length = 100))]
    pub external_source: Option<Line<100>>,
    /// Only tickets filed at or after this instant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_from: Option<DateTime<Utc>>,
    /// Only tickets filed before this instant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_to: Option<DateTime<Utc>>,
    /// How it is written; as the `Accept` header asks, else JSON. CSV holds all rows and knows no pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<ReportFormat>,
    /// Rows on a page, 1–100; 50 by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// From `next_cursor` of the page before.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 1000))]
    pub cursor: Option<String>,
}
