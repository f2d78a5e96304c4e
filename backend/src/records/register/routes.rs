//! Handlers that give lists as files.

use super::cell::{Reader, Register};
use super::xlsx::Sheet;
use super::{columns, csv};
use crate::app::House;
use crate::auth::caller::Caller;
use crate::auth::require::*;
use crate::error::Failure;
use crate::http::{Upload, locale, only, parse_query};
use crate::lists;
use crate::records::{customer, fault_code, organization, part, product, ticket, unit, user};
use crate::routing::Routes;
use actix_web::dev::Payload;
use actix_web::http::Method;
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_ENCODING};
use actix_web::web::{Bytes, Data};
use actix_web::{FromRequest, HttpRequest, HttpResponse, get, web};
use futures_util::{StreamExt, stream};
use serde::de::DeserializeOwned;
use shared::page::{MAX_LIMIT, Page};
use shared::problem::{FieldProblem, FieldRefusal, Refusal};
use shared::records::customer::CustomerQuery;
use shared::records::fault_code::FaultCodeQuery;
use shared::records::organization::OrganizationQuery;
use shared::records::part::PartQuery;
use shared::records::product::ProductQuery;
use shared::records::register::{ExportFormat, ExportQuery, MOST_ROWS};
use shared::records::ticket::TicketQuery;
use shared::records::unit::UnitQuery;
use shared::records::user::UserQuery;
use std::future::Future;
use std::pin::Pin;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The kind of file that is wanted, and the query of the list that stands beside it in the address.
pub(super) struct Export<Q> {
    pub(super) format: ExportFormat,
    pub(super) query: Q,
}

impl<Q: DeserializeOwned> FromRequest for Export<Q> {
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Failure>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            Gate::pass(&request).await;
            let split = |wanted: bool| {
                let pairs = form_urlencoded::parse(request.query_string().as_bytes());
                let mut part = form_urlencoded::Serializer::new(String::new());
                part.extend_pairs(pairs.filter(|(name, _)| (name == "format") == wanted));
                part.finish()
            };
            let ExportQuery { format } = parse_query(&split(true))?;
            Ok(Self { format, query: parse_query(&split(false))? })
        })
    }
}

/// A list whose pages are asked for one after the other.
pub(super) trait Listed: DeserializeOwned + Clone + 'static {
    /// The same list from a place on, in the largest pages.
    fn page(&self, cursor: Option<String>) -> Self;
    /// Where the caller wants to begin, and in pages of what size, which says nothing here.
    fn begin(&self) -> (Option<String>, Option<u32>);
}

macro_rules! listed {
    ($($query:ty),+) => {$(
        impl Listed for $query {
            fn page(&self, cursor: Option<String>) -> Self {
                Self { cursor, limit: Some(MAX_LIMIT), ..self.clone() }
            }

            fn begin(&self) -> (Option<String>, Option<u32>) {
                (self.cursor.clone(), self.limit)
            }
        }
    )+};
}
pub(super) use listed;
listed!(
    TicketQuery,
    UnitQuery,
    CustomerQuery,
    ProductQuery,
    PartQuery,
    FaultCodeQuery,
    OrganizationQuery,
    UserQuery
);

/// Reads pages of a list as the caller sees it.
pub(super) type List<Q, R> = fn(&mut diesel::pg::PgConnection, &Caller, &Q) -> Result<Page<R>, Failure>;

/// All that is needed to read a list to its end.
struct Source<Q, R: 'static> {
    house: Data<House>,
    caller: Caller,
    query: Q,
    list: List<Q, R>,
}

impl<Q: Listed + Send, R: Send> Source<Q, R> {
    async fn page(&self, cursor: Option<String>) -> Result<Page<R>, Failure> {
        let (caller, query, list) = (self.caller.clone(), self.query.page(cursor), self.list);
        self.house.db.read(move |c| list(c, &caller, &query)).await
    }
}

