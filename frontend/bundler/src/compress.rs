//! Compressed siblings, so that the server never compresses the page itself: as small as it gets, for releases.

use std::io::Write as _;

use anyhow::Result;
use flate2::Compression;
use flate2::write::GzEncoder;

/// Fonts and pictures are compressed already.
const WORTHWHILE: [&str; 9] = [".css", ".ftl", ".html", ".js", ".json", ".svg", ".ttf", ".txt", ".wasm"];

pub fn is_worthwhile(name: &str) -> bool {
    WORTHWHILE.iter().any(|suffix| name.ends_with(suffix))
}

pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, 11, 24);
    writer.write_all(bytes)?;
    Ok(writer.into_inner())
}

pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::best());
    writer.write_all(bytes)?;
    Ok(writer.finish()?)
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn both_formats_give_back_what_went_in() {
        let text = "三包 Sanbao ".repeat(100).into_bytes();
        let (mut from_brotli, mut from_gzip) = (Vec::new(), Vec::new());
        let packed = brotli(&text).unwrap();
        brotli::Decompressor::new(packed.as_slice(), 4096).read_to_end(&mut from_brotli).unwrap();
        let packed = gzip(&text).unwrap();
        flate2::read::GzDecoder::new(packed.as_slice()).read_to_end(&mut from_gzip).unwrap();
        assert_eq!((from_brotli, from_gzip), (text.clone(), text));
    }
}
