//! The data folder: claimed by one process at a time, initialised completely or not at all.

use super::account::{Account, run};
use super::programs::Programs;
use super::{PORT, Tuning};
use anyhow::{Context, bail};
use std::fs::{self, DirBuilder, File, Permissions, TryLockError};
use std::io::{Read, Seek, Write};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// A predecessor that was killed leaves its server shutting down; this is how long we wait for it.
const PREDECESSOR_GONE_WITHIN: Duration = Duration::from_secs(30);
/// The kernel takes socket paths of 107 bytes; some systems only 103.
const SOCKET_PATH_MAX: usize = 100;
/// From this size on, the log is put aside at the next start.
const LOG_MAX: u64 = 10 * 1024 * 1024;

/// A data folder that this process has locked.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    lock: Option<File>,
}

impl Folder {
    /// Makes the folder if missing and locks it. The kernel releases the lock when we end, however we end.
    pub fn claim(data_dir: &Path) -> anyhow::Result<Self> {
        let shown = data_dir.display();
        if !data_dir.exists() {
            if let Some(parent) = data_dir.parent() {
                fs::create_dir_all(parent).with_context(|| format!("cannot make {}", parent.display()))?;
            }
            fs::create_dir(data_dir).with_context(|| format!("cannot make the data folder {shown}"))?;
            // The server's user, which may be another, passes through; all that matters within is 0700.
            fs::set_permissions(data_dir, Permissions::from_mode(0o711))?;
        }
        let path = data_dir.canonicalize().with_context(|| format!("cannot use the data folder {shown}"))?;
        let mut lock = File::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path.join("lock"))
            .with_context(|| format!("cannot write to the data folder {shown}"))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                lock.read_to_string(&mut holder)?;
                bail!("the data folder {} is already in use by process {}", path.display(), holder.trim());
            }
            Err(TryLockError::Error(error)) => {
                return Err(error).context(format!("cannot lock the data folder {shown}"));
            }
        }
        lock.set_len(0)?;
        lock.rewind()?;
        writeln!(lock, "{}", std::process::id())?;
        Ok(Self { path, lock: Some(lock) })
    }

    /// Lets others claim the folder. Said outright: a process that is just being started from another thread has the
    /// file open too until it runs its program, and closing ours alone would leave the folder locked for that moment.
    pub fn release(&mut self) {
        if let Some(lock) = self.lock.take() {
            let _ = lock.unlock();
        }
    }

    /// The folder itself, without symbolic links.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// PostgreSQL's own folder.
    pub fn pgdata(&self) -> PathBuf {
        self.path.join("pgdata")
    }

    /// Waits until a server that a killed predecessor left behind has shut down. We hold the lock, so a
    /// server that stays was started by someone else.
    pub fn wait_for_predecessor(&self) -> anyhow::Result<()> {
        let deadline = Instant::now() + PREDECESSOR_GONE_WITHIN;
        while let Some(pid) = self.live_postmaster() {
            if Instant::now() > deadline {
                let folder = self.path.display();
                bail!("the data folder {folder} is already in use by process {pid}, a PostgreSQL server");
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }

    /// The major version of PostgreSQL that made the cluster, once there is one.
    pub fn major_version(&self) -> anyhow::Result<Option<u32>> {
        if !self.pgdata().exists() {
            return Ok(None);
        }
        let path = self.pgdata().join("PG_VERSION");
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        Ok(Some(text.trim().parse().with_context(|| format!("{} is damaged", path.display()))?))
    }

    /// Makes the cluster on the first start. It is built beside and renamed when complete, so that a start
    /// which was killed half-way leaves nothing that looks finished.
    pub fn initialise(&self, programs: &Programs, account: &Account, tuning: Tuning) -> anyhow::Result<()> {
        for entry in fs::read_dir(&self.path)?.flatten() {
            if entry.file_name().to_string_lossy().starts_with("pgdata.init-") {
                // An initdb that outlived its killed parent may still write here; then the next start removes it.
                let _ = fs::remove_dir_all(entry.path());
            }
        }
        if self.pgdata().exists() {
            return Ok(());
        }
        let started = Instant::now();
        let unfinished = self.path.join(format!("pgdata.init-{:016x}", rand::random::<u64>()));
        private_dir(&unfinished, account)?;
        let output = run(&mut programs.initdb(account, &unfinished, tuning))?;
        if !output.status.success() {
            let _ = fs::remove_dir_all(&unfinished);
            let said = String::from_utf8_lossy(&output.stderr);
            bail!("initdb failed in {}: {}", self.path.display(), said.trim());
        }
        fs::rename(&unfinished, self.pgdata()).context("cannot put the new cluster in its place")?;
        File::open(&self.path)?.sync_all()?;
        tracing::info!(seconds = started.elapsed().as_secs_f32(), "made a new PostgreSQL cluster");
        Ok(())
    }

    /// The folder for the socket: within the data folder, or elsewhere if that path is too long for a socket
    /// or has characters that a URL would have to escape.
    pub fn socket_dir(&self, account: &Account) -> anyhow::Result<PathBuf> {
        let own = self.path.join("socket");
        if !serves_as_socket_dir(&own) {
            let short = temporary_path();
            if !serves_as_socket_dir(&short) {
                bail!(
                    "{} is no place for a socket; set TMPDIR to a folder with a short, plain name",
                    short.display()
                );
            }
            private_dir(&short, account)?;
            return Ok(short);
        }
        if !own.exists() {
            private_dir(&own, account)?;
        }
        Ok(own)
    }

    /// Opens the server's log for appending.
    pub fn open_log(&self) -> anyhow::Result<File> {
        let path = self.log();
        if fs::metadata(&path).is_ok_and(|log| log.len() > LOG_MAX) {
            fs::rename(&path, self.path.join("postgres.log.old"))?;
        }
        File::options()
            .create(true)
            .append(true)
            .open(&path)
            .with_context(|| format!("cannot write {}", path.display()))
    }

    /// The server's log.
    pub fn log(&self) -> PathBuf {
        self.path.join("postgres.log")
    }

    /// What PostgreSQL notes about its running server: process number first, state in line 8.
    pub fn postmaster_note(&self) -> Option<String> {
        fs::read_to_string(self.pgdata().join("postmaster.pid")).ok()
    }

    /// The number of the server process on this folder, if it is alive. The note may be left over from a
    /// crash and its number taken by another process since, so the command line must name our folder.
    pub fn live_postmaster(&self) -> Option<u32> {
        let pid: u32 = self.postmaster_note()?.lines().next()?.trim().parse().ok()?;
        let command_line = fs::read(format!("/proc/{pid}/cmdline")).ok()?;
        let pgdata = self.pgdata();
        let pgdata = pgdata.as_os_str().as_encoded_bytes();
        command_line.split(|&byte| byte == 0).any(|word| word == pgdata).then_some(pid)
    }
}

/// A path for a new folder under the system's folder for temporary files.
pub(super) fn temporary_path() -> PathBuf {
    std::env::temp_dir().join(format!("sanbao-{:016x}", rand::random::<u64>()))
}

/// Makes a folder that only the server's user (and root) can enter.
fn private_dir(path: &Path, account: &Account) -> anyhow::Result<()> {
    DirBuilder::new().mode(0o700).create(path).with_context(|| format!("cannot make {}", path.display()))?;
    account.give(path)
}

fn serves_as_socket_dir(path: &Path) -> bool {
    let socket = path.join(format!(".s.PGSQL.{PORT}"));
    let plain = |c: u8| c.is_ascii_alphanumeric() || matches!(c, b'/' | b'.' | b'-' | b'_');
    let bytes = socket.as_os_str().as_encoded_bytes();
    bytes.len() < SOCKET_PATH_MAX && bytes.iter().copied().all(plain)
}
