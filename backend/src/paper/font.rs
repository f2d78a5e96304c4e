//! The one font of all forms: how wide a text is, where its lines break, what it cannot show.

use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};
use std::collections::HashMap;
use std::sync::LazyLock;
use unicode_linebreak::{BreakOpportunity, linebreaks};

/// Cut from Noto Sans CJK SC; see `backend/assets/fonts/README.md`.
static BYTES: &[u8] = include_bytes!("../../assets/fonts/NotoSansCJKsc-Regular-GBK.otf");

/// What stands where the font lacks a character: printers' mark for a missing letter.
pub const MISSING: char = '〓';

struct Face {
    font: Font,
    // Glyph and advance in em of each character: the table is read once, not for each text.
    glyphs: HashMap<char, (GlyphId, f32)>,
}

#[expect(
    clippy::expect_used,
    reason = "the font is part of the program: the first test of a form meets a bad one"
)]
static FACE: LazyLock<Face> = LazyLock::new(|| {
    let face = FontRef::new(BYTES).expect("a font");
    let advances = face.glyph_metrics(Size::new(1.0), LocationRef::default());
    let glyphs = face
        .charmap()
        .mappings()
        .filter_map(|(code, glyph)| {
            let advance = advances.advance_width(glyph)?;
            Some((char::from_u32(code)?, (GlyphId::new(glyph.to_u32()), advance)))
        })
        .collect();
    Face { font: Font::new(BYTES.into(), 0).expect("a font"), glyphs }
});

/// A text as the font can show it: control characters become blanks, what is missing becomes [`MISSING`], and what only
/// tells browsers how to join characters goes.
pub fn shown(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'))
        .map(|c| match c {
            c if c.is_control() => ' ',
            c if FACE.glyphs.contains_key(&c) => c,
            _ => MISSING,
        })
        .collect()
}

fn advance(c: char) -> f32 {
    FACE.glyphs.get(&c).map_or(1.0, |(_, advance)| *advance)
}

/// How wide a text is, in points at a size in points.
pub fn width(text: &str, size: f32) -> f32 {
    text.chars().map(advance).sum::<f32>() * size
}

/// The lines of a text in a column of a width in points. They break as Unicode has it (UAX 14): between Chinese
/// characters but not before a full stop, between English words. A word that is wider than the column is broken anywhere.
pub fn lines(text: &str, size: f32, width: f32) -> Vec<String> {
    let mut all = vec![];
    for paragraph in text.split('\n') {
        let paragraph = shown(paragraph.trim_end());
        let mut line = String::new();
        let mut begin = 0;
        for (end, _) in linebreaks(&paragraph)
            .filter(|(_, kind)| matches!(kind, BreakOpportunity::Allowed | BreakOpportunity::Mandatory))
        {
            add(&mut all, &mut line, &paragraph[begin..end], size, width);
            begin = end;
        }
        all.push(line.trim_end().to_owned());
    }
    all
}

/// Adds a piece that may not be broken to the line, or begins another with it.
fn add(all: &mut Vec<String>, line: &mut String, piece: &str, size: f32, room: f32) {
    let fits = |line: &str, piece: &str| width(line, size) + width(piece.trim_end(), size) <= room;
    if !line.is_empty() && !fits(line, piece) {
        all.push(std::mem::take(line).trim_end().to_owned());
    }
    if fits(line, piece) {
        line.push_str(piece);
        return;
    }
    for c in piece.chars() {
        if !line.is_empty() && !fits(line, c.encode_utf8(&mut [0; 4])) {
            all.push(std::mem::take(line));
        }
        line.push(c);
    }
}

/// The font as the library has it.
pub(super) fn font() -> Font {
    FACE.font.clone()
}

/// The glyphs of a text that was [`shown`].
pub(super) fn glyphs(text: &str) -> Vec<KrillaGlyph> {
    text.char_indices()
        .filter_map(|(at, c)| {
            let (glyph, advance) = *FACE.glyphs.get(&c)?;
            Some(KrillaGlyph::new(glyph, advance, 0.0, 0.0, 0.0, at..at + c.len_utf8(), None))
        })
        .collect()
}
