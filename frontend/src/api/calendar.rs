//! Business calendars.

use super::client::{self, Answer, Key};
use shared::ids::CalendarId;
use shared::page::Page;
use shared::records::calendar::{BusinessCalendar, CalendarInput, CalendarSummary, MergedDays, SpecialDays};
use shared::records::clock::ClockPreview;
use shared::records::import::PageQuery;

/// One page of them.
pub async fn list(query: &PageQuery) -> Answer<Page<CalendarSummary>> {
    client::find("calendars", query).await
}

/// One of them.
pub async fn get(id: CalendarId) -> Answer<BusinessCalendar> {
    client::get(format!("calendars/{id}")).await
}

/// Makes a new one.
pub async fn create(body: CalendarInput, key: Key) -> Answer<BusinessCalendar> {
    client::post("calendars", &body, key).await
}

/// Replaces one.
pub async fn update(id: CalendarId, body: CalendarInput, version: i32) -> Answer<BusinessCalendar> {
    client::put(format!("calendars/{id}"), &body, version).await
}

/// What would move if one said this. Nothing is changed.
pub async fn preview(id: CalendarId, body: CalendarInput) -> Answer<ClockPreview> {
    client::ask(format!("calendars/{id}/preview"), &body).await
}

/// Deletes one.
pub async fn delete(id: CalendarId, version: i32) -> Answer<()> {
    client::delete(format!("calendars/{id}"), Some(version)).await
}

/// Puts special days into one.
pub async fn put_special_days(
    id: CalendarId,
    body: SpecialDays,
    version: i32,
    key: Key,
) -> Answer<MergedDays> {
    client::act(format!("calendars/{id}/special-days"), &body, version, key).await
}

/// Puts the public holidays into one.
pub async fn put_public_holidays(id: CalendarId, version: i32, key: Key) -> Answer<MergedDays> {
    client::act(format!("calendars/{id}/public-holidays"), &serde_json::json!({}), version, key).await
}
