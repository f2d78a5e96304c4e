//! Bringing in records from elsewhere: a mapping of columns, a rehearsal, a report of every refused row.

mod tickets;

pub use tickets::{CaseColumns, EventColumns, MappedState, MappedUrgency, TicketMapping};

use super::ticket::{RepairOutcome, TicketChannel, TicketKind, TicketStatus};
use crate::i18n::Message;
use crate::ids::ImportId;
use crate::text::Line;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

text_enums! {
    /// What is imported.
    ImportKind in "import_kind" {
        /// Repair records as tickets.
        Repairs = "repairs",
        /// Tickets with the history of their states.
        Tickets = "tickets",
    }

    /// One of the files of an import.
    ImportFile in "import_file" {
        /// The records; the cases of an import of tickets.
        Csv = "csv",
        /// The changes of their states.
        Events = "events",
    }

    /// How an import ended, or that it goes on.
    ImportStatus in "import_status" {
        /// Rows are being read.
        Running = "running",
        /// All rows were read; the report says which were refused.
        Finished = "finished",
        /// Stopped before the end; the same file can be sent again.
        Failed = "failed",
    }

    /// Why an import failed.
    ImportFailure in "import_failure" {
        /// The database was away.
        DatabaseAway = "database_away",
        /// The server was stopped or killed meanwhile.
        ServerStopped = "server_stopped",
    }
}

/// Which column feeds which field of a repair ticket. Also the format of the mapping file (TOML or JSON).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RepairMapping {
    /// A name for the system the records come from; with the reference it says which are there already.
    #[cfg_attr(feature = "openapi", schema(example = "fixit_clinic"))]
    pub source: Line<100>,
    /// Columns by name.
    pub columns: RepairColumns,
    /// What the files write for what came of the repair.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = json!({ "Fixed": "fixed", "End of life": "end_of_life" })))]
    pub outcomes: BTreeMap<String, RepairOutcome>,
    /// Words that mean "nothing": `Unknown`, `n/a`. Empty cells always do.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_items = 20, example = json!(["Unknown", "n/a"])))]
    pub empty: Vec<String>,
    /// Kind of the tickets; `repair_request` by default.
    #[serde(default)]
    pub kind: Option<TicketKind>,
    /// Channel of the tickets; `api` by default.
    #[serde(default)]
    pub channel: Option<TicketChannel>,
    /// State of the tickets; `closed` by default: these records are history.
    #[serde(default)]
    pub status: Option<TicketStatus>,
    /// IANA zone of the days in the files; UTC by default. A day counts from its noon there.
    #[serde(default)]
    pub zone: Option<Line<60>>,
}

/// Names of columns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!(
    { "reference": "id", "reported_at": "event_date", "product_line": "category" }
)))]
#[serde(deny_unknown_fields)]
pub struct RepairColumns {
    /// The record's own number; unique in its source.
    pub reference: String,
    /// Day (YYYY-MM-DD) or instant (RFC 3339) of the event.
    pub reported_at: String,
    /// Product category: the product line.
    pub product_line: String,
    /// Product as the source names it.
    #[serde(default)]
    pub product_name: Option<String>,
    /// Brand.
    #[serde(default)]
    pub brand: Option<String>,
    /// Year of manufacture.
    #[serde(default)]
    pub manufactured_year: Option<String>,
    /// Age in years, with decimals.
    #[serde(default)]
    pub product_age_years: Option<String>,
    /// What came of the repair.
    #[serde(default)]
    pub repair_outcome: Option<String>,
    /// Why it could not be repaired.
    #[serde(default)]
    pub repair_barrier: Option<String>,
    /// The fault in the owner's words.
    #[serde(default)]
    pub description: Option<String>,
}

/// Which column feeds which field: of repair records or of tickets.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(untagged)]
pub enum ImportMapping {
    /// Of repair records.
    Repairs(RepairMapping),
    /// Of tickets and their events.
    Tickets(TicketMapping),
}

/// What is sent to import records.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateImport {
    /// What is imported.
    pub kind: ImportKind,
    /// Check everything, change nothing.
    #[serde(default)]
    pub dry_run: bool,
    /// Which column feeds which field; read by the kind of import.
    #[cfg_attr(feature = "openapi", schema(value_type = ImportMapping))]
    pub mapping: serde_json::Value,
    /// The file: CSV with a header line, UTF-8, at most 8 MiB. Of tickets, the cases.
    #[cfg_attr(
        feature = "openapi",
        schema(max_length = 8_388_608, example = "id,event_date,category\nr-1,2026-01-31,Toaster\n")
    )]
    pub csv: String,
    /// Of tickets, the changes of their states, in the order of time: CSV with a header line, UTF-8, at most 8 MiB.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        schema(max_length = 8_388_608, example = "case_id,at,to\nc-1,2026-01-31T08:00:00Z,CLOSED\n")
    )]
    pub events: Option<String>,
}

/// A run of the import and its report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Import {
    /// Its id.
    pub id: ImportId,
    /// What is imported.
    pub kind: ImportKind,
    /// Name of the system the records come from.
    pub source: String,
    /// Nothing was changed.
    pub dry_run: bool,
    /// How it ended, or that it goes on.
    pub status: ImportStatus,
    /// Rows in the file, or in both.
    pub rows_total: i32,
    /// Rows read so far.
    pub rows_read: i32,
    /// Tickets made.
    pub rows_created: i32,
    /// Rows that were there already.
    pub rows_known: i32,
    /// Rows refused.
    pub rows_refused: i32,
    /// Why it failed.
    pub failure: Option<ImportFailure>,
    /// When it began.
    pub created_at: DateTime<Utc>,
    /// When it ended.
    pub finished_at: Option<DateTime<Utc>>,
}

/// A row that was refused.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportRefusal {
    /// The file it stands in.
    pub file: ImportFile,
    /// Line of the file, from 1; the header is line 1.
    pub line: i32,
    /// The record's own number, if it could be read.
    pub reference: Option<String>,
    /// The column that is wrong.
    pub column: Option<String>,
    /// Why: a message `import_fault-…` or `field-…`.
    pub reason: Message,
    /// Why, in the reader's language.
    pub detail: String,
}

/// Pages of lists without filters.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct PageQuery {
    /// Rows on a page, 1–100; 50 by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// From `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 1000))]
    pub cursor: Option<String>,
}
