//! What a file is, and a small picture of it.

use image::{DynamicImage, ImageFormat};
use sanbao::records::attachment::Content;
use shared::records::attachment::THUMBNAIL;
use std::io::Cursor;

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut out = Cursor::new(vec![]);
    DynamicImage::new_rgb8(width, height).write_to(&mut out, ImageFormat::Png).unwrap();
    out.into_inner()
}

fn media_type(bytes: &[u8]) -> &'static str {
    Content::examine(bytes.to_vec()).media_type
}

#[test]
fn the_first_bytes_say_what_it_is() {
    assert_eq!(media_type(&png(2, 2)), "image/png");
    assert_eq!(media_type(b"%PDF-1.7\n"), "application/pdf");
    assert_eq!(media_type("门机异响".repeat(3000).as_bytes()), "text/plain");
    assert_eq!(media_type(&[0, 159, 146, 150]), "application/octet-stream");
}

#[test]
fn what_could_run_is_text() {
    for page in [
        "<!DOCTYPE html><script>alert(1)</script>",
        "<html></html>",
        "<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        "<svg onload='alert(1)'/>",
    ] {
        assert_eq!(media_type(page.as_bytes()), "text/plain", "{page}");
    }
}

#[test]
fn a_photograph_becomes_small() {
    let small = Content::examine(png(1000, 500)).thumbnail.unwrap();
    let picture = image::load_from_memory(&small).unwrap();
    assert_eq!((picture.width(), picture.height()), (THUMBNAIL, THUMBNAIL / 2));
}

#[test]
fn what_is_no_picture_or_a_bomb_has_none() {
    let told = |bytes: &[u8]| {
        let content = Content::examine(bytes.to_vec());
        (content.media_type, content.thumbnail)
    };
    assert_eq!(told(b"\x89PNG\r\n\x1a\nrubbish"), ("image/png", None));
    assert_eq!(told(b"%PDF-1.7\n"), ("application/pdf", None));
    // Says that it has 60000 by 60000 pixels, in a few bytes.
    let mut bomb = png(1, 1);
    bomb[16..24].copy_from_slice(&[0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60]);
    assert_eq!(told(&bomb), ("image/png", None));
}
