//! The database: one thread per connection, a bounded queue in front of them, the only transactions and
//! the only retries.
//!
//! Requests hand a closure to a worker thread that owns its connection, instead of many blocking threads
//! fighting over few connections: the queue is fair, nobody polls a pool, and what does not fit into the
//! queue is told so at once.

use crate::counts::{self, Known};
use crate::error::{DatabaseTrouble, Failure, classify};
use anyhow::Context;
use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;
use diesel::r2d2::{ConnectionManager, CustomizeConnection, Pool};
use diesel::{Connection, RunQueryDsl};
use shared::problem::Refusal;
use std::cell::RefCell;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::{oneshot, watch};

type Connections = Pool<ConnectionManager<PgConnection>>;
type Job = Box<dyn FnOnce(&Connections) + Send>;

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
    pool: Connections,
    pulse: Pulse,
}

/// Longest wait for a place in the queue and for a connection, both together.
const PATIENCE: Duration = Duration::from_millis(1200);
/// After so long without an answer it is asked whether the database answers at all.
const SILENCE: Duration = Duration::from_millis(500);
/// A database that takes this long to say that it lives is away: frozen, or at the other end of a broken network.
const PULSE: Duration = Duration::from_millis(700);
/// A transaction that lost a race is tried this often.
const ATTEMPTS: u32 = 3;

/// What every connection is told. Lists join some ten tables of which nearly all only give names: PostgreSQL may
/// put only the first four in an order of its own, which takes a quarter of the time and finds the same plans.
/// Requests are short and many, so each keeps to one core and compiles nothing.
const SETTINGS: &str = "SET statement_timeout = '5s'; SET lock_timeout = '2s'; \
    SET idle_in_transaction_session_timeout = '10s'; SET timezone = 'UTC'; \
    SET join_collapse_limit = 4; SET max_parallel_workers_per_gather = 0; SET jit = off";

#[derive(Debug)]
struct Limits;

impl CustomizeConnection<PgConnection, diesel::r2d2::Error> for Limits {
    fn on_acquire(&self, connection: &mut PgConnection) -> Result<(), diesel::r2d2::Error> {
        connection.batch_execute(SETTINGS).map_err(diesel::r2d2::Error::QueryError)
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
        let known = Arc::<Known>::default();
        for n in 0..settings.connections {
            let (todo, pool, known) = (todo.clone(), pool.clone(), known.clone());
            let work = move || {
                counts::share(known);
                todo.into_iter().for_each(|job| job(&pool));
            };
            std::thread::Builder::new()
                .name(format!("db-{n}"))
                .spawn(work)
                .context("a database thread could not be started")?;
        }
        Ok(Self { jobs, pool, pulse: Pulse::start(with_connect_timeout(&settings.url))? })
    }

