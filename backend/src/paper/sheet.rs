//! Pages that fill from top to bottom. Rows of boxed columns are all that is put on them: a row that does not fit is
//! broken between its lines, and goes on on the next page under the same head.

use super::font;

/// Width of A4, in points (1/72 inch).
pub const WIDTH: f32 = 595.28;
/// Height of A4.
pub const HEIGHT: f32 = 841.89;
/// From the left edge, where folders punch, and the right one.
pub const SIDE: f32 = 54.0;
/// Where the content of a page ends.
pub const BOTTOM: f32 = HEIGHT - 62.0;
/// Width between the edges.
pub const ROOM: f32 = WIDTH - 2.0 * SIDE;
/// From a border to what it surrounds.
const PAD: f32 = 5.0;
/// Height of a line, in parts of the size of its letters.
const LEADING: f32 = 1.5;

/// How dark something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// What is read first.
    Ink,
    /// Labels and remarks.
    Quiet,
}

/// Something on a page. Places are in points from the left and upper edge.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A line of text; `y` is its base.
    Text {
        /// From the left.
        x: f32,
        /// From the top.
        y: f32,
        /// Size of the letters.
        size: f32,
        /// How dark.
        tone: Tone,
        /// As the font can show it.
        text: String,
    },
    /// A bordered box.
    Cell {
        /// From the left.
        x: f32,
        /// From the top.
        y: f32,
        /// Its width.
        width: f32,
        /// Its height.
        height: f32,
        /// Whether it is tinted, as labels and heads are.
        tinted: bool,
    },
    /// A dark square or bar, of a QR code or under a head.
    Bar {
        /// From the left.
        x: f32,
        /// From the top.
        y: f32,
        /// Its width.
        width: f32,
        /// Its height.
        height: f32,
    },
}

/// A column of a row.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its width, in points.
    pub width: f32,
    /// Its lines.
    pub lines: Vec<String>,
    /// Size of its letters.
    pub size: f32,
    /// Whether it is a label.
    pub label: bool,
}

impl Column {
    /// A column of a width, with a text broken into lines.
    pub fn of(text: &str, width: f32, size: f32, label: bool) -> Self {
        let lines = font::lines(text, size, width - 2.0 * PAD);
        Self { width, lines, size, label }
    }
}

/// Pages as they are filled.
pub struct Sheet {
    pages: Vec<Vec<Mark>>,
    // Where the page that is being filled begins, where the others do, and how far it is filled.
    begin: f32,
    top: f32,
    y: f32,
}

impl Sheet {
    /// Pages of which the first begins lower than the others.
    pub fn new(first: f32, others: f32) -> Self {
        Self { pages: vec![vec![]], begin: first, top: others, y: first }
    }

    /// The pages.
    pub fn pages(&self) -> &[Vec<Mark>] {
        &self.pages
    }

    /// Puts a mark on a page, by its place among them.
    pub fn mark(&mut self, page: usize, mark: Mark) {
        if let Some(page) = self.pages.get_mut(page) {
            page.push(mark);
        }
    }

    /// Leaves a gap, but none at the top of a page.
    pub fn gap(&mut self, height: f32) {
        if self.y > self.begin {
            self.y += height;
        }
    }

    /// Begins another page where less than this height is left.
    pub fn need(&mut self, height: f32) {
        if self.y + height > BOTTOM && self.y > self.begin {
            self.turn();
        }
    }

    fn turn(&mut self) {
        self.pages.push(vec![]);
        self.begin = self.top;
        self.y = self.top;
    }

    fn put(&mut self, mark: Mark) {
        if let Some(page) = self.pages.last_mut() {
            page.push(mark);
        }
    }

    /// A line of text without a box.
    pub fn line(&mut self, text: &str, size: f32, tone: Tone) {
        self.need(size * LEADING);
        let y = self.y + size * 1.13;
        self.put(Mark::Text { x: SIDE, y, size, tone, text: font::shown(text) });
        self.y += size * LEADING;
    }

    /// The height of a row with this many lines of letters of a size.
    pub fn height(lines: usize, size: f32) -> f32 {
        lines as f32 * size * LEADING + 2.0 * PAD
    }

    /// A row of boxes of one height. Where it does not fit it is broken, and `head` stands over what goes on; a row
    /// that `keeps` together goes to the next page whole.
    pub fn row(&mut self, columns: &[Column], head: Option<&[Column]>, keeps: bool) {
        let tall = |columns: &[Column], from: usize| {
            let heights = columns.iter().map(|c| Self::height(c.lines.len().saturating_sub(from), c.size));
            heights.fold(0.0, f32::max)
        };
        let longest = columns.iter().map(|c| c.lines.len()).max().unwrap_or_default();
        let size = columns.iter().map(|c| c.size).fold(0.0, f32::max);
        let fit = |y: f32| ((BOTTOM - y - 2.0 * PAD) / (size * LEADING)).floor().max(0.0) as usize;
        let mut done = 0;
        loop {
            let left = longest - done;
            // Fewer than two lines on either side of a break look like a mistake.
            let fits = match fit(self.y) {
                lines if lines >= left => left,
                lines => lines.min(left.saturating_sub(2)),
            };
            if (fits < left) && (keeps || fits < 2) && self.y > self.begin {
                self.turn();
                if let Some(head) = head {
                    self.boxes(head, 0, usize::MAX, tall(head, 0));
                }
                if fit(self.y) > 0 {
                    continue;
                }
            }
            let fits = fits.max(1);
            let height = if fits >= left { tall(columns, done) } else { Self::height(fits, size) };
            self.boxes(columns, done, fits, height);
            done += fits;
            if done >= longest {
                return;
            }
        }
    }

    fn boxes(&mut self, columns: &[Column], from: usize, most: usize, height: f32) {
        let (mut x, top) = (SIDE, self.y);
        for column in columns {
            self.put(Mark::Cell { x, y: top, width: column.width, height, tinted: column.label });
            let tone = if column.label { Tone::Quiet } else { Tone::Ink };
            for (n, line) in column.lines.iter().skip(from).take(most).enumerate() {
                let y = top + PAD + (n as f32 * LEADING + 1.13) * column.size;
                let text = line.clone();
                self.put(Mark::Text { x: x + PAD, y, size: column.size, tone, text });
            }
            x += column.width;
        }
        self.y += height;
    }
}
