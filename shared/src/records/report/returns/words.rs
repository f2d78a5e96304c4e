//! What returns are told apart by.

use crate::auth::Actor;

text_enums! {
    /// What returns are told apart by (退件统计表, handbook 5).
    ReturnDimension in "return_dimension" {
        /// The part.
        Part = "part",
        /// The product model of the unit, else of the ticket.
        Product = "product",
        /// What the inspection found.
        Verdict = "verdict",
        /// How it failed.
        FailureMode = "failure_mode",
        /// Who answers for it.
        Responsible = "responsible",
        /// Who supplies the part.
        Supplier = "supplier",
        /// Who sent it back.
        Dealer = "dealer",
    }
}

impl ReturnDimension {
    /// Those that somebody may count by: who answers for a part and who supplies it is the maker's own, and one dealer
    /// needs no comparison.
    pub fn seen_by(actor: &Actor) -> impl Iterator<Item = &'static Self> {
        let inside = actor.is_inside();
        Self::ALL.iter().filter(move |by| inside || !by.is_inner())
    }

    /// Whether it is told inside the maker's house only.
    pub fn is_inner(self) -> bool {
        matches!(self, Self::Responsible | Self::Supplier | Self::Dealer)
    }
}
