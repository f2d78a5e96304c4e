//! The words of material transfers.

text_enums! {
    /// How far a material transfer is.
    TransferStatus in "transfer_status" {
        /// It is being written.
        Draft = "draft",
        /// It waits for approval; an urgent one may be shipped at once.
        Submitted = "submitted",
        /// Its parts are reserved.
        Approved = "approved",
        /// It was refused.
        Rejected = "rejected",
        /// Its parts are being taken off the shelves.
        Picking = "picking",
        /// Its parts are on their way.
        Shipped = "shipped",
        /// Its parts have come, and were counted.
        Received = "received",
        /// All is settled.
        Reconciled = "reconciled",
        /// It was given up before anything was shipped.
        Cancelled = "cancelled",
    }

    /// What can be done with a material transfer.
    TransferAction in "transfer_action" {
        /// Ask for it.
        Submit = "submit",
        /// Agree, and reserve the parts.
        Approve = "approve",
        /// Refuse it.
        Reject = "reject",
        /// Begin to take the parts off the shelves.
        Pick = "pick",
        /// Send the parts.
        Ship = "ship",
        /// Say what has come.
        Receive = "receive",
        /// Approve afterwards what was shipped at once.
        Regularise = "regularise",
        /// Close it.
        Reconcile = "reconcile",
        /// Give it up.
        Cancel = "cancel",
    }

    /// Who pays for the parts.
    TransferCoverage in "transfer_coverage" {
        /// The maker, under warranty: old parts are owed.
        Warranty = "warranty",
        /// Whoever gets them.
        Charged = "charged",
    }

    /// Orders of the list of material transfers.
    TransferSort in "transfer_sort" {
        /// Newest first.
        CreatedDesc = "-created_at",
        /// Changed last first.
        UpdatedDesc = "-updated_at",
        /// The urgent ones first, then who has waited longest.
        Queue = "queue",
    }
}
