//! The words of a unit: its states, its actions and the orders of its list.

text_enums! {
    /// Where a unit is in its life. "Out of warranty" is no state: it is the warranty verdict for a
    /// day, and a day passes without anybody acting.
    UnitStatus in "unit_status" {
        /// Known, not yet in use.
        Registered = "registered",
        /// In use.
        InService = "in_service",
        /// Taken out for repair.
        UnderRepair = "under_repair",
        /// Lent to a customer while theirs is repaired.
        OnLoan = "on_loan",
        /// Out of use for good.
        Retired = "retired",
    }

    /// What can be done with a unit.
    UnitAction in "unit_action" {
        /// Put into service.
        Commission = "commission",
        /// Take out for repair.
        TakeForRepair = "take_for_repair",
        /// Lend.
        Lend = "lend",
        /// Put back into service.
        ReturnToService = "return_to_service",
        /// Retire.
        Retire = "retire",
    }

    /// Orders of the list of units.
    UnitSort in "unit_sort" {
        /// By serial number.
        Serial = "serial",
        /// Newest first.
        CreatedDesc = "-created_at",
    }
}
