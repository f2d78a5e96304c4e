//! What a new return is about, as it stands in the address of its form: two clicks from a ticket, a transfer or a claim.

use serde::{Deserialize, Serialize};
use yew::AttrValue;

/// What is known beforehand.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct About {
    /// Who sends it back.
    pub dealer_id: Option<String>,
    /// That organisation's name.
    pub dealer_name: Option<String>,
    /// The ticket it comes from.
    pub ticket_id: Option<String>,
    /// That ticket's number.
    pub ticket_number: Option<String>,
    /// The unit its parts come from.
    pub unit_id: Option<String>,
    /// That unit's serial number.
    pub unit_serial: Option<String>,
    /// Old parts as JSON, since an address has no lists.
    pub parts: Option<String>,
}

/// An old part that is to come back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OldPart {
    /// The part.
    pub part_id: String,
    /// Its number.
    pub number: String,
    /// Its name.
    pub name: String,
    /// How many.
    pub quantity: i64,
    /// Serial number of the old one.
    pub old_serial: Option<String>,
}

impl About {
    /// The same, with these old parts.
    pub fn with(self, parts: &[OldPart]) -> Self {
        Self { parts: (!parts.is_empty()).then(|| serde_json::to_string(parts).unwrap_or_default()), ..self }
    }

    /// Its old parts.
    pub fn parts(&self) -> Vec<OldPart> {
        self.parts.as_deref().and_then(|parts| serde_json::from_str(parts).ok()).unwrap_or_default()
    }

    /// As the query of an address.
    pub fn query(&self) -> AttrValue {
        AttrValue::from(serde_urlencoded::to_string(self).unwrap_or_default())
    }
}
