//! States as a word with an icon; the colour only helps.

use patternfly_yew::prelude::{Color, Icon};
use shared::i18n::Locale;
use shared::records::campaign::{CampaignStatus, CampaignUnitStatus};
use shared::records::import::ImportStatus;
use shared::records::knowledge_article::KnowledgeStatus;
use shared::records::material_transfer::TransferStatus;
use shared::records::pre_authorization::PreAuthorizationStatus;
use shared::records::quality_feedback::{
    QualityEffectVerdict, QualitySeverity, QualityStatus, QualityWatchOutcome,
};
use shared::records::recovery::RecoveryStatus;
use shared::records::rma::{DunningStage, RmaLineStatus, RmaStatus};
use shared::records::statement::{RequestStatus, StatementLineStatus, StatementStatus};
use shared::records::stock_count::StockCountStatus;
use shared::records::supplier_return::SupplierReturnStatus;
use shared::records::ticket::{TicketPriority, TicketStatus};
use shared::records::unit::UnitStatus;
use shared::records::user::UserStatus;
use shared::records::warranty_claim::{CheckOutcome, ClaimOutcome, RuleSetStatus, WarrantyClaimStatus};
use shared::warranty::WarrantyStatus;
use yew::prelude::*;

/// Something that has a badge.
pub trait Badge: Copy {
    /// Its colour and picture.
    fn look(self) -> (Color, Icon);
    /// Its word.
    fn word(self, locale: Locale) -> String;
}

macro_rules! badges {
    ($($enum:ident { $($variant:ident => $color:ident $icon:ident,)+ })+) => {$(
        impl Badge for $enum {
            fn look(self) -> (Color, Icon) {
                match self {
                    $(Self::$variant => (Color::$color, Icon::$icon),)+
                }
            }
            fn word(self, locale: Locale) -> String {
                self.label(locale)
            }
        }
    )+};
}

