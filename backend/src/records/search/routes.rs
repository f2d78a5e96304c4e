//! Handler of the search.

use super::service;
use crate::app::House;
use crate::auth::require::{LoggedIn, Require};
use crate::error::Failure;
use crate::http::Query;
use crate::routing::Routes;
use actix_web::get;
use actix_web::web::{Data, Json};
use shared::records::search::{SearchAnswer, SearchQuery};

/// Look for records
///
/// By words that each stand somewhere in a record: tickets by number, subject, description and who called,
/// units by serial number, customers and the people there by name and telephone, spare parts by number, name and description, returns and material transfers by number and waybill and by their parts, returns by the tags of these, too, quality feedback by number, subject, description, batch and part, warranty claims by number and the dealer's own order number, recoveries and statements by number, knowledge articles by number, title and text, and so on. Any two characters
/// are found, inside longer words too. Only kinds that the caller has the right to see, and of them only the
/// records that the lists show. Best first: by number, then by title, then the rest, the newest among equals;
/// ranked are the 40 newest that fit.
#[utoipa::path(tag = "search", security(("bearer" = [])), params(SearchQuery),
    responses((status = 200, description = "What was found, by kind.", body = SearchAnswer)))]
#[get("/search")]
async fn search_records(
    house: Data<House>,
    Require(caller, _): Require<LoggedIn>,
    Query(query): Query<SearchQuery>,
) -> Result<Json<SearchAnswer>, Failure> {
    house.db.read(move |c| service::search(c, &caller, &query)).await.map(Json)
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config.service(search_records);
}
