//! Passwords: argon2id, a few at a time, and the same work for unknown people.

use crate::error::Failure;
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use shared::records::account::Password;
use std::sync::LazyLock;
use tokio::sync::Semaphore;

/// Each hash takes 19 MiB and a core; more at once would only make all of them slow.
static SEATS: LazyLock<Semaphore> =
    LazyLock::new(|| Semaphore::new(std::thread::available_parallelism().map_or(2, |n| n.get().clamp(2, 8))));

/// Verified against when the person is unknown or has no password, so that the time tells nothing.
static NOBODY: LazyLock<String> =
    LazyLock::new(|| hash_now(&Password::new("nobody has this password")).unwrap_or_default());

/// Hashes a password, on this thread.
///
/// # Errors
/// When the system has no randomness.
pub fn hash_now(password: &Password) -> Result<String, Failure> {
    Argon2::default()
        .hash_password(password.reveal().as_bytes())
        .map(|hash| hash.to_string())
        .map_err(|error| Failure::Internal(anyhow::anyhow!("hashing: {error}")))
}

fn verify_now(password: &Password, stored: &str) -> bool {
    PasswordHash::new(stored)
        .is_ok_and(|hash| Argon2::default().verify_password(password.reveal().as_bytes(), &hash).is_ok())
}

async fn seated<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Failure> {
    let wait = tokio::time::timeout(std::time::Duration::from_millis(3000), SEATS.acquire());
    let _seat = match wait.await {
        Ok(Ok(seat)) => seat,
        _ => return Err(Failure::Unavailable("too many log-ins at once".into())),
    };
    actix_web::web::block(work).await.map_err(|error| Failure::Unavailable(error.to_string()))
}

/// Hashes a password.
///
/// # Errors
/// `Unavailable` when too many are waiting.
pub async fn hash(password: Password) -> Result<String, Failure> {
    seated(move || hash_now(&password)).await?
}

/// Whether the password is the stored one. Takes as long when nothing is stored.
///
/// # Errors
/// `Unavailable` when too many are waiting.
pub async fn verify(password: Password, stored: Option<String>) -> Result<bool, Failure> {
    seated(move || match stored {
        Some(stored) => verify_now(&password, &stored),
        None => {
            verify_now(&password, &NOBODY);
            false
        }
    })
    .await
}
