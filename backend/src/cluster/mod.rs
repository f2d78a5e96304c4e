//! A private PostgreSQL cluster, for `sanbao serve` without `DATABASE_URL` and for tests.
//!
//! It runs the server programs installed on the machine on a data folder of ours. What a data folder holds:
//!
//! | entry | what |
//! | --- | --- |
//! | `lock` | locked by the process that uses the folder; holds its number |
//! | `pgdata/` | PostgreSQL's own folder; it appears complete or not at all |
//! | `socket/` | the Unix socket |
//! | `postgres.log` | what the server says |
//!
//! **Who may connect.** The server listens on no network address, only on a Unix socket in a folder of mode
//! 0700, and trusts whoever can open it: the user it runs as, and root. That is exactly who could read the
//! data files anyway, so a password would protect nothing. PostgreSQL refuses to run as root; there it runs
//! as `postgres`, which owns `pgdata/` and `socket/` and only needs to pass through the folders above them.
//! The application connects as the role `sanbao`, which owns its databases and is no superuser.
//!
//! **It never outlives us.** The server runs under a small shell script that holds the reading end of a pipe.
//! When our process ends, by whatever means, the kernel closes the pipe and the script shuts the server down.
//! The script has a process group of its own, so that Ctrl-C reaches us first and requests can be drained.
//! If the server is killed, the script starts it again.

mod account;
mod database;
mod folder;
pub mod programs;
mod supervisor;

use account::Account;
use anyhow::Context;
use folder::Folder;
use programs::Programs;
use std::path::{Path, PathBuf};
use supervisor::Supervisor;

/// The role the application connects as.
const ROLE: &str = "sanbao";
/// The database made on the first start.
pub const DATABASE: &str = "sanbao";
/// Part of the socket's file name only, as nothing listens on the network. Named outright, because both
/// sides would otherwise take it from `PGPORT`.
const PORT: &str = "5432";

/// What the cluster is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tuning {
    /// Data to keep: what is committed is on disk.
    Durable,
    /// Data of a test: nothing waits for the disk, a power cut may ruin it all.
    Throwaway,
}

/// A running private cluster; dropping it stops the server.
#[derive(Debug)]
pub struct Cluster {
    socket_dir: PathBuf,
    folder: Folder,
    supervisor: Option<Supervisor>,
    /// Folders that go when the server stops.
    scrap: Vec<PathBuf>,
}

impl Cluster {
    /// Starts the server on `data_dir`, which is made if missing; returns once it answers and the database
    /// `sanbao` is there. Blocks, on the first start for seconds.
    ///
    /// # Errors
    /// In sentences meant for the operator: no PostgreSQL programs, a folder that is in use or out of the
    /// server's reach, and whatever the server's log says last when it does not come up.
    pub fn start(data_dir: &Path, tuning: Tuning) -> anyhow::Result<Self> {
        Self::launch(Folder::claim(data_dir)?, Account::for_server()?, tuning, vec![])
    }

    /// Starts a throwaway cluster in a new folder under the system's folder for temporary files. The folder
    /// goes when the server stops, even if our process is killed.
    ///
    /// # Errors
    /// As for [`start`](Self::start).
    pub fn temporary() -> anyhow::Result<Self> {
        let account = Account::for_server()?;
        let path = folder::temporary_path();
        let folder = Folder::claim(&path)?;
        // The supervisor removes it, and it runs as the server's user.
        account.give(&path)?;
        Self::launch(folder, account, Tuning::Throwaway, vec![path.clone()]).inspect_err(|_| {
            let _ = std::fs::remove_dir_all(&path);
        })
    }

    /// Where to connect to the database `sanbao` of a server that another process runs on `data_dir`, if one does.
    pub fn running(data_dir: &Path) -> Option<String> {
        let note = std::fs::read_to_string(data_dir.join("pgdata/postmaster.pid")).ok()?;
        let lines: Vec<&str> = note.lines().map(str::trim_end).collect();
        let (pid, socket, state) = (lines.first()?, lines.get(4)?, lines.get(7)?);
        let lives = std::fs::exists(format!("/proc/{pid}")).unwrap_or(false);
        (lives && *state == "ready" && !socket.is_empty())
            .then(|| format!("postgres://{ROLE}@/{DATABASE}?host={socket}&port={PORT}"))
    }

    fn launch(
        folder: Folder,
        account: Account,
        tuning: Tuning,
        mut scrap: Vec<PathBuf>,
    ) -> anyhow::Result<Self> {
        account.check_way_to(folder.path())?;
        folder.wait_for_predecessor()?;
        let programs = Programs::find(folder.major_version()?)?;
        folder.initialise(&programs, &account, tuning)?;
        let socket_dir = folder.socket_dir(&account)?;
        if !socket_dir.starts_with(folder.path()) {
            scrap.push(socket_dir.clone());
        }
        let command = programs.server(&folder.pgdata(), &socket_dir, tuning);
        let supervisor = Supervisor::start(&account, command, &scrap, &folder)?;
        // From here on, dropping stops the server again.
        let cluster = Self { socket_dir, folder, supervisor: Some(supervisor), scrap };
        database::ensure(&cluster).context("the private PostgreSQL server has come up but is not usable")?;
        tracing::info!(folder = %cluster.folder.path().display(), "private PostgreSQL server is up");
        Ok(cluster)
    }

    /// Where to connect to, as a libpq URL for the role `sanbao`. `database` is a name of letters, digits and
    /// underscores; it need not exist yet.
    pub fn url(&self, database: &str) -> String {
        self.url_as(ROLE, database)
    }

    fn url_as(&self, role: &str, database: &str) -> String {
        // The socket folder's name has no character that a URL would have to escape: `folder` sees to it.
        format!("postgres://{role}@/{database}?host={}&port={PORT}", self.socket_dir.display())
    }

    /// The folder of the Unix socket.
    pub fn socket_dir(&self) -> &Path {
        &self.socket_dir
    }

    /// The process number of the server's main process, while there is one.
    pub fn server_pid(&self) -> Option<u32> {
        self.folder.live_postmaster()
    }

    /// Shuts the server down in an orderly way, ending open sessions, and waits for it. A second call does
    /// nothing.
    ///
    /// # Errors
    /// When the server cannot be waited for, or is still there half a minute later.
    pub fn stop(&mut self) -> anyhow::Result<()> {
        let Some(supervisor) = self.supervisor.take() else { return Ok(()) };
        let stopped = supervisor.stop(&self.folder);
        for folder in &self.scrap {
            // The supervisor has done it already, unless it was killed.
            let _ = std::fs::remove_dir_all(folder);
        }
        self.folder.release();
        stopped
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if let Err(error) = self.stop() {
            tracing::error!("the private PostgreSQL server was not stopped in order: {error:#}");
        }
    }
}
