//! Notifications: what somebody should know, kept until read and told to the open page at once.

use crate::ids::{
    CampaignId, MaterialTransferId, NotificationId, PreAuthorizationId, QualityFeedbackId, RecoveryId, RmaId,
    RmaLineId, StatementId, TicketId, WarrantyClaimId,
};
use crate::records::clock::ClockKind;
use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

text_enums! {
    /// What somebody should know.
    NotificationKind in "notification_kind" {
        /// A ticket was given to them.
        Assigned = "assigned",
        /// A ticket came into their team's queue.
        Queued = "queued",
        /// Somebody named them in a comment.
        Mentioned = "mentioned",
        /// The other side has answered.
        Answered = "answered",
        /// Something happened to a ticket that they follow.
        Watched = "watched",
        /// A clock nears its end.
        Warned = "warned",
        /// A promise was broken.
        Breached = "breached",
        /// A promise was broken long ago, and the ladder says so.
        Escalated = "escalated",
        /// A case became a special case (专案).
        Crisis = "crisis",
        /// A case became an individual case (个案).
        IndividualCase = "individual_case",
        /// A return was asked for, and waits for somebody to let it come.
        ReturnRequested = "return_requested",
        /// A return may come.
        ReturnAuthorized = "return_authorized",
        /// A return is not wanted.
        ReturnRefused = "return_refused",
        /// Parts of a return are late.
        ReturnReminded = "return_reminded",
        /// Parts of a return are late, and will be charged.
        ReturnWarned = "return_warned",
        /// Parts of a return are charged.
        ReturnCharged = "return_charged",
        /// Parts that were asked for are approved.
        TransferApproved = "transfer_approved",
        /// Parts that were asked for are refused.
        TransferRejected = "transfer_rejected",
        /// Parts that were asked for are on their way.
        TransferShipped = "transfer_shipped",
        /// A part is offered to their organisation, which supplied it.
        Offered = "offered",
        /// A supplier does not take what it was offered.
        OfferRefused = "offer_refused",
        /// A quality feedback waits for its verdict.
        QualityRaised = "quality_raised",
        /// A quality feedback is theirs to see to.
        QualityAssigned = "quality_assigned",
        /// Their organisation is to put something right (整改指令).
        QualityInstructed = "quality_instructed",
        /// Whoever is responsible has given the causes.
        QualityAnswered = "quality_answered",
        /// A plan waits for its sign-off.
        QualityPlanned = "quality_planned",
        /// Their plan was sent back.
        QualityRefused = "quality_refused",
        /// All measures are done, and wait to be verified.
        QualityVerifying = "quality_verifying",
        /// The measures did not help.
        QualityReopened = "quality_reopened",
        /// What they raised has ended.
        QualityEnded = "quality_ended",
        /// Units made since say whether a change helps.
        QualityWatched = "quality_watched",
        /// The scope of a campaign is chosen, and it waits for somebody to approve it.
        CampaignScoped = "campaign_scoped",
        /// A campaign that concerns them is published.
        CampaignPublished = "campaign_published",
        /// A warranty claim waits for its answer.
        ClaimWaits = "claim_waits",
        /// A warranty claim was sent back with a question.
        ClaimAsked = "claim_asked",
        /// A warranty claim was answered.
        ClaimDecided = "claim_decided",
        /// The time for the answer to a warranty claim runs out; then silence decides.
        ClaimDue = "claim_due",
        /// A dealer asks for leave beforehand.
        AuthorizationAsked = "authorization_asked",
        /// What they asked for beforehand is given or refused.
        AuthorizationDecided = "authorization_decided",
        /// A statement is there to be agreed to.
        StatementIssued = "statement_issued",
        /// A line of a statement is disputed.
        StatementDisputed = "statement_disputed",
        /// What was disputed is answered.
        StatementAnswered = "statement_answered",
        /// A statement is agreed to, and wants its invoice.
        StatementAgreed = "statement_agreed",
        /// A statement was to be paid by now.
        StatementDue = "statement_due",
        /// A quality loss claim waits for their answer.
        RecoveryNotified = "recovery_notified",
        /// Their days to answer run out.
        RecoveryReminded = "recovery_reminded",
        /// A supplier objects.
        RecoveryObjected = "recovery_objected",
        /// What they objected to is decided.
        RecoveryDecided = "recovery_decided",
        /// A supplier accepts.
        RecoveryAccepted = "recovery_accepted",
        /// Silence has accepted.
        RecoveryLapsed = "recovery_lapsed",
    }
}

