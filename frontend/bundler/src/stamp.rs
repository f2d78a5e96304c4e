//! Knows again what was bundled last time, so that nothing happens when nothing has changed.

use std::{env, fs};

use sha2::{Digest, Sha256};

use crate::Mode;

/// Sixteen hexadecimal digits over the parts; their boundaries count.
pub fn hash<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part.len().to_le_bytes());
        digest.update(part);
    }
    digest.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

pub struct Stamp {
    mode: Mode,
    parts: Vec<String>,
}

impl Stamp {
    pub fn new(mode: Mode) -> Self {
        // A rebuilt bundler may bundle differently.
        let bundler = env::current_exe().and_then(fs::read).unwrap_or_default();
        Self { mode, parts: vec![hash([bundler.as_slice()])] }
    }

    pub fn add(&mut self, bytes: &[u8]) {
        self.parts.push(hash([bytes]));
    }

    pub fn finish(self) -> String {
        format!("{:?} {}", self.mode, hash(self.parts.iter().map(String::as_bytes)))
    }
}
