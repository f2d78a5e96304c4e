//! What stands on the tag of an old part (旧件标识卡).

/// Letters of a tag: none that is taken for another.
pub const TAG_LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How many letters a tag has.
pub const TAG_LENGTH: usize = 10;

/// Where the QR code of a tag leads: the page on which it is scanned, under the address where people reach the page. What
/// stands behind `#` comes into no log.
pub fn scan_link(page: &str, tag: &str) -> String {
    format!("{page}/scan#{tag}")
}

/// The tag in what a scanner or a camera read: the tag alone, or an address that ends with it. Nothing if there is none.
pub fn tag_in(read: &str) -> Option<String> {
    let end = read.trim().rsplit(|c: char| !c.is_ascii_alphanumeric()).next()?.to_ascii_uppercase();
    let fits = end.len() == TAG_LENGTH && end.bytes().all(|letter| TAG_LETTERS.contains(&letter));
    fits.then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_found_alone_and_in_an_address() {
        let tag = Some("7K2M9QXA4T".to_owned());
        for read in [
            "7K2M9QXA4T",
            " 7k2m9qxa4t\n",
            &scan_link("https://service.example.com", "7K2M9QXA4T"),
            "http://127.0.0.1:8080/scan?tag=7K2M9QXA4T",
        ] {
            assert_eq!(tag_in(read), tag, "{read}");
        }
        // Too short, too long, a letter that no tag has, what hangs on a unit, nothing.
        for read in
            ["7K2M9QXA4", "7K2M9QXA4T7", "7K2M9QXAIT", "https://x.cn/report#3vQB7B6MrGQZaxCuFg4ohA", ""]
        {
            assert_eq!(tag_in(read), None, "{read}");
        }
    }
}
