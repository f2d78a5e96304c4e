//! Pages as a PDF.

use super::font;
use super::form::Form;
use super::sheet::{HEIGHT, Mark, Sheet, Tone, WIDTH};
use anyhow::Context;
use krilla::color::luma;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::{Document, SerializeSettings};

/// Grey of the text that is read first, of labels, of borders, of tints: 0 is black.
const INK: u8 = 20;
const QUIET: u8 = 95;
const BORDER: u8 = 150;
const TINT: u8 = 243;

/// What a file says of itself, and how large its pages are.
pub(super) struct About<'a> {
    /// What it is called.
    pub title: &'a str,
    /// Its language, as a tag.
    pub language: &'a str,
    /// Width and height of a page.
    pub size: (f32, f32),
}

/// Writes the pages of a form.
///
/// # Errors
/// When the library refuses what we ask of it: a mistake of ours.
pub fn write(form: &Form, sheet: &Sheet) -> anyhow::Result<Vec<u8>> {
    let title = format!("{} {}", form.title, form.number.1);
    pages(&About { title: &title, language: &form.language, size: (WIDTH, HEIGHT) }, sheet.pages())
}

/// Writes pages. The file names neither the day nor the program's run, and its id follows from what is in it: the same
/// pages give the same bytes.
///
/// # Errors
/// When the library refuses what we ask of it: a mistake of ours.
pub(super) fn pages(about: &About<'_>, pages: &[Vec<Mark>]) -> anyhow::Result<Vec<u8>> {
    let mut document = Document::new_with(SerializeSettings::default());
    let (title, language) = (about.title.to_owned(), about.language.to_owned());
    document.set_metadata(Metadata::new().title(title).language(language).creator("Sanbao".into()));
    for marks in pages {
        let (width, height) = about.size;
        let settings = PageSettings::from_wh(width, height).context("the size of the paper")?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        // Tints below borders, borders below text.
        for layer in [is_cell, is_bar, is_text] {
            for mark in marks.iter().filter(|mark| layer(mark)) {
                draw(&mut surface, mark);
            }
        }
        surface.finish();
        page.finish();
    }
    document.finish().map_err(|error| anyhow::anyhow!("no PDF: {error:?}"))
}

fn is_cell(mark: &Mark) -> bool {
    matches!(mark, Mark::Cell { .. })
}

fn is_bar(mark: &Mark) -> bool {
    matches!(mark, Mark::Bar { .. })
}

fn is_text(mark: &Mark) -> bool {
    matches!(mark, Mark::Text { .. })
}

fn grey(level: u8) -> Option<Fill> {
    Some(Fill {
        paint: luma::Color::new(level).into(),
        opacity: NormalizedF32::ONE,
        rule: Default::default(),
    })
}

fn rectangle(surface: &mut Surface<'_>, (x, y): (f32, f32), (width, height): (f32, f32)) {
    let mut path = PathBuilder::new();
    if let Some(rect) = Rect::from_xywh(x, y, width, height) {
        path.push_rect(rect);
    }
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}

fn draw(surface: &mut Surface<'_>, mark: &Mark) {
    match mark {
        Mark::Text { x, y, size, tone, text } => {
            surface.set_stroke(None);
            surface.set_fill(grey(if *tone == Tone::Ink { INK } else { QUIET }));
            let glyphs = font::glyphs(text);
            if !glyphs.is_empty() {
                surface.draw_glyphs(Point::from_xy(*x, *y), &glyphs, font::font(), text, *size, false);
            }
        }
        Mark::Cell { x, y, width, height, tinted } => {
            surface.set_fill(if *tinted { grey(TINT) } else { None });
            surface.set_stroke(Some(Stroke {
                paint: luma::Color::new(BORDER).into(),
                width: 0.5,
                ..Stroke::default()
            }));
            rectangle(surface, (*x, *y), (*width, *height));
        }
        Mark::Bar { x, y, width, height } => {
            surface.set_stroke(None);
            surface.set_fill(grey(INK));
            rectangle(surface, (*x, *y), (*width, *height));
        }
    }
}
