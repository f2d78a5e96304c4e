//! Logging in and one's own account.

use super::client::{self, Answer};
use shared::records::account::{ChangePassword, LoggedIn, Login, Me, RedeemLink, UpdateMe};

/// Logs in.
pub async fn login(body: Login) -> Answer<LoggedIn> {
    client::log_in(&body).await
}

/// Renews the session by its cookie.
pub async fn refresh() -> Answer<LoggedIn> {
    client::refresh().await
}

/// Ends the session.
pub async fn logout() -> Answer<()> {
    client::tell("auth/logout", None::<&()>).await
}

/// Uses an invitation or a reset link.
pub async fn redeem_link(body: RedeemLink) -> Answer<()> {
    client::tell("auth/redeem-link", Some(&body)).await
}

/// Changes one's own profile.
pub async fn update(body: UpdateMe, version: i32) -> Answer<Me> {
    client::put("me", &body, version).await
}

/// Changes one's own password; every other session ends.
pub async fn change_password(body: ChangePassword) -> Answer<()> {
    client::tell("me/password", Some(&body)).await
}
