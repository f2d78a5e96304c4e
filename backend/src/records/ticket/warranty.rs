//! The warranty of a ticket's unit, on the day the customer reported, in the zone of whoever asks.

use crate::error::Failure;
use crate::views::unit_rows;
use anyhow::Context;
use chrono::NaiveDate;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use serde_json::Value;
use shared::ids::UnitId;
use shared::records::policy::Policy;
use shared::records::ticket::ServiceClass;
use shared::warranty::{CoverageClass, WarrantyFacts, WarrantyStatus, WarrantyVerdict, verdicts};

#[derive(Queryable, Selectable)]
#[diesel(table_name = unit_rows)]
struct Facts {
    shipped_on: Option<NaiveDate>,
    installed_on: Option<NaiveDate>,
    accepted_on: Option<NaiveDate>,
    warranty_terms: Value,
    extensions: Value,
    exclusions: Value,
    usage_value: Option<i64>,
}

/// The answers for part, labour and travel. Without a unit no day is known, and the answer says so.
pub(super) fn verdict(
    c: &mut PgConnection,
    unit: Option<UnitId>,
    usage: Option<i64>,
    on: NaiveDate,
    policy: &Policy,
) -> Result<Vec<WarrantyVerdict>, Failure> {
    let Some(unit) = unit else {
        let nothing = WarrantyFacts {
            shipped_on: None,
            installed_on: None,
            accepted_on: None,
            terms: &[],
            extensions: &[],
            exclusions: &[],
        };
        return Ok(verdicts(&nothing, on, None, usage, policy));
    };
    let row: Facts = unit_rows::table.filter(unit_rows::id.eq(unit)).select(Facts::as_select()).first(c)?;
    let terms: Vec<_> = serde_json::from_value(row.warranty_terms).context("stored warranty terms")?;
    let extensions: Vec<_> = serde_json::from_value(row.extensions).context("stored extensions")?;
    let exclusions: Vec<_> = serde_json::from_value(row.exclusions).context("stored exclusions")?;
    let facts = WarrantyFacts {
        shipped_on: row.shipped_on,
        installed_on: row.installed_on,
        accepted_on: row.accepted_on,
        terms: &terms,
        extensions: &extensions,
        exclusions: &exclusions,
    };
    Ok(verdicts(&facts, on, None, usage.or(row.usage_value), policy))
}

/// Who pays, if nobody has said otherwise: free while the labour is covered, else paid (MGT).
pub(super) fn service_class(verdicts: &[WarrantyVerdict]) -> Option<ServiceClass> {
    let labour = verdicts.iter().find(|v| v.coverage == CoverageClass::Labour)?;
    match labour.status {
        WarrantyStatus::InWarranty => Some(ServiceClass::Free),
        WarrantyStatus::Expired | WarrantyStatus::Excluded | WarrantyStatus::NotStarted => {
            Some(ServiceClass::Paid)
        }
        WarrantyStatus::Unknown => None,
    }
}
