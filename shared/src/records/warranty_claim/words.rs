//! The words of warranty claims.

use crate::warranty::CoverageClass;

text_enums! {
    /// What kind of claim it is (workflows, warranty_claim).
    WarrantyClaimKind in "warranty_claim_kind" {
        /// A repair under warranty.
        Standard = "standard",
        /// Parts that failed, without a repair of a unit.
        Parts = "parts",
        /// Outside the warranty, for the customer's sake: maker, dealer and customer share.
        Goodwill = "goodwill",
        /// Found before the unit was handed over.
        ZeroKm = "zero_km",
        /// The remedy of a campaign.
        Campaign = "campaign",
        /// Under a service contract.
        Contract = "contract",
    }

    /// How far a claim is. What is approved in full never rests: it waits for old parts or can be paid at once.
    WarrantyClaimStatus in "warranty_claim_status" {
        /// Being written.
        Draft = "draft",
        /// The checks have referred it to a person.
        InReview = "in_review",
        /// Sent back with a question.
        NeedsInfo = "needs_info",
        /// Less than was claimed is approved; it can be accepted or appealed.
        ApprovedPartly = "approved_partly",
        /// Nothing is approved; it can be appealed.
        Rejected = "rejected",
        /// The dealer does not agree.
        Appealed = "appealed",
        /// The appeal did not help, and nothing is paid.
        Upheld = "upheld",
        /// Approved, once the old parts are back.
        AwaitingParts = "awaiting_parts",
        /// To be paid with the next statement.
        Payable = "payable",
        /// It stands in a statement.
        InStatement = "in_statement",
        /// Paid.
        Paid = "paid",
        /// Ended.
        Closed = "closed",
        /// Taken back after an audit.
        ChargedBack = "charged_back",
        /// Taken back by whoever filed it.
        Withdrawn = "withdrawn",
        /// Void: what was owed for it did not come in time.
        Expired = "expired",
    }

    /// What can be done with a claim.
    WarrantyClaimAction in "warranty_claim_action" {
        /// Send it in; it is adjudicated at once.
        Submit = "submit",
        /// Take it back.
        Withdraw = "withdraw",
        /// Send it back with a question.
        Ask = "ask",
        /// Decide on each of its lines.
        Decide = "decide",
        /// Accept that it is approved in part.
        Accept = "accept",
        /// Not agree, once.
        Appeal = "appeal",
        /// Decide on the appeal; that is final.
        Rule = "rule",
        /// Take it up again, as the late parts have come.
        Restore = "restore",
        /// Take it back after an audit.
        ChargeBack = "charge_back",
    }

    /// What a claim was answered.
    ClaimAnswer in "claim_answer" {
        /// As it was claimed.
        Approved = "approved",
        /// Less than was claimed.
        ApprovedPartly = "approved_partly",
        /// Nothing.
        Rejected = "rejected",
        /// The answer before the appeal stands.
        Upheld = "upheld",
    }

    /// Who gave the answer.
    ClaimDecider in "claim_decider" {
        /// The checks, by themselves.
        Rules = "rules",
        /// A person.
        Person = "person",
        /// The time for an answer has passed.
        Silence = "silence",
    }

    /// What a line of a claim is.
    CostClass in "cost_class" {
        /// A part.
        Part = "part",
        /// Work, by operation.
        Labour = "labour",
        /// The way there.
        Travel = "travel",
        /// What others were paid.
        Outside = "outside",
        /// Anything else.
        Misc = "misc",
    }

    /// What was done to the unit.
    RepairAction in "repair_action" {
        /// Repaired.
        Repair = "repair",
        /// Replaced.
        Replace = "replace",
        /// Adjusted.
        Adjust = "adjust",
        /// New software.
        Software = "software",
    }

    /// What is checked of a claim.
    ClaimCheck in "claim_check" {
        /// The unit is known, and the dealer's.
        Unit = "unit",
        /// Failure, repair and today follow each other, after delivery.
        Dates = "dates",
        /// It is filed in time after the repair.
        Deadline = "deadline",
        /// Covered on the day of the failure.
        Coverage = "coverage",
        /// Not excluded from the warranty.
        Exclusion = "exclusion",
        /// The usage does not run backwards.
        Usage = "usage",
        /// Not claimed already.
        Duplicate = "duplicate",
        /// The dealer's order number is new.
        OrderNumber = "order_number",
        /// The part fits the model.
        PartFit = "part_fit",
        /// The part's price is the list's.
        PartPrice = "part_price",
        /// The work is within the standard time.
        LabourTime = "labour_time",
        /// The way is within the policy.
        Travel = "travel",
        /// Costs that no list knows.
        OtherCost = "other_cost",
        /// Evidence is attached.
        Evidence = "evidence",
        /// It was authorised before, where it costs that much.
        PreAuthorization = "pre_authorization",
        /// The unit in campaigns.
        Campaign = "campaign",
        /// The old part is back, or due.
        OldPart = "old_part",
        /// The dealer does not claim much more than before.
        Spike = "spike",
        /// The currency is that of the lists.
        Currency = "currency",
        /// The amount makes sense.
        Amount = "amount",
        /// The shares of a goodwill.
        Goodwill = "goodwill",
        /// Within what is approved by itself.
        AutoLimit = "auto_limit",
    }

    /// What came of a check, the better first.
    CheckOutcome in "check_outcome" {
        /// All is well.
        Pass = "pass",
        /// Worth knowing.
        Info = "info",
        /// A person must look at it.
        Refer = "refer",
        /// It is not paid.
        Reject = "reject",
    }

    /// What comes of all checks of a claim.
    ClaimOutcome in "claim_outcome" {
        /// It is approved.
        Approve = "approve",
        /// A person decides.
        Refer = "refer",
        /// It is rejected.
        Reject = "reject",
    }

    /// What a person decides on a line.
    LineVerdict in "line_verdict" {
        /// Approve what is claimed.
        Approve = "approve",
        /// Approve less.
        Change = "change",
        /// Approve nothing of it.
        Reject = "reject",
    }

    /// How far a set of rules is.
    RuleSetStatus in "rule_set_status" {
        /// Being written and rehearsed.
        Draft = "draft",
        /// It decides, from its first day on until the next one begins.
        Live = "live",
    }

    /// Orders of the register of claims.
    WarrantyClaimSort in "warranty_claim_sort" {
        /// Newest first.
        NumberDesc = "-number",
        /// Oldest first.
        Number = "number",
    }
}

