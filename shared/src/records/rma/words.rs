//! The words of returns.

text_enums! {
    /// How far a return is. From the authorisation on it follows from its lines.
    RmaStatus in "rma_status" {
        /// Asked for.
        Requested = "requested",
        /// May come; nothing is on its way.
        Authorized = "authorized",
        /// On its way.
        InReturn = "in_return",
        /// Something has come.
        InInspection = "in_inspection",
        /// Nothing is owed any more, and of all that came it is decided what becomes of it.
        Dispositioned = "dispositioned",
        /// Done.
        Closed = "closed",
        /// Not wanted.
        Refused = "refused",
        /// Taken back by whoever asked.
        Cancelled = "cancelled",
    }

    /// What a return is.
    RmaKind in "rma_kind" {
        /// Old parts that a dealer or service centre sends back.
        DealerPart = "dealer_part",
        /// What a customer brings back.
        CustomerReturn = "customer_return",
    }

    /// What a customer asks for.
    ClaimRemedy in "claim_remedy" {
        /// The money back.
        Refund = "refund",
        /// Another one, of the same model or an agreed substitute.
        Exchange = "exchange",
        /// The repair.
        Repair = "repair",
    }

    /// What a customer brings back looks like.
    PurchaseCondition in "purchase_condition" {
        /// Not opened.
        Unopened = "unopened",
        /// Used, as one uses it.
        Used = "used",
        /// Something of it is missing.
        Incomplete = "incomplete",
        /// Damaged by misuse.
        Damaged = "damaged",
    }

    /// What can be done with a return.
    RmaAction in "rma_action" {
        /// Let it come.
        Authorize = "authorize",
        /// Say that it is not wanted.
        Refuse = "refuse",
        /// Let a customer's claim through that the policy refuses.
        Overrule = "overrule",
        /// Take it back.
        Cancel = "cancel",
        /// Send lines.
        Ship = "ship",
        /// Take in what came.
        Receive = "receive",
        /// Close it.
        Close = "close",
        /// Say that the money was paid back.
        PayRefund = "pay_refund",
    }

    /// How far a line is.
    RmaLineStatus in "rma_line_status" {
        /// Owed.
        Due = "due",
        /// On its way.
        Shipped = "shipped",
        /// Has come.
        Received = "received",
        /// Less has come than was sent.
        ReceivedShort = "received_short",
        /// Will not come.
        Lost = "lost",
        /// Is being inspected.
        UnderTest = "under_test",
        /// Cause and responsibility are known.
        Judged = "judged",
        /// It is decided, and done, what becomes of it.
        Disposed = "disposed",
        /// Need not come.
        Waived = "waived",
    }

    /// What can be done with a line.
    RmaLineAction in "rma_line_action" {
        /// Say that it will not come.
        Lose = "lose",
        /// It has turned up after all.
        Restore = "restore",
        /// Forgo it.
        Waive = "waive",
        /// Begin the inspection.
        Test = "test",
        /// Say what the inspection found.
        Judge = "judge",
        /// Decide what becomes of it; scrapping without a picture waits for a second person.
        Dispose = "dispose",
        /// Agree, as a second person, that it is scrapped.
        ConfirmScrap = "confirm_scrap",
        /// Keep it from being disposed of.
        Hold = "hold",
        /// Let it go again.
        LiftHold = "lift_hold",
        /// Charge the supplier for it.
        Charge = "charge",
    }

    /// How a part came.
    RmaCondition in "rma_condition" {
        /// As it was sent.
        Intact = "intact",
        /// Damaged on the way or before.
        Damaged = "damaged",
        /// Something of it is missing.
        Incomplete = "incomplete",
        /// Another part than was said.
        WrongPart = "wrong_part",
    }

    /// What an inspection found.
    RmaVerdict in "rma_verdict" {
        /// The defect is there.
        ConfirmedDefect = "confirmed_defect",
        /// No trouble found.
        NoTroubleFound = "no_trouble_found",
        /// Damaged by the customer.
        CustomerDamage = "customer_damage",
        /// Broken in an earlier repair.
        WrongRepair = "wrong_repair",
        /// Damaged in transport.
        Transport = "transport",
        /// Counterfeit.
        Counterfeit = "counterfeit",
        /// Not one of ours.
        NotOurs = "not_ours",
    }

    /// Who answers for it.
    RmaResponsible in "rma_responsible" {
        /// The supplier.
        Supplier = "supplier",
        /// The maker's design.
        OwnDesign = "own_design",
        /// The maker's production.
        OwnProcess = "own_process",
        /// The dealer or service centre.
        Dealer = "dealer",
        /// The customer.
        Customer = "customer",
        /// The carrier.
        Carrier = "carrier",
        /// Nobody knows.
        Unknown = "unknown",
    }

    /// What becomes of a part.
    RmaDisposition in "rma_disposition" {
        /// Repaired and sent back.
        Repair = "repair",
        /// Replaced by another.
        Replace = "replace",
        /// Paid back.
        Refund = "refund",
        /// Reworked into stock.
        Rework = "rework",
        /// Sent back to its supplier.
        ReturnToSupplier = "return_to_supplier",
        /// Scrapped; takes two people or a picture.
        Scrap = "scrap",
        /// Sent back as it is.
        ReturnAsIs = "return_as_is",
    }

    /// Who pays the freight.
    FreightPayer in "freight_payer" {
        /// The maker.
        Maker = "maker",
        /// The dealer.
        Dealer = "dealer",
        /// The supplier.
        Supplier = "supplier",
        /// The customer.
        Customer = "customer",
    }

    /// A step of a part's way back.
    CustodyStep in "custody_step" {
        /// Given to the carrier.
        Shipped = "shipped",
        /// Handed over, and its tag scanned.
        HandedOver = "handed_over",
        /// Taken in.
        Received = "received",
        /// Collected by its supplier.
        Collected = "collected",
    }

    /// How hard a dealer is reminded of what it owes.
    DunningStage in "dunning_stage" {
        /// A reminder.
        Reminder = "reminder",
        /// A warning.
        Warning = "warning",
        /// The part is charged, and its claim void (MGT-T 4.2.1).
        Charge = "charge",
    }
}
