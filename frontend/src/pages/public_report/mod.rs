//! What whoever scans the QR code on a unit sees: a short form, and how far it is. No log-in, made for one thumb.

mod report;
mod track;

pub use report::ReportPage;
pub use track::TrackPage;

/// The code of an address: what stands behind `#`, so that it reaches no log. Letters, digits, `-` and `_` only.
fn code(fragment: &str) -> Option<String> {
    let fits = !fragment.is_empty()
        && fragment.len() <= 64
        && fragment.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    fits.then(|| fragment.to_owned())
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn a_code_is_read_as_it_stands_and_nothing_else_reaches_a_path() {
        assert_eq!(code("3vQB7B6MrGQZ-x_Fg4oh").as_deref(), Some("3vQB7B6MrGQZ-x_Fg4oh"));
        for bad in ["", "../tickets", "a/b", "a%2Fb", "a?b"] {
            assert_eq!(code(bad), None, "{bad}");
        }
    }
}
