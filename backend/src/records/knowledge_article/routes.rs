//! Handlers of knowledge articles.

use super::{file_routes, service, suggest};
use crate::app::House;
use crate::auth::caller::Caller;
use crate::auth::require::{KnowledgeManage, KnowledgeRead, Require};
use crate::error::Failure;
use crate::http::{Body, IfMatch, NoWords, Query, versioned};
use crate::idempotency::{Answer, IdempotencyKey, once};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::routing::Routes;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post, put};
use shared::ids::KnowledgeArticleId;
use shared::page::Page;
use shared::records::import::PageQuery;
use shared::records::knowledge_article::{
    KnowledgeAction, KnowledgeArticle, KnowledgeArticleInput, KnowledgeEdition, KnowledgeEditionSummary,
    KnowledgeQuery, KnowledgeSuggestion, KnowledgeSummary, SuggestionQuery,
};

/// List knowledge articles
///
/// Newest first. The maker's people see all of them; dealers and service centres what is published for dealers
/// and for everybody; customers and suppliers what is published for everybody.
#[utoipa::path(tag = "knowledge", security(("bearer" = ["knowledge.read"])), params(KnowledgeQuery),
    responses((status = 200, description = "A page of articles.", body = Page<KnowledgeSummary>)))]
#[get("/knowledge-articles")]
async fn list_knowledge_articles(
    house: Data<House>,
    Require(caller, _): Require<KnowledgeRead>,
    Query(query): Query<KnowledgeQuery>,
) -> Result<Json<Page<KnowledgeSummary>>, Failure> {
    house.db.read(move |c| service::list(c, &caller, &query)).await.map(Json)
}

/// Suggest knowledge articles
///
/// Published articles that fit a ticket: about the same fault code, about the same model, or with words of the
/// subject in their title, in this order and with the reason; at most 6.
#[utoipa::path(tag = "knowledge", security(("bearer" = ["knowledge.read"])), params(SuggestionQuery),
    responses((status = 200, description = "The articles, the best first.", body = [KnowledgeSuggestion])))]
#[get("/knowledge-suggestions")]
async fn suggest_knowledge_articles(
    house: Data<House>,
    Require(caller, _): Require<KnowledgeRead>,
    Query(query): Query<SuggestionQuery>,
) -> Result<Json<Vec<KnowledgeSuggestion>>, Failure> {
    house.db.read(move |c| suggest::suggest(c, &caller, &query)).await.map(Json)
}

/// Begin a knowledge article
///
/// A draft that only the maker's people see.
#[utoipa::path(tag = "knowledge", security(("bearer" = ["knowledge.manage"])), params(IdempotencyHeader),
    request_body = KnowledgeArticleInput,
    responses((status = 201, description = "The article.", body = KnowledgeArticle)))]
#[post("/knowledge-articles")]
async fn create_knowledge_article(
    house: Data<House>,
    Require(caller, _): Require<KnowledgeManage>,
    key: IdempotencyKey,
    body: Body<KnowledgeArticleInput>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let made = service::create(c, caller, &body.value)?;
        Answer::created(format!("/api/v1/knowledge-articles/{}", made.id), made.version, &made)
    });
    Ok(answer.await?.into())
}

/// Show a knowledge article
#[utoipa::path(tag = "knowledge", security(("bearer" = ["knowledge.read"])),
    params(("id" = KnowledgeArticleId, Path, description = "The article.")),
    responses((status = 200, description = "The article.", body = KnowledgeArticle)))]
#[get("/knowledge-articles/{id}")]
async fn get_knowledge_article(
    house: Data<House>,
    Require(caller, _): Require<KnowledgeRead>,
    id: Path<KnowledgeArticleId>,
) -> Result<HttpResponse, Failure> {
    let found = house.db.read(move |c| service::get(c, &caller, *id)).await?;
    Ok(versioned(found.version, &found))
}

/// Replace what a knowledge article says
///
/// Of a published article title, text, kind and readers change for its readers with the next publishing only; the
/// models and fault codes that it is about change at once.
#[utoipa::path(tag = "knowledge", security(("bearer" = ["knowledge.manage"])),
    params(("id" = KnowledgeArticleId, Path, description = "The article."), IfMatchHeader),
    request_body = KnowledgeArticleInput,
    responses((status = 200, description = "The article as it is now.", body = KnowledgeArticle)))]
