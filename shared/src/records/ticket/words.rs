//! The words of a ticket: its states, actions and the values of its fields.

/// Hours within which what is due is due soon: the queue, its list, and the number on the dashboard go by it.
pub const DUE_SOON_HOURS: u16 = 24;

text_enums! {
    /// Where a ticket is. `special_case` and `individual_case` are flags, not states.
    TicketStatus in "ticket_status" {
        /// Filed; nobody has looked yet.
        New = "new",
        /// Contact, product and warranty are being confirmed (ELV seven-1).
        Verifying = "verifying",
        /// Given to a person or a team.
        Assigned = "assigned",
        /// Worked on.
        InProgress = "in_progress",
        /// Held up; the reason and who holds the ball are known.
        Waiting = "waiting",
        /// The solution is with the customer.
        Resolved = "resolved",
        /// Confirmed by the customer, or by silence after notice.
        Closed = "closed",
        /// Withdrawn, with the reason.
        Cancelled = "cancelled",
        /// Goes on in another ticket.
        Merged = "merged",
    }

    /// What can be done with a ticket.
    TicketActionKind in "ticket_action" {
        /// Begin to confirm contact, product and warranty.
        Verify = "verify",
        /// Give it to a person or a team.
        Assign = "assign",
        /// Note that the customer has had a first answer, by telephone or otherwise.
        Respond = "respond",
        /// Begin the work.
        Start = "start",
        /// Stop and wait for somebody or something.
        Wait = "wait",
        /// Go on after waiting.
        Resume = "resume",
        /// Bring the customer the solution.
        Resolve = "resolve",
        /// Tell the customer that silence will close it.
        GiveNotice = "give_notice",
        /// Note that the customer confirmed the solution.
        Confirm = "confirm",
        /// Close after notice and silence.
        Close = "close",
        /// Open it again.
        Reopen = "reopen",
        /// Withdraw it.
        Cancel = "cancel",
        /// Let it go on in another ticket.
        Merge = "merge",
        /// Judge a complaint valid or not.
        Judge = "judge",
        /// Say that press, law, reputation or safety is at stake.
        FlagCrisis = "flag_crisis",
        /// Agree that it is a crisis.
        ConfirmCrisis = "confirm_crisis",
        /// Say that it is no crisis, or none any more.
        LiftCrisis = "lift_crisis",
        /// Estimate the repair time.
        Estimate = "estimate",
        /// Say that somebody is wanted on site.
        CallOnsite = "call_onsite",
        /// Say that somebody is on site.
        ArriveOnsite = "arrive_onsite",
    }

    /// What the customer wants.
    TicketKind in "ticket_kind" {
        /// A question.
        Inquiry = "inquiry",
        /// Praise, remark, suggestion.
        Feedback = "feedback",
        /// A complaint.
        Complaint = "complaint",
        /// A repair.
        RepairRequest = "repair_request",
        /// Return or exchange.
        ReturnRequest = "return_request",
        /// Installation.
        Installation = "installation",
        /// Training.
        Training = "training",
        /// Part of a recall.
        Recall = "recall",
    }

    /// How it came in (ELV 5.1, ELE 3).
    TicketChannel in "ticket_channel" {
        /// Telephone.
        Phone = "phone",
        /// Letter.
        Letter = "letter",
        /// E-mail.
        Email = "email",
        /// In person.
        Visit = "visit",
        /// The web page.
        Web = "web",
        /// The QR code on the unit.
        QrCode = "qr_code",
        /// A program, or an import.
        Api = "api",
    }

    /// What it is about; decides who gets it (ELV 5.4–5.6).
    TicketTopic in "ticket_topic" {
        /// Quality of the product.
        ProductQuality = "product_quality",
        /// Damaged packaging.
        Packaging = "packaging",
        /// Deterioration.
        Deterioration = "deterioration",
        /// Installation.
        Installation = "installation",
        /// How somebody of ours behaved, or neglect of duty.
        StaffAttitude = "staff_attitude",
        /// Delivery.
        Delivery = "delivery",
        /// Invoices and payments.
        Billing = "billing",
        /// Anything else.
        Other = "other",
    }

    /// How urgent the fault is (MGT 2.1).
    TicketSeverity in "ticket_severity" {
        /// Answer within 30 minutes, around the clock.
        Emergency = "emergency",
        /// Answer within 2 hours.
        General = "general",
        /// Answer within 24 hours.
        Inquiry = "inquiry",
    }

    /// How much is affected.
    TicketImpact in "ticket_impact" {
        /// Unit out of use, or many people affected.
        High = "high",
        /// Usable with restrictions.
        Medium = "medium",
        /// A nuisance, or none.
        Low = "low",
    }

    /// Computed from severity, impact, safety and crisis; first is first.
    TicketPriority in "ticket_priority" {
        /// Drop everything.
        P1 = "p1",
        /// Today.
        P2 = "p2",
        /// In turn.
        P3 = "p3",
        /// When there is time.
        P4 = "p4",
    }

    /// What the customer wants done.
    TicketRemedy in "ticket_remedy" {
        /// Repair.
        Repair = "repair",
        /// Another one.
        Replace = "replace",
        /// The money.
        Refund = "refund",
        /// Information.
        Information = "information",
        /// An apology.
        Apology = "apology",
        /// Something else.
        Other = "other",
    }

    /// Who pays for the job (MGT).
    ServiceClass in "service_class" {
        /// A: paid.
        Paid = "paid",
        /// B: under a contract.
        Contract = "contract",
        /// C: free under warranty.
        Free = "free",
        /// D: internal.
        Internal = "internal",
    }

    /// Why a ticket waits.
    WaitReason in "wait_reason" {
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
        /// Anything else; the note says what.
        Other = "other",
    }

    /// Whose turn it is.
    BallHolder in "ball_holder" {
        /// Ours.
        Us = "us",
        /// The customer's.
        Customer = "customer",
        /// The dealer's or service centre's.
        Dealer = "dealer",
        /// The supplier's.
        Supplier = "supplier",
        /// The carrier's.
        Carrier = "carrier",
        /// Nobody's.
        Nobody = "nobody",
    }

    /// What makes a case a crisis (ELV 5.6).
    CrisisKind in "crisis_kind" {
        /// Press, radio, networks.
        Media = "media",
        /// Law suit or authority.
        Legal = "legal",
        /// Standing of the house.
        Reputation = "reputation",
        /// Danger to people.
        Safety = "safety",
    }

    /// What became of a crisis flag.
    CrisisStatus in "crisis_status" {
        /// Never set.
        None = "none",
        /// Set, not judged yet; counts as a crisis until lifted.
        Raised = "raised",
        /// Confirmed by a supervisor.
        Confirmed = "confirmed",
        /// Lifted by a supervisor.
        Lifted = "lifted",
    }

    /// What came of a repair.
    RepairOutcome in "repair_outcome" {
        /// It works.
        Fixed = "fixed",
        /// It can be repaired, but was not yet.
        Repairable = "repairable",
        /// It cannot be repaired.
        EndOfLife = "end_of_life",
        /// Not known.
        Unknown = "unknown",
    }

    /// How two tickets belong together.
    TicketLinkKind in "ticket_link_kind" {
        /// Same matter, no order.
        Related = "related",
        /// The same complaint again.
        RepeatOf = "repeat_of",
        /// Split off from it.
        SplitFrom = "split_from",
        /// Is it, told twice.
        DuplicateOf = "duplicate_of",
    }

    /// Who can read a comment.
    CommentVisibility in "comment_visibility" {
        /// Everybody who sees the ticket, the customer too.
        Public = "public",
        /// The maker's house only.
        Internal = "internal",
    }

    /// An entry of the timeline.
    TicketEventKind in "ticket_event_kind" {
        /// Filed.
        Created = "created",
        /// Fields changed.
        Updated = "updated",
        /// An action was taken.
        Action = "action",
        /// The change before was taken back.
        Undone = "undone",
        /// A comment was written.
        Comment = "comment",
        /// A link was made or taken away.
        Link = "link",
        /// A step was done, opened again, added or taken away.
        Check = "check",
        /// A file was added or taken away.
        Attachment = "attachment",
        /// Something became of parts that belong to it: a material transfer, a return.
        Goods = "goods",
        /// A rule acted: routing, individual case, return from waiting.
        Rule = "rule",
        /// Came in by import.
        Imported = "imported",
    }

    /// Orders of the list of tickets.
    TicketSort in "ticket_sort" {
        /// Newest first.
        CreatedDesc = "-created_at",
        /// Oldest first.
        CreatedAsc = "created_at",
        /// Last changed first.
        UpdatedDesc = "-updated_at",
        /// Most urgent first, then oldest.
        Priority = "priority",
        /// What is due next first; only tickets on which a clock runs.
        Due = "due",
    }

    /// A queue of open tickets.
    QueueKind in "queue" {
        /// Given to the caller.
        Mine = "mine",
        /// Of a team of the caller's.
        Team = "team",
        /// Given to nobody in particular.
        Unassigned = "unassigned",
        /// Something is due within [`DUE_SOON_HOURS`].
        DueSoon = "due_soon",
        /// A promise is broken.
        Breached = "breached",
        /// Special cases (专案).
        SpecialCase = "special_case",
        /// Individual cases (个案).
        IndividualCase = "individual_case",
    }

    /// What a count of tickets is grouped by.
    TicketGroup in "ticket_group" {
        /// State.
        Status = "status",
        /// Kind.
        Kind = "kind",
        /// What came of the repair.
        RepairOutcome = "repair_outcome",
        /// Product line.
        ProductLine = "product_line",
        /// Brand of the product.
        ProductBrand = "product_brand",
        /// System the records came from.
        ExternalSource = "external_source",
    }
}

