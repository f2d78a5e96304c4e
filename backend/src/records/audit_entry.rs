//! Reading the audit trail; it is written by `audit.rs`.

use crate::app::House;
use crate::auth::require::{AuditRead, Require};
use crate::error::Failure;
use crate::http::Query;
use crate::lists::Few;
use crate::routing::Routes;
use crate::schema::audit_entries;
use crate::{before, capped_count, lists};
use actix_web::get;
use actix_web::web::{Data, Json};
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use serde_json::Value;
use shared::page::Page;
use shared::records::audit_entry::{AuditEntry, AuditQuery};
use uuid::Uuid;

/// The order, as cursors name it.
const SORT: &str = "-at";

#[derive(Queryable, Selectable)]
#[diesel(table_name = audit_entries)]
struct Row {
    id: Uuid,
    at: DateTime<Utc>,
    actor_id: Option<Uuid>,
    actor_name: String,
    record: String,
    record_id: Uuid,
    action: String,
    request_id: Option<String>,
    changes: Value,
}

impl From<Row> for AuditEntry {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            at: row.at,
            actor_id: row.actor_id,
            actor_name: row.actor_name,
            record: row.record,
            record_id: row.record_id,
            action: row.action,
            request_id: row.request_id,
            changes: row.changes,
        }
    }
}

fn list(c: &mut PgConnection, query: &AuditQuery) -> Result<Page<AuditEntry>, Failure> {
    use audit_entries::{at, id};
    let limit = lists::limit(query.limit)?;
    let filtered = || {
        let mut q = audit_entries::table.into_boxed();
        if let Some(record) = query.record_id {
            q = q.filter(audit_entries::record_id.eq(record));
        }
        if let Some(actor) = query.actor_id {
            q = q.filter(audit_entries::actor_id.eq(actor));
        }
        q
    };
    let total = if query.cursor.is_none() { Some(capped_count!(filtered(), c)?) } else { None };
    let mut page = filtered();
    if let Some((t, i)) = lists::place::<(DateTime<Utc>, Uuid)>(query.cursor.as_deref(), SORT)? {
        page = before!(page, at, t, id.lt(i));
    }
    let rows: Vec<Row> =
        page.order((at.desc(), id.desc())).select(Row::as_select()).up_to(limit + 1).load(c)?;
    Ok(lists::page(rows, limit, total, |last| lists::cursor(SORT, &(last.at, last.id)), Into::into))
}

/// Read the audit trail
///
/// Newest first.
#[utoipa::path(tag = "audit", security(("bearer" = ["audit.read"])), params(AuditQuery),
    responses((status = 200, description = "A page of changes.", body = Page<AuditEntry>)))]
#[get("/audit-entries")]
async fn list_audit_entries(
    house: Data<House>,
    _caller: Require<AuditRead>,
    Query(query): Query<AuditQuery>,
) -> Result<Json<Page<AuditEntry>>, Failure> {
    house.db.read(move |c| list(c, &query)).await.map(Json)
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config.service(list_audit_entries);
}