    /// `work` is told until when it may wait for a connection.
    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connections, Instant) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let (tell, told) = oneshot::channel();
        let queued = Instant::now();
        let begun = Arc::new(AtomicBool::new(false));
        let begins = begun.clone();
        let job: Job = Box::new(move |pool| {
            // Nobody waits for the answer of a request that waited too long: it was told so already.
            if queued.elapsed() < PATIENCE && !tell.is_closed() {
                begins.store(true, Ordering::Relaxed);
                metrics::histogram!("sanbao_db_wait_seconds").record(queued.elapsed().as_secs_f64());
                let _ = tell.send(work(pool, queued + PATIENCE));
            }
        });
        self.jobs
            .try_send(job)
            .map_err(|_| Failure::Unavailable("the queue for the database is full".into()))?;
        let too_long = || Failure::Unavailable("waited too long for the database".into());
        let mut told = std::pin::pin!(told);
        loop {
            let has_begun = begun.load(Ordering::Relaxed);
            let left = PATIENCE.saturating_sub(queued.elapsed());
            let wait = if has_begun { SILENCE } else { SILENCE.min(left) };
            if let Ok(answer) = tokio::time::timeout(wait, &mut told).await {
                return answer.map_err(|_| too_long())?;
            }
            if !begun.load(Ordering::Relaxed) && queued.elapsed() >= PATIENCE {
                return Err(too_long());
            }
            // A long statement is given its time; a database that says nothing at all is not.
            tokio::select! {
                answer = &mut told => return answer.map_err(|_| too_long())?,
                lives = self.pulse.is_felt() => if !lives {
                    return Err(Failure::Unavailable("the database does not answer".into()));
                },
            }
        }
    }

    /// Runs statements that change nothing, outside a transaction.
    ///
    /// # Errors
    /// What the closure returns; `Unavailable` when the database is away or the queue is full.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl Fn(&mut PgConnection) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        self.run(move |pool, until| attempt(pool, until, |connection| (work(connection), true))).await
    }

    /// Runs several statements that change nothing and must see the same moment.
    ///
    /// # Errors
    /// As [`Db::read`].
    pub async fn snapshot<T: Send + 'static>(
        &self,
        work: impl Fn(&mut PgConnection) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        self.run(move |pool, until| {
            attempt(pool, until, |c| (c.build_transaction().read_only().repeatable_read().run(&work), true))
        })
        .await
    }

    /// Reads a page whose rows are found first and told of after. Where a row's place in the order can change, both see the same
    /// moment: a cursor made of its new place would leave out what stands between that and the old one.
    ///
    /// # Errors
    /// As [`Db::read`].
    pub async fn page<T: Send + 'static>(
        &self,
        places_change: bool,
        work: impl Fn(&mut PgConnection) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        if places_change { self.snapshot(work).await } else { self.read(work).await }
    }

    /// Runs statements in one transaction: all of them happen, or none.
    ///
    /// # Errors
    /// What the closure returns; `Unavailable` when the database is away or the queue is full.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl Fn(&mut PgConnection) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        self.run(move |pool, until| attempt(pool, until, |connection| transaction(connection, &work))).await
    }

    /// Runs statements in a transaction that is taken back, to see what they would do.
    ///
    /// # Errors
    /// As [`Db::write`].
    pub async fn rehearse<T: Send + 'static>(
        &self,
        work: impl Fn(&mut PgConnection) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        self.run(move |pool, until| {
            attempt(pool, until, |connection| {
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
        attempt(&self.pool, Instant::now() + PATIENCE, |connection| transaction(connection, &work))
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

/// Whether the database answers at all: asked when somebody has waited long, by one for all, on a connection of its own.
#[derive(Clone)]
struct Pulse {
    ask: flume::Sender<()>,
    felt: watch::Receiver<Instant>,
}

impl Pulse {
    fn start(url: String) -> anyhow::Result<Self> {
        let (ask, asked) = flume::bounded(1);
        let (feel, felt) = watch::channel(Instant::now());
        let beat = move || {
            let mut connection: Option<PgConnection> = None;
            for () in asked {
                let c = match connection.take() {
                    Some(c) => Ok(c),
                    None => PgConnection::establish(&url).map_err(|_| ()),
                };
                connection = c
                    .ok()
                    .and_then(|mut c| diesel::sql_query("SELECT 1").execute(&mut c).is_ok().then_some(c));
                // A refusal is an answer, too: whoever waits hears it from their own connection.
                feel.send_replace(Instant::now());
            }
        };
        std::thread::Builder::new()
            .name("db-pulse".into())
            .spawn(beat)
            .context("a database thread could not be started")?;
        Ok(Self { ask, felt })
    }

    /// Asks, and waits for an answer as long as a database may take.
    async fn is_felt(&self) -> bool {
        let now = Instant::now();
        // Full means that the next beat is on its way.
        let _ = self.ask.try_send(());
        let mut felt = self.felt.clone();
        let beats = tokio::time::timeout(PULSE, felt.wait_for(|at| *at >= now));
        matches!(beats.await, Ok(Ok(_)))
    }
}

fn with_connect_timeout(url: &str) -> String {
    let options = "connect_timeout=2&keepalives=1&keepalives_idle=10&keepalives_interval=5&keepalives_count=3\
        &tcp_user_timeout=10000";
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

/// Waits for connections until a moment, all tries together.
fn attempt<T>(
    pool: &Connections,
    until: Instant,
    mut work: impl FnMut(&mut PgConnection) -> (Result<T, Failure>, bool),
) -> Result<T, Failure> {
    let mut tries = 0;
    let mut stale = pool.max_size();
    loop {
        let mut connection = pool
            .get_timeout(until.saturating_duration_since(Instant::now()))
            .map_err(|error| Failure::Unavailable(error.to_string()))?;
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
