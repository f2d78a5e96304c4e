//! Labels: several on a sheet of A4, or one on each piece of a roll.

use super::font;
use super::layout::{clipped, text};
use super::pdf::{self, About};
use super::qr::{EcLevel, qr};
use super::sheet::{HEIGHT, Mark, Tone, WIDTH};

/// Points in a millimetre.
const MM: f32 = 72.0 / 25.4;

/// What a label says.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// What it is called: 旧件标识卡.
    pub title: String,
    /// Whose it is: the maker's name.
    pub house: String,
    /// What its code says, to be read and typed by people.
    pub code: String,
    /// Where its QR code leads.
    pub link: String,
    /// What it is stuck on.
    pub name: String,
    /// What else is known, by label and text; the last may take several lines.
    pub facts: Vec<(String, String)>,
}

/// What labels are printed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelPaper {
    /// Ten of 105 × 57 mm on A4, to be peeled off or cut out.
    Sheet,
    /// One of 60 × 40 mm on each piece of a roll (thermal printers).
    Roll,
}

/// Sizes of letters and of the code, in points.
struct Sizes {
    head: f32,
    code: f32,
    name: f32,
    fact: f32,
    square: f32,
    pad: f32,
}

impl LabelPaper {
    /// Width and height of a label.
    fn label(self) -> (f32, f32) {
        match self {
            Self::Sheet => (105.0 * MM, 57.0 * MM),
            Self::Roll => (60.0 * MM, 40.0 * MM),
        }
    }

    /// Width and height of a page.
    fn page(self) -> (f32, f32) {
        match self {
            Self::Sheet => (WIDTH, HEIGHT),
            Self::Roll => self.label(),
        }
    }

    /// Labels beside each other, and below each other.
    fn grid(self) -> (usize, usize) {
        match self {
            Self::Sheet => (2, 5),
            Self::Roll => (1, 1),
        }
    }

    fn sizes(self) -> Sizes {
        match self {
            // Printers leave the edge of the paper white: nothing is nearer than 5 mm.
            Self::Sheet => {
                Sizes { head: 8.5, code: 17.0, name: 11.0, fact: 8.0, square: 26.0 * MM, pad: 5.0 * MM }
            }
            Self::Roll => {
                Sizes { head: 6.0, code: 11.0, name: 7.5, fact: 6.0, square: 18.0 * MM, pad: 2.0 * MM }
            }
        }
    }
}

/// The pages of labels, and how large one is.
///
/// # Errors
/// When a link is too long for a QR code.
pub fn lay_out_labels(labels: &[Label], paper: LabelPaper) -> anyhow::Result<Vec<Vec<Mark>>> {
    let (columns, rows) = paper.grid();
    let (width, height) = paper.label();
    let (page_width, page_height) = paper.page();
    let left = (page_width - width * columns as f32) / 2.0;
    let top = (page_height - height * rows as f32) / 2.0;
    let mut pages = vec![];
    for some in labels.chunks(columns * rows) {
        let mut page = vec![];
        for (n, label) in some.iter().enumerate() {
            let (column, row) = (n % columns, n / columns);
            let at = (left + width * column as f32, top + height * row as f32);
            draw(&mut page, label, at, (width, height), paper)?;
        }
        pages.push(page);
    }
    Ok(pages)
}

fn draw(
    page: &mut Vec<Mark>,
    label: &Label,
    (left, top): (f32, f32),
    (width, height): (f32, f32),
    paper: LabelPaper,
) -> anyhow::Result<()> {
    let s = paper.sizes();
    if paper == LabelPaper::Sheet {
        // Where to cut, when it is plain paper.
        page.push(Mark::Cell { x: left, y: top, width, height, tinted: false });
    }
    let (x, right, bottom) = (left + s.pad, left + width - s.pad, top + height - s.pad);
    let square = qr(&label.link, EcLevel::M)?;
    let module = s.square / square.side as f32;
    let (square_x, square_y) = (right - s.square, top + s.pad);
    for bar in square.bars {
        page.push(Mark::Bar {
            x: square_x + bar.x as f32 * module,
            y: square_y + bar.y as f32 * module,
            width: bar.length as f32 * module,
            height: module,
        });
    }
    let beside = square_x - x - s.pad;
    // Beside the code a line is shorter than below it.
    let room = |y: f32| if y < square_y + s.square + 2.0 { beside } else { right - x };
    let mut y = top + s.pad;
    let mut line = |y: &mut f32, size: f32, tone: Tone, words: &str| {
        *y += size * 1.13;
        page.push(text(x, *y, size, tone, words));
        *y += size * 0.27;
    };
    let head = format!("{} · {}", label.title, label.house);
    line(&mut y, s.head, Tone::Quiet, &clipped(&head, s.head, beside));
    line(&mut y, s.code, Tone::Ink, &clipped(&label.code, s.code, beside + s.code));
    for words in font::lines(&label.name, s.name, beside).iter().take(2) {
        line(&mut y, s.name, Tone::Ink, words);
    }
    let step = s.fact * 1.4;
    for (n, (name, words)) in label.facts.iter().enumerate() {
        let left_over = ((bottom - y) / step).floor().max(0.0) as usize;
        let last = n + 1 == label.facts.len();
        let said = format!("{name}  {words}");
        let most = if last { left_over } else { left_over.min(1) };
        if most <= 1 {
            let words = clipped(&said, s.fact, room(y));
            (0..most).for_each(|_| line(&mut y, s.fact, Tone::Ink, &words));
            continue;
        }
        let all = font::lines(&said, s.fact, room(y));
        for (n, words) in all.iter().take(most).enumerate() {
            let cut = n + 1 == most && all.len() > most;
            let words = if cut { clipped(&format!("{words}……"), s.fact, room(y)) } else { words.clone() };
            line(&mut y, s.fact, Tone::Ink, &words);
        }
    }
    Ok(())
}

/// Labels as a PDF: the same labels give the same bytes.
///
/// # Errors
/// When the library refuses what we ask of it: a mistake of ours.
pub fn labels(title: &str, language: &str, labels: &[Label], paper: LabelPaper) -> anyhow::Result<Vec<u8>> {
    let pages = lay_out_labels(labels, paper)?;
    pdf::pages(&About { title, language, size: paper.page() }, &pages)
}
