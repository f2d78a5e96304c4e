//! Files of articles: manuals, software packages. Kept in the same store as those of tickets.

use super::store;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::lists::Few;
use crate::records::attachment::{Content, File, digits, keep};
use crate::schema::{blobs, knowledge_files, users};
use crate::{audit, before, lists};
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use serde_json::json;
use shared::auth::Permission;
use shared::ids::{KnowledgeArticleId, KnowledgeFileId, UserId};
use shared::page::Page;
use shared::records::attachment::safe_name;
use shared::records::import::PageQuery;
use shared::records::knowledge_article::{CreateKnowledgeFile, KnowledgeFile};
use uuid::Uuid;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = knowledge_files)]
struct Row {
    id: KnowledgeFileId,
    article_id: KnowledgeArticleId,
    sha256: Vec<u8>,
    name: String,
    label: Option<String>,
    uploaded_by_id: UserId,
    created_at: DateTime<Utc>,
}

/// A file, its size, what it is and who added it.
type Found = (Row, i64, String, String);

fn show((row, size, media_type, uploaded_by_name): Found, caller: &Caller) -> KnowledgeFile {
    KnowledgeFile {
        removable: caller.actor.may(Permission::KnowledgeManage),
        id: row.id,
        article_id: row.article_id,
        name: row.name,
        label: row.label,
        media_type,
        size,
        sha256: digits(&row.sha256),
        uploaded_by_name,
        created_at: row.created_at,
    }
}

/// A page of an article's files, newest first, if the caller sees the article.
pub(super) fn list(
    c: &mut PgConnection,
    caller: &Caller,
    article: KnowledgeArticleId,
    query: &PageQuery,
) -> Result<Page<KnowledgeFile>, Failure> {
    use knowledge_files as f;
    const SORT: &str = "knowledge_files";
    store::find(c, caller, article)?;
    let limit = lists::limit(query.limit)?;
    let mut q = f::table
        .inner_join(blobs::table)
        .inner_join(users::table)
        .filter(f::article_id.eq(article))
        .into_boxed();
    type Place = (DateTime<Utc>, KnowledgeFileId);
    if let Some((at, id)) = lists::place::<Place>(query.cursor.as_deref(), SORT)? {
        q = before!(q, f::created_at, at, f::id.lt(id));
    }
    let rows: Vec<Found> = q
        .order((f::created_at.desc(), f::id.desc()))
        .select((Row::as_select(), blobs::size, blobs::media_type, users::name))
        .up_to(limit + 1)
        .load(c)?;
    let cursor = |last: &Found| lists::cursor(SORT, &(last.0.created_at, last.0.id));
    Ok(lists::page(rows, limit, None, cursor, |found| show(found, caller)))
}

fn find(c: &mut PgConnection, caller: &Caller, id: KnowledgeFileId) -> Result<Found, Failure> {
    let found: Option<Found> = knowledge_files::table
        .inner_join(blobs::table)
        .inner_join(users::table)
        .filter(knowledge_files::id.eq(id))
        .select((Row::as_select(), blobs::size, blobs::media_type, users::name))
        .first(c)
        .optional()?;
    let found = found.ok_or_else(Failure::not_found)?;
    store::find(c, caller, found.0.article_id)?;
    Ok(found)
}

/// A file to be sent, if the caller sees its article.
pub(super) fn content(c: &mut PgConnection, caller: &Caller, id: KnowledgeFileId) -> Result<File, Failure> {
    let (row, size, media_type, _) = find(c, caller, id)?;
    Ok(File { name: row.name, sha256: row.sha256, media_type, size })
}

/// Adds a file to an article. It is no change of the text: nobody's form goes stale by it.
pub(super) fn create(
    c: &mut PgConnection,
    caller: &Caller,
    article: KnowledgeArticleId,
    input: &CreateKnowledgeFile,
    content: &Content,
) -> Result<KnowledgeFile, Failure> {
    store::find(c, caller, article)?;
    keep(c, content, caller.now)?;
    let row = Row {
        id: KnowledgeFileId(Uuid::now_v7()),
        article_id: article,
        sha256: content.sha256.clone(),
        name: safe_name(&input.name),
        label: input.label.as_ref().map(ToString::to_string),
        uploaded_by_id: caller.actor.user_id,
        created_at: caller.now,
    };
    diesel::insert_into(knowledge_files::table).values(&row).execute(c)?;
    tell(c, caller, &row, "file_added")?;
    let id = row.id;
    Ok(show(find(c, caller, id)?, caller))
}

/// Takes a file away. Its content goes a day after the last file that has it.
pub(super) fn delete(c: &mut PgConnection, caller: &Caller, id: KnowledgeFileId) -> Result<(), Failure> {
    let (row, ..) = find(c, caller, id)?;
    diesel::delete(knowledge_files::table.find(id)).execute(c)?;
    tell(c, caller, &row, "file_removed")
}

fn tell(c: &mut PgConnection, caller: &Caller, row: &Row, action: &str) -> Result<(), Failure> {
    let changes =
        json!({ "file_id": row.id, "name": row.name, "label": row.label, "sha256": digits(&row.sha256) });
    audit::write(c, caller, "knowledge_article", row.article_id.0, action, changes)
}