badges! {
    RmaStatus {
        Requested => Blue Bell,
        Authorized => Teal Check,
        InReturn => Teal ShareSquare,
        InInspection => Orange Search,
        Dispositioned => Green Check,
        Closed => Grey CheckCircle,
        Refused => Grey Ban,
        Cancelled => Grey TimesCircle,
    }
    RmaLineStatus {
        Due => Blue Flag,
        Shipped => Teal ShareSquare,
        Received => Teal Check,
        ReceivedShort => Orange ExclamationTriangle,
        Lost => Red TimesCircle,
        UnderTest => Orange Search,
        Judged => Purple Flag,
        Disposed => Green CheckCircle,
        Waived => Grey Ban,
    }
    SupplierReturnStatus {
        ToOffer => Blue Bell,
        Offered => Orange Pending,
        Collected => Green CheckCircle,
        Refused => Red TimesCircle,
        DisposedLocally => Grey Trash,
    }
    QualityStatus {
        Reported => Blue Bell,
        Triaged => Blue Flag,
        Contained => Teal Lock,
        Analysing => Teal Search,
        PlanReview => Orange Pending,
        Implementing => Teal Wrench,
        Verifying => Purple Eye,
        Closed => Green CheckCircle,
        NotValid => Grey TimesCircle,
        Merged => Grey CodeBranch,
        Cancelled => Grey Ban,
    }
    QualityEffectVerdict {
        Effective => Green CheckCircle,
        NotEffective => Red TimesCircle,
        Undecided => Grey Pending,
    }
    QualityWatchOutcome {
        Effective => Green CheckCircle,
        NotEffective => Red TimesCircle,
        Inconclusive => Grey Ban,
        Stopped => Grey TimesCircle,
    }
    CampaignStatus {
        Draft => Blue PencilAlt,
        Scoped => Orange Pending,
        Approved => Teal Check,
        Published => Purple Flag,
        Running => Teal Wrench,
        Closed => Green CheckCircle,
        Cancelled => Grey TimesCircle,
    }
    WarrantyClaimStatus {
        Draft => Blue PencilAlt,
        InReview => Orange Pending,
        NeedsInfo => Orange QuestionCircle,
        ApprovedPartly => Teal Check,
        Rejected => Red TimesCircle,
        Appealed => Purple Flag,
        Upheld => Grey TimesCircle,
        AwaitingParts => Orange PauseCircle,
        Payable => Green Check,
        InStatement => Teal ClipboardCheck,
        Paid => Green CheckCircle,
        Closed => Grey CheckCircle,
        ChargedBack => Red ExclamationCircle,
        Withdrawn => Grey Ban,
        Expired => Grey TimesCircle,
    }
    CheckOutcome {
        Pass => Green Check,
        Info => Blue Bell,
        Refer => Orange ExclamationTriangle,
        Reject => Red TimesCircle,
    }
    ClaimOutcome {
        Approve => Green CheckCircle,
        Refer => Orange Pending,
        Reject => Red TimesCircle,
    }
    RuleSetStatus {
        Draft => Blue PencilAlt,
        Live => Green CheckCircle,
    }
    PreAuthorizationStatus {
        Requested => Orange Pending,
        Granted => Green Check,
        Refused => Red TimesCircle,
        Consumed => Grey CheckCircle,
        Expired => Grey Ban,
    }
    QualitySeverity {
        Critical => Red ExclamationCircle,
        Major => Orange ExclamationTriangle,
        Moderate => Blue Minus,
        Minor => Grey LongArrowAltDown,
    }
    CampaignUnitStatus {
        Identified => Blue Search,
        Notified => Teal Bell,
        Booked => Orange Pending,
        Remedied => Green CheckCircle,
        Unreachable => Purple QuestionCircle,
        Refused => Grey Ban,
        Scrapped => Grey Trash,
    }
    StatementStatus {
        Collecting => Blue PencilAlt,
        Issued => Orange Pending,
        Agreed => Teal Check,
        Invoiced => Purple Flag,
        Paid => Green CheckCircle,
        Locked => Grey Lock,
    }
    RecoveryStatus {
        Candidate => Blue PencilAlt,
        Notified => Orange Pending,
        Disputed => Red ExclamationTriangle,
        ReExamination => Teal Search,
        Kept => Purple Pending,
        Reduced => Purple LongArrowAltDown,
        Withdrawn => Grey Ban,
        Arbitration => Red ExclamationCircle,
        Final => Purple Lock,
        Accepted => Green Check,
        DeemedAccepted => Green CheckCircle,
        Debited => Teal Flag,
        Settled => Grey CheckCircle,
    }
    StatementLineStatus {
        Open => Blue Pending,
        Agreed => Green CheckCircle,
        Disputed => Orange ExclamationTriangle,
        Kept => Purple Flag,
        Corrected => Teal Check,
    }
    RequestStatus {
        Requested => Orange Pending,
        Approved => Green CheckCircle,
        Refused => Grey Ban,
    }
    DunningStage {
        Reminder => Blue Bell,
        Warning => Orange ExclamationTriangle,
        Charge => Red ExclamationCircle,
    }
    TicketStatus {
        New => Blue Bell,
        Verifying => Blue Search,
        Assigned => Teal User,
        InProgress => Teal Wrench,
        Waiting => Orange PauseCircle,
        Resolved => Green Check,
        Closed => Grey CheckCircle,
        Cancelled => Grey TimesCircle,
        Merged => Grey CodeBranch,
    }
    TicketPriority {
        P1 => Red ExclamationCircle,
        P2 => Orange ExclamationTriangle,
        P3 => Blue Minus,
        P4 => Grey LongArrowAltDown,
    }
    UnitStatus {
        Registered => Blue Tag,
        InService => Green CheckCircle,
        UnderRepair => Orange Wrench,
        OnLoan => Purple ShareSquare,
        Retired => Grey Ban,
    }
    WarrantyStatus {
        InWarranty => Green CheckCircle,
        Expired => Grey TimesCircle,
        NotStarted => Blue Pause,
        Excluded => Orange Ban,
        Unknown => Purple QuestionCircle,
    }
    UserStatus {
        Invited => Blue Bell,
        Active => Green CheckCircle,
        Disabled => Grey Ban,
    }
    KnowledgeStatus {
        Draft => Blue PencilAlt,
        Published => Green CheckCircle,
        Archived => Grey Ban,
    }
    TransferStatus {
        Draft => Blue PencilAlt,
        Submitted => Orange Pending,
        Approved => Teal Check,
        Rejected => Grey TimesCircle,
        Picking => Teal Package,
        Shipped => Purple ShareSquare,
        Received => Green Check,
        Reconciled => Green CheckCircle,
        Cancelled => Grey Ban,
    }
    StockCountStatus {
        Draft => Blue PencilAlt,
        Counted => Orange Pending,
        Approved => Green CheckCircle,
        Cancelled => Grey Ban,
    }
    ImportStatus {
        Running => Blue SyncAlt,
        Finished => Green CheckCircle,
        Failed => Red ExclamationCircle,
    }
}

/// A badge.
pub fn badge<B: Badge>(value: B, locale: Locale) -> Html {
    let (color, icon) = value.look();
    label(color, Some(icon), value.word(locale))
}

/// A badge with any word.
pub fn label(color: Color, icon: Option<Icon>, word: String) -> Html {
    html! { <patternfly_yew::prelude::Label {color} {icon} label={word} compact=true /> }
}

/// Whether something can be chosen or used.
pub fn active(active: bool, locale: Locale) -> Html {
    if active {
        label(Color::Green, Some(Icon::CheckCircle), t!(locale, "catalogue-active"))
    } else {
        label(Color::Grey, Some(Icon::Ban), t!(locale, "catalogue-inactive"))
    }
}
