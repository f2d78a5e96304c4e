//! Forms that a return prints (handbook 5, 12).

mod forms;
mod routes;
mod tags;

pub use forms::form;
pub use routes::routes;
pub use tags::tags;

use super::service;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::paper::{self, LabelPaper};
use crate::records::organization;
use crate::records::register::Reader;
use diesel::pg::PgConnection;
use shared::ids::{RmaId, RmaLineId};
use shared::problem::{FieldProblem, ProblemCode, Refusal};
use shared::records::rma::{Rma, RmaForm};

/// What a form needs, as one caller may see it.
pub struct Facts {
    /// The return.
    pub rma: Rma,
    /// The maker whose form it is.
    pub maker: String,
}

/// Reads it; of one line only where one is named.
///
/// # Errors
/// `not_found` when the return is not there, or not visible to the caller; `forbidden` for a form that is not for them;
/// `validation_failed` for a line of another return.
pub fn read(
    c: &mut PgConnection,
    caller: &Caller,
    id: RmaId,
    form: RmaForm,
    line: Option<RmaLineId>,
) -> Result<Facts, Failure> {
    let mut rma = service::get(c, caller, id)?;
    if !form.open_to(&caller.actor) {
        return Err(Refusal::new(ProblemCode::Forbidden).detail("problem-forbidden-inspection_sheet").into());
    }
    if let Some(line) = line {
        rma.lines.retain(|known| known.id == line);
        if rma.lines.is_empty() {
            return Err(Failure::field("?line_id", FieldProblem::NoSuchRecord));
        }
    }
    let maker = organization::maker(c)?.map(|maker| maker.name).unwrap_or_default();
    Ok(Facts { rma, maker })
}

/// A form or tags as PDF, in the reader's language. `page` is the address under which people reach the page.
///
/// # Errors
/// When it cannot be written: a mistake of ours.
pub fn paper_of(facts: &Facts, form: RmaForm, page: &str, r: Reader) -> anyhow::Result<Vec<u8>> {
    let on = match form {
        RmaForm::Tags => LabelPaper::Sheet,
        RmaForm::TagRoll => LabelPaper::Roll,
        RmaForm::DeliveryNote | RmaForm::Receipt | RmaForm::Inspection => {
            return paper::pdf(&forms::form(facts, form, page, r));
        }
    };
    let title = format!("{} {}", form.label(r.locale), facts.rma.head.number);
    paper::labels(&title, &r.locale.to_string(), &tags(facts, form, page, r), on)
}
