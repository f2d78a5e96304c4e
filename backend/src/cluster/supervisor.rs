//! The shell script that keeps the server company, seen from our side.

use super::account::Account;
use super::folder::Folder;
use anyhow::{Context, bail};
use std::fs;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

const SCRIPT: &str = include_str!("supervisor.sh");
const POLL: Duration = Duration::from_millis(20);
/// How long a server may take to say that it is starting.
const STARTING_WITHIN: Duration = Duration::from_secs(30);
/// How long it may then take to recover from a crash, replaying what was committed.
const READY_WITHIN: Duration = Duration::from_secs(600);
/// How long a server whose supervisor was killed may take to shut down.
const ORPHAN_GONE_WITHIN: Duration = Duration::from_secs(30);
/// So many lines of the log go into an error.
const LOG_LINES: usize = 15;

/// The script's process; our end of the pipe is its standard input.
#[derive(Debug)]
pub(super) struct Supervisor {
    child: Child,
    account: Account,
}

impl Supervisor {
    /// Starts the server under the script and waits until it is ready for connections. On failure, nothing is
    /// left running.
    pub fn start(
        account: &Account,
        server: Vec<PathBuf>,
        scrap: &[PathBuf],
        folder: &Folder,
    ) -> anyhow::Result<Self> {
        let stale_note = folder.postmaster_note();
        let log = folder.open_log()?;
        let log_before = log.metadata()?.len();
        let mut command = account.command(Path::new("sh"));
        command.args(["-c", SCRIPT, "sanbao-postgres"]);
        let nothing = PathBuf::new();
        command.args([0, 1].map(|i: usize| scrap.get(i).unwrap_or(&nothing)));
        command.args(server).process_group(0);
        command.stdin(Stdio::piped()).stdout(log.try_clone()?).stderr(log);
        let child = command.spawn().context("cannot run sh to start PostgreSQL")?;
        let mut this = Self { child, account: account.clone() };
        match this.wait_until_ready(folder, stale_note) {
            Ok(()) => Ok(this),
            Err(error) => {
                let said = tail(&folder.log(), log_before);
                if let Err(error) = this.stop(folder) {
                    tracing::error!("a PostgreSQL server that did not come up was not stopped: {error:#}");
                }
                Err(error
                    .context(format!("the private PostgreSQL server did not come up; it said last:\n{said}")))
            }
        }
    }

    /// PostgreSQL writes its state into its note, as for `pg_ctl --wait`; asking by connecting would fill the
    /// log with refusals. A note left over from a crash does not count.
    fn wait_until_ready(&mut self, folder: &Folder, stale: Option<String>) -> anyhow::Result<()> {
        let begin = Instant::now();
        loop {
            let note = folder.postmaster_note().filter(|note| stale.as_ref() != Some(note));
            let state = note.as_ref().and_then(|note| note.lines().nth(7)).map(str::trim_end);
            if state == Some("ready") {
                return Ok(());
            }
            if let Some(status) = self.child.try_wait()? {
                bail!("it ended at once ({status})");
            }
            let limit = if state == Some("starting") { READY_WITHIN } else { STARTING_WITHIN };
            if begin.elapsed() > limit {
                bail!("it was not ready within {} s", limit.as_secs());
            }
            std::thread::sleep(POLL);
        }
    }

    /// Closes the pipe and waits until the server has shut down.
    pub fn stop(mut self, folder: &Folder) -> anyhow::Result<()> {
        drop(self.child.stdin.take());
        self.child.wait().context("cannot wait for the supervisor")?;
        // If the supervisor was killed, the server went on without it.
        let deadline = Instant::now() + ORPHAN_GONE_WITHIN;
        while let Some(pid) = folder.live_postmaster() {
            if Instant::now() > deadline {
                bail!("the server, process {pid}, does not stop");
            }
            let mut kill = self.account.command(Path::new("sh"));
            kill.args(["-c", "kill -INT \"$1\"", "sh", &pid.to_string()]);
            kill.stderr(Stdio::null()).status().context("cannot run sh to stop PostgreSQL")?;
            std::thread::sleep(POLL);
        }
        Ok(())
    }
}

/// The last lines of the log, of what was written since it had `from` bytes.
fn tail(log: &Path, from: u64) -> String {
    let text = fs::read(log).unwrap_or_default();
    let new = text.get(from as usize..).unwrap_or_default();
    let new = String::from_utf8_lossy(new);
    let lines: Vec<&str> = new.lines().collect();
    lines[lines.len().saturating_sub(LOG_LINES)..].join("\n")
}
