//! Pictures of what came back: use cases, rows and SQL. The content is kept as that of every file.

use super::line_store;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::attachment::{self, Content};
use crate::schema::rma_pictures;
use crate::views::{rma_line_rows, rma_picture_rows};
use crate::{audit, policy};
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use serde_json::json;
use shared::ids::{RmaId, RmaLineId, RmaPictureId, UserId};
use shared::problem::{FieldProblem, ProblemCode, Refusal};
use shared::records::attachment::safe_name;
use shared::records::rma::*;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(Queryable, Selectable)]
#[diesel(table_name = rma_picture_rows)]
pub(super) struct Row {
    id: RmaPictureId,
    line_id: RmaLineId,
    rma_id: RmaId,
    line_status: RmaLineStatus,
    pub sha256: Vec<u8>,
    pub name: String,
    pub media_type: String,
    pub size: i64,
    has_thumbnail: bool,
    uploaded_by_id: UserId,
    uploaded_by_name: String,
    created_at: DateTime<Utc>,
}

impl Row {
    fn show(self, caller: &Caller) -> RmaPicture {
        let inside = caller.actor.is_inside();
        RmaPicture {
            removable: may_remove_picture(&caller.actor, self.uploaded_by_id, self.line_status),
            id: self.id,
            name: self.name,
            media_type: self.media_type,
            size: self.size,
            sha256: attachment::digits(&self.sha256),
            has_thumbnail: self.has_thumbnail,
            uploaded_by_name: inside.then_some(self.uploaded_by_name),
            created_at: self.created_at,
        }
    }
}

/// The pictures of these lines that the caller sees, in the order they were taken.
///
/// # Errors
/// When the database is away.
pub fn of(
    c: &mut PgConnection,
    caller: &Caller,
    lines: &[RmaLineId],
) -> Result<HashMap<RmaLineId, Vec<RmaPicture>>, Failure> {
    let rows: Vec<Row> = policy::rma_pictures(caller, rma_picture_rows::table.into_boxed())
        .filter(rma_picture_rows::line_id.eq_any(lines.to_vec()))
        .order((rma_picture_rows::created_at, rma_picture_rows::id))
        .select(Row::as_select())
        .load(c)?;
    let mut found: HashMap<_, Vec<_>> = HashMap::new();
    for row in rows {
        found.entry(row.line_id).or_default().push(row.show(caller));
    }
    Ok(found)
}

/// A picture, if the caller sees it.
pub(super) fn find(c: &mut PgConnection, caller: &Caller, id: RmaPictureId) -> Result<Row, Failure> {
    let seen = policy::rma_pictures(caller, rma_picture_rows::table.into_boxed());
    let one = seen.filter(rma_picture_rows::id.eq(id)).select(Row::as_select()).first(c).optional()?;
    one.ok_or_else(Failure::not_found)
}

/// Adds a picture to a line of a return. As a comment it is no change of the return: nobody's form goes stale by it.
///
/// # Errors
/// `validation_failed` for what is no picture; `transition_refused` for a part that has not come, or with too many.
pub fn add(
    c: &mut PgConnection,
    caller: &Caller,
    (rma, line): (RmaId, RmaLineId),
    name: &str,
    content: &Content,
) -> Result<RmaPicture, Failure> {
    let seen = policy::rma_lines(caller, rma_line_rows::table.into_boxed());
    let found: Option<(String, RmaLineStatus)> = seen
        .filter(rma_line_rows::id.eq(line))
        .filter(rma_line_rows::rma_id.eq(rma))
        .select((rma_line_rows::name, rma_line_rows::status))
        .first(c)
        .optional()?;
    let (part, status) = found.ok_or_else(Failure::not_found)?;
    if !PICTURES.contains(&content.media_type) {
        return Err(Failure::field("", FieldProblem::NotAPicture));
    }
    // Held, so that two at once are counted one after the other.
    line_store::hold(c, line)?;
    let there: i64 = rma_pictures::table.filter(rma_pictures::line_id.eq(line)).count().get_result(c)?;
    may_picture(&part, status, usize::try_from(there).unwrap_or(usize::MAX))?;
    attachment::keep(c, content, caller.now)?;
    let id = RmaPictureId(Uuid::now_v7());
    diesel::insert_into(rma_pictures::table)
        .values((
            rma_pictures::id.eq(id),
            rma_pictures::line_id.eq(line),
            rma_pictures::sha256.eq(&content.sha256),
            rma_pictures::name.eq(safe_name(name)),
            rma_pictures::uploaded_by_id.eq(caller.actor.user_id),
            rma_pictures::created_at.eq(caller.now),
        ))
        .execute(c)?;
    let row = find(c, caller, id)?;
    tell(c, caller, rma, line, "picture_added", &row)?;
    Ok(row.show(caller))
}

/// Takes a picture away. Its content goes a day after the last file that has it.
pub(super) fn remove(c: &mut PgConnection, caller: &Caller, id: RmaPictureId) -> Result<(), Failure> {
    // Held, so that nobody scraps the part by this picture meanwhile; read again, as it is then.
    let line = find(c, caller, id)?.line_id;
    line_store::hold(c, line)?;
    let row = find(c, caller, id)?;
    if !may_remove_picture(&caller.actor, row.uploaded_by_id, row.line_status) {
        return Err(Refusal::new(ProblemCode::TransitionRefused)
            .detail("problem-transition_refused-picture_kept")
            .into());
    }
    diesel::delete(rma_pictures::table.find(id)).execute(c)?;
    tell(c, caller, row.rma_id, row.line_id, "picture_removed", &row)
}

fn tell(
    c: &mut PgConnection,
    caller: &Caller,
    rma: RmaId,
    line: RmaLineId,
    action: &str,
    row: &Row,
) -> Result<(), Failure> {
    let sha256 = attachment::digits(&row.sha256);
    let changes = json!({ "line": line, "picture_id": row.id, "name": row.name, "sha256": sha256 });
    audit::write(c, caller, "rma", rma.0, action, changes)
}

/// The small picture of a picture.
pub(super) fn thumbnail(c: &mut PgConnection, caller: &Caller, id: RmaPictureId) -> Result<Vec<u8>, Failure> {
    let row = find(c, caller, id)?;
    attachment::thumbnail(c, &row.sha256)
}
