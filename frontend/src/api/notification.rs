//! One's own notifications.

use super::client::{self, Answer, Key};
use futures_util::{Stream, StreamExt};
use shared::records::notification::{
    LiveNotifications, NotificationQuery, Notifications, ReadNotifications, UnreadNotifications,
};

/// One page of them, newest first.
pub async fn list(query: &NotificationQuery) -> Answer<Notifications> {
    client::find("notifications", query).await
}

/// Marks them as read.
pub async fn read(body: ReadNotifications, key: Key) -> Answer<UnreadNotifications> {
    client::post("notifications/read", &body, key).await
}

/// What comes, as it comes; nothing for a sign of life.
pub async fn stream() -> Answer<impl Stream<Item = Option<LiveNotifications>>> {
    let events = client::events("notifications/stream").await?;
    Ok(events
        .map(|(name, data)| (name == "notifications").then(|| serde_json::from_str(&data).ok()).flatten()))
}
