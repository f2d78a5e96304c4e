//! What several forms say in the same way.

use crate::paper::Block;
use crate::paper::said::{field, maybe, say, wide};
use crate::records::register::Reader;
use shared::i18n::Arg;
use shared::records::ticket::Ticket;

/// Whom it is for.
pub(super) fn customer(t: &Ticket, r: Reader) -> Block {
    Block::Fields(vec![
        wide(r, "register-customer", t.customer_name.clone().unwrap_or_default()),
        maybe(r, "paper-contact-name", &t.contact_name),
        maybe(r, "paper-contact-phone", &t.contact_phone),
        maybe(r, "paper-contact-email", &t.contact_email),
        maybe(r, "register-dealer", &t.dealer_name),
    ])
}

/// What it is about.
pub(super) fn product(t: &Ticket, r: Reader) -> Block {
    let product = [t.product_code.as_deref(), t.product_name.as_deref()];
    let product = product.into_iter().flatten().collect::<Vec<_>>().join(" ");
    Block::Fields(vec![
        maybe(r, "register-serial", &t.unit_serial),
        field(r, "register-product", product),
        maybe(r, "paper-site", &t.site_name),
        field(r, "paper-usage", t.usage_value.map(|u| u.to_string()).unwrap_or_default()),
        wide(r, "paper-warranty", warranty(t, r)),
    ])
}

/// The warranty as it was at verification, a line for each class of cost.
fn warranty(t: &Ticket, r: Reader) -> String {
    if t.warranty.is_empty() {
        return r.word("paper-warranty-later");
    }
    let lines = t.warranty.iter().map(|v| {
        let mut parts = vec![format!("{} – {}", v.coverage.label(r.locale), v.status.label(r.locale))];
        if let Some(date) = v.ends_on {
            parts.push(say(r, "paper-until", &[("date", Arg::Text(date.to_string()))]));
        }
        if v.percent > 0 && v.percent < 100 {
            parts.push(say(r, "paper-percent", &[("percent", i64::from(v.percent).into())]));
        }
        parts.join(" · ")
    });
    lines.collect::<Vec<_>>().join("\n")
}
