//! What is told to open pages at once. Whoever writes notifies PostgreSQL, in the same transaction; every server
//! process listens, and wakes those of its streams that it concerns. Nothing but "look again" travels here: what
//! there is to see is read under the rights of whoever looks.

use crate::error::Failure;
use anyhow::Context;
use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::ids::UserId;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::sync::{broadcast, watch};

/// The channel of PostgreSQL's notifications; their payload is the id of the person.
pub const CHANNEL: &str = "sanbao_live";
/// Streams that one process keeps open.
const MOST_FOLLOWERS: usize = 5_000;
/// How often the connection is asked.
const BREATH: Duration = Duration::from_millis(200);
/// Before a lost connection is tried again.
const PAUSE: Duration = Duration::from_secs(1);

/// Wakes the streams of this process.
#[derive(Clone)]
pub struct Live {
    woken: broadcast::Sender<Option<UserId>>,
    open: watch::Sender<bool>,
    followers: Arc<AtomicUsize>,
}

/// A stream that is woken.
pub struct Follower {
    user: UserId,
    woken: broadcast::Receiver<Option<UserId>>,
    open: watch::Receiver<bool>,
    followers: Arc<AtomicUsize>,
}

impl Default for Live {
    fn default() -> Self {
        let followers = Arc::new(AtomicUsize::new(0));
        Self { woken: broadcast::channel(1024).0, open: watch::channel(true).0, followers }
    }
}

impl Live {
    /// Starts listening to a database, on a thread of its own, for as long as the process lives.
    ///
    /// # Errors
    /// When the thread cannot be started.
    pub fn listen(&self, url: String) -> anyhow::Result<()> {
        let live = self.clone();
        std::thread::Builder::new()
            .name("live".into())
            .spawn(move || {
                while *live.open.borrow() {
                    if let Err(error) = live.hear(&url) {
                        tracing::warn!(%error, "not listening to the database");
                    }
                    std::thread::sleep(PAUSE);
                }
            })
            .context("the listening thread could not be started")?;
        Ok(())
    }

    fn hear(&self, url: &str) -> anyhow::Result<()> {
        let mut connection = PgConnection::establish(url)?;
        connection.batch_execute(&format!("LISTEN {CHANNEL}"))?;
        // What was said while nobody listened: everybody looks again.
        let _ = self.woken.send(None);
        while *self.open.borrow() {
            for notification in connection.notifications_iter() {
                if let Ok(user) = notification?.payload.parse() {
                    let _ = self.woken.send(Some(user));
                }
            }
            std::thread::sleep(BREATH);
        }
        Ok(())
    }

    /// Follows what concerns a person.
    ///
    /// # Errors
    /// `Unavailable` when too many streams are open.
    pub fn follow(&self, user: UserId) -> Result<Follower, Failure> {
        if self.followers.fetch_add(1, Ordering::Relaxed) >= MOST_FOLLOWERS {
            self.followers.fetch_sub(1, Ordering::Relaxed);
            return Err(Failure::Unavailable("too many live streams".into()));
        }
        Ok(Follower {
            user,
            woken: self.woken.subscribe(),
            open: self.open.subscribe(),
            followers: self.followers.clone(),
        })
    }

    /// Ends all streams: the server is about to stop.
    pub fn close(&self) {
        self.open.send_replace(false);
    }
}

impl Follower {
    /// Waits until there is something to look at; nothing when the stream is to end. Several wakings at once are
    /// one.
    pub async fn woken(&mut self) -> Option<()> {
        loop {
            let heard = tokio::select! {
                heard = self.woken.recv() => heard,
                _ = self.open.wait_for(|open| !open) => return None,
            };
            match heard {
                Ok(None) => return Some(()),
                Ok(Some(user)) if user == self.user => {
                    while self.woken.try_recv().is_ok() {}
                    return Some(());
                }
                Ok(Some(_)) => {}
                // Too much was said to keep up with: look.
                Err(broadcast::error::RecvError::Lagged(_)) => return Some(()),
                Err(broadcast::error::RecvError::Closed) => return None,
            }
        }
    }
}

impl Drop for Follower {
    fn drop(&mut self) {
        self.followers.fetch_sub(1, Ordering::Relaxed);
    }
}
