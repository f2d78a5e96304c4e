//! Use cases of files on tickets.

use super::content::Content;
use super::store::{self, Row};
use crate::audit;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::ticket::{self, TimelineEntry};
use diesel::pg::PgConnection;
use serde_json::json;
use shared::auth::Permission;
use shared::i18n::Arg;
use shared::ids::{AttachmentId, TicketId};
use shared::page::Page;
use shared::problem::{ProblemCode, Refusal};
use shared::records::attachment::{Attachment, CreateAttachment, may_remove, safe_name};
use shared::records::import::PageQuery;
use shared::records::ticket::{CommentVisibility, TicketEventKind};
use uuid::Uuid;

/// A page of a ticket's files that the caller may see, newest first.
pub fn list(
    c: &mut PgConnection,
    caller: &Caller,
    on: TicketId,
    query: &PageQuery,
) -> Result<Page<Attachment>, Failure> {
    ticket::find_visible(c, caller, on)?;
    store::list(c, caller, on, query)
}

/// Adds a file to a ticket. As a comment it is no change of the ticket: nobody's form goes stale by it.
pub(super) fn create(
    c: &mut PgConnection,
    caller: &Caller,
    on: TicketId,
    input: &CreateAttachment,
    content: &Content,
) -> Result<Attachment, Failure> {
    ticket::find_visible(c, caller, on)?;
    let visibility = input.visibility.unwrap_or(CommentVisibility::Public);
    if !store::is_open(caller, visibility) {
        let permission = Arg::Key(Permission::CommentInternal.label_key());
        let refusal = Refusal::new(ProblemCode::Forbidden).arg("permission", permission);
        return Err(refusal.allowed(["public"]).into());
    }
    store::keep(c, content, caller.now)?;
    let row = Row {
        id: AttachmentId(Uuid::now_v7()),
        ticket_id: on,
        sha256: content.sha256.clone(),
        name: safe_name(&input.name),
        visibility,
        uploaded_by_id: caller.actor.user_id,
        created_at: caller.now,
    };
    store::insert(c, &row)?;
    tell(c, caller, &row, "added")?;
    Ok(store::show(store::find(c, row.id)?, caller))
}

/// Takes a file away. Its content goes a day after the last file that has it.
pub(super) fn delete(c: &mut PgConnection, caller: &Caller, id: AttachmentId) -> Result<(), Failure> {
    let (row, _, _) = find(c, caller, id)?;
    if !may_remove(&caller.actor, row.uploaded_by_id) {
        let permission = Arg::Key(Permission::TicketWork.label_key());
        return Err(Refusal::new(ProblemCode::Forbidden).arg("permission", permission).into());
    }
    store::delete(c, id)?;
    tell(c, caller, &row, "removed")
}

/// The timeline and the audit trail hear of it.
fn tell(c: &mut PgConnection, caller: &Caller, row: &Row, change: &str) -> Result<(), Failure> {
    let values = json!({ "name": row.name, "attachment": change, "visibility": row.visibility });
    let event = TimelineEntry::by(caller, row.ticket_id, TicketEventKind::Attachment)
        .values(values)
        .internal(row.visibility == CommentVisibility::Internal);
    ticket::write_timeline(c, &[event])?;
    let changes = json!({ "attachment_id": row.id, "name": row.name, "sha256": store::digits(&row.sha256) });
    audit::write(c, caller, "ticket", row.ticket_id.0, &format!("attachment_{change}"), changes)
}

/// A file, if the caller sees its ticket and may see the file.
pub(super) fn find(c: &mut PgConnection, caller: &Caller, id: AttachmentId) -> Result<store::Found, Failure> {
    let found = store::find(c, id)?;
    if !store::is_open(caller, found.0.visibility) {
        return Err(Failure::not_found());
    }
    ticket::find_visible(c, caller, found.0.ticket_id)?;
    Ok(found)
}

/// The small picture of a file.
pub(super) fn thumbnail(c: &mut PgConnection, caller: &Caller, id: AttachmentId) -> Result<Vec<u8>, Failure> {
    let (row, _, _) = find(c, caller, id)?;
    store::thumbnail(c, &row.sha256)
}
