//! Cuts the module where `wasm_split_helpers` marks it: what is loaded first, and files that are fetched when needed.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use wasm_split_cli_support::{Options, transform};

/// The script that fetches the files; the module imports it by this path.
const LOADER: &str = "__wasm_split.js";

pub struct Parts {
    /// What is loaded first, for `wasm-bindgen`.
    pub main: Vec<u8>,
    pub loader: (&'static str, Vec<u8>),
    /// The files by the names by which the loader fetches them from beside itself.
    pub files: BTreeMap<String, Vec<u8>>,
}

/// Cuts `wasm`. The loader asks the script of the page, `script`, for the module that is running.
pub fn split(wasm: &[u8], script: &str, work: &Path) -> Result<Parts> {
    let folder = work.join("split");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let (main, link, script) = (folder.join("main.wasm"), format!("./{LOADER}"), format!("./{script}"));
    let mut options = Options::new(wasm);
    options.output_dir = &folder;
    options.main_out_path = &main;
    options.link_name = &link;
    options.main_module = &script;
    let outcome = transform(options).map_err(|error| anyhow!("wasm-split: {error:?}"))?;

    let mut files = BTreeMap::new();
    for path in outcome.split_modules {
        let name = path.file_name().and_then(|name| name.to_str()).context("a file without a name")?;
        files.insert(name.to_owned(), fs::read(&path)?);
    }
    Ok(Parts { main: fs::read(&main)?, loader: (LOADER, fs::read(folder.join(LOADER))?), files })
}
