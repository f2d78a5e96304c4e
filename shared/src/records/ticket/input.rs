//! What is sent about tickets.

use super::words::*;
use crate::ids::{
    CustomerId, FaultCodeId, OrganizationId, ProductId, SiteId, TeamId, TicketId, UnitId, UserId,
};
use crate::patch::Change;
use crate::problem::{Checker, FieldProblem, Refusal};
use crate::text::{Email, Line, Text};
use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

/// What is sent to file a ticket.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateTicket {
    /// What the customer wants.
    pub kind: TicketKind,
    /// How it came in.
    pub channel: TicketChannel,
    /// In one line.
    #[cfg_attr(feature = "openapi", schema(example = "3 号梯门机异响"))]
    pub subject: Line<200>,
    /// In the customer's words.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "早上开始，开门时有刺耳的摩擦声。"))]
    pub description: Option<Text<20000>>,
    /// When the customer said so, if that was before now: phone first, typed later.
    #[serde(default)]
    pub reported_at: Option<DateTime<Utc>>,
    /// The customer.
    #[serde(default)]
    pub customer_id: Option<CustomerId>,
    /// Who to speak to.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "陈建国"))]
    pub contact_name: Option<Line<100>>,
    /// Their telephone.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "0571-8888 6666"))]
    pub contact_phone: Option<Line<40>>,
    /// Their e-mail.
    #[serde(default)]
    pub contact_email: Option<Email>,
    /// The dealer or service centre it belongs to; the unit's or the customer's by default.
    #[serde(default)]
    pub dealer_id: Option<OrganizationId>,
    /// Where it is; the unit's site by default.
    #[serde(default)]
    pub site_id: Option<SiteId>,
    /// The unit; then the product follows from it.
    #[serde(default)]
    pub unit_id: Option<UnitId>,
    /// The product model, where the unit is not known.
    #[serde(default)]
    pub product_id: Option<ProductId>,
    /// Usage at the time, in the product's usage unit.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 1_000_000_000_000_i64))]
    pub usage_value: Option<i64>,
    /// What the customer wants done.
    #[serde(default)]
    pub remedy_wanted: Option<TicketRemedy>,
    /// What it is about.
    #[serde(default)]
    pub topic: Option<TicketTopic>,
    /// The fault.
    #[serde(default)]
    pub fault_code_id: Option<FaultCodeId>,
    /// How urgent; `general` by default.
    #[serde(default)]
    pub severity: Option<TicketSeverity>,
    /// How much is affected; `medium` by default.
    #[serde(default)]
    pub impact: Option<TicketImpact>,
    /// Whether people are in danger.
    #[serde(default)]
    pub safety_risk: bool,
    /// Who pays; computed at verification by default.
    #[serde(default)]
    pub service_class: Option<ServiceClass>,
    /// The caller's own number for it; unique per caller's organisation.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "DL-HZ/2026/0417"))]
    pub external_reference: Option<Line<200>>,
}

/// A clock of the caller may be this much ahead of ours.
const CLOCK_LENIENCY: Duration = Duration::minutes(5);

fn check_usage(check: &mut Checker, usage: Option<i64>) {
    if let Some(usage) = usage {
        check.range(usage, 0..=1_000_000_000_000, "/usage_value");
    }
}

impl CreateTicket {
    /// Whether the fields make sense by themselves.
    ///
    /// # Errors
    /// `validation_failed` with each field that is wrong.
    pub fn check(&self, now: DateTime<Utc>) -> Result<(), Refusal> {
        let mut check = Checker::default();
        check.check(
            self.reported_at.is_none_or(|at| at <= now + CLOCK_LENIENCY),
            "/reported_at",
            FieldProblem::InFuture,
        );
        let earliest = DateTime::<Utc>::UNIX_EPOCH;
        check.check(self.reported_at.is_none_or(|at| at >= earliest), "/reported_at", FieldProblem::TooEarly);
        check_usage(&mut check, self.usage_value);
        check.finish()
    }
}

/// What is sent to change a ticket: fields that are absent stay, `null` empties.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct UpdateTicket {
    /// What the customer wants.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<TicketKind>,
    /// In one line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<Line<200>>,
    /// In the customer's words.
    #[serde(skip_serializing_if = "Change::is_keep")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Text<20000>>))]
    pub description: Change<Text<20000>>,
    /// The customer.
    #[serde(skip_serializing_if = "Change::is_keep")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<CustomerId>))]
    pub customer_id: Change<CustomerId>,
    /// Who to speak to.
    #[serde(skip_serializing_if = "Change::is_keep")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Line<100>>))]
    pub contact_name: Change<Line<100>>,
    /// Their telephone.
    #[serde(skip_serializing_if = "Change::is_keep")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Line<40>>))]
    pub contact_phone: Change<Line<40>>,
    /// Their e-mail.
    #[serde(skip_serializing_if = "Change::is_keep")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Email>))]
    pub contact_email: Change<Email>,
    /// Where it is.
    #[serde(skip_serializing_if = "Change::is_keep")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<SiteId>))]
    pub site_id: Change<SiteId>,
    /// The unit; then the product follows from it.
    #[serde(skip_serializing_if = "Change::is_keep")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<UnitId>))]
    pub unit_id: Change<UnitId>,
    /// The product model, where the unit is not known.
    #[serde(skip_serializing_if = "Change::is_keep")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<ProductId>))]
    pub product_id: Change<ProductId>,
    /// Usage at the time, in the product's usage unit.
    #[serde(skip_serializing_if = "Change::is_keep")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>, minimum = 0, maximum = 1_000_000_000_000_i64))]
    pub usage_value: Change<i64>,
    /// What the customer wants done.
    #[serde(skip_serializing_if = "Change::is_keep")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<TicketRemedy>))]
    pub remedy_wanted: Change<TicketRemedy>,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic: Option<TicketTopic>,
    /// The fault.
    #[serde(skip_serializing_if = "Change::is_keep")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<FaultCodeId>))]
    pub fault_code_id: Change<FaultCodeId>,
    /// How urgent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity: Option<TicketSeverity>,
    /// How much is affected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub impact: Option<TicketImpact>,
    /// Whether people are in danger.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub safety_risk: Option<bool>,
    /// Who pays.
    #[serde(skip_serializing_if = "Change::is_keep")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<ServiceClass>))]
    pub service_class: Change<ServiceClass>,
}

