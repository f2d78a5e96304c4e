//! What the forms are called, and who may print them.

use super::words::*;
use crate::i18n::Locale;
use serde::{Deserialize, Serialize};

/// In which language a form is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct QualityPaperQuery {
    /// The language of the form; the reader's own where it is not named.
    pub lang: Option<Locale>,
}

impl QualityForm {
    /// The name of the file for a number: `QF-2026-000001-eight-d.pdf`.
    pub fn file_name(self, number: &str) -> String {
        format!("{number}-{}.pdf", self.as_str().replace('_', "-"))
    }

    /// Whether somebody may print it: a supplier its order, all else is the house's own.
    pub fn open_to(self, actor: &crate::auth::Actor) -> bool {
        self == Self::Instruction || actor.is_inside()
    }
}
