//! What is sent about the measures of a quality feedback.

use super::input::coming;
use super::words::QualityMeasureKind;
use crate::ids::UserId;
use crate::money::{Amount, Currency};
use crate::problem::{Checker, FieldProblem, Refusal};
use crate::text::Text;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

sent! {
    /// What is sent to add a measure.
    CreateQualityMeasure {
        /// What it is for.
        kind: QualityMeasureKind,
        /// What is done.
        #[cfg_attr(feature = "openapi", schema(example = "带轮加工改为一次装夹"))]
        description: Text<1000>,
        /// Who does it; whoever adds it by default.
        #[serde(default)]
        owner_id: Option<UserId>,
        /// Until when.
        due_on: NaiveDate,
    }

    /// What is sent when a measure is done.
    FinishQualityMeasure {
        /// What shows it.
        #[cfg_attr(feature = "openapi", schema(example = "首件检验报告 QR-118"))]
        evidence: Text<1000>,
        /// What it cost.
        #[serde(default)]
        cost: Option<Amount>,
        /// What that is counted in; needed with a cost.
        #[serde(default)]
        currency: Option<Currency>,
    }

    /// What is sent to confirm that a measure helps.
    ValidateQualityMeasure {
        /// What shows it.
        #[cfg_attr(feature = "openapi", schema(example = "抽检 50 件，跳动均在 0.1 mm 以内"))]
        evidence: Text<1000>,
    }
}

impl CreateQualityMeasure {
    /// Whether it can still be done in time.
    ///
    /// # Errors
    /// `validation_failed` for a day that is over.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refusal> {
        let mut check = Checker::default();
        coming(&mut check, self.due_on, today, "/due_on");
        check.finish()
    }
}

impl FinishQualityMeasure {
    /// Whether a cost says what it is counted in.
    ///
    /// # Errors
    /// `validation_failed` where one stands without the other.
    pub fn check(&self) -> Result<(), Refusal> {
        let mut check = Checker::default();
        check.check(self.cost.is_none() || self.currency.is_some(), "/currency", FieldProblem::Required);
        check.check(self.currency.is_none() || self.cost.is_some(), "/cost", FieldProblem::Required);
        check.finish()
    }
}
