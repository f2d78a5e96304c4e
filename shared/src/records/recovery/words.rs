//! The words of recoveries.

text_enums! {
    /// How far a recovery is.
    RecoveryStatus in "recovery_status" {
        /// It is being put together.
        Candidate = "candidate",
        /// The supplier has it, and its days run (MGT-T 4.6.1).
        Notified = "notified",
        /// The supplier objects.
        Disputed = "disputed",
        /// Quality looks at it once more.
        ReExamination = "re_examination",
        /// Quality stays with it; the supplier's days run once more.
        Kept = "kept",
        /// Quality asks for less; the supplier's days run once more.
        Reduced = "reduced",
        /// It is given up.
        Withdrawn = "withdrawn",
        /// The supplier objects a second time; somebody who had nothing to do with it decides.
        Arbitration = "arbitration",
        /// It is decided, for good.
        Final = "final",
        /// The supplier accepts it.
        Accepted = "accepted",
        /// The supplier has said nothing in its days.
        DeemedAccepted = "deemed_accepted",
        /// It is in the settlement with the supplier.
        Debited = "debited",
        /// The statement that it is in is paid.
        Settled = "settled",
    }

    /// What can be done with a recovery.
    RecoveryAction in "recovery_action" {
        /// Send it to the supplier, with the proof that it was delivered.
        Notify = "notify",
        /// Accept it.
        Accept = "accept",
        /// Object, with grounds: the first time it is examined again, the second time arbitrated.
        Object = "object",
        /// Object a second time.
        Appeal = "appeal",
        /// Begin to examine it again.
        ReExamine = "re_examine",
        /// Stay with it.
        Keep = "keep",
        /// Ask for less.
        Reduce = "reduce",
        /// Give it up.
        Withdraw = "withdraw",
        /// Decide it, for good.
        Rule = "rule",
        /// Settle it with the supplier.
        Debit = "debit",
    }

    /// What a line of a recovery is for.
    RecoveryLineKind in "recovery_line_kind" {
        /// The part.
        Material = "material",
        /// Work.
        Labour = "labour",
        /// Travel.
        Travel = "travel",
        /// What else a warranty claim was paid for: others' services, freight.
        Other = "other",
        /// Handling of the case.
        Handling = "handling",
        /// For each unit that failed before it was delivered (MGT-T 4.5.3).
        Penalty = "penalty",
    }

    /// Orders of the list of recoveries.
    RecoverySort in "recovery_sort" {
        /// Newest first.
        NumberDesc = "-number",
        /// Oldest first.
        Number = "number",
    }
}

impl RecoveryStatus {
    /// Those in which the supplier's days run, and silence accepts.
    pub const ANSWERING: [Self; 3] = [Self::Notified, Self::Kept, Self::Reduced];

    /// Those in which it is not confirmed yet: the supplier is paid nothing meanwhile (MGT-T 4.6.3).
    pub const UNCONFIRMED: [Self; 6] =
        [Self::Notified, Self::Disputed, Self::ReExamination, Self::Kept, Self::Reduced, Self::Arbitration];

    /// Those in which its parts are evidence, and are not disposed of.
    pub const DISPUTED: [Self; 5] =
        [Self::Disputed, Self::ReExamination, Self::Kept, Self::Reduced, Self::Arbitration];
}