/// Something that somebody should know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Notification {
    /// Its id.
    pub id: NotificationId,
    /// What it is.
    pub kind: NotificationKind,
    /// The ticket that it is about; exactly one of these is given.
    pub ticket_id: Option<TicketId>,
    /// The return that it is about.
    pub rma_id: Option<RmaId>,
    /// The material transfer that it is about.
    pub transfer_id: Option<MaterialTransferId>,
    /// What goes back to a supplier, by the line of its return.
    pub supplier_return_id: Option<RmaLineId>,
    /// The quality feedback that it is about.
    pub quality_feedback_id: Option<QualityFeedbackId>,
    /// The campaign that it is about.
    pub campaign_id: Option<CampaignId>,
    /// The warranty claim that it is about.
    pub warranty_claim_id: Option<WarrantyClaimId>,
    /// The statement that it is about.
    pub statement_id: Option<StatementId>,
    /// The recovery that it is about.
    pub recovery_id: Option<RecoveryId>,
    /// The pre-authorisation that it is about.
    pub pre_authorization_id: Option<PreAuthorizationId>,
    /// The number of what it is about; the tag of what goes back to a supplier.
    #[cfg_attr(feature = "openapi", schema(example = "TK-2026-000123"))]
    pub number: String,
    /// The ticket's subject, the return's dealer, where the parts go, what the part is called, or the campaign's title.
    #[cfg_attr(feature = "openapi", schema(example = "3 号梯门机异响"))]
    pub subject: String,
    /// The clock, where it is about one.
    pub clock: Option<ClockKind>,
    /// How much of the target was used up, in percent.
    pub at_percent: Option<u16>,
    /// When the clock was due.
    pub due_at: Option<DateTime<Utc>>,
    /// Who did it; absent for a rule.
    pub actor_name: Option<String>,
    /// When.
    pub created_at: DateTime<Utc>,
    /// When it was read.
    pub read_at: Option<DateTime<Utc>>,
}

/// What goes back to a supplier, as a notification names it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NotifiedReturn {
    /// Its id.
    pub id: RmaLineId,
    /// What the tag on the part says.
    #[cfg_attr(feature = "openapi", schema(example = "7K2M9QXA4T"))]
    pub tag: String,
    /// The part's name.
    #[cfg_attr(feature = "openapi", schema(example = "门机皮带 1200 mm"))]
    pub name: String,
}

/// A page of one's notifications, newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Notifications {
    /// The rows.
    pub items: Vec<Notification>,
    /// Pass it back as `cursor` for the next page; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub next_cursor: Option<String>,
    /// How many are unread, counted up to 1000.
    pub unread: i64,
}

/// Which notifications.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields, default)]
pub struct NotificationQuery {
    /// Only unread ones, or only read ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unread: Option<bool>,
    /// Rows on a page, 1–100; 50 by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// From `next_cursor` of the page before.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 1000))]
    pub cursor: Option<String>,
}

/// What is sent to mark notifications as read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReadNotifications {
    /// These; absent for all of them up to now.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    pub ids: Option<Vec<NotificationId>>,
}

/// How many are left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnreadNotifications {
    /// Unread, counted up to 1000.
    pub unread: i64,
}

/// What the live stream says: the newest, and how many came with it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LiveNotifications {
    /// The new ones, newest first, at most 20.
    pub items: Vec<Notification>,
    /// Unread in all, counted up to 1000.
    pub unread: i64,
}

/// Several of one kind in a short while are one digest.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    /// By itself.
    One(Box<Notification>),
    /// So many of one kind, newest first.
    Digest(Vec<Notification>),
}

/// From so many of one kind on they are a digest.
pub const DIGEST_FROM: usize = 4;
/// Within this time.
pub fn digest_window() -> Duration {
    Duration::minutes(10)
}

/// Folds bursts: notifications of one kind and read state that follow each other within ten minutes are shown
/// as one from the fourth on. The order stays that of the newest of each.
pub fn digest(newest_first: &[Notification]) -> Vec<Shown> {
    let mut groups: Vec<Vec<Notification>> = vec![];
    for notification in newest_first {
        let same = |group: &&mut Vec<Notification>| {
            group.last().is_some_and(|last| {
                last.kind == notification.kind
                    && last.read_at.is_some() == notification.read_at.is_some()
                    && last.created_at - notification.created_at <= digest_window()
            })
        };
        match groups.iter_mut().rev().find(same) {
            Some(group) => group.push(notification.clone()),
            None => groups.push(vec![notification.clone()]),
        }
    }
    let mut shown: Vec<Shown> = vec![];
    for group in groups {
        if group.len() >= DIGEST_FROM {
            shown.push(Shown::Digest(group));
        } else {
            shown.extend(group.into_iter().map(|one| Shown::One(Box::new(one))));
        }
    }
    shown.sort_by_key(|s| std::cmp::Reverse(s.newest()));
    shown
}

impl Shown {
    /// When the newest of it came.
    pub fn newest(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::One(n) => Some(n.created_at),
            Self::Digest(group) => group.first().map(|n| n.created_at),
        }
    }
}

#[cfg(test)]
#[path = "notification_tests.rs"]
mod tests;
