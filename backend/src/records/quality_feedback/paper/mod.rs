//! Forms that quality feedback prints (handbook 7, 12).

mod forms;
mod register;
mod routes;

pub use forms::form;
pub use routes::{register_routes, routes};

use super::service;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::organization;
use diesel::pg::PgConnection;
use shared::ids::QualityFeedbackId;
use shared::records::quality_feedback::{QualityFeedback, QualityForm};

/// What a form needs, as one caller may see it.
pub struct Facts {
    /// The quality feedback.
    pub one: QualityFeedback,
    /// The maker whose form it is.
    pub maker: String,
}

/// Reads it.
///
/// # Errors
/// `not_found` when it is not there or not to be seen, and for a form that is the house's own.
pub fn read(
    c: &mut PgConnection,
    caller: &Caller,
    id: QualityFeedbackId,
    form: QualityForm,
) -> Result<Facts, Failure> {
    let one = service::get(c, caller, id)?;
    if !form.open_to(&caller.actor) {
        return Err(Failure::not_found());
    }
    let maker = organization::maker(c)?.map(|maker| maker.name).unwrap_or_default();
    Ok(Facts { one, maker })
}
