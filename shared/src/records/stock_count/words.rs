//! The words of counts.

text_enums! {
    /// How far a count is.
    StockCountStatus in "stock_count_status" {
        /// What the books say is frozen; what lies there is being counted.
        Draft = "draft",
        /// All lines are counted; somebody else looks at the differences.
        Counted = "counted",
        /// The differences are booked.
        Approved = "approved",
        /// Given up.
        Cancelled = "cancelled",
    }

    /// What can be done with a count.
    StockCountAction in "stock_count_action" {
        /// All is counted.
        Submit = "submit",
        /// Count again.
        Recount = "recount",
        /// Book the differences.
        Approve = "approve",
        /// Give it up.
        Cancel = "cancel",
    }
}
