//! Rows and SQL of knowledge articles and their editions.

use super::links;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::jsonb::Json;
use crate::lists::Few;
use crate::schema::{
    knowledge_articles, knowledge_editions, knowledge_fault_codes, knowledge_products, users,
};
use crate::{capped_count, lists, policy, search};
use chrono::{DateTime, Utc};
use diesel::dsl::not;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::auth::Permission;
use shared::ids::{KnowledgeArticleId, UserId};
use shared::page::Page;
use shared::records::import::PageQuery;
use shared::records::knowledge_article::{
    KnowledgeArticle, KnowledgeAudience, KnowledgeEdition, KnowledgeEditionSummary, KnowledgeKind,
    KnowledgeMachine, KnowledgeQuery, KnowledgeStatus, KnowledgeSummary, KnowledgeText,
};
use shared::workflow::Workflow;
use std::collections::HashMap;

#[derive(Queryable, Selectable)]
#[diesel(table_name = knowledge_articles)]
pub(super) struct Row {
    pub id: KnowledgeArticleId,
    pub number: String,
    pub status: KnowledgeStatus,
    title: String,
    body: String,
    kind: KnowledgeKind,
    audience: KnowledgeAudience,
    pub draft: Option<Json<KnowledgeText>>,
    pub edition: i32,
    published_at: Option<DateTime<Utc>>,
    published_by_id: Option<UserId>,
    created_by_id: UserId,
    pub version: i32,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl Row {
    /// What readers have.
    pub fn text(&self) -> KnowledgeText {
        KnowledgeText {
            title: self.title.clone(),
            body: self.body.clone(),
            kind: self.kind,
            audience: self.audience,
        }
    }
}

/// The article, if the caller sees it.
pub(super) fn find(c: &mut PgConnection, caller: &Caller, id: KnowledgeArticleId) -> Result<Row, Failure> {
    let seen = policy::knowledge_articles(caller, knowledge_articles::table.into_boxed());
    let row = seen.filter(knowledge_articles::id.eq(id)).select(Row::as_select()).first(c).optional()?;
    row.ok_or_else(Failure::not_found)
}

/// An article as the caller sees it.
pub(super) fn show(c: &mut PgConnection, caller: &Caller, row: Row) -> Result<KnowledgeArticle, Failure> {
    let people: Vec<UserId> = row.published_by_id.into_iter().chain([row.created_by_id]).collect();
    let names: HashMap<UserId, String> = users::table
        .filter(users::id.eq_any(people))
        .select((users::id, users::name))
        .load::<(UserId, String)>(c)?
        .into_iter()
        .collect();
    let products = links::products_of(c, &[row.id])?.remove(&row.id).unwrap_or_default();
    let fault_codes = links::fault_codes_of(c, &[row.id])?.remove(&row.id).unwrap_or_default();
    let name = |id: UserId| names.get(&id).cloned().unwrap_or_default();
    Ok(KnowledgeArticle {
        text: row.text(),
        draft: row.draft.map(|draft| draft.0).filter(|_| caller.actor.may(Permission::KnowledgeManage)),
        published_by_name: row.published_by_id.map(name),
        created_by_name: name(row.created_by_id),
        products,
        fault_codes,
        available_actions: KnowledgeMachine::actions(row.status, &caller.actor),
        id: row.id,
        number: row.number,
        status: row.status,
        edition: row.edition,
        published_at: row.published_at,
        version: row.version,
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}

/// An article in a list, without its text.
#[derive(Queryable, Selectable)]
#[diesel(table_name = knowledge_articles)]
struct Summary {
    id: KnowledgeArticleId,
    number: String,
    status: KnowledgeStatus,
    title: String,
    kind: KnowledgeKind,
    audience: KnowledgeAudience,
    edition: i32,
    published_at: Option<DateTime<Utc>>,
    version: i32,
}

/// A page of those that the caller sees, newest first.
pub(super) fn list(
    c: &mut PgConnection,
    caller: &Caller,
    query: &KnowledgeQuery,
) -> Result<Page<KnowledgeSummary>, Failure> {
    use knowledge_articles as k;
    const SORT: &str = "knowledge";
    let limit = lists::limit(query.limit)?;
    let filtered = || {
        let mut q = policy::knowledge_articles(caller, k::table.into_boxed());
        if let Some(kinds) = &query.kind {
            q = q.filter(k::kind.eq_any(&kinds.0));
        }
        if let Some(states) = &query.status {
            q = q.filter(k::status.eq_any(&states.0));
        }
        if let Some(product) = query.product_id {
            use knowledge_products as p;
            q = q.filter(k::id.eq_any(p::table.filter(p::product_id.eq(product)).select(p::article_id)));
        }
        if let Some(fault) = query.fault_code_id {
            use knowledge_fault_codes as f;
            q = q.filter(k::id.eq_any(f::table.filter(f::fault_code_id.eq(fault)).select(f::article_id)));
        }
        if let Some(words) = &query.q {
            q = search!(q, knowledge_articles, words);
        }
        q
    };
    let mut page = filtered();
    if let Some((before,)) = lists::place::<(KnowledgeArticleId,)>(query.cursor.as_deref(), SORT)? {
        page = page.filter(k::id.lt(before));
    }
    let total = if query.cursor.is_none() { Some(capped_count!(filtered(), c)?) } else { None };
    let rows: Vec<Summary> =
        page.order(k::id.desc()).select(Summary::as_select()).up_to(limit + 1).load(c)?;
    let ids: Vec<KnowledgeArticleId> = rows.iter().map(|row| row.id).collect();
    let products = links::products_of(c, &ids)?;
    let faults = links::fault_codes_of(c, &ids)?;
    let cursor = |last: &Summary| lists::cursor(SORT, &(last.id,));
    Ok(lists::page(rows, limit, total, cursor, |row| KnowledgeSummary {
        product_codes: products.get(&row.id).into_iter().flatten().map(|p| p.code.clone()).collect(),
        fault_codes: faults.get(&row.id).into_iter().flatten().map(|f| f.code.clone()).collect(),
        id: row.id,
        number: row.number,
        status: row.status,
        title: row.title,
        kind: row.kind,
        audience: row.audience,
        edition: row.edition,
        published_at: row.published_at,
        version: row.version,
    }))
}

/// What is written when the text changes.
#[derive(AsChangeset, Insertable)]
#[diesel(table_name = knowledge_articles)]
struct Text<'a> {
    title: &'a str,
    body: &'a str,
    kind: KnowledgeKind,
    audience: KnowledgeAudience,
    updated_at: DateTime<Utc>,
}

fn text<'a>(text: &'a KnowledgeText, caller: &Caller) -> Text<'a> {
    Text {
        title: &text.title,
        body: &text.body,
        kind: text.kind,
        audience: text.audience,
        updated_at: caller.now,
    }
}