#[put("/knowledge-articles/{id}")]
async fn update_knowledge_article(
    house: Data<House>,
    Require(caller, _): Require<KnowledgeManage>,
    id: Path<KnowledgeArticleId>,
    version: IfMatch,
    body: Body<KnowledgeArticleInput>,
) -> Result<HttpResponse, Failure> {
    let after = house.db.write(move |c| service::update(c, &caller, *id, version.0, &body.value)).await?;
    Ok(versioned(after.version, &after))
}

/// A request to do something with an article.
struct Act {
    caller: Caller,
    id: KnowledgeArticleId,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<NoWords>,
}

async fn act(house: &House, request: Act, action: KnowledgeAction) -> Result<HttpResponse, Failure> {
    let Act { caller, id, version, key, body } = request;
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let article = service::act(c, caller, id, version.0, action)?;
        Answer::ok(article.version, &article)
    });
    Ok(answer.await?.into())
}

/// Publish a knowledge article
///
/// Makes what is written the next edition, which never changes. What readers have already is not published twice.
#[utoipa::path(tag = "knowledge", security(("bearer" = ["knowledge.manage"])),
    params(("id" = KnowledgeArticleId, Path, description = "The article."), IfMatchHeader, IdempotencyHeader),
    responses((status = 200, description = "The article as it is now.", body = KnowledgeArticle)))]
#[post("/knowledge-articles/{id}/publish")]
async fn publish_knowledge_article(
    house: Data<House>,
    Require(caller, _): Require<KnowledgeManage>,
    id: Path<KnowledgeArticleId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<NoWords>,
) -> Result<HttpResponse, Failure> {
    act(&house, Act { caller, id: *id, version, key, body }, KnowledgeAction::Publish).await
}

/// Archive a knowledge article
///
/// Readers outside of the house do not see it any more; publishing brings it back.
#[utoipa::path(tag = "knowledge", security(("bearer" = ["knowledge.manage"])),
    params(("id" = KnowledgeArticleId, Path, description = "The article."), IfMatchHeader, IdempotencyHeader),
    responses((status = 200, description = "The article as it is now.", body = KnowledgeArticle)))]
#[post("/knowledge-articles/{id}/archive")]
async fn archive_knowledge_article(
    house: Data<House>,
    Require(caller, _): Require<KnowledgeManage>,
    id: Path<KnowledgeArticleId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<NoWords>,
) -> Result<HttpResponse, Failure> {
    act(&house, Act { caller, id: *id, version, key, body }, KnowledgeAction::Archive).await
}

/// List the editions of a knowledge article
///
/// Newest first; those that were published for the caller.
#[utoipa::path(tag = "knowledge", security(("bearer" = ["knowledge.read"])),
    params(("id" = KnowledgeArticleId, Path, description = "The article."), PageQuery),
    responses((status = 200, description = "A page of editions.", body = Page<KnowledgeEditionSummary>)))]
#[get("/knowledge-articles/{id}/editions")]
async fn list_knowledge_editions(
    house: Data<House>,
    Require(caller, _): Require<KnowledgeRead>,
    id: Path<KnowledgeArticleId>,
    Query(query): Query<PageQuery>,
) -> Result<Json<Page<KnowledgeEditionSummary>>, Failure> {
    house.db.read(move |c| service::editions(c, &caller, *id, &query)).await.map(Json)
}

/// Show an edition of a knowledge article
///
/// As it was published.
#[utoipa::path(tag = "knowledge", security(("bearer" = ["knowledge.read"])),
    params(("id" = KnowledgeArticleId, Path, description = "The article."),
        ("edition" = i32, Path, description = "The number of the edition.", minimum = 1, example = json!(1))),
    responses((status = 200, description = "The edition.", body = KnowledgeEdition)))]
#[get("/knowledge-articles/{id}/editions/{edition}")]
async fn get_knowledge_edition(
    house: Data<House>,
    Require(caller, _): Require<KnowledgeRead>,
    path: Path<(KnowledgeArticleId, String)>,
) -> Result<Json<KnowledgeEdition>, Failure> {
    let (id, edition) = path.into_inner();
    // Read here: what is no number must not be told before it is known who asks.
    let edition = edition.parse().map_err(|_| Failure::not_found())?;
    house.db.read(move |c| service::edition(c, &caller, id, edition)).await.map(Json)
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config
        .service(list_knowledge_articles)
        .service(suggest_knowledge_articles)
        .service(create_knowledge_article)
        .service(get_knowledge_article)
        .service(update_knowledge_article)
        .service(publish_knowledge_article)
        .service(archive_knowledge_article)
        .service(list_knowledge_editions)
        .service(get_knowledge_edition)
        .configure(file_routes::routes);
}