/// Answers with a list as a file. The first page is read before anything is answered, so that a database that
/// is away is told as such; what fails later breaks the answer off.
pub(super) async fn file<Q: Listed + Send, R: Send + 'static>(
    register: &'static Register<R>,
    request: &HttpRequest,
    (house, caller): (Data<House>, Caller),
    Export { format, query }: Export<Q>,
    list: List<Q, R>,
) -> Result<HttpResponse, Failure> {
    let zone = caller.zone();
    let reader = Reader { locale: locale(request), zone };
    let name = format!("{}-{}.{format}", register.name, caller.today());
    let (begin, limit) = query.begin();
    lists::limit(limit)?;
    let source = Source { house, caller, query, list };
    let first = source.page(begin).await?;
    let mut answer = HttpResponse::Ok();
    answer.insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")));
    match format {
        ExportFormat::Csv => {
            answer.content_type("text/csv; charset=utf-8");
            Ok(answer.streaming(as_csv(register, reader, source, first)?))
        }
        ExportFormat::Xlsx => {
            let bytes = as_xlsx(register, reader, &source, first).await?;
            // It is compressed already.
            answer.content_type(XLSX).insert_header((CONTENT_ENCODING, "identity"));
            Ok(answer.body(bytes))
        }
    }
}

fn lines<R>(register: &Register<R>, reader: &Reader, page: &Page<R>) -> Result<Vec<u8>, Failure> {
    let rows: Vec<_> = page.items.iter().map(|row| register.row(row, reader)).collect();
    Ok(csv::write(&rows, reader)?)
}

fn as_csv<Q: Listed + Send, R: Send>(
    register: &'static Register<R>,
    reader: Reader,
    source: Source<Q, R>,
    first: Page<R>,
) -> Result<impl stream::Stream<Item = Result<Bytes, Failure>>, Failure> {
    let headings = register.headings(&reader).into_iter().map(super::Cell::Text).collect();
    let mut head = csv::BEGIN.to_vec();
    head.extend(csv::write(&[headings], &reader)?);
    head.extend(lines(register, &reader, &first)?);
    let rest = stream::unfold((source, first.next_cursor), move |(source, cursor)| async move {
        let cursor = cursor?;
        let page = source.page(Some(cursor)).await;
        let next = page.as_ref().ok().and_then(|page| page.next_cursor.clone());
        let text = page.and_then(|page| lines(register, &reader, &page)).map(Bytes::from);
        Some((text, (source, next)))
    });
    Ok(stream::once(async { Ok(Bytes::from(head)) }).chain(rest))
}

async fn as_xlsx<Q: Listed + Send, R: Send>(
    register: &'static Register<R>,
    reader: Reader,
    source: &Source<Q, R>,
    first: Page<R>,
) -> Result<Vec<u8>, Failure> {
    let broken = |error: rust_xlsxwriter::XlsxError| Failure::Internal(error.into());
    let (title, headings) = (reader.word(register.title), register.headings(&reader));
    let mut sheet = Sheet::begin(&title, &headings, reader).map_err(broken)?;
    let mut page = first;
    let mut rows = 0;
    loop {
        rows += page.items.len();
        if rows > MOST_ROWS {
            let most = i64::try_from(MOST_ROWS).unwrap_or(i64::MAX);
            let field = FieldRefusal::new("?format", FieldProblem::TooManyRows).arg("limit", most);
            return Err(Refusal::fields(vec![field]).into());
        }
        for row in &page.items {
            sheet.write(&register.row(row, &reader)).map_err(broken)?;
        }
        let Some(next) = page.next_cursor else { break };
        page = source.page(Some(next)).await?;
    }
    let made = web::block(move || sheet.finish()).await;
    made.map_err(|error| Failure::Internal(error.into()))?.map_err(broken)
}

