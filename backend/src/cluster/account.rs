//! As whom the server runs: as ourselves, or as `postgres` when we are root.

use anyhow::{Context, bail};
use std::ffi::OsString;
use std::os::unix::fs::chown;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The user Debian's packages make for the server.
const SERVER_USER: &str = "postgres";

/// The user the server's programs run as.
#[derive(Clone, Debug)]
pub(super) struct Account {
    /// The user to become and the words that do it; absent when we are not root.
    switch: Option<Switch>,
}

#[derive(Clone, Debug)]
struct Switch {
    uid: u32,
    gid: u32,
    words: Vec<String>,
}

impl Account {
    /// Ourselves, or `postgres` when we are root.
    pub fn for_server() -> anyhow::Result<Self> {
        if id(&["-u"])? != 0 {
            return Ok(Self { switch: None });
        }
        let missing = "PostgreSQL does not run as root, and there is no user \"postgres\" to run it as; \
            install Debian's package postgresql, or start Sanbao as another user";
        let (uid, gid) =
            (id(&["-u", SERVER_USER]).context(missing)?, id(&["-g", SERVER_USER]).context(missing)?);
        let words: &[&str] = if on_path("setpriv").is_some() {
            &["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--"]
        } else if on_path("runuser").is_some() {
            &["runuser", "-u", SERVER_USER, "--"]
        } else {
            bail!(
                "PostgreSQL does not run as root, and neither setpriv nor runuser is there to change the user; \
                 install Debian's package util-linux, or start Sanbao as another user"
            );
        };
        Ok(Self { switch: Some(Switch { uid, gid, words: words.iter().map(ToString::to_string).collect() }) })
    }

    /// A command that runs as this user. Nothing of our environment goes along: it may hold secrets, and
    /// `PG…` variables would change what the programs do.
    pub fn command(&self, program: &Path) -> Command {
        let mut command = match &self.switch {
            None => Command::new(program),
            Some(Switch { words, .. }) => {
                let mut command = Command::new(&words[0]);
                command.args(&words[1..]).arg(program);
                command
            }
        };
        // Our own working folder may be closed to the other user.
        command.env_clear().env("PATH", search_path()).env("LC_ALL", "C").current_dir("/");
        command
    }

    /// Hands a file or folder over to this user.
    pub fn give(&self, path: &Path) -> anyhow::Result<()> {
        let Some(Switch { uid, gid, .. }) = &self.switch else { return Ok(()) };
        chown(path, Some(*uid), Some(*gid))
            .with_context(|| format!("cannot give {} to {SERVER_USER}", path.display()))
    }

    /// Makes sure that this user can pass through `folder` and all folders above it.
    pub fn check_way_to(&self, folder: &Path) -> anyhow::Result<()> {
        if self.switch.is_none() || self.passes(folder)? {
            return Ok(());
        }
        let mut way: Vec<&Path> = folder.ancestors().collect();
        way.reverse();
        for step in way {
            if !self.passes(step)? {
                bail!(
                    "the user {SERVER_USER}, as whom PostgreSQL runs, cannot pass through {}, so the data folder {} \
                     is out of its reach; choose a data folder elsewhere, or allow it with chmod o+x {}",
                    step.display(),
                    folder.display(),
                    step.display()
                );
            }
        }
        Ok(())
    }

    fn passes(&self, folder: &Path) -> anyhow::Result<bool> {
        let mut command = self.command(Path::new("sh"));
        command.args(["-c", "cd -- \"$1\"", "sh"]).arg(folder).stdin(Stdio::null());
        Ok(run(&mut command)?.status.success())
    }
}

/// Runs a command to its end and keeps what it said.
pub(super) fn run(command: &mut Command) -> anyhow::Result<Output> {
    command.output().with_context(|| format!("cannot run {}", command.get_program().to_string_lossy()))
}

/// The number `id` prints. The standard library does not tell the user's number.
fn id(arguments: &[&str]) -> anyhow::Result<u32> {
    let output = run(Command::new("id").args(arguments))?;
    let printed = String::from_utf8_lossy(&output.stdout);
    printed.trim().parse().with_context(|| format!("`id {}` printed no number", arguments.join(" ")))
}

/// Our `PATH` and the system's folders, which it may lack.
fn search_path() -> OsString {
    let mut path = std::env::var_os("PATH").unwrap_or_default();
    path.push(if path.is_empty() { "" } else { ":" });
    path.push("/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin");
    path
}

/// The folder on the search path that has the program.
pub(super) fn on_path(program: &str) -> Option<PathBuf> {
    std::env::split_paths(&search_path()).find(|folder| folder.join(program).is_file())
}
