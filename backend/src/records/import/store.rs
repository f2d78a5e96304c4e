//! Rows and SQL of imports: everything by the batch, nothing by the row.

use super::read::{Refused, Repair};
use crate::error::Failure;
use crate::lists;
use crate::numbers::{self, next_number};
use crate::schema::{audit_entries, import_refusals, imports, products, ticket_events, tickets};
use chrono::{DateTime, Datelike, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use rust_decimal::Decimal;
use serde_json::json;
use sha2::{Digest, Sha256};
use shared::ids::{ImportId, ProductId, TicketEventId, TicketId, UserId};
use shared::page::Page;
use shared::records::import::{
    Import, ImportFailure, ImportKind, ImportRefusal, ImportStatus, PageQuery, RepairMapping,
};
use shared::records::ticket::*;
use std::collections::{BTreeMap, HashMap, HashSet};
use uuid::Uuid;

#[derive(Queryable, Selectable, Insertable, AsChangeset, Clone)]
#[diesel(table_name = imports, treat_none_as_null = true)]
pub(super) struct ImportRow {
    pub id: ImportId,
    pub kind: ImportKind,
    pub source: String,
    pub dry_run: bool,
    pub status: ImportStatus,
    pub rows_total: i32,
    pub rows_read: i32,
    pub rows_created: i32,
    pub rows_known: i32,
    pub rows_refused: i32,
    pub failure: Option<ImportFailure>,
    pub created_by_id: Option<UserId>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub finished_at: Option<DateTime<Utc>>,
}

impl From<ImportRow> for Import {
    fn from(row: ImportRow) -> Self {
        Self {
            id: row.id,
            kind: row.kind,
            source: row.source,
            dry_run: row.dry_run,
            status: row.status,
            rows_total: row.rows_total,
            rows_read: row.rows_read,
            rows_created: row.rows_created,
            rows_known: row.rows_known,
            rows_refused: row.rows_refused,
            failure: row.failure,
            created_at: row.created_at,
            finished_at: row.finished_at,
        }
    }
}

pub(super) fn insert(c: &mut PgConnection, row: &ImportRow) -> Result<(), Failure> {
    diesel::insert_into(imports::table).values(row).execute(c)?;
    Ok(())
}

pub(super) fn save(c: &mut PgConnection, row: &ImportRow) -> Result<(), Failure> {
    diesel::update(imports::table.find(row.id)).set(row).execute(c)?;
    Ok(())
}

/// Marks imports as failed that say they run and have not moved since. Gives how many.
pub(super) fn give_up(
    c: &mut PgConnection,
    since: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<usize, Failure> {
    let left = imports::table
        .filter(imports::status.eq(ImportStatus::Running))
        .filter(imports::updated_at.lt(since));
    Ok(diesel::update(left)
        .set((
            imports::status.eq(ImportStatus::Failed),
            imports::failure.eq(ImportFailure::ServerStopped),
            imports::finished_at.eq(now),
            imports::updated_at.eq(now),
        ))
        .execute(c)?)
}

pub(super) fn find(c: &mut PgConnection, id: ImportId) -> Result<Import, Failure> {
    let row: Option<ImportRow> =
        imports::table.find(id).select(ImportRow::as_select()).first(c).optional()?;
    row.map(Into::into).ok_or_else(Failure::not_found)
}

pub(super) fn list(c: &mut PgConnection, query: &PageQuery) -> Result<Page<Import>, Failure> {
    use imports::dsl;
    let limit = lists::limit(query.limit)?;
    let mut q = dsl::imports.into_boxed();
    if let Some((at, id)) = lists::place::<(DateTime<Utc>, ImportId)>(query.cursor.as_deref(), "imports")? {
        q = q.filter(dsl::created_at.lt(at).or(dsl::created_at.eq(at).and(dsl::id.lt(id))));
    }
    let rows: Vec<ImportRow> = q
        .order((dsl::created_at.desc(), dsl::id.desc()))
        .limit(limit + 1)
        .select(ImportRow::as_select())
        .load(c)?;
    Ok(lists::page(
        rows,
        limit,
        None,
        |last| lists::cursor("imports", &(last.created_at, last.id)),
        Into::into,
    ))
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = import_refusals)]
struct RefusalRow {
    import_id: ImportId,
    line: i32,
    reference: Option<String>,
    column: Option<String>,
    reason: String,
}

pub(super) fn refusals(
    c: &mut PgConnection,
    id: ImportId,
    query: &PageQuery,
) -> Result<Page<ImportRefusal>, Failure> {
    use import_refusals::dsl;
    find(c, id)?;
    let limit = lists::limit(query.limit)?;
    let after = lists::place::<i32>(query.cursor.as_deref(), "refusals")?.unwrap_or(0);
    let rows: Vec<RefusalRow> = dsl::import_refusals
        .filter(dsl::import_id.eq(id))
        .filter(dsl::line.gt(after))
        .order(dsl::line)
        .limit(limit + 1)
        .select(RefusalRow::as_select())
        .load(c)?;
    let show = |row: RefusalRow| ImportRefusal {
        line: row.line,
        reference: row.reference,
        column: row.column,
        reason: row.reason,
    };
    Ok(lists::page(rows, limit, None, |last| lists::cursor("refusals", &last.line), show))
}

pub(super) fn insert_refusals(
    c: &mut PgConnection,
    id: ImportId,
    refused: &[Refused],
) -> Result<(), Failure> {
    let rows: Vec<RefusalRow> = refused
        .iter()
        .map(|r| RefusalRow {
            import_id: id,
            line: r.line,
            // NUL cannot be stored, and what was refused may well hold one.
            reference: r.reference.as_ref().map(|t| t.replace('\0', "␀")),
            column: r.column.clone(),
            reason: r.reason.replace('\0', "␀"),
        })
        .collect();
    diesel::insert_into(import_refusals::table).values(rows).on_conflict_do_nothing().execute(c)?;
    Ok(())
}

/// Which of these records are there already.
pub(super) fn known(
    c: &mut PgConnection,
    source: &str,
    batch: &[Repair],
) -> Result<HashSet<String>, Failure> {
    let references: Vec<&String> = batch.iter().map(|r| &r.reference).collect();
    let found: Vec<Option<String>> = tickets::table
        .filter(tickets::external_source.eq(source))
        .filter(tickets::external_reference.eq_any(references))
        .select(tickets::external_reference)
        .load(c)?;
    Ok(found.into_iter().flatten().collect())
}

#[derive(Insertable)]
#[diesel(table_name = products)]
struct NewProduct {
    id: ProductId,
    code: String,
    name: String,
    line: String,
    brand: Option<String>,
    warranty_terms: serde_json::Value,
    active: bool,
    version: i32,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

/// One product model per product line and brand. The code is readable and, by its tail, unique.
fn product_code(line: &str, brand: Option<&str>) -> String {
    let digest = Sha256::digest(format!("{line}\0{}", brand.unwrap_or_default()));
    let tail: String = digest.iter().take(4).map(|b| format!("{b:02x}")).collect();
    let head: String = format!("{line} {}", brand.unwrap_or_default()).trim().chars().take(60).collect();
    format!("{head} {tail}")
}

/// The products of a batch by their codes; those that are missing are made.
fn products_of(
    c: &mut PgConnection,
    batch: &[Repair],
    now: DateTime<Utc>,
) -> Result<HashMap<String, ProductId>, Failure> {
    let wanted: BTreeMap<String, &Repair> =
        batch.iter().map(|r| (product_code(&r.product_line, r.brand.as_deref()), r)).collect();
    let codes: Vec<&String> = wanted.keys().collect();
    let there =
        |c: &mut PgConnection| {
            products::table
                .filter(products::code.eq_any(&codes))
                .select((products::code, products::id))
                .load::<(String, ProductId)>(c)
        };
    let found: HashMap<String, ProductId> = there(c)?.into_iter().collect();
    let new: Vec<NewProduct> = wanted
        .iter()
        .filter(|(code, _)| !found.contains_key(*code))
        .map(|(code, r)| NewProduct {
            id: ProductId(Uuid::now_v7()),
            code: code.clone(),
            name: r
                .brand
                .as_ref()
                .map_or_else(|| r.product_line.clone(), |b| format!("{} {b}", r.product_line)),
            line: r.product_line.clone(),
            brand: r.brand.clone(),
            warranty_terms: json!([]),
            active: true,
            version: 1,
            created_at: now,
            updated_at: now,
        })
        .collect();
    if new.is_empty() {
        return Ok(found);
    }
    diesel::insert_into(products::table).values(&new).on_conflict_do_nothing().execute(c)?;
    let audit: Vec<_> =
        new.iter().map(|p| audit_row(None, "product", p.id.0, now, json!({ "code": p.code }))).collect();
    diesel::insert_into(audit_entries::table).values(audit).execute(c)?;
    Ok(there(c)?.into_iter().collect())
}

#[derive(Insertable)]
#[diesel(table_name = audit_entries)]
struct AuditRow {
    id: Uuid,
    at: DateTime<Utc>,
    actor_id: Option<Uuid>,
    actor_name: String,
    record: &'static str,
    record_id: Uuid,
    action: &'static str,
    changes: serde_json::Value,
}

fn audit_row(
    actor: Option<UserId>,
    record: &'static str,
    record_id: Uuid,
    at: DateTime<Utc>,
    changes: serde_json::Value,
) -> AuditRow {
    AuditRow {
        id: Uuid::now_v7(),
        at,
        actor_id: actor.map(|a| a.0),
        actor_name: "import".into(),
        record,
        record_id,
        action: "import",
        changes,
    }
}

#[derive(Insertable)]
#[diesel(table_name = tickets)]
struct NewTicket {
    id: TicketId,
    number: String,
    kind: TicketKind,
    channel: TicketChannel,
    status: TicketStatus,
    priority: TicketPriority,
    subject: String,
    description: Option<String>,
    reported_at: DateTime<Utc>,
    product_id: ProductId,
    product_age_years: Option<Decimal>,
    manufactured_year: Option<i16>,
    topic: TicketTopic,
    severity: TicketSeverity,
    impact: TicketImpact,
    safety_risk: bool,
    crisis_status: CrisisStatus,
    crisis_kinds: Vec<CrisisKind>,
    individual_case: bool,
    complaint_count: i32,
    warranty: serde_json::Value,
    solution: Option<String>,
    repair_outcome: Option<RepairOutcome>,
    repair_barrier: Option<String>,
    resolved_at: Option<DateTime<Utc>>,
    closed_at: Option<DateTime<Utc>>,
    reopen_count: i32,
    external_source: String,
    external_reference: String,
    version: i32,
    created_by_id: Option<UserId>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

#[derive(Insertable)]
#[diesel(table_name = ticket_events)]
struct NewEvent {
    id: TicketEventId,
    ticket_id: TicketId,
    at: DateTime<Utc>,
    kind: TicketEventKind,
    to_status: Option<TicketStatus>,
    actor_id: Option<UserId>,
    actor_name: &'static str,
    internal: bool,
    values: serde_json::Value,
}

/// Makes tickets of the records that are not there yet. Gives how many.
pub(super) fn insert_tickets(
    c: &mut PgConnection,
    mapping: &RepairMapping,
    batch: &[Repair],
    actor: Option<UserId>,
    now: DateTime<Utc>,
) -> Result<usize, Failure> {
    if batch.is_empty() {
        return Ok(0);
    }
    let products = products_of(c, batch, now)?;
    // One statement for all numbers of the batch.
    let series =
        diesel::dsl::sql::<diesel::sql_types::Integer>(&format!("generate_series(1, {})", batch.len()));
    let numbers: Vec<(String, i32)> =
        diesel::select((next_number(numbers::TICKET, now.year()), series)).load(c)?;
    let status = mapping.status.unwrap_or(TicketStatus::Closed);
    let severity = TicketSeverity::General;
    let impact = TicketImpact::Low;
    let rows: Vec<NewTicket> = batch
        .iter()
        .zip(numbers)
        .filter_map(|(r, (number, _))| {
            let product_id = *products.get(&product_code(&r.product_line, r.brand.as_deref()))?;
            let ended = !status.is_open() || status == TicketStatus::Resolved;
            Some(NewTicket {
                id: TicketId(Uuid::now_v7()),
                number,
                kind: mapping.kind.unwrap_or(TicketKind::RepairRequest),
                channel: mapping.channel.unwrap_or(TicketChannel::Api),
                status,
                priority: priority(severity, impact, false, CrisisStatus::None),
                subject: r.product_name.clone().unwrap_or_else(|| r.product_line.clone()),
                description: r.description.clone(),
                reported_at: r.reported_at,
                product_id,
                product_age_years: r.product_age_years,
                manufactured_year: r.manufactured_year,
                topic: TicketTopic::ProductQuality,
                severity,
                impact,
                safety_risk: false,
                crisis_status: CrisisStatus::None,
                crisis_kinds: vec![],
                individual_case: false,
                complaint_count: 0,
                warranty: json!([]),
                solution: None,
                repair_outcome: r.repair_outcome,
                repair_barrier: r.repair_barrier.clone(),
                resolved_at: ended.then_some(r.reported_at),
                closed_at: (!status.is_open()).then_some(r.reported_at),
                reopen_count: 0,
                external_source: mapping.source.to_string(),
                external_reference: r.reference.clone(),
                version: 1,
                created_by_id: actor,
                created_at: now,
                updated_at: now,
            })
        })
        .collect();
    // Another import of the same source may run at the same time: what it was first with is not ours.
    let made: HashSet<TicketId> = diesel::insert_into(tickets::table)
        .values(&rows)
        .on_conflict((tickets::external_source, tickets::external_reference))
        .do_nothing()
        .returning(tickets::id)
        .get_results(c)?
        .into_iter()
        .collect();
    let events: Vec<NewEvent> = rows
        .iter()
        .filter(|row| made.contains(&row.id))
        .map(|row| NewEvent {
            id: TicketEventId(Uuid::now_v7()),
            ticket_id: row.id,
            at: now,
            kind: TicketEventKind::Imported,
            to_status: Some(status),
            actor_id: actor,
            actor_name: "import",
            internal: false,
            values: json!({ "source": row.external_source, "reference": row.external_reference }),
        })
        .collect();
    diesel::insert_into(ticket_events::table).values(events).execute(c)?;
    let audit: Vec<AuditRow> = rows
        .iter()
        .filter(|row| made.contains(&row.id))
        .map(|row| audit_row(actor, "ticket", row.id.0, now, json!({ "reference": row.external_reference })))
        .collect();
    diesel::insert_into(audit_entries::table).values(audit).execute(c)?;
    Ok(made.len())
}
