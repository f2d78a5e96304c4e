//! The server programs of the PostgreSQL installed on this machine.

use super::account::{Account, on_path, run};
use super::{PORT, Tuning};
use anyhow::{Context, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The oldest major version that the migrations are tested with.
const OLDEST: u32 = 15;
/// Names the folder with the programs, ahead of all search.
const OVERRIDE: &str = "SANBAO_PG_BIN";

/// A folder with `initdb` and `postgres`, and their major version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Programs {
    /// The folder.
    pub folder: PathBuf,
    /// Their major version.
    pub major: u32,
}

impl Programs {
    /// Finds the programs: where `SANBAO_PG_BIN` says; else those of `pg_config`, on `PATH`, or in Debian's
    /// folders, the newest first. A data folder made by one major version needs that `major`.
    pub(super) fn find(major: Option<u32>) -> anyhow::Result<Self> {
        if let Some(named) = std::env::var_os(OVERRIDE).filter(|named| !named.is_empty()) {
            let folder = PathBuf::from(named);
            let programs = Self::in_folder(&folder)
                .with_context(|| format!("{OVERRIDE} names {}, which does not serve", folder.display()))?;
            return choose(vec![programs], major);
        }
        let mut folders: Vec<PathBuf> = vec![];
        folders.extend(bindir_of_pg_config());
        folders.extend(on_path("initdb"));
        folders.extend(debian_folders());
        choose(folders.iter().filter_map(|folder| Self::in_folder(folder).ok()).collect(), major)
    }

    fn in_folder(folder: &Path) -> anyhow::Result<Self> {
        for program in ["initdb", "postgres"] {
            if !folder.join(program).is_file() {
                bail!("there is no {program} in it");
            }
        }
        let output = run(Command::new(folder.join("postgres")).arg("--version"))?;
        let printed = String::from_utf8_lossy(&output.stdout);
        let major =
            major_version(&printed).with_context(|| format!("postgres --version printed {printed:?}"))?;
        Ok(Self { folder: folder.to_owned(), major })
    }

    /// The command that makes a new cluster in an empty folder.
    pub(super) fn initdb(&self, account: &Account, pgdata: &Path, tuning: Tuning) -> Command {
        let mut command = account.command(&self.folder.join("initdb"));
        // Letters beyond ASCII must count as letters, or searching Chinese text finds nothing.
        command.args(["--locale=C.UTF-8", "--encoding=UTF8", "--username=postgres"]);
        command.args(["--auth-local=trust", "--auth-host=reject", "--no-instructions"]);
        command.arg(match tuning {
            Tuning::Durable => "--data-checksums",
            Tuning::Throwaway => "--no-sync",
        });
        command.arg("-D").arg(pgdata);
        command
    }

    /// The program and arguments of the server. Settings stand here rather than in `postgresql.conf`, so that
    /// a new release of ours brings its own to old data folders.
    pub(super) fn server(&self, pgdata: &Path, socket_dir: &Path, tuning: Tuning) -> Vec<PathBuf> {
        let mut words = vec![self.folder.join("postgres"), "-D".into(), pgdata.to_owned()];
        let mut set = |name: &str, value: &str| words.extend(["-c".into(), format!("{name}={value}").into()]);
        set("listen_addresses", "");
        set("port", PORT);
        set("unix_socket_permissions", "0700");
        set("unix_socket_directories", &socket_dir.display().to_string());
        set("timezone", "UTC");
        set("log_timezone", "UTC");
        set("shared_buffers", "128MB");
        set("jit", "off");
        match tuning {
            Tuning::Durable => {
                set("max_connections", "100");
                // Statements and the DETAIL of errors quote people's data.
                set("log_min_error_statement", "panic");
                set("log_error_verbosity", "terse");
            }
            Tuning::Throwaway => {
                // Every test may hold a pool of its own.
                set("max_connections", "300");
                set("fsync", "off");
                set("synchronous_commit", "off");
                set("full_page_writes", "off");
                set("wal_level", "minimal");
                set("max_wal_senders", "0");
                set("autovacuum", "off");
            }
        }
        words
    }
}

/// A program that clients use (`pg_dump`), of the server's major version: an older one refuses, and what a newer one writes the
/// server's own cannot read. Debian keeps them beside the server's.
///
/// # Errors
/// There is none; says what to do about it.
pub fn client(program: &str, major: u32) -> anyhow::Result<PathBuf> {
    let named = std::env::var_os(OVERRIDE).filter(|named| !named.is_empty()).map(PathBuf::from);
    let folders =
        named.into_iter().chain(debian_folders()).chain(bindir_of_pg_config()).chain(on_path(program));
    let fits = |path: &PathBuf| {
        let output = run(Command::new(path).arg("--version")).ok();
        output.is_some_and(|o| major_version(&String::from_utf8_lossy(&o.stdout)) == Some(major))
    };
    folders.map(|folder| folder.join(program)).filter(|path| path.is_file()).find(fits).with_context(|| {
        format!(
            "the database is of PostgreSQL {major}, whose {program} is not here; install Debian's package \
             postgresql-client-{major}, or name the folder of {program} in {OVERRIDE}"
        )
    })
}

/// Of the programs found, in order of preference, those that fit.
///
/// # Errors
/// None of them fits; says what to do about it.
pub fn choose(found: Vec<Programs>, major: Option<u32>) -> anyhow::Result<Programs> {
    let listed = found.iter().map(|programs| programs.major.to_string()).collect::<Vec<_>>().join(", ");
    let listed = if listed.is_empty() { "none".to_owned() } else { listed };
    let fits = |programs: &Programs| major.map_or(programs.major >= OLDEST, |major| programs.major == major);
    found.into_iter().find(fits).with_context(|| match major {
        Some(major) => format!(
            "the data folder was made by PostgreSQL {major}, whose server programs are not here (found: {listed}); \
             install Debian's package postgresql-{major}, or move the data with pg_upgrade"
        ),
        None => format!(
            "Sanbao needs the server programs of PostgreSQL {OLDEST} or newer (found: {listed}); install Debian's \
             package postgresql, name the folder of initdb and postgres in {OVERRIDE}, or set DATABASE_URL to use \
             a server that runs elsewhere"
        ),
    })
}

/// The major version in what `postgres --version` prints: `postgres (PostgreSQL) 15.14 (Debian …)`, `… 18beta1`.
pub fn major_version(printed: &str) -> Option<u32> {
    let (_, version) = printed.split_once("(PostgreSQL) ")?;
    version.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

fn bindir_of_pg_config() -> Option<PathBuf> {
    let output = run(Command::new("pg_config").arg("--bindir")).ok()?;
    let folder = String::from_utf8(output.stdout).ok()?;
    Some(PathBuf::from(folder.trim()))
}

/// `/usr/lib/postgresql/<major>/bin`, newest first.
fn debian_folders() -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir("/usr/lib/postgresql") else { return vec![] };
    let mut majors: Vec<u32> =
        entries.flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect();
    majors.sort_unstable_by(|a, b| b.cmp(a));
    majors.into_iter().map(|major| format!("/usr/lib/postgresql/{major}/bin").into()).collect()
}
