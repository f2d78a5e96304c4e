//! Forms that a claim prints (handbook 8, 12).

text_enums! {
    /// A form that a warranty claim prints.
    WarrantyClaimForm in "warranty_claim_form" {
        /// 三包索赔单: what is claimed and what was answered.
        Claim = "claim",
    }
}

impl WarrantyClaimForm {
    /// The name of the file for a claim's number: `WC-2026-000001-claim.pdf`.
    pub fn file_name(self, number: &str) -> String {
        format!("{number}-{self}.pdf")
    }
}
