//! Reports by the QR code on a unit (扫码报修): what a stranger in front of it may see, send and follow.

use super::ticket::{CreateTicket, TicketChannel, TicketKind, TicketStatus, suggested_topic};
use crate::ids::UnitId;
use crate::text::{Line, Text};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Characters of what is reported that become the ticket's subject.
const SUBJECT: usize = 80;

/// Length of a code: 16 random bytes in URL-safe text.
const CODE: usize = 22;

/// Whether a text can be the code of a label or of a report. What cannot is looked for no further.
pub fn is_code(text: &str) -> bool {
    text.len() == CODE && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

/// The label of a unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnitLabel {
    /// What stands behind `/report#` in the address that the QR code holds. Nobody can guess it.
    #[cfg_attr(feature = "openapi", schema(example = "3vQB7B6MrGQZaxCuFg4ohA"))]
    pub code: String,
    /// The address that the QR code holds.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "https://service.example.com/report#3vQB7B6MrGQZaxCuFg4ohA")
    )]
    pub address: String,
    /// Modules along a side of the QR code, without the quiet zone around it (four on each side).
    #[cfg_attr(feature = "openapi", schema(example = 33))]
    pub modules: i32,
    /// The dark modules as the path of an SVG with one unit per module.
    #[cfg_attr(feature = "openapi", schema(example = "M0 0h7v1h-7zM10 0h2v1h-2z"))]
    pub path: String,
}

/// A unit, as whoever stands in front of it may know it: no owner, no site, no history.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublicUnit {
    /// Its serial number, which stands on it too.
    #[cfg_attr(feature = "openapi", schema(example = "SB1600B-24-00005"))]
    pub serial: String,
    /// The product model.
    #[cfg_attr(feature = "openapi", schema(example = "三宝乘客电梯 1000"))]
    pub product_name: String,
    /// Who looks after it.
    #[cfg_attr(feature = "openapi", schema(example = "三宝电梯有限公司"))]
    pub service_name: String,
    /// Whom to call when it cannot wait.
    #[cfg_attr(feature = "openapi", schema(example = "400-800-3300"))]
    pub service_phone: Option<String>,
    /// When something was last reported that is not done yet: it may be the same.
    pub open_since: Option<DateTime<Utc>>,
}

/// What is sent to report something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CreatePublicReport {
    /// What is wrong, in the reporter's words.
    #[cfg_attr(feature = "openapi", schema(example = "关门时有很大的摩擦声，三楼停下后门打不开。"))]
    pub description: Text<2000>,
    /// Who reports.
    #[cfg_attr(feature = "openapi", schema(example = "王师傅"))]
    pub contact_name: Line<100>,
    /// Where to call them.
    #[cfg_attr(feature = "openapi", schema(example = "138 0000 1234"))]
    pub contact_phone: Line<40>,
    /// Whether somebody is trapped, hurt or in danger.
    #[serde(default)]
    pub danger: bool,
}

impl CreatePublicReport {
    /// The ticket's subject: the first line of what was written, cut where it is long.
    pub fn subject(&self) -> Line<200> {
        let first =
            self.description.as_str().lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let words = first.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut subject: String = words.chars().take(SUBJECT).collect();
        if subject.len() < words.len() {
            subject.push('…');
        }
        Line::new(&subject).expect("a text is not blank, and a line of it without tabs has only letters")
    }
}

impl CreatePublicReport {
    /// The ticket that a report about a unit becomes: a wish for a repair, about what its words suggest. Owner, dealer
    /// and site follow from the unit.
    pub fn ticket(&self, unit: UnitId) -> CreateTicket {
        CreateTicket {
            kind: TicketKind::RepairRequest,
            channel: TicketChannel::QrCode,
            subject: self.subject(),
            description: self.description.as_str().parse().ok(),
            reported_at: None,
            customer_id: None,
            contact_name: Some(self.contact_name.clone()),
            contact_phone: Some(self.contact_phone.clone()),
            contact_email: None,
            dealer_id: None,
            site_id: None,
            unit_id: Some(unit),
            product_id: None,
            usage_value: None,
            remedy_wanted: None,
            topic: suggested_topic(self.description.as_str()),
            fault_code_id: None,
            severity: None,
            impact: None,
            safety_risk: self.danger,
            service_class: None,
            external_reference: None,
        }
    }
}

