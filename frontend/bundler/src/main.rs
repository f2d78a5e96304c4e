//! Turns the compiled page into the folder that the server embeds: `index.html`, and under `assets/` files
//! whose names carry a hash of their content, so that browsers may keep them for ever. Every text, and
//! in a release every WebAssembly file, also lies there compressed (`.br`, `.gz`).

mod bindgen;
mod compress;
mod css;
mod html;
mod site;
mod split;
mod stamp;
mod wasm_opt;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use clap::{Parser, ValueEnum};

use crate::site::Site;

/// PatternFly's style sheets, as the page knows them and as the npm package calls them.
const STYLE_SHEETS: [(&str, &str); 2] =
    [("patternfly.css", "patternfly.min.css"), ("patternfly-addons.css", "patternfly-addons.css")];

/// Each has its words in one file; a page fetches that of its reader.
const LANGUAGES: [&str; 2] = ["zh-CN", "en"];

const PAGE_SCRIPT: &str = "page.js";

#[derive(Parser)]
#[command(about = "Turns the compiled page into hashed, precompressed files")]
struct Args {
    /// The page as cargo compiled it
    #[arg(long)]
    wasm: PathBuf,
    /// The folder with index.html, assets/, locales/ and node_modules/
    #[arg(long)]
    source: PathBuf,
    /// The folder with the words that the page shares with the server, one folder for each language as in locales/
    #[arg(long)]
    words: PathBuf,
    /// The folder to make; replaced as a whole
    #[arg(long)]
    out: PathBuf,
    /// A folder for work in progress, on the same file system as the outcome
    #[arg(long)]
    work: PathBuf,
    #[arg(long, value_enum, default_value_t = Mode::Small)]
    mode: Mode,
}

/// What matters more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Mode {
    /// Build time: for tests and trying out.
    Quick,
    /// Build time, and panics one can read: for development.
    Named,
    /// Size: for releases.
    Small,
}

fn main() -> Result<()> {
    let args = Args::parse();
    let sources = Sources::read(&args)?;

    let stamp = sources.stamp(args.mode);
    let last = args.work.join("stamp");
    if args.out.is_dir() && fs::read_to_string(&last).is_ok_and(|last| last == stamp) {
        println!("{} is up to date", args.out.display());
        return Ok(());
    }

    fs::create_dir_all(&args.work)?;
    let site = sources.bundle(args.mode, &args.work)?;
    site.write(&args.out, &args.work, args.mode)?;
    fs::write(&last, &stamp)?;
    site.report(&args.out);
    Ok(())
}

/// Everything that goes in.
struct Sources {
    wasm: Vec<u8>,
    index: String,
    /// Our own scripts, styles, pictures and words, by name.
    assets: Vec<(String, Vec<u8>)>,
    patternfly: PathBuf,
    style_sheets: Vec<(&'static str, String)>,
    wasm_opt: PathBuf,
}

impl Sources {
    fn read(args: &Args) -> Result<Self> {
        let modules = args.source.join("node_modules");
        let patternfly = modules.join("@patternfly/patternfly");
        ensure!(patternfly.is_dir(), "{} is missing: run npm ci in the page's folder", patternfly.display());

        let mut assets = read_folder(&args.source.join("assets"))?;
        for language in LANGUAGES {
            let mut words = Vec::new();
            for folder in [&args.words, &args.source.join("locales")] {
                for (_, text) in read_folder(&folder.join(language))? {
                    words.extend(text);
                    words.push(b'\n');
                }
            }
            assets.push((format!("words-{language}.ftl"), words));
        }
        let mut style_sheets = Vec::new();
        for (name, file) in STYLE_SHEETS {
            style_sheets.push((name, read_text(&patternfly.join(file))?));
        }
        Ok(Self {
            wasm: read(&args.wasm)?,
            index: read_text(&args.source.join("index.html"))?,
            assets,
            patternfly,
            style_sheets,
            wasm_opt: modules.join("binaryen/bin/wasm-opt"),
        })
    }

    /// Names the outcome before it is made: same stamp, same files.
    fn stamp(&self, mode: Mode) -> String {
        let mut stamp = stamp::Stamp::new(mode);
        stamp.add(&self.wasm);
        stamp.add(self.index.as_bytes());
        for (name, bytes) in &self.assets {
            stamp.add(name.as_bytes());
            stamp.add(bytes);
        }
        for (_, text) in &self.style_sheets {
            stamp.add(text.as_bytes());
        }
        stamp.add(&[u8::from(self.wasm_opt.is_file())]);
        stamp.finish()
    }

    fn bundle(&self, mode: Mode, work: &Path) -> Result<Site> {
        let mut site = Site::default();

        let parts = split::split(&self.wasm, PAGE_SCRIPT, work)?;
        let page = bindgen::generate(&parts.main, mode)?;
        let snippets = site.add_folder("snippets", &page.snippets);
        let script = page.script.replace("./snippets/", &format!("../{snippets}/"));
        let shrink = |wasm: Vec<u8>| match mode {
            Mode::Quick | Mode::Named => Ok(wasm),
            Mode::Small => wasm_opt::shrink(&self.wasm_opt, wasm, work),
        };
        // They refer to each other.
        let (loader, loading) = parts.loader;
        let mut together = BTreeMap::from([
            (PAGE_SCRIPT.to_owned(), script.into_bytes()),
            ("page.wasm".to_owned(), shrink(page.wasm)?),
            (loader.to_owned(), loading),
        ]);
        for (name, wasm) in parts.files {
            together.insert(name, shrink(wasm)?);
        }
        site.add_together("page", &together);

        for (name, text) in &self.style_sheets {
            let text = css::with_files(text, |url| {
                let path = self.patternfly.join(url);
                let name =
                    path.file_name().and_then(|n| n.to_str()).context("a url() without a file name")?;
                Ok(site.add(name, read(&path)?))
            })?;
            site.add(name, text.into_bytes());
        }
        for (name, bytes) in &self.assets {
            site.add(name, bytes.clone());
        }

        site.index = html::with_assets(&self.index, site.names())?;
        Ok(site)
    }
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// The files of one folder with their names, in the order of the names.
fn read_folder(folder: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        if let Some(name) = path.file_name().and_then(|n| n.to_str()).filter(|n| !n.starts_with('.')) {
            files.push((name.to_owned(), read(&path)?));
        }
    }
    files.sort();
    Ok(files)
}
