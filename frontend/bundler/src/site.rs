//! The finished files, first in memory, then on disk all at once.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::{Mode, compress, stamp};

#[derive(Default)]
pub struct Site {
    pub index: String,
    /// Path below `assets/` → content.
    files: BTreeMap<String, Vec<u8>>,
    /// Plain name → hashed name.
    names: BTreeMap<String, String>,
}

impl Site {
    /// Adds a file and answers its hashed name, `page-0123456789abcdef.js` for `page.js`.
    pub fn add(&mut self, name: &str, bytes: Vec<u8>) -> String {
        let hash = stamp::hash([bytes.as_slice()]);
        let hashed = match name.rsplit_once('.') {
            Some((stem, extension)) => format!("{stem}-{hash}.{extension}"),
            None => format!("{name}-{hash}"),
        };
        self.files.insert(hashed.clone(), bytes);
        self.names.insert(name.to_owned(), hashed.clone());
        hashed
    }

    /// Adds files that refer to each other by relative paths; the folder carries the hash. Answers its name.
    pub fn add_folder(&mut self, name: &str, files: &BTreeMap<String, Vec<u8>>) -> String {
        let hash = stamp::hash(files.iter().flat_map(|(path, bytes)| [path.as_bytes(), bytes]));
        let folder = format!("{name}-{hash}");
        for (path, bytes) in files {
            self.files.insert(format!("{folder}/{path}"), bytes.clone());
        }
        folder
    }

    /// The same for files that are also named one by one.
    pub fn add_together(&mut self, name: &str, files: &BTreeMap<String, Vec<u8>>) {
        let folder = self.add_folder(name, files);
        for path in files.keys() {
            self.names.insert(path.clone(), format!("{folder}/{path}"));
        }
    }

    pub fn names(&self) -> &BTreeMap<String, String> {
        &self.names
    }

    /// Writes everything in `work`, then puts it in the place of `out`.
    pub fn write(&self, out: &Path, work: &Path, mode: Mode) -> Result<()> {
        let (new, old) = (work.join("new"), work.join("old"));
        remove(&new)?;
        remove(&old)?;
        for (path, bytes) in &self.files {
            write_with_siblings(&new.join("assets").join(path), bytes, mode)?;
        }
        write_with_siblings(&new.join("index.html"), self.index.as_bytes(), mode)?;

        if out.exists() {
            fs::rename(out, &old)?;
        }
        fs::rename(&new, out).with_context(|| format!("cannot put {} in place", out.display()))?;
        remove(&old)
    }

    /// Prints the sizes of what a browser loads first; what was not compressed has only one.
    pub fn report(&self, out: &Path) {
        println!("{:>10} {:>10} {:>10}  {}", "plain", "gzip", "brotli", out.display());
        let first = [
            "page.wasm",
            "page.js",
            "__wasm_split.js",
            "words-zh-CN.ftl",
            "words-en.ftl",
            "patternfly.css",
            "patternfly-addons.css",
        ];
        let later = self
            .names
            .keys()
            .map(String::as_str)
            .filter(|name| name.ends_with(".wasm") && *name != "page.wasm");
        for name in first.into_iter().chain(later) {
            let Some(hashed) = self.names.get(name) else { continue };
            let size = |suffix: &str| {
                let path = out.join("assets").join(format!("{hashed}{suffix}"));
                fs::metadata(path).map_or_else(|_| "–".to_owned(), |data| data.len().to_string())
            };
            println!("{:>10} {:>10} {:>10}  {hashed}", size(""), size(".gz"), size(".br"));
        }
    }
}

fn write_with_siblings(path: &Path, bytes: &[u8], mode: Mode) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let write = |path: &Path, bytes: &[u8]| {
        fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
    };
    write(path, bytes)?;
    if compress::is_worthwhile(&path.to_string_lossy(), mode) {
        write(&with_suffix(path, "br"), &compress::brotli(bytes, mode)?)?;
        write(&with_suffix(path, "gz"), &compress::gzip(bytes, mode)?)?;
    }
    Ok(())
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    PathBuf::from(name)
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_follows_the_content() {
        let mut site = Site::default();
        let first = site.add("page.js", b"1".to_vec());
        let second = site.add("page.js", b"2".to_vec());
        assert_ne!(first, second);
        assert!(first.starts_with("page-") && first.ends_with(".js"));
        assert_eq!(site.names()["page.js"], second);
    }
}
