//! What a form says, before anybody knows where it stands on the page. A new form is a list of blocks.

/// A form.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// What it is called: 客户投诉单.
    pub title: String,
    /// Whose form it is: the maker's name.
    pub house: String,
    /// The name of the number, and the number it is filed under.
    pub number: (String, String),
    /// What stands at the foot of each page, on the left.
    pub foot: String,
    /// What stands there on the right: `{n}` and `{m}` are the page and how many there are.
    pub page: String,
    /// The language, as a tag: `zh-CN`.
    pub language: String,
    /// Where the QR code leads.
    pub link: String,
    /// What is in it, from top to bottom.
    pub blocks: Vec<Block>,
}

/// A part of a form.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading over what follows; never alone at the foot of a page.
    Heading(String),
    /// Labelled fields in a grid of two columns.
    Fields(Vec<Field>),
    /// A table; its head is repeated on each page.
    Table(Table),
    /// Boxes to be signed in, side by side: who signs, and the word for the day.
    Signatures {
        /// Who signs.
        who: Vec<String>,
        /// "Date".
        date: String,
    },
    /// A small remark.
    Remark(String),
}

/// A labelled field.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its label.
    pub label: String,
    /// What it says; empty to be filled in by hand.
    pub text: String,
    /// Whether it has the row to itself.
    pub wide: bool,
    /// Lines that are there at least, to write in.
    pub least: usize,
}

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The columns: heading and share of the width.
    pub columns: Vec<(String, f32)>,
    /// The rows, each of as many cells.
    pub rows: Vec<Vec<String>>,
}

impl Field {
    /// A field in one of the two columns.
    pub fn new(label: impl Into<String>, text: impl Into<String>) -> Self {
        Self { label: label.into(), text: text.into(), wide: false, least: 1 }
    }

    /// A field that has the row to itself.
    pub fn wide(label: impl Into<String>, text: impl Into<String>) -> Self {
        Self { wide: true, ..Self::new(label, text) }
    }

    /// With room for so many lines.
    #[must_use]
    pub fn least(mut self, lines: usize) -> Self {
        self.least = lines;
        self
    }
}

impl Form {
    /// Every text of the form, in its order: what a reader of it gets to see.
    pub fn texts(&self) -> Vec<&str> {
        let mut all = vec![self.house.as_str(), &self.title, &self.number.0, &self.number.1, &self.foot];
        for block in &self.blocks {
            match block {
                Block::Heading(text) | Block::Remark(text) => all.push(text),
                Block::Fields(fields) => {
                    all.extend(fields.iter().flat_map(|f| [f.label.as_str(), f.text.as_str()]));
                }
                Block::Table(table) => {
                    all.extend(table.columns.iter().map(|(heading, _)| heading.as_str()));
                    all.extend(table.rows.iter().flatten().map(String::as_str));
                }
                Block::Signatures { who, date } => {
                    all.extend(who.iter().map(String::as_str));
                    all.push(date);
                }
            }
        }
        all
    }
}
