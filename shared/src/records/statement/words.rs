//! The words of settlement.

text_enums! {
    /// What an amount is for (handbook 9).
    EntryKind in "entry_kind" {
        /// An approved warranty claim, which the maker owes.
        ApprovedClaim = "approved_claim",
        /// A paid service (class A).
        PaidService = "paid_service",
        /// A contract's fee (class B).
        ContractFee = "contract_fee",
        /// Old parts that were not sent back in time.
        OverduePartCharge = "overdue_part_charge",
        /// What a supplier bears by a quality loss claim (质量损失索赔单).
        Recovery = "recovery",
        /// What a supplier was charged for a single part, or for its disposal (MGT-T 4.5.1).
        SupplierCharge = "supplier_charge",
        /// A penalty (MGT-T 4.5.3).
        Penalty = "penalty",
        /// What puts an earlier entry right.
        Correction = "correction",
        /// What was paid for a claim and is asked back after an audit.
        ChargeBack = "charge_back",
    }

    /// What kind of document an amount comes from.
    EntrySource in "entry_source" {
        /// A warranty claim.
        WarrantyClaim = "warranty_claim",
        /// A return of defective parts.
        Rma = "rma",
        /// A quality loss claim on a supplier.
        Recovery = "recovery",
        /// A ticket.
        Ticket = "ticket",
        /// A contract, which is kept elsewhere.
        Contract = "contract",
        /// A line of an earlier statement.
        Statement = "statement",
        /// The settlement request itself.
        Request = "request",
    }

    /// How far a statement is.
    StatementStatus in "statement_status" {
        /// Entries of its month are collected.
        Collecting = "collecting",
        /// The party has it.
        Issued = "issued",
        /// The party agrees to every line.
        Agreed = "agreed",
        /// There is an invoice.
        Invoiced = "invoiced",
        /// It is paid.
        Paid = "paid",
        /// It never changes again.
        Locked = "locked",
    }

    /// What can be done with a statement.
    StatementAction in "statement_action" {
        /// Send it to the party.
        Issue = "issue",
        /// Agree to all lines that are not disputed.
        Agree = "agree",
        /// Note its invoice.
        Invoice = "invoice",
        /// Note that it is paid.
        Pay = "pay",
        /// Lock the period.
        Lock = "lock",
    }

    /// How far a line of a statement is.
    StatementLineStatus in "statement_line_status" {
        /// The party has not said anything.
        Open = "open",
        /// The party agrees.
        Agreed = "agreed",
        /// The party does not agree.
        Disputed = "disputed",
        /// The house stays with it.
        Kept = "kept",
        /// It is put right by an entry of the next statement.
        Corrected = "corrected",
    }

    /// What can be done with a line of a statement.
    StatementLineAction in "statement_line_action" {
        /// Agree to it.
        Agree = "agree",
        /// Say, with a reason, that it is wrong.
        Dispute = "dispute",
        /// Stay with it, with an answer.
        Keep = "keep",
        /// Put it right by an entry of the next statement.
        Correct = "correct",
    }

    /// Orders of the list of statements.
    StatementSort in "statement_sort" {
        /// Newest month first.
        MonthDesc = "-month",
        /// Oldest month first.
        Month = "month",
    }

    /// How far a settlement request is.
    RequestStatus in "settlement_request_status" {
        /// It waits for its review.
        Requested = "requested",
        /// It is an entry.
        Approved = "approved",
        /// It is none.
        Refused = "refused",
    }

    /// What can be done with a settlement request.
    RequestAction in "settlement_request_action" {
        /// Let it become an entry.
        Approve = "approve",
        /// Turn it down, with a reason.
        Refuse = "refuse",
    }
}

impl StatementLineStatus {
    /// Whether nothing about the line is open.
    pub fn is_settled(self) -> bool {
        matches!(self, Self::Agreed | Self::Corrected)
    }
}
