//! The words of a clock.

text_enums! {
    /// What is promised to be done in time (handbook 3).
    ClockKind in "clock_kind" {
        /// The first answer to the customer (MGT 2.1, ELV 3.3, ELE 4.2).
        Respond = "respond",
        /// Contact, product and warranty confirmed by the receiver (ELV seven-1).
        VerifyProduct = "verify_product",
        /// A complaint judged valid or not (MGT four-2).
        VerifyComplaint = "verify_complaint",
        /// The solution is with the customer (ELV 3.3).
        Resolve = "resolve",
        /// Somebody is on site (ELE 5.2 art. 3).
        Onsite = "onsite",
        /// The fault is cleared once somebody is on site (ELE 5.2 art. 3).
        ClearFault = "clear_fault",
    }

    /// What a clock is doing.
    ClockState in "clock_state" {
        /// It counts.
        Running = "running",
        /// It stands still; the ledger says why and who holds the ball.
        Paused = "paused",
        /// What was promised is done, or not wanted any more.
        Stopped = "stopped",
    }

    /// What became of a promise.
    ClockOutcome in "clock_outcome" {
        /// Kept.
        Met = "met",
        /// Broken.
        Breached = "breached",
        /// Not wanted any more before it was due.
        Void = "void",
    }

    /// An entry of the ledger.
    ClockEventKind in "clock_event_kind" {
        /// It begins to count.
        Start = "start",
        /// It stands still.
        Pause = "pause",
        /// It counts again.
        Resume = "resume",
        /// Somebody else holds the ball; it goes on as it was.
        Hand = "hand",
        /// Its target, or the calendar it runs on, is another.
        Retarget = "retarget",
        /// It has come to its end.
        Stop = "stop",
    }

    /// Why the ledger has an entry.
    ClockReason in "clock_reason" {
        /// The ticket was filed.
        Filed = "filed",
        /// The customer was answered.
        Answered = "answered",
        /// Contact, product and warranty were confirmed.
        Verified = "verified",
        /// The complaint was judged.
        Judged = "judged",
        /// The customer must answer or give access.
        Customer = "customer",
        /// Parts are on order.
        Parts = "parts",
        /// The supplier must answer.
        Supplier = "supplier",
        /// On its way.
        Transport = "transport",
        /// Weather or force majeure.
        ForceMajeure = "force_majeure",
        /// Waiting for something else.
        Other = "other",
        /// The waiting is over.
        WorkGoesOn = "work_goes_on",
        /// The solution was brought.
        Resolved = "resolved",
        /// The ticket was closed.
        Closed = "closed",
        /// The ticket was opened again.
        Reopened = "reopened",
        /// The ticket was withdrawn, merged, or is no complaint any more.
        Withdrawn = "withdrawn",
        /// Somebody is wanted on site.
        CalledOnsite = "called_onsite",
        /// Somebody is on site.
        Arrived = "arrived",
        /// What the ticket says has changed.
        TicketChanged = "ticket_changed",
        /// The SLA policies have changed.
        PolicyChanged = "policy_changed",
        /// The calendar has changed.
        CalendarChanged = "calendar_changed",
    }
}
