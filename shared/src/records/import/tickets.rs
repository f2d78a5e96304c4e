//! Tickets with their history: which column feeds which field, and which state of the log is which of ours.

use crate::records::ticket::{
    BallHolder, TicketChannel, TicketImpact, TicketKind, TicketSeverity, TicketStatus, TicketTopic,
    WaitReason,
};
use crate::text::Line;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Which columns of two files, the cases and the changes of their states, feed which field of a ticket. Also
/// the format of the mapping file (TOML or JSON).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TicketMapping {
    /// A name for the system the records come from; with the reference it says which are there already.
    #[cfg_attr(feature = "openapi", schema(example = "helpdesk_log"))]
    pub source: Line<100>,
    /// The subject of the tickets, with columns of the cases in braces: `{product}: {service_type}`.
    #[cfg_attr(feature = "openapi", schema(example = "{product}"))]
    pub subject: Line<200>,
    /// Columns of the cases.
    pub cases: CaseColumns,
    /// Columns of the events.
    pub events: EventColumns,
    /// The log's states, each as one of ours.
    pub states: BTreeMap<String, MappedState>,
    /// What the column `urgency` holds.
    #[serde(default)]
    pub urgencies: BTreeMap<String, MappedUrgency>,
    /// What the column `kind` holds.
    #[serde(default)]
    pub kinds: BTreeMap<String, TicketKind>,
    /// Words that mean "nothing": `Unknown`, `n/a`. Empty cells always do.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_items = 20))]
    pub empty: Vec<String>,
    /// Kind of the tickets where no column says it; `inquiry` by default.
    #[serde(default)]
    pub kind: Option<TicketKind>,
    /// Channel of the tickets; `api` by default.
    #[serde(default)]
    pub channel: Option<TicketChannel>,
    /// Topic of the tickets; `other` by default.
    #[serde(default)]
    pub topic: Option<TicketTopic>,
    /// Severity where no column says it; `general` by default.
    #[serde(default)]
    pub severity: Option<TicketSeverity>,
    /// Impact where no column says it; `medium` by default.
    #[serde(default)]
    pub impact: Option<TicketImpact>,
    /// IANA zone of times that are written without one; UTC by default.
    #[serde(default)]
    pub zone: Option<Line<60>>,
}

/// Names of columns of the cases.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CaseColumns {
    /// The case's own number; unique in its source.
    pub reference: String,
    /// When it was filed: an instant (2026-01-31T08:00:00Z), or without a zone in the mapping's.
    pub created_at: String,
    /// In the customer's words.
    #[serde(default)]
    pub description: Option<String>,
    /// Name of the customer; one that is not there yet is made.
    #[serde(default)]
    pub customer: Option<String>,
    /// The product; becomes a product line with one model.
    #[serde(default)]
    pub product: Option<String>,
    /// How urgent, in the words of `urgencies`.
    #[serde(default)]
    pub urgency: Option<String>,
    /// What the customer wants, in the words of `kinds`.
    #[serde(default)]
    pub kind: Option<String>,
}

/// Names of columns of the events.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EventColumns {
    /// The number of the case.
    pub reference: String,
    /// When.
    pub at: String,
    /// The state before, in the words of `states`.
    #[serde(default)]
    pub from: Option<String>,
    /// The state after, in the words of `states`.
    pub to: String,
    /// Who.
    #[serde(default)]
    pub actor: Option<String>,
    /// In which group of people.
    #[serde(default)]
    pub group: Option<String>,
    /// The log's own words.
    #[serde(default)]
    pub note: Option<String>,
}

/// A state of the log as one of ours.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MappedState {
    /// Our state; any but `merged`.
    pub status: TicketStatus,
    /// Why it waits; needed exactly in `waiting`.
    #[serde(default)]
    pub wait_reason: Option<WaitReason>,
    /// Whose turn it is while it waits; needed exactly in `waiting`.
    #[serde(default)]
    pub ball_holder: Option<BallHolder>,
}

/// A word for urgency as our two.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MappedUrgency {
    /// How urgent the fault is.
    pub severity: TicketSeverity,
    /// How much is affected.
    pub impact: TicketImpact,
}

impl MappedState {
    /// Whether this is a state that an imported ticket can be in.
    pub fn is_possible(&self) -> bool {
        let waits = self.status == TicketStatus::Waiting;
        self.status != TicketStatus::Merged
            && self.wait_reason.is_some() == waits
            && self.ball_holder.is_some() == waits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_needs_a_reason_and_somebody_and_nothing_else_does() {
        let possible = |text: &str| serde_json::from_str::<MappedState>(text).unwrap().is_possible();
        assert!(possible(r#"{"status":"closed"}"#));
        assert!(possible(r#"{"status":"waiting","wait_reason":"parts","ball_holder":"supplier"}"#));
        assert!(!possible(r#"{"status":"waiting","wait_reason":"parts"}"#));
        assert!(!possible(r#"{"status":"new","ball_holder":"us"}"#));
        assert!(!possible(r#"{"status":"merged"}"#));
    }
}
