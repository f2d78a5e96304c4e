//! Use cases of imports.

use super::run::{Run, Source, prepare};
use super::store;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::{audit, http};
use chrono::{DateTime, Duration, Utc};
use diesel::pg::PgConnection;
use serde_json::json;
use shared::i18n::Locale;
use shared::ids::ImportId;
use shared::page::Page;
use shared::problem::{FieldProblem, FieldRefusal, Refusal};
use shared::records::import::{CreateImport, Import, ImportKind, ImportRefusal, PageQuery};

/// What an import is told to read.
fn source(input: &CreateImport) -> Result<Source<'_>, Refusal> {
    let csv = input.csv.as_bytes();
    Ok(match (input.kind, &input.events) {
        (ImportKind::Repairs, None) => {
            Source::Repairs { mapping: http::part("/mapping", &input.mapping)?, csv }
        }
        (ImportKind::Repairs, Some(_)) => return Err(Refusal::field("/events", FieldProblem::NotAllowed)),
        (ImportKind::Tickets, Some(events)) => Source::Tickets {
            mapping: http::part("/mapping", &input.mapping)?,
            cases: csv,
            events: events.as_bytes(),
        },
        (ImportKind::Tickets, None) => return Err(Refusal::field("/events", FieldProblem::Required)),
    })
}

/// Begins an import: stores its record; the caller of this then runs it.
pub fn begin(c: &mut PgConnection, caller: &Caller, input: &CreateImport) -> Result<Run, Failure> {
    let actor = Some(caller.actor.user_id);
    let run = prepare(source(input)?, input.dry_run, actor, caller.now).map_err(|why| {
        Refusal::fields(vec![FieldRefusal::new("/mapping", FieldProblem::Malformed).arg("reason", why)])
    })?;
    store::insert(c, &run.row)?;
    audit::write(
        c,
        caller,
        "import",
        run.row.id.0,
        "create",
        json!({ "source": run.row.source, "dry_run": run.row.dry_run }),
    )?;
    Ok(run)
}

impl Run {
    /// Its record as it is now.
    pub fn import(&self) -> Import {
        self.row.clone().into()
    }

    /// Stores its record: for a run that no request began.
    ///
    /// # Errors
    /// When the database is away.
    pub fn store(&self, c: &mut PgConnection) -> Result<(), Failure> {
        store::insert(c, &self.row)
    }
}

/// Each batch takes seconds: an import that has not moved for so long has lost its server.
const STALLED: Duration = Duration::minutes(2);

/// Marks imports as failed whose server was stopped or killed. Gives how many.
///
/// # Errors
/// When the database is away.
pub fn give_up_stalled(c: &mut PgConnection, now: DateTime<Utc>) -> Result<usize, Failure> {
    store::give_up(c, now - STALLED, now)
}

/// Lists imports, newest first.
pub fn list(c: &mut PgConnection, query: &PageQuery) -> Result<Page<Import>, Failure> {
    store::list(c, query)
}

/// Shows one.
pub fn get(c: &mut PgConnection, id: ImportId) -> Result<Import, Failure> {
    store::find(c, id)
}

/// The rows that one refused, and why in the reader's language.
pub fn refusals(
    c: &mut PgConnection,
    id: ImportId,
    query: &PageQuery,
    locale: Locale,
) -> Result<Page<ImportRefusal>, Failure> {
    store::refusals(c, id, query, locale)
}
