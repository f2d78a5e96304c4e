//! Forms on paper: what a form says ([`Form`]) is laid out on pages ([`Sheet`]) and written as a PDF. The same form gives
//! the same bytes on every machine: fonts are included, nothing in it tells when or where it was made.

mod answer;
mod font;
mod form;
mod label;
mod layout;
mod pdf;
mod qr;
pub mod said;
mod sheet;

pub use answer::{answer, answer_as};
pub use font::{MISSING, lines, shown, width};
pub use form::{Block, Field, Form, Table};
pub use label::{Label, LabelPaper, labels, lay_out_labels};
pub use layout::lay_out;
pub use pdf::write;
pub use qr::{Bar, EcLevel, Qr, qr};
pub use sheet::{Mark, Sheet};

/// A form as a PDF.
///
/// # Errors
/// When the library refuses what we ask of it: a mistake of ours.
pub fn pdf(form: &Form) -> anyhow::Result<Vec<u8>> {
    write(form, &lay_out(form)?)
}
