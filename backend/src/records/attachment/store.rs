//! Rows and SQL of files.

use super::content::Content;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::lists::Few;
use crate::schema::{attachments, blob_pieces, blobs, knowledge_files, rma_pictures, users};
use crate::{before, lists};
use chrono::{DateTime, Duration, Utc};
use diesel::dsl::{exists, not};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::upsert::excluded;
use shared::auth::Permission;
use shared::ids::{AttachmentId, TicketId, UserId};
use shared::page::Page;
use shared::records::attachment::{Attachment, may_remove};
use shared::records::import::PageQuery;
use shared::records::ticket::CommentVisibility;
use std::fmt::Write;

/// Bytes of a piece.
pub(super) const PIECE: usize = 256 * 1024;
/// Pieces that are written by one statement: 4 MiB.
const PIECES: usize = 16;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = attachments)]
pub(super) struct Row {
    pub id: AttachmentId,
    pub ticket_id: TicketId,
    pub sha256: Vec<u8>,
    pub name: String,
    pub visibility: CommentVisibility,
    pub uploaded_by_id: UserId,
    pub created_at: DateTime<Utc>,
}

/// What is known of the content without reading it.
#[derive(Queryable, Selectable)]
#[diesel(table_name = blobs)]
pub(super) struct Blob {
    pub size: i64,
    pub media_type: String,
    #[diesel(select_expression = blobs::thumbnail.is_not_null())]
    pub has_thumbnail: bool,
}

/// A file with what is known of it.
pub(super) type Found = (Row, Blob, String);

/// In hexadecimal digits.
pub fn digits(hash: &[u8]) -> String {
    hash.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

pub(super) fn show((row, blob, uploaded_by_name): Found, caller: &Caller) -> Attachment {
    Attachment {
        removable: may_remove(&caller.actor, row.uploaded_by_id),
        id: row.id,
        ticket_id: row.ticket_id,
        name: row.name,
        media_type: blob.media_type,
        size: blob.size,
        sha256: digits(&row.sha256),
        visibility: row.visibility,
        has_thumbnail: blob.has_thumbnail,
        uploaded_by_id: row.uploaded_by_id,
        uploaded_by_name,
        created_at: row.created_at,
    }
}

/// Whether the caller may see a file of a ticket that it sees.
pub(super) fn is_open(caller: &Caller, visibility: CommentVisibility) -> bool {
    visibility == CommentVisibility::Public || caller.actor.may(Permission::CommentInternal)
}

/// A page of a ticket's files that the caller may see, newest first.
pub(super) fn list(
    c: &mut PgConnection,
    caller: &Caller,
    ticket: TicketId,
    query: &PageQuery,
) -> Result<Page<Attachment>, Failure> {
    use attachments::dsl;
    let limit = lists::limit(query.limit)?;
    let mut q = dsl::attachments
        .inner_join(blobs::table)
        .inner_join(users::table)
        .filter(dsl::ticket_id.eq(ticket))
        .into_boxed();
    if !caller.actor.may(Permission::CommentInternal) {
        q = q.filter(dsl::visibility.eq(CommentVisibility::Public));
    }
    type Place = (DateTime<Utc>, AttachmentId);
    if let Some((at, id)) = lists::place::<Place>(query.cursor.as_deref(), "attachments")? {
        q = before!(q, dsl::created_at, at, dsl::id.lt(id));
    }
    let rows: Vec<Found> = q
        .order((dsl::created_at.desc(), dsl::id.desc()))
        .select((Row::as_select(), Blob::as_select(), users::name))
        .up_to(limit + 1)
        .load(c)?;
    let cursor = |(last, _, _): &Found| lists::cursor("attachments", &(last.created_at, last.id));
    Ok(lists::page(rows, limit, None, cursor, |found| show(found, caller)))
}

/// A file. Whether the caller sees its ticket is not asked here.
pub(super) fn find(c: &mut PgConnection, id: AttachmentId) -> Result<Found, Failure> {
    let found = attachments::table
        .inner_join(blobs::table)
        .inner_join(users::table)
        .filter(attachments::id.eq(id))
        .select((Row::as_select(), Blob::as_select(), users::name))
        .first(c)
        .optional()?;
    found.ok_or_else(Failure::not_found)
}

/// Keeps a content, unless the same is there already.
///
/// # Errors
/// When the database is away.
pub fn keep(c: &mut PgConnection, content: &Content, now: DateTime<Utc>) -> Result<(), Failure> {
    let there: bool =
        diesel::select(exists(blobs::table.filter(blobs::sha256.eq(&content.sha256)))).get_result(c)?;
    // Written again where it is there: the row is then locked and young, so that no sweep takes it meanwhile.
    diesel::insert_into(blobs::table)
        .values((
            blobs::sha256.eq(&content.sha256),
            blobs::size.eq(content.bytes.len() as i64),
            blobs::media_type.eq(content.media_type),
            blobs::thumbnail.eq(&content.thumbnail),
            blobs::created_at.eq(now),
        ))
        .on_conflict(blobs::sha256)
        .do_update()
        .set(blobs::created_at.eq(excluded(blobs::created_at)))
        .execute(c)?;
    if there {
        return Ok(());
    }
    let pieces: Vec<_> = content.bytes.chunks(PIECE).zip(0_i32..).collect();
    for some in pieces.chunks(PIECES) {
        let rows: Vec<_> = some
            .iter()
            .map(|(bytes, n)| {
                (
                    blob_pieces::sha256.eq(&content.sha256),
                    blob_pieces::n.eq(*n),
                    blob_pieces::bytes.eq(bytes.to_vec()),
                )
            })
            .collect();
        diesel::insert_into(blob_pieces::table).values(rows).on_conflict_do_nothing().execute(c)?;
    }
    Ok(())
}

pub(super) fn insert(c: &mut PgConnection, row: &Row) -> Result<(), Failure> {
    diesel::insert_into(attachments::table).values(row).execute(c)?;
    Ok(())
}

pub(super) fn delete(c: &mut PgConnection, id: AttachmentId) -> Result<(), Failure> {
    diesel::delete(attachments::table.find(id)).execute(c)?;
    Ok(())
}

/// A piece of a content.
pub(super) fn piece(c: &mut PgConnection, sha256: &[u8], n: i32) -> Result<Vec<u8>, Failure> {
    let found = blob_pieces::table.find((sha256, n)).select(blob_pieces::bytes).first(c).optional()?;
    found.ok_or_else(Failure::not_found)
}

/// The small picture of a content.
///
/// # Errors
/// `not_found` where there is none.
pub fn thumbnail(c: &mut PgConnection, sha256: &[u8]) -> Result<Vec<u8>, Failure> {
    let found: Option<Option<Vec<u8>>> =
        blobs::table.find(sha256).select(blobs::thumbnail).first(c).optional()?;
    found.flatten().ok_or_else(Failure::not_found)
}

/// Contents that no file has any more, a day later. Gives how many went.
///
/// # Errors
/// When the database is away.
pub fn sweep(c: &mut PgConnection, now: DateTime<Utc>) -> Result<usize, Failure> {
    let used = attachments::table.filter(attachments::sha256.eq(blobs::sha256));
    let known = knowledge_files::table.filter(knowledge_files::sha256.eq(blobs::sha256));
    let pictured = rma_pictures::table.filter(rma_pictures::sha256.eq(blobs::sha256));
    let left = blobs::table
        .filter(blobs::created_at.lt(now - Duration::days(1)))
        .filter(not(exists(used)))
        .filter(not(exists(known)))
        .filter(not(exists(pictured)));
    Ok(diesel::delete(left).execute(c)?)
}