impl CostClass {
    /// Which part of the warranty pays for it.
    pub fn coverage(self) -> CoverageClass {
        match self {
            Self::Part => CoverageClass::Part,
            Self::Labour | Self::Outside | Self::Misc => CoverageClass::Labour,
            Self::Travel => CoverageClass::Travel,
        }
    }
}

impl WarrantyClaimStatus {
    /// Those in which what it says can be changed.
    pub const EDITABLE: [Self; 2] = [Self::Draft, Self::NeedsInfo];

    /// Those of claims that are not in the way of another for the same.
    pub const FORGOTTEN: [Self; 6] =
        [Self::Draft, Self::Withdrawn, Self::Rejected, Self::Upheld, Self::Expired, Self::ChargedBack];

    /// Those that cost something: approved, and not taken back.
    pub const COSTED: [Self; 6] = [
        Self::ApprovedPartly,
        Self::AwaitingParts,
        Self::Payable,
        Self::InStatement,
        Self::Paid,
        Self::Closed,
    ];

    /// Those of which something is approved and nothing paid.
    pub const OWED: [Self; 4] = [Self::ApprovedPartly, Self::AwaitingParts, Self::Payable, Self::InStatement];

    /// Those that were sent in and have no answer that stands.
    pub const WAITING: [Self; 3] = [Self::InReview, Self::NeedsInfo, Self::Appealed];

    /// Those in which the maker owes an answer.
    pub const UNANSWERED: [Self; 2] = [Self::InReview, Self::Appealed];
}
