//! How many statements the server sends for a request: told by the connections themselves, per database.

use diesel::connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation};
use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, Once};

/// Databases whose statements are counted, by where they are.
static COUNTED: LazyLock<Mutex<HashMap<String, usize>>> = LazyLock::new(Mutex::default);

/// What the pool of the server adds to where the database is; other connections do not.
const OF_POOL: &str = "&connect_timeout=";

#[derive(Default)]
struct Counter(Option<String>);

impl Instrumentation for Counter {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        match event {
            InstrumentationEvent::StartEstablishConnection { url, .. } => {
                self.0 = url.split_once(OF_POOL).map(|(database, _)| database.to_owned());
            }
            InstrumentationEvent::StartQuery { query, .. } => {
                if let Some(database) = &self.0
                    && let Some(count) =
                        COUNTED.lock().unwrap_or_else(std::sync::PoisonError::into_inner).get_mut(database)
                    // What each new connection is told first.
                    && !query.to_string().starts_with("SET ")
                {
                    *count += 1;
                }
            }
            _ => {}
        }
    }
}

/// From now on connections that are opened can be counted; the server of a world must be started after.
pub fn watch() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        set_default_instrumentation(|| Some(Box::new(Counter::default()))).expect("a lock");
    });
}

/// The statements that a server on a database sends meanwhile.
pub fn during<T>(url: &str, work: impl FnOnce() -> T) -> (T, usize) {
    let counted = || COUNTED.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    counted().insert(url.to_owned(), 0);
    let done = work();
    (done, counted().remove(url).unwrap_or_default())
}
