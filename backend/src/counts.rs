//! The number beside a list. It stops at a cap, and that there is more than the cap is known for a while: a desk asks for the same long
//! lists again and again, and counting to the cap is what grows with the house (17 ms at a million tickets for a word that stands in
//! every twentieth, and 1 for the page itself).

use crate::lists::UpTo;
use diesel::pg::{Pg, PgConnection};
use diesel::prelude::*;
use diesel::query_builder::QueryFragment;
use diesel::query_dsl::methods::LoadQuery;
use shared::page::COUNT_CAP;
use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// For so long more than the cap is taken to be more than the cap still.
pub const REMEMBERED: Duration = Duration::from_secs(60);
/// Most questions that are remembered.
const MOST: usize = 1000;

/// Which questions were answered by more than the cap, and when.
#[derive(Debug, Default)]
pub struct Known {
    hasher: RandomState,
    long: Mutex<HashMap<u64, Instant>>,
}

impl Known {
    /// Whether there was more than the cap a while ago.
    pub fn is_long(&self, question: &str, now: Instant) -> bool {
        let long = self.long.lock().unwrap_or_else(PoisonError::into_inner);
        let then = long.get(&self.hasher.hash_one(question));
        then.is_some_and(|then| now.duration_since(*then) < REMEMBERED)
    }

    /// Remembers that there is more than the cap.
    pub fn remember(&self, question: &str, now: Instant) {
        let mut long = self.long.lock().unwrap_or_else(PoisonError::into_inner);
        if long.len() >= MOST {
            long.retain(|_, then| now.duration_since(*then) < REMEMBERED);
        }
        if long.len() >= MOST {
            long.clear();
        }
        long.insert(self.hasher.hash_one(question), now);
    }
}

thread_local! {
    static OF_DATABASE: RefCell<Option<Arc<Known>>> = const { RefCell::new(None) };
}

/// From now on this thread, which works for one database only, shares what is known of it.
pub fn share(known: Arc<Known>) {
    OF_DATABASE.set(Some(known));
}

/// Counts, unless more than the cap was counted a while ago. The question is the statement with its values, and with them whose rows
/// are counted.
///
/// # Errors
/// When the database is away.
pub fn capped<'query, Q>(counted: UpTo<Q>, c: &mut PgConnection) -> QueryResult<i64>
where
    Q: QueryFragment<Pg>,
    UpTo<Q>: LoadQuery<'query, PgConnection, i32>,
{
    let known = OF_DATABASE.with_borrow(Clone::clone);
    let question = diesel::debug_query::<Pg, _>(&counted).to_string();
    if known.as_ref().is_some_and(|known| known.is_long(&question, Instant::now())) {
        return Ok(COUNT_CAP + 1);
    }
    let rows: Vec<i32> = counted.load(c)?;
    let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    if let Some(known) = known.filter(|_| count > COUNT_CAP) {
        known.remember(&question, Instant::now());
    }
    Ok(count)
}
