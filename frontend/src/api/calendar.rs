//! Business calendars.

use super::client::{self, Answer};
use shared::page::Page;
use shared::records::calendar::CalendarSummary;
use shared::records::import::PageQuery;

/// One page of them.
pub async fn list(query: &PageQuery) -> Answer<Page<CalendarSummary>> {
    client::find("calendars", query).await
}
