//! Light or dark.

use crate::browser;

const CLASS: &str = "pf-v6-theme-dark";
const KEY: &str = "sanbao.theme";

/// Whether the page is dark now; `boot.js` decided before the first paint.
pub fn is_dark() -> bool {
    browser::has_root_class(CLASS)
}

/// Makes the page dark or light, and remembers it in this browser.
pub fn set_dark(dark: bool) {
    browser::set_root_class(CLASS, dark);
    browser::store(KEY, if dark { "dark" } else { "light" });
}
