//! Articles named in other texts by their number, and links within articles.

use std::ops::Range;

/// What the numbers of articles begin with.
const PREFIX: &str = "KB-";
/// Digits of a number's year, and the fewest of its count.
const DIGITS: (usize, usize) = (4, 6);

/// Where a text names articles by their number, as ranges of its bytes.
pub fn mentions(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = vec![];
    for (at, _) in text.match_indices(PREFIX) {
        let joined = text[..at].chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric() || c == '-');
        if let Some(len) = length(&text[at..]).filter(|_| !joined) {
            found.push(at..at + len);
        }
    }
    found
}

/// How many bytes of a text its number at the beginning takes.
fn length(text: &str) -> Option<usize> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.strip_prefix(PREFIX)?;
    let count = rest.get(DIGITS.0..)?.strip_prefix('-')?;
    let len = digits(count);
    let whole = PREFIX.len() + DIGITS.0 + 1 + len;
    let ends = !text[whole..].starts_with(|c: char| c.is_ascii_alphanumeric());
    (digits(rest) == DIGITS.0 && len >= DIGITS.1 && ends).then_some(whole)
}

/// The numbers that a text names, each once.
pub fn numbers(text: &str) -> Vec<String> {
    let mut all: Vec<String> = mentions(text).into_iter().map(|range| text[range].to_owned()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Whether a text is the number of an article.
pub fn is_number(text: &str) -> bool {
    length(text) == Some(text.len())
}

/// Whether an article may link to an address: pages of the web, nothing that runs and nothing of this machine.
pub fn safe_link(address: &str) -> bool {
    let lower = address.trim_start().to_ascii_lowercase();
    (lower.starts_with("https://") || lower.starts_with("http://")) && !address.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn articles_are_named_by_their_number() {
        let text = "见《门机皮带》（KB-2026-000012），另 KB-2026-1000000、KB-2026-000012。";
        assert_eq!(numbers(text), ["KB-2026-000012", "KB-2026-1000000"]);
        for none in
            ["KB-26-000012", "KB-2026-00012", "AKB-2026-000012", "KB-2026-000012x", "KB-", "KB-门2026-000001"]
        {
            assert!(mentions(none).is_empty(), "{none}");
        }
        assert!(is_number("KB-2026-000012") && !is_number("KB-2026-000012 "));
    }

    #[test]
    fn links_lead_to_the_web_only() {
        assert!(safe_link("https://sanbao.example/a") && safe_link("HTTP://x"));
        for bad in [
            "javascript:alert(1)",
            "data:text/html,x",
            "//x",
            "/tickets",
            "mailto:a@b.c",
            "java\nscript:x",
            "https://a\u{0}",
        ] {
            assert!(!safe_link(bad), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn any_text_can_be_read(text in "(KB-|[0-9]{1,7}|-|门|.){0,12}") {
            for range in mentions(&text) {
                prop_assert!(is_number(&text[range]));
            }
        }
    }
}
