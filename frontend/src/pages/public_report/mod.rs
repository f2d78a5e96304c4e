//! What whoever scans the QR code on a unit sees: a short form, and how far it is. No log-in, made for one thumb.

mod report;
mod track;

pub use report::ReportPage;
pub use track::TrackPage;

use crate::browser;
use shared::records::public_report::is_code;
use yew::prelude::*;

/// The code of the address: what stands behind `#`, so that it reaches no log.
#[hook]
fn use_code() -> Option<String> {
    let code = use_state_eq(|| Some(browser::fragment()).filter(|text| is_code(text)));
    (*code).clone()
}
