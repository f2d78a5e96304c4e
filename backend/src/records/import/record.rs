//! A ticket as it is going to be written, whatever file it came from.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use shared::records::ticket::*;

/// A product by line and brand.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ImportedProduct {
    /// Product line.
    pub line: String,
    /// Brand.
    pub brand: Option<String>,
}

/// A ticket that comes in.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportedTicket {
    /// Line of its file, from 1.
    pub line: i32,
    /// Its own number.
    pub reference: String,
    /// What the customer wants.
    pub kind: TicketKind,
    /// How it came in.
    pub channel: TicketChannel,
    /// What it is about.
    pub topic: TicketTopic,
    /// How urgent.
    pub severity: TicketSeverity,
    /// How much is affected.
    pub impact: TicketImpact,
    /// In one line.
    pub subject: String,
    /// In the customer's words.
    pub description: Option<String>,
    /// When the customer said so.
    pub reported_at: DateTime<Utc>,
    /// When it was filed.
    pub created_at: DateTime<Utc>,
    /// Name of the customer.
    pub customer: Option<String>,
    /// The product.
    pub product: Option<ImportedProduct>,
    /// Age in years.
    pub product_age_years: Option<Decimal>,
    /// Year of manufacture.
    pub manufactured_year: Option<i16>,
    /// What came of the repair.
    pub repair_outcome: Option<RepairOutcome>,
    /// Why it could not be repaired.
    pub repair_barrier: Option<String>,
    /// When it ended, where the history only tells when it came in.
    pub ended_at: Option<DateTime<Utc>>,
    /// Every change of its state, in the order of time; the first one is its beginning.
    pub history: Vec<StatusChange>,
}

impl ImportedTicket {
    /// The state it is in.
    pub fn status(&self) -> TicketStatus {
        self.history.last().map_or(TicketStatus::New, |change| change.to)
    }
}

/// The beginning of a history.
pub fn beginning(at: DateTime<Utc>, status: TicketStatus) -> StatusChange {
    StatusChange {
        at,
        from: None,
        to: status,
        wait_reason: None,
        ball_holder: None,
        way: Way::Stays,
        actor_name: "import".into(),
        group: None,
        note: None,
    }
}
