//! The words of what goes back to suppliers.

text_enums! {
    /// How far a part is on its way back to its supplier.
    SupplierReturnStatus in "supplier_return_status" {
        /// It is to go back; the supplier does not know yet.
        ToOffer = "to_offer",
        /// The supplier can collect it.
        Offered = "offered",
        /// The supplier has it.
        Collected = "collected",
        /// The supplier does not take it.
        Refused = "refused",
        /// Nobody came for it in time, and the house has disposed of it.
        DisposedLocally = "disposed_locally",
    }

    /// What can be done with it.
    SupplierReturnAction in "supplier_return_action" {
        /// Offer it to the supplier.
        Offer = "offer",
        /// Collect it.
        Collect = "collect",
        /// Say, with grounds, that it is not taken.
        Refuse = "refuse",
        /// Dispose of it in the house, at the supplier's cost.
        DisposeLocally = "dispose_locally",
    }

    /// Orders of the list.
    SupplierReturnSort in "supplier_return_sort" {
        /// Whatever is due first.
        Deadline = "deadline",
        /// Whatever is due last.
        DeadlineDesc = "-deadline",
    }

    /// What a supplier is to bear.
    ChargeKind in "charge_kind" {
        /// Its share of the part.
        Part = "part",
        /// Disposing of what it did not collect.
        Disposal = "disposal",
    }

    /// What a charge is reckoned from.
    ChargeBasis in "charge_basis" {
        /// What the supplier charged for one.
        Cost = "cost",
        /// What the maker charges for one.
        Price = "price",
    }
}