/// Take the list of tickets along as a file
///
/// All rows that the list shows with these filters, in its order, with headings in the reader's language. CSV is sent as it is
/// read; a spreadsheet takes at most 50,000 rows. Text that would be taken for a formula stays text.
#[utoipa::path(tag = "tickets", security(("bearer" = ["ticket.read"])), params(ExportQuery, TicketQuery),
    responses((status = 200, description = "The file.",
        content((String = "text/csv", example = json!("编号,状态\n1,2\n")),
            (Upload = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", example = json!("…"))))))]
#[get("/tickets/export")]
async fn export_tickets(
    house: Data<House>,
    Require(caller, _): Require<TicketRead>,
    request: HttpRequest,
    export: Export<TicketQuery>,
) -> Result<HttpResponse, Failure> {
    file(&columns::TICKETS, &request, (house, caller), export, ticket::service::list).await
}

/// Take the list of units along as a file
///
/// All rows that the list shows with these filters, in its order, with headings in the reader's language. CSV is sent as it is
/// read; a spreadsheet takes at most 50,000 rows. Text that would be taken for a formula stays text.
#[utoipa::path(tag = "units", security(("bearer" = ["unit.read"])), params(ExportQuery, UnitQuery),
    responses((status = 200, description = "The file.",
        content((String = "text/csv", example = json!("编号,状态\n1,2\n")),
            (Upload = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", example = json!("…"))))))]
#[get("/units/export")]
async fn export_units(
    house: Data<House>,
    Require(caller, _): Require<UnitRead>,
    request: HttpRequest,
    export: Export<UnitQuery>,
) -> Result<HttpResponse, Failure> {
    file(&columns::UNITS, &request, (house, caller), export, unit::service::list).await
}

/// Take the list of customers along as a file
///
/// All rows that the list shows with these filters, in its order, with headings in the reader's language. CSV is sent as it is
/// read; a spreadsheet takes at most 50,000 rows. Text that would be taken for a formula stays text.
#[utoipa::path(tag = "customers", security(("bearer" = ["customer.read"])), params(ExportQuery, CustomerQuery),
    responses((status = 200, description = "The file.",
        content((String = "text/csv", example = json!("编号,状态\n1,2\n")),
            (Upload = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", example = json!("…"))))))]
#[get("/customers/export")]
async fn export_customers(
    house: Data<House>,
    Require(caller, _): Require<CustomerRead>,
    request: HttpRequest,
    export: Export<CustomerQuery>,
) -> Result<HttpResponse, Failure> {
    file(&columns::CUSTOMERS, &request, (house, caller), export, customer::service::list).await
}

/// Take the list of product models along as a file
///
/// All rows that the list shows with these filters, in its order, with headings in the reader's language. CSV is sent as it is
/// read; a spreadsheet takes at most 50,000 rows. Text that would be taken for a formula stays text.
#[utoipa::path(tag = "products", security(("bearer" = ["product.read"])), params(ExportQuery, ProductQuery),
    responses((status = 200, description = "The file.",
        content((String = "text/csv", example = json!("编号,状态\n1,2\n")),
            (Upload = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", example = json!("…"))))))]
#[get("/products/export")]
async fn export_products(
    house: Data<House>,
    Require(caller, _): Require<ProductRead>,
    request: HttpRequest,
    export: Export<ProductQuery>,
) -> Result<HttpResponse, Failure> {
    file(&columns::PRODUCTS, &request, (house, caller), export, product::service::list).await
}

/// Take the list of parts along as a file
///
/// All rows that the list shows with these filters, in its order, with headings in the reader's language. CSV is sent as it is
/// read; a spreadsheet takes at most 50,000 rows. Text that would be taken for a formula stays text.
#[utoipa::path(tag = "parts", security(("bearer" = ["part.read"])), params(ExportQuery, PartQuery),
    responses((status = 200, description = "The file.",
        content((String = "text/csv", example = json!("编号,状态\n1,2\n")),
            (Upload = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", example = json!("…"))))))]
#[get("/parts/export")]
async fn export_parts(
    house: Data<House>,
    Require(caller, _): Require<PartRead>,
    request: HttpRequest,
    export: Export<PartQuery>,
) -> Result<HttpResponse, Failure> {
    file(&columns::PARTS, &request, (house, caller), export, part::service::list).await
}

/// Take the list of fault codes along as a file
///
/// All rows that the list shows with these filters, in its order, with headings in the reader's language. CSV is sent as it is
/// read; a spreadsheet takes at most 50,000 rows. Text that would be taken for a formula stays text.
#[utoipa::path(tag = "fault-codes", security(("bearer" = ["product.read"])), params(ExportQuery, FaultCodeQuery),
    responses((status = 200, description = "The file.",
        content((String = "text/csv", example = json!("编号,状态\n1,2\n")),
            (Upload = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", example = json!("…"))))))]
#[get("/fault-codes/export")]
async fn export_fault_codes(
    house: Data<House>,
    Require(caller, _): Require<ProductRead>,
    request: HttpRequest,
    export: Export<FaultCodeQuery>,
) -> Result<HttpResponse, Failure> {
    file(&columns::FAULT_CODES, &request, (house, caller), export, fault_code::service::list).await
}

/// Take the list of organisations along as a file
///
/// All rows that the list shows with these filters, in its order, with headings in the reader's language. CSV is sent as it is
/// read; a spreadsheet takes at most 50,000 rows. Text that would be taken for a formula stays text.
#[utoipa::path(tag = "organizations", security(("bearer" = ["organization.read"])), params(ExportQuery, OrganizationQuery),
    responses((status = 200, description = "The file.",
        content((String = "text/csv", example = json!("编号,状态\n1,2\n")),
            (Upload = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", example = json!("…"))))))]
#[get("/organizations/export")]
async fn export_organizations(
    house: Data<House>,
    Require(caller, _): Require<OrganizationRead>,
    request: HttpRequest,
    export: Export<OrganizationQuery>,
) -> Result<HttpResponse, Failure> {
    file(&columns::ORGANIZATIONS, &request, (house, caller), export, organization::service::list).await
}

/// Take the list of people along as a file
///
/// All rows that the list shows with these filters, in its order, with headings in the reader's language. CSV is sent as it is
/// read; a spreadsheet takes at most 50,000 rows. Text that would be taken for a formula stays text.
#[utoipa::path(tag = "users", security(("bearer" = ["user.read"])), params(ExportQuery, UserQuery),
    responses((status = 200, description = "The file.",
        content((String = "text/csv", example = json!("编号,状态\n1,2\n")),
            (Upload = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", example = json!("…"))))))]
#[get("/users/export")]
async fn export_users(
    house: Data<House>,
    Require(caller, _): Require<UserRead>,
    request: HttpRequest,
    export: Export<UserQuery>,
) -> Result<HttpResponse, Failure> {
    file(&columns::USERS, &request, (house, caller), export, user::service::list).await
}

/// The routes. They come before those that take a name for an id.
pub fn routes(config: &mut Routes) {
    config
        .configure(super::goods_routes::routes)
        .configure(super::campaign_routes::routes)
        .configure(super::claim_routes::routes)
        .configure(super::settlement_routes::routes)
        .service(export_tickets)
        .route("/tickets/export", only(Method::GET))
        .service(export_units)
        .route("/units/export", only(Method::GET))
        .service(export_customers)
        .route("/customers/export", only(Method::GET))
        .service(export_products)
        .route("/products/export", only(Method::GET))
        .service(export_parts)
        .route("/parts/export", only(Method::GET))
        .service(export_fault_codes)
        .route("/fault-codes/export", only(Method::GET))
        .service(export_organizations)
        .route("/organizations/export", only(Method::GET))
        .service(export_users)
        .route("/users/export", only(Method::GET));
}
