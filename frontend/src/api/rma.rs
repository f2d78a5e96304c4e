//! Returns of defective parts.

use super::client::{self, Answer, Key};
use serde_json::Value;
use shared::ids::{RmaId, RmaLineId, RmaPictureId};
use shared::page::Page;
use shared::records::rma::{
    CreateRma, CreateRmaPicture, OverdueDealer, OverdueDealersQuery, OverdueRmaLine, OverdueRmaQuery, Rma,
    RmaAction, RmaDunnings, RmaLineAction, RmaLineQuery, RmaLineSummary, RmaPicture, RmaQuery, RmaSummary,
    ScanRmaTag,
};
use web_sys::Blob;

/// One page of them.
pub async fn list(query: &RmaQuery) -> Answer<Page<RmaSummary>> {
    client::find("rmas", query).await
}

/// One page of what has not come in time.
pub async fn overdue(query: &OverdueRmaQuery) -> Answer<Page<OverdueRmaLine>> {
    client::find("rmas/overdue", query).await
}

/// One of them.
pub async fn get(id: RmaId) -> Answer<Rma> {
    client::get(format!("rmas/{id}")).await
}

/// Asks for one.
pub async fn create(body: CreateRma, key: Key) -> Answer<Rma> {
    client::post("rmas", &body, key).await
}

/// Does something with one.
pub async fn act(id: RmaId, action: RmaAction, body: Value, version: i32, key: Key) -> Answer<Rma> {
    client::act(format!("rmas/{id}/{action}"), &body, version, key).await
}

/// Does something with a line of one.
pub async fn act_on(
    id: RmaId,
    (line, action): (RmaLineId, RmaLineAction),
    body: Value,
    version: i32,
    key: Key,
) -> Answer<Rma> {
    client::act(format!("rmas/{id}/lines/{line}/{action}"), &body, version, key).await
}

/// Says that a part with this tag is in one's hands.
pub async fn scan(body: ScanRmaTag, key: Key) -> Answer<Rma> {
    client::post("rmas/scan", &body, key).await
}

/// One page of lines.
pub async fn lines(query: &RmaLineQuery) -> Answer<Page<RmaLineSummary>> {
    client::find("rma-lines", query).await
}

/// One page of the dealers that owe something too long.
pub async fn overdue_dealers(query: &OverdueDealersQuery) -> Answer<Page<OverdueDealer>> {
    client::find("rmas/overdue/dealers", query).await
}

/// How one was dunned.
pub async fn dunnings(id: RmaId) -> Answer<RmaDunnings> {
    client::get(format!("rmas/{id}/dunnings")).await
}

/// Adds a picture of a line of one.
pub async fn add_picture(
    (id, line): (RmaId, RmaLineId),
    what: &CreateRmaPicture,
    file: &Blob,
    key: Key,
) -> Answer<RmaPicture> {
    client::upload(&format!("rmas/{id}/lines/{line}/pictures"), what, file, key).await
}

/// Takes a picture away.
pub async fn delete_picture(id: RmaPictureId) -> Answer<()> {
    client::delete(format!("rma-pictures/{id}"), None).await
}

/// The bytes of a picture.
pub async fn picture(id: RmaPictureId) -> Answer<Vec<u8>> {
    client::bytes(format!("rma-pictures/{id}/content")).await
}

/// The bytes of its small picture, a JPEG.
pub async fn thumbnail(id: RmaPictureId) -> Answer<Vec<u8>> {
    client::bytes(format!("rma-pictures/{id}/thumbnail")).await
}
