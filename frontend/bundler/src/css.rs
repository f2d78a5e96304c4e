//! Style sheets name fonts and pictures as `url(…)`; those files come along under their hashed names.

use std::fmt::Write as _;

use anyhow::{Context, Result};

/// Rewrites every relative `url(…)` to what `rename` answers for it.
pub fn with_files(css: &str, mut rename: impl FnMut(&str) -> Result<String>) -> Result<String> {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(start) = rest.find("url(") {
        let (before, tail) = rest.split_at(start + "url(".len());
        let end = tail.find(')').context("a url( without its end")?;
        let url = tail[..end].trim().trim_matches(['"', '\'']);
        out.push_str(before);
        if url.contains(':') || url.starts_with(['#', '/']) {
            out.push_str(&tail[..end]);
        } else {
            let path = url.split(['?', '#']).next().unwrap_or(url);
            let name = rename(path).with_context(|| format!("url({url})"))?;
            write!(out, "{name}")?;
        }
        rest = &tail[end..];
    }
    out.push_str(rest);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_files_are_renamed_with_or_without_quotes() {
        let css = r#"a{src:url(fonts/A.woff2)}b{src:url("./fonts/B.woff2?v=1") format("woff2")}"#;
        let renamed = with_files(css, |path| Ok(path.replace(['.', '/'], "_"))).unwrap();
        assert_eq!(renamed, r#"a{src:url(fonts_A_woff2)}b{src:url(__fonts_B_woff2) format("woff2")}"#);
    }

    #[test]
    fn embedded_and_absolute_ones_stay() {
        let css = "a{b:url(data:image/png;base64,AA==)}c{d:url(/x.svg)}e{f:url(#id)}";
        assert_eq!(with_files(css, |_| unreachable!()).unwrap(), css);
    }
}
