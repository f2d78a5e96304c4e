//! Comments on tickets: for everybody who sees the ticket, or for the house only.

use super::events::{self, EventRow};
use super::rows::Whole;
use super::{after, references, store};
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::lists::Few;
use crate::records::knowledge_article;
use crate::schema::{comments, organizations, users};
use crate::{audit, before, lists};
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use serde_json::json;
use shared::auth::Permission;
use shared::i18n::Arg;
use shared::ids::{CommentId, TicketId, UserId};
use shared::page::Page;
use shared::problem::{Checker, FieldProblem, FieldRefusal, ProblemCode, Refusal};
use shared::records::import::PageQuery;
use shared::records::ticket::{Comment, CommentVisibility, CreateComment, TicketEventKind};
use uuid::Uuid;

#[derive(Queryable, Selectable)]
#[diesel(table_name = comments)]
struct Row {
    id: CommentId,
    visibility: CommentVisibility,
    body: String,
    author_id: UserId,
    created_at: DateTime<Utc>,
}

/// A page of a ticket's comments that the caller may read, newest first.
pub(super) fn list(
    c: &mut PgConnection,
    caller: &Caller,
    ticket: TicketId,
    query: &PageQuery,
) -> Result<Page<Comment>, Failure> {
    use comments::dsl;
    store::find(c, caller, ticket)?;
    let limit = lists::limit(query.limit)?;
    let mut q = dsl::comments
        .inner_join(users::table.inner_join(organizations::table))
        .filter(dsl::ticket_id.eq(ticket))
        .into_boxed();
    if !caller.actor.may(Permission::CommentInternal) {
        q = q.filter(dsl::visibility.eq(CommentVisibility::Public));
    }
    if let Some((at, id)) = lists::place::<(DateTime<Utc>, CommentId)>(query.cursor.as_deref(), "comments")? {
        q = before!(q, dsl::created_at, at, dsl::id.lt(id));
    }
    let rows: Vec<(Row, String, String)> = q
        .order((dsl::created_at.desc(), dsl::id.desc()))
        .select((Row::as_select(), users::name, organizations::name))
        .up_to(limit + 1)
        .load(c)?;
    let cursor =
        |(last, _, _): &(Row, String, String)| lists::cursor("comments", &(last.created_at, last.id));
    Ok(lists::page(rows, limit, None, cursor, |(row, author, organization)| show(row, author, organization)))
}

fn show(row: Row, author_name: String, author_organization: String) -> Comment {
    Comment {
        id: row.id,
        visibility: row.visibility,
        body: row.body,
        author_id: row.author_id,
        author_name,
        author_organization,
        created_at: row.created_at,
    }
}

/// Writes a comment. A comment is no change of the ticket: nobody's form goes stale by it.
pub(super) fn create(
    c: &mut PgConnection,
    caller: &Caller,
    ticket: TicketId,
    input: &CreateComment,
) -> Result<Comment, Failure> {
    let whole = store::find(c, caller, ticket)?;
    let internal = input.visibility == CommentVisibility::Internal;
    if internal && !caller.actor.may(Permission::CommentInternal) {
        let permission = Arg::Key(Permission::CommentInternal.label_key());
        return Err(Refusal::new(ProblemCode::Forbidden)
            .arg("permission", permission)
            .allowed(["public"])
            .into());
    }
    mentioned(c, caller, &whole, input, internal)?;
    if !internal {
        knowledge_article::check_named(c, "/body", &input.body)?;
    }
    // A public word of whoever works on tickets answers the customer.
    let answers = !internal && caller.actor.may(Permission::TicketWork);
    let row = Row {
        id: CommentId(Uuid::now_v7()),
        visibility: input.visibility,
        body: input.body.to_string(),
        author_id: caller.actor.user_id,
        created_at: caller.now,
    };
    diesel::insert_into(comments::table)
        .values((
            comments::id.eq(row.id),
            comments::ticket_id.eq(ticket),
            comments::visibility.eq(row.visibility),
            comments::body.eq(&row.body),
            comments::author_id.eq(row.author_id),
            comments::created_at.eq(row.created_at),
        ))
        .execute(c)?;
    let event = EventRow::by(caller, ticket, TicketEventKind::Comment)
        .note(Some(row.body.clone()))
        .values(json!({ "comment_id": row.id, "visibility": row.visibility, "answers": answers }))
        .internal(internal);
    events::write(c, &[event])?;
    audit::write(
        c,
        caller,
        "ticket",
        ticket.0,
        "comment",
        json!({ "comment_id": row.id, "visibility": row.visibility }),
    )?;
    after::commented(c, caller, &whole, input.visibility, answers, &input.mentions)?;
    Ok(show(row, caller.actor.name.clone(), caller.profile.organization_name.clone()))
}

/// Most people who are named in one comment.
const MOST_MENTIONS: usize = 20;

/// Whoever is named must be there and able to read the comment: of the maker's house, or for a public one of the
/// ticket's dealer too.
fn mentioned(
    c: &mut PgConnection,
    caller: &Caller,
    ticket: &Whole,
    input: &CreateComment,
    internal: bool,
) -> Result<(), Failure> {
    if input.mentions.len() > MOST_MENTIONS {
        let too_many = FieldRefusal::new("/mentions", FieldProblem::TooLarge);
        return Err(Refusal::fields(vec![too_many.arg("limit", MOST_MENTIONS as i64)]).into());
    }
    if input.mentions.is_empty() {
        return Ok(());
    }
    let dealer = ticket.row.dealer_id.filter(|_| !internal);
    let readers = references::readers(c, caller, &input.mentions, dealer)?;
    let mut check = Checker::default();
    for (i, person) in input.mentions.iter().enumerate() {
        check.check(readers.contains(person), &format!("/mentions/{i}"), FieldProblem::NoSuchRecord);
    }
    Ok(check.finish()?)
}