impl TicketStatus {
    /// States in which work is still owed to the customer.
    pub const OPEN: &'static [Self] =
        &[Self::New, Self::Verifying, Self::Assigned, Self::InProgress, Self::Waiting, Self::Resolved];

    /// Whether work is still owed.
    pub fn is_open(self) -> bool {
        Self::OPEN.contains(&self)
    }

    /// Whether nobody works on it: the solution is with the customer, or it has ended. What leads out of such
    /// a state opens it again.
    pub fn is_at_rest(self) -> bool {
        matches!(self, Self::Resolved | Self::Closed | Self::Cancelled | Self::Merged)
    }
}

impl CrisisStatus {
    /// Whether the case is handled as a special case (专案): from the moment somebody says so, until a
    /// supervisor says no (ELV 5.6).
    pub fn is_special_case(self) -> bool {
        matches!(self, Self::Raised | Self::Confirmed)
    }
}

/// Priority from severity and impact; danger to people and crises come first, whatever else is said.
pub fn priority(
    severity: TicketSeverity,
    impact: TicketImpact,
    safety_risk: bool,
    crisis: CrisisStatus,
) -> TicketPriority {
    use TicketImpact::*;
    use TicketPriority::*;
    use TicketSeverity::*;
    if safety_risk || crisis.is_special_case() {
        return P1;
    }
    match (severity, impact) {
        (Emergency, High | Medium) => P1,
        (Emergency, Low) | (General, High) => P2,
        (General, Medium | Low) | (Inquiry, High) => P3,
        (Inquiry, Medium | Low) => P4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_priority_table_typed_out_again() {
        let table = [
            ("emergency", "high", "p1"),
            ("emergency", "medium", "p1"),
            ("emergency", "low", "p2"),
            ("general", "high", "p2"),
            ("general", "medium", "p3"),
            ("general", "low", "p3"),
            ("inquiry", "high", "p3"),
            ("inquiry", "medium", "p4"),
            ("inquiry", "low", "p4"),
        ];
        for (severity, impact, expected) in table {
            let (severity, impact) = (severity.parse().unwrap(), impact.parse().unwrap());
            assert_eq!(priority(severity, impact, false, CrisisStatus::None).as_str(), expected);
            assert_eq!(priority(severity, impact, true, CrisisStatus::None), TicketPriority::P1);
            assert_eq!(priority(severity, impact, false, CrisisStatus::Raised), TicketPriority::P1);
            assert_eq!(priority(severity, impact, false, CrisisStatus::Lifted).as_str(), expected);
        }
    }
}
