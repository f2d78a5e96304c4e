//! `sanbao admin check`: recomputes what follows from something else, and tells where the two differ.

mod statements;

use crate::auth::caller::now;
use crate::error::Failure;
use crate::records::clock;
use crate::schema::{rma_lines, rmas};
use anyhow::{Context, anyhow};
use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;
use shared::ids::RmaId;
use shared::records::rma::{RmaLineStatus, RmaStatus, by_lines};
use statements::STATEMENTS;
use std::collections::HashMap;

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// What came out of a check.
#[derive(Debug)]
pub struct Findings {
    /// Rules that were looked at.
    pub rules: usize,
    /// Where they do not hold, in words.
    pub differences: Vec<String>,
}

/// Looks at everything as it was at one moment; the server may go on working.
///
/// # Errors
/// When the database is away or was not migrated.
pub fn check(url: &str) -> anyhow::Result<Findings> {
    let c = &mut PgConnection::establish(url).context("the database does not answer")?;
    // Not through the pool: reading all there is may take longer than a request is given.
    c.batch_execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL timezone = 'UTC'")?;
    let mut differences = vec![];
    for (name, statement) in STATEMENTS {
        let lines: Vec<Line> =
            diesel::sql_query(*statement).load(c).with_context(|| format!("could not check that {name}"))?;
        differences.extend(lines.into_iter().map(|l| format!("{name}: {}", l.line)));
    }
    let ledgers = clocks(c).map_err(|failure| anyhow!("clocks could not be checked: {failure}"))?;
    differences.extend(ledgers.into_iter().map(|l| format!("clocks are what their ledgers say: {l}")));
    differences.extend(heads(c)?.into_iter().map(|l| format!("returns follow from their lines: {l}")));
    c.batch_execute("COMMIT")?;
    Ok(Findings { rules: STATEMENTS.len() + 2, differences })
}

fn clocks(c: &mut PgConnection) -> Result<Vec<String>, Failure> {
    let (mut found, mut from) = (vec![], None);
    loop {
        let (lines, last) = clock::differences(c, from, now())?;
        found.extend(lines);
        if last.is_none() {
            return Ok(found);
        }
        from = last;
    }
}

fn heads(c: &mut PgConnection) -> anyhow::Result<Vec<String>> {
    use RmaStatus::{Authorized, Dispositioned, InInspection, InReturn};
    let following = [Authorized, InReturn, InInspection, Dispositioned];
    let heads: Vec<(RmaId, String, RmaStatus)> = rmas::table
        .filter(rmas::status.eq_any(following))
        .order(rmas::id)
        .select((rmas::id, rmas::number, rmas::status))
        .load(c)?;
    let mut lines: HashMap<RmaId, Vec<RmaLineStatus>> = HashMap::new();
    for (rma, status) in rma_lines::table
        .inner_join(rmas::table)
        .filter(rmas::status.eq_any(following))
        .select((rma_lines::rma_id, rma_lines::status))
        .load::<(RmaId, RmaLineStatus)>(c)?
    {
        lines.entry(rma).or_default().push(status);
    }
    Ok(heads
        .into_iter()
        .filter_map(|(id, number, says)| {
            let is = by_lines(lines.remove(&id).unwrap_or_default());
            (is != says).then(|| format!("{number} is {says}, by its lines {is}"))
        })
        .collect())
}
