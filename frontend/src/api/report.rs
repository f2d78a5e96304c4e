//! Reports.

use super::client::{self, Answer};
use shared::page::Page;
use shared::records::report::{
    DeskQuery, DeskReport, EarlyWarning, EarlyWarningQuery, ReturnsQuery, ReturnsReport, ServiceAnalysis,
    ServiceAnalysisQuery, TicketTimesQuery, TicketTimesRow, WarningIncidentQuery, WarningIncidents,
    WarrantyCostQuery, WarrantyCostReport,
};

/// The desk in figures.
pub async fn desk(query: &DeskQuery) -> Answer<DeskReport> {
    client::find("reports/desk", query).await
}

/// How long tickets took, a page of them.
pub async fn ticket_times(query: &TicketTimesQuery) -> Answer<Page<TicketTimesRow>> {
    client::find("reports/ticket-times", query).await
}

/// The statistics of returns.
pub async fn returns(query: &ReturnsQuery) -> Answer<ReturnsReport> {
    client::find("reports/returns", query).await
}

/// The quarterly service analysis.
pub async fn service_analysis(query: &ServiceAnalysisQuery) -> Answer<ServiceAnalysis> {
    client::find("reports/service-analysis", query).await
}

/// What is behind a number of the early warning.
pub async fn early_warning_incidents(query: &WarningIncidentQuery) -> Answer<WarningIncidents> {
    client::find("reports/early-warning/incidents", query).await
}

/// The early warning.
pub async fn early_warning(query: &EarlyWarningQuery) -> Answer<EarlyWarning> {
    client::find("reports/early-warning", query).await
}

/// What warranty costs.
pub async fn warranty_cost(query: &WarrantyCostQuery) -> Answer<WarrantyCostReport> {
    client::find("reports/warranty-cost", query).await
}
