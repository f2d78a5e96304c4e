//! Files on tickets.

use super::client::{self, Answer, Key};
use shared::ids::{AttachmentId, TicketId};
use shared::page::Page;
use shared::records::attachment::{Attachment, CreateAttachment};
use web_sys::Blob;

/// A ticket's files, newest first.
pub async fn list(ticket: TicketId) -> Answer<Page<Attachment>> {
    client::get(format!("tickets/{ticket}/attachments?limit=100")).await
}

/// Adds a file.
pub async fn create(ticket: TicketId, what: &CreateAttachment, file: &Blob, key: Key) -> Answer<Attachment> {
    client::upload(&format!("tickets/{ticket}/attachments"), what, file, key).await
}

/// Takes a file away.
pub async fn delete(id: AttachmentId) -> Answer<()> {
    client::delete(format!("attachments/{id}"), None).await
}

/// The bytes of a file.
pub async fn content(id: AttachmentId) -> Answer<Vec<u8>> {
    client::bytes(format!("attachments/{id}/content")).await
}

/// The bytes of its small picture, a JPEG.
pub async fn thumbnail(id: AttachmentId) -> Answer<Vec<u8>> {
    client::bytes(format!("attachments/{id}/thumbnail")).await
}
