//! The database: one thread per connection, a bounded queue in front of them, the only transactions and
//! the only retries.
//!
//! Requests hand a closure to a worker thread that owns its connection, instead of many blocking threads
//! fighting over few connections: the queue is fair, nobody polls a pool, and what does not fit into the
//! queue is told so at once.

use crate::error::{DatabaseTrouble, Failure, classify};
use anyhow::Context;
use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;
use diesel::r2d2::{ConnectionManager, CustomizeConnection, Pool, PooledConnection};
use diesel::{Connection, RunQueryDsl};
use shared::problem::Refusal;
use std::cell::RefCell;
use std::time::{Duration, Instant};
use tokio::sync::oneshot;

type Job = Box<dyn FnOnce(&Pool<ConnectionManager<PgConnection>>) + Send>;

/// How the database is used.
#[derive(Clone, Debug)]
pub struct DbSettings {
    /// Where it is: a libpq connection string or URL.
    pub url: String,
    /// Connections, and so worker threads.
    pub connections: u32,
    /// Requests that may wait for one.
    pub queue: usize,
}

/// A handle to the database; cheap to clone.
#[derive(Clone)]
pub struct Db {
    jobs: flume::Sender<Job>,
    pool: Pool<ConnectionManager<PgConnection>>,
}

/// Longest wait for a place in the queue or for a new connection.
const PATIENCE: Duration = Duration::from_millis(1200);
/// A transaction that lost a race is tried this often.
const ATTEMPTS: u32 = 3;

#[derive(Debug)]
struct Limits;

impl CustomizeConnection<PgConnection, diesel::r2d2::Error> for Limits {
    fn on_acquire(&self, connection: &mut PgConnection) -> Result<(), diesel::r2d2::Error> {
        connection
            .batch_execute(
                "SET statement_timeout = '5s'; SET lock_timeout = '2s'; \
                 SET idle_in_transaction_session_timeout = '10s'; SET timezone = 'UTC'",
            )
            .map_err(diesel::r2d2::Error::QueryError)
    }
}

impl Db {
    /// Opens the pool and starts the workers. Connections are made when first needed, so that the
    /// server starts, and says "not ready", while the database is away.
    ///
    /// # Errors
    /// When the connection string cannot be read.
    pub fn open(settings: &DbSettings) -> anyhow::Result<Self> {
        let manager = ConnectionManager::<PgConnection>::new(with_connect_timeout(&settings.url));
        let pool = Pool::builder()
            .max_size(settings.connections)
            .min_idle(Some(0))
            .connection_timeout(PATIENCE)
            // A round trip per request for nothing: a broken connection shows at its first statement,
            // and that is tried again below.
            .test_on_check_out(false)
            .connection_customizer(Box::new(Limits))
            .error_handler(Box::new(diesel::r2d2::LoggingErrorHandler))
            .build_unchecked(manager);
        let (jobs, todo) = flume::bounded::<Job>(settings.queue);
        for n in 0..settings.connections {
            let (todo, pool) = (todo.clone(), pool.clone());
            std::thread::Builder::new()
                .name(format!("db-{n}"))
                .spawn(move || todo.into_iter().for_each(|job| job(&pool)))
                .context("a database thread could not be started")?;
        }
        Ok(Self { jobs, pool })
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Pool<ConnectionManager<PgConnection>>) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let (tell, told) = oneshot::channel();
        let queued = Instant::now();
        let job: Job = Box::new(move |pool| {
            // Nobody waits for the answer of a request that waited too long: it was told so already.
            if queued.elapsed() < PATIENCE && !tell.is_closed() {
                metrics::histogram!("sanbao_db_wait_seconds").record(queued.elapsed().as_secs_f64());
                let _ = tell.send(work(pool));
            }
        });
        self.jobs
            .try_send(job)
            .map_err(|_| Failure::Unavailable("the queue for the database is full".into()))?;
        told.await.map_err(|_| Failure::Unavailable("waited too long for the database".into()))?
    }

    /// Runs statements that change nothing, outside a transaction.
    ///
    /// # Errors
    /// What the closure returns; `Unavailable` when the database is away or the queue is full.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl Fn(&mut PgConnection) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        self.run(move |pool| attempt(pool, |connection| (work(connection), true))).await
    }

    /// Runs several statements that change nothing and must see the same moment.
    ///
    /// # Errors
    /// As [`Db::read`].
    pub async fn snapshot<T: Send + 'static>(
        &self,
        work: impl Fn(&mut PgConnection) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        self.run(move |pool| {
            attempt(pool, |c| (c.build_transaction().read_only().repeatable_read().run(&work), true))
        })
        .await
    }

    /// Runs statements in one transaction: all of them happen, or none.
    ///
    /// # Errors
    /// What the closure returns; `Unavailable` when the database is away or the queue is full.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl Fn(&mut PgConnection) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        self.run(move |pool| attempt(pool, |connection| transaction(connection, &work))).await
    }

    /// Runs statements in a transaction that is taken back, to see what they would do.
    ///
    /// # Errors
    /// As [`Db::write`].
    pub async fn rehearse<T: Send + 'static>(
        &self,
        work: impl Fn(&mut PgConnection) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        self.run(move |pool| {
            attempt(pool, |connection| {
                let seen = RefCell::new(None);
                let (result, repeatable) = transaction(connection, &|c: &mut PgConnection| {
                    seen.replace(Some(work(c)?));
                    Err::<T, _>(Failure::Database(diesel::result::Error::RollbackTransaction))
                });
                (seen.into_inner().map_or(result, Ok), repeatable)
            })
        })
        .await
    }

    /// The same as [`Db::write`] for programs without a runtime: imports, jobs, seeds.
    ///
    /// # Errors
    /// As [`Db::write`].
    pub fn write_now<T>(&self, work: impl Fn(&mut PgConnection) -> Result<T, Failure>) -> Result<T, Failure> {
        attempt(&self.pool, |connection| transaction(connection, &work))
    }

    /// Whether the database answers.
    pub async fn is_ready(&self) -> bool {
        self.read(|c| Ok(diesel::sql_query("SELECT 1").execute(c)?)).await.is_ok()
    }
}