/// Stores a new draft.
pub(super) fn insert(
    c: &mut PgConnection,
    caller: &Caller,
    id: KnowledgeArticleId,
    number: &str,
    said: &KnowledgeText,
) -> Result<(), Failure> {
    use knowledge_articles as k;
    diesel::insert_into(k::table)
        .values((
            text(said, caller),
            (k::id.eq(id), k::number.eq(number), k::status.eq(KnowledgeStatus::Draft), k::edition.eq(0)),
            (k::created_by_id.eq(caller.actor.user_id), k::version.eq(1), k::created_at.eq(caller.now)),
        ))
        .execute(c)?;
    Ok(())
}

/// Changes the text of one that is not published; says whether it has this version still.
pub(super) fn rewrite(
    c: &mut PgConnection,
    caller: &Caller,
    id: KnowledgeArticleId,
    version: i32,
    said: &KnowledgeText,
) -> Result<bool, Failure> {
    use knowledge_articles as k;
    let guarded = k::table
        .filter(k::id.eq(id))
        .filter(k::version.eq(version))
        .filter(k::status.ne(KnowledgeStatus::Published));
    let changed = diesel::update(guarded).set((text(said, caller), k::version.eq(version + 1))).execute(c)?;
    Ok(changed == 1)
}

/// Keeps what is to become the next edition of a published one; says whether it has this version still.
pub(super) fn keep_draft(
    c: &mut PgConnection,
    caller: &Caller,
    id: KnowledgeArticleId,
    version: i32,
    draft: Option<KnowledgeText>,
) -> Result<bool, Failure> {
    use knowledge_articles as k;
    let guarded = k::table
        .filter(k::id.eq(id))
        .filter(k::version.eq(version))
        .filter(k::status.eq(KnowledgeStatus::Published));
    let changed = diesel::update(guarded)
        .set((k::draft.eq(draft.map(Json)), k::updated_at.eq(caller.now), k::version.eq(version + 1)))
        .execute(c)?;
    Ok(changed == 1)
}

