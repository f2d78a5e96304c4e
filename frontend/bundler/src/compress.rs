//! Compressed siblings, so that the server never compresses the page itself.

use std::io::Write as _;

use anyhow::Result;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::Mode;

/// What gets siblings: fonts and pictures are compressed already.
const WORTHWHILE: [&str; 9] = [".css", ".ftl", ".html", ".js", ".json", ".svg", ".ttf", ".txt", ".wasm"];

pub fn is_worthwhile(name: &str, mode: Mode) -> bool {
    // Tens of megabytes before they are made small: a browser on the same machine reads them as soon as they are.
    if mode != Mode::Small && name.ends_with(".wasm") {
        return false;
    }
    WORTHWHILE.iter().any(|suffix| name.ends_with(suffix))
}

pub fn brotli(bytes: &[u8], mode: Mode) -> Result<Vec<u8>> {
    let (quality, window) = match mode {
        Mode::Quick | Mode::Named => (1, 20),
        Mode::Small => (11, 24),
    };
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, quality, window);
    writer.write_all(bytes)?;
    Ok(writer.into_inner())
}

pub fn gzip(bytes: &[u8], mode: Mode) -> Result<Vec<u8>> {
    let level = match mode {
        Mode::Quick | Mode::Named => Compression::fast(),
        Mode::Small => Compression::best(),
    };
    let mut writer = GzEncoder::new(Vec::new(), level);
    writer.write_all(bytes)?;
    Ok(writer.finish()?)
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn modules_are_packed_for_releases_and_texts_always() {
        let packed = |name| [Mode::Quick, Mode::Named, Mode::Small].map(|mode| is_worthwhile(name, mode));
        assert_eq!(packed("page.wasm"), [false, false, true]);
        assert_eq!(packed("page.js"), [true; 3]);
        assert_eq!(packed("RedHatTextVF.woff2"), [false; 3]);
    }

    #[test]
    fn both_formats_give_back_what_went_in() {
        let text = "三包 Sanbao ".repeat(100).into_bytes();
        for mode in [Mode::Quick, Mode::Small] {
            let (mut from_brotli, mut from_gzip) = (Vec::new(), Vec::new());
            let packed = brotli(&text, mode).unwrap();
            brotli::Decompressor::new(packed.as_slice(), 4096).read_to_end(&mut from_brotli).unwrap();
            let packed = gzip(&text, mode).unwrap();
            flate2::read::GzDecoder::new(packed.as_slice()).read_to_end(&mut from_gzip).unwrap();
            assert_eq!((from_brotli, from_gzip), (text.clone(), text.clone()));
        }
    }
}
