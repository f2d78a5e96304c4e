//! Reports by the QR code on a unit.

use super::client::{self, Answer, Key};
use serde_json::json;
use shared::ids::UnitId;
use shared::records::public_report::{
    CreatePublicReport, PublicReceipt, PublicTicket, PublicUnit, UnitLabel,
};

/// The label of a unit.
pub async fn label(id: UnitId, key: Key) -> Answer<UnitLabel> {
    client::post(format!("units/{id}/label"), &json!({}), key).await
}

/// The unit with a label.
pub async fn unit(code: String) -> Answer<PublicUnit> {
    client::get(format!("public/units/{code}")).await
}

/// Reports something about it.
pub async fn report(code: &str, body: CreatePublicReport, key: Key) -> Answer<PublicReceipt> {
    client::post(format!("public/units/{code}/reports"), &body, key).await
}

/// Follows what was reported.
pub async fn ticket(code: String) -> Answer<PublicTicket> {
    client::get(format!("public/tickets/{code}")).await
}