/// Makes a text the next edition; says whether the article has this version still.
pub(super) fn publish(
    c: &mut PgConnection,
    caller: &Caller,
    row: &Row,
    said: &KnowledgeText,
) -> Result<bool, Failure> {
    use {knowledge_articles as k, knowledge_editions as e};
    let n = row.edition + 1;
    let guarded = k::table.filter(k::id.eq(row.id)).filter(k::version.eq(row.version));
    let changed = diesel::update(guarded)
        .set((
            text(said, caller),
            (k::draft.eq(None::<Json<KnowledgeText>>), k::status.eq(KnowledgeStatus::Published)),
            (k::published_at.eq(caller.now), k::published_by_id.eq(caller.actor.user_id)),
            (k::edition.eq(n), k::version.eq(row.version + 1)),
        ))
        .execute(c)?;
    if changed == 0 {
        return Ok(false);
    }
    diesel::insert_into(e::table)
        .values((
            (e::article_id.eq(row.id), e::n.eq(n), e::title.eq(&said.title), e::body.eq(&said.body)),
            (e::kind.eq(said.kind), e::audience.eq(said.audience)),
            (e::published_at.eq(caller.now), e::published_by_id.eq(caller.actor.user_id)),
        ))
        .execute(c)?;
    Ok(true)
}

/// Takes one away from readers; what was being changed becomes its text. Says whether it has this version still.
pub(super) fn archive(c: &mut PgConnection, caller: &Caller, row: &Row) -> Result<bool, Failure> {
    use knowledge_articles as k;
    let said = row.draft.as_ref().map_or_else(|| row.text(), |draft| draft.0.clone());
    let guarded = k::table.filter(k::id.eq(row.id)).filter(k::version.eq(row.version));
    let changed = diesel::update(guarded)
        .set((
            text(&said, caller),
            (k::draft.eq(None::<Json<KnowledgeText>>), k::status.eq(KnowledgeStatus::Archived)),
            k::version.eq(row.version + 1),
        ))
        .execute(c)?;
    Ok(changed == 1)
}

/// A page of an article's editions that were published for the caller, newest first.
pub(super) fn editions(
    c: &mut PgConnection,
    caller: &Caller,
    id: KnowledgeArticleId,
    query: &PageQuery,
) -> Result<Page<KnowledgeEditionSummary>, Failure> {
    use knowledge_editions as e;
    const SORT: &str = "editions";
    type Found = (i32, String, KnowledgeAudience, DateTime<Utc>, String);
    let limit = lists::limit(query.limit)?;
    let mut q = policy::knowledge_editions(caller, e::table.into_boxed()).filter(e::article_id.eq(id));
    if let Some((before,)) = lists::place::<(i32,)>(query.cursor.as_deref(), SORT)? {
        q = q.filter(e::n.lt(before));
    }
    let rows: Vec<Found> = q
        .inner_join(users::table)
        .order(e::n.desc())
        .select((e::n, e::title, e::audience, e::published_at, users::name))
        .up_to(limit + 1)
        .load(c)?;
    let show = |(edition, title, audience, published_at, published_by_name): Found| KnowledgeEditionSummary {
        edition,
        title,
        audience,
        published_at,
        published_by_name,
    };
    Ok(lists::page(rows, limit, None, |last| lists::cursor(SORT, &(last.0,)), show))
}

/// An edition that was published for the caller.
pub(super) fn edition(
    c: &mut PgConnection,
    caller: &Caller,
    id: KnowledgeArticleId,
    n: i32,
) -> Result<KnowledgeEdition, Failure> {
    use knowledge_editions as e;
    type Found = ((String, String, KnowledgeKind, KnowledgeAudience), DateTime<Utc>, String);
    let found: Option<Found> = policy::knowledge_editions(caller, e::table.into_boxed())
        .filter(e::article_id.eq(id))
        .filter(e::n.eq(n))
        .inner_join(users::table)
        .select(((e::title, e::body, e::kind, e::audience), e::published_at, users::name))
        .first(c)
        .optional()?;
    let ((title, body, kind, audience), published_at, published_by_name) =
        found.ok_or_else(Failure::not_found)?;
    let text = KnowledgeText { title, body, kind, audience };
    Ok(KnowledgeEdition { edition: n, text, published_at, published_by_name })
}

/// The first of these numbers whose article people outside of the house do not read.
pub(super) fn closed(c: &mut PgConnection, numbers: &[String]) -> Result<Option<String>, Failure> {
    use knowledge_articles as k;
    let open: Vec<KnowledgeAudience> =
        KnowledgeAudience::ALL.iter().copied().filter(|audience| audience.leaves_house()).collect();
    let published = k::status.eq(KnowledgeStatus::Published).and(k::audience.eq_any(open));
    let found = k::table
        .filter(k::number.eq_any(numbers))
        .filter(not(published))
        .order(k::number.asc())
        .select(k::number)
        .first(c);
    Ok(found.optional()?)
}
