//! What a file is, by its first bytes, and a small picture of it.

use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use sha2::{Digest, Sha256};
use shared::records::attachment::THUMBNAIL;
use std::io::Cursor;

/// The longer side of a picture that is made small; more would only be sent to exhaust us.
const MOST_PIXELS: u32 = 16_384;
/// Memory that making a picture small may take, in bytes.
const MOST_MEMORY: u64 = 256 * 1024 * 1024;
/// Bytes of a text that are looked at.
const LOOKED_AT: usize = 4096;

/// A file that came in.
pub struct Content {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Their hash.
    pub sha256: Vec<u8>,
    /// What it is.
    pub media_type: &'static str,
    /// A small picture of it, as JPEG.
    pub thumbnail: Option<Vec<u8>>,
}

impl Content {
    /// Looks at a file. Takes up to a second for a large photograph: not for a thread that others wait for.
    pub fn examine(bytes: Vec<u8>) -> Self {
        let media_type = media_type(&bytes);
        Self {
            sha256: Sha256::digest(&bytes).to_vec(),
            thumbnail: thumbnail(&bytes, media_type),
            media_type,
            bytes,
        }
    }
}

/// What a file is. Whatever could run in a browser is never called by its name: a page that says it is a
/// picture is no picture, and a page that says it is a page is plain text.
fn media_type(bytes: &[u8]) -> &'static str {
    let found = infer::get(bytes).map(|kind| kind.mime_type());
    match found {
        Some(known) if !known.starts_with("text/") && !known.contains("xml") => known,
        _ if is_text(bytes) => "text/plain",
        _ => "application/octet-stream",
    }
}

fn is_text(bytes: &[u8]) -> bool {
    let begin = &bytes[..bytes.len().min(LOOKED_AT)];
    let whole = match std::str::from_utf8(begin) {
        Ok(_) => true,
        // Cut in the middle of a character.
        Err(error) => begin.len() == LOOKED_AT && error.valid_up_to() + 4 > begin.len(),
    };
    whole && !begin.contains(&0)
}

fn thumbnail(bytes: &[u8], media_type: &str) -> Option<Vec<u8>> {
    let format = match media_type {
        "image/jpeg" => ImageFormat::Jpeg,
        "image/png" => ImageFormat::Png,
        "image/gif" => ImageFormat::Gif,
        "image/webp" => ImageFormat::WebP,
        _ => return None,
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_PIXELS);
    limits.max_image_height = Some(MOST_PIXELS);
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    let orientation = decoder.orientation().ok()?;
    let mut picture = DynamicImage::from_decoder(decoder).ok()?.thumbnail(THUMBNAIL, THUMBNAIL);
    picture.apply_orientation(orientation);
    let mut out = Cursor::new(vec![]);
    // Without the transparency that JPEG does not know.
    DynamicImage::ImageRgb8(picture.to_rgb8()).write_to(&mut out, ImageFormat::Jpeg).ok()?;
    Some(out.into_inner())
}