/// What the reporter keeps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublicReceipt {
    /// The ticket's number, to be named on the telephone.
    #[cfg_attr(feature = "openapi", schema(example = "TK-2026-000123"))]
    pub number: String,
    /// What stands behind `/track#` in the address to follow it by. Nobody can guess it.
    #[cfg_attr(feature = "openapi", schema(example = "Jx2hQb1T7s0WzKQn0aYt5A"))]
    pub tracking_code: String,
}

/// A ticket, as whoever reported it follows it: how far it is and what the house wrote to them; no names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublicTicket {
    /// Its number.
    #[cfg_attr(feature = "openapi", schema(example = "TK-2026-000123"))]
    pub number: String,
    /// What was reported.
    #[cfg_attr(feature = "openapi", schema(example = "关门时有很大的摩擦声，三楼停下后门打不开。"))]
    pub subject: String,
    /// How far it is.
    pub status: TicketStatus,
    /// The unit's serial number.
    #[cfg_attr(feature = "openapi", schema(example = "SB1600B-24-00005"))]
    pub serial: String,
    /// Its product model.
    #[cfg_attr(feature = "openapi", schema(example = "三宝乘客电梯 1000"))]
    pub product_name: String,
    /// When it was reported.
    pub reported_at: DateTime<Utc>,
    /// When the house first answered.
    pub responded_at: Option<DateTime<Utc>>,
    /// When somebody was on site.
    pub arrived_at: Option<DateTime<Utc>>,
    /// When it was resolved.
    pub resolved_at: Option<DateTime<Utc>>,
    /// When it was closed.
    pub closed_at: Option<DateTime<Utc>>,
    /// Who looks after it.
    #[cfg_attr(feature = "openapi", schema(example = "三宝电梯有限公司"))]
    pub service_name: String,
    /// Whom to call.
    #[cfg_attr(feature = "openapi", schema(example = "400-800-3300"))]
    pub service_phone: Option<String>,
    /// What the house wrote, newest first, at most twenty.
    #[cfg_attr(feature = "openapi", schema(max_items = 20))]
    pub messages: Vec<PublicMessage>,
}

/// Something that the house wrote to whoever reported.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublicMessage {
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    #[cfg_attr(feature = "openapi", schema(example = "维修人员已在路上，预计 20 分钟到。"))]
    pub text: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(description: &str) -> CreatePublicReport {
        CreatePublicReport {
            description: Text::new(description).unwrap(),
            contact_name: Line::new("王师傅").unwrap(),
            contact_phone: Line::new("138").unwrap(),
            danger: true,
        }
    }

    fn subject(description: &str) -> String {
        report(description).subject().to_string()
    }

    #[test]
    fn a_code_is_twenty_two_url_safe_letters() {
        assert!(is_code("3vQB7B6MrGQZ-x_Fg4ohAA"));
        for bad in [
            "",
            "3vQB7B6MrGQZ-x_Fg4ohA",
            "3vQB7B6MrGQZ-x_Fg4ohAAA",
            "../tickets/aaaaaaaaaaaa",
            "a%2Fb?aaaaaaaaaaaaaaaa",
        ] {
            assert!(!is_code(bad), "{bad}");
        }
    }

    #[test]
    fn a_report_becomes_a_repair_about_what_its_words_suggest() {
        let ticket = report("门机异响").ticket(UnitId(uuid::Uuid::nil()));
        assert_eq!((ticket.kind, ticket.channel), (TicketKind::RepairRequest, TicketChannel::QrCode));
        assert_eq!(ticket.topic, suggested_topic("门机异响"));
        assert!(ticket.topic.is_some() && ticket.safety_risk);
    }

    #[test]
    fn the_first_line_is_the_subject_and_a_long_one_is_cut() {
        assert_eq!(subject("门打不开\n三楼"), "门打不开");
        assert_eq!(subject(&"门".repeat(80)), "门".repeat(80));
        assert_eq!(subject(&"门".repeat(81)), format!("{}…", "门".repeat(80)));
    }
}
