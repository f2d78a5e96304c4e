//! Shrinks the module with Binaryen's optimizer, an npm package.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// Only what every current browser has. Not `--all-features`: it turns on what browsers refuse.
const FLAGS: [&str; 7] = [
    "-Oz",
    "--enable-bulk-memory",
    "--enable-reference-types",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-multivalue",
];

pub fn shrink(tool: &Path, wasm: Vec<u8>, work: &Path) -> Result<Vec<u8>> {
    if !tool.is_file() {
        eprintln!("warning: {} is missing, the page stays about twice as large", tool.display());
        return Ok(wasm);
    }
    let (before, after) = (work.join("before.wasm"), work.join("after.wasm"));
    fs::write(&before, wasm)?;
    // Of what the parts of a module say about names it does not know all, and warns of each.
    let outcome = Command::new("node")
        .arg(tool)
        .args(FLAGS)
        .arg(&before)
        .arg("-o")
        .arg(&after)
        .output()
        .context("cannot start node")?;
    ensure!(outcome.status.success(), "wasm-opt failed: {}", String::from_utf8_lossy(&outcome.stderr));
    Ok(fs::read(&after)?)
}
