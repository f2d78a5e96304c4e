//! Subjects made of a case's cells.

use super::columns::find;
use csv::StringRecord;
use shared::i18n::Message;

/// A text with columns in braces.
pub struct Template(Vec<Piece>);

enum Piece {
    Words(String),
    Column(usize),
}

impl Template {
    /// Finds the columns of a template.
    ///
    /// # Errors
    /// A column is not there.
    pub fn read(text: &str, header: &StringRecord) -> Result<Self, Message> {
        let mut pieces = vec![];
        for (n, part) in text.split('{').enumerate() {
            let words = match part.split_once('}') {
                Some((name, words)) if n > 0 => {
                    pieces.push(Piece::Column(find(header, name.trim())?));
                    words
                }
                _ => part,
            };
            pieces.push(Piece::Words(words.to_owned()));
        }
        Ok(Self(pieces))
    }

    /// The text for a row.
    pub fn fill(&self, row: &StringRecord) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Words(words) => words.clone(),
            Piece::Column(at) => row.get(*at).unwrap_or_default().trim().to_owned(),
        };
        self.0.iter().map(piece).collect()
    }
}
