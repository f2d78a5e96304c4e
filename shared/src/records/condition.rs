//! When a rule of an ordered list applies to a ticket: the same test for SLA policies and for routing.

use crate::ids::{CustomerId, OrganizationId, ProductId};
use crate::problem::{Checker, FieldProblem, FieldRefusal};
use crate::records::ticket::{TicketChannel, TicketKind, TicketPriority, TicketSeverity, TicketTopic};
use crate::text::Line;
use crate::warranty::{CoverageClass, WarrantyStatus, WarrantyVerdict};
use serde::{Deserialize, Serialize};

/// What rules may ask about a ticket.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TicketTraits {
    /// What the customer wants.
    pub kind: TicketKind,
    /// How it came in.
    pub channel: TicketChannel,
    /// What it is about.
    pub topic: TicketTopic,
    /// How urgent.
    pub severity: TicketSeverity,
    /// Computed from severity, impact, safety and crisis.
    pub priority: TicketPriority,
    /// The customer.
    #[serde(default)]
    pub customer_id: Option<CustomerId>,
    /// The dealer or service centre.
    #[serde(default)]
    pub dealer_id: Option<OrganizationId>,
    /// The product model.
    #[serde(default)]
    pub product_id: Option<ProductId>,
    /// The product line.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 100))]
    pub product_line: Option<String>,
    /// The region of the site.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 100))]
    pub region: Option<String>,
    /// Whether the site is remote.
    #[serde(default)]
    pub remote: bool,
    /// Whether the labour is covered by warranty; absent where that is not known.
    #[serde(default)]
    pub in_warranty: Option<bool>,
    /// Handled as a special case (专案).
    #[serde(default)]
    pub special_case: bool,
    /// Handled as an individual case (个案).
    #[serde(default)]
    pub individual_case: bool,
}

/// What a ticket must be for a rule to apply: of each list one value, an empty list or absent value asks
/// nothing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct TicketCondition {
    /// What the customer wants.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 50))]
    pub kind: Vec<TicketKind>,
    /// How it came in.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 50))]
    pub channel: Vec<TicketChannel>,
    /// What it is about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 50))]
    pub topic: Vec<TicketTopic>,
    /// How urgent.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 50))]
    pub severity: Vec<TicketSeverity>,
    /// Its priority.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 50))]
    pub priority: Vec<TicketPriority>,
    /// The customer.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 50))]
    pub customer_id: Vec<CustomerId>,
    /// The dealer or service centre.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 50))]
    pub dealer_id: Vec<OrganizationId>,
    /// The product model.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 50))]
    pub product_id: Vec<ProductId>,
    /// The product line.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 50))]
    pub product_line: Vec<Line<100>>,
    /// The region of the site.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 50))]
    pub region: Vec<Line<100>>,
    /// Whether the site is remote.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remote: Option<bool>,
    /// Whether the labour is covered by warranty. Where that is not known, neither `true` nor `false` fits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_warranty: Option<bool>,
    /// Handled as a special case (专案).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub special_case: Option<bool>,
    /// Handled as an individual case (个案).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub individual_case: Option<bool>,
}

text_enums! {
    /// A part of a condition.
    ConditionField in "condition_field" {
        /// What the customer wants.
        Kind = "kind",
        /// How it came in.
        Channel = "channel",
        /// What it is about.
        Topic = "topic",
        /// How urgent.
        Severity = "severity",
        /// Its priority.
        Priority = "priority",
        /// The customer.
        Customer = "customer",
        /// The dealer or service centre.
        Dealer = "dealer",
        /// The product model.
        Product = "product",
        /// The product line.
        ProductLine = "product_line",
        /// The region of the site.
        Region = "region",
        /// Whether the site is remote.
        Remote = "remote",
        /// Whether the labour is covered by warranty.
        InWarranty = "in_warranty",
        /// Special case.
        SpecialCase = "special_case",
        /// Individual case.
        IndividualCase = "individual_case",
        /// The rule is switched off.
        Inactive = "inactive",
    }
}

/// Values a list of a condition may hold at most.
const MOST_VALUES: i64 = 50;

impl TicketCondition {
    /// The first part that the ticket does not fit; nothing if the rule applies.
    pub fn misses(&self, ticket: &TicketTraits) -> Option<ConditionField> {
        use ConditionField::*;
        fn is<T: PartialEq>(list: &[T], value: Option<&T>) -> bool {
            list.is_empty() || value.is_some_and(|v| list.contains(v))
        }
        let word = |list: &[&str], value: &Option<String>| {
            list.is_empty() || value.as_deref().is_some_and(|v| list.contains(&v))
        };
        let lines: Vec<&str> = self.product_line.iter().map(|l| l.as_str()).collect();
        let regions: Vec<&str> = self.region.iter().map(|l| l.as_str()).collect();
        [
            (Kind, is(&self.kind, Some(&ticket.kind))),
            (Channel, is(&self.channel, Some(&ticket.channel))),
            (Topic, is(&self.topic, Some(&ticket.topic))),
            (Severity, is(&self.severity, Some(&ticket.severity))),
            (Priority, is(&self.priority, Some(&ticket.priority))),
            (Customer, is(&self.customer_id, ticket.customer_id.as_ref())),
            (Dealer, is(&self.dealer_id, ticket.dealer_id.as_ref())),
            (Product, is(&self.product_id, ticket.product_id.as_ref())),
            (ProductLine, word(&lines, &ticket.product_line)),
            (Region, word(&regions, &ticket.region)),
            (Remote, self.remote.is_none_or(|r| r == ticket.remote)),
            (InWarranty, self.in_warranty.is_none_or(|w| ticket.in_warranty == Some(w))),
            (SpecialCase, self.special_case.is_none_or(|s| s == ticket.special_case)),
            (IndividualCase, self.individual_case.is_none_or(|i| i == ticket.individual_case)),
        ]
        .into_iter()
        .find_map(|(field, fits)| (!fits).then_some(field))
    }

    /// Notes lists that are too long.
    pub fn check(&self, check: &mut Checker, pointer: &str) {
        let lengths = [
            ("kind", self.kind.len()),
            ("channel", self.channel.len()),
            ("topic", self.topic.len()),
            ("severity", self.severity.len()),
            ("priority", self.priority.len()),
            ("customer_id", self.customer_id.len()),
            ("dealer_id", self.dealer_id.len()),
            ("product_id", self.product_id.len()),
            ("product_line", self.product_line.len()),
            ("region", self.region.len()),
        ];
        for (name, length) in lengths {
            if i64::try_from(length).map_or(true, |n| n > MOST_VALUES) {
                let at = format!("{pointer}/{name}");
                check.push(FieldRefusal::new(at, FieldProblem::TooLarge).arg("limit", MOST_VALUES));
            }
        }
    }
}

/// Whether the labour is covered, as the verdicts at verification say; nothing where that is not known.
pub fn in_warranty(verdicts: &[WarrantyVerdict]) -> Option<bool> {
    let labour = verdicts.iter().find(|v| v.coverage == CoverageClass::Labour)?;
    match labour.status {
        WarrantyStatus::InWarranty => Some(true),
        WarrantyStatus::Expired | WarrantyStatus::Excluded | WarrantyStatus::NotStarted => Some(false),
        WarrantyStatus::Unknown => None,
    }
}

/// What became of a rule when a ticket was held against an ordered list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RuleTrace {
    /// The rule's name.
    pub rule: String,
    /// Whether it applies.
    pub applies: bool,
    /// What did not fit.
    pub misses: Option<ConditionField>,
}
