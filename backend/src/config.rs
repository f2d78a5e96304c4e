//! Flags and environment. A bad or missing setting stops the program with a sentence that says which.

use anyhow::{Context, bail, ensure};
use clap::{Args, ValueEnum};
use std::net::SocketAddr;
use std::path::PathBuf;

/// Where the data is, for every command that needs it.
#[derive(Args, Clone, Debug)]
pub struct DataArgs {
    /// PostgreSQL (15 or newer) to use. Without it a private one is started in the data folder.
    #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,
    /// Folder for the private PostgreSQL and the signing secret.
    #[arg(long, env = "SANBAO_DATA_DIR")]
    pub data_dir: Option<PathBuf>,
    /// Connections to PostgreSQL.
    #[arg(long, env = "SANBAO_DB_CONNECTIONS", default_value_t = 8, value_parser = clap::value_parser!(u32).range(1..=200))]
    pub db_connections: u32,
}

/// What `serve` needs.
#[derive(Args, Clone, Debug)]
pub struct ServeArgs {
    #[command(flatten)]
    pub data: DataArgs,
    /// Public address of page and API.
    #[arg(long, env = "SANBAO_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// Address under which people reach the page, for links and QR codes on paper: https://service.example.com. By default
    /// the address that is listened on.
    #[arg(long, env = "SANBAO_PUBLIC_URL")]
    pub public_url: Option<String>,
    /// Address of the figures for Prometheus; keep it from the public.
    #[arg(long, env = "SANBAO_INTERNAL_LISTEN")]
    pub internal_listen: Option<SocketAddr>,
    /// Threads that serve HTTP; as many as there are processors by default.
    #[arg(long, env = "SANBAO_WORKERS", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub workers: Option<u16>,
    /// Requests that may wait for the database before further ones are sent away with 503.
    #[arg(long, env = "SANBAO_DB_QUEUE", default_value_t = 512, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub db_queue: u32,
    /// Secret that signs tokens, at least 32 characters. By default one is made and kept in the data folder.
    #[arg(long, env = "SANBAO_SECRET", hide_env_values = true)]
    pub secret: Option<String>,
    /// Send cookies over HTTPS only. Set it whenever the page is reached by HTTPS.
    #[arg(long, env = "SANBAO_SECURE_COOKIES")]
    pub secure_cookies: bool,
    /// Take the client's address from X-Forwarded-For. Only behind a proxy that sets it.
    #[arg(long, env = "SANBAO_BEHIND_PROXY")]
    pub behind_proxy: bool,
    /// Fill an empty database with the demo company and its log-ins.
    #[arg(long, env = "SANBAO_DEMO")]
    pub demo: bool,
    /// Password of the demo log-ins.
    #[arg(long, env = "SANBAO_DEMO_PASSWORD", default_value = "sanbao-demo-2026", hide_env_values = true)]
    pub demo_password: String,
    /// Form of the log lines.
    #[arg(long, env = "SANBAO_LOG_FORMAT", value_enum, default_value_t = LogFormat::Json)]
    pub log_format: LogFormat,
}

/// Form of the log lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// One JSON object per line.
    Json,
    /// For people.
    Text,
}

impl DataArgs {
    /// The data folder: as given, else the usual place for the user.
    ///
    /// # Errors
    /// When no home folder is known.
    pub fn folder(&self) -> anyhow::Result<PathBuf> {
        if let Some(folder) = &self.data_dir {
            return std::path::absolute(folder).context("--data-dir is not a usable path");
        }
        let home = std::env::var_os("HOME").map(PathBuf::from);
        // The private PostgreSQL of root runs as another user, who cannot look into root's home.
        if home.as_deref() == Some("/root".as_ref()) {
            return Ok("/var/lib/sanbao".into());
        }
        match std::env::var_os("XDG_DATA_HOME").map(PathBuf::from).or(home.map(|h| h.join(".local/share"))) {
            Some(base) => Ok(base.join("sanbao")),
            None => bail!("no data folder: set --data-dir or SANBAO_DATA_DIR"),
        }
    }
}

impl ServeArgs {
    /// Address under which people reach the page, without a slash at the end.
    ///
    /// # Errors
    /// When it is no address of a web site's root.
    pub fn public_url(&self) -> anyhow::Result<String> {
        let Some(text) = &self.public_url else { return Ok(format!("http://{}", self.listen)) };
        public_url(text)
    }

    /// The signing secret: as given, else the one in the data folder, which is made when missing.
    ///
    /// # Errors
    /// When it is too short or the folder cannot be written.
    pub fn secret(&self) -> anyhow::Result<Vec<u8>> {
        if let Some(secret) = &self.secret {
            ensure!(
                secret.len() >= 32,
                "the secret (SANBAO_SECRET) has {} characters; it needs at least 32",
                secret.len()
            );
            return Ok(secret.clone().into_bytes());
        }
        let folder = self.data.folder()?;
        let path = folder.join("secret");
        if let Ok(secret) = std::fs::read(&path) {
            ensure!(
                secret.len() >= 32,
                "{} is too short for a secret; delete it and start again",
                path.display()
            );
            return Ok(secret);
        }
        let secret = crate::auth::tokens::random_token();
        std::fs::create_dir_all(&folder)
            .with_context(|| format!("cannot make the data folder {}", folder.display()))?;
        write_private(&path, secret.as_bytes())
            .with_context(|| format!("cannot write {}", path.display()))?;
        // Another process may have been first: what lies there counts.
        std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
    }
}

/// The address of a web site's root, without a slash at the end.
///
/// # Errors
/// When it is none: not of http or https, without a host, with a path or a query.
pub fn public_url(text: &str) -> anyhow::Result<String> {
    let bad = || {
        format!("the public address (--public-url) must be like https://service.example.com, not {text:?}")
    };
    let url: actix_web::http::Uri = text.parse().with_context(bad)?;
    let (scheme, host) = (url.scheme_str().unwrap_or_default(), url.authority().map_or("", |a| a.as_str()));
    let is_root = matches!(url.path(), "" | "/") && url.query().is_none() && !text.contains('#');
    ensure!(matches!(scheme, "http" | "https") && !host.is_empty() && !host.contains('@') && is_root, bad());
    Ok(format!("{scheme}://{host}"))
}

fn write_private(path: &std::path::Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;
    let draft = path.with_extension(format!("draft-{}", std::process::id()));
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    let linked = std::fs::hard_link(&draft, path);
    std::fs::remove_file(&draft)?;
    match linked {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}
