//! Files as somebody chose them.

use shared::text::Line;
use web_sys::{File, FileList};

/// A name that the server takes: the end of a long one, which tells more than its beginning.
pub fn file_name(file: &File) -> Line<200> {
    named(&file.name())
}

fn named(file: &str) -> Line<200> {
    let letters: Vec<char> = file.chars().filter(|c| !c.is_control()).collect();
    let end: String = letters[letters.len().saturating_sub(200)..].iter().collect();
    Line::new(&end).or_else(|_| Line::new("file")).unwrap_or_else(|_| unreachable!("a word is a line"))
}

/// The files of a list.
pub fn files(list: Option<FileList>) -> Vec<File> {
    list.map(|list| (0..list.length()).filter_map(|n| list.get(n)).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn a_long_name_keeps_its_end() {
        let long = format!("{}.jpg", "门".repeat(300));
        assert!(named(&long).ends_with(".jpg"));
        assert_eq!(named(&long).chars().count(), 200);
        assert_eq!(named("\u{7}").as_str(), "file");
    }
}
