//! Handlers of reports.

use super::store::Place;
use super::{csv, desk, service};
use crate::app::House;
use crate::auth::caller::Caller;
use crate::auth::require::{DeskReportRead, ReportRead, Require};
use crate::error::Failure;
use crate::http::{Query, locale};
use crate::lists;
use crate::routing::Routes;
use crate::together;
use actix_web::http::header::{Accept, CONTENT_DISPOSITION, Header};
use actix_web::web::{Bytes, Data};
use actix_web::{HttpRequest, HttpResponse, get};
use futures_util::{StreamExt, stream};
use shared::page::Page;
use shared::records::report::{DeskQuery, DeskReport, ReportFormat, TicketTimesQuery, TicketTimesRow};

/// How the report is to be written: as the query says, else as the header prefers.
fn format(request: &HttpRequest, query: &TicketTimesQuery) -> ReportFormat {
    let accepted = || {
        let ranked = Accept::parse(request).map(|accept| accept.ranked()).unwrap_or_default();
        ranked.iter().find_map(|mime| match mime.essence_str() {
            "text/csv" => Some(ReportFormat::Csv),
            "application/json" => Some(ReportFormat::Json),
            _ => None,
        })
    };
    query.format.or_else(accepted).unwrap_or(ReportFormat::Json)
}

/// Report how long tickets took
///
/// Per ticket, oldest first, in seconds: gross from its creation to its last solution, paused while it waited,
/// parked while it lay resolved or closed before it was opened again, net as the rest, and net in working time
/// of the calendar asked for. As CSV (`format=csv`, or by the `Accept` header) all rows at once.
#[utoipa::path(tag = "reports", security(("bearer" = ["report.read"])), params(TicketTimesQuery),
    responses((status = 200, description = "A page of tickets with their times, or all of them as CSV.",
        content((Page<TicketTimesRow> = "application/json"), (String = "text/csv", example = json!("number,status\nTK-2026-000123,closed\n"))))))]
#[get("/reports/ticket-times")]
async fn report_ticket_times(
    house: Data<House>,
    Require(caller, _): Require<ReportRead>,
    request: HttpRequest,
    Query(query): Query<TicketTimesQuery>,
) -> Result<HttpResponse, Failure> {
    if format(&request, &query) == ReportFormat::Csv {
        return ticket_times_csv(house, caller, query).await;
    }
    let page = house.db.read(move |c| service::ticket_times_page(c, &caller, &query)).await?;
    Ok(HttpResponse::Ok().json(page))
}

type Chunk = (Vec<TicketTimesRow>, Option<Place>);

async fn chunk(
    house: &Data<House>,
    caller: &Caller,
    query: &TicketTimesQuery,
    after: Option<Place>,
) -> Result<Chunk, Failure> {
    let (caller, query) = (caller.clone(), query.clone());
    house.db.read(move |c| service::ticket_times_chunk(c, &caller, &query, after)).await
}

/// All rows, read and sent chunk by chunk. The first one is read before anything is answered, so that a
/// database that is away is told as such; what fails later breaks the answer off.
async fn ticket_times_csv(
    house: Data<House>,
    caller: Caller,
    query: TicketTimesQuery,
) -> Result<HttpResponse, Failure> {
    lists::limit(query.limit)?;
    let (rows, next) = chunk(&house, &caller, &query, None).await?;
    let head = csv::write(&rows, true)?;
    let rest = stream::unfold(next, move |after| {
        let (house, caller, query) = (house.clone(), caller.clone(), query.clone());
        async move {
            let after = after?;
            let (text, next) = match chunk(&house, &caller, &query, Some(after)).await {
                Ok((rows, next)) => (csv::write(&rows, false).map_err(Failure::from), next),
                Err(failure) => (Err(failure), None),
            };
            Some((text.map(Bytes::from), next))
        }
    });
    let body = stream::once(async { Ok::<_, Failure>(Bytes::from(head)) }).chain(rest);
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((CONTENT_DISPOSITION, "attachment; filename=\"ticket-times.csv\""))
        .streaming(body))
}

/// Show the desk in figures
///
/// What is open now by state, queue and age; month by month what was filed, resolved, closed and opened again, and the
/// backlog each began with; promises kept and broken, with the median, the 90th percentile and the mean of the time they
/// took; how many solved tickets came back; and the most frequent faults, topics, models, teams, people and dealers. Each
/// number is the length of a list of tickets that the filters of `GET /tickets` give. People outside the maker's house
/// get the same of their own tickets, without its teams and people.
#[utoipa::path(tag = "reports", security(("bearer" = ["desk_report.read"])), params(DeskQuery),
    responses((status = 200, description = "The figures.", body = DeskReport)))]
#[get("/reports/desk")]
async fn report_desk(
    house: Data<House>,
    Require(caller, _): Require<DeskReportRead>,
    request: HttpRequest,
    Query(query): Query<DeskQuery>,
) -> Result<HttpResponse, Failure> {
    let locale = locale(&request);
    let question = together::question(&caller, ("desk", &query, locale), &desk::seen(&caller, &query)?);
    together::answer(&house, question, move |c| desk::desk(c, &caller, &query, locale)).await
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config
        .service(report_ticket_times)
        .service(report_desk)
        .configure(super::returns_routes::routes)
        .configure(super::early_warning_routes::routes)
        .configure(super::service_analysis_routes::routes)
        .configure(super::warranty_cost_routes::routes);
}
