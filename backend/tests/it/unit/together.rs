//! What is reckoned once for a crowd.

use actix_web::web::Bytes;
use futures_util::future::join_all;
use sanbao::error::Failure;
use sanbao::together::Together;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::Notify;

/// Everybody who comes while a reckoning goes on is told the next one, which is made once.
#[tokio::test]
async fn a_crowd_costs_two_and_nobody_is_told_what_was_before_they_asked() {
    let (all, made, go_on) = (Together::default(), AtomicUsize::new(0), Notify::new());
    let reckon = || async {
        let n = made.fetch_add(1, Ordering::SeqCst) + 1;
        if n == 1 {
            go_on.notified().await;
        }
        Ok(Bytes::from(n.to_string()))
    };
    let first = all.ask("open".into(), reckon);
    let crowd = join_all((0..50).map(|_| all.ask("open".into(), reckon)));
    let other = async {
        let said = all.ask("closed".into(), || async { Ok(Bytes::from_static(b"other")) }).await;
        go_on.notify_one();
        said
    };
    let (first, crowd, other) = tokio::join!(first, crowd, other);
    assert_eq!((first.unwrap().as_ref(), other.unwrap().as_ref()), (&b"1"[..], &b"other"[..]));
    assert!(crowd.into_iter().all(|told| told.unwrap().as_ref() == b"2"));
    assert_eq!(all.ask("open".into(), reckon).await.unwrap().as_ref(), b"3");
}

/// What goes wrong is told to whoever it befell; the next in the queue tries anew.
#[tokio::test]
async fn a_failure_is_not_passed_on() {
    let (all, made) = (Together::default(), AtomicUsize::new(0));
    let reckon = || async {
        tokio::task::yield_now().await;
        match made.fetch_add(1, Ordering::SeqCst) {
            0 => Err(Failure::Unavailable("away".into())),
            _ => Ok(Bytes::from_static(b"there")),
        }
    };
    let (first, second) = tokio::join!(all.ask("open".into(), reckon), all.ask("open".into(), reckon));
    assert!(first.is_err());
    assert_eq!(second.unwrap().as_ref(), b"there");
}
