//! What warranty costs are told apart by.

text_enums! {
    /// What warranty costs are told apart by.
    CostDimension in "cost_dimension" {
        /// The model of the unit.
        Product = "product",
        /// The month in which the unit was made.
        ProductionMonth = "production_month",
        /// The part that caused it.
        Part = "part",
        /// Who supplies that part.
        Supplier = "supplier",
        /// Who did the work.
        Dealer = "dealer",
        /// The unit.
        Unit = "unit",
    }
}
