//! `index.html` names its files as `asset:page.js`; here they get their hashed addresses.

use std::collections::BTreeMap;

use anyhow::{Result, bail};

const MARK: &str = "\"asset:";

/// Replaces each `"asset:name"` (an attribute's whole value) by the address of that file.
pub fn with_assets(html: &str, names: &BTreeMap<String, String>) -> Result<String> {
    let mut html = html.to_owned();
    for (name, hashed) in names {
        html = html.replace(&format!("{MARK}{name}\""), &format!("\"/assets/{hashed}\""));
    }
    if let Some(at) = html.find(MARK) {
        let name = html[at + MARK.len()..].split('"').next().unwrap_or_default();
        bail!("index.html names asset:{name}, and there is no such file");
    }
    Ok(html)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> BTreeMap<String, String> {
        BTreeMap::from([("page.js".to_owned(), "page-1.js".to_owned())])
    }

    #[test]
    fn a_name_becomes_its_hashed_address() {
        let html = with_assets(r#"<script src="asset:page.js">"#, &names()).unwrap();
        assert_eq!(html, r#"<script src="/assets/page-1.js">"#);
    }

    #[test]
    fn an_unknown_name_is_refused() {
        let error = with_assets(r#"<link href="asset:nothing.css">"#, &names()).unwrap_err();
        assert!(error.to_string().contains("nothing.css"));
    }
}