/// One part of a transaction that may be refused without the rest: what a refused part has written is taken back.
///
/// # Errors
/// What goes wrong with the database; then nothing of the whole transaction stays.
pub fn part<T>(
    c: &mut PgConnection,
    work: impl FnOnce(&mut PgConnection) -> Result<T, Failure>,
) -> Result<Result<T, Refusal>, Failure> {
    match c.transaction(work) {
        Ok(done) => Ok(Ok(done)),
        Err(Failure::Refused(refusal)) => Ok(Err(refusal)),
        Err(failure) => Err(failure),
    }
}

fn with_connect_timeout(url: &str) -> String {
    let options =
        "connect_timeout=2&keepalives=1&keepalives_idle=10&keepalives_interval=5&keepalives_count=3";
    if url.contains("://") {
        format!("{url}{}{options}", if url.contains('?') { '&' } else { '?' })
    } else {
        format!("{url} {}", options.replace('&', " "))
    }
}

/// Runs a transaction, and says whether losing the connection left nothing behind for certain: only when
/// it was lost before the first statement. A commit that was sent and not answered is never sent again.
fn transaction<T>(
    connection: &mut PgConnection,
    work: &impl Fn(&mut PgConnection) -> Result<T, Failure>,
) -> (Result<T, Failure>, bool) {
    let mut begun = false;
    let result = connection.transaction(|c| {
        begun = true;
        work(c)
    });
    (result, !begun)
}

fn attempt<T>(
    pool: &Pool<ConnectionManager<PgConnection>>,
    mut work: impl FnMut(&mut PgConnection) -> (Result<T, Failure>, bool),
) -> Result<T, Failure> {
    let mut tries = 0;
    let mut stale = pool.max_size();
    loop {
        let mut connection: PooledConnection<ConnectionManager<PgConnection>> =
            pool.get().map_err(|error| Failure::Unavailable(error.to_string()))?;
        let (result, repeatable) = work(&mut connection);
        let Err(Failure::Database(error)) = &result else { return result };
        match classify(error) {
            DatabaseTrouble::Retry if tries + 1 < ATTEMPTS => {
                tries += 1;
                drop(connection);
                std::thread::sleep(Duration::from_millis(rand::random_range(5..40) * u64::from(tries)));
            }
            // Connections that died while they lay idle, as after a restart of PostgreSQL, are replaced.
            DatabaseTrouble::Connection if repeatable && stale > 0 => {
                stale -= 1;
                drop(connection);
            }
            _ => return result,
        }
    }
}
