//! The words of stock.

text_enums! {
    /// What a movement is.
    MovementKind in "movement_kind" {
        /// Goods come in from outside.
        Receipt = "receipt",
        /// From one location to another.
        Transfer = "transfer",
        /// Goods go out: to a customer, into a unit.
        Issue = "issue",
        /// A difference that was found.
        Adjustment = "adjustment",
        /// Takes back a movement that was booked wrongly.
        Correction = "correction",
    }

    /// Orders of the list of stock.
    StockSort in "stock_sort" {
        /// By part number.
        Part = "part",
        /// Most on hand first.
        OnHandDesc = "-on_hand",
        /// Moved last first.
        UpdatedDesc = "-updated_at",
    }
}
