//! The numbers of the handbook that an administrator can change without a release.

use super::recovery::PenaltyBounds;
use crate::problem::{Checker, Refusal};
use serde::{Deserialize, Serialize};

/// The policy in force. Absent numbers take the handbook's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Policy {
    /// Warranty in months where the product model names no terms (ELV 3.4: 18).
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 600))]
    pub warranty_months: u16,
    /// Days between shipment and the start of the warranty when neither acceptance nor installation
    /// is known. The sources name no number: 90.
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 1000))]
    pub shipment_grace_days: u16,
    /// Working days of silence after the notice until a resolved ticket may be closed: 5.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 100))]
    pub silence_working_days: u16,
    /// Complaints on one unit and topic that make an individual case (ELV 5.6): the third.
    #[cfg_attr(feature = "openapi", schema(minimum = 2, maximum = 100))]
    pub individual_case_complaints: u16,
    /// Months in which those complaints are counted: 12.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 120))]
    pub individual_case_months: u16,
    /// Reopenings that make an individual case (ELV 5.6): the second.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 100))]
    pub individual_case_reopenings: u16,
    /// Days an invitation or a reset link works: 7.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 60))]
    pub link_days: u16,
    /// Days from the invoice of a statement until it is to be paid. The sources name no number: 30.
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 365))]
    pub payment_days: u16,
    /// Days in which a supplier may object to a recovery; silence accepts (MGT-T 4.6.1): 5.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 100))]
    pub recovery_days: u16,
    /// Between which amounts the penalty for a unit lies that failed before it was delivered, from which day on; 500–2000 yuan
    /// (MGT-T 4.5.3).
    #[cfg_attr(feature = "openapi", schema(max_items = 40))]
    pub penalties: Vec<PenaltyBounds>,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            warranty_months: 18,
            shipment_grace_days: 90,
            silence_working_days: 5,
            individual_case_complaints: 3,
            individual_case_months: 12,
            individual_case_reopenings: 2,
            link_days: 7,
            payment_days: 30,
            recovery_days: 5,
            penalties: PenaltyBounds::shipped(),
        }
    }
}

impl Policy {
    /// Whether every number is within its range.
    ///
    /// # Errors
    /// `validation_failed` with each number that is not.
    pub fn check(&self) -> Result<(), Refusal> {
        let mut check = Checker::default();
        check
            .range(self.warranty_months.into(), 0..=600, "/warranty_months")
            .range(self.shipment_grace_days.into(), 0..=1000, "/shipment_grace_days")
            .range(self.silence_working_days.into(), 1..=100, "/silence_working_days")
            .range(self.individual_case_complaints.into(), 2..=100, "/individual_case_complaints")
            .range(self.individual_case_months.into(), 1..=120, "/individual_case_months")
            .range(self.individual_case_reopenings.into(), 1..=100, "/individual_case_reopenings")
            .range(self.link_days.into(), 1..=60, "/link_days")
            .range(self.payment_days.into(), 0..=365, "/payment_days")
            .range(self.recovery_days.into(), 1..=100, "/recovery_days");
        PenaltyBounds::check_all(&self.penalties, &mut check);
        check.finish()
    }
}

/// The policy with its version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PolicyInForce {
    /// The numbers.
    pub policy: Policy,
    /// Grows with each change; the ETag.
    pub version: i32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_profile_is_the_handbooks() {
        let p = Policy::default();
        assert_eq!((p.warranty_months, p.individual_case_complaints, p.individual_case_months), (18, 3, 12));
        assert!(p.check().is_ok());
        assert_eq!(serde_json::from_str::<Policy>("{}").unwrap(), p);
    }

    #[test]
    fn every_number_out_of_range_is_named() {
        let p = Policy { silence_working_days: 0, link_days: 61, ..Policy::default() };
        let refusal = p.check().unwrap_err();
        assert_eq!(
            refusal.fields.iter().map(|f| f.pointer.as_str()).collect::<Vec<_>>(),
            ["/silence_working_days", "/link_days"]
        );
    }
}