impl UpdateTicket {
    /// Whether the fields make sense by themselves.
    ///
    /// # Errors
    /// `validation_failed` with each field that is wrong.
    pub fn check(&self) -> Result<(), Refusal> {
        let mut check = Checker::default();
        check_usage(&mut check, self.usage_value.set().copied());
        check.finish()
    }
}

macro_rules! action_inputs {
    ($($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident: $ty:ty,)* })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(deny_unknown_fields)]
        pub struct $name { $($(#[$fdoc])* pub $field: $ty,)* }
    )+};
}

action_inputs! {
    /// For actions that need nothing but, perhaps, a remark.
    Remark {
        /// A remark for the timeline.
        #[serde(default)]
        note: Option<Text<4000>>,
    }
    /// What is sent to give a ticket to somebody: a person, a team, or both.
    AssignTicket {
        /// The person.
        #[serde(default)]
        assignee_id: Option<UserId>,
        /// The team.
        #[serde(default)]
        team_id: Option<TeamId>,
        /// Let whoever of the team has the fewest open tickets take it, instead of naming a person.
        #[serde(default)]
        least_loaded: bool,
        /// A remark for the timeline.
        #[serde(default)]
        note: Option<Text<4000>>,
    }
    /// What is sent when the customer has had a first answer.
    RespondTicket {
        /// What the customer was told: the first suggestion (MGT 2.1).
        #[cfg_attr(feature = "openapi", schema(example = "请先断电，技师两小时内联系您。"))]
        answer: Text<4000>,
    }
    /// What is sent to let a ticket wait.
    WaitTicket {
        /// Why.
        reason: WaitReason,
        /// Whose turn it is.
        ball_holder: BallHolder,
        /// When it comes back by itself; in the future.
        #[serde(default)]
        until: Option<DateTime<Utc>>,
        /// What exactly is awaited; needed when the reason is `other`.
        #[serde(default)]
        note: Option<Text<4000>>,
    }
    /// What is sent with the solution.
    ResolveTicket {
        /// What was done.
        solution: Text<20000>,
        /// Why it happened, as far as known.
        #[serde(default)]
        cause: Option<Text<4000>>,
        /// The fault, if it was not set or has turned out different.
        #[serde(default)]
        fault_code_id: Option<FaultCodeId>,
        /// What came of the repair.
        #[serde(default)]
        repair_outcome: Option<RepairOutcome>,
    }
    /// What is sent when the customer confirms.
    ConfirmTicket {
        /// Who confirmed; the caller by default.
        #[serde(default)]
        confirmed_by: Option<Line<100>>,
        /// The customer's words.
        #[serde(default)]
        note: Option<Text<4000>>,
    }
    /// For actions that need a reason.
    Reason {
        /// Why.
        reason: Text<4000>,
    }
    /// What is sent to let a ticket go on in another.
    MergeTicket {
        /// The ticket that goes on; open, and not this one.
        into_id: TicketId,
        /// A remark for the timeline.
        #[serde(default)]
        note: Option<Text<4000>>,
    }
    /// What is sent to judge a complaint.
    JudgeTicket {
        /// Whether the complaint is justified.
        valid: bool,
        /// On what grounds.
        grounds: Text<4000>,
    }
    /// What is sent to raise the crisis flag.
    FlagCrisis {
        /// What is at stake: at least one.
        #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 4))]
        kinds: Vec<CrisisKind>,
        /// What has happened.
        reason: Text<4000>,
    }
    /// What is sent to estimate the repair time, without transport and force majeure (MGT 2.3–2.7).
    EstimateTicket {
        /// Minutes of work, 1–1 000 000.
        #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1_000_000, example = 180))]
        minutes: i32,
        /// Whether the customer has been told.
        told_customer: bool,
        /// Why it changed.
        #[serde(default)]
        note: Option<Text<4000>>,
    }
    /// What is sent to write a comment.
    CreateComment {
        /// Who can read it.
        visibility: CommentVisibility,
        /// The text.
        #[cfg_attr(feature = "openapi", schema(example = "技师明天上午 9 点到场。"))]
        body: Text<20000>,
        /// People who are told of it; they must be able to read it.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(max_items = 20))]
        mentions: Vec<UserId>,
    }
    /// What is sent to link two tickets.
    CreateTicketLink {
        /// How this ticket relates to the other.
        kind: TicketLinkKind,
        /// The other ticket.
        other_id: TicketId,
    }
    /// What is sent to split a matter off into a ticket of its own.
    SplitTicket {
        /// The new ticket in one line; customer, unit and contact are carried over.
        subject: Line<200>,
        /// The part of the description that belongs to it.
        #[serde(default)]
        description: Option<Text<20000>>,
        /// What the customer wants there; the same by default.
        #[serde(default)]
        kind: Option<TicketKind>,
    }
}
