//! The audit trail.

use super::client::{self, Answer};
use shared::page::Page;
use shared::records::audit_entry::{AuditEntry, AuditQuery};

/// One page of it, newest first.
pub async fn list(query: &AuditQuery) -> Answer<Page<AuditEntry>> {
    client::find("audit-entries", query).await
}
