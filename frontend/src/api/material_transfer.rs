//! Material transfers.

use super::client::{self, Answer, Key};
use shared::i18n::Locale;
use shared::ids::MaterialTransferId;
use shared::page::Page;
use shared::records::material_transfer::{
    Doing, MaterialTransfer, MaterialTransferInput, MaterialTransferSummary, TransferActionInput,
    TransferForm, TransferQuery,
};

/// One page of them.
pub async fn list(query: &TransferQuery) -> Answer<Page<MaterialTransferSummary>> {
    client::find("material-transfers", query).await
}

/// One of them.
pub async fn get(id: MaterialTransferId) -> Answer<MaterialTransfer> {
    client::get(format!("material-transfers/{id}")).await
}

/// Writes one.
pub async fn create(body: MaterialTransferInput, key: Key) -> Answer<MaterialTransfer> {
    client::post("material-transfers", &body, key).await
}

/// Rewrites one.
pub async fn update(
    id: MaterialTransferId,
    body: MaterialTransferInput,
    version: i32,
) -> Answer<MaterialTransfer> {
    client::put(format!("material-transfers/{id}"), &body, version).await
}

/// Does something with one.
pub async fn act(id: MaterialTransferId, doing: Doing, version: i32, key: Key) -> Answer<MaterialTransfer> {
    let path = format!("material-transfers/{id}/{}", doing.action());
    match &doing {
        Doing::Approve(body) => client::act(path, body, version, key).await,
        Doing::Ship(body) => client::act(path, body, version, key).await,
        Doing::Receive(body) => client::act(path, body, version, key).await,
        Doing::Reject(body) | Doing::Cancel(body) => client::act(path, body, version, key).await,
        Doing::Submit | Doing::Pick | Doing::Regularise | Doing::Reconcile => {
            client::act(path, &TransferActionInput::default(), version, key).await
        }
    }
}

/// A form of one, as PDF.
pub async fn paper(id: MaterialTransferId, form: TransferForm, lang: Locale) -> Answer<Vec<u8>> {
    client::bytes(format!("material-transfers/{id}/paper/{form}?lang={lang}")).await
}
